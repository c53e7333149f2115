"""Does a conclusion hold when it is drawn in another way? Pooled, weighted, without the smallest.

Pure functions. A conclusion that holds in all ways may still be wrong: none of them knows what
those think who did not answer.
"""

import math
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from warehouse.statistics import Difference, Share

SMALLEST: Final = 0.25


def pooled_share(shares: Sequence[Share]) -> Share:
    """Every answer counts the same. The population is known when it is for all of them.

    A person who answered in several is counted in each.
    """
    if not shares:
        raise ValueError("there is nothing to pool")
    populations = [share.population for share in shares if share.population is not None]
    return Share(
        positive=math.fsum(share.positive for share in shares),
        n=math.fsum(share.n for share in shares),
        population=math.fsum(populations) if len(populations) == len(shares) else None,
    )


def without_smallest(shares: Sequence[Share], part: float = SMALLEST) -> tuple[Share, ...] | None:
    """Without the quarter of the units that has the fewest answers; their order is kept.

    Of units of one size all stay or all go: which of equals goes would be arbitrary. None when
    there are too few units, or too many alike, to leave any out.
    """
    if not 0 < part < 1:
        raise ValueError(f"a part lies between 0 and 1, not at {part}")
    if not shares:
        return None
    limit = sorted(share.n for share in shares)[int(part * len(shares))]
    left = tuple(share for share in shares if share.n >= limit)
    return left if len(left) < len(shares) else None


class Conclusion(StrEnum):
    """What a difference supports: first against second."""

    HIGHER = "higher"
    LOWER = "lower"
    NOT_SUPPORTED = "not_supported"


def conclusion(difference: Difference) -> Conclusion:
    if not difference.is_supported:
        return Conclusion.NOT_SUPPORTED
    return Conclusion.HIGHER if difference.value > 0 else Conclusion.LOWER


def same_conclusion(first: Difference, *others: Difference) -> bool:
    """All say higher, all say lower, or none supports either."""
    return all(conclusion(other) is conclusion(first) for other in others)
