"""How evenly a delimiter cuts the lines of a text; which one it is decides `dialect`."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from etl.readers.tokens import Dialect, leniently

NAMES: Final = {"\t": "tab", " ": "space", None: "none"}
_WEIGHED_ROWS: Final = 400
# A cell that holds another delimiter, other than as punctuation: "a;b", "a,b", "a|b" or a tab,
# but neither "a, b" nor "1,5".
_OTHERS: Final = {
    ";": re.compile(r";(?=\S)"),
    ",": re.compile(r"(?<!\d),(?=\S)|,(?=[^\d\s])"),
    "\t": re.compile(r"\t"),
    "|": re.compile(r"\|"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """How well a delimiter cuts the sample: `even` and `clean` are shares from 0 to 1."""

    delimiter: str
    width: int
    agreeing: int
    records: int
    even: float
    clean: float

    @property
    def total(self) -> float:
        return self.even * self.clean

    def __str__(self) -> str:
        return (
            f"{name_of(self.delimiter)}: {self.agreeing} of {self.records} records have"
            f" {self.width} cells, {self.clean:.0%} of the cells hold no other delimiter"
        )


def name_of(delimiter: str | None) -> str:
    return NAMES.get(delimiter) or f"'{delimiter}'"


def weights(lines: Sequence[str], base: Dialect, delimiters: Iterable[str]) -> list[Weight]:
    text = "".join(lines)
    found = [
        _weight(leniently(lines, with_delimiter(base, delimiter)), delimiter)
        for delimiter in delimiters
        if delimiter in text
    ]
    return sorted((w for w in found if w), key=lambda weight: weight.total, reverse=True)


def with_delimiter(base: Dialect, delimiter: str) -> Dialect:
    return Dialect(delimiter=delimiter, quote=base.quote, escape=base.escape)


def _weight(rows: Sequence[Sequence[str]], delimiter: str) -> Weight | None:
    """None where the delimiter separates nothing.

    Titles and footers stand before the first and behind the last record of the usual width.
    """
    filled = [row for row in rows if any(row)]
    widths = [len(row) for row in filled]
    counts = Counter(width for width in widths if width > 1)
    if not counts:
        return None
    width = max(counts, key=lambda each: (counts[each], each))
    first, last = widths.index(width), len(widths) - widths[::-1].index(width)
    agreeing = [row for row in filled[first:last] if len(row) == width]
    return Weight(
        delimiter=delimiter,
        width=width,
        agreeing=len(agreeing),
        records=last - first,
        even=len(agreeing) / (last - first) * _known(len(agreeing), len(filled)),
        clean=_clean(agreeing[:_WEIGHED_ROWS], delimiter),
    )


def _known(agreeing: int, filled: int) -> float:
    """A few even records among many others are an accident."""
    return min(1.0, (5 if filled > 10 else 2.5) * agreeing / filled)


def _clean(rows: Sequence[Sequence[str]], delimiter: str) -> float:
    others = [pattern for other, pattern in _OTHERS.items() if other != delimiter]
    cells = [cell for row in rows for cell in row if cell]
    bad = sum(1 for cell in cells if any(pattern.search(cell) for pattern in others))
    return 1 - bad / len(cells) if cells else 1.0
