"""Parquet: read back with readers that did not write it (pyarrow, duckdb)."""

import io
import json
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.exports.parquet import write
from dashboard.exports.typed import typed_columns
from dashboard.marked import marked_as_example
from dashboard.views.model import Cell, Rendered
from tests.dashboard.exported import ADDRESS, CODE, document, everything, name, shares

CELLS = (Cell(text="26,0", value=26.04), Cell(text="U"), Cell(text="≥350", value=350.0))


def read(rendered: Rendered) -> pa.Table:
    return pq.read_table(io.BytesIO(write(document(rendered))))


def metadata(rendered: Rendered) -> dict[str, str]:
    found = pq.read_metadata(io.BytesIO(write(document(rendered)))).metadata
    return {key.decode(): value.decode() for key, value in found.items()}


def test_numbers_are_floats_and_signs_stand_beside() -> None:
    table = read(shares(*CELLS))
    assert table.column_names == ["region", "share", "share_shown"]
    assert table.schema.field("share").type == pa.float64()
    assert table["share"].to_pylist() == [26.0, None, 350.0]
    assert table["share_shown"].to_pylist() == [None, "U", "≥350"]
    assert table["region"].to_pylist() == ["Skåne", "Uppsala", "Stockholm"]


def test_no_column_stands_beside_where_the_numbers_say_all() -> None:
    assert read(shares(CELLS[0])).column_names == ["region", "share"]


def test_the_metadata_say_what_it_is() -> None:
    rendered = marked_as_example(shares(*CELLS))
    found = metadata(rendered)
    assert found["title"] == "EXEMPELDATA · Enkäter · Påhittad"
    assert found["headline"] == rendered.headline
    assert found["note"] == rendered.note
    assert found["description"] == rendered.description
    assert found["release"] == rendered.release
    assert (found["code"], found["address"], found["language"]) == (CODE, ADDRESS, "sv")
    assert json.loads(found["signs"]) == dict(rendered.signs)
    assert json.loads(found["sources"]) == ["Källa. Utgivare. Titel. 2022 Läst på: tabell 1"]
    assert json.loads(found["columns"]) == {
        "region": "Region", "share": "Andel, procent", "share_shown": "Andel, procent (som visat)",
    }  # fmt: skip
    assert ["Definition", "Andel som svarade."] in json.loads(found["about"])


def test_every_view_reads_back_as_its_table() -> None:
    for rendered in everything():
        table = read(rendered)
        assert table.num_rows == len(rendered.table.rows), name(rendered)
        for typed in typed_columns(rendered.table):
            found = table[typed.column.key].to_pylist()
            if typed.is_number:
                assert found == [None if n is None else float(n) for n in typed.numbers]
            else:
                assert tuple(found) == typed.texts


def test_another_database_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "view.parquet"
    path.write_bytes(write(document(shares(*CELLS))))
    found = duckdb.read_parquet(str(path)).fetchall()
    assert found[1] == ("Uppsala", None, "U")


def test_the_same_document_gives_the_same_bytes() -> None:
    made = document(shares(*CELLS))
    assert write(made) == write(made, None)
