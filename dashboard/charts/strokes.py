"""Plain strokes under the marks: what joins a dumbbell, worst and best case, and curves."""

from collections.abc import Sequence

from dashboard.charts.geometry import Frame
from dashboard.charts.grammar import Category, Emphasis
from dashboard.charts.styles import Json, axes_of, colour_of, places_of, xy
from dashboard.charts.theme import BOUND, GUIDE, OWN, SOFT


def segments(frame: Frame, ends: Sequence[tuple[float, float, float]], line: Json) -> list[Json]:
    """One trace of separate strokes: (place, from, to)."""
    if not ends:
        return []
    along = [place for at, _, _ in ends for place in (at, at, None)]
    values = [value for _, low, high in ends for value in (low, high, None)]
    trace: Json = {
        "type": "scatter", "mode": "lines", **xy(frame, along, values), "line": line,
        "hoverinfo": "skip", "cliponaxis": False, "showlegend": False, **axes_of(frame),
    }  # fmt: skip
    return [trace]


def bounds(frame: Frame) -> list[Json]:
    """Worst and best case, as a wide pale stroke under the mark."""
    places = places_of(frame)
    ends = [
        (frame.along(places[p.category]), p.bound_low, p.bound_high)
        for series in frame.panel.series
        for p in series.points
        if p.bound_low is not None and p.bound_high is not None
    ]
    return segments(frame, ends, {"color": BOUND, "width": 7})


def intervals(frame: Frame) -> list[Json]:
    """The named interval of each figure, in the colour of its mark."""
    places = places_of(frame)
    ends: dict[str, list[tuple[float, float, float]]] = {}
    for series in frame.panel.series:
        for p in series.points:
            if p.value is not None and p.low is not None and p.high is not None:
                stroke = (frame.along(places[p.category]), p.low, p.high)
                ends.setdefault(colour_of(frame, series, p), []).append(stroke)
    return [
        trace
        for colour, strokes in ends.items()
        for trace in segments(frame, strokes, {"color": colour, "width": 1.75})
    ]


def connectors(frame: Frame) -> list[Json]:
    if not frame.panel.connected:
        return []
    found = []
    for own, colour, width in ((False, GUIDE, 3.0), (True, OWN, 3.0)):
        ends = [
            (frame.along(category), min(values), max(values))
            for category in frame.panel.categories
            if (category.emphasis is Emphasis.OWN) is own
            and len(values := _values(frame, category)) > 1
        ]
        found += segments(frame, ends, {"color": colour, "width": width})
    return found


def curves(frame: Frame) -> list[Json]:
    """Limits that bend; no figures, so nothing is kept beside them."""
    found = []
    for curve in frame.panel.curves:
        places, values = zip(*curve.points, strict=True)
        line = {
            "color": SOFT, "width": 1.25, "dash": "6px,4px" if curve.dashed else "solid",
            "simplify": False,
        }  # fmt: skip
        found.append({
            "type": "scatter", "mode": "lines", **xy(frame, list(places), list(values)),
            "line": line, "name": curve.key, "hoverinfo": "skip", "showlegend": False,
            **axes_of(frame),
        })  # fmt: skip
    return found


def _values(frame: Frame, category: Category) -> list[float]:
    return [
        point.value
        for series in frame.panel.series
        for point in series.points
        if point.category == category.key and point.value is not None
    ]
