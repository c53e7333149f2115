"""CSV for Swedish Excel and for programs: read back with another reader, as each would read it."""

import csv
import io
from collections.abc import Iterator

import polars as pl
import pytest

from dashboard.exports import csv as excel
from dashboard.exports import csv_plain as plain
from dashboard.exports.typed import typed_columns
from dashboard.marked import marked_as_example
from dashboard.views.model import Cell, Rendered
from tests.dashboard.exported import (
    ADDRESS,
    CODE,
    REGION,
    SHARE,
    document,
    everything,
    made_up,
    name,
    shares,
)

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
CELLS = (
    Cell(text="1\u00a0141,5", value=1141.5), Cell(text="−13,3", value=-13.251),
    Cell(text="+8", value=7.75), Cell(text="U"), Cell(text="≈57", value=57.0),
)  # fmt: skip


def excel_lines(rendered: Rendered) -> list[list[str]]:
    content = excel.write(document(rendered))
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def plain_frame(rendered: Rendered) -> pl.DataFrame:
    return pl.read_csv(plain.write(document(rendered)), infer_schema_length=None)


def table_of(lines: list[list[str]]) -> list[list[str]]:
    """What stands below the empty line."""
    return lines[lines.index([]) + 1 :]


# ---------------------------------------------------------------- for Excel


def test_above_the_table_stands_what_it_is() -> None:
    lines = excel_lines(shares(*CELLS))
    head = lines[: lines.index([])]
    assert head[:3] == [["Enkäter · Påhittad"], ["Skåne ligger på 41,5 %."], ["n = 200."]]
    assert ["Källor", "Utgivare. Titel. 2022", "tabell 1"] in head
    assert ["Tecken", "U", "dold för att skydda svar"] in head
    assert ["Att tänka på", "Två olika tal."] in head
    assert head[-3:] == [
        ["Utgåva", "20261122T100145Z-91d941f0"],
        ["Kod", CODE],
        ["Adress", ADDRESS],
    ]


@pytest.mark.parametrize(
    ("language", "written"),
    [("sv", ["1141,5", "-13,3", "8", "U", "≈57"]), ("en", ["1141.5", "-13.3", "8", "U", "≈57"])],
)
def test_numbers_can_be_counted_with_and_signs_stay(language: str, written: list[str]) -> None:
    rendered = shares(*CELLS, language="sv" if language == "sv" else "en")
    table = table_of(excel_lines(rendered))
    assert table[0] == ["Region", "Andel, procent"]
    assert [row[1] for row in table[1:]] == written


def test_an_amount_in_words_keeps_its_unit_also_for_percent() -> None:
    """A column that mixes kronor and percent would otherwise say 12 for both."""
    cells = (Cell(text="142\u00a0mkr", value=142e6), Cell(text="12\u00a0%", value=12.0))
    assert [row[1] for row in table_of(excel_lines(shares(*cells)))[1:]] == [
        "142\u00a0mkr", "12\u00a0%",
    ]  # fmt: skip


def test_every_row_of_every_view_is_there_with_every_column() -> None:
    for rendered in everything():
        table = table_of(excel_lines(rendered))
        assert table[0] == [column.label for column in rendered.table.columns], name(rendered)
        assert len(table) == 1 + len(rendered.table.rows)
        for line, row in zip(table[1:], rendered.table.rows, strict=True):
            for written, cell in zip(line, row, strict=True):
                assert written.removeprefix("'").replace("-", "−") == cell.text.replace(
                    "-", "−"
                ) or (
                    float(written.replace(",", "."))
                    == pytest.approx(
                        float(cell.text.replace("\u00a0", "").replace("−", "-").replace(",", "."))
                    )
                ), name(rendered)


# ---------------------------------------------------------------- for programs


def test_the_plain_one_has_one_line_of_header_and_no_mark() -> None:
    content = plain.write(document(shares(*CELLS)))
    assert content.startswith(b"Region,")
    assert content.splitlines()[0].decode() == (
        'Region,"Andel, procent","Andel, procent (som visat)",Tabell,Tecken,Utgåva,Kod,Adress'
    )


def test_numbers_are_numbers_and_what_is_beside_them_has_its_own_column() -> None:
    frame = plain_frame(shares(*CELLS))
    assert frame.schema["Andel, procent"] == pl.Float64
    assert frame["Andel, procent"].to_list() == [1141.5, -13.3, 8.0, None, 57.0]
    assert frame["Andel, procent (som visat)"].to_list() == [None, None, None, "U", "≈57"]


def test_a_file_that_travels_alone_says_what_it_is_in_every_row() -> None:
    frame = plain_frame(marked_as_example(shares(*CELLS)))
    assert set(frame["Tabell"]) == {"EXEMPELDATA. Påhittad tabell"}
    assert set(frame["Kod"]) == {CODE}
    assert set(frame["Adress"]) == {ADDRESS}
    assert set(frame["Utgåva"]) == {"20261122T100145Z-91d941f0"}


def test_every_view_reads_back_with_the_numbers_and_texts_of_its_table() -> None:
    for rendered in everything():
        frame = pl.read_csv(plain.write(document(rendered)), infer_schema=False)
        assert frame.height == len(rendered.table.rows)
        assert len(set(frame.columns)) == len(frame.columns)
        for typed in typed_columns(rendered.table):
            found = [text or "" for text in frame[typed.column.label]]
            if typed.is_number:
                numbers = [float(text) if text else None for text in found]
                assert numbers == [None if n is None else float(n) for n in typed.numbers]
            else:
                assert [text.removeprefix("'") for text in found] == [
                    text.removeprefix("'") for text in typed.texts
                ]


# ---------------------------------------------------------------- both


def written(module: object, rendered: Rendered) -> Iterator[str]:
    content = (excel if module is excel else plain).write(document(rendered))
    delimiter = ";" if module is excel else ","
    text = content.decode("utf-8-sig")
    for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        yield from line


def is_number(cell: str) -> bool:
    try:
        float(cell.replace(",", "."))
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("module", [excel, plain])
def test_no_cell_of_any_view_is_a_formula(module: object) -> None:
    bad = made_up(
        (REGION, SHARE),
        tuple((Cell(text=f"{start}SUM(A1)"), Cell(text=f"{start}cmd")) for start in FORMULA_STARTS),
    )
    for rendered in (bad, *everything()):
        for cell in written(module, rendered):
            assert not cell.startswith(FORMULA_STARTS) or is_number(cell), cell


@pytest.mark.parametrize("module", [excel, plain])
def test_what_is_hidden_is_a_sign_and_no_number(module: object) -> None:
    rendered = shares(Cell(text="U"), Cell(text="55", value=55.0))
    cells = list(written(module, rendered))
    assert "U" in cells
    assert "Uppsala" in cells


@pytest.mark.parametrize("module", [excel, plain])
def test_the_same_document_gives_the_same_bytes(module: object) -> None:
    chosen = excel if module is excel else plain
    made = document(shares(*CELLS))
    assert chosen.write(made) == chosen.write(made, None)
