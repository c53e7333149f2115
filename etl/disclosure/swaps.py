"""How far counts can go by exchanges alone: many targets at once, without any program.

One answer moves from part p to part q in one atom, and another from q to p elsewhere. Where the
two atoms stand in the same known sums, as far as p and q are told apart there, no known sum
changes; so every number of such exchanges that the counts allow gives a table that agrees with
all that is known. What is found is therefore reached; what is not found may still be reachable.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from etl.disclosure.blocks import Block, Numbers
from etl.disclosure.model import Counts, Flags
from etl.disclosure.program import REACH, Known
from etl.disclosure.search import Ranges

# How often many targets are moved at once between the same two parts.
TURNS: Final = 6


@dataclass(frozen=True, slots=True, eq=False)
class _Alike:
    """Classes of atoms that stand alike in every known sum, as far as two parts are told apart.

    `of` is the class of each atom; `is_free` says of a class that no sum tells the parts apart,
    so that an answer can move without another.
    """

    of: Counts
    is_free: Flags


class Exchanges:
    """The exchanges that a block allows, whatever table of it they start from."""

    def __init__(self, known: Known) -> None:
        self.block = known.block
        self.told = {pair: _told_apart(known, *pair) for pair in _pairs(known.block)}
        self.alike = {pair: _alike(told) for pair, told in self.told.items()}

    def between(self, part: int, other: int) -> _Alike | None:
        return self.alike.get((min(part, other), max(part, other)))

    def widen(self, ranges: Ranges, table: Numbers, *, far: bool) -> None:
        """How far every target goes: by pairs of atoms; with `far` also by longer ways."""
        self._with_two_parts(ranges, table)
        if not far:
            return
        for pair in self.told:
            for found in self._moved(ranges, table, *pair):
                ranges.see(found)
        for target in np.flatnonzero(ranges.open):
            for sign in (1, -1):
                if ranges.open[target]:
                    ranges.see(self._pushed(ranges, int(target), table, sign))

    def _moved(self, ranges: Ranges, table: Numbers, one: int, other: int) -> Iterator[Numbers]:
        """Tables in which answers move between two parts only, many open targets at once.

        Every atom may take part, so that a change comes back over as many atoms as it needs.
        """
        chance = np.random.default_rng(1)
        counts = table.reshape(self.block.counts.shape)
        holds = self._holds(ranges)
        change = (
            ranges.targets.matrix[:, other :: self.block.parts]
            - (ranges.targets.matrix[:, one :: self.block.parts])
        )
        for _ in range(TURNS):
            wanted = ranges.open & (holds[:, one] != holds[:, other])
            if not wanted.any():
                return
            signs = np.where(wanted, chance.choice([1.0, -1.0], len(wanted)), 0.0)
            pull = change.T @ (signs * chance.uniform(0.5, 1.5, len(wanted)))
            moved = _flow(self.told[one, other], pull, counts[:, one], counts[:, other])
            if moved is None or not moved.any():
                return
            found = counts.copy()
            found[:, one] -= moved
            found[:, other] += moved
            yield found.ravel()
            if (ranges.open & wanted).sum() == wanted.sum():
                return

    def _holds(self, ranges: Ranges) -> Flags:
        """(targets, parts): whether a target counts a part."""
        found = np.zeros((len(ranges.targets), self.block.parts), dtype=np.bool_)
        for row, parts in enumerate(ranges.targets.parts):
            found[row, list(parts)] = True
        return found

    def _with_two_parts(self, ranges: Ranges, table: Numbers) -> None:
        counts = table.reshape(self.block.counts.shape)
        targets = ranges.targets
        value = targets.matrix @ table
        holds = self._holds(ranges)
        for part in range(self.block.parts):
            for other in range(self.block.parts):
                alike = self.between(part, other)
                rows = np.flatnonzero(holds[:, part] & ~holds[:, other] & ranges.open)
                if alike is None or not len(rows):
                    continue
                inside = targets.matrix[rows][:, part :: self.block.parts]
                less, more = _reach(inside, counts[:, part], counts[:, other], alike)
                ranges.low[rows] = np.minimum(ranges.low[rows], value[rows] - less)
                ranges.high[rows] = np.maximum(ranges.high[rows], value[rows] + more)

    def _pushed(self, ranges: Ranges, target: int, table: Numbers, sign: int) -> Numbers:
        """A table in which one target goes far up (or down), by all its parts in turn."""
        counts = table.reshape(self.block.counts.shape).copy()
        parts = ranges.targets.parts[target]
        row = ranges.targets.matrix[[target]].toarray().reshape(counts.shape)
        inside = row[:, parts[0]] > 0
        for part in parts:
            for other in range(self.block.parts):
                alike = self.between(part, other)
                if other not in parts and alike is not None:
                    leaving, coming = (other, part) if sign > 0 else (part, other)
                    _exchange(counts, inside, leaving, coming, alike)
        return counts.ravel()


def _pairs(block: Block) -> Iterator[tuple[int, int]]:
    """Parts that can be exchanged: the mass of an index only with what lacks to it."""
    for one in range(block.parts):
        for other in range(one + 1, block.parts):
            if block.whole[one] == block.whole[other]:
                yield one, other


def _told_apart(known: Known, one: int, other: int) -> sparse.csc_matrix:
    """(sums, atoms): by how much each known sum changes when an answer moves between parts."""
    parts = known.block.parts
    matrix = known.sums.matrix
    told = (matrix[:, one::parts] - matrix[:, other::parts]).tocsr()
    told.eliminate_zeros()
    told = told[np.flatnonzero(np.diff(told.indptr))].tocsc()
    told.sort_indices()
    return told


def _flow(told: sparse.csc_matrix, pull: Numbers, one: Numbers, other: Numbers) -> Numbers | None:
    """How many answers of each atom move from one part to the other: far along the pull."""
    answer = milp(
        -pull,
        constraints=LinearConstraint(told, 0, 0),
        bounds=Bounds(-np.minimum(other, REACH), np.minimum(one, REACH)),
    )
    if answer.x is None:
        return None
    moved = np.rint(answer.x)
    return moved if not (told @ moved).any() else None


def _alike(told: sparse.csc_matrix) -> _Alike:
    seen: dict[bytes, int] = {}
    classes = np.zeros(told.shape[1], dtype=np.int64)
    is_free: list[bool] = []
    for atom in range(told.shape[1]):
        where = slice(told.indptr[atom], told.indptr[atom + 1])
        key = told.indices[where].tobytes() + b"|" + told.data[where].tobytes()
        classes[atom] = seen.setdefault(key, len(seen))
        if len(is_free) < len(seen):
            is_free.append(where.start == where.stop)
    return _Alike(classes, np.array(is_free, dtype=np.bool_))


def _reach(
    inside: sparse.csr_matrix, part: Numbers, other: Numbers, alike: _Alike
) -> tuple[Numbers, Numbers]:
    """How much less, and how much more, of the part there can be in each target.

    `inside` is (targets, atoms). Within a class, what leaves a target must come in elsewhere.
    """
    shape = (len(alike.of), len(alike.is_free))
    place = (np.arange(shape[0]), alike.of)
    of_part = sparse.csr_matrix((part, place), shape=shape)
    of_other = sparse.csr_matrix((other, place), shape=shape)
    here, there = (inside @ of_part).toarray(), (inside @ of_other).toarray()
    free = np.where(alike.is_free, np.inf, 0.0)
    outside = np.asarray(of_part.sum(axis=0)).ravel() - here + free
    other_outside = np.asarray(of_other.sum(axis=0)).ravel() - there + free
    return (
        np.minimum(here, other_outside).sum(axis=1),
        np.minimum(there, outside).sum(axis=1),
    )


def _exchange(counts: Numbers, inside: Flags, leaving: int, coming: int, alike: _Alike) -> None:
    """Inside a target as much as can be goes from one part to another, and back outside of it."""
    for one in np.unique(alike.of[inside]):
        alike_atoms = alike.of == one
        here = np.flatnonzero(alike_atoms & inside)
        away = np.flatnonzero(alike_atoms & ~inside)
        amount = counts[here, leaving].sum()
        if not alike.is_free[one]:
            amount = min(amount, counts[away, coming].sum())
            _move(counts, away, coming, leaving, amount)
        _move(counts, here, leaving, coming, amount)


def _move(counts: Numbers, atoms: Counts, leaving: int, coming: int, amount: float) -> None:
    """`amount` changes its part, in the first of the atoms that have it."""
    before = np.cumsum(counts[atoms, leaving]) - counts[atoms, leaving]
    moved = np.clip(amount - before, 0, counts[atoms, leaving])
    counts[atoms, leaving] -= moved
    counts[atoms, coming] += moved
