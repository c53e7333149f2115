"""Where each label of a panel stands: the grammar's points turned into wishes for `labels.py`."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from dashboard.charts.geometry import Frame, Width, has_end_name
from dashboard.charts.grammar import Category, Emphasis, Form, Orientation, Point, Series
from dashboard.charts.labels import (
    Box,
    Places,
    Reach,
    Side,
    Wanted,
    place,
    touching,
    without_meeting,
)
from dashboard.charts.metrics import text_width
from dashboard.charts.names import name_boxes
from dashboard.charts.theme import DIAMONDS, TEXT_SIZE

_RADIUS: Final = 5.0
_OWN_RADIUS: Final = 6.5
_HEIGHT: Final = 14.0
# A diamond is so much larger that a dot at the same figure shows inside it.
_AROUND: Final = 1.4


@dataclass(frozen=True, slots=True)
class Far:
    """A label at the end of an interval: `anchor` is where, on the value axis."""

    series: Series
    point: Point
    side: Side
    anchor: float


@dataclass(frozen=True, slots=True)
class Labelled:
    """The sides of all labels of a panel; those at an interval's end are listed apart.

    `short` are those with words for which there is no room: only their figure is written.
    """

    near: Places
    far: tuple[Far, ...]
    short: frozenset[tuple[str, ...]]

    def side(self, series: Series, point: Point) -> Side | None:
        """The side of a label that stands at its mark, None where none does."""
        return self.near.get(_key(series, point))

    def written(self, series: Series, point: Point) -> str:
        return figure_of(point.label) if _key(series, point) in self.short else point.label


def figure_of(label: str) -> str:
    """The figure of a label that has words behind it."""
    return label.split(" ", maxsplit=1)[0]


def radius(frame: Frame, series: Series, point: Point) -> float:
    """Half the size of a mark; one's own is larger, that of the nation's line smaller."""
    is_diamond = (point.mark or series.mark) in DIAMONDS
    if series.emphasis is Emphasis.NATION and not is_diamond:
        return 3.0
    category = next(c for c in frame.panel.categories if c.key == point.category)
    is_own = category.emphasis is Emphasis.OWN
    if series.form is Form.LINE:
        return 4.5 if series.emphasis is Emphasis.OWN else 3.5
    return (_OWN_RADIUS if is_own else _RADIUS) + (_AROUND if is_diamond else 0)


def is_shared(frame: Frame, series: Series, point: Point) -> bool:
    """Whether a larger mark stands at the very same place."""
    own = radius(frame, series, point)
    return any(
        other.category == point.category
        and other.value == point.value
        and radius(frame, one, other) > own
        for one, other in _points(frame)
    )


def _key(series: Series, point: Point) -> tuple[str, ...]:
    return (series.key, point.category, str(point.segment), str(point.value))


def labelled(frame: Frame, width: Width) -> Labelled:
    """Places every label of a panel: words that meet something are left to the hover box."""
    wished = {_key(s, p): (s, p) for s, p in _points(frame) if p.label and s.form is not Form.BARS}
    wants = [_wanted(frame, series, point) for series, point in wished.values()]
    obstacles, area = list(_obstacles(frame, set(wished))), _area(frame)
    lines, names = list(_reference_lines(frame)), list(name_boxes(frame, width))
    sides = place(wants, obstacles, area, lines=lines, texts=names)
    meeting = touching(sides, wants, [*obstacles, *names], area)
    if frame.panel.along is not None:
        # Labels of a scatter are names: half of one is no name, so it is left to the hover box.
        wants, meeting = [want for want in wants if want.key not in meeting], set()
        sides = {want.key: sides[want.key] for want in wants}
    short = frozenset(key for key in meeting if " " in wished[key][1].label)
    if short:
        wants = [_shortened(w, wished[w.key][1]) if w.key in short else w for w in wants]
        sides = place(wants, obstacles, area, lines=lines, texts=names)
    sides = without_meeting(sides, sorted(wants, key=lambda w: _rank(*wished[w.key])))
    far = {key for key, (_, point) in wished.items() if _interval(point)}
    return Labelled(
        near={key: side for key, side in sides.items() if key not in far},
        far=tuple(_far(frame, *wished[key], side) for key, side in sides.items() if key in far),
        short=short,
    )


def _shortened(wanted: Wanted, point: Point) -> Wanted:
    return replace(wanted, width=text_width(figure_of(point.label), TEXT_SIZE, bold=True))


def _rank(series: Series, point: Point) -> tuple[bool, bool]:
    """One's own, and then the ends of a series, are the last to go without a label."""
    ends = (series.points[0], series.points[-1])
    return (series.emphasis is not Emphasis.OWN, not any(point is end for end in ends))


def _points(frame: Frame) -> Iterator[tuple[Series, Point]]:
    for series in frame.panel.series:
        yield from ((series, point) for point in series.points if point.value is not None)


def _category(frame: Frame, point: Point) -> Category:
    return next(c for c in frame.panel.categories if c.key == point.category)


def _interval(point: Point) -> tuple[float, float] | None:
    """The outermost ends of what is drawn around a figure."""
    ends = [e for e in (point.low, point.high, point.bound_low, point.bound_high) if e is not None]
    return (min(ends), max(ends)) if ends else None


def _far(frame: Frame, series: Series, point: Point, side: Side) -> Far:
    ends = _interval(point)
    assert ends is not None
    assert point.value is not None
    rows = frame.orientation is Orientation.ROWS
    upper, lower = (Side.RIGHT, Side.LEFT) if rows else (Side.ABOVE, Side.BELOW)
    anchor = {upper: ends[1], lower: ends[0]}.get(side, point.value)
    return Far(series, point, side, anchor)


def _wanted(frame: Frame, series: Series, point: Point) -> Wanted:
    assert point.value is not None
    x, y = frame.pixel(_category(frame, point), point.value)
    return Wanted(
        key=_key(series, point),
        x=x,
        y=y,
        reach=_reach(frame, series, point),
        width=text_width(point.label, TEXT_SIZE, bold=True),
        height=_HEIGHT,
        sides=_preferred(frame, series, point),
    )


def _reach(frame: Frame, series: Series, point: Point) -> Reach:
    r = radius(frame, series, point)
    ends = _interval(point)
    if ends is None or point.value is None:
        return Reach(r, r, r, r)
    value = frame.value_pixel(point.value)
    first, last = sorted(frame.value_pixel(end) for end in ends)
    before, after = max(value - first, r), max(last - value, r)
    if frame.orientation is Orientation.ROWS:
        return Reach(before, r, after, r)
    return Reach(r, before, r, after)


def _preferred(frame: Frame, series: Series, point: Point) -> tuple[Side, ...]:
    """Outwards in a dumbbell; to the right in rows and in a scatter; above in columns, never over
    a line's name.
    """
    if frame.panel.along is not None:
        return (Side.RIGHT, Side.LEFT, Side.ABOVE, Side.BELOW)
    if frame.orientation is Orientation.COLUMNS:
        sides = (Side.ABOVE, Side.BELOW, Side.RIGHT, Side.LEFT)
        named = has_end_name(frame.panel, series) and point is series.points[-1]
        return tuple(s for s in sides if not (named and s is Side.RIGHT))
    outward = Side.LEFT if frame.panel.connected and _is_least(frame, point) else Side.RIGHT
    inward = Side.RIGHT if outward is Side.LEFT else Side.LEFT
    return (outward, inward, Side.ABOVE, Side.BELOW)


def _is_least(frame: Frame, point: Point) -> bool:
    beside = [p.value for _, p in _points(frame) if p.category == point.category]
    return point.value == min(value for value in beside if value is not None)


def _area(frame: Frame) -> Box:
    """Labels may stand a little outside the plot, but not over row names or the next panel."""
    if frame.orientation is Orientation.ROWS:
        return Box(frame.left - 16, frame.top, frame.left + frame.width + 17,
                   frame.top + frame.height)  # fmt: skip
    return Box(frame.left, frame.top - 6, frame.left + frame.width + frame.end,
               frame.top + frame.height)  # fmt: skip


def _obstacles(frame: Frame, labelled_keys: set[tuple[str, ...]]) -> Iterator[Box]:
    yield from _line_boxes(frame)
    yield from _stroke_boxes(frame)
    yield from _curve_boxes(frame)
    for series, point in _points(frame):
        if _key(series, point) not in labelled_keys and series.form is not Form.BARS:
            yield _wanted(frame, series, point).mark()
    if frame.panel.connected:
        yield from _connector_boxes(frame)


def _reference_lines(frame: Frame) -> Iterator[Box]:
    """The nation's line through rows, as thin as it is drawn."""
    if frame.orientation is Orientation.ROWS:
        for line in frame.panel.lines:
            at = frame.value_pixel(line.value)
            yield Box(at - 1, frame.top, at + 1, frame.top + frame.height)


def _line_boxes(frame: Frame) -> Iterator[Box]:
    """Reference lines and breaks, from one side of the plot to the other."""
    right, bottom = frame.left + frame.width, frame.top + frame.height
    for line in frame.panel.lines:
        at = frame.value_pixel(line.value)
        if frame.orientation is Orientation.ROWS:
            yield Box(at - 5, frame.top, at + 5, bottom)
        else:
            yield Box(frame.left, at - 1, right, at + 1)
    for item in frame.panel.breaks:
        at = frame.category_pixel(item.position)
        yield Box(at - 2, frame.top, at + 2, bottom)


def _curve_boxes(frame: Frame) -> Iterator[Box]:
    """Curves as rows of small boxes, one for each of their points."""
    for curve in frame.panel.curves:
        for along, value in curve.points:
            x, y = frame.category_pixel(along), frame.value_pixel(value)
            yield Box(x - 2, y - 2, x + 2, y + 2)


def _stroke_boxes(frame: Frame) -> Iterator[Box]:
    """Joining lines as rows of small boxes."""
    for series in frame.panel.series:
        if series.form is Form.LINE:
            for one, other in pairwise(series.points):
                if one.segment == other.segment:
                    yield from _stroke(frame, one, other)


def _stroke(frame: Frame, one: Point, other: Point, parts: int = 16) -> Iterator[Box]:
    if one.value is None or other.value is None:
        return
    x1, y1 = frame.pixel(_category(frame, one), one.value)
    x2, y2 = frame.pixel(_category(frame, other), other.value)
    for part in range(1, parts):
        x, y = x1 + (x2 - x1) * part / parts, y1 + (y2 - y1) * part / parts
        yield Box(x - 2.5, y - 2.5, x + 2.5, y + 2.5)


def _connector_boxes(frame: Frame) -> Iterator[Box]:
    for category in frame.panel.categories:
        pixels = [
            frame.pixel(category, p.value)
            for _, p in _points(frame)
            if p.category == category.key and p.value is not None
        ]
        if len(pixels) > 1:
            (x1, y1), (x2, y2) = min(pixels), max(pixels)
            yield Box(x1, min(y1, y2) - 1.5, x2, max(y1, y2) + 1.5)
