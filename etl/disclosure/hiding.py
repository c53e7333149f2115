"""The draft of a plan: what is shown so far, and how a block of it is made safe.

Hiding only ever adds: a cell that is hidden stays so, and an item shows ever coarser partitions.
So every loop here ends.
"""

import numpy as np

from etl.disclosure.blocks import Block, Numbers, blocks, codes, membership, persons_block
from etl.disclosure.known import known
from etl.disclosure.mending import Bent, bend, prices
from etl.disclosure.model import NOTHING, Counts, CountTable, Flags, Rule, Shown
from etl.disclosure.people import chosen
from etl.disclosure.primary import first_code, index_may_show, may_show_answers
from etl.disclosure.program import TOLERANCE, Program
from etl.disclosure.search import Ranges, explore, settle
from etl.disclosure.small_groups import small_groups
from etl.disclosure.targets import Targets, targets


class Draft:
    """What is shown so far; `tables` are those found for a block, which stay possible."""

    def __init__(self, table: CountTable, rule: Rule) -> None:
        self.table = table
        self.rule = rule
        self.cells = membership(table)
        self.persons = persons_block(table)
        self.blocks = blocks(table)
        self.small = small_groups(table, rule)
        self.price = prices(table)
        self.answers: Flags = may_show_answers((self.cells @ table.persons).astype(np.int64), rule)
        self.codes: dict[str, Counts] = {}
        self.people: list[Numbers] = [self.persons.counts.ravel()]
        self.tables: dict[str | None, list[Numbers]] = {}

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
        ranges = Ranges(self._targets(self.shown, self.persons), self.people[0])
        self.people += chosen(self.tables.get(None, []), ranges)

    def start_item(self, name: str) -> None:
        """What each cell may show of a block when only it is looked at."""
        block = self.blocks[name]
        sums = self.cells @ block.counts
        start = [self._first(name, block, sums, cell) for cell in range(len(sums))]
        self.codes[name] = np.array(start, dtype=np.int64)

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

    def settle(self, name: str | None) -> bool:
        """Hides more of a block until nothing hidden of it follows; False where that failed."""
        while True:
            program, ranges = self._searched(name)
            if not ranges.open.any():
                return True
            if not self._mend(name, program, ranges):
                return False

    def _searched(self, name: str | None) -> tuple[Program, Ranges]:
        shown = self.shown
        block = self.persons if name is None else self.blocks[name]
        of_persons = known(self.table, shown, self.persons, self.cells)
        others = [] if name is None else [known(self.table, shown, block, self.cells)]
        program = Program(of_persons, others)
        ranges = Ranges(self._targets(shown, block), block.counts.ravel())
        tables = self.tables.setdefault(name, [])
        span = program.span(len(others))
        for table in tables:
            ranges.see(table)
        people = None if name is None else self.people
        for table in explore(program, len(others), ranges, people):
            ranges.see(table[span])
            tables.append(table[span])
        settle(program, len(others), ranges, lambda table: self._kept(tables, table[span]))
        return program, ranges

    def _kept(self, tables: list[Numbers], table: Numbers) -> bool:
        tables.append(table)
        return True

    def _targets(self, shown: Shown, block: Block) -> Targets:
        given = codes(self.table, shown, block)
        return targets(self.table, shown, block, given, self.rule, self.small)

    def _mend(self, name: str | None, program: Program, ranges: Ranges) -> bool:
        """Hides the cheapest partners of what is still open; False where there are none."""
        position = 0 if name is None else 1
        wanted = _one_of_each(ranges)
        for sign in (1.0, -1.0):
            bent = bend(program, position, ranges, wanted, self.price, sign)
            if bent is not None and len(bent.cells):
                if name is None:
                    self.hide_answers(bent.cells)
                else:
                    self.coarsen(name, bent)
                return True
        return False


def _one_of_each(ranges: Ranges) -> Flags:
    """Of each cell the first open target: the parts of one cell cannot all grow at once."""
    seen: set[tuple[tuple[str, str], ...]] = set()
    wanted = np.zeros(len(ranges.targets), dtype=np.bool_)
    for target in np.flatnonzero(ranges.open):
        members = ranges.targets.members[target]
        wanted[target] = members not in seen
        seen.add(members)
    return wanted
