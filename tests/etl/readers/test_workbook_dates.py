"""Numbers, dates and formats that look like each other, in every kind of workbook."""

import io
from datetime import date, time, timedelta

import pytest
import xlwt
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from etl.readers.content import Content
from etl.readers.model import CellType, Value
from etl.readers.number_formats import is_date, says_more
from etl.readers.options import NO_OPTIONS
from etl.readers.workbook import Sheets, read_workbook
from tests.etl.readers.workbooks import (
    SHEET,
    SPREADSHEET,
    rules,
    sheet_of,
    sheets_in,
    with_parts,
    written,
)

DATES = (
    "yyyy-mm-dd", "hh:mm", "mm:ss.0", "ss,000", "d/m-yy kl. hh:mm", "h:mm AM/PM", "yyyymmdd",
    "TT.MM.JJJJ", "[$-41D]d mmm yyyy;@", "yyyy-mm-ddThh:mm:ss", "QQ\\ YY", 'd "maj" yyyy', "mmmm",
)  # fmt: skip
NO_DATES = (
    "0 mnkr", "0 st", "#,##0 dagar", "0\\ d", "Standard", "G/allmänt", "General", "@", "[Red]0",
    '#,##0 "dagar"', "\\d0", "0%", "#,##0_d", "", '0 "yyyy-mm-dd"', "0.00E+00",
)  # fmt: skip


@pytest.mark.parametrize("code", DATES)
def test_formats_of_dates(code: str) -> None:
    assert is_date(code)
    assert not says_more(code)


@pytest.mark.parametrize("code", NO_DATES)
def test_formats_of_no_dates(code: str) -> None:
    assert not is_date(code)


@pytest.mark.parametrize("code", ["Standard", "G/allmänt", "General", ""])
def test_a_format_that_is_only_a_name_says_nothing(code: str) -> None:
    assert not says_more(code)


def xlsx(code: str, *values: float) -> bytes:
    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        style = workbook.add_format({"num_format": code})
        for row, value in enumerate(values):
            sheet.write_number(row, 0, value, style)

    return written(fill)


def xls(code: str, *values: float) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Blad")
    style = xlwt.easyxf(num_format_str=code)
    for row, value in enumerate(values):
        sheet.write(row, 0, value, style)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def column(sheets: Sheets) -> list[Value]:
    return [row[0] for row in sheets.grids[0].rows]


BOTH = pytest.mark.parametrize("made", [xlsx, xls])


@BOTH
@pytest.mark.parametrize("code", ["0 mnkr", "0 st", "#,##0 dagar", "Standard", "G/allmänt"])
def test_a_number_whose_format_only_holds_letters_of_a_date_is_a_number(made, code: str) -> None:  # type: ignore[no-untyped-def]
    sheets = sheets_in(made(code, 45000, -5.25, 0, 0.5))
    assert column(sheets) == [45000, -5.25, 0, 0.5]
    assert sheets.remarks == ()


@BOTH
def test_a_number_that_is_no_date_in_spite_of_its_format_is_named(made) -> None:  # type: ignore[no-untyped-def]
    sheets = sheets_in(made("yyyy-mm-dd", 45000, -5.25, 0, 0.5))
    assert column(sheets) == [date(2023, 3, 15), -5.25, 0, 0.5]
    (remark,) = sheets.remarks
    assert remark.rule == "no_date"
    assert "cells A2, A3, A4 hold a number each below" in remark.message


@BOTH
def test_a_time_of_day_may_be_midnight_and_not_before_it(made) -> None:  # type: ignore[no-untyped-def]
    sheets = sheets_in(made("hh:mm", 0, 0.5, -0.5))
    assert column(sheets) == [time(0), time(12), -0.5]
    assert rules(sheets.remarks) == ["no_date"]


@BOTH
def test_a_duration_may_be_negative(made) -> None:  # type: ignore[no-untyped-def]
    sheets = sheets_in(made("[h]:mm", -0.5, 1.5))
    assert column(sheets) == [timedelta(days=-0.5), timedelta(days=1.5)]
    assert sheets.remarks == ()


def test_a_sheet_that_is_parsed_and_not_searched_gives_the_same() -> None:
    """Cells without a reference are parsed; the style of index 1 is a date, that of 2 is none."""

    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        sheet.write_number(0, 0, 1, workbook.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_number(0, 1, 1, workbook.add_format({"num_format": "0 mnkr"}))

    cells = "".join(f'<c s="{style}"><v>{value}</v></c>' for style, value in CELLS)
    xml = f'<worksheet xmlns="{SPREADSHEET}"><sheetData><row>{cells}</row></sheetData></worksheet>'
    sheets = sheets_in(with_parts(written(fill), {SHEET: xml.encode()}))
    assert list(sheets.grids[0].rows[0]) == [date(2023, 3, 15), -1, 45000, -1]
    (remark,) = sheets.remarks
    assert "cell B1 " in remark.message


CELLS = ((1, "45000"), (1, "-1"), (2, "45000"), (2, "-1"))


def test_a_duration_beyond_what_can_be_held_is_refused() -> None:
    sheets = sheets_in(xlsx("[h]:mm", 1e300))
    assert rules(sheets.problems) == ["damaged_file"]


# ---------------------------------------------------------------- errors


def test_errors_are_told_apart_from_text_in_a_column_of_numbers_and_one_of_text() -> None:
    head = "".join(
        f'<c r="{at}1" t="inlineStr"><is><t>{name}</t></is></c>'
        for at, name in [("A", "Namn"), ("B", "Antal"), ("C", "Andel")]
    )
    rows = f'<row r="1">{head}</row>' + "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>a{row}</t></is></c>'
        f'<c r="B{row}"><v>{row}</v></c><c r="C{row}" t="e"><v>#NUM!</v></c></row>'
        for row in range(2, 6)
    )
    rows += (
        '<row r="6"><c r="A6" t="e"><v>#N/A</v></c><c r="B6" t="e"><v>#NAME?</v></c>'
        '<c r="C6"><v>1</v></c></row>'
    )
    reading = read_workbook(Content.of_bytes("bok.xlsx", sheet_of(rows)), NO_OPTIONS)
    (table,) = (table for table in reading.tables if table.name == "Blad")
    (batch,) = table.rows.batches()
    types = [cells.types.to_list() if cells.types is not None else None for cells in batch.cells]
    text, number, error = (kind.value for kind in (CellType.TEXT, CellType.NUMBER, CellType.ERROR))
    assert types == [
        [text] * 4 + [error],
        [number] * 4 + [error],
        [error] * 4 + [number],
    ]
    assert [column.type.value for column in table.columns] == ["text", "number", "number"]
    assert table.columns[1].signs == {"#NAME?": 1}
    assert table.columns[2].signs == {"#NUM!": 4}
