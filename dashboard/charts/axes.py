"""The axes of a panel in Plotly's words: few light lines, horizontal figures, no zooming.

Not for choosing ticks: a view does that with `axis.py`.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from dashboard.charts.geometry import Frame, Plan, share_values
from dashboard.charts.grammar import Orientation
from dashboard.charts.metrics import text_width
from dashboard.charts.plan import category_tick_lines
from dashboard.charts.styles import Json, axes_of, escaped
from dashboard.charts.theme import HAIRLINE, SMALL_SIZE, SOFT

_AIR: Final = 8.0

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
        "range": [axis.low, axis.high],
        "tickvals": [value for value, _ in ticks],
        "ticktext": [escaped(kept.get(value, "")) for value, _ in ticks],
        "showticklabels": rows or frame.column == 0 or not share_values(panels),
        "showgrid": True,
        "gridcolor": HAIRLINE,
    }


def _fitting(frame: Frame, ticks: Sequence[tuple[float, str]]) -> dict[float, str]:
    """All figures where they fit beside each other, else every second."""
    places = [(frame.value_pixel(value), label) for value, label in ticks]
    return dict(ticks if _fit(places) else ticks[::2])


def _fit(places: Sequence[tuple[float, str]]) -> bool:
    """Whether labels centred on these pixels have air between them."""
    return all(
        other - one >= (text_width(a, SMALL_SIZE) + text_width(b, SMALL_SIZE)) / 2 + _AIR
        for (one, a), (other, b) in pairwise(places)
    )


def _category(frame: Frame) -> Json:
    low, high = frame.category_range
    if frame.orientation is Orientation.ROWS:
        return {
            "range": [high, low], "tickvals": list(range(len(frame.panel.categories))),
            "showticklabels": False, "showgrid": True, "gridcolor": HAIRLINE, "griddash": "dot",
        }  # fmt: skip
    positions, texts = _times(frame) if frame.is_time else _names(frame)
    return {
        "range": [low, high], "tickvals": positions, "ticktext": texts, "showgrid": False,
        "ticklabelstandoff": 4,
    }  # fmt: skip


def _names(frame: Frame) -> tuple[list[float], list[str]]:
    texts = ["<br>".join(map(escaped, lines)) for lines in category_tick_lines(frame)]
    return [float(i) for i in range(len(texts))], texts


def _times(frame: Frame) -> tuple[list[float], list[str]]:
    """Periods in one line where they fit, else in two, else as many as fit, the last among them."""
    places = sorted(
        (category.position, category.label)
        for category in frame.panel.categories
        if category.position is not None and category.label
    )
    pixels = [(frame.category_pixel(position), label) for position, label in places]
    positions = [position for position, _ in places]
    texts = [escaped(label) for _, label in places]
    if _fit(pixels):
        return positions, texts
    if _fit(pixels[::2]) and _fit(pixels[1::2]):
        return positions, [("<br>" if i % 2 else "") + text for i, text in enumerate(texts)]
    kept = _thinned(pixels)
    return [positions[i] for i in kept], [texts[i] for i in kept]


def _thinned(pixels: Sequence[tuple[float, str]]) -> list[int]:
    """The last and the first, and from the last backwards what fits between them."""
    kept = [len(pixels) - 1]
    for index in range(len(pixels) - 2, 0, -1):
        if _fit([pixels[0], pixels[index], pixels[kept[-1]]]):
            kept.append(index)
    if _fit([pixels[0], pixels[kept[-1]]]):
        kept.append(0)
    return kept
