"""Lays the panels of a chart out on a drawing: margins, titles, strips of labels, the grid.

Not for what a panel holds; `geometry.py` has the measures this file reckons with.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dashboard.charts.geometry import (
    EDGE,
    LEAST_PANEL,
    PANEL_GAP,
    SMALL_LINE,
    TICK_ROOM,
    TITLE_LINE,
    Frame,
    Plan,
    Width,
    columns_for,
    end_room,
    is_own,
    share_values,
    value_room,
)
from dashboard.charts.grammar import Chart, Form, Orientation, Panel, Point, Stacking
from dashboard.charts.metrics import text_width, wrapped
from dashboard.charts.rows import category_lines, names_height, note_rooms, plot_height
from dashboard.charts.strips import strip_height
from dashboard.charts.theme import SMALL_SIZE, TEXT_SIZE
from dashboard.charts.ticks import time_ticks

_ROW_GAP: Final = 22


@dataclass(frozen=True, slots=True)
class _Columns:
    """The grid across: its margins, the room of a column, and that of its end names."""

    count: int
    left: float
    right: float
    width: float
    gap: float
    end: float


def plan(chart: Chart, width: Width, *, stretch: float = 1.0) -> Plan:
    """The drawing of a chart at this size, its plots `stretch` times as high as on the page."""
    chart = _with_room(chart, width)
    across = _across(chart, width)
    frames: list[Frame] = []
    top = 4.0
    for row in _rows(chart.panels, across.count):
        placed = _row(chart, row, across, width, top=top, first=len(frames), stretch=stretch)
        frames += placed
        top = max(f.top + f.height for f in placed) + _below(chart, row, placed) + _ROW_GAP
    return Plan(
        chart=chart,
        width=width.pixels,
        height=round(top - _ROW_GAP),
        left=across.left,
        right=across.right,
        frames=tuple(frames),
    )


def _with_room(chart: Chart, width: Width) -> Chart:
    """On a phone, names and notes on both sides of a row would leave none between them."""
    is_crowded = width is Width.NARROW and any(panel.note_titles for panel in chart.panels)
    return replace(chart, names_above=True) if is_crowded else chart


def _rows(panels: Sequence[Panel], count: int) -> Iterator[Sequence[Panel]]:
    return (panels[start : start + count] for start in range(0, len(panels), count))


def _across(chart: Chart, width: Width) -> _Columns:
    """As many columns as may be, but none that squeezes its panels."""
    most = columns_for(chart, width)
    tried = [_columns(chart, width, count) for count in range(most, 0, -1)]
    return next((columns for columns in tried if columns.width >= LEAST_PANEL), tried[-1])


def _columns(chart: Chart, width: Width, count: int) -> _Columns:
    end = max(end_room(chart, panel, width) for panel in chart.panels)
    left, right, gap = _sides(chart, width)
    room = width.pixels - left - right - (count - 1) * (gap + end) - end
    return _Columns(count, left, right, room / count, gap, end)


def _sides(chart: Chart, width: Width) -> tuple[float, float, float]:
    """Margins left and right, and the gap between columns."""
    if chart.orientation is Orientation.ROWS:
        notes = sum(note_rooms(chart))
        if chart.names_above:
            first = max(text_width(p.axis.ticks[0].label, SMALL_SIZE) for p in chart.panels)
            return first / 2 + 2, EDGE + notes, PANEL_GAP
        names = [
            text_width(line, TEXT_SIZE, bold=is_own(category))
            for panel in chart.panels
            for category in panel.categories
            for line in category_lines(category, width)
        ]
        left = max(names) + EDGE
        right = EDGE + notes + _bar_overhang(chart, width.pixels - left - notes - EDGE)
        return left, right, PANEL_GAP + 4
    values = max(map(value_room, chart.panels))
    gap = 20.0 if share_values(chart.panels) else values + 14
    return values, 4.0, gap


def _bar_overhang(chart: Chart, room: float) -> float:
    """How far a label at the end of a bar would reach beyond the axis."""
    if chart.stacking is not Stacking.NONE:
        return 0.0
    ends = [
        text_width(point.label, TEXT_SIZE, bold=True) + 8 - EDGE - room * _share_left(panel, point)
        for panel in chart.panels
        for series in panel.series
        for point in series.points
        if series.form is Form.BARS and point.value is not None
    ]
    return max(0.0, *ends) if ends else 0.0


def _share_left(panel: Panel, point: Point) -> float:
    axis = panel.axis
    return (axis.high - (point.value or 0)) / (axis.high - axis.low)


def _row(
    chart: Chart,
    panels: Sequence[Panel],
    across: _Columns,
    width: Width,
    *,
    top: float,
    first: int,
    stretch: float,
) -> list[Frame]:
    """A row of panels with titles of equal height, so that their plots stand in line."""
    frames = [
        _frame(chart, panel, across, width, (first + i, i), stretch)
        for i, panel in enumerate(panels)
    ]
    header = max(map(header_height, frames))
    strip = max(map(strip_height, frames))
    return [replace(f, header=header, strip=strip, top=top + header + strip) for f in frames]


def _frame(
    chart: Chart,
    panel: Panel,
    across: _Columns,
    width: Width,
    place: tuple[int, int],
    stretch: float,
) -> Frame:
    number, column = place
    return Frame(
        panel=panel,
        number=number,
        column=column,
        left=across.left + column * (across.width + across.gap + across.end),
        top=0.0,
        width=across.width,
        height=plot_height(chart, panel, across.count, width) * stretch,
        header=0.0,
        strip=0.0,
        end=across.end,
        is_time=panel.along is None and any(c.position is not None for c in panel.categories),
        is_alone=len(chart.panels) == 1,
        orientation=chart.orientation,
        names=names_height(chart, width),
    )


def title_lines(frame: Frame) -> list[str]:
    title = frame.panel.title
    return wrapped(title, frame.width + frame.end, TEXT_SIZE, bold=True) if title else []


def subtitle_lines(frame: Frame) -> list[str]:
    subtitle = frame.panel.subtitle
    return wrapped(subtitle, frame.width + frame.end, SMALL_SIZE) if subtitle else []


def header_height(frame: Frame) -> float:
    height = len(title_lines(frame)) * TITLE_LINE + len(subtitle_lines(frame)) * SMALL_LINE
    if frame.orientation is Orientation.COLUMNS and frame.panel.axis.title:
        height += SMALL_LINE
    if frame.panel.note_titles:
        height += SMALL_LINE
    return height + (10 if height else 6)


def category_tick_lines(frame: Frame) -> list[list[str]]:
    """The names under columns, each in lines as wide as its column."""
    room = frame.width / max(len(frame.panel.categories), 1) - 8
    return [wrapped(c.label, room, SMALL_SIZE) for c in frame.panel.categories]


def _below(chart: Chart, panels: Sequence[Panel], frames: Sequence[Frame]) -> float:
    """Room under a row's plots for the figures or names of the axis and its title."""
    if chart.orientation is Orientation.ROWS:
        return TICK_ROOM + (SMALL_LINE if any(p.axis.title for p in panels) else 0)
    return 10.0 + max(map(_tick_lines, frames)) * SMALL_LINE


def _tick_lines(frame: Frame) -> int:
    if frame.panel.along is not None:
        return 1 + bool(frame.panel.along.title)
    if frame.is_time:
        return max((text.count("\n") + 1 for text in time_ticks(frame)[1]), default=0)
    return max(map(len, category_tick_lines(frame)), default=0)
