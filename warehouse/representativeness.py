"""Did all parts of those invited answer equally often? The R-indicator and its parts.

Pure functions on counts. It sees what the frame knows of everybody, and nothing else: answers
may be skewed although R is 1. Schouten, Cobben and Bethlehem 2009; partial indicators:
http://www.jos.nu/Articles/abstract.asp?article=272231
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseStratum:
    """`invited` are those who could answer: without those known not to belong."""

    invited: float
    answers: float

    def __post_init__(self) -> None:
        if not 0 <= self.answers <= self.invited or self.invited <= 0:
            raise ValueError(f"{self.answers} answers from {self.invited} invited")

    @property
    def rate(self) -> float:
        return self.answers / self.invited


def representativeness(strata: Sequence[ResponseStratum]) -> float:
    """R = 1 − 2·SD of the response rates over all persons invited: 1 when all are equal.

    The deviation divides by N, not N − 1: everybody invited is the population and is not
    estimated from, R stays between 0 and 1, and the part of a variable is never more than the
    whole.

    Not adjusted for bias. The adjustments are made for propensities modelled from a sample;
    here the rates are counted, and anybody can compute R from what is shown. What is too low in
    it is chance in small strata: show `representativeness_by_chance` beside it.
    """
    return _indicator(_variance(strata))


def partial_representativeness(strata: Sequence[ResponseStratum]) -> float:
    """The unconditional part of one variable: √Σ(N_k/N)(ρ_k − ρ̄)² over its own strata.

    Between 0, when its values answered equally often, and a half. With other variables left
    out: two that go together (programme and sex) show the same skew twice.
    """
    return math.sqrt(_variance(strata))


def representativeness_by_chance(strata: Sequence[ResponseStratum]) -> float:
    """What R would be about, were everybody as likely to answer: chance alone in these strata.

    When as many answers fall at random among those invited, each N_k has the variance of a draw
    without replacement, ρ̄(1−ρ̄)/N_k · (N−N_k)/(N−1). Weighted by N_k/N they add up to
    ρ̄(1−ρ̄)(K−1)/(N−1) for K strata. An R not far under this says nothing of who answered.
    """
    invited, rate = _total(strata)
    if invited <= 1:
        return 1.0
    return _indicator(rate * (1 - rate) * (len(strata) - 1) / (invited - 1))


def _indicator(variance: float) -> float:
    # Never more than a quarter, but for rounding.
    return max(0.0, 1 - 2 * math.sqrt(variance))


def _variance(strata: Sequence[ResponseStratum]) -> float:
    invited, rate = _total(strata)
    squares = math.fsum(stratum.invited * (stratum.rate - rate) ** 2 for stratum in strata)
    return squares / invited


def _total(strata: Sequence[ResponseStratum]) -> tuple[float, float]:
    """Invited, and the response rate of all."""
    if not strata:
        raise ValueError("representativeness needs strata")
    invited = math.fsum(stratum.invited for stratum in strata)
    return invited, math.fsum(stratum.answers for stratum in strata) / invited
