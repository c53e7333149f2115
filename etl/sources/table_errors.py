"""Errors of a calculation, such as #DIV/0!, in cells that a declared table uses: none is a figure.

A declaration may say what such an error means, as it does of any sign; nothing else makes one pass.
"""

from collections.abc import Sequence
from typing import Final

import polars as pl

from etl.readers.marks import column_letters
from etl.readers.model import Batch, CellType
from etl.sources.table_bind import Bound
from etl.sources.table_members import tidy

_NAMED: Final = 10


def note_errors(bound: Bound, batch: Batch, kept: pl.Series) -> None:
    """A problem for each used column that holds errors in rows that are kept."""
    beside = [index for value in bound.values for index in value.beside.values()]
    for index in sorted({*bound.indexes.values(), *beside}):
        rows = batch.rows.filter(_is_error(bound, batch, index) & kept)
        if rows.len():
            _note(bound, index, rows.to_list())


def _is_error(bound: Bound, batch: Batch, index: int) -> pl.Series:
    cells = batch.cells[index]
    if cells.types is None:
        return pl.Series([False]).new_from_index(0, batch.rows.len())
    meant = [tidy(sign) for sign in bound.table.signs]
    is_meant = cells.stored.cast(pl.String).is_in(meant).fill_null(value=False)
    return (cells.types == CellType.ERROR.value) & ~is_meant


def _note(bound: Bound, index: int, rows: Sequence[int]) -> None:
    column = bound.raw.columns[index]
    names = ", ".join(f"{column_letters(column.position)}{row}" for row in rows[:_NAMED])
    more = f" and {len(rows) - _NAMED} more" if len(rows) > _NAMED else ""
    what = "cell holds" if len(rows) == 1 else "cells hold"
    bound.tally.problem(
        "error_cell",
        f"{len(rows)} {what} the error of a calculation ({names}{more})",
        row=rows[0],
        column=column.name,
        remedy="correct the workbook, leave the rows out with [table.skip], or say what the error "
        "means in [table.signs]",
    )
