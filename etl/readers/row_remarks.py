"""Rows of data that somebody should look at: totals, headings inside, another table below.

They stay data. What a total means for a figure is decided by the source that reads the table.
"""

from collections.abc import Iterator
from typing import Final

import polars as pl

from etl.problems import Problem
from etl.readers.extent import Extent
from etl.readers.model import Batch, Grid
from etl.readers.row_kinds import DATED, EMPTY, NUMERIC, SIGN, TEXT, WORD_SIGN, kinds_of
from etl.readers.table_rows import TableRows

_SHOWN: Final = 5
_TOTAL: Final = (
    r"(?i)^\s*(?:(?:grand |sub-?)?totals?|total[ts]?|totalsumma|delsumma|summa|sum|samtliga|"
    r"riket|hela riket|hela landet|i alt|i alt\.|alla|all)\b[^,;]{0,20}$"
)


def row_remarks(batch: Batch, file: str, sheet: str | None) -> list[Problem]:
    """One remark for each kind of row that stands out."""
    if not batch.cells or batch.rows.is_empty():
        return []
    filled = pl.DataFrame(
        {str(index): cells.stored.is_not_null() for index, cells in enumerate(batch.cells)}
    )
    width = pl.sum_horizontal(pl.all().cast(pl.Int32))
    counts = filled.select(width)[:, 0]
    return [*_totals(batch, counts, file, sheet), *_headings(batch, counts, file, sheet)]


def _totals(batch: Batch, counts: pl.Series, file: str, sheet: str | None) -> Iterator[Problem]:
    texts = (cells.stored for cells in batch.cells if cells.stored.dtype == pl.String)
    first = next((text for text in texts if text.null_count() < text.len()), None)
    if first is None:
        return
    chosen = first.str.contains(_TOTAL).fill_null(value=False) & (counts > 1)
    rows = batch.rows.filter(chosen)
    if 0 < rows.len() <= batch.rows.len() / 4:
        message = f"{_rows(rows)} look like totals; they are kept as data"
        yield Problem("total_rows", message, file, rows[0], None, sheet)


def _headings(batch: Batch, counts: pl.Series, file: str, sheet: str | None) -> Iterator[Problem]:
    if len(batch.cells) < 3 or (counts >= 3).sum() * 2 < counts.len():
        return
    first = batch.cells[0].stored
    if first.dtype != pl.String:
        return
    rows = batch.rows.filter((counts == 1) & first.is_not_null())
    if not rows.is_empty():
        message = f"{_rows(rows)} have only their first cell filled, as headings have; kept as data"
        yield Problem("heading_rows", message, file, rows[0], None, sheet)


def _rows(rows: pl.Series) -> str:
    shown = ", ".join(map(str, rows.head(_SHOWN)))
    more = ", …" if rows.len() > _SHOWN else ""
    return f"{rows.len()} row(s) ({shown}{more})"


def other_tables(grid: Grid, extent: Extent, data: TableRows, file: str) -> list[Problem]:
    """A row of words behind a blank row, with numbers below it, begins another table."""
    if extent.are_rows_told or not extent.shape.numbers:
        return []
    blank = set(data.blank)
    starts = [index + 1 for index in data.blank if index + 1 not in blank]
    for start in starts:
        if _begins_table(grid, extent, data, start):
            return [_another(grid, extent, start, file)]
    return []


def _begins_table(grid: Grid, extent: Extent, data: TableRows, start: int) -> bool:
    """Whether one of the next rows has words where the columns hold numbers."""
    for index in range(start, min(start + 4, extent.last)):
        if index in data.repeated:
            return True
        if index in data.blank:
            continue
        kinds = kinds_of(grid.rows[index])
        here = [kinds[j] for j in extent.shape.numbers if j < len(kinds) and kinds[j] != EMPTY]
        if any(letter in (NUMERIC, SIGN, WORD_SIGN, DATED) for letter in here):
            return False
        if here.count(TEXT) * 2 > len(extent.shape.numbers):
            return True
    return False


def _another(grid: Grid, extent: Extent, start: int, file: str) -> Problem:
    header = extent.header.rows
    end = next(index for index in range(start - 1, -1, -1) if index not in extent.blank)
    row = grid.numbers[start]
    remedy = (
        f"tell which rows are data: --data-rows {grid.numbers[extent.first]}:{grid.numbers[end]}"
    )
    if header is not None:
        remedy += f" --header {grid.numbers[header[0]]}:{grid.numbers[header[1]]}"
    message = f"another table seems to begin in row {row}, behind a blank row"
    return Problem("another_table", message, file, row, None, grid.name or None, remedy)
