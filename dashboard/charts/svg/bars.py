"""Bars: alone, stacked, or stacked on both sides of zero, with their labels.

The labels of stacked bars stand inside where they fit, those of others at the end of their bar.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dashboard.charts.bars import bar_colour, fits, leaves_panel
from dashboard.charts.geometry import Frame
from dashboard.charts.grammar import Form, Orientation, Point, Series, Stacking
from dashboard.charts.panel_labels import figure_of
from dashboard.charts.rows import BAR_HEIGHT
from dashboard.charts.stacks import starts
from dashboard.charts.styles import label_style, places_of
from dashboard.charts.svg.said import said
from dashboard.charts.svg.writing import Anchor, Style, tag, text_around
from dashboard.charts.theme import CARD, TEXT_SIZE, text_on

_WIDEST: Final = 96
_LEAST_AIR: Final = 0.36
# Between the bars of one category.
_AIR_BETWEEN: Final = 0.08
_LABEL_AIR: Final = 5.0
_EDGE: Final = 1.5


@dataclass(frozen=True, slots=True)
class _Bar:
    """From where to where a bar goes on the value axis, and across: all in pixels."""

    point: Point
    start: float
    end: float
    first: float
    last: float


def bars(frame: Frame, series: Series, stacking: Stacking) -> Iterator[str]:
    places = {id(bar.point): bar for bar in _placed(frame, series, stacking)}
    for point in series.points:
        bar = places.get(id(point))
        yield _drawn(frame, series, bar) if bar else tag("g", **said(frame, series, point))


def _drawn(frame: Frame, series: Series, bar: _Bar) -> str:
    low, high = sorted((bar.start, bar.end))
    attributes: dict[str, str | float] = {
        "fill": bar_colour(frame, series, bar.point), "stroke": CARD, "stroke_width": _EDGE,
        **said(frame, series, bar.point),
    }  # fmt: skip
    thick = bar.last - bar.first
    if frame.orientation is Orientation.ROWS:
        return tag("rect", x=low, y=bar.first, width=high - low, height=thick, **attributes)
    return tag("rect", x=bar.first, y=low, width=thick, height=high - low, **attributes)


def _placed(frame: Frame, series: Series, stacking: Stacking) -> Iterator[_Bar]:
    begins = _starts(frame, stacking)
    thick, shift = _across(frame, series, stacking)
    categories = places_of(frame)
    for point in series.points:
        if point.value is None:
            continue
        start = begins.get((series.key, point.category), 0.0)
        middle = frame.category_pixel(frame.along(categories[point.category])) + shift
        yield _Bar(
            point, frame.value_pixel(start), frame.value_pixel(start + point.value),
            middle - thick / 2, middle + thick / 2,
        )  # fmt: skip


def _starts(frame: Frame, stacking: Stacking) -> dict[tuple[str, str], float]:
    """The value at which each bar begins; where none is named it is zero."""
    if stacking is Stacking.DIVERGING:
        return dict(starts(frame.panel))
    if stacking is Stacking.NONE:
        return {}
    found: dict[tuple[str, str], float] = {}
    ends: dict[str, float] = {}
    for series in frame.panel.series:
        for point in series.points:
            begin = ends.get(point.category, 0.0)
            found[series.key, point.category] = begin
            ends[point.category] = begin + (point.value or 0.0)
    return found


def _across(frame: Frame, series: Series, stacking: Stacking) -> tuple[float, float]:
    """How thick a bar is, and how far its middle lies from that of its category."""
    if stacking is Stacking.DIVERGING:
        return BAR_HEIGHT, 0.0
    rows = frame.orientation is Orientation.ROWS
    place = (frame.height if rows else frame.width) / max(len(frame.panel.categories), 1)
    room = place * (1 - max(_LEAST_AIR, 1 - _WIDEST / place))
    if stacking is Stacking.STACKED:
        return room * (1 - _AIR_BETWEEN), 0.0
    beside = [one.key for one in frame.panel.series if one.form is Form.BARS]
    each = room / len(beside)
    return each * (1 - _AIR_BETWEEN), each * (beside.index(series.key) + 0.5) - room / 2


def bar_labels(frame: Frame, series: Series, stacking: Stacking) -> Iterator[str]:
    stacked = stacking is not Stacking.NONE
    for bar in _placed(frame, series, stacking):
        words = _words(frame, bar.point, stacked=stacked)
        if words:
            yield _label(frame, series, bar, words, stacked=stacked)


def _words(frame: Frame, point: Point, *, stacked: bool) -> str:
    """Within a stack a label stands where it fits, else only its figure, else the table has it."""
    if not stacked:
        return point.label
    tried = (point.label, figure_of(point.label))
    return next((words for words in tried if fits(frame, point, words)), "")


def _label(frame: Frame, series: Series, bar: _Bar, words: str, *, stacked: bool) -> str:
    inside = stacked or leaves_panel(frame, bar.point)
    colour, bold = label_style(frame, series, bar.point)
    if inside:
        colour = text_on(bar_colour(frame, series, bar.point))
    along, side = _spot(bar, stacked=stacked, inside=inside)
    middle = (bar.first + bar.last) / 2
    style = Style(TEXT_SIZE, colour, bold=bold)
    if frame.orientation is Orientation.ROWS:
        anchors: dict[int, Anchor] = {-1: "end", 0: "middle", 1: "start"}
        return text_around([words], along, middle, style, anchor=anchors[side])
    return text_around([words], middle, along + 7 * side, style, anchor="middle")


def _spot(bar: _Bar, *, stacked: bool, inside: bool) -> tuple[float, int]:
    """Where along the axis a label stands, and to which side it goes on from there."""
    if stacked:
        return (bar.start + bar.end) / 2, 0
    outward = -1 if bar.end < bar.start else 1
    if inside:
        return bar.end - outward * _LABEL_AIR, -outward
    return bar.end + outward * _LABEL_AIR, outward
