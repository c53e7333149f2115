"""The rows of data as columns, without the rows between them that are none.

A sheet may have hundreds of thousands of rows: what is done for each of them is done by columns.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

import polars as pl

from etl.readers.cells import cells_of, joined_cells, with_errors
from etl.readers.extent import Extent
from etl.readers.model import Batch, Cells, Grid, Value

_BLOCK: Final = 4096


@dataclass(frozen=True, slots=True)
class TableRows:
    """The rows of data, and the indices of blank rows and repeated headers between them."""

    batch: Batch
    blank: tuple[int, ...]
    repeated: tuple[int, ...]


def table_rows(grid: Grid, extent: Extent) -> TableRows:
    """The rows of data of a grid."""
    data = grid.rows[extent.first : extent.last + 1]
    width = max(set(map(len, [*_header(grid, extent), *data])), default=0)
    rows = _filled_up(data, width)
    cells = _cells(rows, width)
    for column, places in _errors(grid, extent).items():
        cells[column] = with_errors(cells[column], places)
    is_blank = _blank(cells, len(rows))
    repeated = _repeated(grid, extent, rows, cells)
    formats = _formats(grid, extent, len(rows), width)
    numbers = pl.Series(grid.numbers[extent.first : extent.last + 1], dtype=pl.Int64)
    blank = tuple(is_blank.arg_true() + extent.first) if is_blank.any() else ()
    made = [
        Cells(made.stored, made.types, formats.get(column)) for column, made in enumerate(cells)
    ]
    batch = Batch(numbers, tuple(made))
    if blank or repeated:
        batch = batch.chosen(~is_blank.scatter([i - extent.first for i in repeated], True))
    return TableRows(batch, blank, repeated)


def _header(grid: Grid, extent: Extent) -> Sequence[Sequence[Value]]:
    """Titles and notes are of any width, as where their commas cut them: they make no column."""
    if extent.header.rows is None:
        return []
    first, last = extent.header.rows
    return grid.rows[first : last + 1]


def _cells(rows: Sequence[Sequence[Value]], width: int) -> list[Cells]:
    """The columns, made from blocks of rows: a cell is touched while it is near the processor."""
    if len(rows) <= _BLOCK:
        return [cells_of(list(map(itemgetter(column), rows))) for column in range(width)]
    blocks = [
        [cells_of(values) for values in zip(*rows[start : start + _BLOCK], strict=True)]
        for start in range(0, len(rows), _BLOCK)
    ]
    made = []
    for column in range(width):
        joined = joined_cells([block[column] for block in blocks])
        whole = joined or cells_of(list(map(itemgetter(column), rows)))
        made.append(whole)
    return made


def _filled_up(rows: Sequence[Sequence[Value]], width: int) -> Sequence[Sequence[Value]]:
    """The rows, short ones with empty cells behind."""
    if set(map(len, rows)) <= {width}:
        return rows
    return [[*row, *([None] * (width - len(row)))] for row in rows]


def _blank(cells: Sequence[Cells], count: int) -> pl.Series:
    """For each row whether no cell holds anything but space."""
    blank = pl.Series([True]).new_from_index(0, count)
    for made in cells:
        if not blank.any():
            break
        empty = made.stored.is_null()
        if made.stored.dtype == pl.String:
            empty |= made.stored.str.contains(r"^\s*$").fill_null(value=True)
        blank &= empty
    return blank


def _repeated(
    grid: Grid,
    extent: Extent,
    rows: Sequence[Sequence[Value]],
    cells: Sequence[Cells],
) -> tuple[int, ...]:
    """Rows that are the lowest header row once more, as at the top of a printed page."""
    if extent.header.rows is None:
        return ()
    header = list(grid.rows[extent.header.rows[1]])
    filled = [column for column, cell in enumerate(header) if cell not in (None, "")]
    if len(filled) < 2 or not all(isinstance(header[column], str) for column in filled):
        return ()
    key, word = filled[0], header[filled[0]]
    stored = cells[key].stored
    if stored.dtype != pl.String or not (stored == word).any():
        return ()
    return tuple(
        place + extent.first
        for place, row in enumerate(rows)
        if row[key] == word and list(row) == header
    )


def _errors(grid: Grid, extent: Extent) -> dict[int, list[int]]:
    """The errors among the rows of data, by column."""
    found: dict[int, list[int]] = {}
    for row, column in grid.errors:
        if extent.first <= row <= extent.last:
            found.setdefault(column, []).append(row - extent.first)
    return found


def _formats(grid: Grid, extent: Extent, count: int, width: int) -> dict[int, pl.Series]:
    """The number formats of the cells of data, by column."""
    found: dict[int, list[str | None]] = {}
    first, last = extent.first, extent.last
    for (row, column), code in grid.formats.items():
        if first <= row <= last and column < width:
            if column not in found:
                found[column] = [None] * count
            found[column][row - first] = code
    return {column: pl.Series(codes, dtype=pl.String) for column, codes in found.items()}
