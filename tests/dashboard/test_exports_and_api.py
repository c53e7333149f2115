"""What stands in the charts of a slide and of a document is what the API answers."""

import io
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from flask.testing import FlaskClient
from pptx import Presentation

from dashboard.app import create_app
from warehouse.regions import ALF_REGION_CODES

QUERIES = {
    "compare": "indicator=alf_survey_response_rate&period=2022&region=skane",
    "gender_balance": "indicator=authorship_share_by_sex&region=uppsala",
}


@pytest.fixture(scope="module")
def client(release_home: Path) -> Iterator[FlaskClient]:
    with create_app(release_home).server.test_client() as client:
        yield client


def asked(client: FlaskClient, indicator: str) -> Counter[float]:
    """Every figure of the seven regions that the API knows of the indicator."""
    answer = client.get(f"/api/v1/observations?indicator={indicator}").get_json()
    return Counter(
        row["value"]
        for row in answer["observations"]
        if row["region"] in ALF_REGION_CODES and row["value"] is not None
    )


def in_slides(content: bytes) -> Iterator[float]:
    """As python-pptx reads the series that are drawn with marks: values run along the slide."""
    for slide in Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_chart:
                yield from in_workbook(shape.chart.part.chart_workbook.xlsx_part.blob)


def in_document(content: bytes) -> Iterator[float]:
    for part in Document(io.BytesIO(content)).part.package.iter_parts():
        if str(part.partname).startswith("/word/embeddings/"):
            yield from in_workbook(part.blob)


def in_workbook(content: bytes) -> Iterator[float]:
    """The columns of figures of its first sheet: those of labels and lengths have a colon."""
    sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=True).worksheets[0]
    head, *rows = sheet.iter_rows(values_only=True)
    columns = [at for at, name in enumerate(head) if at > 1 and ":" not in str(name)]
    for row in rows:
        yield from (float(str(row[at])) for at in columns if row[at] is not None)


@pytest.mark.parametrize(("ending", "read"), [("pptx", in_slides), ("docx", in_document)])
@pytest.mark.parametrize("view", QUERIES)
def test_the_values_of_a_chart_are_those_of_the_api(
    client: FlaskClient, view: str, ending: str, read: object
) -> None:
    answer = client.get(f"/export/{view}.{ending}?{QUERIES[view]}")
    assert answer.status_code == 200
    assert callable(read)
    drawn: Iterable[float] = read(answer.data)
    found = Counter(drawn)
    known = asked(client, QUERIES[view].split("&")[0].removeprefix("indicator="))
    assert sum(found.values()) >= 14
    assert found <= known, found - known
