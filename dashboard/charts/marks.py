"""The marks of a panel as Plotly traces, with what they say kept beside them.

Not for axes, lines, bands and titles: those are in `furniture.py`.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from dashboard.charts.bars import bars
from dashboard.charts.geometry import Frame
from dashboard.charts.grammar import Emphasis, Form, Mark, Point, Series, Stacking
from dashboard.charts.labels import Side
from dashboard.charts.panel_labels import Labelled, is_shared, radius
from dashboard.charts.strokes import bounds, connectors, curves, intervals
from dashboard.charts.styles import (
    Json,
    axes_of,
    colour_of,
    hover,
    label_style,
    places_of,
    said,
    styled,
    xy,
)
from dashboard.charts.theme import CARD, DIAMONDS, EMPHASIS, INK, OPEN_MARKS, TEXT_SIZE

_SYMBOLS: Final[dict[Mark, str]] = {
    Mark.DOT: "circle", Mark.OPEN_DOT: "circle",
    Mark.SQUARE: "square", Mark.OPEN_SQUARE: "square",
    Mark.DIAMOND: "diamond", Mark.OPEN_DIAMOND: "diamond",
}  # fmt: skip
_POSITIONS: Final[dict[Side, str]] = {
    Side.LEFT: "middle left",
    Side.RIGHT: "middle right",
    Side.ABOVE: "top center",
    Side.BELOW: "bottom center",
}


def traces(frame: Frame, labelled: Labelled, stacking: Stacking) -> list[Json]:
    """All traces of a panel, one's own last, so that it lies on top; diamonds lie under dots."""
    series = list(enumerate(frame.panel.series))
    series.sort(key=lambda pair: (pair[1].mark not in DIAMONDS, pair[1].emphasis is Emphasis.OWN))
    found = [*curves(frame), *bounds(frame), *intervals(frame), *connectors(frame)]
    for index, one in series:
        is_bar = one.form is Form.BARS
        trace = bars(frame, one, stacking) if is_bar else _scatter(frame, one, labelled)
        trace["meta"] = {
            "panel": frame.panel.key,
            "series": one.key,
            "order": [frame.number, index],
        }
        found.append({**trace, **axes_of(frame), "showlegend": False})
    return [*found, *_far_labels(frame, labelled)]


def _with_gaps(series: Series) -> Iterator[Point | None]:
    """The points, and None where a line must not go on: a gap or another segment."""
    previous: Point | None = None
    for point in series.points:
        if previous is not None and previous.segment != point.segment:
            yield None
        yield point
        previous = point


def _scatter(frame: Frame, series: Series, labelled: Labelled) -> Json:
    points = list(_with_gaps(series)) if series.form is Form.LINE else list(series.points)
    places = places_of(frame)
    along = [frame.along(places[p.category]) if p else None for p in points]
    trace: Json = {
        "type": "scatter",
        "mode": "lines+markers+text" if series.form is Form.LINE else "markers+text",
        **xy(frame, along, [p.value if p else None for p in points]),
        "customdata": [said(p) if p else None for p in points],
        "hovertext": [hover(p) if p else "" for p in points],
        "hoverinfo": "text",
        "cliponaxis": False,
        "connectgaps": False,
        "marker": _markers(frame, series, points),
        **_texts(frame, series, points, labelled),
    }
    return trace | ({"line": _line(series)} if series.form is Form.LINE else {})


def _line(series: Series) -> Json:
    nation = series.emphasis is Emphasis.NATION
    width = 2.5 if series.emphasis is Emphasis.OWN else 1.5
    return {
        "color": EMPHASIS[series.emphasis], "width": width, "dash": "dot" if nation else "solid",
    }  # fmt: skip


def _markers(frame: Frame, series: Series, points: Sequence[Point | None]) -> Json:
    """Filled marks have a thin ring in the card's white, which keeps their contrast on a band."""
    marks = [(p.mark if p and p.mark else series.mark) for p in points]
    colours = [colour_of(frame, series, p) if p else CARD for p in points]
    is_open = [mark in OPEN_MARKS for mark in marks]
    return {
        "symbol": [_SYMBOLS[mark] for mark in marks],
        "size": [2 * radius(frame, series, p) if p else 0 for p in points],
        "color": [CARD if hollow else c for hollow, c in zip(is_open, colours, strict=True)],
        "opacity": 1,
        "line": {
            "color": [c if hollow else CARD for hollow, c in zip(is_open, colours, strict=True)],
            "width": [1.75 if hollow else 1 for hollow in is_open],
        },
    }


def _texts(
    frame: Frame, series: Series, points: Sequence[Point | None], labelled: Labelled
) -> Json:
    sides = [labelled.side(series, p) if p else None for p in points]
    texts = [
        _beside(frame, series, p, labelled.written(series, p), side) if p and side else ""
        for p, side in zip(points, sides, strict=True)
    ]
    return {
        "text": texts,
        "textposition": [_POSITIONS[side or Side.RIGHT] for side in sides],
        "textfont": {
            "size": TEXT_SIZE,
            "color": [label_style(frame, series, p)[0] if p else INK for p in points],
        },
    }


def _beside(frame: Frame, series: Series, point: Point, text: str, side: Side) -> str:
    """A label with air to its mark, and more of it where a larger mark stands around that."""
    label = _spaced(styled(frame, series, point, text), side)
    is_wide = (point.mark or series.mark) in DIAMONDS or is_shared(frame, series, point)
    return _spaced(label, side) if is_wide else label


def _spaced(text: str, side: Side) -> str:
    """Plotly sets labels close to marks; a hard space beside gives them air."""
    return {Side.LEFT: text + "\u00a0", Side.RIGHT: "\u00a0" + text}.get(side, text)


def _far_labels(frame: Frame, labelled: Labelled) -> list[Json]:
    """Labels of figures with an interval stand at its end, not on it."""
    if not labelled.far:
        return []
    texts = [
        _spaced(
            _spaced(
                styled(frame, far.series, far.point, labelled.written(far.series, far.point)),
                far.side,
            ),
            far.side,
        )
        for far in labelled.far
    ]
    places = places_of(frame)
    along = [frame.along(places[far.point.category]) for far in labelled.far]
    return [{
        "type": "scatter", "mode": "text", **axes_of(frame),
        **xy(frame, along, [far.anchor for far in labelled.far]),
        "text": texts,
        "textposition": [_POSITIONS[far.side] for far in labelled.far],
        "textfont": {
            "size": TEXT_SIZE,
            "color": [label_style(frame, far.series, far.point)[0] for far in labelled.far],
        },
        "hoverinfo": "skip", "cliponaxis": False, "showlegend": False,
    }]  # fmt: skip
