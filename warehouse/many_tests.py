"""Many comparisons at once: what a list of differences supports, and which units are separate.

Pure functions. Not for the colour of one figure, which asks for 99.8 % instead, and not a
ranking: units that cannot be told apart share their places.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from scipy import stats

from warehouse.statistics import Share, effective_n

FALSE_DISCOVERY_RATE: Final = 0.05


def adjusted_p_values(p_values: Sequence[float]) -> tuple[float, ...]:
    """Benjamini and Hochberg's: the lowest rate of false findings at which each would be one."""
    if any(math.isnan(p_value) for p_value in p_values):
        raise ValueError("a p-value is not a number: leave out what could not be tested")
    return tuple(float(p) for p in stats.false_discovery_control(list(p_values), method="bh"))


def benjamini_hochberg(
    p_values: Sequence[float], q: float = FALSE_DISCOVERY_RATE
) -> tuple[bool, ...]:
    """Which of them are findings, when on average at most `q` of all findings are false."""
    if not 0 < q < 1:
        raise ValueError(f"a rate of false findings lies between 0 and 1, not at {q}")
    return tuple(p_value <= q for p_value in adjusted_p_values(p_values))


def difference_p_value(first: Share, second: Share) -> float:
    """How often chance alone gives so large a difference: the score test, two-sided.

    Both shares are taken to be one, p̄, and the difference has the variance p̄(1−p̄)(1/n₁+1/n₂).
    Of a population each n is n(N−1)/(N−n), as in the Wilson interval, for the variance of a
    share is p̄(1−p̄)/n · (N−n)/(N−1): what is known of nearly all varies little. A share of
    everybody is the truth, and the other is tested against it.

    Newcombe's interval is built from the same score equation for each share by itself. The two
    agree but for differences near the line: where one says 5 %, the other says 2 to 6.
    """
    difference = abs(first.value - second.value)
    if difference == 0:
        return 1.0
    per_answer_first, per_answer_second = 1 / effective_n(first), 1 / effective_n(second)
    both = per_answer_first + per_answer_second
    if both == 0:
        return 0.0  # Everybody answered on both sides: nothing is left to chance.
    # p̄ weights each share with its n, written so that an infinite n needs no limit.
    common = (first.value * per_answer_second + second.value * per_answer_first) / both
    variance = common * (1 - common) * both
    return 0.0 if variance <= 0 else math.erfc(difference / math.sqrt(2 * variance))


@dataclass(frozen=True, slots=True)
class Places:
    """Between which places a unit lies, 1 being the highest share."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Separation:
    """Which of `count` units can be told apart: (i, j) when i is higher than j."""

    count: int
    pairs: frozenset[tuple[int, int]]

    def are_separate(self, first: int, second: int) -> bool:
        return (first, second) in self.pairs or (second, first) in self.pairs

    def places(self, unit: int) -> Places:
        """Behind the units that are higher, before those that are lower; the rest are open."""
        higher = sum(lower == unit for _, lower in self.pairs)
        lower = sum(higher == unit for higher, _ in self.pairs)
        return Places(1 + higher, self.count - lower)


def separate(shares: Sequence[Share], q: float = FALSE_DISCOVERY_RATE) -> Separation:
    """Tests every pair of units; a pair is separate when it is a finding among all pairs.

    Pairs share units and are not independent. Benjamini and Hochberg's rate is proved for
    tests that are independent or depend positively; for all pairs it is common practice.
    """
    pairs = list(combinations(range(len(shares)), 2))
    found = benjamini_hochberg(
        [difference_p_value(shares[first], shares[second]) for first, second in pairs], q
    )
    ordered = (
        (first, second) if shares[first].value > shares[second].value else (second, first)
        for (first, second), is_found in zip(pairs, found, strict=True)
        if is_found
    )
    return Separation(len(shares), frozenset(ordered))
