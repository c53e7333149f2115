"""A finished figure with everything in it larger: for a chart that stands alone on a screen.

Only what is measured in pixels grows; what is data or a share of the drawing stays.
"""

from collections.abc import Callable
from typing import Any, Final

from dashboard.charts.styles import Json

_IN_PIXELS: Final = frozenset({"height", "l", "r", "size", "width", "xshift", "yshift"})
# What is kept beside the marks, and where they stand, are not sizes; nor is the width of a bar,
# which is a share of its row.
_KEPT: Final = frozenset({"customdata", "meta", "x", "y", "text", "hovertext"})


def enlarged(figure: Json, scale: float) -> Json:
    """A copy with its sizes in pixels multiplied; the height in whole pixels."""
    grown: Json = _grown(figure, lambda size: round(size * scale, 2))
    grown["layout"]["height"] = round(figure["layout"]["height"] * scale)
    return grown


def _grown(part: Any, grow: Callable[[float], float]) -> Any:  # noqa: ANN401 - JSON
    if isinstance(part, list):
        return [_grown(one, grow) for one in part]
    if not isinstance(part, dict):
        return part
    return {
        key: value if key in _KEPT or (key == "width" and part.get("type") == "bar")
        else _sized(value, grow) if key in _IN_PIXELS
        else _grown(value, grow)
        for key, value in part.items()
    }  # fmt: skip


def _sized(value: Any, grow: Callable[[float], float]) -> Any:  # noqa: ANN401 - JSON
    """A size, or one for each mark."""
    return [grow(one) for one in value] if isinstance(value, list) else grow(value)
