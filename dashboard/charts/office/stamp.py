"""Where the word of example data stands in a panel of dots or lines: where it hides nothing.

On the page marks shine through it. Labels lie on top of all in Office, and not every program sees
through letters; so it is written as large as the widest free room allows. Not for bars.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from typing import Final

from dashboard.charts.geometry import Frame
from dashboard.charts.grammar import Form, Orientation, Point, Series
from dashboard.charts.labels import Box, Side
from dashboard.charts.metrics import text_width
from dashboard.charts.office.paint import stamp
from dashboard.charts.office.series import Group, Word
from dashboard.charts.office.surroundings import STAMP, Scene
from dashboard.charts.panel_labels import Labelled, radius
from dashboard.charts.styles import places_of
from dashboard.charts.theme import STAMP_SIZE, TEXT_SIZE

_SIZES: Final = (STAMP_SIZE, 32, 26, 21, 17, 14)
_LINE: Final = 1.2
_STEPS: Final = 8
# Between two marks of a line so many boxes stand for it.
_PARTS: Final = 8
_AIR: Final = 3.0
_LABEL_HEIGHT: Final = 16.0


def add_stamp(group: Group, scene: Scene, placed: Labelled) -> None:
    """In each panel: whoever takes one chart takes the word with it."""
    word = scene.fitted.plan.chart.stamp
    if not word:
        return
    size, box = place(scene.frame, list(taken(scene.frame, placed)), word)
    (left, right), (bottom, top) = scene.x_range, scene.y_range
    frame = scene.frame
    across = ((box.left + box.right) / 2 - frame.left) / frame.width
    up = 1 - ((box.top + box.bottom) / 2 - frame.top) / frame.height
    group.add_words(STAMP.of(scene.language), [
        Word(text=word, x=left + across * (right - left), y=bottom + up * (top - bottom),
             side="ctr", colour=stamp(scene.paint), size=size, bold=True, align="ctr"),
    ])  # fmt: skip


def place(frame: Frame, taken: Sequence[Box], word: str) -> tuple[float, Box]:
    """The largest size that has free room, and the room nearest the middle; else the freest."""
    spots: list[tuple[float, Box]] = []
    for size in _SIZES:
        found = _spots(frame, text_width(word, size, bold=True) + 2 * _AIR, size * _LINE)
        for box in found:
            if not any(map(box.meets, taken)):
                return size, box
        spots = [(size, box) for box in found] or spots
    if not spots:
        return _SIZES[-1], _middle(frame)
    return min(spots, key=lambda spot: sum(map(spot[1].overlap, taken)))


def _middle(frame: Frame) -> Box:
    x, y = frame.left + frame.width / 2, frame.top + frame.height / 2
    return Box(x, y, x, y)


def _spots(frame: Frame, width: float, height: float) -> list[Box]:
    """Boxes all over the plot, those in the middle first; none where the word is wider."""
    across, down = frame.width - width, frame.height - height
    if across < 0 or down < 0:
        return []
    steps = sorted(product(range(_STEPS + 1), range(_STEPS + 1)), key=_from_middle)
    return [
        Box(x, y, x + width, y + height)
        for i, j in steps
        for x, y in [(frame.left + across * i / _STEPS, frame.top + down * j / _STEPS)]
    ]


def _from_middle(step: tuple[int, int]) -> tuple[float, int, int]:
    i, j = step
    return (abs(i - _STEPS / 2) + abs(j - _STEPS / 2), i, j)


def taken(frame: Frame, placed: Labelled) -> Iterator[Box]:
    """Marks with their intervals and labels, and the lines that join them or cross the panel."""
    places = places_of(frame)
    for series in frame.panel.series:
        spots = [
            None if p.value is None else frame.pixel(places[p.category], p.value)
            for p in series.points
        ]
        for point, spot in zip(series.points, spots, strict=True):
            if spot:
                yield from _of_point(frame, series, point, placed)
        if series.form is Form.LINE:
            segments = [point.segment for point in series.points]
            for (one, at), (other, to) in pairwise(zip(segments, spots, strict=True)):
                if one == other and at and to:
                    yield from _joining(at, to)
    if frame.panel.connected:
        yield from _rows(frame)
    for curve in frame.panel.curves:
        for along, value in curve.points:
            yield _around(frame.category_pixel(along), frame.value_pixel(value), 2)
    yield from _crossing(frame)


def _around(x: float, y: float, far: float) -> Box:
    return Box(x - far, y - far, x + far, y + far)


def _of_point(frame: Frame, series: Series, point: Point, placed: Labelled) -> Iterator[Box]:
    category = places_of(frame)[point.category]
    ends = [one for one in (point.value, point.low, point.high, point.bound_low, point.bound_high)
            if one is not None]  # fmt: skip
    reach = radius(frame, series, point)
    (x1, y1), (x2, y2) = (frame.pixel(category, end) for end in (min(ends), max(ends)))
    mark = Box(min(x1, x2) - reach, min(y1, y2) - reach, max(x1, x2) + reach, max(y1, y2) + reach)
    yield mark
    side = placed.side(series, point) or _far_side(placed, point)
    if side:
        width = text_width(placed.written(series, point), TEXT_SIZE, bold=True) + 3 * _AIR
        yield _label(mark, side, width)


def _far_side(placed: Labelled, point: Point) -> Side | None:
    return next((far.side for far in placed.far if far.point is point), None)


def _label(mark: Box, side: Side, width: float) -> Box:
    x, y = (mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2
    half = _LABEL_HEIGHT / 2
    match side:
        case Side.LEFT:
            return Box(mark.left - width, y - half, mark.left, y + half)
        case Side.RIGHT:
            return Box(mark.right, y - half, mark.right + width, y + half)
        case Side.ABOVE:
            return Box(x - width / 2, mark.top - _LABEL_HEIGHT, x + width / 2, mark.top)
        case Side.BELOW:
            return Box(x - width / 2, mark.bottom, x + width / 2, mark.bottom + _LABEL_HEIGHT)


def _joining(at: tuple[float, float], to: tuple[float, float]) -> Iterator[Box]:
    (x1, y1), (x2, y2) = at, to
    for part in range(1, _PARTS):
        share = part / _PARTS
        yield _around(x1 + (x2 - x1) * share, y1 + (y2 - y1) * share, 3)


def _rows(frame: Frame) -> Iterator[Box]:
    """What joins the marks of each row."""
    for category in frame.panel.categories:
        found = [frame.pixel(category, p.value) for s in frame.panel.series for p in s.points
                 if p.category == category.key and p.value is not None]  # fmt: skip
        if found:
            (x1, y1), (x2, y2) = min(found), max(found)
            yield Box(x1, min(y1, y2) - 2, x2, max(y1, y2) + 2)


def _crossing(frame: Frame) -> Iterator[Box]:
    """Reference lines and breaks."""
    right, bottom = frame.left + frame.width, frame.top + frame.height
    for line in frame.panel.lines:
        at = frame.value_pixel(line.value)
        if frame.orientation is Orientation.ROWS:
            yield Box(at - 2, frame.top, at + 2, bottom)
        else:
            yield Box(frame.left, at - 2, right, at + 2)
    for item in frame.panel.breaks:
        at = frame.category_pixel(item.position)
        yield Box(at - 2, frame.top, at + 2, bottom)
