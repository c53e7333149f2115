"""Where the data ends: the rows of notes, sources and definitions below it.

A row with a number or a sign where the columns hold numbers is data, however few of its cells
are filled; so is a total.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from etl.readers.model import Grid, Value
from etl.readers.row_kinds import (
    CODE,
    DATED,
    EMPTY,
    NUMERIC,
    SIGN,
    TEXT,
    TRUTH,
    WORD_SIGN,
    BlankRows,
    kinds_of,
)

_SAMPLE: Final = 300
_LONGEST: Final = 2000
_NOTE: Final = re.compile(
    r"(?i)^\s*(?:käll(?:a|or)|sources?|kilder?|not|notes?|noter|anm|anmärkning(?:ar)?|obs|"
    r"fotnot(?:er)?|footnotes?|definitione?r?|definitions?|förklaring(?:ar)?|merknad(?:er)?|"
    r"senast uppdaterad|last updated|uppdaterad|updated|kontakt|contact|copyright|©)"
    r"[^:.]{0,30}[:.]|^\s*(?:\*+|†|‡|[0-9]{1,2}\)|\([0-9]{1,2}\)|[¹²³⁴⁵⁶⁷⁸⁹]\)?)\s*\S"
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What rows of data look like: the columns of numbers, and how many columns are filled.

    `longest` is the length of the longest text in the first column.
    """

    numbers: frozenset[int]
    width: int
    longest: int


def shape_of(grid: Grid, first: int, blank: BlankRows) -> Shape:
    """The shape of the first rows of data; those before the first blank row count for more."""
    end = min(len(grid.rows), first + _SAMPLE)
    rows = [index for index in range(first, end) if index not in blank]
    kinds = [kinds_of(grid.rows[index]) for index in rows]
    block = next((place for place, index in enumerate(rows) if index != first + place), len(rows))
    width = max(map(len, kinds), default=0)
    filled = sum(any(kind[j : j + 1].strip(EMPTY) for kind in kinds) for j in range(width))
    longest = max((len(str(grid.rows[index][0] or "")) for index in rows[:-1]), default=0)
    return Shape(_numbers(kinds, width) | _numbers(kinds[:block], width), filled, longest)


def _numbers(kinds: Sequence[str], width: int) -> frozenset[int]:
    """The columns that hold numbers, dates or codes in most of their cells."""
    found = set()
    for column in range(width):
        letters = [kind[column] for kind in kinds if column < len(kind) and kind[column] != EMPTY]
        certain = sum(letter in (NUMERIC, DATED, CODE) for letter in letters)
        signs = letters.count(SIGN) + letters.count(WORD_SIGN)
        if certain and (certain + signs) * 2 > len(letters):
            found.add(column)
    return frozenset(found)


def last_data(grid: Grid, first: int, blank: BlankRows, shape: Shape) -> int:
    """Index of the last row of data; below `first` where there is none."""
    index = _before_blank(len(grid.rows) - 1, first, blank)
    while index >= first:
        start = _block(index, first, blank)
        if start == first or start - 1 not in blank or not _is_footer(grid, start, index, shape):
            break
        index = _before_blank(start - 1, first, blank)
    while index > first and _is_note(grid.rows[index], shape, is_apart=False):
        index = _before_blank(index - 1, first, blank)
    return index


def _before_blank(index: int, first: int, blank: BlankRows) -> int:
    while index >= first and index in blank:
        index -= 1
    return index


def _block(index: int, first: int, blank: BlankRows) -> int:
    """The first of the filled rows that end at `index` without a blank one between."""
    least = max(first, index - _LONGEST)
    while index > least and index - 1 not in blank:
        index -= 1
    return index


def _is_footer(grid: Grid, start: int, end: int, shape: Shape) -> bool:
    """Whether all rows of a block behind a blank row are notes."""
    rows = (grid.rows[index] for index in range(start, end + 1))
    return all(_is_note(row, shape, is_apart=True) for row in rows)


def _is_note(row: Sequence[Value], shape: Shape, *, is_apart: bool) -> bool:
    """Whether a row at the end is no data. `is_apart`: a blank row stands somewhere above it."""
    kinds = kinds_of(row)
    filled = [column for column, kind in enumerate(kinds) if kind != EMPTY]
    fitting = (NUMERIC, SIGN, WORD_SIGN, DATED, TRUTH, CODE)
    is_said = _NOTE.search(str(row[filled[0]])) is not None
    is_sentence = is_said and _is_cut(row, filled)
    if any(kinds[column] in fitting for column in filled if column in shape.numbers):
        return is_sentence
    if shape.width == 1:
        return is_said
    if is_sentence or (is_said and len(filled) <= max(2, shape.width // 3)):
        return True
    if not shape.numbers:
        return is_apart and len(filled) == 1 and shape.width > 2
    if is_apart:
        return len(filled) <= max(2, shape.width // 2) or _is_cut(row, filled)
    return _is_note_below(row, kinds, filled, shape)


def _is_cut(row: Sequence[Value], filled: Sequence[int]) -> bool:
    """Whether a row is a sentence that its commas have cut."""
    begin_blank = [str(row[column]).startswith(" ") for column in filled[1:]]
    return bool(begin_blank) and all(begin_blank)


def _is_note_below(row: Sequence[Value], kinds: str, filled: Sequence[int], shape: Shape) -> bool:
    """Whether a row directly below others is a note, though it does not say so."""
    if filled == [0]:
        # A name like the others, with cells behind it, may be that of a row that is not known.
        is_name = 0 not in shape.numbers and kinds[0] == TEXT and len(row) >= shape.width
        text = str(row[0])
        return not is_name or len(text) > shape.longest or text.endswith(".")
    is_broken = any(kinds[column] == TEXT for column in filled if column in shape.numbers)
    is_long = any(len(str(row[column])) > 40 for column in filled)
    return is_broken and is_long and len(filled) <= shape.width // 2
