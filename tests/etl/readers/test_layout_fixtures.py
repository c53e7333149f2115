"""The layout of every delimited text and workbook in the folder of real files: the manifest."""

import re

import pytest

from etl.readers.layout import LaidOut, lay_out
from etl.readers.model import ColumnType, whole
from etl.readers.numbers import read_numbers
from etl.readers.options import NO_OPTIONS, ColumnOptions, Options
from tests.etl.readers.grids import TEXT, of_manifest
from tests.real_files import NEEDED, manifest

pytestmark = [NEEDED, pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")]
KINDS = (*TEXT, ".xlsx", ".xls", ".ods")
# Undecodable bytes and ragged rows are refused before there is a grid.
REFUSED = ("duckdb_invalid_utf8_one_cell", "duckdb_ragged_rows")
FILES = [
    row
    for row in manifest()
    if row["path"].endswith(KINDS) and not any(name in row["path"] for name in REFUSED)
]
TEXTS = [row for row in FILES if row["path"].endswith(TEXT)]
# The manifest says that this one is to be decided by rule: it is refused.
UNDECIDED = "duckdb_thousands_or_text"


def _id(row: dict[str, str]) -> str:
    return row["path"].split("/")[-1]


def _laid(row: dict[str, str], sheet: str | None = None) -> LaidOut:
    grids = of_manifest(row)
    grid = grids[0] if sheet is None else next(made for made in grids if made.name == sheet)
    return lay_out(grid, NO_OPTIONS, file=row["path"])


def _fact(row: dict[str, str], pattern: str) -> str | None:
    match = re.search(pattern, row["expected_facts"])
    return None if match is None else match[1]


@pytest.mark.parametrize("row", FILES, ids=_id)
def test_no_file_has_a_problem(row: dict[str, str]) -> None:
    for grid in of_manifest(row):
        rules = {problem.rule for problem in lay_out(grid, NO_OPTIONS, file="f").problems}
        assert rules == ({"ambiguous_numbers"} if UNDECIDED in row["path"] else set())


@pytest.mark.parametrize("row", TEXTS, ids=_id)
def test_rows_and_header_are_the_manifests(row: dict[str, str]) -> None:
    result, table = _laid(row), _laid(row).table
    header = [number for number in table.header_rows if number]
    grid = of_manifest(row)[0]
    if (rows := _fact(row, r"(?:^|; )data_rows=(\d+)")) is not None:
        assert table.row_count == int(rows)
    if (record := _fact(row, r"header_is_record#(\d+)")) is not None:
        assert list(grid.numbers).index(header[0]) + 1 == int(record)
    if (records := _fact(row, r"header_records=(\d+)")) is not None:
        assert len(header) == int(records)
    if columns := _fact(row, r"(?:header_columns|^columns|; columns|header columns)=(\d+)"):
        assert len(table.columns) == int(columns)
    if (notes := _fact(row, r"then (\d+) non-blank footer")) is not None:
        assert sum(aside.kind.value == "footer" for aside in table.aside) == int(notes)
    if (notes := _fact(row, r"footer records=(\d+)")) is not None:
        assert sum(aside.kind.value == "footer" for aside in table.aside) == int(notes)
    asides = {aside.row for aside in table.aside}
    data = set(whole(table).rows)
    assert not asides & data
    assert asides | data | set(table.header_rows) == set(grid.numbers)
    assert result.last - result.first + 1 >= len(data)


@pytest.mark.parametrize("row", TEXTS, ids=_id)
def test_cells_and_sums_are_the_manifests(row: dict[str, str]) -> None:
    table = _laid(row).table
    batch = whole(table)
    facts = row["expected_facts"]
    cells = re.findall(
        r'cell\[data row (\d+), col (\d+) "[^\]]*"\]="((?:[^"\\]|\\.)*)"(?!\.)', facts
    )
    for data_row, column, expected in cells:
        cell = batch.cells[int(column) - 1].stored[int(data_row) - 1]
        assert (cell or "") == expected.replace('\\"', '"').replace("\\n", "\n")
    sums = re.findall(r'sum\("[^"]*" col (\d+)\)=(-?[\d.]+) over (\d+) numeric', facts)
    for column, expected, count in sums:
        index = int(column) - 1
        numbers = read_numbers(batch.cells[index], table.columns[index])
        exact = numbers.filter(numbers["qualifier"] == "exact")["value"]
        assert exact.len() == int(count)
        assert exact.sum() == pytest.approx(float(expected), rel=1e-12, abs=1e-6)


WORKBOOKS = [
    (row, *found)
    for row in FILES
    for found in re.findall(
        r"sheet '([^']+)' dimension=\S+ merged_ranges=\d+; header row=(\d+); data_rows=(\d+)",
        row["expected_facts"],
    )
]


@pytest.mark.parametrize(
    ("row", "sheet", "header", "rows"), WORKBOOKS, ids=[_id(found[0]) for found in WORKBOOKS]
)
def test_sheets_are_the_manifests(row: dict[str, str], sheet: str, header: str, rows: str) -> None:
    table = _laid(row, sheet).table
    batch = whole(table)
    assert table.header_rows[-1] == int(header)
    assert batch.rows.len() == int(rows)
    sums = r'sum\(col (\w) "[^"]*"\)=(-?[\d.]+) over (\d+) \(of which (\d+) stored as text\)'
    for letter, expected, count, _ in re.findall(sums, row["expected_facts"]):
        index = ord(letter) - ord("A")
        assert table.columns[index].type is ColumnType.NUMBER
        numbers = read_numbers(batch.cells[index], table.columns[index])
        exact = numbers.filter(numbers["qualifier"] == "exact")["value"]
        assert exact.len() == int(count)
        assert exact.sum() == pytest.approx(float(expected), rel=1e-12)


def _real(name: str) -> dict[str, str]:
    return next(row for row in FILES if name in row["path"])


def test_merged_header_of_three_rows() -> None:
    table = _laid(_real("gymnasie12"), "Nationella program").table
    assert table.header_rows == (7, 8, 9)
    assert table.columns[6].parts[1] == "med examen"
    assert table.columns[8].parts[1] == "med examen"
    assert table.columns[1].type is ColumnType.CODE


def test_party_banner_over_races() -> None:
    names = [column.name for column in _laid(_real("nfl_banner")).table.columns]
    assert names[:4] == ["Team", "Tot. Respondents", "Democrat > Asian", "Democrat > Black"]
    assert names[8] == "Independent > Asian"


def test_a_question_is_filled_over_its_options() -> None:
    table = _laid(_real("starwars")).table
    assert all("Which of the following" in column.parts[0] for column in table.columns[3:9])
    assert table.columns[0].name == "RespondentID"
    assert table.columns[1].parts[1] == "Response"


def test_codes_stay_text() -> None:
    for name, column in (
        ("sauda", "tiltak"),
        ("forskningsradet", "kommunenummer"),
        ("leading_zero_codes", "CODGEO"),
        ("skolverket_betyg_ak6_samtliga_2025.csv", "Kommun-kod"),
    ):
        table = _laid(_real(name)).table
        assert table.columns[table.column(column)].type is ColumnType.CODE, name


def test_units_are_found_where_they_stand() -> None:
    costs = _laid(_real("kostnader_grundskola")).table.units
    assert {(unit.written, unit.place) for unit in costs} == {("tusentals kronor", "footer")}
    water = _laid(_real("uk_water")).table
    assert [column.unit for column in water.columns] == ["m3", "m3", "£k"]
    pasted = _laid(_real("excel_pasting")).table.units
    assert pasted[0].place == "unit"
    assert pasted[0].written == "thousand tonnes carbon equivalent"


def test_what_is_undecided_can_be_told() -> None:
    row = _real(UNDECIDED)
    grid = of_manifest(row)[0]
    told = Options(columns={"number": ColumnOptions(thousands=",")})
    result = lay_out(grid, told, file="f")
    assert result.problems == ()
    index = result.table.column("number")
    numbers = read_numbers(whole(result.table).cells[index], result.table.columns[index])
    assert set(numbers["value"]) == {123000.0}
    assert result.table.columns[index].is_told


def test_signs_are_counted() -> None:
    table = _laid(_real("skolverket_amnesbetyg_over_tid")).table
    assert table.columns[6].signs == {".": 640, "..": 359}


def test_decimal_comma_beside_decimal_point() -> None:
    table = _laid(_real("decimal_comma_vs_point")).table
    batch = whole(table)
    for cells, column in zip(batch.cells, table.columns, strict=True):
        assert read_numbers(cells, column)["value"].sum() == pytest.approx(15301.35)
