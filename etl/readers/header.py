"""Which rows are the header of a table.

A header row has words where the rows below have numbers, dates or codes. Where the cells give no
such evidence the first full row is taken, and the reason says so.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from etl.readers.column_names import cell_at
from etl.readers.model import Grid, Value
from etl.readers.row_kinds import (
    CODE,
    DATED,
    EMPTY,
    NUMERIC,
    SIGN,
    TEXT,
    WORD_SIGN,
    BlankRows,
    kinds_of,
)

_SAMPLE: Final = 400
_MOST_ROWS: Final = 12
_YEAR: Final = re.compile(r"((?:1[89]|20|21)[0-9]{2})(?:[/-]([0-9]{2}|[0-9]{4}))?")
_IMPORT: Final = '{"ImportId"'
_SECOND_ROW: Final = ("response", "open-ended response", "svar", "öppet svar")
_SENTENCE: Final = re.compile(
    r"(?i)^\s*(?:note|not|notes|noter|obs|anm|källa|source|kilde)\b|(?:\.\.\.|…|[^.]\.)\s*$"
)


@dataclass(frozen=True, slots=True)
class Header:
    """Indices of the header rows, first and last inclusive; None where there is no header."""

    rows: tuple[int, int] | None
    reason: str
    is_weak: bool = False
    first_data: int = 0


@dataclass(frozen=True, slots=True)
class _Seen:
    """The first rows of a grid, blank ones left out, and what each cell of them looks like."""

    grid: Grid
    kinds: Mapping[int, str]

    def below(self, index: int) -> list[str]:
        return [kinds for row, kinds in self.kinds.items() if row > index]


def find_header(grid: Grid, blank: BlankRows) -> Header:
    """The header of the first table of a grid."""
    rows = [index for index in range(min(len(grid.rows), 4 * _SAMPLE)) if index not in blank]
    if not rows:
        return Header(None, "there is no row")
    seen = _Seen(grid, {index: kinds_of(grid.rows[index]) for index in rows[:_SAMPLE]})
    start = _first_full(seen)
    header = _decide(seen, start)
    if header.rows is None:
        return _row_above(seen, header, start)
    first = _banner(seen, header.rows[0])
    return Header((first, header.rows[1]), header.reason, header.is_weak, header.rows[1] + 1)


def _filled(kinds: str) -> int:
    return len(kinds) - kinds.count(EMPTY)


def _usual_width(kinds: Sequence[str]) -> float:
    """How many cells a row of the table has: the middle of those that have more than one."""
    filled = [_filled(kind) for kind in kinds]
    several = [count for count in filled if count > 1]
    if len(several) * 3 < len(filled):
        return 1
    return median(several) if several else 1


def _first_full(seen: _Seen) -> int:
    """The first row with most of the cells of a usual row, sentences left out."""
    least = 0.6 * _usual_width(list(seen.kinds.values()))
    full = [index for index, kinds in seen.kinds.items() if _filled(kinds) >= least]
    for index in full[:-1]:
        if not _is_sentence(seen, index):
            return index
    return full[-1] if full else next(iter(seen.kinds))


def _is_sentence(seen: _Seen, index: int) -> bool:
    """Whether a row is a sentence that its commas have cut, above a fuller row."""
    kinds, row = seen.kinds[index], seen.grid.rows[index]
    filled = _filled(kinds)
    fuller = index + 1 in seen.kinds and _filled(seen.kinds[index + 1]) > filled
    if not fuller or EMPTY in kinds[:filled] or NUMERIC in kinds:
        return False
    cells = [str(cell) for cell in row[:filled]]
    return any(cell.startswith(" ") for cell in cells[1:]) or any(map(_SENTENCE.search, cells))


def _kinds_of_columns(below: Sequence[str]) -> dict[int, str]:
    """For the columns that hold numbers, dates or codes in most rows, which of these."""
    found = {}
    for column in range(max(map(len, below), default=0)):
        cells = [kinds[column] for kinds in below if column < len(kinds)]
        filled = [cell for cell in cells if cell not in (EMPTY, SIGN, WORD_SIGN)]
        counts = {letter: filled.count(letter) for letter in (NUMERIC, DATED, CODE)}
        if filled and sum(counts.values()) * 2 > len(filled):
            found[column] = max(counts, key=counts.__getitem__)
    return found


def _words(kinds: str, columns: Mapping[int, str], *others: str) -> list[int]:
    """The columns where a row has something else than the rows below."""
    named = (TEXT, CODE, DATED, *others)
    return [
        column
        for column, usual in columns.items()
        if column < len(kinds) and kinds[column] in named and kinds[column] != usual
    ]


def _alike(kinds: str, columns: Mapping[int, str]) -> list[int]:
    return [j for j, usual in columns.items() if j < len(kinds) and kinds[j] == usual]


def _decide(seen: _Seen, start: int) -> Header:
    kinds, columns = seen.kinds[start], _kinds_of_columns(seen.below(start))
    words, alike = _words(kinds, columns, WORD_SIGN), _alike(kinds, columns)
    is_counted = bool(alike) and _are_different_years(seen, start, alike)
    if len(alike) > len(words) and _count_up(seen, start, alike):
        reason = "its cells count 1, 2, 3 and so on above numbers"
        return Header((start, start), reason, is_weak=True)
    if len(alike) > len(words) and not is_counted:
        reason = (
            "the first full row has numbers, dates or codes where the rows below have them, in "
            f"{len(alike)} columns"
        )
        return Header(None, reason, first_data=start)
    last = _last_header(seen, start, columns)
    if words:
        reason = f"words stand above numbers, dates or codes in {len(words)} columns"
        return Header((start, last), reason)
    if is_counted:
        return Header((start, last), "its cells are years in a row, which stand above numbers")
    return _all_words(seen, start, last)


def _all_words(seen: _Seen, start: int, last: int) -> Header:
    """No column of numbers says where the header is."""
    if any(letter in (NUMERIC, DATED) for letter in seen.kinds[start]):
        return Header(None, "the first full row holds numbers or dates", first_data=start)
    width, repeated = _filled(seen.kinds[start]), _repeated(seen.grid, start, last)
    if repeated * 2 > width or (repeated and width == 1):
        reason = f"the words of the first full row come again below, in {repeated} columns"
        return Header(None, reason, first_data=start)
    reason = "every column holds words; the first full row is taken as the header"
    return Header((start, last), reason, is_weak=True)


def _repeated(grid: Grid, start: int, last: int) -> int:
    """In how many columns the word of the first row stands again further down."""
    below = [grid.rows[index] for index in range(last + 1, min(len(grid.rows), last + _SAMPLE))]
    count = 0
    for column, cell in enumerate(grid.rows[start]):
        if isinstance(cell, str) and cell.strip():
            count += any(column < len(row) and row[column] == cell for row in below)
    return count


def _are_different_years(seen: _Seen, start: int, alike: Sequence[int]) -> bool:
    """Years that come again belong to groups, which a row above them names."""
    years = {_year(seen.grid.rows[start][column]) for column in alike}
    return len(years) == len(alike) and _are_years(seen, start, alike)


def _count_up(seen: _Seen, start: int, alike: Sequence[int]) -> bool:
    """Whether the numbers of a row are 1, 2, 3 …, beside a word, and those below are not."""
    if len(alike) < 3 or TEXT not in seen.kinds[start]:
        return False
    counted = [str(number) for number in range(1, len(alike) + 1)]
    below = [index for index in seen.kinds if index > start][:20]
    is_alone = all(_numbers(seen.grid, index, alike) != counted for index in below)
    return is_alone and _numbers(seen.grid, start, alike) == counted


def _numbers(grid: Grid, index: int, columns: Sequence[int]) -> list[str]:
    cells = (cell_at(grid, index, column) for column in columns)
    return [f"{cell:g}" if isinstance(cell, (int, float)) else str(cell) for cell in cells]


def _are_years(seen: _Seen, start: int, alike: Sequence[int]) -> bool:
    """Whether the numbers of a row are years in a row, and those below are not."""
    years = [_year(seen.grid.rows[start][column]) for column in alike]
    known = [year for year in years if year is not None]
    if len(known) != len(years):
        return False
    below = [index for index in seen.kinds if index > start][:20]
    again = sum(_year(cell_at(seen.grid, index, alike[0])) is not None for index in below)
    return again * 2 <= len(below) and all(abs(b - a) <= 10 for a, b in pairwise(known))


def _year(cell: Value) -> int | None:
    if isinstance(cell, bool) or not isinstance(cell, (str, int, float)):
        return None
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    match = _YEAR.fullmatch(text.strip())
    return int(match[1]) if match else None


def _last_header(seen: _Seen, start: int, columns: Mapping[int, str]) -> int:
    """The last of the rows that go on having words above numbers."""
    last = start
    for index in range(start + 1, start + _MOST_ROWS):
        if index not in seen.kinds or not _goes_on(seen, index, start, columns):
            break
        last = index
    return last


def _goes_on(seen: _Seen, index: int, start: int, columns: Mapping[int, str]) -> bool:
    if _is_import(seen, index) or (index == start + 1 and _is_import(seen, index + 1)):
        return True
    cells = _texts(seen.grid, index)
    if sum(cell.strip().lower() in _SECOND_ROW for cell in cells) * 2 > len(cells) > 0:
        return index == start + 1
    kinds = seen.kinds[index]
    alike = _alike(kinds, columns)
    if index == start + 1 and len(alike) > 1 and _are_years(seen, index, alike):
        return True
    here = [kinds[column] for column in columns if column < len(kinds)]
    words = _words(kinds, columns)
    if not words or len(words) + here.count(EMPTY) < len(here):
        return False
    if len(words) == 1 and TEXT not in here:
        return False
    return len(words) * 2 > len(here) or (index == start + 1 and _filled(kinds) > 1)


def _texts(grid: Grid, index: int) -> list[str]:
    return [cell for cell in grid.rows[index] if isinstance(cell, str) and cell.strip()]


def _is_import(seen: _Seen, index: int) -> bool:
    """Whether a row is the third header row of Qualtrics."""
    cells = _texts(seen.grid, index) if index in seen.kinds else []
    return sum(cell.startswith(_IMPORT) for cell in cells) * 2 > len(cells) > 0


def _banner(seen: _Seen, first: int) -> int:
    """The first of the rows directly above the header that are banners over groups of columns."""
    while first - 1 in seen.kinds and _is_banner(seen, first - 1):
        first -= 1
    return first


def _is_banner(seen: _Seen, index: int) -> bool:
    kinds = seen.kinds[index]
    filled = [column for column, kind in enumerate(kinds) if kind != EMPTY]
    if any(kinds[column] == NUMERIC for column in filled if not _is_year(seen, index, column)):
        return False
    if _is_sentence(seen, index):
        return False
    merged = [span for span in seen.grid.merged if span[0] == index and span[3] > span[1]]
    if len(merged) > 1 or (merged and filled[0] > 0):
        return True
    return filled[0] > 0 or (len(filled) >= 2 and not _is_heading(seen, index, len(filled)))


def _is_heading(seen: _Seen, index: int, filled: int) -> bool:
    """Whether a row fills only its first cells, each above a filled one: it groups nothing."""
    below = seen.kinds.get(index + 1, "")
    is_narrow = filled < _filled(below)
    return is_narrow and EMPTY not in seen.kinds[index][:filled] and EMPTY not in below[:filled]


def _is_year(seen: _Seen, index: int, column: int) -> bool:
    return _year(seen.grid.rows[index][column]) is not None


def _row_above(seen: _Seen, header: Header, start: int) -> Header:
    """A row with fewer cells, directly above rows of data, names at least some of the columns."""
    kinds = seen.kinds.get(start - 1, "")
    if _filled(kinds) < 2 or set(kinds) - {TEXT, EMPTY} or _is_sentence(seen, start - 1):
        return header
    reason = "words stand directly above the first row of data"
    return Header((start - 1, start - 1), reason, first_data=start)
