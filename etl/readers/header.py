"""Which rows are the header of a table.

A header row has words where the rows below have numbers, dates or codes. Where the cells give no
such evidence the first full row is taken, and the reason says so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from etl.readers.header_levels import last_header
from etl.readers.header_look import (
    Seen,
    alike_in,
    are_years,
    count_filled,
    kinds_of_columns,
    numbers_in,
    words_in,
    year_of,
)
from etl.readers.model import Grid
from etl.readers.row_kinds import (
    DATED,
    EMPTY,
    NUMERIC,
    TEXT,
    WORD_SIGN,
    BlankRows,
    kinds_of,
)

_SAMPLE: Final = 400
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


def find_header(grid: Grid, blank: BlankRows) -> Header:
    """The header of the first table of a grid."""
    rows = [index for index in range(min(len(grid.rows), 4 * _SAMPLE)) if index not in blank]
    if not rows:
        return Header(None, "there is no row")
    seen = Seen(grid, {index: kinds_of(grid.rows[index]) for index in rows[:_SAMPLE]})
    start = _first_full(seen)
    header = _decide(seen, start)
    if header.rows is None:
        return _row_above(seen, header, start)
    first = _banner(seen, header.rows[0])
    return Header((first, header.rows[1]), header.reason, header.is_weak, header.rows[1] + 1)


def _usual_width(kinds: Sequence[str]) -> float:
    """How many cells a row of the table has: the middle of those that have more than one."""
    filled = [count_filled(kind) for kind in kinds]
    several = [count for count in filled if count > 1]
    if len(several) * 3 < len(filled):
        return 1
    return median(several) if several else 1


def _first_full(seen: Seen) -> int:
    """The first row with most of the cells of a usual row, sentences left out."""
    width = _usual_width(list(seen.kinds.values()))
    full = [
        index
        for index, kinds in seen.kinds.items()
        if count_filled(kinds) >= 0.6 * width or _lacks_corner(kinds, width)
    ]
    for index in full[:-1]:
        if not _is_sentence(seen, index):
            return index
    return full[-1] if full else next(iter(seen.kinds))


def _lacks_corner(kinds: str, width: float) -> bool:
    """Whether a row of words lacks nothing but its first cell, as above the names of rows."""
    words = kinds[1:].rstrip(EMPTY).replace(WORD_SIGN, TEXT)
    return width >= 2 and kinds[:1] == EMPTY and words == TEXT * (int(width) - 1)


def _is_sentence(seen: Seen, index: int) -> bool:
    """Whether a row is a sentence that its commas have cut, above a fuller row."""
    kinds, row = seen.kinds[index], seen.grid.rows[index]
    filled = count_filled(kinds)
    fuller = index + 1 in seen.kinds and count_filled(seen.kinds[index + 1]) > filled
    if not fuller or EMPTY in kinds[:filled] or NUMERIC in kinds:
        return False
    cells = [str(cell) for cell in row[:filled]]
    return any(cell.startswith(" ") for cell in cells[1:]) or any(map(_SENTENCE.search, cells))


def _decide(seen: Seen, start: int) -> Header:
    kinds, columns = seen.kinds[start], _columns_below(seen, start)
    words, alike = words_in(kinds, columns, WORD_SIGN), alike_in(kinds, columns)
    is_counted = bool(alike) and _are_different_years(seen, start, alike)
    if len(alike) > len(words) and _count_up(seen, start, alike):
        reason = "its cells count one by one above numbers"
        return Header((start, start), reason, is_weak=True)
    if len(alike) > len(words) and _is_scale(seen, start, alike):
        reason = "numbers in rising order stand beside a blank corner, above the names of rows"
        return Header((start, start), reason, is_weak=True)
    if len(alike) > len(words) and not is_counted:
        reason = (
            "the first full row has numbers, dates or codes where the rows below have them, in "
            f"{len(alike)} columns"
        )
        return Header(None, reason, first_data=start)
    last = last_header(seen, start, columns)
    if words:
        reason = f"words stand above numbers, dates or codes in {len(words)} columns"
        return Header((start, last), reason)
    if is_counted:
        return Header((start, last), "its cells are years in a row, which stand above numbers")
    return _all_words(seen, start, last)


def _columns_below(seen: Seen, start: int) -> dict[int, str]:
    """What the columns hold; where header rows are as many as rows of data, by the latter alone."""
    columns = kinds_of_columns(seen.below(start))
    with_number = [row for row, kinds in seen.kinds.items() if row > start and NUMERIC in kinds]
    if columns or not with_number:
        return columns
    return kinds_of_columns(seen.below(with_number[0] - 1))


def _all_words(seen: Seen, start: int, last: int) -> Header:
    """No column of numbers says where the header is."""
    if any(letter in (NUMERIC, DATED) for letter in seen.kinds[start]):
        return Header(None, "the first full row holds numbers or dates", first_data=start)
    width, repeated = count_filled(seen.kinds[start]), _repeated(seen.grid, start, last)
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


def _are_different_years(seen: Seen, start: int, alike: Sequence[int]) -> bool:
    """Years that come again belong to groups, which a row above them names."""
    years = {year_of(seen.grid.rows[start][column]) for column in alike}
    is_grouped = start - 1 in seen.kinds and _is_banner(seen, start - 1)
    return (len(years) == len(alike) or is_grouped) and are_years(seen, start, alike)


def _count_up(seen: Seen, start: int, alike: Sequence[int]) -> bool:
    """Whether the numbers of a row are 1, 2, 3 … beside a word, and those below count nowhere."""
    if len(alike) < 3 or TEXT not in seen.kinds[start]:
        return False
    below = [index for index in seen.kinds if index > start][:20]
    return _counts(seen, start, alike) and not any(_counts(seen, row, alike) for row in below)


def _counts(seen: Seen, index: int, columns: Sequence[int]) -> bool:
    numbers = numbers_in(seen.grid, index, columns)
    first = int(numbers[0]) if re.fullmatch("[0-9]{1,3}", numbers[0]) else 0
    return numbers == [str(first + place) for place in range(len(numbers))]


def _is_scale(seen: Seen, start: int, alike: Sequence[int]) -> bool:
    """Whether a row is the scale of a cross table: only the corner is blank, and numbers rise."""
    kinds, below = seen.kinds[start], seen.below(start)
    if len(alike) < 3 or kinds[0] != EMPTY or EMPTY in kinds[1:].rstrip(EMPTY) or len(below) < 2:
        return False
    if any(not other or other[0] == EMPTY for other in below[:20]):
        return False
    try:
        numbers = [float(cell) for cell in numbers_in(seen.grid, start, alike)]
    except ValueError:
        return False
    return all(a < b for a, b in pairwise(numbers))


def _banner(seen: Seen, first: int) -> int:
    """The first of the rows directly above the header that are banners over groups of columns."""
    while first - 1 in seen.kinds and _is_banner(seen, first - 1):
        first -= 1
    return first


def _is_banner(seen: Seen, index: int) -> bool:
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


def _is_heading(seen: Seen, index: int, filled: int) -> bool:
    """Whether a row fills only its first cells, each above a filled one: it groups nothing."""
    below = seen.kinds.get(index + 1, "")
    is_narrow = filled < count_filled(below)
    return is_narrow and EMPTY not in seen.kinds[index][:filled] and EMPTY not in below[:filled]


def _is_year(seen: Seen, index: int, column: int) -> bool:
    return year_of(seen.grid.rows[index][column]) is not None


def _row_above(seen: Seen, header: Header, start: int) -> Header:
    """A row with fewer cells, directly above rows of data, names at least some of the columns."""
    kinds = seen.kinds.get(start - 1, "")
    if count_filled(kinds) < 2 or set(kinds) - {TEXT, EMPTY} or _is_sentence(seen, start - 1):
        return header
    reason = "words stand directly above the first row of data"
    return Header((start - 1, start - 1), reason, first_data=start)
