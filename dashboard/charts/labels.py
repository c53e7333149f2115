"""On which side of its mark a label stands, so that nothing is covered.

Solved once, in pixels of a drawing of given size, for every backend. Not for what the labels say.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final, NamedTuple


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"
    ABOVE = "above"
    BELOW = "below"


class Box(NamedTuple):
    """A rectangle in pixels; y grows downwards. A tuple: a page needs thousands of them."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: "Box") -> float:
        """The area that two boxes share."""
        if not self.meets(other):
            return 0.0
        width = min(self.right, other.right) - max(self.left, other.left)
        return width * (min(self.bottom, other.bottom) - max(self.top, other.top))

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

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

    def to_mark(self, side: Side, gap: float) -> Box:
        """The label with what lies between it and the middle of its mark, to either side.

        A line there would stand between a figure and its mark on a wider drawing.
        """
        box = self.box(side, gap)
        if side is Side.RIGHT:
            return Box(self.x + 1, box.top, box.right, box.bottom)
        if side is Side.LEFT:
            return Box(box.left, box.top, self.x - 1, box.bottom)
        return box

    def box(self, side: Side, gap: float) -> Box:
        """Where the label would stand; `gap` is the air beside its mark, half of it above."""
        reach = self.reach
        half_width, half_height = self.width / 2, self.height / 2
        x, y = self.x, self.y
        match side:
            case Side.LEFT:
                x -= reach.left + gap + half_width
            case Side.RIGHT:
                x += reach.right + gap + half_width
            case Side.ABOVE:
                y -= reach.up + gap / 2 + half_height
            case Side.BELOW:
                y += reach.down + gap / 2 + half_height
        return Box(x - half_width, y - half_height, x + half_width, y + half_height)


GAP: Final = 4.0
# To leave the drawing is worse than to touch something in it.
_OUTSIDE_WEIGHT: Final = 10.0
# Two texts in one place can neither be read; a thin line through one leaves it legible.
_TEXT_WEIGHT: Final = 4.0
# Placing goes on until nothing moves, at most so often.
_ROUNDS: Final = 3

Places = dict[tuple[str, ...], Side]


def place(
    labels: Sequence[Wanted], obstacles: Sequence[Box], area: Box, *, gap: float = GAP,
    lines: Sequence[Box] = (), texts: Sequence[Box] = (),
) -> Places:  # fmt: skip
    """A side for each label: the first preferred where nothing stands, else the least covered.

    `lines` may not stand between a label and its mark either. `texts` are worse to meet than
    `obstacles`.
    Labels are placed in their order and looked over again, since a later one may free a side.
    """
    rooms = [
        _room(label, [*obstacles, *_marks_beside(labels, index)], texts, lines, area, gap)
        for index, label in enumerate(labels)
    ]
    sides: Places = {label.key: label.sides[0] for label in labels}
    for _ in range(_ROUNDS):
        before = dict(sides)
        for room in rooms:
            others = [one.spots[sides[one.key]] for one in rooms if one is not room]
            sides[room.key] = _best(room, others)
        if sides == before:
            break
    return sides


@dataclass(frozen=True, slots=True)
class _Room:
    """Where one label may stand, in order of preference.

    `covered` is how much of each spot lies on what never moves, `around` the box around them all.
    """

    key: tuple[str, ...]
    spots: Mapping[Side, Box]
    covered: Mapping[Side, float]
    around: Box


def _room(  # all that may stand in the way, by kind
    label: Wanted,
    fixed: Iterable[Box],
    texts: Sequence[Box],
    lines: Sequence[Box],
    area: Box,
    gap: float,
) -> _Room:
    spots = {side: label.box(side, gap) for side in label.sides}
    left, top, right, bottom = zip(*spots.values(), strict=True)
    around = Box(min(left), min(top), max(right), max(bottom))
    near = [box for box in fixed if box.meets(around)]
    covered = {
        side: sum(map(box.overlap, near))
        + _TEXT_WEIGHT * sum(map(box.overlap, texts))
        + sum(map(label.to_mark(side, gap).overlap, lines))
        + _OUTSIDE_WEIGHT * box.outside(area)
        for side, box in spots.items()
    }
    return _Room(label.key, spots, covered, around)


def _marks_beside(labels: Sequence[Wanted], index: int) -> list[Box]:
    return [label.mark() for other, label in enumerate(labels) if other != index]


def _best(room: _Room, others: Iterable[Box]) -> Side:
    """The first of the least covered: `min` takes it, since the spots stand in their order."""
    near = [box for box in others if box.meets(room.around)]

    def cost(side: Side) -> float:
        return round(room.covered[side] + sum(map(room.spots[side].overlap, near)), 3)

    return min(room.spots, key=cost)


def touching(
    places: Places, labels: Sequence[Wanted], obstacles: Sequence[Box], area: Box
) -> set[tuple[str, ...]]:
    """The labels that found no free side."""
    found = set()
    for index, label in enumerate(labels):
        box = label.box(places[label.key], GAP)
        standing = [*obstacles, *_marks_beside(labels, index)]
        if box.outside(area) > 0 or any(map(box.meets, standing)):
            found.add(label.key)
    return found


def without_meeting(places: Places, labels: Sequence[Wanted], *, gap: float = GAP) -> Places:
    """The places without those that meet a label earlier in the order: it is then not drawn.

    Its figure is still read in the hover box and the table.
    """
    kept: dict[tuple[str, ...], Box] = {}
    for label in labels:
        box = label.box(places[label.key], gap)
        if not any(map(box.meets, kept.values())):
            kept[label.key] = box
    return {key: side for key, side in places.items() if key in kept}


def spread(
    positions: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """The middles of texts of these heights, moved as little as needed so that none meets
    another, in order, inside low–high."""
    order = sorted(range(len(positions)), key=lambda index: positions[index])
    moved = list(positions)

    def apart(one: int, other: int) -> float:
        return (heights[one] + heights[other]) / 2

    for previous, current in pairwise(order):
        moved[current] = max(moved[current], moved[previous] + apart(previous, current))
    if order and moved[order[-1]] > high:
        moved[order[-1]] = high
        for following, current in pairwise(reversed(order)):
            moved[current] = min(moved[current], moved[following] - apart(following, current))
    if order and moved[order[0]] < low:
        return [p + low - moved[order[0]] for p in moved]
    return moved
