"""The table of a view that has no chart, as SVG: as many rows as its room has, and how many more
there are.

A table in a picture is for showing; who wants to read it all takes a file that holds it all.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import sqrt
from typing import Final

from dashboard.charts.metrics import text_width
from dashboard.charts.svg.breaking import SOFT_HYPHEN, least_width, lines_in
from dashboard.charts.svg.writing import Style, box, stroke, tag, text
from dashboard.charts.theme import HAIRLINE, INK, OWN, OWN_ROW, REGION, SMALL_SIZE, SOFT, TEXT_SIZE

_GAP: Final = 14.0
_AIR: Final = 5.0
_LINE: Final = 17.0
# A word wider than this is cut rather than kept whole.
_LONGEST: Final = 130.0
_HEADER: Final = Style(SMALL_SIZE, SOFT, bold=True)
_MORE: Final = Style(TEXT_SIZE, INK, bold=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Texts in rows and columns; `numbers` are the columns that are ranged right, `own` the rows
    of one's own region."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int]
    own: frozenset[int]


def table_drawn(
    grid: Grid, width: float, height: float, scale: float, more: Callable[[int], str]
) -> tuple[str, float]:
    """What is drawn, and how high it is; `more` says how many rows are left out."""
    scale = min(scale, width / _least_width(grid))
    columns = _columns(grid, width / scale)
    drawn, top = _row(grid, columns, grid.header, 0.0, _HEADER)
    drawn.append(stroke([(0, top), (width / scale, top)], REGION, 1))
    left_out = len(grid.rows)
    for index, row in enumerate(grid.rows):
        own = index in grid.own
        style = Style(TEXT_SIZE, OWN if own else INK, bold=own)
        cells, bottom = _row(grid, columns, row, top, style)
        # The last line is kept for saying how many there are more.
        if bottom > height / scale - (0 if left_out == 1 else _LINE + 2 * _AIR):
            break
        ground = [box(0, top, width / scale, bottom, OWN_ROW)] if own else []
        drawn += [*ground, *cells, stroke([(0, bottom), (width / scale, bottom)], HAIRLINE, 1)]
        left_out, top = left_out - 1, bottom
    if left_out:
        drawn.append(text([more(left_out)], 0, top + _AIR, _MORE))
        top += _LINE + 2 * _AIR
    return tag("g", "".join(drawn), transform=f"scale({scale:.5f})"), top * scale


def _columns(grid: Grid, width: float) -> list[tuple[float, float]]:
    """Left and right side of each column: its longest word, and a share of what is left."""
    floors = _floors(grid)
    wishes = [_wish(grid, at) - floor for at, floor in enumerate(floors)]
    room = width - _GAP * (len(wishes) - 1) - sum(floors)
    widths = [floor + more for floor, more in zip(floors, _shared(wishes, room), strict=True)]
    lefts = accumulate((wide + _GAP for wide in widths), initial=0.0)
    return [(left, left + wide) for left, wide in zip(lefts, widths, strict=False)]


def _least_width(grid: Grid) -> float:
    return sum(_floors(grid)) + _GAP * (len(grid.header) - 1)


def _floors(grid: Grid) -> list[float]:
    return [
        min(_LONGEST, max(least_width(words, TEXT_SIZE, bold=True) for words in _words(grid, at)))
        for at in range(len(grid.header))
    ]


def _words(grid: Grid, at: int) -> Iterator[str]:
    yield grid.header[at]
    yield from (row[at] for row in grid.rows)


def _shared(wishes: Sequence[float], room: float) -> list[float]:
    """What each column would like where there is room for it; those of long texts share the rest,
    the longer the more, but not so much that the shorter stand on end."""
    shares = list(wishes)
    weights = [sqrt(wish) + 1 for wish in wishes]
    rest = sum(weights)
    for at in sorted(range(len(wishes)), key=lambda at: wishes[at]):
        shares[at] = min(wishes[at], room * weights[at] / rest)
        room, rest = room - shares[at], rest - weights[at]
    return [share + room / len(wishes) for share in shares]


def _wish(grid: Grid, at: int) -> float:
    texts = (words.replace(SOFT_HYPHEN, "") for words in _words(grid, at))
    return max(text_width(words, TEXT_SIZE, bold=True) for words in texts) + 1


def _row(
    grid: Grid,
    columns: Sequence[tuple[float, float]],
    row: Sequence[str],
    top: float,
    style: Style,
) -> tuple[list[str], float]:
    drawn, most = [], 1
    for at, ((left, right), words) in enumerate(zip(columns, row, strict=True)):
        lines = lines_in(words, right - left, style.size, bold=style.bold)
        most = max(most, len(lines))
        if at in grid.numbers:
            drawn.append(text(lines, right, top + _AIR, style, anchor="end"))
        else:
            drawn.append(text(lines, left, top + _AIR, style))
    return drawn, top + most * style.line_height + 2 * _AIR
