"""Whether a mean and a standard deviation give away the counts behind them. Reads no table."""

from collections.abc import Iterator, Sequence
from typing import Final

# More than one is enough to know that they do not.
MOST: Final = 2


def values_from_moments(
    n: int, mean: float, standard_deviation: float, values: Sequence[float], *, decimals: int
) -> tuple[tuple[int, ...], ...]:
    """The counts of each value that give these figures, as they are rounded: two at the most.

    One means that the figures determine the counts. The standard deviation is that of a sample
    (n − 1), as it is published; both figures are rounded to `decimals`.
    """
    if n < 2 or not values or decimals < 0:
        raise ValueError(f"a mean and a deviation of {n} persons over {len(values)} values")
    half = 0.5 * 10**-decimals + 1e-9
    sums = ((mean - half) * n, (mean + half) * n)
    spreads = (max(standard_deviation - half, 0.0), standard_deviation + half)
    found: list[tuple[int, ...]] = []
    for counts in _counts(n, values, sums):
        if spreads[0] <= _deviation(counts, values) <= spreads[1]:
            found.append(counts)
            if len(found) == MOST:
                break
    return tuple(found)


def _counts(
    n: int, values: Sequence[float], sums: tuple[float, float]
) -> Iterator[tuple[int, ...]]:
    """Every way to give n persons a value each, with their sum between two bounds."""
    first, *rest = values
    if not rest:
        if sums[0] <= first * n <= sums[1]:
            yield (n,)
        return
    low, high = min(rest), max(rest)
    for count in range(n + 1):
        others = n - count
        left = (sums[0] - first * count, sums[1] - first * count)
        if low * others <= left[1] and left[0] <= high * others:
            for tail in _counts(others, rest, left):
                yield (count, *tail)


def _deviation(counts: Sequence[int], values: Sequence[float]) -> float:
    n = sum(counts)
    mean = sum(count * value for count, value in zip(counts, values, strict=True)) / n
    squares = sum(count * (value - mean) ** 2 for count, value in zip(counts, values, strict=True))
    return float((squares / (n - 1)) ** 0.5)
