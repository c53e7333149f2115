"""The signs that stand for words beside and instead of numbers, their key, and how they are said.

Not for writing numbers: that is `numbers.py`, which uses these.
"""

import re
from collections.abc import Iterable
from typing import Final

from warehouse.members import QUALIFIERS, STATUSES
from warehouse.text import Language, Text

HARD_SPACE: Final = "\u00a0"
MINUS: Final = "\u2212"
EN_DASH: Final = "–"
TO: Final = Text(f"{HARD_SPACE}till{HARD_SPACE}", f"{HARD_SPACE}to{HARD_SPACE}")

QUALIFIER_SIGNS: Final[dict[str, str]] = {
    "exact": "", "about": "≈", "at_least": "≥", "at_most": "≤",
}  # fmt: skip

STATUS_SIGNS: Final[dict[str, str]] = {
    "suppressed": "U", "missing": "..", "not_asked": ".", "not_applicable": ".",
}  # fmt: skip
ZERO_SIGN: Final = EN_DASH

_WORDS: Final[dict[str, Text]] = {
    STATUS_SIGNS["suppressed"]: STATUSES["suppressed"],
    STATUS_SIGNS["missing"]: STATUSES["missing"],
    STATUS_SIGNS["not_asked"]: Text(
        f"{STATUSES['not_asked'].sv} eller {STATUSES['not_applicable'].sv}",
        f"{STATUSES['not_asked'].en} or {STATUSES['not_applicable'].en}",
    ),
    ZERO_SIGN: Text("exakt noll", "exactly zero"),
    **{sign: QUALIFIERS[word] for word, sign in QUALIFIER_SIGNS.items() if sign},
}


def signs_used(texts: Iterable[str], language: Language) -> tuple[tuple[str, str], ...]:
    """The key to the signs that these cells and labels carry: pairs of sign and words."""
    seen = {sign for text in texts if (sign := _sign_of(text))}
    return tuple((sign, words.of(language)) for sign, words in _WORDS.items() if sign in seen)


def _sign_of(text: str) -> str | None:
    """A sign for a status stands alone; a sign for a qualifier stands before a number."""
    if text in _WORDS:
        return text
    return text[:1] if text[:1] in _QUALIFIERS_USED else None


_QUALIFIERS_USED: Final = frozenset(QUALIFIER_SIGNS.values()) - {""}

_SPOKEN: Final[tuple[tuple[str, Text], ...]] = (
    (MINUS, Text("minus ", "minus ")),
    ("≈", Text("cirka ", "about ")),
    ("≥", Text("minst ", "at least ")),
    ("≤", Text("högst ", "at most ")),
)


def spoken(text: str, language: Language) -> str:
    """For text alternatives: many screen readers say "11 700" as two numbers."""
    text = re.sub(r"(?<=\d)\u00a0(?=\d{3}(?!\d))", "", text)
    text = re.sub(r"(?<=\d)–(?=\d)", TO.of(language), text)
    text = re.sub(r"\u00a0?%", Text(" procent", " percent").of(language), text)
    for sign, words in _SPOKEN:
        text = text.replace(sign, words.of(language))
    return text.replace(HARD_SPACE, " ")
