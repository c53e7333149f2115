"""The attack on a table too large for one program: first the persons, then item by item.

A table of persons counts only when every item can follow it, so that what is found for one item
is never ruled out by another.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np
from scipy import sparse

from etl.disclosure.blocks import Numbers
from etl.disclosure.nearby import Nearby
from etl.disclosure.program import Program
from etl.disclosure.search import Ranges

# How often all hidden numbers of persons are moved at once, before those left are one by one.
TOGETHER: Final = 8

# How much farther than they must the persons go, so that each of their answers can go far enough.
SPARE: Final = 1.0


class People:
    """The persons of a large table, and the blocks that have to follow them."""

    def __init__(self, alone: Program, ranges: Ranges, blocks: list[Nearby]) -> None:
        self.alone = alone
        self.ranges = ranges
        self.blocks = blocks

    def gather(self) -> None:
        """Tables of persons in which those who are hidden vary as they must."""
        for persons in tables_of_persons(self.alone, self.ranges):
            self.accept(persons)
        loose = Ranges(self.ranges.targets, self.alone.truth)
        for target in np.flatnonzero(self.ranges.open):
            for goals, width in _alone(loose, int(target)):
                table = self.alone.move(goals, width, self.alone.truth, self.alone.span(0))
                if self.ranges.open[target] and table is not None:
                    self.accept(table)

    def accept(self, persons: Numbers) -> bool:
        """Whether every block can follow; if so the persons, and what they gave, are kept."""
        followed = []
        for one in self.blocks:
            table = one.follow(persons)
            if table is None:
                return False
            followed.append(table)
        self.ranges.see(persons)
        for one, table in zip(self.blocks, followed, strict=True):
            one.bases.append(table)
            one.see(table)
        return True


def tables_of_persons(program: Program, ranges: Ranges) -> list[Numbers]:
    """A few tables, near the true one, in which the open targets reach their width."""
    wide = replace(ranges.targets, width=SPARE * ranges.targets.width)
    loose = Ranges(wide, program.truth)
    found: list[Numbers] = []
    for together in (True, False):
        for goals, width in _goals(loose, together=together):
            table = program.move(goals, width, program.truth, program.span(0))
            if table is not None:
                loose.see(table)
                found.append(table)
    return _chosen(found, Ranges(wide, program.truth))


def _goals(ranges: Ranges, *, together: bool) -> Iterator[tuple[sparse.csr_matrix, Numbers]]:
    """Targets to move: all that are open by chance up or down, some times; or one by one."""
    matrix, width = ranges.targets.matrix, ranges.targets.width
    chance = np.random.default_rng(2)
    if together:
        for _ in range(TOGETHER):
            wanted = np.flatnonzero(ranges.open)
            if len(wanted):
                signs = chance.choice([1.0, -1.0], size=(len(wanted), 1))
                yield matrix[wanted].multiply(signs).tocsr(), width[wanted]
        return
    for target in range(len(width)):
        if ranges.open[target]:
            yield from _alone(ranges, target)


def _alone(ranges: Ranges, target: int) -> Iterator[tuple[sparse.csr_matrix, Numbers]]:
    for sign in (1.0, -1.0):
        yield ranges.targets.matrix[[target]] * sign, ranges.targets.width[[target]]


def _chosen(candidates: list[Numbers], ranges: Ranges) -> list[Numbers]:
    """The fewest that do what all do together: each time the one that adds most."""
    chosen: list[Numbers] = []
    values = [ranges.targets.matrix @ table for table in candidates]
    low, high = ranges.low.copy(), ranges.high.copy()
    width = ranges.targets.width
    while values:
        gains = [
            np.minimum(np.maximum(high, one) - np.minimum(low, one), width).sum() for one in values
        ]
        best = int(np.argmax(gains))
        if gains[best] <= np.minimum(high - low, width).sum():
            break
        low, high = np.minimum(low, values[best]), np.maximum(high, values[best])
        chosen.append(candidates[best])
    return chosen
