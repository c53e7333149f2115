"""The grid of a panel and what is written along its axes."""

from collections.abc import Iterator, Sequence
from typing import Final

from dashboard.charts.geometry import Frame, Plan, share_values
from dashboard.charts.grammar import Orientation, Stacking, Tick, ValueAxis
from dashboard.charts.plan import category_tick_lines
from dashboard.charts.svg.writing import Style, stroke, text, text_around
from dashboard.charts.theme import HAIRLINE, REGION, SMALL_SIZE, SOFT
from dashboard.charts.ticks import fit, time_ticks

_STYLE: Final = Style(SMALL_SIZE, SOFT)
_UNDER_ROWS: Final = 4.0
_UNDER_COLUMNS: Final = 8.0
_BESIDE: Final = 6.0
DOTTED: Final = "3 3"


def grid(plan: Plan, frame: Frame) -> Iterator[str]:
    for tick in frame.panel.axis.ticks:
        yield stroke(across(frame, tick.value), HAIRLINE, 1)
    if frame.orientation is Orientation.ROWS:
        for category in frame.panel.categories:
            at = frame.category_pixel(frame.along(category))
            yield stroke([(frame.left, at), (frame.left + frame.width, at)], HAIRLINE, 1, DOTTED)
    if plan.chart.stacking is Stacking.DIVERGING:
        # From which both sides of a stack are read.
        yield stroke(across(frame, 0.0), REGION, 1)


def across(frame: Frame, value: float, above: float = 0.0) -> list[tuple[float, float]]:
    """The ends of the line at a value, through the whole panel and `above` it."""
    at = frame.value_pixel(value)
    if frame.orientation is Orientation.ROWS:
        return [(at, frame.top + frame.height), (at, frame.top - above)]
    return [(frame.left, at), (frame.left + frame.width, at)]


def tick_labels(plan: Plan, frame: Frame) -> Iterator[str]:
    if frame.orientation is Orientation.ROWS:
        yield from _under(frame, frame.panel.axis, _UNDER_ROWS)
        return
    if frame.column == 0 or not share_values([other.panel for other in plan.frames]):
        for tick in frame.panel.axis.ticks:
            at = frame.value_pixel(tick.value)
            yield text_around([tick.label], frame.left - _BESIDE, at, _STYLE, anchor="end")
    if frame.panel.along is not None:
        yield from _under(frame, frame.panel.along, _UNDER_COLUMNS)
    else:
        yield from _categories(frame)


def _under(frame: Frame, axis: ValueAxis, down: float) -> Iterator[str]:
    is_value = axis is frame.panel.axis
    places = [
        (frame.value_pixel(t.value) if is_value else frame.category_pixel(t.value), t)
        for t in axis.ticks
    ]
    for at, tick in _fitting(places):
        yield text([tick.label], at, frame.top + frame.height + down, _STYLE, anchor="middle")


def _fitting(places: Sequence[tuple[float, Tick]]) -> Sequence[tuple[float, Tick]]:
    """All figures where they fit beside each other, else every second."""
    return places if fit([(at, tick.label) for at, tick in places]) else places[::2]


def _categories(frame: Frame) -> Iterator[str]:
    """Periods, or the names of columns."""
    top = frame.top + frame.height + _UNDER_COLUMNS
    for position, lines in _named(frame):
        # A period on the second line begins with a line that is empty.
        down = _STYLE.line_height * (0 if lines[0] else 1)
        kept = [line for line in lines if line]
        yield text(kept, frame.category_pixel(position), top + down, _STYLE, anchor="middle")


def _named(frame: Frame) -> Iterator[tuple[float, list[str]]]:
    if frame.is_time:
        for position, label in zip(*time_ticks(frame), strict=True):
            yield position, label.split("\n")
    else:
        yield from ((float(i), lines) for i, lines in enumerate(category_tick_lines(frame)))
