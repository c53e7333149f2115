"""The marks of a panel with what they say kept on them, the lines that join them, their labels.

Not for bars: those are in `bars.py`.
"""

from collections.abc import Iterator
from typing import Final

from dashboard.charts.geometry import Frame
from dashboard.charts.grammar import Emphasis, Form, Point, Series, Stacking
from dashboard.charts.labels import GAP, Side
from dashboard.charts.panel_labels import Labelled, is_shared, radius
from dashboard.charts.styles import colour_of, label_style, places_of
from dashboard.charts.svg.bars import bar_labels, bars
from dashboard.charts.svg.said import said
from dashboard.charts.svg.shapes import shape
from dashboard.charts.svg.writing import Anchor, Style, stroke, tag, text_around
from dashboard.charts.theme import CARD, DIAMONDS, EMPHASIS, OPEN_MARKS, TEXT_SIZE

_LABEL_HALF: Final = 7.0


def marks(frame: Frame, labelled: Labelled, stacking: Stacking) -> Iterator[str]:
    """Each series in a group; one's own last, so that it lies on top; diamonds under dots."""
    series = list(enumerate(frame.panel.series))
    series.sort(key=lambda pair: (pair[1].mark not in DIAMONDS, pair[1].emphasis is Emphasis.OWN))
    for index, one in series:
        is_bar = one.form is Form.BARS
        inner = bars(frame, one, stacking) if is_bar else _drawn(frame, one)
        yield tag("g", "".join(inner), data_order=f"{frame.number} {index}")
    for _, one in series:
        is_bar = one.form is Form.BARS
        yield from bar_labels(frame, one, stacking) if is_bar else _near(frame, one, labelled)
    yield from _far(frame, labelled)


def _drawn(frame: Frame, series: Series) -> Iterator[str]:
    if series.form is Form.LINE:
        dash = "3 3" if series.emphasis is Emphasis.NATION else ""
        width = 2.5 if series.emphasis is Emphasis.OWN else 1.5
        for run in _runs(frame, series):
            yield stroke(run, EMPHASIS[series.emphasis], width, dash)
    yield from (_mark(frame, series, point) for point in series.points)


def _runs(frame: Frame, series: Series) -> Iterator[list[tuple[float, float]]]:
    """Points that a line joins: it stops at a gap and where another segment begins."""
    places = places_of(frame)
    run: list[tuple[float, float]] = []
    segment: int | None = None
    for point in series.points:
        if point.value is None or point.segment != segment:
            if len(run) > 1:
                yield run
            run = []
        if point.value is not None:
            run.append(frame.pixel(places[point.category], point.value))
        segment = point.segment
    if len(run) > 1:
        yield run


def _mark(frame: Frame, series: Series, point: Point) -> str:
    """Filled marks have a thin ring in the card's white, which keeps their contrast on a band."""
    attributes = said(frame, series, point)
    if point.value is None:
        return tag("g", **attributes)
    mark, colour = point.mark or series.mark, colour_of(frame, series, point)
    hollow = mark in OPEN_MARKS
    x, y = frame.pixel(places_of(frame)[point.category], point.value)
    return shape(
        mark, x, y, radius(frame, series, point),
        fill=CARD if hollow else colour, stroke=colour if hollow else CARD,
        stroke_width=1.75 if hollow else 1.0, **attributes,
    )  # fmt: skip


def _near(frame: Frame, series: Series, labelled: Labelled) -> Iterator[str]:
    places = places_of(frame)
    for point in series.points:
        side = labelled.side(series, point)
        if side is None or point.value is None:
            continue
        air = GAP * (2 if _is_wide(frame, series, point) else 1)
        r = radius(frame, series, point)
        x, y = frame.pixel(places[point.category], point.value)
        style = _style(frame, series, point)
        yield _beside(labelled.written(series, point), side, (x, y), (r + air, r + GAP / 2), style)


def _is_wide(frame: Frame, series: Series, point: Point) -> bool:
    """Whether the mark, or a larger one around it, reaches beyond its radius."""
    return (point.mark or series.mark) in DIAMONDS or is_shared(frame, series, point)


def _far(frame: Frame, labelled: Labelled) -> Iterator[str]:
    """Labels of figures with an interval stand at its end, not on it, and never on the mark."""
    places = places_of(frame)
    for far in labelled.far:
        series, point = far.series, far.point
        assert point.value is not None
        category = places[point.category]
        (x, y), end = frame.pixel(category, point.value), frame.pixel(category, far.anchor)
        r = radius(frame, series, point)
        across = max(r, abs(end[0] - x)) + GAP
        down = max(r, abs(end[1] - y)) + GAP / 2
        style = _style(frame, series, point)
        yield _beside(labelled.written(series, point), far.side, (x, y), (across, down), style)


def _style(frame: Frame, series: Series, point: Point) -> Style:
    colour, bold = label_style(frame, series, point)
    return Style(TEXT_SIZE, colour, bold=bold)


_ANCHORS: Final[dict[Side, Anchor]] = {Side.LEFT: "end", Side.RIGHT: "start"}
_WAYS: Final[dict[Side, tuple[int, int]]] = {
    Side.LEFT: (-1, 0), Side.RIGHT: (1, 0), Side.ABOVE: (0, -1), Side.BELOW: (0, 1),
}  # fmt: skip


def _beside(
    words: str, side: Side, at: tuple[float, float], away: tuple[float, float], style: Style
) -> str:
    """A label so far from the middle of its mark: across where it stands beside it, else down."""
    across, down = _WAYS[side]
    x, y = at[0] + across * away[0], at[1] + down * (away[1] + _LABEL_HALF)
    return text_around([words], x, y, style, anchor=_ANCHORS.get(side, "middle"))
