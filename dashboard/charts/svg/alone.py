"""A chart with its key and nothing else, as a whole SVG: for a page that says the rest itself."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from dashboard.charts.fitting import Fitted, Room, fitted
from dashboard.charts.grammar import Chart, Matrix
from dashboard.charts.svg.chart import drawn
from dashboard.charts.svg.key import chart_key
from dashboard.charts.svg.matrix import matrix_drawn
from dashboard.charts.svg.writing import FAMILY, number, tag, written
from dashboard.charts.theme import TEXT_SIZE
from warehouse.text import Language

_AIR: Final = 4.0
# At the right of a chart, where half a figure of its axis may stand out.
_EDGE: Final = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """An SVG and its size, in the units of the room it was drawn for."""

    svg: str
    width: float
    height: float


def chart_svgs(
    chart: Chart | Matrix, room: Room, *, title: str, description: str, language: Language
) -> tuple[Alone, ...]:
    """As many sheets as the chart needs in this room; its key stands on each of them."""
    return tuple(
        Alone(
            svg=whole(inner, room.width, height, title, description, language),
            width=room.width,
            height=height,
        )
        for inner, height in _sheets(chart, room)
    )


def _sheets(chart: Chart | Matrix, room: Room) -> Iterator[tuple[str, float]]:
    if isinstance(chart, Matrix):
        yield matrix_drawn(chart, room.width, room.most_text / TEXT_SIZE)
        return
    key, key_height = key_drawn(chart, room.width, room.least_text / TEXT_SIZE)
    narrower = 1 - _EDGE / room.width
    for one in fitted(chart, replace(room, height=room.height - key_height)):
        sheet = replace(one, scale=one.scale * narrower)
        yield key + drawn(sheet, left=0, top=key_height), key_height + height_of(sheet)


def height_of(sheet: Fitted) -> float:
    return sheet.plan.height * sheet.scale


def key_drawn(chart: Chart, width: float, scale: float) -> tuple[str, float]:
    """The key at this size with the room it takes, which is none where it has no entries."""
    key = chart_key(chart, width / scale)
    if not key.height:
        return "", 0.0
    return tag("g", key.drawn, transform=f"scale({scale:.5f})"), key.height * scale + _AIR


def whole(  # what a picture is made of
    inner: str, width: float, height: float, title: str, description: str, language: Language
) -> str:
    """An SVG that names and describes itself to those who hear it, and that fetches nothing."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(width)}"'
        f' height="{number(height)}" viewBox="0 0 {number(width)} {number(height)}"'
        f' role="img" lang="{language}" xml:lang="{language}" font-family="{FAMILY}"'
        ' style="font-variant-numeric: tabular-nums">'
        f"<title>{written(title)}</title><desc>{written(description)}</desc>{inner}</svg>"
    )
