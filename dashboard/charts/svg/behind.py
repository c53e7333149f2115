"""What lies behind and across the marks of a panel: one's own row, bands, lines, breaks, curves,
worst and best case, intervals and what joins a dumbbell.
"""

from collections.abc import Iterator
from typing import Final

from dashboard.charts.geometry import Frame, is_own
from dashboard.charts.grammar import Category, Curve, Orientation, Point, Series
from dashboard.charts.strips import strip_labels
from dashboard.charts.styles import colour_of, places_of
from dashboard.charts.svg.axes import DOTTED, across
from dashboard.charts.svg.writing import box, stroke, tag
from dashboard.charts.theme import (
    BAND,
    BOUND,
    EMPHASIS,
    GUIDE,
    OWN,
    OWN_ROW,
    SOFT,
    WARNING,
)

_ROW_SHARE: Final = 0.44
_OVERHANG: Final = 10


def under_grid(frame: Frame) -> Iterator[str]:
    yield from _own_rows(frame)
    yield from _bands(frame)
    yield from reference_lines(frame, hidden=False)
    yield from _breaks(frame)


def under_marks(frame: Frame) -> Iterator[str]:
    yield from _curves(frame)
    yield from _bounds(frame)
    yield from _intervals(frame)
    yield from _connectors(frame)


def _own_rows(frame: Frame) -> Iterator[str]:
    if frame.orientation is Orientation.COLUMNS or frame.panel.bands:
        return
    for index, category in enumerate(frame.panel.categories):
        if is_own(category):
            top, bottom = (frame.category_pixel(index + d) for d in (-_ROW_SHARE, _ROW_SHARE))
            right = frame.left + frame.width + _OVERHANG
            yield box(frame.left - _OVERHANG, top, right, bottom, OWN_ROW)


def _bands(frame: Frame) -> Iterator[str]:
    right, bottom = frame.left + frame.width, frame.top + frame.height
    for band in frame.panel.bands:
        first, last = sorted((frame.value_pixel(band.low), frame.value_pixel(band.high)))
        if frame.orientation is Orientation.ROWS:
            first, last = max(first, frame.left), min(last, right)
            yield box(first, frame.top, last, bottom, BAND)
        else:
            first, last = max(first, frame.top), min(last, bottom)
            yield box(frame.left, first, right, last, BAND)


def reference_lines(frame: Frame, *, hidden: bool) -> Iterator[str]:
    """Those that a line of the grid would hide go on top, the others under the marks."""
    above = {label.index: label.bottom for label in strip_labels(frame) if label.kind == "line"}
    for index, line in enumerate(frame.panel.lines):
        if _lies_on_grid(frame, line.value) is hidden:
            ends = across(frame, line.value, above.get(index, 0.0))
            yield stroke(ends, EMPHASIS[line.emphasis], 1.5, DOTTED)


def _lies_on_grid(frame: Frame, value: float) -> bool:
    pixel = frame.value_pixel(value)
    return any(abs(frame.value_pixel(t.value) - pixel) < 2 for t in frame.panel.axis.ticks)


def _breaks(frame: Frame) -> Iterator[str]:
    tops = {label.index: label.top for label in strip_labels(frame) if label.kind == "break"}
    for index, item in enumerate(frame.panel.breaks):
        at = frame.category_pixel(item.position)
        top = frame.top - tops.get(index, 0.0)
        yield stroke([(at, frame.top + frame.height), (at, top)], WARNING, 1.25, "4 3")


def _points(frame: Frame) -> Iterator[tuple[Series, Point]]:
    return ((series, point) for series in frame.panel.series for point in series.points)


def _between(
    frame: Frame, category: Category, low: float, high: float
) -> list[tuple[float, float]]:
    return [frame.pixel(category, low), frame.pixel(category, high)]


def _bounds(frame: Frame) -> Iterator[str]:
    """Worst and best case, as a wide pale stroke under the mark."""
    places = places_of(frame)
    for _, p in _points(frame):
        if p.bound_low is not None and p.bound_high is not None:
            ends = _between(frame, places[p.category], p.bound_low, p.bound_high)
            yield stroke(ends, BOUND, 7)


def _intervals(frame: Frame) -> Iterator[str]:
    """The named interval of each figure, in the colour of its mark."""
    places = places_of(frame)
    for series, p in _points(frame):
        if p.value is not None and p.low is not None and p.high is not None:
            ends = _between(frame, places[p.category], p.low, p.high)
            yield stroke(ends, colour_of(frame, series, p), 1.75)


def _connectors(frame: Frame) -> Iterator[str]:
    if not frame.panel.connected:
        return
    for category in sorted(frame.panel.categories, key=is_own):
        values = [
            p.value for _, p in _points(frame) if p.category == category.key and p.value is not None
        ]
        if len(values) > 1:
            colour = OWN if is_own(category) else GUIDE
            yield stroke(_between(frame, category, min(values), max(values)), colour, 3)


def _curves(frame: Frame) -> Iterator[str]:
    """Limits that bend, cut where they leave the plot."""
    if not frame.panel.curves:
        return
    name = f"plot-{frame.number}"
    right, bottom = frame.left + frame.width, frame.top + frame.height
    yield tag("clipPath", box(frame.left, frame.top, right, bottom, "none"), id=name)
    drawn = "".join(_curve(frame, curve) for curve in frame.panel.curves)
    yield tag("g", drawn, clip_path=f"url(#{name})")


def _curve(frame: Frame, curve: Curve) -> str:
    points = [(frame.category_pixel(at), frame.value_pixel(value)) for at, value in curve.points]
    return stroke(points, SOFT, 1.25, "6 4" if curve.dashed else "")
