"""Which signs a chart carries: those in labels, and those where a figure would have stood.

Not for what the signs mean: that is `signs.py`.
"""

from collections.abc import Iterator

from dashboard.charts.grammar import Category, Chart, Panel, Point
from dashboard.charts.signs import STATUS_SIGNS


def missing_sign(panel: Panel, category: Category) -> str:
    """The sign of why a category has no figure; empty where nothing says so."""
    statuses = [
        point.status
        for point in _points(panel)
        if point.category == category.key and point.value is None and point.status != "ok"
    ]
    return (category.sign or STATUS_SIGNS[statuses[0]]) if statuses else ""


def texts_drawn(chart: Chart) -> Iterator[str]:
    """Every label and sign of the chart."""
    for panel in chart.panels:
        yield from (point.label for point in _points(panel))
        yield from (missing_sign(panel, category) for category in panel.categories)
        yield from (note for category in panel.categories for note in category.notes)


def _points(panel: Panel) -> Iterator[Point]:
    return (point for series in panel.series for point in series.points)
