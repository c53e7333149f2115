"""On which side of its mark a label stands, so that nothing is covered.

Solved once, in pixels of a drawing of given size, for every backend. Not for what the labels say.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"
    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: "Box") -> float:
        """The area that two boxes share."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width * height if width > 0 and height > 0 else 0.0

    def outside(self, area: "Box") -> float:
        """How much of this box lies outside the area."""
        return (self.right - self.left) * (self.bottom - self.top) - self.overlap(area)


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a mark with its interval stretches from its centre, in pixels."""

    left: float
    up: float
    right: float
    down: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A label that wants a place beside its mark at (x, y); `sides` in order of preference."""

    key: tuple[str, ...]
    x: float
    y: float
    reach: Reach
    width: float
    height: float
    sides: tuple[Side, ...]

    def mark(self) -> Box:
        r = self.reach
        return Box(self.x - r.left, self.y - r.up, self.x + r.right, self.y + r.down)

    def box(self, side: Side, gap: float) -> Box:
        """Where the label would stand; `gap` is the air between it and its mark."""
        reach = self.reach
        half_width, half_height = self.width / 2, self.height / 2
        x, y = {
            Side.LEFT: (self.x - reach.left - gap - half_width, self.y),
            Side.RIGHT: (self.x + reach.right + gap + half_width, self.y),
            Side.ABOVE: (self.x, self.y - reach.up - gap - half_height),
            Side.BELOW: (self.x, self.y + reach.down + gap + half_height),
        }[side]
        return Box(x - half_width, y - half_height, x + half_width, y + half_height)


GAP: Final = 4.0
# To leave the drawing is worse than to touch something in it.
_OUTSIDE_WEIGHT: Final = 10.0
# Placing goes on until nothing moves, at most so often.
_ROUNDS: Final = 3

Places = dict[tuple[str, ...], Side]


def place(
    labels: Sequence[Wanted], obstacles: Sequence[Box], area: Box, *, gap: float = GAP
) -> Places:
    """A side for each label: the first preferred where nothing stands, else the least covered.

    Labels are placed in their order and looked over again, since a later one may free a side.
    """
    marks = [label.mark() for label in labels]
    sides: Places = {label.key: label.sides[0] for label in labels}
    for _ in range(_ROUNDS):
        before = dict(sides)
        for index, label in enumerate(labels):
            others = [o.box(sides[o.key], gap) for o in labels if o.key != label.key]
            standing = [*obstacles, *marks[:index], *marks[index + 1 :], *others]
            sides[label.key] = _best(label, standing, area, gap)
        if sides == before:
            break
    return sides


def _best(label: Wanted, standing: Iterable[Box], area: Box, gap: float) -> Side:
    near = list(standing)

    def cost(side: Side) -> float:
        box = label.box(side, gap)
        return sum(map(box.overlap, near)) + _OUTSIDE_WEIGHT * box.outside(area)

    costs = {side: cost(side) for side in label.sides}
    return min(label.sides, key=lambda side: (round(costs[side], 3), label.sides.index(side)))


def covered(places: Places, labels: Sequence[Wanted], *, gap: float = GAP) -> float:
    """How much the placed labels cover each other: what a drawing looks at for what it drops."""
    boxes = [label.box(places[label.key], gap) for label in labels]
    return sum(a.overlap(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])


def spread(positions: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """Positions moved as little as needed to lie `least` apart, in order, inside low–high."""
    order = sorted(range(len(positions)), key=lambda index: positions[index])
    moved = list(positions)
    for previous, current in pairwise(order):
        moved[current] = max(moved[current], moved[previous] + least)
    if order and moved[order[-1]] > high:
        moved[order[-1]] = high
        for following, current in pairwise(reversed(order)):
            moved[current] = min(moved[current], moved[following] - least)
    if order and moved[order[0]] < low:
        return [p + low - moved[order[0]] for p in moved]
    return moved
