"""Where the chart of a panel lies in its room, and its pixels as Office counts them: in shares.

Panels get a chart each; together these cover the room and never each other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from dashboard.charts.fitting import Fitted
from dashboard.charts.geometry import Frame, share_values
from dashboard.charts.grammar import Orientation
from dashboard.charts.office.model import Rectangle

# What lies between two panels is shared between what each writes beside itself.
_BEFORE_ROWS: Final = 17.0
_BEFORE_COLUMNS: Final = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Canvas:
    """The chart of a panel: its rectangle in pixels of the plan, and how large a pixel is."""

    frame: Frame
    scale: float
    left: float
    top: float
    width: float
    height: float

    @property
    def place(self) -> Rectangle:
        """In units of the room."""
        s = self.scale
        return Rectangle(
            left=self.left * s, top=self.top * s, width=self.width * s, height=self.height * s
        )

    @property
    def plot(self) -> tuple[float, float, float, float]:
        """The plot as shares of the chart: left, top, width, height."""
        f = self.frame
        return (*self.share_of(f.left, f.top), f.width / self.width, f.height / self.height)

    def share_of(self, x: float, y: float) -> tuple[float, float]:
        """A place in pixels of the plan as shares of the chart."""
        return (x - self.left) / self.width, (y - self.top) / self.height

    def moved(self, across: float, down: float) -> tuple[float, float]:
        """A distance in pixels as shares of the chart."""
        return across / self.width, down / self.height

    def points(self, pixels: float) -> float:
        return pixels * self.scale


def canvas_of(fitted: Fitted, frame: Frame) -> Canvas:
    plan = fitted.plan
    rows = sorted({other.top for other in plan.frames})
    at = rows.index(frame.top)
    top = _over(fitted, frame.top) if at else 0.0
    bottom = _over(fitted, rows[at + 1]) if at + 1 < len(rows) else plan.height
    beside = sorted(other.left for other in plan.frames if other.top == frame.top)
    number = beside.index(frame.left)
    left = _edge(fitted, beside[number]) if number else 0.0
    right = _edge(fitted, beside[number + 1]) if number + 1 < len(beside) else plan.width
    return Canvas(
        frame=frame, scale=fitted.scale, left=left, top=top, width=right - left,
        height=bottom - top,
    )  # fmt: skip


def _over(fitted: Fitted, top: float) -> float:
    """Where the titles over the plots of a row of panels begin."""
    row: Iterable[Frame] = (frame for frame in fitted.plan.frames if frame.top == top)
    return min(frame.top - frame.strip - frame.header for frame in row)


def _edge(fitted: Fitted, left: float) -> float:
    """Where the chart begins whose plot begins here, another being at its left."""
    plan = fitted.plan
    if plan.chart.orientation is Orientation.ROWS:
        return left - _BEFORE_ROWS
    shared = share_values([frame.panel for frame in plan.frames])
    return left - (_BEFORE_COLUMNS if shared else plan.left)
