"""Checks of facts about workbooks: sheets, used range, cells, and what each cell is stored as."""

import ast
import re
from collections import Counter
from datetime import date, datetime, time
from functools import cache
from pathlib import Path

import openpyxl
import pytest
import xlrd
from openpyxl.utils import coordinate_to_tuple, range_boundaries
from openpyxl.utils.cell import column_index_from_string

from etl.readers.content import Content
from etl.readers.model import Grid, Value
from etl.readers.options import NO_OPTIONS
from etl.readers.workbook import grids_of
from tests.etl.readers.subject import Subject, Table, is_named

NUMBER = r"(-?\d+(?:\.\d+)?)"


@cache
def grids(path: Path) -> dict[str, Grid]:
    """The sheets cut into cells, before anything is decided about their rows."""
    return {grid.name: grid for grid in grids_of(Content.of_file(path), NO_OPTIONS).grids}


def described(subject: Subject) -> str:
    """The sheet that a row of the manifest describes in detail."""
    named = re.search(r"; sheet '(.+?)' dimension=", subject.row["expected_facts"])
    return named[1] if named else next(iter(grids(subject.path)))


def sheet_table(subject: Subject) -> Table:
    return subject.sheet(described(subject))


def cell_in(grid: Grid, reference: str) -> Value:
    row, column = coordinate_to_tuple(reference)
    if row not in grid.numbers:
        return None
    cells = grid.rows[list(grid.numbers).index(row)]
    index = column - grid.first_column
    value = cells[index] if 0 <= index < len(cells) else None
    return None if value == "" else value


def filled(grid: Grid) -> list[Value]:
    return [value for row in grid.rows for value in row if value not in (None, "")]


# ---------------------------------------------------------------- sheets


def sheets(subject: Subject, fact: re.Match[str]) -> None:
    """Each is a table, or the reading says why it is none."""
    count, names = int(fact[1]), [name for name in fact[2].split(", ") if name]
    there_are = {table.name for table in subject.reading.tables}
    without_table = [name for name in names if name not in there_are]
    assert all(f"'{name}'" in subject.said() for name in without_table)
    if not fact[3]:  # the list of names is whole
        assert len(set(names)) == count
        assert there_are <= set(names)
    else:
        assert len(there_are) + _sheets_without_table(subject, there_are) == count


def _sheets_without_table(subject: Subject, there_are: set[str]) -> int:
    book = openpyxl.load_workbook(subject.path, read_only=True)
    others = set(book.sheetnames) - there_are
    book.close()
    assert all(f"'{name}'" in subject.said() for name in others)
    return len(others)


def dimension(subject: Subject, fact: re.Match[str]) -> None:
    """By openpyxl; everything in the table lies inside, and its merged spans are those."""
    book = openpyxl.load_workbook(subject.path, data_only=True)
    sheet = book[fact[1]]
    assert sheet.dimensions == fact[2] or fact[2] == f"{sheet.dimensions}:{sheet.dimensions}"
    assert len(sheet.merged_cells.ranges) == int(fact[3])
    grid = grids(subject.path).get(fact[1])
    assert len(grid.merged if grid else ()) == int(fact[3])
    if fact[1] in {table.name for table in subject.reading.tables}:
        _lies_inside(subject.sheet(fact[1]), fact[2])


def _lies_inside(table: Table, span: str) -> None:
    left, top, right, bottom = range_boundaries(span)
    asides = [aside.row for aside in table.raw.aside]
    rows = [*table.raw.header_rows, *table.rows, *asides]
    assert all(top <= row <= bottom for row in rows)
    assert all(left <= column.position <= right for column in table.raw.columns)


def header_row(subject: Subject, fact: re.Match[str]) -> None:
    """The last of its header rows."""
    assert sheet_table(subject).raw.header_rows[-1] == int(fact[1])


def data_rows(subject: Subject, fact: re.Match[str]) -> None:
    rows = sheet_table(subject).rows
    assert (len(rows), rows[0], rows[-1]) == (int(fact[1]), int(fact[2]), int(fact[3]))


def rows_filled(subject: Subject, fact: re.Match[str]) -> None:
    """Those that are not blank, of all; each is header, data or set aside."""
    grid = grids(subject.path)[described(subject)]
    rows = [
        number
        for number, row in zip(grid.numbers, grid.rows, strict=True)
        if any(value not in (None, "") for value in row)
    ]
    assert (len(rows), rows[-1]) == (int(fact[1]), int(fact[2]))
    table = sheet_table(subject)
    taken = {*table.raw.header_rows, *table.rows, *(aside.row for aside in table.raw.aside)}
    assert set(rows) <= taken


# ---------------------------------------------------------------- cells


def types(subject: Subject, fact: re.Match[str]) -> None:
    """All cells of the sheet by type; the library below knows one type of number.

    The manifest counts texts without a character; they are looked for with openpyxl alone.
    """
    assert "=" in fact[1] or fact[1] == "0"
    stated: Counter[str] = Counter()
    for name, count in re.findall(r"(\w+)=(\d+)", fact[1]):
        stated["number" if name in {"int", "float"} else name] += int(count)
    book = openpyxl.load_workbook(subject.path, data_only=True)
    cells = [cell.value for row in book[described(subject)] for cell in row]
    assert Counter(_type(value) for value in cells if value is not None) == stated
    stated["str"] -= cells.count("")
    grid = grids(subject.path).get(described(subject))
    assert Counter(map(_type, filled(grid) if grid else [])) == +stated


def _type(value: Value) -> str:
    match value:
        case bool():
            return "bool"
        case int() | float():
            return "number"
        case datetime() | date() | time():
            return "datetime"
    return "str"


def total(subject: Subject, fact: re.Match[str]) -> None:
    """The sum over all numbers, and how many of them the sheet stores as text."""
    table = sheet_table(subject)
    index = table.index(column_index_from_string(fact[1]))
    assert is_named(table.raw.columns[index], fact[2])
    numbers = table.exact(index)
    assert numbers.sum() == pytest.approx(float(fact[3]), rel=1e-12)
    assert len(numbers) == int(fact[4])
    assert table.others(index) == Counter(ast.literal_eval(fact[6]) if fact[6] else {})
    cells = table.batch.cells[index]
    is_text = 0 if cells.types is None else int((cells.types == "text").sum())
    assert is_text - sum(table.others(index).values()) == int(fact[5])


def cell(subject: Subject, fact: re.Match[str]) -> None:
    value = cell_in(grids(subject.path)[fact[1] or described(subject)], fact[2])
    match fact[3]:
        case "None":
            assert value is None
        case stated if stated.startswith("datetime"):
            numbers = [int(number) for number in re.findall(r"\d+", stated)]
            stated_time = datetime(*numbers)  # type: ignore[arg-type]  # noqa: DTZ001
            # A whole day may be given as a date.
            assert value == stated_time or (not any(numbers[3:]) and value == stated_time.date())
        case stated if stated.startswith("'"):
            _same_text(str(value), stated)
        case stated:
            assert value == pytest.approx(float(stated), rel=1e-12)


def _same_text(value: str, stated: str) -> None:
    """As Python prints it, or cut off with three dots."""
    if stated.endswith("'"):
        assert value == ast.literal_eval(stated)
    else:
        assert value.startswith(stated[1:].removesuffix("..."))


def cell_in_data(subject: Subject, fact: re.Match[str]) -> None:
    """The cell is found again in the table, where its row is one of data."""
    cell(subject, fact)
    name = fact[1] or described(subject)
    row, position = coordinate_to_tuple(fact[2])
    if name not in {table.name for table in subject.reading.tables}:
        return
    table = subject.sheet(name)
    if row in table.rows and fact[3].startswith("'"):
        _same_text(table.texts(table.index(position))[table.rows.index(row)], fact[3])
    elif row in table.rows and re.fullmatch(NUMBER, fact[3]):
        numbers = table.batch.cells[table.index(position)].stored
        assert float(numbers[table.rows.index(row)]) == pytest.approx(float(fact[3]))


def serial(subject: Subject, fact: re.Match[str]) -> None:
    """A date that is stored as a bare number stays one."""
    assert cell_in(grids(subject.path)[fact[1]], fact[2]) == float(fact[3])


# ---------------------------------------------------------------- xls and ods


def date_mode(subject: Subject, fact: re.Match[str]) -> None:
    assert xlrd.open_workbook(subject.path).datemode == int(fact[1])


def sheet_size(subject: Subject, fact: re.Match[str]) -> None:
    sheet = xlrd.open_workbook(subject.path).sheet_by_index(int(fact[1]))
    assert (sheet.nrows, sheet.ncols) == (int(fact[2]), int(fact[3]))
    grid = list(grids(subject.path).values())[int(fact[1])]
    assert max(grid.numbers) <= sheet.nrows
    assert grid.first_column - 1 + max(map(len, grid.rows)) <= sheet.ncols
    stored = [cell for row in range(sheet.nrows) for cell in sheet.row(row) if cell.value != ""]
    assert filled(grid) == [_value(cell) for cell in stored]


def _value(cell: xlrd.sheet.Cell) -> Value:
    if cell.ctype == xlrd.XL_CELL_DATE:
        return xlrd.xldate_as_datetime(cell.value, 0).date()  # type: ignore[no-any-return]
    return cell.value  # type: ignore[no-any-return]


def cell_by_number(subject: Subject, fact: re.Match[str]) -> None:
    sheet = xlrd.open_workbook(subject.path).sheet_by_index(0)
    assert sheet.cell_value(int(fact[1]) - 1, int(fact[2]) - 1) == fact[3]
    grid = next(iter(grids(subject.path).values()))
    reference = f"{openpyxl.utils.get_column_letter(int(fact[2]))}{fact[1]}"
    assert cell_in(grid, reference) == fact[3]


def rows_of_ods(subject: Subject, fact: re.Match[str]) -> None:
    """Used rows, the first (cut off) and the last of the first sheet."""
    grid = next(iter(grids(subject.path).values()))
    used = [row for row in grid.rows if any(value not in (None, "") for value in row)]
    assert len(used) == int(fact[1])
    first = re.findall(r"'(\w*)'", fact[2])
    assert [str(value) for value in used[0][: len(first)]] == first
    last = ast.literal_eval(fact[3])
    assert ["" if value is None else value for value in used[-1]][: len(last)] == last


PATTERNS = (
    (r"sheets=(\d+): (.+?)( \.\.\.)?", sheets),
    (r"sheet '(.+?)' dimension=([A-Z]+\d+:[A-Z]+\d+) merged_ranges=(\d+)", dimension),
    (r"header row=(\d+)", header_row),
    (r"data_rows=(\d+) \(rows (\d+)-(\d+)\)", data_rows),
    (rf'sum\(col ([A-Z]+) "(.*?)"\)={NUMBER} over (\d+) \(of which (\d+) stored as text\)'
     r"(?:, non-numeric (\{.*?\}))?", total),
    (r"non-empty cells in sheet: (.+?)", types),
    (r"non-blank rows=(\d+) of (\d+)", rows_filled),
    (r"([A-Za-z0-9 ]+) ([A-Z]+\d+)=(\d+) \(Excel serial left as number\)", serial),
    (r"(?:([A-Za-z0-9 ]+)!)?([A-Z]+\d+)=('.*?(?:'|\.\.\.)|None|datetime\.datetime\(.*?\)|-?[\d.]+)",
     cell_in_data),
    (r"datemode=(\d+)", date_mode),
    (r"sheet (\d+) nrows=(\d+) ncols=(\d+)", sheet_size),
    (r"cell\(row (\d+), col (\d+)\)='(.*?)' type=text", cell_by_number),
    (r"sheet 1: used rows=(\d+), first row=(\[.+?\.\.\.), last row=(\[.*?\])", rows_of_ods),
)  # fmt: skip
