"""What an inspection says of the header: a row of the file, names within it, or none at all."""

from pathlib import Path

import pytest

from etl.inspection.as_text import blocks
from etl.inspection.report import inspected
from etl.readers.content import Content
from etl.readers.options import NO_OPTIONS


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("a.csv", "Region;Andel\nSkåne;5\nUppsala;6\n", "Header: row 1"),
        ("a.csv", "1;2\n3;4\n5;6\n", "No header: the columns are numbered."),
        ("a.json", "[[1, 2], [3, 4]]", "No header: the columns are numbered."),
        ("a.json", '[{"a": 1, "b": 2}]', "The columns are named by the file itself."),
        ("a.json", '{"columns": ["x"], "data": [[1], [3]]}',
         "The columns are named by the file itself."),
        ("a.json",
         '{"version": "2.0", "class": "dataset", "id": ["Tid"], "size": [2],'
         ' "dimension": {"Tid": {"category": {"index": ["2023", "2024"]}}}, "value": [1, 2]}',
         "The columns are named by the file itself."),
    ],
)  # fmt: skip
def test_where_the_names_of_columns_come_from(name: str, content: str, line: str) -> None:
    inspection = inspected(Content.of_bytes(name, content.encode()), NO_OPTIONS)
    said = [one for block in blocks(inspection, Path(name), with_rows=False) for one in block.lines]
    assert line in said
