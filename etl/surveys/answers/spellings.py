"""What a cell stands for, by the spellings that an instrument declares.

A declared spelling goes before a sign of a missing answer. Spaces and composed letters make no
difference, capitals none where only one meaning is left, and 4, 4.0 and 4,0 are one number. What
is not declared is UNKNOWN, never guessed.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, Protocol

import polars as pl

MISSING: Final = -1
UNKNOWN: Final = -2
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,15}(?:[.,][0-9]{1,15})?")


class Meaning(Protocol):
    """Cell → a code from 0 up, MISSING or UNKNOWN; an empty cell is ""."""

    def code(self, cell: str) -> int: ...


def tidy(cell: str) -> str:
    """As cells are compared: composed letters, one space for spaces of every kind, no marks."""
    plain = cell.replace("\ufeff", "").replace("\u200b", "")
    return unicodedata.normalize("NFC", " ".join(plain.split()))


def folded(cell: str) -> str:
    return tidy(cell).casefold()


def number(cell: str) -> str | None:
    """A number in one way of writing; None where the cell is none."""
    plain = tidy(cell).replace("\u2212", "-")
    if not _NUMBER.fullmatch(plain):
        return None
    value = Decimal(plain.replace(",", "."))
    return str(value.normalize()) if value else "0"


_Fold = Callable[[str], str | None]
# The nearest way of comparing that finds exactly one meaning decides.
_WAYS: Final[tuple[_Fold, ...]] = (str, tidy, folded, number)


class Spellings:
    """The declared spellings of one column; `missing` are the platform's signs of no answer."""

    def __init__(self, spellings: Mapping[str, int], missing: Collection[str]) -> None:
        self._levels = [(way, _unambiguous(spellings, way)) for way in _WAYS]
        self._missing = {"", *missing}

    def code(self, cell: str) -> int:
        for way, known in self._levels:
            key = way(cell)
            if key is not None and key in known:
                return known[key]
        return MISSING if tidy(cell) in self._missing else UNKNOWN


def _unambiguous(spellings: Mapping[str, int], way: _Fold) -> dict[str, int]:
    found: dict[str, set[int]] = {}
    for cell, code in spellings.items():
        key = way(cell)
        if key is not None:
            found.setdefault(key, set()).add(code)
    return {key: next(iter(codes)) for key, codes in found.items() if len(codes) == 1}


@dataclass(slots=True)
class Coder:
    """What is known so far of the texts of a column: each is worked out once."""

    meaning: Meaning
    known: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.known[""] = self.meaning.code("")

    def codes(self, text: pl.Series) -> pl.Series:
        """Int16: a code, MISSING or UNKNOWN for each cell."""
        return all_codes([(self, text)])[0]

    def learn(self, texts: pl.Series) -> bool:
        """What stays UNKNOWN is not kept: in a column of open text that would be every cell."""
        found = {cell: self.meaning.code(cell) for cell in texts.unique()}
        found = {cell: code for cell, code in found.items() if code != UNKNOWN}
        self.known |= found
        return bool(found)


def all_codes(columns: Sequence[tuple[Coder, pl.Series]]) -> list[pl.Series]:
    """The codes of several columns at once, which polars works out side by side."""
    texts = [text.fill_null("") for _, text in columns]
    codes = _mapped([coder for coder, _ in columns], texts)
    for place, (coder, _) in enumerate(columns):
        is_unknown = codes[place] == UNKNOWN
        if is_unknown.any() and coder.learn(texts[place].filter(is_unknown)):
            codes[place] = _mapped([coder], [texts[place]])[0]
    return codes


def _mapped(coders: Sequence[Coder], texts: Sequence[pl.Series]) -> list[pl.Series]:
    frame = pl.DataFrame({str(place): text for place, text in enumerate(texts)})
    return frame.select(
        pl.col(str(place)).replace_strict(coder.known, default=UNKNOWN, return_dtype=pl.Int16)
        for place, coder in enumerate(coders)
    ).get_columns()
