"""Where each part of a stack on both sides of zero begins: solved once, for every backend.

The parts of a row are laid outwards from zero in the order of the panel's series, from the lowest
place to the highest; what stands in the middle is split at zero. Not for stacks that begin at
zero, which every drawing library knows.
"""

from collections.abc import Mapping
from itertools import accumulate

from dashboard.charts.grammar import Panel, Series

# (series, category) → the value at which the part begins; it ends its own value further on.
Starts = Mapping[tuple[str, str], float]


def starts(panel: Panel) -> Starts:
    """The left end of every part; raises ValueError for a series without a place on the scale."""
    found: dict[tuple[str, str], float] = {}
    for category in panel.categories:
        found |= _starts_in_row(panel, category.key)
    return found


def _starts_in_row(panel: Panel, category: str) -> dict[tuple[str, str], float]:
    parts = [(s, value) for s in panel.series if (value := _value(s, category)) is not None]
    left = -sum(value * _share_left(series) for series, value in parts)
    lengths = [value for _, value in parts]
    places = accumulate(lengths, initial=left)
    return {(s.key, category): start for (s, _), start in zip(parts, places, strict=False)}


def _value(series: Series, category: str) -> float | None:
    return next((p.value for p in series.points if p.category == category), None)


def _share_left(series: Series) -> float:
    """How much of a part lies to the left of zero: all of it, half, or nothing."""
    if series.place is None:
        raise ValueError(f"the series '{series.key}' has no place on a two-sided scale")
    return 0.5 if series.place == 0 else float(series.place < 0)


def reach(panel: Panel) -> tuple[float, float]:
    """The ends of the longest rows to the left and to the right of zero."""
    found = starts(panel)
    ends = [found[key] + length for key, length in _lengths(panel).items()]
    return min([0.0, *found.values()]), max([0.0, *ends])


def _lengths(panel: Panel) -> dict[tuple[str, str], float]:
    return {
        (series.key, point.category): point.value
        for series in panel.series
        for point in series.points
        if point.value is not None
    }
