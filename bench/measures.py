"""What is reported: measures beside their limits, and the few statistics they need."""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median


class NothingMeasured(ValueError):
    """A statistic was asked for without any values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """`spread` are the values of the single runs; `limit` is the largest value that is allowed."""

    part: str
    name: str
    value: float
    unit: str
    limit: float | None = None
    spread: tuple[float, ...] = ()

    @property
    def verdict(self) -> str:
        if self.limit is None:
            return ""
        return "within" if self.value <= self.limit else "OVER"

    def as_json(self) -> dict[str, object]:
        return asdict(self) | {"verdict": self.verdict}


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest rank: always one of the values, such as the 19th of 20 for 0.95."""
    if not values:
        raise NothingMeasured("no values to take a percentile of")
    return sorted(values)[max(math.ceil(share * len(values)), 1) - 1]


def best(
    part: str, name: str, unit: str, runs: Sequence[float], *, limit: float | None = None
) -> Measure:
    """The least of several runs: other work on the machine can only add to a time."""
    return Measure(
        part=part, name=name, unit=unit, value=min(runs), limit=limit, spread=tuple(sorted(runs))
    )


def middle(
    part: str, name: str, unit: str, runs: Sequence[float], *, limit: float | None = None
) -> Measure:
    return Measure(
        part=part, name=name, unit=unit, value=median(runs), limit=limit, spread=tuple(sorted(runs))
    )
