"""Where the word of example data stands among bars: where it hides nothing.

An XY chart has it behind its marks. What lies on bars lies over them, and not every program lets
them shine through; so it stands in the widest room that the bars and their names leave.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dashboard.charts.geometry import Frame, is_own
from dashboard.charts.grammar import Category, Panel, Stacking
from dashboard.charts.metrics import text_width
from dashboard.charts.office.surroundings import Scene
from dashboard.charts.rows import BAR_HEIGHT, NAME_LINE, lines_above
from dashboard.charts.stacks import starts
from dashboard.charts.theme import TEXT_SIZE

MOST: Final = 26.0
LEAST: Final = 9.0
# Fonts of templates may be a tenth wider than ours.
_AIR: Final = 14.0
_WIDER: Final = 1.12
_LINE: Final = 1.25


@dataclass(frozen=True, slots=True)
class Gap:
    """Room at the right end of a row, so many pixels below the middle of its bars."""

    row: int
    width: float
    height: float
    down: float = 0.0

    def size(self, word: str) -> float:
        """The largest text that the word can have in it."""
        across = self.width / (_WIDER * text_width(word, 1.0, bold=True))
        return max(min(MOST, across, self.height / _LINE), LEAST)


def widest(scene: Scene, word: str) -> Gap:
    """The gap in a panel of rows where the word is largest."""
    return max(_gaps(scene), key=lambda gap: gap.size(word))


def _gaps(scene: Scene) -> Iterator[Gap]:
    frame, stacking = scene.frame, scene.fitted.plan.chart.stacking
    right = frame.left + frame.width
    for row, category in enumerate(frame.panel.categories):
        width = right - _bars_end(frame, category, stacking) - _AIR
        yield Gap(row, width, BAR_HEIGHT if frame.names else frame.row_height)
        if frame.names:
            width = right - _WIDER * _name_end(scene, category) - _AIR
            yield Gap(row, width, NAME_LINE, -(BAR_HEIGHT / 2 + 1 + frame.names / 2))


def _name_end(scene: Scene, category: Category) -> float:
    lines = lines_above(category, scene.fitted.width)
    widest_line = max(text_width(line, TEXT_SIZE, bold=is_own(category)) for line in lines)
    return scene.canvas.left + widest_line


def _bars_end(frame: Frame, category: Category, stacking: Stacking) -> float:
    """Where the bars of a row end, with the label behind the longest."""
    points = [p for s in frame.panel.series for p in s.points if p.category == category.key]
    values = [(point.value, point.label) for point in points if point.value is not None]
    if stacking is Stacking.DIVERGING:
        return frame.value_pixel(_stack_end(frame.panel, category))
    if stacking is Stacking.STACKED:
        return frame.value_pixel(sum(value for value, _ in values))
    ends = [frame.value_pixel(v) + text_width(text, TEXT_SIZE, bold=True) for v, text in values]
    return max([frame.value_pixel(max(frame.panel.axis.low, 0.0)), *ends])


def _stack_end(panel: Panel, category: Category) -> float:
    begins = starts(panel)
    ends = [
        begins[series.key, point.category] + point.value
        for series in panel.series
        for point in series.points
        if point.category == category.key and point.value is not None
    ]
    return max([0.0, *ends])
