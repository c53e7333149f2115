"""Looks for other tables that agree with what is known, and notes how far each target goes.

What is noted is always reached by a table, so a target found wide is wide. First some tables for
many targets at once (`explore`), then the rest one by one (`settle`).
"""

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np

from etl.disclosure.blocks import Numbers
from etl.disclosure.model import Flags
from etl.disclosure.program import TOLERANCE, Program
from etl.disclosure.targets import Targets

# Stop when so many tables in a row have closed nothing more; then it is quicker one by one.
FRUITLESS: Final = 3
MOST_TABLES: Final = 30


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


def explore(program: Program, position: int, ranges: Ranges) -> Iterator[Numbers]:
    """Tables in which many open targets of a block go far."""
    chance = np.random.default_rng(1)
    for wanted in turns(ranges, chance):
        objective = objective_of(program, position, ranges.targets, wanted, chance)
        table = program.solve(objective)
        if table is not None:
            yield table


def turns(
    ranges: Ranges, chance: np.random.Generator, most: int = MOST_TABLES, mine: Flags | None = None
) -> Iterator[Flags]:
    """What to pull in each turn: everything that is open, then one target of each neighbourhood."""
    fruitless = 0
    for turn in range(most):
        before = ranges.open if mine is None else ranges.open & mine
        if not before.any() or fruitless >= FRUITLESS:
            return
        yield before if turn == 0 else _one_nearby(ranges.targets, before, chance)
        fruitless = 0 if (before & ~ranges.open).any() else fruitless + 1


def _one_nearby(targets: Targets, wanted: Flags, chance: np.random.Generator) -> Flags:
    """Of each neighbourhood one wanted target by chance: they are not in each other's way."""
    order = chance.permutation(np.flatnonzero(wanted))
    _, first = np.unique(targets.nearby[order], return_index=True)
    chosen = np.zeros(len(wanted), dtype=np.bool_)
    chosen[order[first]] = True
    return chosen


def objective_of(
    program: Program,
    position: int,
    targets: Targets,
    wanted: Flags,
    chance: np.random.Generator,
) -> Numbers:
    """Each wanted target is pulled up or down by chance, its parts against each other."""
    signs = chance.choice([1.0, 1.0, -1.0], len(targets)) * chance.uniform(0.5, 1.5, len(targets))
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
    for target in np.flatnonzero(ranges.open):
        persons = None if people is None else people[target]
        settle_one(program, position, ranges, int(target), accept, persons)


def settle_one(
    program: Program,
    position: int,
    ranges: Ranges,
    target: int,
    accept: Accept,
    persons: Numbers | None = None,
) -> None:
    span = program.span(position)
    row = ranges.targets.matrix[[target]].toarray()[0]
    for sign in (1.0, -1.0):
        if not ranges.open[target]:
            return
        objective = np.zeros(len(program.truth))
        objective[span] = sign * row
        table = program.solve(objective, persons, thorough=True)
        if table is not None and accept(table):
            ranges.see(table[span])
