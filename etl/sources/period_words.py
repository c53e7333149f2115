"""How files write periods that mean one period only, in the code that is stored.

Not for words that need a decision (`2024-12-31`, "läsår 24/25 prel."): a declaration says those.
"""

import re
from collections.abc import Callable
from typing import Final

from warehouse.period import UnparseablePeriod, parse_period

_YEAR: Final = r"((?:19|20)\d\d)"
_TERMS: Final = {"v": "VT", "h": "HT"}

_FORMS: Final[tuple[tuple[str, Callable[[re.Match[str]], str]], ...]] = (
    (rf"(v|h)(?:t|årterminen|årtermin|östterminen|östtermin)\.?\s*{_YEAR}",
     lambda m: f"{_TERMS[m[1].lower()]}{m[2]}"),
    (rf"{_YEAR}\s*(v|h)t", lambda m: f"{_TERMS[m[2].lower()]}{m[1]}"),
    (rf"(?:läsåret|läsår|la)\.?\s*{_YEAR}\s*[/–-]\s*(?:19|20)?(\d\d)", lambda m: f"{m[1]}/{m[2]}"),
    (rf"{_YEAR}/(?:19|20)?(\d\d)", lambda m: f"{m[1]}/{m[2]}"),
    (rf"{_YEAR}\s*[–-]\s*{_YEAR}", lambda m: f"{m[1]}-{m[2]}"),
    (rf"{_YEAR}M(\d\d)", lambda m: f"{m[1]}-{m[2]}..{m[2]}"),
    (rf"{_YEAR}\s?[KQ]([1-4])", lambda m: f"{m[1]}-{_quarter(int(m[2]))}"),
)  # fmt: skip


def _quarter(number: int) -> str:
    return f"{3 * number - 2:02}..{3 * number:02}"


def period_code(written: str) -> str:
    """The stored code of a period; raises UnparseablePeriod."""
    text = " ".join(written.split())
    try:
        return parse_period(text).code
    except UnparseablePeriod:
        for pattern, code in _FORMS:
            match = re.fullmatch(pattern, text, re.IGNORECASE)
            if match:
                return parse_period(code(match)).code
        raise
