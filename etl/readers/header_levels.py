"""How many rows a header has: rows below its first one that go on naming the columns.

A second row needs evidence: blanks or repeated words above it, or names of its own for several
columns of numbers. Else it is the first row of data.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from etl.readers.column_names import cell_at
from etl.readers.header_look import Seen, alike_in, are_years, words_in
from etl.readers.model import Grid
from etl.readers.row_kinds import EMPTY, TEXT, WORD_SIGN

_MOST_ROWS: Final = 12
_IMPORT: Final = '{"ImportId"'
_SECOND_ROW: Final = ("response", "open-ended response", "svar", "öppet svar")


def last_header(seen: Seen, start: int, columns: Mapping[int, str]) -> int:
    """The last of the rows that go on having words above numbers."""
    last = start
    for index in range(start + 1, start + _MOST_ROWS):
        if index not in seen.kinds or not _goes_on(seen, index, start, columns):
            break
        last = index
    return last


def _goes_on(seen: Seen, index: int, start: int, columns: Mapping[int, str]) -> bool:
    if _is_import(seen, index) or (index == start + 1 and _is_import(seen, index + 1)):
        return True
    cells = _texts(seen.grid, index)
    if sum(cell.strip().lower() in _SECOND_ROW for cell in cells) * 2 > len(cells) > 0:
        return index == start + 1
    kinds = seen.kinds[index]
    alike = alike_in(kinds, columns)
    if index == start + 1 and len(alike) > 1 and are_years(seen, index, alike):
        return _are_groups(seen, start, alike)
    return _has_words(seen, index, columns) and _is_expected(seen, index, start, columns)


def _has_words(seen: Seen, index: int, columns: Mapping[int, str]) -> bool:
    """Whether nothing but words stands where the rows below have numbers, dates or codes."""
    kinds = seen.kinds[index]
    here = [kinds[column] for column in columns if column < len(kinds)]
    words = words_in(kinds, columns)
    signs = here.count(WORD_SIGN)
    if len(words) <= signs or len(words) + signs + here.count(EMPTY) < len(here):
        return False
    return len(words) > 1 or TEXT in here


def _is_expected(seen: Seen, index: int, start: int, columns: Mapping[int, str]) -> bool:
    kinds, words = seen.kinds[index], words_in(seen.kinds[index], columns)
    filled = [column for column, kind in enumerate(kinds) if kind != EMPTY]
    if not _are_groups(seen, start, filled) and not _are_names(seen, index, words, start):
        return False
    here = sum(column < len(kinds) for column in columns)
    if len(filled) > 1 and (index == start + 1 or _are_unnamed(seen, start, index, filled)):
        return True
    return len(words) * 2 > here


def _are_unnamed(seen: Seen, start: int, index: int, columns: Sequence[int]) -> bool:
    """Whether the header rows so far leave all of these columns blank."""
    rows = [row for row in seen.kinds if start <= row < index]
    return not any(cell_at(seen.grid, row, column) for row in rows for column in columns)


def _are_groups(seen: Seen, index: int, columns: Sequence[int]) -> bool:
    """Whether a header row leaves columns to the row below it: by blanks or by a word again."""
    words = [str(cell_at(seen.grid, index, column) or "").strip() for column in columns]
    return len({word for word in words if word}) < len(words)


def _are_names(seen: Seen, index: int, words: Sequence[int], start: int) -> bool:
    """Whether a row below a full header row names columns once more: each in its own words."""
    if len(words) > 1:
        return not _are_groups(seen, index, words)
    above, here = seen.grid.rows[start], seen.grid.rows[index]
    return any(word == other != "" for word, other in zip(above, here, strict=False) if word)


def _texts(grid: Grid, index: int) -> list[str]:
    return [cell for cell in grid.rows[index] if isinstance(cell, str) and cell.strip()]


def _is_import(seen: Seen, index: int) -> bool:
    """Whether a row is the third header row of Qualtrics."""
    cells = _texts(seen.grid, index) if index in seen.kinds else []
    return sum(cell.startswith(_IMPORT) for cell in cells) * 2 > len(cells) > 0
