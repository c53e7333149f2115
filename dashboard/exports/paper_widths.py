"""How wide the columns of a printed table are, how large its text is and which way its page lies.

A page cannot be scrolled: every word has to have room in its column. Not for what cells say.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from dashboard.charts.metrics import text_width

# Points. A4 without its margins, standing and lying.
UPRIGHT: Final = 489.0
LYING: Final = 736.0
_PAD: Final = 8.5
# What a column gets at a time while room is shared out.
_STEP: Final = 12.0
# Text of tables, the largest first; smaller than the last is not read with ease on paper.
_SIZES: Final = (9.0, 8.5, 8.0)
# Rows of more lines than this, at most and on the whole, are easier to read on a page that lies.
_MOST_LINES: Final = 9
_MEAN_LINES: Final = 3
# Lines may break at a space and after a hyphen, as typesetters have it.
_PIECES: Final = re.compile(r"[^ \n-]+-?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Widths:
    """Columns in points. `lies` where the page is turned on its side, `squeezed` where even so
    some word is wider than its column.
    """

    columns: tuple[float, ...]
    size: float
    lies: bool
    squeezed: bool = False


def widths(columns: Sequence[Sequence[str]], gap: float = 0.0) -> Widths:
    """For columns given as their texts, heading first, with a gap between each of them: upright
    before lying, large before small.
    """
    gaps = gap * (len(columns) - 1)
    for lies in (False, True):
        room = (LYING if lies else UPRIGHT) - gaps
        for size in _SIZES:
            found = _fitted(columns, size, room)
            if found and (lies or not _is_tall(columns, found, size)):
                return Widths(columns=tuple(found), size=size, lies=lies)
    return _squeezed(columns, LYING - gaps)


def _fitted(columns: Sequence[Sequence[str]], size: float, room: float) -> list[float] | None:
    """None where a word has no room."""
    least = [_least(texts, size) for texts in columns]
    if sum(least) > room:
        return None
    return _shared(least, _all_wished(columns, size), room)


def _all_wished(columns: Sequence[Sequence[str]], size: float) -> list[list[float]]:
    return [_wished(texts, size, is_first=n == 0) for n, texts in enumerate(columns)]


def _wished(texts: Sequence[str], size: float, *, is_first: bool) -> list[float]:
    """What each text is wide on one line; headings and the first column are bold."""
    heading, *cells = texts
    return [
        text_width(heading, size, bold=True) + 1,
        *(text_width(text, size, bold=is_first) + 1 for text in cells),
    ]


def _is_tall(columns: Sequence[Sequence[str]], found: Sequence[float], size: float) -> bool:
    """Whether a page that lies would be much easier to read."""
    rows = zip(*_all_wished(columns, size), strict=True)
    heights = [max(map(_lines, row, found)) for row in rows]
    return max(heights) > _MOST_LINES or sum(heights) > _MEAN_LINES * len(heights)


def _least(texts: Sequence[str], size: float) -> float:
    """What the longest word needs, were it bold."""
    words = {word for text in texts for word in _PIECES.findall(text)}
    return max((text_width(word, size, bold=True) for word in words), default=0.0) + _PAD


def _shared(least: Sequence[float], wished: Sequence[Sequence[float]], room: float) -> list[float]:
    """As wide as wished if there is room, else so that rows become low: step by step, whatever
    column is the tallest of most rows gets more."""
    most = [max(low, *wishes) + _PAD for low, wishes in zip(least, wished, strict=True)]
    found = most if sum(most) <= room else list(least)
    while (spare := room - sum(found)) > 1 and found is not most:
        tallest = _tallest(wished, found)
        if tallest is None:
            break
        found[tallest] += min(_STEP, spare)
    return found


def _tallest(wished: Sequence[Sequence[float]], found: Sequence[float]) -> int | None:
    """The column that most makes rows tall, which a row of twenty lines says louder than two of
    three; None if every row has one line.
    """
    blamed = [0] * len(found)
    for row in zip(*wished, strict=True):
        lines = [_lines(wish, width) for wish, width in zip(row, found, strict=True)]
        most = max(lines)
        for number, count in enumerate(lines):
            blamed[number] += most - 1 if count == most else 0
    return blamed.index(max(blamed)) if any(blamed) else None


def _lines(wish: float, width: float) -> int:
    return max(1, ceil(wish / (width - _PAD)))


def _squeezed(columns: Sequence[Sequence[str]], room: float) -> Widths:
    """Words that are wider than a page are broken: the page is all there is."""
    size = _SIZES[-1]
    least = [_least(texts, size) for texts in columns]
    ratio = room / sum(least)
    shared = tuple(low * ratio for low in least)
    return Widths(columns=shared, size=size, lies=True, squeezed=True)
