"""Words of an instrument that several of its parts read: codes, days, true or false, spellings."""

import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Final

from etl.sources.keys import EMPTY, Keys
from etl.surveys.answers.spellings import number, tidy

# The column of a role in the answers as they are understood; no item may be called so.
RESERVED: Final = frozenset(
    {"all", "respondent", "region", "organisation", "group", "sex", "term", "input", "input_row"}
)
_CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,99}", re.ASCII)


def code_of(keys: Keys, key: str, *, reserved: Collection[str] = ()) -> str:
    """A code: it becomes part of an address, a file name and an id."""
    word = keys.word(key)
    if word and not _CODE.fullmatch(word):
        keys.fault(key, f"'{word}' is no code: a-z, then a-z, 0-9 and _, at most 100 of them")
    elif word in reserved:
        keys.fault(key, f"'{word}' has a meaning of its own: choose another code")
    return word


def truth(keys: Keys, key: str) -> bool:
    value = keys.any(key)
    if not isinstance(value, bool):
        keys.fault(key, "is missing: true or false" if value is None else "must be true or false")
    return value is True


def day(keys: Keys, key: str) -> date | None:
    """A day as TOML writes it, without quotes: `closed = 2024-05-31`."""
    value = keys.any(key)
    if type(value) is date:
        return value
    if value == "":
        keys.faults.add((*keys.path, key), "says nothing: fill it in", EMPTY)
        return None
    keys.fault(key, "is missing: a day" if value is None else "must be a day, as 2024-05-31")
    return None


def day_or_none(keys: Keys, key: str) -> date | None:
    if key in keys:
        return day(keys, key)
    keys.any(key)
    return None


def normal_spelling(cell: str) -> str:
    """What spellings of the same cell share: spaces, accents put together, 4 for 4.0 and 4,0.

    Small and capital letters differ here, since an export may tell answers apart by them.
    """
    value = number(cell)
    return tidy(cell) if value is None else f"{Decimal(value):f}"


def twice(words: Collection[str]) -> list[str]:
    """Those that stand there more than once, in their order."""
    listed = list(words)
    return list(dict.fromkeys(word for word in listed if listed.count(word) > 1))
