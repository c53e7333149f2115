"""Grids for the tests of the layout: written by hand, or cut from real files by other libraries.

The project's own readers are not used here, so that a fault of theirs is not one of the layout.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import openpyxl
from python_calamine import CalamineWorkbook

from etl.readers.layout import LaidOut, lay_out
from etl.readers.model import Column, Grid, Value, whole
from etl.readers.options import NO_OPTIONS, Options
from tests.real_files import FOLDER

ENCODINGS = {"not": "windows-1252", "utf-16-le": "utf-16", "latin-1": "latin-1"}
TEXT = (".csv", ".tsv", ".psv")


def grid(rows: Sequence[Sequence[Value]], **other: object) -> Grid:
    """A grid whose rows are numbered from 1."""
    return Grid(name="", rows=rows, numbers=range(1, len(rows) + 1), **other)  # type: ignore[arg-type]


def cut(text: str, delimiter: str = ";") -> Grid:
    """A grid of delimited text; quoted line ends count as lines."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows, numbers, before = [], [], 0
    for row in reader:
        rows.append(row)
        numbers.append(before + 1)
        before = reader.line_num
    return Grid(name="", rows=rows, numbers=numbers)


def laid(rows: Sequence[Sequence[Value]] | Grid, options: Options = NO_OPTIONS) -> LaidOut:
    made = rows if isinstance(rows, Grid) else grid(rows)
    return lay_out(made, options, file="f.csv")


def column(rows: Sequence[Sequence[Value]], name: str, options: Options = NO_OPTIONS) -> Column:
    table = laid(rows, options).table
    return table.columns[table.column(name)]


def stored(result: LaidOut, index: int) -> list[object]:
    return whole(result.table).cells[index].stored.to_list()


def of_manifest(row: dict[str, str]) -> tuple[Grid, ...]:
    """The grids of a real file."""
    return _cut_once(row["path"], row["encoding"], row["delimiter"])


@lru_cache(maxsize=200)
def _cut_once(name: str, encoding: str, delimiter: str) -> tuple[Grid, ...]:
    return tuple(_grids(FOLDER / name, encoding.split(maxsplit=1)[0], delimiter.strip("'") or ","))


def _grids(path: Path, encoding: str, sign: str) -> Iterator[Grid]:
    if path.suffix in TEXT:
        text = path.read_bytes().decode(ENCODINGS.get(encoding, encoding))
        yield cut(text, "\t" if sign == "TAB" else sign)
    elif path.suffix == ".xlsx":
        yield from _of_openpyxl(path)
    else:
        workbook = CalamineWorkbook.from_path(path)
        for name in workbook.sheet_names:
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            yield Grid(name=name, rows=rows, numbers=range(1, len(rows) + 1))


def _of_openpyxl(path: Path) -> Iterator[Grid]:
    for sheet in openpyxl.load_workbook(path, data_only=True).worksheets:
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        merged = tuple(
            (span.min_row - 1, span.min_col - 1, span.max_row - 1, span.max_col - 1)
            for span in sheet.merged_cells.ranges
        )
        yield Grid(name=sheet.title, rows=rows, numbers=range(1, len(rows) + 1), merged=merged)
