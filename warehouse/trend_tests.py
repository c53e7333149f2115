"""The trend of a share: the χ² test for trend, on the five latest comparable points.

Pure functions. Whether points are comparable (no break, the same question) is the caller's to
know; what is here refuses too few points and points that overlap. The rule of five and of the
latest five is that of Fingertips: https://fingertips.phe.org.uk/static-reports/public-health-technical-guidance/Presentation/Trend_markers.html
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from scipy import stats

from warehouse.period import Period
from warehouse.statistics import CONFIDENCE, NotComparable, Share
from warehouse.text import Text

POINTS: Final = 5


class TooFewPoints(ValueError):
    """A trend needs five points; show the change with its interval instead."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(f"a trend needs {POINTS} comparable points, not {count}")


@dataclass(frozen=True, slots=True)
class DatedShare:
    period: Period
    share: Share


class TrendDirection(StrEnum):
    RISING = "rising"
    FALLING = "falling"
    NOT_SUPPORTED = "not_supported"


@dataclass(frozen=True, slots=True)
class Trend:
    """`slope` is the change of the share in a year; `points` are those that were tested."""

    slope: float
    chi_square: float
    p_value: float
    points: tuple[DatedShare, ...]

    @property
    def direction(self) -> TrendDirection:
        """Rising or falling only where the test supports it. Good or bad is not said here."""
        if self.p_value >= 1 - CONFIDENCE or self.slope == 0:
            return TrendDirection.NOT_SUPPORTED
        return TrendDirection.RISING if self.slope > 0 else TrendDirection.FALLING


def trend_in_shares(shares: Sequence[DatedShare]) -> Trend:
    """Tests the five latest of `shares`, in any order; raises TooFewPoints and NotComparable.

    Years that are missing between them count as time that passed. Without finite-population
    correction, as in Fingertips: the question is what moves, not who was there that year.
    """
    if len(shares) < POINTS:
        raise TooFewPoints(len(shares))
    _refuse_what_has_no_order(shares)
    latest = tuple(sorted(shares, key=lambda point: point.period.sort_key)[-POINTS:])
    times = [point.period.middle for point in latest]
    slope, chi_square = slope_and_chi_square(times, [point.share for point in latest])
    return Trend(slope, chi_square, float(stats.chi2.sf(chi_square, 1)), latest)


def _refuse_what_has_no_order(shares: Sequence[DatedShare]) -> None:
    if not all(point.period.has_date for point in shares):
        raise NotComparable(Text("en av uppgifterna saknar datum", "one of the figures is undated"))
    if len({point.period.kind for point in shares}) > 1:
        raise NotComparable(
            Text("perioderna är av olika slag", "the periods are of different kinds")
        )
    periods = sorted((point.period for point in shares), key=lambda period: period.sort_key)
    for earlier, later in pairwise(periods):
        if later.sort_key[0] <= earlier.sort_key[1]:
            raise NotComparable(
                Text("perioderna går in i varandra", "the periods run into each other")
            )


def slope_and_chi_square(times: Sequence[float], shares: Sequence[Share]) -> tuple[float, float]:
    """The weighted slope of the shares, and its square over its variance were there none.

    Cochran and Armitage's: b = Σn(t−t̄)(p−p̄) / Σn(t−t̄)², χ² = b² Σn(t−t̄)² / p̄(1−p̄), with one
    degree of freedom; means weighted by n. For any number of points.
    """
    weights = [share.n for share in shares]
    total = math.fsum(weights)
    common = math.fsum(share.positive for share in shares) / total
    middle = math.fsum(w * time for w, time in zip(weights, times, strict=True)) / total
    distances = [time - middle for time in times]
    spread = math.fsum(w * d**2 for w, d in zip(weights, distances, strict=True))
    if spread == 0:
        raise ValueError("points at one time have no trend")
    rise = math.fsum(
        d * (s.positive - common * s.n) for d, s in zip(distances, shares, strict=True)
    )
    variance = common * (1 - common)
    # All answers alike, in every round: nothing moved.
    return (rise / spread, rise**2 / spread / variance) if variance > 0 else (0.0, 0.0)
