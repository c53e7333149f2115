"""The mark of a place without a figure: its row keeps a sign, so that absence is seen."""

from dashboard.charts.grammar import Point
from dashboard.charts.signs import STATUS_SIGNS


def no_figure(category: str) -> Point:
    return Point(category=category, value=None, status="missing", label=STATUS_SIGNS["missing"])
