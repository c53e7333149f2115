"""A table as blocks of unknowns: the answers, each item, each theme. Decides nothing.

A block's unknowns are its parts in every atom. The persons are a block of one part. A theme is a
block of the mass of its index (the sum of values between 0 and 1) and of what lacks to one; to an
attacker both are like counts, only that they need not be whole.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from etl.disclosure.model import NOTHING, Counts, CountTable, Partition, Shown

Numbers = NDArray[np.float64]

ONE_PART: Final[tuple[Partition, ...]] = (((0,),),)
BOTH_SIDES: Final[tuple[Partition, ...]] = (((0,), (1,)),)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Block:
    """`counts` is (atoms, parts). `whole` says of each part whether it counts persons."""

    item: str | None
    counts: Numbers
    substantive: int
    partitions: tuple[Partition, ...]
    whole: tuple[bool, ...]

    @property
    def parts(self) -> int:
        return int(self.counts.shape[1])

    @property
    def is_index(self) -> bool:
        return not all(self.whole)

    def groups(self, code: int) -> Partition:
        """Which sums a cell shows by `code`; none where it shows nothing."""
        if code == NOTHING:
            return ()
        if code == len(self.partitions):
            return (tuple(range(self.substantive)),)
        return self.partitions[code]

    def indicator(self, group: tuple[int, ...]) -> sparse.csr_matrix:
        row = np.zeros((1, self.parts))
        row[0, list(group)] = 1
        return sparse.csr_matrix(row)


def membership(table: CountTable) -> sparse.csr_matrix:
    """(cells, atoms): 1 where the cell holds the atom."""
    return incidence([cell.atoms for cell in table.cells], len(table.persons))


def incidence(groups: list[tuple[int, ...]], atoms: int) -> sparse.csr_matrix:
    rows = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    columns = np.array([atom for group in groups for atom in group], dtype=np.int64)
    ones = np.ones(len(columns))
    return sparse.csr_matrix((ones, (rows, columns)), shape=(len(groups), atoms))


def areas(table: CountTable) -> list[Counts]:
    """The atoms, in the members of the dimension that has most; else each atom on its own."""
    atoms = len(table.persons)
    found: list[list[Counts]] = []
    for dimension in table.dimensions:
        members = [
            np.array(cell.atoms, dtype=np.int64)
            for cell in table.cells
            if len(cell.members) == 1 and cell.members[0][0] == dimension and cell.atoms
        ]
        if members and np.array_equal(np.sort(np.concatenate(members)), np.arange(atoms)):
            found.append(members)
    return max(found, key=len, default=[np.array([atom]) for atom in range(atoms)])


def persons_block(table: CountTable) -> Block:
    counts = table.persons.astype(np.float64)[:, None]
    return Block(item=None, counts=counts, substantive=1, partitions=ONE_PART, whole=(True,))


def blocks(table: CountTable) -> dict[str, Block]:
    """The items, then the themes, by name; raises ValueError when a table contradicts itself."""
    _check_cells(table)
    found = {item: _item_block(table, item) for item in table.items}
    for theme in table.indices:
        if theme in found:
            raise ValueError(f"{theme} is an item and a theme: name the theme otherwise")
        found[theme] = _index_block(table, theme)
    return found


def _item_block(table: CountTable, item: str) -> Block:
    given = table.items[item]
    counts = given.counts
    if counts.ndim != 2 or (counts < 0).any() or not 1 <= given.substantive <= counts.shape[1]:
        raise ValueError(f"the counts of {item} are not (atoms, parts) of numbers from 0")
    if not np.array_equal(counts.sum(axis=1), table.persons):
        raise ValueError(f"the parts of {item} do not sum to the persons: add the not answered")
    expected = list(range(given.substantive))
    for partition in given.partitions:
        if sorted(part for group in partition for part in group) != expected:
            raise ValueError(f"a partition of {item} does not hold each substantive part once")
    return Block(
        item=item,
        counts=counts.astype(np.float64),
        substantive=given.substantive,
        partitions=given.partitions,
        whole=(True,) * counts.shape[1],
    )


def _index_block(table: CountTable, theme: str) -> Block:
    given = table.indices[theme]
    slack = 1e-9 * (1 + given.persons)
    if (given.persons > table.persons).any() or (given.persons < 0).any():
        raise ValueError(f"the persons of {theme} are not among those who answered")
    if (given.sums < -slack).any() or (given.sums > given.persons + slack).any():
        raise ValueError(f"the indices of {theme} are not between 0 and 1")
    persons = given.persons.astype(np.float64)
    sums = np.clip(given.sums, 0, persons)
    counts = np.stack([sums, persons - sums, table.persons - persons], axis=1)
    whole = (False, False, True)
    return Block(item=theme, counts=counts, substantive=2, partitions=BOTH_SIDES, whole=whole)


def _check_cells(table: CountTable) -> None:
    atoms = len(table.persons)
    if (table.persons < 0).any():
        raise ValueError("a number of persons is below 0")
    if len(table.invited) != len(table.cells):
        raise ValueError("the invited are not told for each cell; -1 is where it is not known")
    named = set()
    for cell in table.cells:
        if cell.members in named:
            raise ValueError(f"the cell {cell.members} is declared twice")
        named.add(cell.members)
        if len(set(cell.atoms)) != len(cell.atoms) or not set(cell.atoms) <= set(range(atoms)):
            raise ValueError(f"the cell {cell.members} holds an atom twice, or one there is not")


def codes(table: CountTable, shown: Shown, block: Block) -> Counts:
    """What each cell shows of a block, as an index of its partitions; see `Shown.items`."""
    if block.item is None:
        return np.where(shown.answers, 0, NOTHING)
    if block.item in table.items:
        return shown.items[block.item]
    return np.where(shown.indices[block.item], 0, NOTHING)


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """Sums that are known of a block. `cells` says of which cell each is; -1: told by others."""

    matrix: sparse.csr_matrix
    cells: Counts

    def and_also(self, matrix: sparse.csr_matrix) -> "Sums":
        cells = np.concatenate([self.cells, np.full(matrix.shape[0], -1)])
        return Sums(sparse.vstack([self.matrix, matrix]).tocsr(), cells)


def shown_sums(block: Block, given: Counts, cells: sparse.csr_matrix) -> Sums:
    """(sums, unknowns): one row for each sum that is shown of a block."""
    rows = [sparse.csr_matrix((0, block.counts.size))]
    of_cells = [np.zeros(0, dtype=np.int64)]
    for code in np.unique(given):
        where = np.flatnonzero(given == code)
        for group in block.groups(int(code)):
            rows.append(sparse.kron(cells[where], block.indicator(group)))
            of_cells.append(where)
    return Sums(sparse.vstack(rows).tocsr(), np.concatenate(of_cells))
