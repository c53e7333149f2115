"""Intervals, bounds, differences, means and verdicts. Pure functions: no files, no drawing.

Shares are between 0 and 1 here, and percent only in the stored figures. A response rate of
everybody invited has no sampling interval: ask for its bounds, not for an interval.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final, Literal

from scipy import stats

from warehouse.indicators.model import SeriesBreak
from warehouse.period import Period, parse_period
from warehouse.text import Text

CONFIDENCE: Final = 0.95
# Strict enough for colour: seven regions by thirty questions give 0.4 false flags, not 10.
CONFIDENCE_FOR_COLOUR: Final = 0.998


@dataclass(frozen=True, slots=True)
class Interval:
    low: float
    high: float

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """`positive` of `n` answers. `population` is how many were asked, when everybody was."""

    positive: float
    n: float
    population: float | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.positive <= self.n or self.n <= 0:
            raise ValueError(f"{self.positive} of {self.n} is not a share")
        if self.population is not None and self.population < self.n:
            raise ValueError(f"{self.n} answers from {self.population} asked")

    @property
    def value(self) -> float:
        return self.positive / self.n

    @property
    def is_complete(self) -> bool:
        """Everybody in the population answered: nothing is left to chance."""
        return self.population == self.n


def effective_n(share: Share) -> float:
    """As many answers from an endless population carry as much: n(N−1)/(N−n); n without N.

    Infinite when everybody answered.
    """
    if share.population is None:
        return share.n
    if share.is_complete:
        return math.inf
    return share.n * (share.population - 1) / (share.population - share.n)


@lru_cache(maxsize=64)
def normal_quantile(probability: float) -> float:
    """Asked for a few confidences, thousands of times a page: scipy takes 0.1 ms each time."""
    return float(stats.norm.ppf(probability))


def wilson(share: Share, *, confidence: float = CONFIDENCE) -> Interval | None:
    """The Wilson interval; None when everybody answered.

    With a population, n is replaced by n(N−1)/(N−n). The interval then covers chance among
    those who are missing at random, and nothing else: show the bounds beside it.
    """
    if share.is_complete:
        return None
    n = effective_n(share)
    z = normal_quantile((1 + confidence) / 2)
    p = share.value
    centre = p + z**2 / (2 * n)
    half = z * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    scale = 1 + z**2 / n
    return Interval(max(0.0, (centre - half) / scale), min(1.0, (centre + half) / scale))


def nonresponse_bounds(share: Share) -> Interval:
    """Worst and best case: what the share is if nobody, or everybody, of the rest is positive."""
    if share.population is None:
        raise ValueError("bounds of non-response need the number who were asked")
    missing = share.population - share.n
    return Interval(
        share.positive / share.population, (share.positive + missing) / share.population
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """First minus second."""

    value: float
    interval: Interval

    @property
    def is_supported(self) -> bool:
        """The interval leaves out zero. Whether two intervals overlap is not the test."""
        return not self.interval.holds(0)


def newcombe(first: Share, second: Share, *, confidence: float = CONFIDENCE) -> Difference:
    """The difference of two independent shares, with Newcombe's interval of Wilson distances."""
    below_first, above_first = _distances(first, confidence)
    below_second, above_second = _distances(second, confidence)
    value = first.value - second.value
    low = value - math.hypot(below_first, above_second)
    high = value + math.hypot(above_first, below_second)
    return Difference(value, Interval(low, high))


def _distances(share: Share, confidence: float) -> tuple[float, float]:
    interval = wilson(share, confidence=confidence)
    if interval is None:
        return 0.0, 0.0
    return share.value - interval.low, interval.high - share.value


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean of regions always says how it was made, and of how many."""

    value: float
    method: Literal["weighted", "unweighted"]
    count: int


def unweighted_mean(values: Sequence[float]) -> Mean:
    """Every region counts the same, however large; raises ValueError when there is none."""
    if not values:
        raise ValueError("a mean needs at least one value")
    return Mean(math.fsum(values) / len(values), "unweighted", len(values))


def weighted_mean(values: Sequence[float], weights: Sequence[float]) -> Mean:
    """Every person counts the same: `weights` are the denominators, one for each value."""
    total = math.fsum(weights)
    if min(weights, default=0) < 0 or total <= 0:
        raise ValueError("weights are not negative, and not all zero")
    parts = (value * weight for value, weight in zip(values, weights, strict=True))
    return Mean(math.fsum(parts) / total, "weighted", len(values))


class NotComparable(ValueError):
    """Two figures between which there is no change to speak of; `reason` says why."""

    def __init__(self, reason: Text, series_break: SeriesBreak | None = None) -> None:
        self.reason = reason
        self.series_break = series_break
        super().__init__(reason.en)


@dataclass(frozen=True, slots=True)
class Dated:
    period: Period
    value: float


def change(
    earlier: Dated,
    later: Dated,
    breaks: Iterable[SeriesBreak],
    *,
    region: str,
    group: str,
    item: str | None = None,
) -> float:
    """Later minus earlier, in the figures' unit; raises NotComparable."""
    if not (earlier.period.has_date and later.period.has_date):
        raise NotComparable(Text("en av uppgifterna saknar datum", "one of the figures is undated"))
    if earlier.period.kind is not later.period.kind:
        raise NotComparable(
            Text("perioderna är av olika slag", "the periods are of different kinds")
        )
    if earlier.period.sort_key >= later.period.sort_key:
        raise NotComparable(Text("perioderna följer inte på varandra",
                                 "the second period does not follow the first"))  # fmt: skip
    found = break_between(
        earlier.period, later.period, breaks, region=region, group=group, item=item
    )
    if found:
        raise NotComparable(found.reason, found)
    return later.value - earlier.value


def break_between(
    earlier: Period,
    later: Period,
    breaks: Iterable[SeriesBreak],
    *,
    region: str,
    group: str,
    item: str | None = None,
) -> SeriesBreak | None:
    """The first declared break that lies between two periods of a region's series.

    Without an item, only breaks that hold for every item count.
    """
    for candidate in breaks:
        holds_here = (
            candidate.region in {None, region}
            and candidate.group in {None, group}
            and candidate.item in {None, item}
        )
        before, after = parse_period(candidate.before), parse_period(candidate.after)
        if holds_here and earlier.sort_key <= before.sort_key and after.sort_key <= later.sort_key:
            return candidate
    return None


class Band(StrEnum):
    """Where a figure lies against its target; not whether chance alone could have put it there."""

    BELOW = "below"
    INSIDE = "inside"
    ABOVE = "above"


def band(value: float, target: tuple[float, float]) -> Band:
    """Both ends of the target are inside it."""
    low, high = target
    if value < low:
        return Band.BELOW
    return Band.ABOVE if value > high else Band.INSIDE


def balanced_counts(total: int, target: tuple[float, float]) -> range:
    """How many of `total` persons may be women for their share, in percent, to be in the target.

    Where no number of persons can be (one or two of three, at 40–60 %), the nearest to its
    middle are. One person alone is neither even nor uneven: the range is empty.
    """
    if total < 2:
        return range(0)
    low, high = target
    inside = [n for n in range(total + 1) if low * total <= 100 * n <= high * total]
    if not inside:
        middle = (low + high) / 2
        distance = min(abs(100 * n / total - middle) for n in range(total + 1))
        inside = [
            n
            for n in range(total + 1)
            if math.isclose(abs(100 * n / total - middle), distance, abs_tol=1e-9)
        ]
    return range(inside[0], inside[-1] + 1)


def band_in_persons(count: int, total: int, target: tuple[float, float]) -> Band | None:
    """The verdict for a small board, counted in persons; None where there is none to give."""
    if not 0 <= count <= total:
        raise ValueError(f"{count} of {total} persons")
    balanced = balanced_counts(total, target)
    if not balanced:
        return None
    if count < balanced.start:
        return Band.BELOW
    return Band.INSIDE if count in balanced else Band.ABOVE


def decimals_supported(n: float | None) -> int:
    """The most decimals of a percentage that n answers carry: none under a hundred.

    An unknown n supports one: the figure is then shown as its source prints it.
    """
    return 0 if n is not None and n < 100 else 1
