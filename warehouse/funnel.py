"""The funnel: how far from a common share chance alone may put a unit with so many answers.

Pure functions, no drawing. A unit outside is a question, not a verdict. Formula of
PHEindicatormethods, R/Funnels.R (https://github.com/ukhsa-collaboration/PHEindicatormethods):
the Wilson interval turned round, c ± z √(c(1−c)/n). A unit is outside exactly when the Wilson
interval of its own share leaves out the centre.

Without finite-population correction, also where everybody was invited: the funnel asks whether
a unit differs from what is common to all, not how its own persons would have answered, and units
of one size then share one limit.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from scipy import stats

from warehouse.statistics import (
    CONFIDENCE,
    CONFIDENCE_FOR_COLOUR,
    Interval,
    Share,
    normal_quantile,
)

CURVE_POINTS: Final = 100
# Of the z-scores at either end, set to the outermost that is left (Spiegelhalter 2005).
WINSORISED: Final = 0.1
# Variation that chance gives more rarely than this is said to be more than chance.
LEVEL: Final = 0.05


class FunnelPlace(StrEnum):
    INSIDE = "inside"
    BELOW_95 = "below_95"
    ABOVE_95 = "above_95"
    BELOW_998 = "below_998"
    ABOVE_998 = "above_998"


def funnel_limits(
    centre: float, ns: Sequence[float], *, confidence: float = CONFIDENCE, dispersion: float = 1.0
) -> tuple[Interval, ...]:
    """The limits for units of `ns` answers, cut at 0 and 1. `dispersion` widens the variance."""
    z = _z(centre, confidence, dispersion)
    return tuple(_limits(centre, z / math.sqrt(n)) for n in ns)


def _z(centre: float, confidence: float, dispersion: float) -> float:
    """The half-width for one answer."""
    if not 0 <= centre <= 1 or dispersion < 1:
        raise ValueError(f"a centre of {centre} with a dispersion of {dispersion}")
    z = normal_quantile((1 + confidence) / 2)
    return z * math.sqrt(dispersion * centre * (1 - centre))


def _limits(centre: float, half: float) -> Interval:
    return Interval(max(0.0, centre - half), min(1.0, centre + half))


def classify(share: Share, centre: float, *, dispersion: float = 1.0) -> FunnelPlace:
    """Where a unit lies; on a limit is inside it."""
    for confidence, below, above in (
        (CONFIDENCE_FOR_COLOUR, FunnelPlace.BELOW_998, FunnelPlace.ABOVE_998),
        (CONFIDENCE, FunnelPlace.BELOW_95, FunnelPlace.ABOVE_95),
    ):
        (limits,) = funnel_limits(centre, [share.n], confidence=confidence, dispersion=dispersion)
        if not limits.holds(share.value):
            return below if share.value < limits.low else above
    return FunnelPlace.INSIDE


@dataclass(frozen=True, slots=True)
class CurvePoint:
    n: float
    limits_95: Interval
    limits_998: Interval


def funnel_curve(
    centre: float, smallest: float, largest: float, *, dispersion: float = 1.0
) -> tuple[CurvePoint, ...]:
    """Points of the limits, denser where they bend: evenly spaced on a logarithmic scale."""
    if not 1 <= smallest <= largest:
        raise ValueError(f"a funnel from {smallest} to {largest} answers")
    ns = [float(n) for n in np.geomspace(smallest, largest, CURVE_POINTS)]
    inner = funnel_limits(centre, ns, dispersion=dispersion)
    outer = funnel_limits(centre, ns, confidence=CONFIDENCE_FOR_COLOUR, dispersion=dispersion)
    return tuple(map(CurvePoint, ns, inner, outer))


@dataclass(frozen=True, slots=True)
class Dispersion:
    """How much more units vary than chance: `factor` is 1 when by chance alone."""

    factor: float
    p_value: float
    units: int

    @property
    def is_over(self) -> bool:
        """More than chance explains: units outside the funnel are then many, and say less.

        So rare a sum of squares is always over the number of units: the factor is over 1.
        """
        return self.p_value < LEVEL

    @property
    def widening(self) -> float:
        """What to hand to the limits as `dispersion`: 1 unless there is more than chance."""
        return self.factor if self.is_over else 1.0


def over_dispersion(shares: Sequence[Share], centre: float) -> Dispersion:
    """φ, the mean of the squared z-scores after a tenth at either end has been drawn in.

    Multiplicative over-dispersion of Spiegelhalter 2005 (https://doi.org/10.1002/sim.1970).
    Drawing in keeps one real outlier from widening the limits around itself; with under ten
    units it draws in little. By chance alone the sum of squares is χ² with one degree of
    freedom less than there are units; after drawing in it is smaller, so the flag is cautious.
    """
    if not shares:
        raise ValueError("a funnel needs units")
    scores = np.array([_score(share, centre) for share in shares])
    low, high = np.quantile(scores, [WINSORISED, 1 - WINSORISED])
    squares = float(np.sum(np.clip(scores, low, high) ** 2))
    units = len(shares)
    p_value = float(stats.chi2.sf(squares, units - 1)) if units > 1 else 1.0
    return Dispersion(squares / units, p_value, units)


def _score(share: Share, centre: float) -> float:
    if not 0 < centre < 1:
        # A pool in which all agree: nothing varies. Any other unit would not be of this pool.
        if share.value != centre:
            raise ValueError(f"a unit at {share.value} cannot vary by chance around {centre}")
        return 0.0
    return (share.value - centre) / math.sqrt(centre * (1 - centre) / share.n)
