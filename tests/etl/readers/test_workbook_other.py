"""Workbooks of the other formats: xls by xlwt, ods and xlsb by hand."""

import io
import struct
import zipfile
from datetime import date, timedelta

import pytest
import xlwt

from etl.problems import InputRefused
from etl.readers.content import Content
from etl.readers.model import FileKind
from etl.readers.options import NO_OPTIONS
from etl.readers.workbook import grids_of
from tests.etl.readers.workbooks import rules, sheets_in
from tests.ods_files import cell, ods, row

# ---------------------------------------------------------------- xls


def xls_sample(is_1904: bool = False) -> bytes:
    book = xlwt.Workbook()
    book.dates_1904 = is_1904
    sheet = book.add_sheet("Blad")
    percent = xlwt.easyxf(num_format_str="0.0%")
    sheet.write_merge(1, 1, 1, 3, "rubrik")
    for column, value in enumerate(["å", 3, 4.5, True, None], start=1):
        sheet.write(2, column, value)
    sheet.write(3, 1, 0.579, percent)
    sheet.write(3, 2, "57,9", percent)
    sheet.write(3, 3, 12, xlwt.easyxf(num_format_str='0 "kr"'))
    sheet.write(3, 4, date(2024, 1, 31), xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    sheet.row(4).set_cell_error(1, "#DIV/0!")
    book.add_sheet("Tom")
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_xls_with_merged_cells_formats_and_errors() -> None:
    sheets = sheets_in(xls_sample())
    grid = sheets.grids[0]
    assert sheets.kind == FileKind.XLS
    assert [list(row) for row in grid.rows] == [
        ["rubrik", "", "", ""],
        ["å", 3, 4.5, True],
        [0.579, "57,9", 12, date(2024, 1, 31)],
        ["#DIV/0!", "", "", ""],
    ]
    assert grid.rows[1][3] is True
    assert (list(grid.numbers), grid.first_column) == ([2, 3, 4, 5], 2)
    assert grid.formats == {(2, 0): "0.0%", (2, 2): '0 "kr"'}
    assert grid.merged == ((0, 0, 0, 2),)
    assert rules(sheets.remarks) == ["error_cells", "empty_sheet"]


def test_dates_of_an_xls_of_1904() -> None:
    assert sheets_in(xls_sample(is_1904=True)).grids[0].rows[2][3] == date(2024, 1, 31)


def test_an_xls_with_a_password_is_refused() -> None:
    """The record FILEPASS, put behind the first BOF, says that all that follows is encrypted."""
    data = bytearray(xls_sample())
    start = data.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    after = start + 20
    data[after : after + 10] = struct.pack("<HHHHH", 0x2F, 6, 0, 0x1234, 0x5678)
    with pytest.raises(InputRefused) as refused:
        sheets_in(bytes(data), name="bok.xls")
    assert rules(refused.value.problems) == ["encrypted"]


# ---------------------------------------------------------------- ods


PERCENT_STYLE = (
    '<number:percentage-style style:name="N1"><number:number number:decimal-places="1" '
    'number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>'
    '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
)


def ods_sample() -> bytes:
    head = cell("rubrik", number_columns_spanned="2") + "<table:covered-table-cell/>"
    second = (
        cell(0.579, "percentage", style_name="ce1"),
        cell(12, "currency", currency="SEK"),
        cell("2024-01-31", "date"),
        cell("true", "boolean"),
        cell(445),
        cell("0180"),
    )
    return ods(row(head) + row(*second), styles=PERCENT_STYLE)


def test_ods_with_spans_percent_and_currency() -> None:
    grid = sheets_in(ods_sample()).grids[0]
    assert grid.name == "Blad"
    assert list(grid.rows[1]) == [0.579, 12, date(2024, 1, 31), True, 445, "0180"]
    assert grid.formats == {(1, 0): "0.0%", (1, 1): "[$SEK] 0"}
    assert grid.merged == ((0, 0, 0, 1),)


def test_ods_errors_missing_values_and_long_times() -> None:
    cells = (
        cell(1) + '<table:table-cell table:formula="of:=1/0" office:value-type="string" '
        'office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p>'
        '</table:table-cell><table:table-cell table:formula="of:=A1"/>'
        '<table:table-cell office:value-type="time" office:time-value="PT27H17M54S">'
        "<text:p>27:17:54</text:p></table:table-cell>" + cell(2)
    )
    sheets = sheets_in(ods(row(cells)))
    length = timedelta(hours=27, minutes=17, seconds=54)
    assert list(sheets.grids[0].rows[0]) == [1, "#DIV/0!", "", length, 2]
    assert rules(sheets.remarks) == ["error_cells", "formula_without_value"]


def test_ods_repeated_cells_and_rows() -> None:
    rows = row(cell(7, number_columns_repeated="2"), cell(8), number_rows_repeated="2") + row(
        '<table:table-cell table:number-columns-repeated="16384"/>', number_rows_repeated="1048574"
    )
    assert [list(found) for found in sheets_in(ods(rows)).grids[0].rows] == [[7, 7, 8], [7, 7, 8]]


def test_ods_repeated_beyond_reason_is_refused() -> None:
    rows = row(cell(7, number_columns_repeated="16384"), number_rows_repeated="1048576")
    with pytest.raises(InputRefused) as refused:
        sheets_in(ods(rows))
    (problem,) = refused.value.problems
    assert problem.rule == "absurd_range"
    assert "XFD1048576" in problem.message


def test_a_formula_of_an_ods_that_gives_an_empty_text_has_a_value() -> None:
    """As LibreOffice writes it, without a type but with an empty paragraph."""
    empty = '<table:table-cell table:formula="of:=&quot;&quot;"><text:p/></table:table-cell>'
    sheets = sheets_in(ods(row(cell("a"), empty, cell(1))))
    assert [list(found) for found in sheets.grids[0].rows] == [["a", "", 1]]
    assert sheets.remarks == ()


def test_an_ods_cell_of_a_kind_that_nobody_knows_keeps_its_text() -> None:
    """The library leaves such a cell out."""
    unknown = cell("abcd").replace('"string"', '"unknown" calcext:value-type="string"')
    sheets = sheets_in(ods(row(cell("rubrik")) + row(unknown, cell(1))))
    assert [list(found) for found in sheets.grids[0].rows] == [["rubrik", ""], ["abcd", 1]]


def test_an_encrypted_ods_is_refused() -> None:
    manifest = '<manifest><file-entry><encryption-data checksum="x"/></file-entry></manifest>'
    with pytest.raises(InputRefused) as refused:
        sheets_in(ods("", manifest=manifest))
    assert rules(refused.value.problems) == ["encrypted"]


# ---------------------------------------------------------------- xlsb


def _record(kind: int, body: bytes = b"") -> bytes:
    """[MS-XLSB] 2.1.4: the kind and the length, seven bits to a byte, and the record."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, rest = b"", len(body)
    while rest >= 0x80:
        length, rest = length + bytes([rest & 0x7F | 0x80]), rest >> 7
    return head + length + bytes([rest]) + body


def _wide(written: str) -> bytes:
    return struct.pack("<I", len(written)) + written.encode("utf-16-le")


def _cell(kind: int, column: int, body: bytes, style_index: int = 0) -> bytes:
    return _record(kind, struct.pack("<II", column, style_index) + body)


def _row(number: int) -> bytes:
    return _record(0, struct.pack("<IIHHBI", number, 0, 300, 0, 0, 0))


_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _relations(*targets: tuple[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{inside}</Relationships>'


def _xlsb(cells: bytes) -> bytes:
    """One sheet, styles of percent (1), a day (2) and money (3), the shared text 'rubrik' (0)."""
    workbook = b"".join(
        [
            _record(131),
            _record(153, struct.pack("<II", 0x20, 0) + _wide("")),
            _record(143),
            _record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Blåd")),
            _record(144),
            _record(132),
        ]
    )
    xf = struct.pack("<HHHHHBBH", 0, 0, 0, 0, 0, 0, 0, 0)
    percent, day, money = (
        struct.pack("<HHHHHBBH", 0, code, 0, 0, 0, 0, 0, 0) for code in (164, 14, 165)
    )
    styles = b"".join(
        [
            _record(278),
            _record(615, struct.pack("<I", 2)),
            _record(44, struct.pack("<H", 164) + _wide("0.0%")),
            _record(44, struct.pack("<H", 165) + _wide("0 mnkr")),
            _record(616),
            _record(626, struct.pack("<I", 1)) + _record(47, percent) + _record(627),
            _record(617, struct.pack("<I", 4)),
            *(_record(47, style) for style in (xf, percent, day, money)),
            _record(618),
            _record(279),
        ]
    )
    texts = _record(159, struct.pack("<II", 1, 1)) + _record(19, b"\0" + _wide("rubrik"))
    sheet = _record(129) + _record(148, bytes(16)) + _record(145) + cells + _record(130)
    main = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types><Override PartName="/xl/workbook.bin" '
        f'ContentType="{main}"/></Types>',
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.bin")),
        "xl/_rels/workbook.bin.rels": _relations(
            ("worksheet", "worksheets/sheet1.bin"),
            ("styles", "styles.bin"),
            ("sharedStrings", "sharedStrings.bin"),
        ),
        "xl/workbook.bin": workbook,
        "xl/styles.bin": styles,
        "xl/sharedStrings.bin": texts + _record(160),
        "xl/worksheets/sheet1.bin": sheet,
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def xlsb_sample() -> bytes:
    cells = b"".join(
        [
            _row(1),
            _cell(7, 1, struct.pack("<I", 0)),
            _row(2),
            _cell(5, 1, struct.pack("<d", 0.579), 1),
            _cell(5, 2, struct.pack("<d", 445.0)),
            _cell(6, 3, _wide("0180"), 1),
            _cell(2, 4, struct.pack("<I", 12 << 2 | 2)),
            _cell(4, 5, b"\1"),
            _row(3),
            _cell(3, 1, b"\x07"),
            _cell(1, 2, b"", 1),
            _cell(9, 5, struct.pack("<dHI", 0.5, 0, 0) + struct.pack("<I", 0), 1),
            _record(146),
            _record(177, struct.pack("<I", 1)),
            _record(176, struct.pack("<IIII", 1, 1, 2, 3)),
            _record(178),
        ]
    )
    return _xlsb(cells)


def test_xlsb_with_a_merged_cell_percent_and_an_error() -> None:
    sheets = sheets_in(xlsb_sample())
    assert sheets.kind == FileKind.XLSB
    assert rules(sheets.remarks) == ["error_cells"]
    grid = sheets.grids[0]
    assert grid.name == "Blåd"
    assert [list(row) for row in grid.rows] == [
        ["rubrik", "", "", "", ""],
        [0.579, 445, "0180", 12, True],
        ["#DIV/0!", "", "", "", 0.5],
    ]
    assert (list(grid.numbers), grid.first_column) == ([2, 3, 4], 2)
    assert grid.formats == {(1, 0): "0.0%", (2, 4): "0.0%"}
    assert grid.merged == ((0, 1, 0, 2),)


def test_numbers_of_an_xlsb_that_are_no_dates() -> None:
    """In style 2, a date: a float, a whole number, hundredths of one; in style 3, `0 mnkr`."""
    days = [
        _cell(5, 0, struct.pack("<d", 45000.0), 2),
        _cell(5, 1, struct.pack("<d", -5.25), 2),
        _cell(2, 2, struct.pack("<i", -7 << 2 | 2), 2),
        _cell(2, 3, struct.pack("<i", -125 << 2 | 3), 2),
        _cell(5, 4, struct.pack("<d", 45000.0), 3),
        _cell(2, 5, struct.pack("<d", 1.5)[4:], 3),
    ]
    sheets = sheets_in(_xlsb(_row(0) + b"".join(days) + _record(146)))
    assert list(sheets.grids[0].rows[0]) == [date(2023, 3, 15), -5.25, -7, -1.25, 45000, 1.5]
    (remark,) = sheets.remarks
    assert (remark.rule, "B1, C1, D1" in remark.message) == ("no_date", True)


def test_an_xlsb_that_is_cut_off_is_refused() -> None:
    data = _xlsb(_row(1) + _cell(5, 1, struct.pack("<d", 1.0))[:-4])
    assert rules(grids_of(Content.of_bytes("b.xlsb", data), NO_OPTIONS).problems) == [
        "damaged_file"
    ]


def test_an_xlsb_with_cells_beyond_reason_is_refused() -> None:
    cells = b"".join(
        _row(row) + _cell(5, column, struct.pack("<d", 1.0))
        for row, column in [(0, 0), (1_048_575, 16_383)]
    )
    assert rules(sheets_in(_xlsb(cells + _record(146))).problems) == ["absurd_range"]


@pytest.mark.parametrize("kind", [2, 3, 5, 9, 11])
@pytest.mark.parametrize("length", [0, 4, 8])
def test_an_xlsb_with_a_record_that_is_too_short_is_refused(kind: int, length: int) -> None:
    data = _xlsb(_row(0) + _record(kind, bytes(length)) + _record(146))
    assert rules(grids_of(Content.of_bytes("b.xlsb", data), NO_OPTIONS).problems) == [
        "damaged_file"
    ]
