"""What every drawing of a chart shares: colours by meaning; for Plotly also places and figures.

Not for the marks themselves (`marks.py`, `bars.py`, `strokes.py`).
"""

from collections.abc import Sequence
from typing import Any, Final

from dashboard.charts.geometry import Frame
from dashboard.charts.grammar import (
    Category,
    Chart,
    Emphasis,
    KeyEntry,
    Orientation,
    Panel,
    Point,
    Series,
)
from dashboard.charts.theme import EMPHASIS, OPEN_MARKS, SOFT, TEXT, two_sided

Json = dict[str, Any]

# Those that take their colour from the row where a panel has a row of one's own.
_BY_ROW: Final = frozenset({Emphasis.OWN, Emphasis.REGION, Emphasis.WOMEN, Emphasis.MEN})


def escaped(text: str) -> str:
    """Text as Plotly shows it: it reads a few tags of HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(address: str) -> str:
    """An address as the value of an attribute."""
    return escaped(address).replace('"', "&quot;")


def emphasis_of(frame: Frame, series: Series, category: Category) -> Emphasis:
    """Colour says whose row it is where one row is one's own, else whose series."""
    if series.emphasis in _BY_ROW and _has_own(frame.panel):
        return Emphasis.OWN if category.emphasis is Emphasis.OWN else Emphasis.REGION
    return series.emphasis


def emphasis_in_key(chart: Chart, entry: KeyEntry) -> Emphasis:
    """Where colour says whose row it is, the mark alone tells series apart: here as there."""
    is_grey = entry.emphasis in _BY_ROW and any(map(_has_own, chart.panels))
    return Emphasis.REGION if is_grey else entry.emphasis


def _has_own(panel: Panel) -> bool:
    return any(category.emphasis is Emphasis.OWN for category in panel.categories)


def axes_of(frame: Frame) -> Json:
    number = "" if frame.number == 0 else str(frame.number + 1)
    return {"xaxis": f"x{number}", "yaxis": f"y{number}"}


def xy(frame: Frame, along: Sequence[float | None], values: Sequence[float | None]) -> Json:
    rows = frame.orientation is Orientation.ROWS
    return {"x": values, "y": along} if rows else {"x": along, "y": values}


def places_of(frame: Frame) -> dict[str, Category]:
    return {category.key: category for category in frame.panel.categories}


def said(point: Point) -> list[Any]:
    return [point.category, point.value, point.low, point.high, point.label, point.status]


def hover(point: Point) -> str:
    return "<br>".join(map(escaped, point.detail))


def colour_of(frame: Frame, series: Series, point: Point) -> str:
    if series.place is not None:
        return two_sided(series.place)
    return EMPHASIS[emphasis_of(frame, series, places_of(frame)[point.category])]


def label_style(frame: Frame, series: Series, point: Point) -> tuple[str, bool]:
    """Colour of a label, and whether it is bold: one's own region's is both.

    A figure of another kind, with an open mark in a line chart, stays quiet.
    """
    if (point.mark or series.mark) in OPEN_MARKS and frame.is_time:
        return SOFT, False
    emphasis = emphasis_of(frame, series, places_of(frame)[point.category])
    return TEXT[emphasis], emphasis is Emphasis.OWN


def styled(frame: Frame, series: Series, point: Point, text: str) -> str:
    bold = label_style(frame, series, point)[1]
    return f"<b>{escaped(text)}</b>" if bold else escaped(text)


def refs(frame: Frame) -> tuple[str, str]:
    """What annotations and shapes of this panel refer to."""
    names = axes_of(frame)
    return names["xaxis"], names["yaxis"]
