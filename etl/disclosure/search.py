"""Looks for other tables that agree with what is known, and notes how far each target goes.

What is noted is always reached by a table, so a target found wide is wide. First some tables for
many targets at once (`explore`), then the rest one by one (`settle`).
"""

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np
from scipy import sparse

from etl.disclosure.blocks import Numbers
from etl.disclosure.model import Flags
from etl.disclosure.program import TOLERANCE, Program
from etl.disclosure.targets import Targets

# Stop when so many tables in a row have closed nothing more; then it is quicker one by one.
FRUITLESS: Final = 3
MOST_TABLES: Final = 40


class Ranges:
    """The lowest and highest value of each target over the tables seen."""

    def __init__(self, targets: Targets, truth: Numbers) -> None:
        self.targets = targets
        self.low: Numbers = targets.matrix @ truth
        self.high: Numbers = self.low.copy()

    def see(self, table: Numbers) -> None:
        values = self.targets.matrix @ table
        np.minimum(self.low, values, out=self.low)
        np.maximum(self.high, values, out=self.high)

    @property
    def open(self) -> Flags:
        """Which are not yet known to be wide enough."""
        return self.high - self.low < self.targets.width - TOLERANCE


Accept = Callable[[Numbers], bool]


def explore(
    program: Program, position: int, ranges: Ranges, people: list[Numbers] | None = None
) -> Iterator[Numbers]:
    """Tables in which many open targets of a block go far, with `people` in turn where given."""
    chance = np.random.default_rng(1)
    fruitless = 0
    for turn in range(MOST_TABLES):
        wanted = ranges.open
        if not wanted.any() or fruitless >= FRUITLESS * len(people or [1]):
            return
        persons = None if people is None else people[turn % len(people)]
        objective = _objective(program, position, ranges.targets, wanted, chance)
        table = program.solve(objective, persons)
        if table is not None:
            yield table
        fruitless = 0 if (ranges.open != wanted).any() else fruitless + 1


def _objective(
    program: Program,
    position: int,
    targets: Targets,
    wanted: Flags,
    chance: np.random.Generator,
) -> Numbers:
    """Each wanted target is pulled up or down by chance, its parts against each other."""
    signs = chance.choice([1.0, -1.0], size=len(targets)) * chance.uniform(0.5, 1.5, len(targets))
    objective = np.zeros(len(program.truth))
    objective[program.span(position)] = targets.matrix.T @ np.where(wanted, signs, 0.0)
    return objective


def settle(
    program: Program,
    position: int,
    ranges: Ranges,
    accept: Accept,
    people: list[Numbers] | None = None,
) -> None:
    """Each target that is still open, as far up and as far down as it goes.

    `people`, one for each target, keeps the persons as they are there.
    """
    span = program.span(position)
    for target in np.flatnonzero(ranges.open):
        for sign in (1.0, -1.0):
            if not ranges.open[target]:
                break
            objective = np.zeros(len(program.truth))
            row: sparse.csr_matrix = ranges.targets.matrix[[target]]
            objective[span] = sign * row.toarray()[0]
            persons = None if people is None else people[target]
            table = program.solve(objective, persons, thorough=True)
            if table is not None and accept(table):
                ranges.see(table[span])
