"""Intervals of percentages, written with no more decimals than their n supports."""

from dashboard.charts.numbers import interval
from dashboard.views.survey_data import SurveyCell
from warehouse.statistics import decimals_supported
from warehouse.text import Language
from warehouse.units import PERCENT


def supported_interval(
    low: float, high: float, n: float | None, language: Language, *, with_unit: bool
) -> str:
    """Ends in per cent or percentage points: "60–80 %" of 50 answers, "60,1–79,7 %" of 200."""
    decimals = decimals_supported(n)
    ends = round(low, decimals), round(high, decimals)
    return interval(*ends, PERCENT, language, with_unit=with_unit)


def cell_interval(cell: SurveyCell, language: Language) -> str:
    """Empty where the cell has none, as when everybody answered."""
    if cell.low is None or cell.high is None:
        return ""
    return supported_interval(cell.low, cell.high, cell.n, language, with_unit=True)
