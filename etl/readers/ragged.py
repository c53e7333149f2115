"""Records that have more or fewer cells than the table has columns.

Only the rows of data count: titles and footers are of any width.
"""

import re
from collections.abc import Sequence
from typing import Final

from etl.problems import Problem
from etl.readers.layout import LaidOut
from etl.readers.model import Grid
from etl.readers.options import Options
from etl.readers.row_names import lacks_one_name

_SHOWN: Final = 5
_COMMENT: Final = re.compile(r"\s*(?:#|//)")
# As many as a sheet of a workbook can have (Excel specifications and limits, Microsoft).
_MOST_COLUMNS: Final = 16_384


def widest(rows: Sequence[Sequence[object]]) -> int:
    return max(map(len, rows), default=0)


def filled_width(row: Sequence[object]) -> int:
    """The width without empty cells at the end, as behind a last delimiter."""
    width = len(row)
    while width and row[width - 1] in (None, ""):
        width -= 1
    return width


def too_wide(grid: Grid, size: int, file: str) -> Problem | None:
    """One record of very many cells among others would make a table far larger than the file."""
    width = widest(grid.rows)
    if width <= _MOST_COLUMNS and width * len(grid.rows) <= 20 * size + 100_000:
        return None
    index = next(index for index, row in enumerate(grid.rows) if len(row) == width)
    return Problem(
        "ragged_rows",
        f"the record has {width} cells, far more than a table can have",
        file,
        row=grid.numbers[index],
        remedy="take it out of the file, or say another --delimiter",
    )


def ragged_rows(grid: Grid, laid: LaidOut, options: Options, file: str) -> list[Problem]:
    least, most = expected_width(grid, laid)
    if lacks_one_name(grid, laid):
        return [_unnamed(grid, laid, file)]
    data = range(laid.first, laid.last + 1)
    short = [i for i in data if 0 < len(grid.rows[i]) < least and filled_width(grid.rows[i])]
    wide = [i for i in data if filled_width(grid.rows[i]) > most]
    problems = []
    comments = [i for i in short if _is_comment(grid.rows[i])]
    short = [i for i in short if not _is_comment(grid.rows[i])]
    if comments and options.ragged != "pad":
        what = "one cell that begins as a comment does"
        remedy = "take them out of the file"
        problems.append(_problem(grid, comments, what, remedy, file))
    if short and options.ragged != "pad":
        remedy = "say --ragged pad to fill them with empty cells, or mend the file"
        remedy += _of_another_table(grid, laid, short)
        problems.append(
            _problem(grid, short, f"fewer cells than the {least} columns", remedy, file)
        )
    if wide:
        remedy = "mend them in the file (a delimiter inside a cell needs quotes), or say --header"
        remedy += _of_another_table(grid, laid, wide)
        problems.append(_problem(grid, wide, f"more cells than the {most} columns", remedy, file))
    return problems


def _is_comment(row: Sequence[object]) -> bool:
    """Padding would make data of it."""
    return len(row) == 1 and _COMMENT.match(str(row[0])) is not None


def _unnamed(grid: Grid, laid: LaidOut, file: str) -> Problem:
    return Problem(
        "ragged_rows",
        "every record has one cell more than the header has names",
        file,
        row=grid.numbers[laid.first],
        remedy="say --ragged pad if the first column holds the names of the rows, as R writes them;"
        " or mend the header",
    )


def _of_another_table(grid: Grid, laid: LaidOut, rows: Sequence[int]) -> str:
    """The way out where all rows from one on are of another width: they may be another table."""
    first = rows[0]
    behind = [index for index in range(first, laid.last + 1) if filled_width(grid.rows[index])]
    if len(rows) < 2 or behind != list(rows) or first == laid.first:
        return ""
    end = next(index for index in range(first - 1, -1, -1) if filled_width(grid.rows[index]))
    told = f"--data-rows {grid.numbers[laid.first]}:{grid.numbers[end]}"
    if laid.table.header_rows:
        told += f" --header {laid.table.header_rows[0]}:{laid.table.header_rows[-1]}"
    return f"; if another table begins in line {grid.numbers[first]}, say {told} for the first one"


def expected_width(grid: Grid, laid: LaidOut) -> tuple[int, int]:
    """The least and the most cells of a record: the columns with content, and the header's."""
    headers = (
        [
            row
            for row, number in zip(grid.rows, grid.numbers, strict=True)
            if number in set(laid.table.header_rows)
        ]
        if laid.table.header_rows
        else []
    )
    if headers:
        return max(map(filled_width, headers)), widest(headers)
    rows = grid.rows[laid.first : laid.last + 1]
    width = max(map(filled_width, rows), default=0)
    return width, width


def _problem(grid: Grid, rows: Sequence[int], what: str, remedy: str, file: str) -> Problem:
    lines = [grid.numbers[index] for index in rows]
    shown = ", ".join(map(str, lines[:_SHOWN])) + (" …" if len(lines) > _SHOWN else "")
    return Problem(
        "ragged_rows",
        f"{len(rows)} records have {what} (lines {shown})",
        file,
        row=lines[0],
        remedy=remedy,
        evidence=tuple(
            f"line {grid.numbers[index]}: {len(grid.rows[index])} cells" for index in rows[:_SHOWN]
        ),
    )
