"""Workbooks of Excel since 2007, made by xlsxwriter, by openpyxl and by hand."""

import gc
import io
import re
import zipfile
from datetime import date, datetime, time, timedelta
from itertools import product

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.cell import Cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from etl.problems import InputRefused
from etl.readers.content import Content
from etl.readers.marks import cell_name, column_index
from etl.readers.number_formats import styles_of
from etl.readers.ooxml_cells import _parsed, marks_of
from etl.readers.options import NO_OPTIONS, Options
from etl.readers.workbook import read_workbook
from tests.etl.readers.workbooks import (
    SPREADSHEET,
    first_grid,
    sheet_of,
    sheets_in,
    with_parts,
    written,
)

# A workbook's moments have no time zone.
A_MOMENT = datetime.fromisoformat("2024-01-31 05:06")
EVERY_KIND = [
    ["text", 1, 1.5, True],
    [date(2024, 1, 31), A_MOMENT, time(12, 30), timedelta(hours=30)],
]


def _every_kind(workbook: Workbook, sheet: Worksheet) -> None:
    formats = ("yyyy-mm-dd", "yyyy-mm-dd hh:mm", "hh:mm", "[h]:mm")
    sheet.write_row(0, 0, EVERY_KIND[0])
    for column, (value, code) in enumerate(zip(EVERY_KIND[1], formats, strict=True)):
        sheet.write_datetime(1, column, value, workbook.add_format({"num_format": code}))


@pytest.mark.parametrize("is_1904", [False, True], ids=["1900", "1904"])
def test_values_keep_their_types_in_both_date_systems(is_1904: bool) -> None:
    data = written(_every_kind, date_1904=is_1904)
    rows = first_grid(data).rows
    assert [list(row) for row in rows] == EVERY_KIND
    assert [type(value) for value in rows[1]] == [date, datetime, time, timedelta]
    theirs = openpyxl.load_workbook(io.BytesIO(data)).active
    assert theirs is not None
    assert theirs["B2"].value == rows[1][1]


def test_text_stays_as_it_is_stored() -> None:
    texts = ["0180", " 12 ", "1\u00a0646,26", "a\nb", "a_x000D_b", "TRUE", "2024-01-31", "=1+1"]

    def fill(_: Workbook, sheet: Worksheet) -> None:
        for column, text in enumerate(texts):
            sheet.write_string(0, column, text)

    assert list(first_grid(written(fill)).rows[0]) == texts


def test_rich_and_inline_text_without_phonetic_signs() -> None:
    grid = first_grid(
        sheet_of(
            '<row r="1"><c r="A1" t="inlineStr"><is><r><t xml:space="preserve">ab </t></r>'
            '<r><t>cd</t></r><rPh sb="0" eb="1"><t>KANA</t></rPh></is></c>'
            '<c r="B1" t="inlineStr"><is><t xml:space="preserve"> x_x000D_y</t></is></c></row>'
        )
    )
    assert list(grid.rows[0]) == ["ab cd", " x\ry"]


def test_shared_rich_text() -> None:
    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        bold = workbook.add_format({"bold": True})
        sheet.write_rich_string(0, 0, bold, "ab ", workbook.add_format({"italic": True}), "cd")

    assert first_grid(written(fill)).rows[0][0] == "ab cd"


def test_the_used_range_begins_where_the_cells_do() -> None:
    grid = first_grid(written(lambda _, sheet: sheet.write(4, 3, "x")))
    assert (list(grid.numbers), grid.first_column, list(grid.rows)) == ([5], 4, [["x"]])


# ---------------------------------------------------------------- what the library leaves out


def test_error_cells_are_kept_and_named() -> None:
    sheets = sheets_in(
        sheet_of(
            '<row r="1"><c r="B1" t="e"><v>#DIV/0!</v></c></row>'
            '<row r="3"><c r="A3"><v>1</v></c><c r="C3" t="e"><f>NA()</f><v>#N/A</v></c></row>'
        )
    )
    grid = sheets.grids[0]
    assert grid.rows[0][1] == "#DIV/0!"
    assert grid.rows[2][2] == "#N/A"
    (remark,) = (remark for remark in sheets.remarks if remark.rule == "error_cells")
    assert "B1, C3" in remark.message
    assert "#DIV/0!, #N/A" in remark.message


def test_a_sheet_that_holds_only_an_error_is_no_empty_sheet() -> None:
    grid = first_grid(sheet_of('<row r="2"><c r="B2" t="e"><v>#REF!</v></c></row>'))
    assert (list(grid.rows), list(grid.numbers), grid.first_column) == ([["#REF!"]], [2], 2)


def test_the_stored_value_of_a_formula_is_read_and_a_missing_one_is_named() -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet["A1"], sheet["A2"], sheet["B2"] = "rubrik", "=1+1", 3
    saved = io.BytesIO()
    made.save(saved)
    sheets = sheets_in(saved.getvalue())
    (remark,) = sheets.remarks
    assert (remark.rule, "cell A2 " in remark.message) == ("formula_without_value", True)
    stored = first_grid(written(lambda _, sheet: sheet.write_formula(0, 0, "=1+1", None, 2)))
    assert list(stored.rows[0]) == [2]


def test_a_formula_that_gives_an_empty_text_has_a_value() -> None:
    cells = '<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><v>1</v></c></row>'
    assert sheets_in(sheet_of(cells)).remarks == ()


NUMBERS_SHOWN_OTHERWISE = ["0.0%", "0%", '#,##0\\ "kr"', "[$SEK] 0.00", "0000", "0.0,", "£#,##0"]
NUMBERS_SHOWN_AS_THEY_ARE = ["General", "0.00", "#,##0", "0.00E+00", "[Red]0;[Blue]-0", "@"]


def test_number_formats_that_say_more_than_the_number() -> None:
    codes = [*NUMBERS_SHOWN_OTHERWISE, *NUMBERS_SHOWN_AS_THEY_ARE]

    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        for row, code in enumerate(codes, start=3):
            style = workbook.add_format({"num_format": code})
            sheet.write_number(row, 2, 0.579, style)
            sheet.write_string(row, 3, "text", style)
            sheet.write_blank(row, 4, None, style)

    grid = first_grid(written(fill))
    assert grid.formats == {(row, 0): code for row, code in enumerate(NUMBERS_SHOWN_OTHERWISE)}
    assert all(row[0] == 0.579 for row in grid.rows)


def test_built_in_percent_formats() -> None:
    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        sheet.write_number(0, 0, 0.5, workbook.add_format({"num_format": 9}))
        sheet.write_number(0, 1, 0.5, workbook.add_format({"num_format": 10}))

    assert first_grid(written(fill)).formats == {(0, 0): "0%", (0, 1): "0.00%"}


def test_merged_cells_by_their_place_in_the_grid() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.write(2, 1, "a")
        sheet.merge_range(3, 2, 3, 4, "b")
        sheet.write(4, 4, "c")
        sheet.merge_range(20, 20, 20, 22, "")

    grid = first_grid(written(fill))
    assert grid.merged == ((1, 1, 1, 3),)
    assert grid.rows[1][1] == "b"


# ---------------------------------------------------------------- sheets


def _four_sheets(workbook: Workbook, sheet: Worksheet) -> None:
    sheet.write(0, 0, 1)
    workbook.add_worksheet("Tom")
    hidden, very_hidden = workbook.add_worksheet("Dold"), workbook.add_worksheet("Göms")
    hidden.write(0, 0, 2)
    very_hidden.write(0, 0, 3)
    hidden.hide()
    very_hidden.very_hidden()
    chart = workbook.add_chart({"type": "bar"})
    chart.add_series({"values": "=Blad!$A$1:$A$1"})
    workbook.add_chartsheet("Diagram").set_chart(chart)


def test_every_sheet_is_read_or_named() -> None:
    sheets = sheets_in(written(_four_sheets))
    assert [(grid.name, grid.is_hidden) for grid in sheets.grids] == [
        ("Blad", False),
        ("Dold", True),
        ("Göms", True),
    ]
    assert [(remark.rule, remark.sheet) for remark in sheets.remarks] == [
        ("empty_sheet", "Tom"),
        ("hidden_sheet", "Dold"),
        ("hidden_sheet", "Göms"),
        ("sheet_without_cells", "Diagram"),
    ]
    assert sheets.problems == ()


def test_one_sheet_by_name() -> None:
    sheets = sheets_in(written(_four_sheets), Options(sheet="Dold"))
    assert [grid.name for grid in sheets.grids] == ["Dold"]


def test_an_unknown_sheet_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(InputRefused) as refused:
        sheets_in(written(_four_sheets), Options(sheet="dold"))
    (problem,) = refused.value.problems
    assert problem.rule == "unknown_sheet"
    assert "'Blad', 'Tom', 'Dold', 'Göms', 'Diagram'" in str(problem)


def test_reading_gives_a_table_for_each_sheet_with_cells() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["region", "antal"])
        sheet.write_row(1, 0, ["Skåne", 12])
        sheet.write_row(2, 0, ["Uppsala", 7])

    reading = read_workbook(Content.of_bytes("bok.xlsx", written(fill)), NO_OPTIONS)
    (table,) = reading.accepted()
    assert (table.name, table.row_count) == ("Blad", 2)
    assert [column.name for column in table.columns] == ["region", "antal"]


# ---------------------------------------------------------------- shapes of the archive


def test_a_sheet_without_dimension_and_one_whose_dimension_lies() -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="C3"><v>2</v></c></row>'
    for before in ("", '<dimension ref="A1"/>', '<dimension ref="A1:XFD1048576"/>'):
        assert [list(row) for row in first_grid(sheet_of(cells, before=before)).rows] == [
            [1, "", ""],
            ["", "", ""],
            ["", "", 2],
        ]


def test_absolute_targets_of_relations() -> None:
    data = written(
        lambda workbook, sheet: sheet.write(0, 0, 0.5, workbook.add_format({"num_format": "0.0%"}))
    )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        relations = archive.read("xl/_rels/workbook.xml.rels")
    absolute = relations.replace(b'Target="', b'Target="/xl/')
    grid = first_grid(with_parts(data, {"xl/_rels/workbook.xml.rels": absolute}))
    assert grid.formats == {(0, 0): "0.0%"}


WAYS = {
    "usual": '<row r="2"><c r="B2" s="1"><v>0.5</v></c><c r="C2" t="e"><v>#N/A</v></c></row>',
    "type before style": '<row r="2"><c r="B2" t="n" s="1" ><v>0.5</v></c>'
    '<c r="C2" t="e" ><v>#N/A</v></c></row>',
    "prefix": f'<x:row xmlns:x="{SPREADSHEET}" r="2"><x:c r="B2" s="1"><x:v>0.5</x:v></x:c>'
    '<x:c r="C2" t="e"><x:v>#N/A</x:v></x:c></x:row>',
    "indented": '<row r="2">\n <c r="B2" s="1">\n  <v>0.5</v>\n </c>\n'
    ' <c r="C2" t="e">\n  <v>#N/A</v>\n </c>\n</row>',
    "single quotes": "<row r='2'><c r='B2' s='1'><v>0.5</v></c><c r='C2' t='e'><v>#N/A</v></c>"
    "</row>",
    "no references": '<row/><row><c/><c s="1"><v>0.5</v></c><c t="e"><v>#N/A</v></c></row>',
    "comment": '<!-- <c r="A9" s="1"><v>1</v></c> --><row r="2"><c r="B2" s="1"><v>0.5</v></c>'
    '<c r="C2" t="e"><v>#N/A</v></c></row>',
}


@pytest.mark.parametrize("cells", WAYS.values(), ids=WAYS.keys())
def test_however_a_writer_puts_down_its_cells(cells: str) -> None:
    grid = first_grid(sheet_of(cells))
    assert [list(row) for row in grid.rows] == [[0.5, "#N/A"]]
    assert (list(grid.numbers), grid.first_column) == ([2], 2)
    assert grid.formats == {(0, 0): "0.0%"}


CELLS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["", ' t="n"', ' t="str"', ' t="e"', ' t="b"', ' t="s"']),
        "style": st.sampled_from(["", ' s="1"', ' s="2"', ' s="3"', ' s="12"']),
        "formula": st.sampled_from(["", "<f>A1+1</f>", '<f t="shared" si="0"/>', "<f/>"]),
        "value": st.sampled_from(
            ["", "<v></v>", "<v/>", "<v>1</v>", "<v>-2.5</v>", "<v>0</v>", "<v>1E-3</v>"]
        ),
    }
)


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 300), st.integers(0, 800)), CELLS, min_size=1, max_size=20
    )
)
def test_a_search_of_the_bytes_finds_what_a_parser_finds(
    cells: dict[tuple[int, int], dict[str, str]],
) -> None:
    rows: dict[int, str] = {}
    for row, column in sorted(cells):
        made = cells[row, column]
        rows[row] = rows.get(row, "") + (
            f'<c r="{cell_name((row, column))}"{made["style"]}{made["kind"]}>'
            f"{made['formula']}{made['value']}</c>"
        )
    body = "".join(f'<row r="{row + 1}">{inside}</row>' for row, inside in rows.items())
    xml = f'<worksheet xmlns="{SPREADSHEET}"><sheetData>{body}</sheetData></worksheet>'.encode()
    styles = styles_of([(1, "0%"), (2, "yyyy-mm-dd"), (3, "0 mnkr"), (12, '0 "kr"')])
    searched, parsed = marks_of(xml, styles), _parsed(xml, styles)
    assert searched.values == parsed.values
    assert sorted(searched.undated) == sorted(parsed.undated)
    assert searched.formats == parsed.formats
    assert searched.errors == parsed.errors
    assert sorted(searched.uncalculated) == sorted(parsed.uncalculated)
    assert searched.filled >= parsed.filled
    if searched.used is not None and parsed.used is not None:
        assert searched.used[2:] >= parsed.used[2:]


@given(st.integers(0, 1 << 20), st.integers(0, 1 << 14))
def test_names_of_cells(row: int, column: int) -> None:
    found = re.fullmatch(r"([A-Z]+)([0-9]+)", cell_name((row, column)))
    assert found is not None
    assert (int(found[2]) - 1, column_index(found[1])) == (row, column)


def test_columns_by_their_letters() -> None:
    for index, name in enumerate(
        [*map(chr, range(65, 91)), *map("".join, product("ABCDEFGHIJKLMNOPQRSTUVWXYZ", repeat=2))]
    ):
        assert column_index(name) == index == openpyxl.utils.column_index_from_string(name) - 1


# ---------------------------------------------------------------- random workbooks


# A character that XML cannot hold cannot be stored, and _x0041_ is a writer's way to store one.
LETTERS = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"
)
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.text(LETTERS, min_size=1, max_size=20).filter(
        lambda text: not re.search(r"_x[0-9A-Fa-f]{4}_", text)
    ),
    st.datetimes(A_MOMENT - timedelta(days=40_000), A_MOMENT + timedelta(days=40_000)).map(
        lambda moment: moment.replace(microsecond=0)
    ),
)


@given(st.lists(st.lists(VALUES, min_size=1, max_size=4), min_size=1, max_size=5))
def test_what_openpyxl_writes_is_read_back(rows: list[list[object]]) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row, values in enumerate(rows, start=1):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row, column)
            assert isinstance(cell, Cell)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    saved = io.BytesIO()
    made.save(saved)
    sheets = sheets_in(saved.getvalue())
    read = {}
    for grid in sheets.grids:
        for number, cells in zip(grid.numbers, grid.rows, strict=True):
            for column, value in enumerate(cells, start=grid.first_column):
                if value != "":
                    read[number, column] = value
    expected = {
        (row, column): value
        for row, values in enumerate(rows, start=1)
        for column, value in enumerate(values, start=1)
        if value is not None
    }
    assert read.keys() == expected.keys()
    for place, value in expected.items():
        assert _plain(read[place]) == _plain(value)


def _plain(value: object) -> object:
    """A moment at midnight is a date for the library; a number may differ in its last digit."""
    if isinstance(value, datetime):
        return value if value.time() != time(0) else value.date()
    if isinstance(value, bool | str):
        return value
    return pytest.approx(value, rel=1e-14) if isinstance(value, int | float) else value


def test_the_collector_of_garbage_is_on_again_after_a_refusal() -> None:
    assert gc.isenabled()
    with pytest.raises(InputRefused):
        read_workbook(Content.of_bytes("bok.xlsx", b"PK\x03\x04"), NO_OPTIONS)
    assert gc.isenabled()
