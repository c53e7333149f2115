"""Complementary suppression: which shown sums must go so that a hidden count is not known.

A linear program in which the sums that are shown may bend, at a price: the count is made to vary
as it must, and the sums that bend are the cheapest partners. Small cells are cheaper than large
ones, crossings than their totals.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from etl.disclosure.blocks import Numbers
from etl.disclosure.model import Counts, CountTable
from etl.disclosure.program import TOLERANCE, Program
from etl.disclosure.search import Ranges

# How much dearer it is to hide a cell than one that has a dimension more.
BROADER: Final = 4.0
# How much dearer it is to hide a base too than to show less of how it was answered.
BASE: Final = 3.0
# How much farther than it must a target is made to go: the program is not in whole numbers.
SPARE: Final = 1.6
# What it costs not to mend, against the dearest cell: whatever is hidden is cheaper.
NOT_MENDED: Final = 1e3


def prices(table: CountTable) -> Numbers:
    """What hiding each cell costs, 1 at the most; small cells cost little."""
    persons = np.array([table.persons[list(cell.atoms)].sum() for cell in table.cells], dtype=float)
    finest = max((len(cell.members) for cell in table.cells), default=0)
    breadth = np.array([finest - len(cell.members) for cell in table.cells])
    price = np.sqrt(1 + persons) * BROADER**breadth
    return np.asarray(price / price.max(initial=1.0), dtype=np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Bent:
    """A table that was asked for, and the cells whose shown sums had to give way to it."""

    table: Numbers
    cells: Counts


@dataclass(frozen=True, slots=True, eq=False)
class Wish:
    """What must become possible: that `rows` reach `least`, with the persons as they are there.

    `worth` is what may be hidden for each unit that a row lacks.
    """

    rows: Numbers
    least: Numbers
    worth: float = NOT_MENDED
    persons: Numbers | None = None


class Wishes:
    """That some targets go as far as they must: parts grow, and the bases of items shrink.

    A base cannot grow above the persons, where they show, and is mostly close to them.
    """

    def __init__(
        self, program: Program, ranges: Ranges, wanted: list[int], persons: Numbers | None
    ) -> None:
        parts = ranges.targets.parts
        sign = np.array([-1.0 if len(parts[one]) > 1 else 1.0 for one in wanted])
        self.rows = np.zeros((len(wanted), len(program.truth)))
        self.rows[:, program.span(len(program.others))] = (
            sign[:, None] * ranges.targets.matrix[wanted].toarray()
        )
        start = np.where(sign > 0, ranges.low[wanted], -ranges.high[wanted])
        self.least = start + SPARE * ranges.targets.width[wanted]
        self.persons = persons

    def wish(self, worth: float = NOT_MENDED) -> Wish:
        return Wish(rows=self.rows, least=self.least, worth=worth, persons=self.persons)


def no_wish(program: Program, persons: Numbers) -> Wish:
    """Nothing but that the block can follow these persons."""
    return Wish(rows=np.zeros((0, len(program.truth))), least=np.zeros(0), persons=persons)


def bend(program: Program, position: int, wish: Wish, price: Numbers) -> Bent | None:
    """The cheapest sums of a block to bend so that the wish can come true."""
    of_cells = _bendable(program, position)
    rows = np.flatnonzero(of_cells >= 0)
    cells, place = np.unique(of_cells[rows], return_inverse=True)
    unknowns, bends, bases = len(program.truth), len(rows), len(cells)
    give = _ones(rows, np.arange(bends), (program.rows.shape[0], bends))
    sums = _ones(place, np.arange(bends), (bases, bends))
    same = sparse.identity(bases)
    # The unknowns; each row more, or less; each base more, or less; what the wish still lacks.
    known = sparse.bmat(
        [[program.rows, give, -give, None, None], [None, sums, -sums, -same, same]], format="csr"
    )
    lacks = len(wish.least)
    others = sparse.csr_matrix((lacks, 2 * (bends + bases)))
    wished = sparse.hstack([wish.rows, others, sparse.identity(lacks)])
    known = sparse.hstack([known, sparse.csr_matrix((known.shape[0], lacks))])
    values = np.concatenate([program.values, np.zeros(bases)])
    lower, upper = program.bounds(wish.persons)
    by_row, by_base = price[of_cells[rows]], BASE * price[cells]
    free = np.full(2 * (bends + bases) + lacks, np.inf)
    answer = milp(
        np.concatenate(
            [np.zeros(unknowns), by_row, by_row, by_base, by_base, np.full(lacks, wish.worth)]
        ),
        constraints=[
            LinearConstraint(known.tocsr(), values, values),
            LinearConstraint(wished.tocsr(), wish.least, np.inf),
        ],
        bounds=Bounds(np.concatenate([lower, np.zeros(len(free))]), np.concatenate([upper, free])),
    )
    if answer.x is None:
        return None
    bent = answer.x[unknowns : unknowns + bends] + answer.x[unknowns + bends :][:bends]
    return Bent(answer.x[:unknowns], np.unique(of_cells[rows[bent > TOLERANCE]]))


def _ones(rows: Counts, columns: Counts, shape: tuple[int, int]) -> sparse.csr_matrix:
    return sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape)


def _bendable(program: Program, position: int) -> Counts:
    """For each row of the program the cell it is shown of; −1 for what cannot be hidden now."""
    everything = (program.persons, *program.others)
    tags = [
        one.sums.cells if place == position else np.full(len(one.sums.cells), -1)
        for place, one in enumerate(everything)
    ]
    couplings = program.rows.shape[0] - program.sums.shape[0]
    return np.concatenate([*tags, np.full(couplings, -1)])
