"""The attack on what is to be published: how closely does each hidden count follow from it?

It knows what is shown, what was published before, and how the cells are built of atoms; not how
the plan was made. It looks for other tables that agree with all of that: a hidden count is safe
when two of them put it k or more apart. docs/disclosure.md gives the argument and its limits.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Final

import numpy as np

from etl.disclosure.blocks import (
    Block,
    Numbers,
    areas,
    blocks,
    codes,
    membership,
    persons_block,
)
from etl.disclosure.earlier import told_by_both
from etl.disclosure.known import known
from etl.disclosure.model import CountTable, Leak, Proof, Rule, Shown
from etl.disclosure.nearby import Nearby
from etl.disclosure.people import People
from etl.disclosure.program import Program
from etl.disclosure.search import Ranges, explore, settle
from etl.disclosure.small_groups import small_groups
from etl.disclosure.targets import targets

# Up to so many unknowns, all blocks stand in one program, and every bound is exact.
SMALL_ENOUGH: Final = 400


def attack(table: CountTable, shown: Shown, rule: Rule) -> Proof:
    """Every hidden count that is not proved to stay uncertain, as a leak."""
    attacker = Attacker(table, shown, rule)
    leaks = attacker.leaks()
    if not leaks or not table.earlier:
        return Proof(tried=attacker.tried, leaks=leaks)
    alone = set(Attacker(replace(table, earlier=()), shown, rule).leaks())
    told = tuple(leak if leak in alone else replace(leak, kind="earlier") for leak in leaks)
    return Proof(tried=attacker.tried, leaks=told)


class Attacker:
    """One attack; `ranges` holds what it has found, the persons first."""

    def __init__(self, table: CountTable, shown: Shown, rule: Rule) -> None:
        self.rule = rule
        every = (persons_block(table), *blocks(table).values())
        cells = membership(table)
        self.known = tuple(known(table, shown, block, cells) for block in every)
        small = small_groups(table, rule)
        self.ranges = tuple(
            Ranges(
                targets(table, shown, block, codes(table, shown, block), rule, small),
                block.counts.ravel(),
            )
            for block in every
        )
        self.by_both = tuple(
            leak for block in every for leak in told_by_both(table, shown, block, rule)
        )
        self.areas = areas(table)

    @property
    def tried(self) -> int:
        return sum(len(one.targets) for one in self.ranges)

    def leaks(self) -> tuple[Leak, ...]:
        if sum(one.block.counts.size for one in self.known) <= SMALL_ENOUGH:
            self._all_at_once()
        else:
            self._block_by_block()
        found = [leak for position in range(len(self.known)) for leak in self._open(position)]
        return (*found, *self.by_both)

    def _open(self, position: int) -> list[Leak]:
        ranges, block = self.ranges[position], self.known[position].block
        return [
            Leak(
                members=ranges.targets.members[target],
                item=block.item,
                parts=ranges.targets.parts[target],
                kind=self._kind(block, ranges.high[target]),
            )
            for target in np.flatnonzero(ranges.open)
        ]

    def _kind(self, block: Block, high: np.float64) -> str:
        if block.is_index:
            return "index"
        return "small" if high < self.rule.smallest_group else "range"

    def _all_at_once(self) -> None:
        """Each table that is found holds persons and every item: nothing is left out."""
        program = Program(self.known[0], self.known[1:])
        for position in range(len(self.known)):
            for table in explore(program, position, self.ranges[position]):
                self._see(program, table)
            settle(
                program, position, self.ranges[position], lambda table: self._see(program, table)
            )

    def _see(self, program: Program, table: Numbers) -> bool:
        for position, ranges in enumerate(self.ranges):
            ranges.see(table[program.span(position)])
        return True

    def _block_by_block(self) -> None:
        """Tables of persons that every item can follow; then each item, given one of those."""
        persons = self.known[0]
        found = []
        for known_block, ranges in zip(self.known[1:], self.ranges[1:], strict=True):
            program = Program(persons, [known_block])
            found.append(Nearby(program, ranges, self.areas, [program.truth]))
        People(Program(persons, ()), self.ranges[0], found).gather()
        with ThreadPoolExecutor() as pool:
            list(pool.map(lambda one: one.search(one.see), found))
