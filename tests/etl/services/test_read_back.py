"""What is fetched is what the readers read: the parts of an answer make one table again."""

from itertools import product
from pathlib import Path

from etl.readers import read
from etl.readers.content import Content
from etl.readers.model import text_of, whole
from etl.services.client import Client
from etl.services.declared import ServiceDeclaration, ServiceKind
from etl.services.fetch import fetch
from tests.etl.services.made import figure, kolada_page, pxweb1_answer
from tests.etl.services.replay import Answered, Asked, Replay

VALUES = {
    "Region": ["00", "01", "03", "0180"],
    "Kon": ["1", "2", "1+2"],
    "Tid": [str(year) for year in range(2010, 2025)],
}
DESCRIBED = {
    "title": "made by hand",
    "variables": [
        {"code": code, "text": code, "values": values, "valueTexts": values, "time": code == "Tid"}
        for code, values in VALUES.items()
    ],
}


def _rows(content: bytes) -> dict[str, list[str | None]]:
    reading = read(Content.of_bytes("fetched", content))
    (table,) = reading.accepted()
    batch = whole(table)
    return {
        column.name: text_of(cells).to_list()
        for column, cells in zip(table.columns, batch.cells, strict=True)
    }


def test_the_parts_of_a_large_answer_are_one_table(
    replay: Replay, tmp_path: Path, client: Client
) -> None:
    def answer(asked: Asked) -> Answered:
        return Answered(DESCRIBED) if asked.method == "GET" else pxweb1_answer(asked)

    replay.on("/v1/table", answer)
    replay.on("/v1/table?config", Answered({"maxCells": 50, "maxCalls": 0, "timeWindow": 0}))
    service = ServiceDeclaration(
        kind=ServiceKind.PXWEB1,
        address=f"{replay.address}/v1",
        table="table",
        select={"Region": ("*",), "Kon": ("*",), "Tid": ("from(2015)",)},
    )
    result = fetch(service, tmp_path, file="x.alf.toml", offline=False, client=client)
    assert result.answers > 1
    rows = _rows(result.content)
    found = dict(
        zip(zip(rows["Region"], rows["Kon"], rows["Tid"], strict=True), rows["value"], strict=True)
    )
    wanted = product(VALUES["Region"], VALUES["Kon"], VALUES["Tid"][5:])
    assert found == {codes: str(figure(codes)) for codes in wanted}


def test_the_pages_of_kolada_are_one_table_and_its_ids_stay_text(
    replay: Replay, tmp_path: Path, client: Client
) -> None:
    path = "/v3/data/kpi/N79179/year/2024?per_page=5000"
    replay.on(path, kolada_page([("N79179", "0001", 2024, 84.2)], f"{path}&page=2"))
    replay.on(f"{path}&page=2", kolada_page([("N79179", "0180", 2024, 12.5)], None))
    service = ServiceDeclaration(
        kind=ServiceKind.KOLADA3,
        address=f"{replay.address}/v3",
        select={"kpi": ("N79179",), "municipality": ("*",), "year": ("2024",)},
    )
    result = fetch(service, tmp_path, file="x.alf.toml", offline=False, client=client)
    rows = _rows(result.content)
    assert rows["municipality"] == ["0001", "0180"]
    assert rows["value"] == ["84.2", "12.5"]
