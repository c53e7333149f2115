"""The draft of a plan: what is shown so far, and how a block of it is made safe.

Hiding only ever adds: a cell that is hidden stays so, and an item shows ever coarser partitions.
So every loop here ends.
"""

from functools import partial
from typing import Final

import numpy as np

from etl.disclosure.blocks import Block, Numbers, areas, blocks, codes, membership, persons_block
from etl.disclosure.known import known
from etl.disclosure.mending import Bent, Wishes, bend, no_wish, prices
from etl.disclosure.model import NOTHING, Counts, CountTable, Flags, Rule, Shown
from etl.disclosure.nearby import Nearby, most_persons
from etl.disclosure.people import tables_of_persons
from etl.disclosure.primary import first_code, index_may_show, may_show_answers
from etl.disclosure.program import TOLERANCE, Program
from etl.disclosure.relations import relations, spread
from etl.disclosure.search import Ranges, explore, settle
from etl.disclosure.small_groups import small_groups
from etl.disclosure.targets import Members, Targets, targets

# How many cells of the middling price may be hidden for one unit of a count nearby.
NEARBY: Final = 4.0

# How often the cheapest partners are looked for, before all that is around a leak goes.
TURNS: Final = 4


class Draft:
    """What is shown so far, and the tables of persons that every item has to follow."""

    def __init__(self, table: CountTable, rule: Rule) -> None:
        self.table = table
        self.rule = rule
        self.blocks = blocks(table)
        self.persons = persons_block(table)
        self.cells = membership(table)
        self.sizes = np.asarray(self.cells.sum(axis=1)).ravel()
        self.small = small_groups(table, rule)
        self.price = prices(table)
        # What is worth hiding nearby: not the broadest cells.
        self.nearby = NEARBY * float(np.median(self.price)) if len(self.price) else 0.0
        self.relations = relations(table)
        self.answers: Flags = self._first_answers()
        self.codes: dict[str, Counts] = {}
        self.people: list[Numbers] = [self.persons.counts.ravel()]
        self.areas = areas(table)

    def _first_answers(self) -> Flags:
        persons = self.cells @ self.persons.counts
        shows = may_show_answers(persons[:, 0], self.rule)
        given = np.where(shows, 0, NOTHING)
        spread(self.relations, self.persons, persons, given, shows, self.price, self.rule)
        return np.asarray(given != NOTHING, dtype=np.bool_)

    @property
    def shown(self) -> Shown:
        nothing = np.full(len(self.answers), NOTHING)
        given = {name: self.codes.get(name, nothing) for name in self.blocks}
        return Shown(
            answers=self.answers.copy(),
            items={name: given[name].copy() for name in self.table.items},
            indices={name: given[name] != NOTHING for name in self.table.indices},
        )

    def keep_people(self) -> None:
        """The few tables of persons in which all those who are hidden vary as they must."""
        of_persons = known(self.table, self.shown, self.persons, self.cells)
        start = self.persons.counts.ravel()
        ranges = Ranges(self._targets(self.shown, self.persons), start)
        self.people = [start, *tables_of_persons(Program(of_persons, ()), ranges)]

    def start_item(self, name: str) -> None:
        """What each cell may show of a block when only it is looked at."""
        block = self.blocks[name]
        sums = self.cells @ block.counts
        start = [self._first(name, block, sums, cell) for cell in range(len(sums))]
        self.codes[name] = np.array(start, dtype=np.int64)
        spread(self.relations, block, sums, self.codes[name], self.answers, self.price, self.rule)

    def _first(self, name: str, block: Block, sums: Numbers, cell: int) -> int:
        if not self.answers[cell]:
            return NOTHING
        if not block.is_index:
            return first_code(block, sums[cell], self.rule)
        squares = self.table.indices[name].squares[list(self.table.cells[cell].atoms)].sum()
        persons = sums[cell, 0] + sums[cell, 1]
        may = index_may_show(persons, sums[cell, 0], float(squares), self.rule)
        return 0 if may else NOTHING

    def hide_answers(self, cells: Counts) -> None:
        """And with them everything else there."""
        self.answers[cells] = False
        for given in self.codes.values():
            given[cells] = NOTHING

    def coarsen(self, name: str, bent: Bent) -> None:
        """Each cell that had to bend shows the finest of what did not."""
        block = self.blocks[name]
        given = self.codes[name]
        sums = self.cells @ block.counts
        unknowns = bent.table[len(self.table.persons) :].reshape(block.counts.shape)
        moved = self.cells @ unknowns - sums
        for cell in bent.cells:
            given[cell] = self._next(block, int(given[cell]), sums[cell], moved[cell])

    def _next(self, block: Block, code: int, counts: Numbers, moved: Numbers) -> int:
        while code not in {NOTHING, len(block.partitions)}:
            code = first_code(block, counts, self.rule, code + 1)
            groups = block.groups(code)
            if groups and all(abs(moved[list(group)].sum()) <= TOLERANCE for group in groups):
                return code
        return NOTHING

    def settle_answers(self) -> bool:
        """Hides more answers until no hidden number of them follows; False where that failed."""
        turn = 0
        while True:
            program = Program(known(self.table, self.shown, self.persons, self.cells), ())
            ranges = Ranges(self._targets(self.shown, self.persons), program.truth)
            for table in explore(program, 0, ranges):
                ranges.see(table)
            settle(program, 0, ranges, lambda _: True)
            if not ranges.open.any():
                return True
            if not self._mend(None, program, ranges, turn):
                return False
            turn += 1

    def settle_item(self, name: str) -> bool:
        """Hides more of a block until nothing hidden of it follows; False where that failed."""
        tables: list[Numbers] = []
        turn = 0
        while True:
            near = self._followed(name)
            for table in tables:
                near.see(table)
            near.search(partial(_kept, near, tables))
            if not near.ranges.open.any():
                return True
            if not self._mend(name, near.program, near.ranges, turn):
                return False
            turn += 1

    def _followed(self, name: str) -> Nearby:
        """The search in a block that can follow the persons wherever they may go."""
        near = self._nearby(name)
        for persons in self.people[1:]:
            table = near.follow(persons)
            if table is None:
                wish = no_wish(near.program, persons)
                if self._hide(name, bend(near.program, 1, wish, self.price)):
                    return self._followed(name)
                continue
            near.bases.append(table)
            near.see(table)
        return near

    def _nearby(self, name: str) -> Nearby:
        shown, block = self.shown, self.blocks[name]
        of_persons = known(self.table, shown, self.persons, self.cells)
        program = Program(of_persons, [known(self.table, shown, block, self.cells)])
        ranges = Ranges(self._targets(shown, block), block.counts.ravel())
        return Nearby(program, ranges, self.areas, [program.truth])

    def _mend(self, name: str | None, program: Program, ranges: Ranges, turn: int) -> bool:
        """Hides partners of open targets: first the cheapest, then whatever is around them."""
        order = np.flatnonzero(ranges.open)
        if turn < TURNS:
            persons, leaks = self._most_leaks(name, ranges)
            wishes = Wishes(program, ranges, leaks, persons)
            for wish in (wishes.wish(worth=self.nearby), wishes.wish()):
                if self._hide(name, bend(program, len(program.others), wish, self.price)):
                    return True
        atoms = self._atoms(program, ranges, order)
        return self.hide_around(name, atoms, inside=True) or self.hide_around(
            name, atoms, inside=False
        )

    def _most_leaks(self, name: str | None, ranges: Ranges) -> tuple[Numbers | None, list[int]]:
        """The table of persons with most open targets; of each neighbourhood there, one of them."""
        persons, order = None, np.flatnonzero(ranges.open)
        if name is not None:
            of_people = most_persons(ranges.targets, self.people)[order]
            most = np.bincount(of_people).argmax()
            persons, order = self.people[most], order[of_people == most]
        _, first = np.unique(ranges.targets.nearby[order], return_index=True)
        return persons, [int(one) for one in order[first]]

    def _atoms(self, program: Program, ranges: Ranges, wanted: Counts) -> list[Counts]:
        """Those of each target, once."""
        span = program.span(len(program.others))
        parts = (span.stop - span.start) // program.atoms
        rows = (ranges.targets.matrix[[one]].indices // parts for one in wanted)
        return [np.array(one) for one in sorted({tuple(np.unique(row)) for row in rows})]

    def atoms(self, members: Members) -> Counts:
        """Those of a cell, or of a small group that none declares."""
        for cell in self.table.cells:
            if cell.members == members:
                return np.array(cell.atoms, dtype=np.int64)
        return np.array(dict(self.small)[members], dtype=np.int64)

    def hide_around(self, name: str | None, leaks: list[Counts], *, inside: bool) -> bool:
        """Hides, where a leak is, the parts of its areas; or else the areas, and what holds them.

        Then nothing narrower than what stays is left to set against it.
        """
        shows = self.answers if name is None else self.codes[name] != NOTHING
        hidden = np.zeros(len(shows), dtype=np.bool_)
        for atoms in leaks:
            there = np.concatenate([one for one in self.areas if np.isin(one, atoms).any()])
            holds = np.asarray(self.cells @ np.isin(np.arange(len(self.table.persons)), there))
            within = holds == self.sizes
            largest = self.sizes[within].max(initial=0)
            hidden |= shows & within & (not inside or self.sizes < largest)
        if not hidden.any():
            return False
        if name is None:
            self.hide_answers(np.flatnonzero(hidden))
        else:
            self.codes[name][hidden] = NOTHING
        return True

    def _hide(self, name: str | None, bent: Bent | None) -> bool:
        if bent is None or not len(bent.cells):
            return False
        if name is None:
            self.hide_answers(bent.cells)
        else:
            self.coarsen(name, bent)
        return True

    def _targets(self, shown: Shown, block: Block) -> Targets:
        given = codes(self.table, shown, block)
        return targets(self.table, shown, block, given, self.rule, self.small)


def _kept(near: Nearby, tables: list[Numbers], table: Numbers) -> None:
    tables.append(table)
    near.see(table)
