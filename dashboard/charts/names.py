"""Names to the right of a panel: of its lines, and of lines, bands and curves across it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dashboard.charts.geometry import (
    NAME_SHIFT,
    SMALL_LINE,
    Frame,
    Width,
    has_end_name,
    last_point,
    name_lines,
)
from dashboard.charts.grammar import Category, Emphasis, Orientation
from dashboard.charts.labels import Box, spread
from dashboard.charts.metrics import text_width
from dashboard.charts.styles import Json, escaped, refs
from dashboard.charts.theme import BAND_LABEL, INK, SMALL_SIZE, SOFT, TEXT

# Names that begin nearer than this to each other may not share a height.
_NEAR: Final = 50


@dataclass(frozen=True, slots=True)
class EndName:
    """`x` and `value` are data; None for x is the panel's right side. Pixels are for spreading."""

    lines: list[str]
    colour: str
    bold: bool
    x: float | None
    value: float
    x_pixel: float
    y_pixel: float


def end_names(frame: Frame, width: Width) -> Iterator[Json]:
    """Names beside what they name, moved apart where they would meet."""
    for name, shift in names_placed(frame, width):
        yield _written(frame, name, shift)


def name_boxes(frame: Frame, width: Width) -> Iterator[Box]:
    """Where the names stand, so that labels keep away from them."""
    for name, shift in names_placed(frame, width):
        left, middle = name.x_pixel + NAME_SHIFT, name.y_pixel - shift
        half = len(name.lines) * SMALL_LINE / 2
        wide = max(text_width(line, SMALL_SIZE, bold=name.bold) for line in name.lines)
        yield Box(left, middle - half, left + wide, middle + half)


def names_placed(frame: Frame, width: Width) -> Iterator[tuple[EndName, float]]:
    if frame.orientation is Orientation.COLUMNS:
        names = [
            *_series_names(frame, width),
            *(_across_names(frame, width) if frame.is_alone else ()),
        ]
        yield from zip(names, _shifts(frame, names), strict=True)


def _series_names(frame: Frame, width: Width) -> Iterator[EndName]:
    categories = {category.key: category for category in frame.panel.categories}
    for series in frame.panel.series:
        last = last_point(series)
        if last is None or last.value is None or not has_end_name(frame.panel, series):
            continue
        category = categories[last.category]
        x, y = frame.pixel(category, last.value)
        own = series.emphasis is Emphasis.OWN
        colour = SOFT if series.emphasis is Emphasis.REGION else TEXT[series.emphasis]
        lines = name_lines(series.name, width)
        at, x = _clear(frame, frame.along(category), (x, y), lines)
        yield EndName(lines, colour, own, at, last.value, x, y)


def _clear(
    frame: Frame, at: float, pixel: tuple[float, float], lines: list[str]
) -> tuple[float, float]:
    """The place of a name, moved beyond a point of another line that would stand in it."""
    wide = max(text_width(line, SMALL_SIZE, bold=True) for line in lines) + NAME_SHIFT
    x, y = pixel
    for category in frame.panel.categories:
        across = frame.category_pixel(frame.along(category))
        if x < across <= pixel[0] + wide and _stands_at(frame, category, y):
            at, x = frame.along(category), across
    return at, x


def _stands_at(frame: Frame, category: Category, y: float) -> bool:
    points = (p for series in frame.panel.series for p in series.points)
    return any(
        p.category == category.key and p.value is not None
        and abs(frame.value_pixel(p.value) - y) < SMALL_LINE
        for p in points
    )  # fmt: skip


def _across_names(frame: Frame, width: Width) -> Iterator[EndName]:
    right = frame.left + frame.width
    labels = [(line.label, line.value, INK) for line in frame.panel.lines]
    labels += [(b.label, (b.low + b.high) / 2, BAND_LABEL) for b in frame.panel.bands]
    labels += [(curve.label, curve.points[-1][1], SOFT) for curve in frame.panel.curves]
    for label, value, colour in labels:
        if label:
            lines = name_lines(label, width)
            yield EndName(lines, colour, False, None, value, right, frame.value_pixel(value))


def _shifts(frame: Frame, names: list[EndName]) -> list[float]:
    """How many pixels each name moves up."""
    shifts = [0.0] * len(names)
    crowded = [i for i, n in enumerate(names) if any(
        abs(n.x_pixel - o.x_pixel) < _NEAR for o in names if o is not n)]  # fmt: skip
    if crowded:
        wanted = [names[i].y_pixel for i in crowded]
        heights = [SMALL_LINE * len(names[i].lines) for i in crowded]
        low, high = frame.top, frame.top + frame.height
        for i, moved in zip(crowded, spread(wanted, heights, low, high), strict=True):
            shifts[i] = names[i].y_pixel - moved
    return shifts


def _written(frame: Frame, name: EndName, shift: float) -> Json:
    x, y = refs(frame)
    text = "<br>".join(map(escaped, name.lines))
    return {
        "text": f"<b>{text}</b>" if name.bold else text,
        "showarrow": False, "borderpad": 0, "align": "left",
        "font": {"size": SMALL_SIZE, "color": name.colour},
        "xref": x if name.x is not None else f"{x} domain",
        "x": name.x if name.x is not None else 1,
        "yref": y, "y": name.value, "xanchor": "left", "yanchor": "middle",
        "xshift": NAME_SHIFT, "yshift": shift,
    }  # fmt: skip
