"""Weights that let every stratum count as it was invited, and what they cost in precision.

Pure functions on counts. They correct for strata that answered unequally often, not for those
who answered differing from the rest of their stratum. Which strata may be used is not decided
here: those that are hidden are merged before.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from warehouse.statistics import Interval, Share, wilson


def kish_design_effect(weights: Sequence[float], counts: Sequence[float]) -> float:
    """n Σw² / (Σw)²: by how much weighting widens the variance; 1 when all weigh the same.

    `counts` persons have each of the `weights`. Kish's form, which takes the answers to vary
    as much in every stratum.
    """
    pairs = tuple(zip(weights, counts, strict=True))
    total = math.fsum(weight * count for weight, count in pairs)
    if min((*weights, *counts), default=0) < 0 or total <= 0:
        raise ValueError("weights and counts are not negative, and not all zero")
    squares = math.fsum(weight**2 * count for weight, count in pairs)
    # It is 1 or more (Cauchy–Schwarz); rounding may put equal weights a hair under.
    return max(1.0, math.fsum(counts) * squares / total**2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """Of `invited` persons, `answers` answered the question, `positive` of them positively."""

    invited: float
    answers: float
    positive: float

    def __post_init__(self) -> None:
        if not 0 <= self.positive <= self.answers <= self.invited:
            raise ValueError(
                f"{self.positive} positive of {self.answers} answers of {self.invited} invited"
            )


class StratumWithoutAnswers(ValueError):
    """Nobody speaks for the stratum; merge it with another before weighting."""

    def __init__(self, number: int) -> None:
        super().__init__(f"stratum {number} has no answers: merge it with another before weighting")


@dataclass(frozen=True, slots=True)
class Weighted:
    """A share weighted to those invited. Show the unweighted share beside it.

    `share` holds as many answers as carry the same uncertainty unweighted: hand it to what
    takes a share (an interval, a difference).
    """

    share: Share
    design_effect: float

    @property
    def value(self) -> float:
        return self.share.value

    @property
    def effective_n(self) -> float:
        return self.share.n

    @property
    def interval(self) -> Interval | None:
        """Wilson's, with the effective n; None when everybody who was invited answered."""
        return wilson(self.share)


def post_stratified_share(strata: Sequence[Stratum], *, everyone_invited: bool = False) -> Weighted:
    """Every stratum counts as it is invited, not as it answered; refuses one without answers.

    A person of stratum h weighs N_h / n_h. With `everyone_invited` the interval is corrected
    for a finite population: where answers vary as much in all strata, Σ(N_h/N)²(1−n_h/N_h)s²/n_h
    is s²(1/n_eff − 1/N), so the effective n takes the place of n in that correction too.
    """
    for number, stratum in enumerate(strata, start=1):
        if stratum.answers == 0:
            raise StratumWithoutAnswers(number)
    invited = math.fsum(stratum.invited for stratum in strata)
    weights = [stratum.invited / stratum.answers for stratum in strata]
    counts = [stratum.answers for stratum in strata]
    effect = kish_design_effect(weights, counts)
    n = math.fsum(counts) / effect
    positive = math.fsum(w * stratum.positive for w, stratum in zip(weights, strata, strict=True))
    share = Share(
        positive=min(n, positive / invited * n),
        n=n,
        population=invited if everyone_invited else None,
    )
    return Weighted(share, effect)
