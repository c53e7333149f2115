"""The names that header cells give to columns: spans filled in, joined from top to bottom.

Which rows are the header is decided in `header`.
"""

import re
from collections.abc import Sequence

from etl.readers.model import Grid, Value


def header_parts(
    grid: Grid, rows: tuple[int, int] | None, width: int, with_data: frozenset[int]
) -> list[tuple[str, ...]]:
    """The header cells above each column, spans filled in."""
    if rows is None:
        return [()] * width
    first, last = rows
    cells = [
        [_written(cell_at(grid, index, column)) for column in range(width)]
        for index in range(first, last + 1)
    ]
    is_merged = _fill_merged(cells, grid, first, last)
    if not is_merged:
        _fill_rightwards(cells, with_data)
    return [tuple(row[column] for row in cells) for column in range(width)]


def cell_at(grid: Grid, row: int, column: int) -> Value:
    """A cell of a row that may be shorter than the others."""
    cells = grid.rows[row]
    return cells[column] if column < len(cells) else None


def _written(cell: Value) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _fill_merged(cells: list[list[str]], grid: Grid, first: int, last: int) -> bool:
    found = False
    for top, left, bottom, right in grid.merged:
        if top < first or bottom > last:
            continue
        found = True
        word = cells[top - first][left] if left < len(cells[0]) else ""
        for index in range(top - first, bottom - first + 1):
            for column in range(left, min(right + 1, len(cells[0]))):
                cells[index][column] = word
    return found


def _fill_rightwards(cells: list[list[str]], with_data: frozenset[int]) -> None:
    """A blank right of a word belongs to it, unless a row above begins a new group there."""
    original = [list(row) for row in cells]
    for level, row in enumerate(cells[:-1]):
        for column in range(1, len(row)):
            is_new = any(above[column].strip() for above in original[:level])
            has_own = column in with_data or cells[-1][column].strip()
            if not row[column].strip() and not is_new and has_own:
                row[column] = row[column - 1]


def name_of(parts: Sequence[str], position: int) -> str:
    """The parts from top to bottom as one name."""
    words: list[str] = []
    for part in parts:
        word = re.sub(r"\s+", " ", part).strip()
        if word and (not words or words[-1] != word):
            words.append(word)
    return " > ".join(words) or f"#{position}"


def unique(names: Sequence[str]) -> list[str]:
    """The names, those that were there before with (2), (3) … behind."""
    taken: set[str] = set()
    result = []
    for name in names:
        chosen, number = name, 1
        while chosen in taken:
            number += 1
            chosen = f"{name} ({number})"
        taken.add(chosen)
        result.append(chosen)
    return result
