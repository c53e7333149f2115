"""Which periods are written under a time axis, and on which of two lines: they never meet."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from dashboard.charts.geometry import SMALL_PANEL, Frame
from dashboard.charts.metrics import text_width
from dashboard.charts.theme import SMALL_SIZE

_AIR: Final = 5.0

# Where a label stands, in pixels, and what it says.
_Place = tuple[float, str]


def fit(places: Sequence[_Place]) -> bool:
    """Whether labels centred on these pixels have air between them."""
    return all(
        other - one >= (text_width(a, SMALL_SIZE) + text_width(b, SMALL_SIZE)) / 2 + _AIR
        for (one, a), (other, b) in pairwise(sorted(places))
    )


def time_ticks(frame: Frame) -> tuple[list[float], list[str]]:
    """Positions and labels; a label on the second line begins with a line break."""
    ticks = sorted(
        (category.position, frame.period_label(category))
        for category in frame.panel.categories
        if category.position is not None and category.label
    )
    places = [(frame.category_pixel(position), label) for position, label in ticks]
    lines = _lines(places, most=1 if frame.width < SMALL_PANEL else 2)
    kept = [index for index in range(len(ticks)) if index in lines]
    return [ticks[i][0] for i in kept], ["\n" * lines[i] + ticks[i][1] for i in kept]


def _lines(places: Sequence[_Place], most: int) -> dict[int, int]:
    """The line of each label that is written: all of them where two lines have room for it.

    Else the last and the first come before the others.
    """
    if not places:
        return {}
    last = len(places) - 1
    even = range(last % 2, last + 1, 2)
    if last % 2 == 0 and not fit(places) and fit([places[i] for i in even]):
        return dict.fromkeys(even, 0)
    if most == 2 and not fit(places) and fit(places[::2]) and fit(places[1::2]):
        return {i: i % 2 for i in range(len(places))}
    written: tuple[list[_Place], list[_Place]] = ([], [])
    lines: dict[int, int] = {}
    for index in dict.fromkeys([last, 0, *range(1, last)]):
        for number, line in enumerate(written[:most]):
            if fit([*line, places[index]]):
                line.append(places[index])
                lines[index] = number
                break
    return lines
