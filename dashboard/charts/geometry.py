"""Where each panel of a chart lies, in pixels of a drawing of a given width.

Widths come in a few sizes, measured at the least of each: what has room there has room in any
wider drawing of the same size. Two of them are drawn enlarged, for a chart alone on a screen.
Not for what is drawn inside a panel.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, assert_never

from dashboard.charts.grammar import (
    Category,
    Chart,
    Emphasis,
    Form,
    Orientation,
    Panel,
    Point,
    Series,
)
from dashboard.charts.metrics import text_width, wrapped
from dashboard.charts.theme import SMALL_SIZE


class Width(StrEnum):
    """How much room a chart has across."""

    NARROW = "narrow"
    MEDIUM = "medium"
    HALF = "half"
    WIDE = "wide"
    FULL = "full"
    WIDE_ENLARGED = "wide_enlarged"
    FULL_ENLARGED = "full_enlarged"

    @property
    def pixels(self) -> int:
        """The least width of a drawing of this size, before it is enlarged."""
        match self:
            case Width.NARROW:
                return 280
            case Width.MEDIUM:
                return 440
            case Width.HALF:
                return 540
            case Width.WIDE | Width.WIDE_ENLARGED:
                return 780
            case Width.FULL | Width.FULL_ENLARGED:
                return 1040
            case _:
                assert_never(self)

    @property
    def scale(self) -> float:
        """How much larger than on a page of cards everything is drawn."""
        return _SCALES.get(self, 1.0)


_SCALES: Final[dict[Width, float]] = {Width.WIDE_ENLARGED: 1.35, Width.FULL_ENLARGED: 1.5}


def width_for(pixels: float) -> Width:
    """The size of a drawing that is so many pixels across."""
    fitting = [width for width in Width if width.scale == 1 and width.pixels <= pixels]
    return fitting[-1] if fitting else Width.NARROW


TITLE_LINE: Final = 18
SMALL_LINE: Final = 16
TICK_ROOM: Final = 24
PANEL_GAP: Final = 30
# Time points keep this far from the sides of their panel.
TIME_PAD: Final = 28
_LEAST_PAD: Final = 14
# A panel this narrow writes long periods in lines, and only on one row.
SMALL_PANEL: Final = 200
# A period may stand out of its panel by so much: half of what is between two panels.
PERIOD_OVERHANG: Final = 8
# Panels are put below each other rather than made narrower than this.
LEAST_PANEL: Final = 104
# From a point to the name beside it.
NAME_SHIFT: Final = 9
EDGE: Final = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One panel's plot area; `is_alone` where the chart has no other.

    `header` is the height of its titles and `strip` that of the labels of lines, bands and breaks
    between them and the plot; `end` is the room for names after it. `names` is the height of the
    names over each row, where they do not stand beside it.
    """

    panel: Panel
    number: int
    column: int
    left: float
    top: float
    width: float
    height: float
    header: float
    strip: float
    end: float
    is_time: bool
    is_alone: bool
    orientation: Orientation
    names: float = 0.0

    def along(self, category: Category) -> float:
        """The place of a category's marks on its axis: its position, or its number.

        Where names stand over their rows, marks stand in the lower part of these.
        """
        if category.position is not None and (self.is_time or self.panel.along is not None):
            return category.position
        return self.panel.categories.index(category) + self.names / 2 / self.row_height

    @property
    def row_height(self) -> float:
        return self.height / max(len(self.panel.categories), 1)

    @property
    def category_range(self) -> tuple[float, float]:
        if self.panel.along is not None:
            return self.panel.along.low, self.panel.along.high
        if not self.is_time:
            return -0.5, len(self.panel.categories) - 0.5
        positions = [c.position for c in self.panel.categories if c.position is not None]
        positions += [b.position for b in self.panel.breaks]
        first, last = min(positions), max(positions)
        pad = max(min(TIME_PAD, 0.15 * self.width), min(self._overhang, 0.3 * self.width))
        per_pixel = ((last - first) or 1.0) / (self.width - 2 * pad)
        middle = (first + last) / 2
        half = self.width / 2 * per_pixel
        return middle - half, middle + half

    @property
    def _overhang(self) -> float:
        """How far a panel must reach beyond its outer periods to hold their labels."""
        labels = (self.period_label(category) for category in self.panel.categories)
        return max(text_width(label, SMALL_SIZE) for label in labels) / 2 - PERIOD_OVERHANG

    def period_label(self, category: Category) -> str:
        """A period as it stands under the axis: in lines where its panel is small."""
        if self.width >= SMALL_PANEL:
            return category.label
        return "\n".join(wrapped(category.label, 0.55 * self.width, SMALL_SIZE))

    def category_pixel(self, position: float) -> float:
        low, high = self.category_range
        share = (position - low) / (high - low)
        if self.orientation is Orientation.ROWS:
            return self.top + share * self.height
        return self.left + share * self.width

    def value_pixel(self, value: float) -> float:
        axis = self.panel.axis
        share = (value - axis.low) / (axis.high - axis.low)
        if self.orientation is Orientation.ROWS:
            return self.left + share * self.width
        return self.top + (1 - share) * self.height

    def pixel(self, category: Category, value: float) -> tuple[float, float]:
        """(x, y) of a value, y growing downwards."""
        along, across = self.category_pixel(self.along(category)), self.value_pixel(value)
        return (across, along) if self.orientation is Orientation.ROWS else (along, across)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The whole drawing: its size in pixels, its margins and its panels."""

    chart: Chart
    width: float
    height: float
    left: float
    right: float
    frames: tuple[Frame, ...]

    def paper_x(self, pixel: float) -> float:
        """A distance from the left edge as a share of the room between the margins."""
        return (pixel - self.left) / (self.width - self.left - self.right)

    def paper_y(self, pixel: float) -> float:
        """A distance from the top as a share of the height, upwards; there are no margins."""
        return 1 - pixel / self.height


def share_categories(panels: Sequence[Panel]) -> bool:
    """Whether all panels have the same rows, so that they are named once."""
    return len({tuple((c.key, c.label) for c in panel.categories) for panel in panels}) == 1


def share_values(panels: Sequence[Panel]) -> bool:
    return len({panel.axis for panel in panels}) == 1


def columns_for(chart: Chart, width: Width) -> int:
    if chart.orientation is Orientation.ROWS and not share_categories(chart.panels):
        return 1
    if any(panel.note_titles for panel in chart.panels):
        return 1
    most = {Width.NARROW: 1, Width.MEDIUM: 2, Width.HALF: 2}.get(width, chart.columns)
    if chart.orientation is Orientation.COLUMNS and len(chart.panels) > 2:
        # Small multiples stay beside each other on a phone, so that they can be compared.
        most = {Width.NARROW: 2, Width.MEDIUM: 3, Width.HALF: 3}.get(width, chart.columns)
    return max(1, min(most, chart.columns, len(chart.panels)))


def is_own(category: Category) -> bool:
    return category.emphasis is Emphasis.OWN


def is_own_panel(plan: Plan, frame: Frame) -> bool:
    """A panel that is all about one's own region, among panels of others."""
    emphases = {s.emphasis for s in frame.panel.series if s.form is Form.LINE}
    return len(plan.frames) > 1 and Emphasis.OWN in emphases


def name_lines(name: str, width: Width) -> list[str]:
    return wrapped(name, 84 if width is Width.NARROW else 130, SMALL_SIZE, bold=True)


def end_room(chart: Chart, panel: Panel, width: Width) -> float:
    """Room to the right of a panel for the names of its lines and bands.

    Among panels that share bands, these are named once, over the first.
    """
    names = [series.name for series in panel.series if has_end_name(panel, series)]
    # The name of a line begins at its last point, which stands a little inside the panel.
    widths = [_name_width(name, width) - _LEAST_PAD for name in names]
    if chart.orientation is Orientation.COLUMNS and len(chart.panels) == 1:
        across = [line.label for line in panel.lines] + [band.label for band in panel.bands]
        across += [curve.label for curve in panel.curves]
        widths += [_name_width(label, width) for label in across if label]
    return max(widths, default=-NAME_SHIFT) + NAME_SHIFT


def _name_width(name: str, width: Width) -> float:
    return max(text_width(line, SMALL_SIZE, bold=True) for line in name_lines(name, width))


def has_end_name(panel: Panel, series: Series) -> bool:
    """Whether a name stands at the end of a line: not where the panel's title says it already."""
    has_name = bool(series.name) and series.name != panel.title
    return series.name_at_end and has_name and last_point(series) is not None


def last_point(series: Series) -> Point | None:
    """The last point with a figure: where the name of the series stands."""
    return next((p for p in reversed(series.points) if p.value is not None), None)


def value_room(panel: Panel) -> float:
    """Room for the value axis' figures at the left of columns."""
    return max(text_width(tick.label, SMALL_SIZE) for tick in panel.axis.ticks) + 10
