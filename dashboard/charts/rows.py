"""How high a plot is, and what its rows need: their names beside or over them, notes behind them.

Measured before anything is placed. Not for where a panel lies (`plan.py`).
"""

from collections.abc import Sequence
from typing import Final

from dashboard.charts.geometry import EDGE, Width, is_own
from dashboard.charts.grammar import Category, Chart, Form, Orientation, Panel, Stacking
from dashboard.charts.metrics import text_width, wrapped
from dashboard.charts.theme import TEXT_SIZE

ROW_HEIGHT: Final = 34
BAR_ROW_HEIGHT: Final = 44
# Of a stack in a row, however many lines its name has.
BAR_HEIGHT: Final = 26
NAME_LINE: Final = 17
NOTE_GAP: Final = 16
# A lone panel is taller than one of many; a few pixels of each row go to its titles.
LONE_HEIGHT: Final = 250
_LONE_HEIGHTS: Final[dict[Width, int]] = {
    Width.FULL: 290, Width.WIDE_ENLARGED: 300, Width.FULL_ENLARGED: 320,
}  # fmt: skip
MULTIPLE_HEIGHT: Final = 150


def category_lines(category: Category, width: Width) -> list[str]:
    """A category's name in the lines it is written in beside its row."""
    most = 0.36 * width.pixels if width is Width.NARROW else 190
    return wrapped(category.label, most, TEXT_SIZE, bold=is_own(category))


def lines_above(category: Category, width: Width) -> list[str]:
    """A category's name in the lines it is written in over its row."""
    return wrapped(category.label, width.pixels - EDGE, TEXT_SIZE, bold=is_own(category))


def names_height(chart: Chart, width: Width) -> float:
    """The height of the names over rows, the same for all; 0 where they stand beside them."""
    if not chart.names_above:
        return 0.0
    categories = [category for panel in chart.panels for category in panel.categories]
    return NAME_LINE * max((len(lines_above(c, width)) for c in categories), default=1) + 2


def note_rooms(chart: Chart) -> list[float]:
    """The room of each column of notes to the right of rows."""
    count = max((len(panel.note_titles) for panel in chart.panels), default=0)
    return [_note_room(chart.panels, at) for at in range(count)]


def _note_room(panels: Sequence[Panel], at: int) -> float:
    texts = [
        text
        for panel in panels
        if at < len(panel.note_titles)
        for text in (panel.note_titles[at], *(category.notes[at] for category in panel.categories))
    ]
    return max(text_width(text, TEXT_SIZE, bold=True) for text in texts) + NOTE_GAP


def plot_height(chart: Chart, panel: Panel, columns: int, width: Width) -> float:
    if chart.orientation is Orientation.COLUMNS:
        if len(chart.panels) == 1:
            return _LONE_HEIGHTS.get(width, LONE_HEIGHT)
        return MULTIPLE_HEIGHT + 50 * (columns == 1)
    if chart.names_above:
        return len(panel.categories) * (names_height(chart, width) + BAR_HEIGHT + 16)
    lines = max((len(category_lines(category, width)) for category in panel.categories), default=1)
    return len(panel.categories) * max(_row_height(chart, panel), NAME_LINE * lines + 10)


def _row_height(chart: Chart, panel: Panel) -> float:
    bars = [series for series in panel.series if series.form is Form.BARS]
    if bars and chart.stacking is Stacking.NONE:
        return max(BAR_ROW_HEIGHT, 20 * len(bars) + 14)
    return BAR_ROW_HEIGHT if bars else ROW_HEIGHT
