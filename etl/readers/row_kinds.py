"""What each cell of a row looks like, one letter a cell, so that rows can be compared.

Only rows near the top and the bottom of a table are looked at this way; the columns themselves
are decided by all of their cells in `column_types`.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from etl.readers.dates import DATE
from etl.readers.model import Value
from etl.readers.number_style import NUMBER, VALID, trimmed_text
from etl.readers.signs import BOOLEANS, is_sign

EMPTY: Final = "."
TEXT: Final = "T"
NUMERIC: Final = "N"
SIGN: Final = "S"
# A sign that may as well be a word, such as `x` or `NA`: in a header it is one.
WORD_SIGN: Final = "W"
DATED: Final = "D"
CODE: Final = "C"
TRUTH: Final = "B"
_NUMBER: Final = re.compile(NUMBER)
_VALID: Final = re.compile(VALID)
_DATE: Final = re.compile(DATE)
_LONGEST: Final = 60
_CODE: Final = re.compile(r"[0-9]+(?:[.\-/:][0-9]+)+")


class BlankRows:
    """Which rows of a grid are blank, asked one by one: most rows of a large one never are."""

    def __init__(self, rows: Sequence[Sequence[Value]]) -> None:
        self._rows = rows
        self._known: dict[int, bool] = {}

    def __contains__(self, index: int) -> bool:
        if index not in self._known:
            is_inside = 0 <= index < len(self._rows)
            self._known[index] = is_inside and is_blank(self._rows[index])
        return self._known[index]


def is_blank(row: Sequence[Value]) -> bool:
    """Whether no cell of a row holds anything but space."""
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in row)


def kinds_of(row: Sequence[Value]) -> str:
    """A letter for each cell."""
    return "".join(map(kind_of, row))


def kind_of(cell: Value) -> str:
    """The letter of one cell."""
    if cell is None:
        return EMPTY
    if isinstance(cell, str):
        return _kind_of_text(cell)
    if isinstance(cell, bool):
        return TRUTH
    return DATED if isinstance(cell, (date, datetime)) else NUMERIC


@lru_cache(maxsize=4096)
def _kind_of_text(cell: str) -> str:
    text = trimmed_text(cell)
    if not text:
        return EMPTY
    if len(text) > _LONGEST:
        return TEXT
    tests = ((NUMERIC, _is_number), (SIGN, is_sign), (DATED, _DATE.match), (CODE, _CODE.fullmatch))
    found = next((letter for letter, fits in tests if fits(text)), TEXT)
    if found == SIGN and text[0].isalpha():
        return WORD_SIGN
    return TRUTH if text.lower() in BOOLEANS else found


def _is_number(text: str) -> bool:
    match = _NUMBER.match(text)
    return match is not None and _VALID.match(match["digits"]) is not None
