"""Sums that everybody sees: a cell is its members along one dimension more, together.

Where all but one of such a sum show something, the last follows. Hiding a second one where it is
due needs no program; it leaves little for the search to find. Not a proof: the attack is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from etl.disclosure.blocks import Block, Numbers
from etl.disclosure.model import NOTHING, Counts, CountTable, Flags, Rule
from etl.disclosure.primary import first_code

# Several sums cross in each cell, so that what one of them misses is never all free to move.
SPARE: Final = 3


@dataclass(frozen=True, slots=True)
class Relation:
    """A cell, and the cells that share its atoms out between them."""

    whole: int
    members: tuple[int, ...]

    @property
    def all(self) -> tuple[int, ...]:
        return (self.whole, *self.members)


def relations(table: CountTable) -> tuple[Relation, ...]:
    by_members = {frozenset(cell.members): place for place, cell in enumerate(table.cells)}
    return tuple(
        Relation(place, members)
        for place, cell in enumerate(table.cells)
        for members in _shares(table, by_members, frozenset(cell.members))
        if _is_whole(table, place, members)
    )


def _shares(
    table: CountTable,
    by_members: dict[frozenset[tuple[str, str]], int],
    outer: frozenset[tuple[str, str]],
) -> Iterator[tuple[int, ...]]:
    taken = {dimension for dimension, _ in outer}
    for dimension in table.dimensions:
        if dimension in taken:
            continue
        yield tuple(
            place
            for members, place in by_members.items()
            if outer < members
            and {name for name, _ in members - outer} == {dimension}
            and len(members) == len(outer) + 1
        )


def _is_whole(table: CountTable, whole: int, members: tuple[int, ...]) -> bool:
    atoms = [atom for member in members for atom in table.cells[member].atoms]
    return sorted(atoms) == sorted(table.cells[whole].atoms) and len(members) > 0


def spread(
    found: tuple[Relation, ...],
    block: Block,
    sums: Numbers,
    given: Counts,
    answers: Flags,
    price: Numbers,
    rule: Rule,
) -> None:
    """Coarsens `given` until each sum, at each partition, misses none or enough."""
    changed = True
    while changed:
        changed = False
        for relation in found:
            for code in _levels(block):
                while _lacks(relation, block, sums, given, answers, code, rule):
                    if not _hide_next(relation, block, sums, given, price, code, rule):
                        break
                    changed = True


def _levels(block: Block) -> range:
    """The partitions, and the base."""
    return range(len(block.partitions) + (block.substantive > 1))


def _lacks(
    relation: Relation,
    block: Block,
    sums: Numbers,
    given: Counts,
    answers: Flags,
    code: int,
    rule: Rule,
) -> bool:
    """Whether what this sum misses of a partition is one cell, or too few persons."""
    missing = [
        cell for cell in relation.all if not _shows(given[cell], code) and not _is_empty(sums, cell)
    ]
    if len(missing) <= 1:
        return len(missing) == 1
    if relation.whole in missing:
        return False
    together = sums[missing].sum(axis=0)
    groups = list(block.groups(code))
    bounded = code == len(block.partitions) and block.parts > block.substantive
    if bounded and answers[missing].any():
        # A base cannot vary below shown answers where nearly everybody answered the item too.
        groups.append(tuple(range(block.substantive, block.parts)))
    least = min(float(together[list(group)].sum()) for group in groups)
    return bool(least < rule.smallest_group + SPARE)


def _is_empty(sums: Numbers, cell: int) -> bool:
    return bool(sums[cell].sum() == 0)


def _shows(code: np.int64, level: int) -> bool:
    return bool(NOTHING < code <= level)


def _hide_next(
    relation: Relation,
    block: Block,
    sums: Numbers,
    given: Counts,
    price: Numbers,
    code: int,
    rule: Rule,
) -> bool:
    """The cheapest that still shows the partition shows the next instead; False: none is left."""
    showing = [
        cell for cell in relation.all if _shows(given[cell], code) and not _is_empty(sums, cell)
    ]
    if not showing:
        return False
    cell = min(showing, key=lambda one: (price[one], one))
    after = (
        first_code(block, sums[cell], rule, code + 1) if code < len(block.partitions) else NOTHING
    )
    given[cell] = after
    return True
