"""Which periods are written under a time axis, and in how many lines: they never meet or turn."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from dashboard.charts.geometry import Frame
from dashboard.charts.metrics import text_width
from dashboard.charts.theme import SMALL_SIZE

_AIR: Final = 8.0


def fit(places: Sequence[tuple[float, str]]) -> bool:
    """Whether labels centred on these pixels have air between them."""
    return all(
        other - one >= (text_width(a, SMALL_SIZE) + text_width(b, SMALL_SIZE)) / 2 + _AIR
        for (one, a), (other, b) in pairwise(places)
    )


def time_ticks(frame: Frame) -> tuple[list[float], list[str]]:
    """Periods in one line where they fit, else in two, else as many as fit, the last among them."""
    places = sorted(
        (category.position, category.label)
        for category in frame.panel.categories
        if category.position is not None and category.label
    )
    pixels = [(frame.category_pixel(position), label) for position, label in places]
    positions = [position for position, _ in places]
    texts = [label for _, label in places]
    if fit(pixels):
        return positions, texts
    if fit(pixels[::2]) and fit(pixels[1::2]):
        return positions, [("\n" if i % 2 else "") + text for i, text in enumerate(texts)]
    kept = _thinned(pixels)
    return [positions[i] for i in kept], [texts[i] for i in kept]


def _thinned(pixels: Sequence[tuple[float, str]]) -> list[int]:
    """The last and the first, and from the last backwards what fits between them."""
    kept = [len(pixels) - 1]
    for index in range(len(pixels) - 2, 0, -1):
        if fit([pixels[0], pixels[index], pixels[kept[-1]]]):
            kept.append(index)
    if fit([pixels[0], pixels[kept[-1]]]):
        kept.append(0)
    return kept
