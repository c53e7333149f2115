"""Many shares and means at once: the formulas of `warehouse.statistics` on arrays, and rounding.

Nothing is decided here: nan goes in where a number is not known, and comes out where there is
none to give.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from warehouse.statistics import CONFIDENCE, normal_quantile

Numbers = NDArray[np.float64]

_Z: Final = normal_quantile((1 + CONFIDENCE) / 2)
# From so many on, a percentage carries a decimal; see `warehouse.statistics.decimals_supported`.
_CARRIES_A_DECIMAL: Final = 100


@dataclass(frozen=True, slots=True, eq=False)
class Intervals:
    low: Numbers
    high: Numbers

    def times(self, factor: float) -> "Intervals":
        return Intervals(self.low * factor, self.high * factor)


def share_intervals(positive: Numbers, n: Numbers, population: Numbers) -> Intervals:
    """Wilson's, with n(N−1)/(N−n) for n where N is known; none where everybody answered."""
    with np.errstate(divide="ignore", invalid="ignore"):
        corrected = n * (population - 1) / (population - n)
        size = np.where(np.isnan(population), n, corrected)
        p = positive / n
        centre = p + _Z**2 / (2 * size)
        half = _Z * np.sqrt(p * (1 - p) / size + _Z**2 / (4 * size**2))
        scale = 1 + _Z**2 / size
        low, high = (centre - half) / scale, (centre + half) / scale
    none = (population == n) | (n == 0)
    # Rounding may put an end a hair beyond the share itself, which is 0 or 1 there.
    low = np.where(none, np.nan, np.clip(np.minimum(low, p), 0, 1))
    return Intervals(low, np.where(none, np.nan, np.clip(np.maximum(high, p), 0, 1)))


def nonresponse_bounds(positive: Numbers, n: Numbers, population: Numbers) -> Intervals:
    """If nobody, or everybody, of those who did not answer were positive."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return Intervals(positive / population, (positive + population - n) / population)


def mean_intervals(
    mean: Numbers, deviation: Numbers, n: Numbers, population: Numbers, ends: tuple[float, float]
) -> Intervals:
    """Student's t, as `warehouse.survey_statistics.mean_interval`, cut at the ends of the scale."""
    with np.errstate(divide="ignore", invalid="ignore"):
        left = np.where(np.isnan(population), 1.0, (population - n) / population)
        t = stats.t.ppf((1 + CONFIDENCE) / 2, n - 1)
        half = t * deviation * np.sqrt(left / n)
    half = np.where((n < 2) | (population == n) | (deviation == 0), np.nan, half)
    return Intervals(np.maximum(ends[0], mean - half), np.minimum(ends[1], mean + half))


def rounded(numbers: Numbers, decimals: int) -> Numbers:
    """Halves away from zero, as people round."""
    step = 10.0**decimals
    # 0.285 is stored as a hair less: what is a half to nine decimals is a half.
    return np.sign(numbers) * np.floor(np.abs(numbers) * step + 0.5 + 1e-9) / step


def rounded_percent(numbers: Numbers, n: Numbers) -> Numbers:
    """Whole per cent under a hundred, else one decimal."""
    return np.where(n < _CARRIES_A_DECIMAL, rounded(numbers, 0), rounded(numbers, 1))
