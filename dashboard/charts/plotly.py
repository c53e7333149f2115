"""A chart as a plain Plotly figure for the page: a dict, since building Plotly's classes is slow.

The server draws for one of a few widths (`geometry.Width`); the page asks again when its own
passes a limit. `shown_by` reads back what a figure shows, for the test that compares backends.
"""

from functools import lru_cache
from typing import Final

from dashboard.charts.axes import axes
from dashboard.charts.enlarged import enlarged
from dashboard.charts.furniture import annotations, shapes, stamped
from dashboard.charts.geometry import Frame, Plan, Width
from dashboard.charts.grammar import Chart, Orientation, Shown, Stacking
from dashboard.charts.marks import traces
from dashboard.charts.panel_labels import labelled
from dashboard.charts.plan import plan
from dashboard.charts.styles import Json
from dashboard.charts.theme import CARD, FONT, GUIDE, INK, TEXT_SIZE
from warehouse.text import Language

CONFIG: Final[Json] = {
    "displaylogo": False,
    "displayModeBar": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
}

_SEPARATORS: Final[dict[Language, str]] = {"sv": ",\u00a0", "en": ".\u00a0"}
_BAR_MODES: Final[dict[Stacking, str]] = {
    Stacking.NONE: "group", Stacking.STACKED: "stack", Stacking.DIVERGING: "overlay",
}  # fmt: skip
_WIDEST_BAR: Final = 96
_CLEAR: Final = "rgba(0,0,0,0)"


def config(language: Language) -> Json:
    """The settings of `dcc.Graph`: nothing leaves the machine, nothing floats over the chart."""
    return {**CONFIG, "locale": language}


@lru_cache(maxsize=256)
def _planned(chart: Chart, width: Width) -> Plan:
    return plan(chart, width)


def height(chart: Chart, width: Width = Width.WIDE) -> int:
    """The height in pixels, known before the figure is there, so that the page does not jump."""
    return round(_planned(chart, width).height * width.scale)


@lru_cache(maxsize=256)
def figure(chart: Chart, language: Language, width: Width = Width.WIDE) -> Json:
    """The chart, drawn for a width. It is kept for the next who asks: send it, do not change it."""
    drawing = _planned(chart, width)
    found = [
        trace for f in drawing.frames for trace in traces(f, labelled(f, width), chart.stacking)
    ]
    drawn = {"data": found, "layout": _layout(drawing, language, width)}
    return drawn if width.scale == 1 else enlarged(drawn, width.scale)


def _layout(drawing: Plan, language: Language, width: Width) -> Json:
    frames = drawing.frames
    return {
        "height": int(drawing.height),
        "autosize": True,
        "margin": {"l": drawing.left, "r": drawing.right, "t": 0, "b": 0, "pad": 0},
        "paper_bgcolor": _CLEAR,
        "plot_bgcolor": _CLEAR,
        "font": {"family": FONT, "size": TEXT_SIZE, "color": INK},
        "separators": _SEPARATORS[language],
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {"align": "left", "bgcolor": CARD, "bordercolor": GUIDE, "namelength": -1,
                       "font": {"family": FONT, "size": TEXT_SIZE, "color": INK}},
        "barmode": _BAR_MODES[drawing.chart.stacking],
        "bargap": _bar_gap(drawing),
        "bargroupgap": 0.08,
        "annotations": [
            *(note for f in frames for note in annotations(drawing, f, width)),
            *stamped(drawing),
        ],
        "shapes": [shape for f in frames for shape in shapes(f)],
        **_axes(drawing, frames),
    }  # fmt: skip


def _bar_gap(drawing: Plan) -> float:
    """The air between bars as a share of their place: bars are never wider than they need be."""
    frame = drawing.frames[0]
    rows = drawing.chart.orientation is Orientation.ROWS
    place = (frame.height if rows else frame.width) / max(len(frame.panel.categories), 1)
    return round(max(0.36, 1 - _WIDEST_BAR / place), 3)


def _axes(drawing: Plan, frames: tuple[Frame, ...]) -> Json:
    return {name: axis for frame in frames for name, axis in axes(drawing, frame).items()}


def shown_by(drawn: Json) -> list[Shown]:
    """What a figure shows, mark by mark, in the order of the chart."""
    series = [trace for trace in drawn["data"] if "meta" in trace]
    series.sort(key=lambda trace: tuple(trace["meta"]["order"]))
    return [
        Shown(panel=trace["meta"]["panel"], series=trace["meta"]["series"], category=said[0],
              value=said[1], low=said[2], high=said[3], label=said[4], status=said[5])
        for trace in series
        for said in trace["customdata"]
        if said is not None
    ]  # fmt: skip
