"""The shapes of marks: dots, squares and diamonds, in charts and in their keys."""

from typing import Final

from dashboard.charts.grammar import Mark
from dashboard.charts.svg.writing import number, tag
from dashboard.charts.theme import DIAMONDS

# How far the corner of a diamond stands out beyond the radius of a dot.
_CORNER: Final = 1.3


def shape(mark: Mark, x: float, y: float, r: float, **attributes: str | float) -> str:
    """A mark around a place; an open one is filled with white by its `attributes`."""
    if mark in DIAMONDS:
        return tag("path", d=_diamond(x, y, r * _CORNER), **attributes)
    if mark in (Mark.SQUARE, Mark.OPEN_SQUARE):
        return tag("rect", x=x - r, y=y - r, width=2 * r, height=2 * r, **attributes)
    return tag("circle", cx=x, cy=y, r=r, **attributes)


def _diamond(x: float, y: float, corner: float) -> str:
    c = number(corner)
    return f"M{number(x - corner)} {number(y)}l{c} -{c} {c} {c} -{c} {c}z"
