"""The first rows of a grid as letters, and what is asked of them to find a header.

Which rows are the header is decided in `header`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from etl.readers.column_names import cell_at
from etl.readers.model import Grid, Value
from etl.readers.row_kinds import CODE, DATED, EMPTY, NUMERIC, SIGN, TEXT, WORD_SIGN

_YEAR: Final = re.compile(r"((?:1[89]|20|21)[0-9]{2})(?:[/-]([0-9]{2}|[0-9]{4}))?")


@dataclass(frozen=True, slots=True)
class Seen:
    """The first rows of a grid, blank ones left out, and what each cell of them looks like."""

    grid: Grid
    kinds: Mapping[int, str]

    def below(self, index: int) -> list[str]:
        return [kinds for row, kinds in self.kinds.items() if row > index]


def count_filled(kinds: str) -> int:
    return len(kinds) - kinds.count(EMPTY)


def kinds_of_columns(below: Sequence[str]) -> dict[int, str]:
    """For the columns that hold numbers, dates or codes in most rows, which of these."""
    found = {}
    for column in range(max(map(len, below), default=0)):
        cells = [kinds[column] for kinds in below if column < len(kinds)]
        filled = [cell for cell in cells if cell not in (EMPTY, SIGN, WORD_SIGN)]
        counts = {letter: filled.count(letter) for letter in (NUMERIC, DATED, CODE)}
        if filled and sum(counts.values()) * 2 > len(filled):
            found[column] = max(counts, key=counts.__getitem__)
    return found


def words_in(kinds: str, columns: Mapping[int, str], *others: str) -> list[int]:
    """The columns where a row has something else than the rows below."""
    named = (TEXT, CODE, DATED, *others)
    return [
        column
        for column, usual in columns.items()
        if column < len(kinds) and kinds[column] in named and kinds[column] != usual
    ]


def alike_in(kinds: str, columns: Mapping[int, str]) -> list[int]:
    return [j for j, usual in columns.items() if j < len(kinds) and kinds[j] == usual]


def numbers_in(grid: Grid, index: int, columns: Sequence[int]) -> list[str]:
    cells = (cell_at(grid, index, column) for column in columns)
    return [f"{cell:g}" if isinstance(cell, (int, float)) else str(cell) for cell in cells]


def are_years(seen: Seen, start: int, alike: Sequence[int]) -> bool:
    """Whether the numbers of a row are years in a row, and those below are not."""
    years = [year_of(seen.grid.rows[start][column]) for column in alike]
    known = [year for year in years if year is not None]
    if len(known) != len(years):
        return False
    below = [index for index in seen.kinds if index > start][:20]
    again = sum(year_of(cell_at(seen.grid, index, alike[0])) is not None for index in below)
    return again * 2 <= len(below) and all(abs(b - a) <= 10 for a, b in pairwise(known))


def year_of(cell: Value) -> int | None:
    if isinstance(cell, bool) or not isinstance(cell, (str, int, float)):
        return None
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    match = _YEAR.fullmatch(text.strip())
    return int(match[1]) if match else None
