"""The search in a large block: a few areas at a time, the persons as in a base.

An area is what one member of the largest dimension holds, such as an organisation. What hides one
organisation is mostly that it can trade with a few others, and a program of a few is solved in a
moment, in whole numbers. What is found is a table of everything: the other areas stay as they are.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import numpy as np
from scipy import sparse

from etl.disclosure.blocks import Numbers
from etl.disclosure.model import Counts, Flags
from etl.disclosure.program import Program
from etl.disclosure.search import Ranges, objective_of, turns
from etl.disclosure.swaps import Exchanges
from etl.disclosure.targets import Targets

# How many unknowns are moved at once: few enough for whole numbers to come easily.
AT_ONCE: Final = 400
FOR_ONE: Final = 300
# How often a target is tried with other partners, and how many targets in the whole table.
TRIES: Final = 2
MOST_WHOLE: Final = 6
# So many targets are quicker one by one.
FEW: Final = 40
MOST_TURNS: Final = 8
# A program that may be solved whole in whole numbers.
WHOLE: Final = 1500

See = Callable[[Numbers], object]


class Nearby:
    """A block of a large table, its areas of atoms, and whole tables to start from.

    There is a base for each table of persons, the true one first.
    """

    def __init__(
        self, program: Program, ranges: Ranges, areas: Sequence[Counts], bases: list[Numbers]
    ) -> None:
        self.program = program
        self.ranges = ranges
        self.bases = bases
        self.parts = program.others[0].block.parts
        self.area_of = np.zeros(program.atoms, dtype=np.int64)
        for number, atoms in enumerate(areas):
            self.area_of[atoms] = number
        self.areas = len(areas)
        self.span = program.span(1)
        self.whole_tries = MOST_WHOLE
        self.kinds = _kinds(ranges, self.area_of, self.parts)

    def see(self, table: Numbers) -> None:
        self.ranges.see(table[self.span])

    def search(self, see: See) -> None:
        """Closes what it can: by exchanges alone, then with programs for many, then for one.

        `see` is told each table.
        """
        exchanges = Exchanges(self.program.others[0])
        for number, base in enumerate(self.bases):
            exchanges.widen(self.ranges, base[self.span], far=number == 0)
        if self.ranges.open.sum() > FEW:
            for base, mine in zip(self.bases, self._shared_out(), strict=True):
                for table in self._explored(base, mine):
                    see(table)
        for base, mine in zip(self.bases, self._shared_out(), strict=True):
            self._move(base, mine, see)

    def _move(self, base: Numbers, mine: Flags, see: See) -> None:
        """The targets left, one by one: with partners by chance, then in the whole table."""
        for target in np.flatnonzero(self.ranges.open & mine):
            chance = np.random.default_rng(target)
            for _ in range(TRIES):
                self._moved(base, int(target), self._partners(int(target), chance), see)
            if self.whole_tries > 0 and self.ranges.open[target]:
                self.whole_tries -= 1
                whole = np.arange(self.span.start, self.span.stop)
                self._moved(base, int(target), whole, see)

    def _moved(self, base: Numbers, target: int, free: Counts, see: See) -> None:
        targets = self.ranges.targets
        empty = sparse.csr_matrix((1, self.span.start))
        for sign in (1.0, -1.0):
            if not self.ranges.open[target]:
                return
            goal = sparse.hstack([empty, sign * targets.matrix[[target]]]).tocsr()
            table = self.program.move(goal, targets.width[[target]], base, free)
            if table is not None:
                see(table)

    def _partners(self, target: int, chance: np.random.Generator) -> Counts:
        """The unknowns of the areas where the target is, and of some that hide the same kind."""
        row = self.ranges.targets.matrix[[target]]
        there = np.unique(self.area_of[row.indices // self.parts])
        alike = self.kinds[self.ranges.targets.kinds[target]]
        likely = alike * 2.0 + self.kinds.any(axis=0) + chance.uniform(size=self.areas)
        likely[there] = np.inf
        chosen = np.argsort(-likely)[: len(there) + self._how_many(FOR_ONE)]
        return self._unknowns(np.flatnonzero(np.isin(self.area_of, chosen)))

    def _shared_out(self) -> list[Flags]:
        """For each base the targets where it has the most persons."""
        persons = [base[: self.program.atoms] for base in self.bases]
        most = most_persons(self.ranges.targets, persons)
        return [most == base for base in range(len(self.bases))]

    def _explored(self, base: Numbers, mine: Flags) -> Iterator[Numbers]:
        chance = np.random.default_rng(1)
        for wanted in turns(self.ranges, chance, MOST_TURNS, mine):
            objective = objective_of(self.program, 1, self.ranges.targets, wanted, chance)
            table = base
            for atoms in self._together(chance):
                free = self._unknowns(atoms)
                if objective[free].any():
                    found = self.program.near(objective, table, free)
                    table = table if found is None else found
            yield table

    def _together(self, chance: np.random.Generator) -> Iterator[Counts]:
        """The areas that hide something, in an order by chance, a few at once."""
        order = chance.permutation(np.flatnonzero(self.kinds.any(axis=0)))
        count = self._how_many(AT_ONCE)
        for first in range(0, len(order), count):
            yield np.flatnonzero(np.isin(self.area_of, order[first : first + count]))

    def _how_many(self, unknowns: int) -> int:
        return max(2, unknowns * self.areas // (self.parts * len(self.area_of)))

    def _unknowns(self, atoms: Counts) -> Counts:
        unknowns = atoms[:, None] * self.parts + np.arange(self.parts)
        return np.asarray(self.span.start + unknowns.ravel(), dtype=np.int64)

    def follow(self, persons: Numbers) -> Numbers | None:
        """A table for other persons: only atoms, or areas, where they differ move if they can."""
        program = self.program
        base = program.truth.copy()
        base[: program.atoms] = persons
        nothing = np.zeros(len(base))
        moved = np.flatnonzero(persons != program.truth[: program.atoms])
        areas = np.flatnonzero(np.isin(self.area_of, self.area_of[moved]))
        for atoms in (moved, areas):
            found = program.near(nothing, base, self._unknowns(atoms), thorough=True)
            if found is not None:
                return found
        return program.solve(nothing, persons, thorough=len(base) <= WHOLE)


def most_persons(targets: Targets, tables: list[Numbers]) -> Counts:
    """For each target of a block, which table of persons has most of them where it is."""
    parts = targets.matrix.shape[1] // len(tables[0])
    there = targets.matrix @ np.repeat(np.stack(tables, axis=1), parts, axis=0)
    return np.asarray(np.argmax(there, axis=1), dtype=np.int64)


def _kinds(ranges: Ranges, area_of: Counts, parts: int) -> Flags:
    """(kinds, areas): where a target of a kind lies, if it lies in one area alone."""
    kinds = ranges.targets.kinds
    found = np.zeros((int(kinds.max(initial=-1)) + 1, int(area_of.max(initial=0)) + 1), np.bool_)
    matrix = ranges.targets.matrix
    for target, kind in enumerate(kinds):
        unknowns = matrix.indices[matrix.indptr[target] : matrix.indptr[target + 1]]
        there = np.unique(area_of[unknowns // parts])
        if len(there) == 1:
            found[kind, there[0]] = True
    return found
