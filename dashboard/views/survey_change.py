"""What may be said of a figure of a survey over time: a tested trend, or a change with interval.

Pure: cells of comparable rounds in, a finding out. Words about it are in `survey_trend_words.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from dashboard.views.survey_data import SurveyCell
from warehouse.statistics import Difference, Interval, NotComparable, newcombe
from warehouse.trend_tests import POINTS, DatedShare, Trend, trend_in_shares


@dataclass(frozen=True, slots=True)
class Development:
    """`last` is the newest that is shown, `earlier` the one before it among the comparable.

    `trend` is there with five points of a share or more; `change` where two can be compared.
    """

    last: SurveyCell
    earlier: SurveyCell | None
    change: Difference | None
    trend: Trend | None


def development(comparable: Sequence[SurveyCell]) -> Development | None:
    """Of one stretch, oldest first; None where nothing of it is shown."""
    shown = [cell for cell in comparable if cell.is_shown and cell.value is not None]
    if not shown:
        return None
    last, earlier = shown[-1], shown[-2] if len(shown) > 1 else None
    change = _difference(last, earlier) if earlier else None
    return Development(last, earlier, change, _trend(shown))


def _trend(shown: Sequence[SurveyCell]) -> Trend | None:
    dated = [DatedShare(cell.period, share) for cell in shown if (share := cell.share)]
    if len(dated) < POINTS:
        return None
    try:
        return trend_in_shares(dated)
    except NotComparable:
        return None


def _difference(last: SurveyCell, earlier: SurveyCell) -> Difference | None:
    """Of shares Newcombe's, in shares; of indices from their intervals, in index points."""
    if last.share and earlier.share:
        return newcombe(last.share, earlier.share)
    return difference_of_means(last, earlier)


def difference_of_means(last: SurveyCell, earlier: SurveyCell) -> Difference | None:
    """The difference of two independent figures, from how far their own intervals reach.

    What Newcombe does with Wilson's: the square root of the sum of the squared distances. None
    where one of them has no interval.
    """
    if last.value is None or earlier.value is None:
        return None
    if last.low is None or last.high is None or earlier.low is None or earlier.high is None:
        return None
    value = last.value - earlier.value
    below = hypot(last.value - last.low, earlier.high - earlier.value)
    above = hypot(last.high - last.value, earlier.value - earlier.low)
    return Difference(value, Interval(value - below, value + above))
