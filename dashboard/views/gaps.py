"""The mark of a place without a figure: its row keeps a sign, so that absence is seen.

Before a region joined the agreement a figure of the region cannot exist: that is another sign.
"""

from collections.abc import Collection

from dashboard.charts.grammar import Point
from dashboard.charts.signs import STATUS_SIGNS
from warehouse.indicators.model import Indicator, RepresentedBy
from warehouse.period import Period
from warehouse.regions import ALF_REGION_CODES, REGIONS


def status_without(region: str, indicator: Indicator, period: Period) -> str:
    """Why a region has no figure: `not_applicable` before it joined, else `missing`."""
    since = REGIONS[region].agreement_since
    early = since is not None and period.end is not None and period.end.year < since
    of_region = indicator.represented_by is RepresentedBy.REGION
    return "not_applicable" if early and of_region else "missing"


def no_figure(category: str, status: str = "missing") -> Point:
    return Point(category=category, value=None, status=status, label=STATUS_SIGNS[status])


def region_gaps(
    have: Collection[str], own: str | None, indicator: Indicator, period: Period
) -> dict[str, tuple[Point, ...]]:
    """The signs of the regions that `have` no figure, own region's apart from the others'."""
    signs = {
        code: no_figure(code, status_without(code, indicator, period))
        for code in ALF_REGION_CODES
        if code not in have
    }
    others = tuple(point for code, point in signs.items() if code != own)
    return {"own": tuple(p for code, p in signs.items() if code == own), "others": others}
