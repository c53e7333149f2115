"""The axes of a panel in Plotly's words: few light lines, horizontal figures, no zooming.

Not for choosing ticks: a view does that with `axis.py`.
"""

from collections.abc import Sequence
from typing import Final

from dashboard.charts.geometry import Frame, Plan, share_values
from dashboard.charts.grammar import Orientation, Stacking, ValueAxis
from dashboard.charts.plan import category_tick_lines
from dashboard.charts.styles import Json, axes_of, escaped
from dashboard.charts.theme import HAIRLINE, REGION, SMALL_SIZE, SOFT
from dashboard.charts.ticks import fit, time_ticks

_PLAIN: Final[Json] = {
    "type": "linear", "fixedrange": True, "zeroline": False, "showline": False, "ticks": "",
    "automargin": False, "tickangle": 0, "tickmode": "array",
    "tickfont": {"size": SMALL_SIZE, "color": SOFT},
}  # fmt: skip


def axes(plan: Plan, frame: Frame) -> Json:
    """Both axes of a panel, under their names in the layout."""
    names = axes_of(frame)
    x_domain = [_inside(plan.paper_x(frame.left)), _inside(plan.paper_x(frame.left + frame.width))]
    y_domain = [_inside(plan.paper_y(frame.top + frame.height)), _inside(plan.paper_y(frame.top))]
    value, category = _value(plan, frame), _category(frame)
    x, y = (value, category) if frame.orientation is Orientation.ROWS else (category, value)
    return {
        names["xaxis"].replace("x", "xaxis"): {
            **_PLAIN, **x, "domain": x_domain, "anchor": names["yaxis"]},
        names["yaxis"].replace("y", "yaxis"): {
            **_PLAIN, **y, "domain": y_domain, "anchor": names["xaxis"]},
    }  # fmt: skip


def _inside(share: float) -> float:
    return min(max(round(share, 6), 0.0), 1.0)


def _value(plan: Plan, frame: Frame) -> Json:
    axis = frame.panel.axis
    ticks = [(tick.value, tick.label) for tick in axis.ticks]
    rows = frame.orientation is Orientation.ROWS
    kept = _fitting(frame, ticks) if rows else dict(ticks)
    panels = [f.panel for f in plan.frames]
    return {
        "range": _edged(frame),
        "tickvals": [value for value, _ in ticks],
        "ticktext": [escaped(kept.get(value, "")) for value, _ in ticks],
        "showticklabels": rows or frame.column == 0 or not share_values(panels),
        "showgrid": True,
        "gridcolor": HAIRLINE,
        # From which both sides of a stack are read.
        "zeroline": plan.chart.stacking is Stacking.DIVERGING,
        "zerolinecolor": REGION,
    }


def _edged(frame: Frame) -> list[float]:
    rows = frame.orientation is Orientation.ROWS
    return _beyond(frame.panel.axis, frame.width if rows else frame.height)


def _beyond(axis: ValueAxis, length: float) -> list[float]:
    """The axis a little beyond its ends, where Plotly would leave out the first and last line."""
    edge = 1.5 * (axis.high - axis.low) / length
    return [axis.low - edge, axis.high + edge]


def _fitting(frame: Frame, ticks: Sequence[tuple[float, str]]) -> dict[float, str]:
    """All figures where they fit beside each other, else every second."""
    places = [(frame.value_pixel(value), label) for value, label in ticks]
    return dict(ticks if fit(places) else ticks[::2])


def _category(frame: Frame) -> Json:
    if frame.panel.along is not None:
        return _along(frame, frame.panel.along)
    low, high = frame.category_range
    if frame.orientation is Orientation.ROWS:
        return {
            "range": [high, low], "tickvals": [frame.along(c) for c in frame.panel.categories],
            "showticklabels": False, "showgrid": True, "gridcolor": HAIRLINE, "griddash": "dot",
        }  # fmt: skip
    positions, names = time_ticks(frame) if frame.is_time else _names(frame)
    texts = [escaped(name).replace("\n", "<br>") for name in names]
    return {
        "range": [low, high], "tickvals": positions, "ticktext": texts, "showgrid": False,
        "ticklabelstandoff": 4,
    }  # fmt: skip


def _along(frame: Frame, axis: ValueAxis) -> Json:
    """The second axis of values of a scatter, under its plot."""
    places = [(frame.category_pixel(tick.value), tick.label) for tick in axis.ticks]
    kept = axis.ticks if fit(places) else axis.ticks[::2]
    return {
        "range": _beyond(axis, frame.width), "tickvals": [tick.value for tick in kept],
        "ticktext": [escaped(tick.label) for tick in kept], "showgrid": False,
        "ticklabelstandoff": 4,
    }  # fmt: skip


def _names(frame: Frame) -> tuple[list[float], list[str]]:
    texts = ["\n".join(lines) for lines in category_tick_lines(frame)]
    return [float(i) for i in range(len(texts))], texts
