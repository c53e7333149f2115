"""A chart that has been fitted to a room, as a group of SVG."""

from collections.abc import Iterator
from functools import lru_cache

from dashboard.charts.fitting import Fitted
from dashboard.charts.geometry import Frame, Plan, Width
from dashboard.charts.panel_labels import labelled
from dashboard.charts.svg.axes import grid, tick_labels
from dashboard.charts.svg.behind import reference_lines, under_grid, under_marks
from dashboard.charts.svg.furniture import furniture, stamped
from dashboard.charts.svg.marks import marks
from dashboard.charts.svg.writing import number


def drawn(fitted: Fitted, *, left: float, top: float) -> str:
    """The drawing with its upper left corner at a place in the room."""
    moved = f"translate({number(left)} {number(top)}) scale({fitted.scale:.5f})"
    return f'<g transform="{moved}">{_inner(fitted.plan, fitted.width)}</g>'


@lru_cache(maxsize=256)
def _inner(plan: Plan, width: Width) -> str:
    """Kept for the next who asks: placing labels takes most of the time."""
    panels = (part for frame in plan.frames for part in _panel(plan, frame, width))
    return "".join(panels) + stamped(plan)


def _panel(plan: Plan, frame: Frame, width: Width) -> Iterator[str]:
    yield from under_grid(frame)
    yield from grid(plan, frame)
    yield from under_marks(frame)
    yield from marks(frame, labelled(frame, width), plan.chart.stacking)
    yield from reference_lines(frame, hidden=True)
    yield from tick_labels(plan, frame)
    yield from furniture(plan, frame, width)
