"""Rectangles on a slide: what placeholders and logos leave free. Nothing about PowerPoint here."""

from collections.abc import Iterable

from dashboard.charts.office.model import Rectangle

# A shape this large behind everything is a background, not a logo.
_BACKGROUND: float = 0.6


def right(one: Rectangle) -> float:
    return one.left + one.width


def bottom(one: Rectangle) -> float:
    return one.top + one.height


def size(one: Rectangle) -> float:
    return max(one.width, 0) * max(one.height, 0)


def between(left: float, top: float, right_side: float, lower: float) -> Rectangle:
    return Rectangle(left=left, top=top, width=right_side - left, height=lower - top)


def shared(one: Rectangle, other: Rectangle) -> Rectangle:
    """What both cover; without width or height where they do not meet."""
    return between(
        max(one.left, other.left), max(one.top, other.top),
        min(right(one), right(other)), min(bottom(one), bottom(other)),
    )  # fmt: skip


def meet(one: Rectangle, other: Rectangle) -> bool:
    both = shared(one, other)
    return both.width > 0 and both.height > 0


def around(one: Rectangle, other: Rectangle) -> Rectangle:
    """The least rectangle that holds both."""
    return between(
        min(one.left, other.left), min(one.top, other.top),
        max(right(one), right(other)), max(bottom(one), bottom(other)),
    )  # fmt: skip


def clear_of(area: Rectangle, obstacles: Iterable[Rectangle], gap: float) -> Rectangle:
    """The area, cut on whichever side leaves the most of it, so that no obstacle is in it."""
    for obstacle in obstacles:
        if meet(area, obstacle) and size(shared(area, obstacle)) < _BACKGROUND * size(area):
            area = max(_cuts(area, obstacle, gap), key=size)
    return area


def _cuts(area: Rectangle, obstacle: Rectangle, gap: float) -> list[Rectangle]:
    left, top, right_side, lower = area.left, area.top, right(area), bottom(area)
    return [
        between(left, top, obstacle.left - gap, lower),
        between(right(obstacle) + gap, top, right_side, lower),
        between(left, top, right_side, obstacle.top - gap),
        between(left, bottom(obstacle) + gap, right_side, lower),
    ]
