"""What was published of the same survey before: what of it still holds, and what the new tells.

A count that is still the same is known. Where it differs (late answers, a correction), the two
publications together tell of those who came or went between them: they must be as many as any
group that is shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from etl.disclosure.blocks import Block, Numbers, codes, incidence
from etl.disclosure.model import CountTable, Leak, Partition, Published, Rule, Shown
from etl.disclosure.program import TOLERANCE


@dataclass(frozen=True, slots=True, eq=False)
class Before:
    """One earlier publication of a block: its sums then, and what they are now."""

    members: tuple[tuple[str, str], ...]
    atoms: tuple[int, ...]
    groups: Partition
    then: Numbers
    now: Numbers

    @property
    def still_holds(self) -> bool:
        return bool((np.abs(self.then - self.now) <= TOLERANCE).all())


def published_before(table: CountTable, block: Block) -> list[Before]:
    """The earlier publications of a block; raises ValueError for one that is not of the table."""
    found = []
    for one in table.earlier:
        if one.item != block.item:
            continue
        atoms = atoms_of(table, one)
        groups = _groups(block, one)
        matrix = sparse.vstack(_rows(block, atoms, groups)).tocsr()
        then = np.asarray(one.counts, dtype=np.float64)
        found.append(Before(one.members, atoms, groups, then, matrix @ block.counts.ravel()))
    return found


def still_known(table: CountTable, block: Block) -> sparse.csr_matrix:
    """(sums, unknowns): what an earlier publication told and what is still so."""
    rows = [sparse.csr_matrix((0, block.counts.size))]
    for one in published_before(table, block):
        if one.still_holds:
            rows += _rows(block, one.atoms, one.groups)
    return sparse.vstack(rows).tocsr()


def told_before(table: CountTable, block: Block) -> set[tuple[frozenset[int], tuple[int, ...]]]:
    """Of which atoms, and which parts together, the count is known from before."""
    return {
        (frozenset(one.atoms), group)
        for one in published_before(table, block)
        if one.still_holds
        for group in one.groups
    }


def atoms_of(table: CountTable, one: Published) -> tuple[int, ...]:
    """The atoms of an earlier cell, also of a crossing that is no longer declared."""
    cells = {frozenset(cell.members): frozenset(cell.atoms) for cell in table.cells}
    members = frozenset(one.members)
    if members in cells:
        return tuple(sorted(cells[members]))
    missing = [member for member in members if frozenset([member]) not in cells]
    if missing or not members:
        raise ValueError(
            f"an earlier publication tells of {sorted(members) or 'the total'}, which this table "
            "does not have: declare the same organisations and groups, or withdraw the earlier"
        )
    return tuple(sorted(frozenset.intersection(*(cells[frozenset([one])] for one in members))))


def _groups(block: Block, one: Published) -> Partition:
    groups = one.partition or (tuple(range(block.substantive)),)
    parts = [part for group in groups for part in group]
    if len(one.counts) != len(groups) or not set(parts) <= set(range(block.substantive)):
        raise ValueError(f"an earlier publication of {block.item} does not have its parts")
    return tuple(tuple(sorted(group)) for group in groups)


def _rows(block: Block, atoms: tuple[int, ...], groups: Partition) -> list[sparse.csr_matrix]:
    where = incidence([atoms], len(block.counts))
    return [sparse.kron(where, block.indicator(group)) for group in groups]


def told_by_both(table: CountTable, shown: Shown, block: Block, rule: Rule) -> Iterator[Leak]:
    """Cells where an earlier count and the one shown now differ by a group too small to show."""
    given = codes(table, shown, block)
    positions = {frozenset(cell.atoms): place for place, cell in enumerate(table.cells)}
    for one in published_before(table, block):
        place = positions.get(frozenset(one.atoms))
        if place is None:
            continue
        moved = _moved(one, block.groups(int(given[place])))
        if not _large_enough(moved, rule):
            parts = tuple(sorted(part for group in one.groups for part in group))
            members = table.cells[place].members
            yield Leak(members=members, item=block.item, parts=parts, kind="earlier")


def _moved(one: Before, groups: Partition) -> Numbers:
    """How the sums that both publications give have changed."""
    then_of: dict[int, float] = {}
    now_of: dict[int, float] = {}
    for group in _common(one.groups, groups):
        inside = [place for place, then in enumerate(one.groups) if set(then) <= group]
        then_of[min(group)] = one.then[inside].sum()
        now_of[min(group)] = one.now[inside].sum()
    return np.array([now_of[name] - then_of[name] for name in sorted(then_of)])


def _common(first: Partition, second: Partition) -> list[set[int]]:
    """The finest groups that are unions of groups in both; none where one shows nothing."""
    found: list[set[int]] = []
    for group in map(set, (*first, *second)):
        touching = [one for one in found if one & group]
        found = [one for one in found if not one & group]
        found.append(group.union(*touching))
    sides = [{part for group in side for part in group} for side in (first, second)]
    return [group for group in found if all(group <= side for side in sides)]


def _large_enough(moved: Numbers, rule: Rule) -> bool:
    """The rule for a shown cell, on those who came or went in between."""
    if np.abs(moved).max(initial=0) <= TOLERANCE:
        return True
    total = moved.sum()
    if abs(total) < rule.smallest_group:
        return False
    parts = moved * np.sign(total)
    thin = np.minimum(parts, abs(total) - parts) < rule.smallest_part
    return len(parts) == 1 or not thin.any()
