"""A chart laid out for a room of a given size: a slide, a page of a document, a picture.

On the page a chart is as high as it likes and the page scrolls; a slide has an end. Here the
widest text that fits is taken, plots are made lower or higher within reason, and what still has
no room is told on several sheets. Every backend but the page's draws what comes out of here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Final, TypeVar

from dashboard.charts.geometry import Plan, Width
from dashboard.charts.grammar import Category, Chart, Form, Orientation, Panel, Series
from dashboard.charts.plan import plan
from dashboard.charts.theme import TEXT_SIZE

_WIDTHS: Final = (Width.NARROW, Width.MEDIUM, Width.HALF, Width.WIDE, Width.FULL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The room for a chart, in the units of the medium: points on a slide, pixels in a picture.

    `least_text` and `most_text` bound the size of its text, in the same units. `most_stretch` is
    how much higher than on the page plots may become to fill the room: higher than 1.7 they look
    empty, and in a document, which goes on below, 1 is enough.
    """

    width: float
    height: float
    least_text: float
    most_text: float
    most_stretch: float = 1.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A plan that fits: its pixels times `scale` are units of the room, from its upper left."""

    plan: Plan
    width: Width
    scale: float


def fitted(chart: Chart, room: Room) -> tuple[Fitted, ...]:
    """The chart on as few sheets as it needs, in the largest text that does not cost another."""
    widths = [w for w in _WIDTHS if room.least_text <= _text(room, w) <= room.most_text]
    if not widths:
        raise ValueError(f"no drawing is {room.width} wide with text between "
                         f"{room.least_text} and {room.most_text}")  # fmt: skip
    for parts in _partings(chart):
        for width in widths:
            sheets = [_in_room(part, room, width) for part in parts]
            if all(sheets):
                return tuple(sheet for sheet in sheets if sheet)
    return tuple(_squeezed(part, room, widths[-1]) for part in parts)


def _text(room: Room, width: Width) -> float:
    return TEXT_SIZE * room.width / width.pixels


def _in_room(chart: Chart, room: Room, width: Width) -> Fitted | None:
    scale = room.width / width.pixels
    stretch = min(_stretch_for(chart, width, room.height / scale), room.most_stretch)
    if stretch < least_stretch(chart):
        return None
    return Fitted(plan=plan(chart, width, stretch=stretch), width=width, scale=scale)


def _squeezed(chart: Chart, room: Room, width: Width) -> Fitted:
    """What cannot be parted any more is drawn smaller, whatever its text then is."""
    drawn = plan(chart, width, stretch=least_stretch(chart))
    return Fitted(plan=drawn, width=width, scale=min(room.width / width.pixels,
                                                     room.height / drawn.height))  # fmt: skip


def _stretch_for(chart: Chart, width: Width, height: float) -> float:
    """How much higher its plots may be in this height, which may be less than 1."""
    one, two = (plan(chart, width, stretch=stretch).height for stretch in (1.0, 2.0))
    return 1.0 + (height - 1 - one) / (two - one)


def least_stretch(chart: Chart) -> float:
    """How low plots may become before marks and names of neighbouring rows meet."""
    if chart.orientation is Orientation.COLUMNS:
        return 0.6
    if chart.names_above:
        return 0.92
    has_bars = any(s.form is Form.BARS for panel in chart.panels for s in panel.series)
    return 0.62 if has_bars else 0.72


def _partings(chart: Chart) -> Iterator[list[Chart]]:
    """The chart whole, then in ever smaller parts: by panels, then by rows."""
    count = len(chart.panels)
    yield [chart]
    for parts in range(2, count + 1):
        size = ceil(count / parts)
        if ceil(count / (parts - 1)) != size:
            yield [replace(chart, panels=panels) for panels in _chunks(chart.panels, size)]
    if chart.orientation is Orientation.ROWS:
        longest = max(len(panel.categories) for panel in chart.panels)
        for rows in range(2, ceil(longest / 4) + 1):
            size = ceil(longest / rows)
            yield [
                replace(chart, panels=(part,))
                for panel in chart.panels
                for part in _parts(panel, size)
            ]


def _parts(panel: Panel, size: int) -> list[Panel]:
    return [_only(panel, categories) for categories in _chunks(panel.categories, size)]


def _only(panel: Panel, categories: tuple[Category, ...]) -> Panel:
    """The panel with these of its rows."""
    keys = {category.key for category in categories}
    series = tuple(_of_rows(one, keys) for one in panel.series)
    return replace(panel, categories=categories, series=series)


def _of_rows(series: Series, keys: set[str]) -> Series:
    return replace(series, points=tuple(p for p in series.points if p.category in keys))


_Thing = TypeVar("_Thing")


def _chunks(things: Sequence[_Thing], size: int) -> list[tuple[_Thing, ...]]:
    return [tuple(things[start : start + size]) for start in range(0, len(things), size)]
