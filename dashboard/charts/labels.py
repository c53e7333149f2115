"""On which side of its mark a label stands, so that nothing is covered.

Solved once, in pixels of a drawing of given size, for every backend. Not for what the labels say.
"""

from collections.abc import Sequence
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
        """Where the label would stand; `gap` is the air beside its mark, half of it above."""
        reach = self.reach
        half_width, half_height = self.width / 2, self.height / 2
        x, y = {
            Side.LEFT: (self.x - reach.left - gap - half_width, self.y),
            Side.RIGHT: (self.x + reach.right + gap + half_width, self.y),
            Side.ABOVE: (self.x, self.y - reach.up - gap / 2 - half_height),
            Side.BELOW: (self.x, self.y + reach.down + gap / 2 + half_height),
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
    fixed = [_near(label, labels, obstacles, gap) for label in labels]
    sides: Places = {label.key: label.sides[0] for label in labels}
    for _ in range(_ROUNDS):
        before = dict(sides)
        for label, standing in zip(labels, fixed, strict=True):
            others = [o.box(sides[o.key], gap) for o in labels if o.key != label.key]
            sides[label.key] = _best(label, [*standing, *others], area, gap)
        if sides == before:
            break
    return sides


def _near(
    label: Wanted, labels: Sequence[Wanted], obstacles: Sequence[Box], gap: float
) -> list[Box]:
    """What does not move and could be touched: lines, and the marks of the other labels."""
    boxes = [label.box(side, gap) for side in label.sides]
    around = Box(
        min(box.left for box in boxes), min(box.top for box in boxes),
        max(box.right for box in boxes), max(box.bottom for box in boxes),
    )  # fmt: skip
    marks = [other.mark() for other in labels if other is not label]
    return [box for box in (*obstacles, *marks) if box.overlap(around)]


def _best(label: Wanted, standing: Sequence[Box], area: Box, gap: float) -> Side:
    def cost(side: Side) -> float:
        box = label.box(side, gap)
        return sum(map(box.overlap, standing)) + _OUTSIDE_WEIGHT * box.outside(area)

    costs = {side: cost(side) for side in label.sides}
    return min(label.sides, key=lambda side: (round(costs[side], 3), label.sides.index(side)))


def touching(
    places: Places, labels: Sequence[Wanted], obstacles: Sequence[Box], area: Box
) -> set[tuple[str, ...]]:
    """The labels that found no free side."""
    found = set()
    for label in labels:
        box = label.box(places[label.key], GAP)
        standing = _near(label, labels, obstacles, GAP)
        if box.outside(area) > 0 or any(map(box.overlap, standing)):
            found.add(label.key)
    return found


def without_meeting(places: Places, labels: Sequence[Wanted], *, gap: float = GAP) -> Places:
    """The places without those that meet a label earlier in the order: it is then not drawn.

    Its figure is still read in the hover box and the table.
    """
    kept: dict[tuple[str, ...], Box] = {}
    for label in labels:
        box = label.box(places[label.key], gap)
        if not any(box.overlap(other) for other in kept.values()):
            kept[label.key] = box
    return {key: side for key, side in places.items() if key in kept}


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
