"""The attack on a table too large for one program: first the persons, then item by item.

A table of persons counts only when every item can follow it, so that what is found for one item
is never ruled out by another.
"""

from typing import Final

import numpy as np

from etl.disclosure.blocks import Numbers
from etl.disclosure.program import Known, Program
from etl.disclosure.search import Ranges, explore, settle
from etl.disclosure.targets import Targets

# Trying a new table of persons on every item takes a while; so many are tried for single targets.
MOST_SINGLE: Final = 20


class People:
    """The tables of persons found so far, the true one first, and a program for each block."""

    def __init__(self, known: tuple[Known, ...], ranges: tuple[Ranges, ...]) -> None:
        self.alone = Program(known[0], ())
        self.programs = [Program(known[0], [one]) for one in known[1:]]
        self.ranges = ranges
        self.tables: list[Numbers] = [known[0].block.counts.ravel()]
        self.left = MOST_SINGLE

    def gather(self) -> None:
        """Tables of persons in which those who are hidden vary as they must."""
        for persons in chosen(self._candidates(), self.ranges[0]):
            self.accept(persons)
        settle(self.alone, 0, self.ranges[0], self.accept)

    def _candidates(self) -> list[Numbers]:
        loose = Ranges(self.ranges[0].targets, self.tables[0])
        found = []
        for table in explore(self.alone, 0, loose):
            loose.see(table)
            found.append(table)
        return found

    def accept(self, persons: Numbers) -> bool:
        """Whether every block can follow; if so the persons, and what they gave, are kept."""
        persons = persons[: self.alone.atoms]
        if any(np.array_equal(persons, table) for table in self.tables):
            return True
        followed = []
        for program in self.programs:
            table = program.solve(np.zeros(len(program.truth)), persons, thorough=True)
            if table is None:
                return False
            followed.append(table[program.span(1)])
        self.tables.append(persons)
        self.ranges[0].see(persons)
        for ranges, table in zip(self.ranges[1:], followed, strict=True):
            ranges.see(table)
        return True

    def spread(self, position: int) -> None:
        """How far the targets of a block go: position 1 is the first block after the persons."""
        program, ranges = self.programs[position - 1], self.ranges[position]
        for table in explore(program, 1, ranges, self.tables):
            ranges.see(table[program.span(1)])
        settle(program, 1, ranges, lambda _: True, self._most(ranges.targets))
        settle(program, 1, ranges, self._single)

    def _single(self, table: Numbers) -> bool:
        self.left -= 1
        return self.left >= 0 and self.accept(table)

    def _most(self, targets: Targets) -> list[Numbers]:
        """For each target the table with the most persons where it is."""
        where = targets.matrix @ _everybody(targets.matrix.shape[1], self.tables)
        return [self.tables[one] for one in np.argmax(where, axis=1)]


def _everybody(unknowns: int, tables: list[Numbers]) -> Numbers:
    parts = unknowns // len(tables[0])
    return np.repeat(np.stack(tables, axis=1), parts, axis=0)


def chosen(candidates: list[Numbers], ranges: Ranges) -> list[Numbers]:
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
