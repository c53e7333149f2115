"""Tables whose rows have one cell more than the header has names, as R writes them.

The first column then holds the names of the rows. That is never assumed: `--ragged pad` says so.
"""

from dataclasses import replace
from typing import Final

from etl.readers.layout import LaidOut, lay_out
from etl.readers.model import Decision, Grid
from etl.readers.options import Options

_DECISION: Final = Decision(
    subject="row names",
    value="first column",
    reason="every row has one cell more than the header has names",
    is_told=True,
)


def lay_out_text(grid: Grid, options: Options, *, file: str) -> tuple[Grid, LaidOut]:
    """The table of a text, and its grid, where the names are moved one to the right if told."""
    laid = lay_out(grid, options, file=file)
    if options.ragged != "pad" or not lacks_one_name(grid, laid):
        return grid, laid
    grid = _moved(grid, laid)
    laid = lay_out(grid, options, file=file)
    decisions = (*laid.table.decisions, _DECISION)
    return grid, replace(laid, table=replace(laid.table, decisions=decisions))


def lacks_one_name(grid: Grid, laid: LaidOut) -> bool:
    """Whether every row of data has one cell more than the only header row, and fills its first."""
    if len(laid.table.header_rows) != 1:
        return False
    header = grid.rows[grid.numbers.index(laid.table.header_rows[0])]
    data = [row for row in grid.rows[laid.first : laid.last + 1] if any(row)]
    is_named = all(header) and all(row[0] for row in data)
    return bool(data) and is_named and {len(row) for row in data} == {len(header) + 1}


def _moved(grid: Grid, laid: LaidOut) -> Grid:
    at = grid.numbers.index(laid.table.header_rows[0])
    rows = [[None, *row] if index == at else row for index, row in enumerate(grid.rows)]
    return replace(grid, rows=rows)
