"""Workbooks as other programs write them, and sheets with more around the table than it needs."""

import io
import re
import zipfile

import openpyxl
import pytest
from openpyxl.workbook.protection import WorkbookProtection
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from etl.readers.content import Content
from etl.readers.model import FileKind, Reading
from etl.readers.options import NO_OPTIONS, Options
from etl.readers.workbook import read_workbook
from tests.etl.readers.workbooks import (
    SHEET,
    SPREADSHEET,
    first_grid,
    rules,
    sheet_of,
    sheets_in,
    with_parts,
    written,
)

ROWS: list[list[object]] = [["Län", "Antal"], ["Skåne", 1.5], ["Örebro", 2]]


def _inline(value: object) -> str:
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{value}</t></is></c>'
    return f"<c><v>{value}</v></c>"


INLINE = "".join(f"<row>{''.join(map(_inline, row))}</row>" for row in ROWS)


def plain(_: Workbook, sheet: Worksheet) -> None:
    for number, row in enumerate(ROWS):
        sheet.write_row(number, 0, row)


def edited(data: bytes, *changes: tuple[str, str]) -> bytes:
    """All XML parts with these texts put for others."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode()
            for old, new in changes:
                text = text.replace(old, new)
            parts[name] = text.encode()
    return with_parts(data, parts)


def renamed(data: bytes, names: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(names.get(name, name), old.read(name))
    return made.getvalue()


def rows_of(data: bytes, name: str = "bok.xlsx") -> list[list[object]]:
    return [list(row) for row in sheets_in(data, name=name).grids[0].rows]


STRICT = [
    (SPREADSHEET, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
]


def test_the_strict_form_of_the_format() -> None:
    assert rows_of(edited(written(plain), *STRICT)) == ROWS


def test_parts_by_absolute_address() -> None:
    data = edited(
        written(plain),
        ('Target="worksheets/', 'Target="/xl/worksheets/'),
        ('Target="sharedStrings', 'Target="/xl/sharedStrings'),
        ('Target="styles', 'Target="/xl/styles'),
        ('Target="xl/workbook', 'Target="/xl/workbook'),
    )
    assert rows_of(data) == ROWS


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/sharedStrings.xml", "docProps/app.xml"])
def test_a_part_that_is_not_needed_may_be_missing(part: str) -> None:
    xml = f'<worksheet xmlns="{SPREADSHEET}"><sheetData>{INLINE}</sheetData></worksheet>'
    assert rows_of(with_parts(written(plain), {SHEET: xml.encode(), part: None})) == ROWS


def test_a_prefix_for_every_element() -> None:
    xml = f'<x:worksheet xmlns:x="{SPREADSHEET}"><x:sheetData>'
    xml += re.sub(r"<(/?)", r"<\1x:", INLINE) + "</x:sheetData></x:worksheet>"
    assert rows_of(with_parts(written(plain), {SHEET: xml.encode()})) == ROWS


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_sheet_in_another_encoding_is_read_or_refused(encoding: str) -> None:
    mark = "UTF-16" if encoding == "utf-16" else "UTF-8"
    xml = f'<?xml version="1.0" encoding="{mark}"?><worksheet xmlns="{SPREADSHEET}">'
    xml += f"<sheetData>{INLINE}</sheetData></worksheet>"
    sheets = sheets_in(with_parts(written(plain), {SHEET: xml.encode(encoding)}))
    if sheets.problems:
        assert rules(sheets.problems) == ["damaged_file"]
    else:
        assert [list(row) for row in sheets.grids[0].rows] == ROWS


def test_a_workbook_with_macros() -> None:
    types = ("sheet.main+xml", "sheet.macroEnabled.main+xml")
    data = edited(
        written(plain),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml." + types[0],
         "application/vnd.ms-excel." + types[1]),
    )  # fmt: skip
    data = with_parts(data, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 program"})
    sheets = sheets_in(data, name="bok.xlsm")
    assert sheets.kind == FileKind.XLSM
    assert [list(row) for row in sheets.grids[0].rows] == ROWS


def test_a_protected_structure_and_protected_sheets_are_no_encryption() -> None:
    made = openpyxl.Workbook()
    made.security = WorkbookProtection(workbookPassword="hemligt", lockStructure=True)
    sheet = made.active
    assert sheet is not None
    for row in ROWS:
        sheet.append(row)
    sheet.protection.set_password("hemligt")
    sheet.protection.enable()
    saved = io.BytesIO()
    made.save(saved)
    assert rows_of(saved.getvalue()) == ROWS


@pytest.mark.parametrize(
    "name", ["Bo's blad", 'a "b"', "Tabell 1.1; &", " blank ", "<x>", "å" * 31]
)
def test_sheets_of_any_name(name: str) -> None:
    made = io.BytesIO()
    with openpyxl_book([("Andra", [["x", "y"], ["a", 1]]), (name, ROWS)]) as data:
        made.write(data.read())
    reading = read(made.getvalue(), Options(sheet=name))
    assert [table.name for table in reading.tables] == [name]


def openpyxl_book(sheets: list[tuple[str, list[list[object]]]]) -> io.BytesIO:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet()
        sheet._WorkbookChild__title = name  # openpyxl itself refuses some that Excel takes
        for row in rows:
            sheet.append(row)
    saved = io.BytesIO()
    book.save(saved)
    saved.seek(0)
    return saved


def read(data: bytes, options: Options = NO_OPTIONS) -> Reading:
    return read_workbook(Content.of_bytes("bok.xlsx", data), options)


# ---------------------------------------------------------------- around the table


def test_formatted_empty_rows_and_columns_around_the_table() -> None:
    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        frame = workbook.add_format({"border": 1})
        for row in range(40):
            for column in range(12):
                sheet.write_blank(row, column, None, frame)
        for number, values in enumerate(ROWS, start=5):
            sheet.write_row(number, 3, values)

    grid = first_grid(written(fill))
    assert (list(grid.numbers), grid.first_column) == ([6, 7, 8], 4)
    assert [list(row) for row in grid.rows] == ROWS


def test_a_stated_range_that_is_far_too_large_is_not_believed() -> None:
    data = sheet_of(INLINE, before='<dimension ref="A1:XFD1048576"/>')
    assert rows_of(data) == ROWS


def test_a_stated_range_that_is_too_small_is_not_believed() -> None:
    assert rows_of(sheet_of(INLINE, before='<dimension ref="A1"/>')) == ROWS


def test_a_table_as_wide_as_a_sheet_can_be() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, [f"k{column}" for column in range(16_384)])
        sheet.write_row(1, 0, range(16_384))

    (table,) = read(written(fill)).tables
    assert [column.name for column in table.columns][:2] == ["k0", "k1"]
    assert len(table.columns) == 16_384
    assert table.row_count == 1


def test_rows_and_cells_out_of_order() -> None:
    cells = (
        '<row r="3"><c r="B3"><v>2</v></c><c r="A3"><v>1</v></c></row>'
        '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="str"><v>b</v></c></row>'
    )
    assert rows_of(sheet_of(cells)) == [["a", "b"], ["", ""], [1, 2]]


def test_a_text_that_is_a_shared_string_beyond_the_list_is_damage() -> None:
    sheets = sheets_in(sheet_of('<row r="1"><c r="A1" t="s"><v>999</v></c></row>'))
    assert rules(sheets.problems) == ["damaged_file"]
