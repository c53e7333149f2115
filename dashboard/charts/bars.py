"""Bars as Plotly traces: alone, stacked, or stacked on both sides of zero.

The labels of stacked bars stand inside where they fit, those of others at the end of their bar.
"""

from typing import Final

from dashboard.charts.geometry import Frame
from dashboard.charts.grammar import Emphasis, Orientation, Point, Series, Stacking
from dashboard.charts.metrics import text_width
from dashboard.charts.panel_labels import figure_of
from dashboard.charts.rows import BAR_HEIGHT
from dashboard.charts.stacks import starts
from dashboard.charts.styles import Json, colour_of, hover, label_style, places_of, said, styled, xy
from dashboard.charts.theme import CARD, EMPHASIS, OPEN_MARKS, TEXT_SIZE, text_on

# Between the end of a bar and its label, as the drawing library leaves it, and a little beyond.
LABEL_AIR: Final = 6.0


def bars(frame: Frame, series: Series, stacking: Stacking) -> Json:
    places = places_of(frame)
    points = series.points
    stacked = stacking is not Stacking.NONE
    colours = [bar_colour(frame, series, p) for p in points]
    inside = [stacked or leaves_panel(frame, p) for p in points]
    ink = [
        text_on(colour) if within else label_style(frame, series, p)[0]
        for p, colour, within in zip(points, colours, inside, strict=True)
    ]
    return {
        "type": "bar",
        "orientation": "h" if frame.orientation is Orientation.ROWS else "v",
        **xy(frame, [frame.along(places[p.category]) for p in points], [p.value for p in points]),
        **(_on_both_sides(frame, series) if stacking is Stacking.DIVERGING else {}),
        "customdata": [said(p) for p in points],
        "hovertext": [hover(p) for p in points],
        "hoverinfo": "text",
        "cliponaxis": False,
        "marker": {"color": colours, "line": {"color": CARD, "width": 1.5}},
        "text": [_bar_text(frame, series, p, stacked=stacked) for p in points],
        "textposition": ["inside" if within else "outside" for within in inside],
        "insidetextanchor": "middle" if stacked else "end",
        "constraintext": "none",
        "textangle": 0,
        "textfont": {"size": TEXT_SIZE, "color": ink},
    }


def _on_both_sides(frame: Frame, series: Series) -> Json:
    """Where each part begins, and how thick it is: of itself Plotly makes the bars of a series
    thicker where it has none in the rows beside."""
    begins = starts(frame.panel)
    return {
        "base": [begins.get((series.key, point.category)) for point in series.points],
        "width": round(BAR_HEIGHT / frame.row_height, 4),
    }


def bar_colour(frame: Frame, series: Series, point: Point) -> str:
    colour = colour_of(frame, series, point)
    return CARD if colour == EMPHASIS[Emphasis.NATION] and series.mark in OPEN_MARKS else colour


def _bar_text(frame: Frame, series: Series, point: Point, *, stacked: bool) -> str:
    """Within a stack a label stands where it fits, else only its figure, else the hover box and
    the table have it."""
    if point.value is None:
        return ""
    tried = (point.label, figure_of(point.label)) if stacked else (point.label,)
    text = next((text for text in tried if not stacked or fits(frame, point, text)), "")
    return styled(frame, series, point, text) if text else ""


def fits(frame: Frame, point: Point, text: str) -> bool:
    length = abs(frame.value_pixel(point.value or 0) - frame.value_pixel(0))
    if frame.orientation is Orientation.COLUMNS:
        return length >= TEXT_SIZE + 5
    return length >= text_width(text, TEXT_SIZE, bold=True) + 8


def leaves_panel(frame: Frame, point: Point) -> bool:
    """Whether the label of a bar to the left would stand on the names of the rows."""
    if frame.orientation is Orientation.COLUMNS or (point.value or 0) >= 0:
        return False
    room = frame.value_pixel(point.value or 0) - frame.left
    narrow = room < text_width(point.label, TEXT_SIZE, bold=True) + LABEL_AIR
    return narrow and fits(frame, point, point.label)
