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
from etl.disclosure.model import Counts, CountTable, Flags
from etl.disclosure.program import TOLERANCE, Program
from etl.disclosure.search import Ranges

# How much dearer it is to hide a cell than one that has a dimension more.
BROADER: Final = 4.0
# What it costs not to mend: dearer than whatever is hidden.
NOT_MENDED: Final = 1e4


def prices(table: CountTable) -> Numbers:
    """What hiding each cell costs, 1 at the most; those that nobody sees cost little."""
    persons = np.array([table.persons[list(cell.atoms)].sum() for cell in table.cells], dtype=float)
    finest = max((len(cell.members) for cell in table.cells), default=0)
    breadth = np.array([finest - len(cell.members) for cell in table.cells])
    price = (1 + persons) * BROADER**breadth
    return np.asarray(price / price.max(initial=1.0), dtype=np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Bent:
    """A table in which the targets vary, and the cells whose shown sums had to give way."""

    table: Numbers
    cells: Counts


def bend(
    program: Program, position: int, ranges: Ranges, wanted: Flags, price: Numbers, sign: float
) -> Bent | None:
    """The cheapest sums to bend so that the wanted targets can go up (sign 1) or down (−1)."""
    of_cells = _bendable(program, position)
    rows = np.flatnonzero(of_cells >= 0)
    chosen = np.flatnonzero(wanted)
    unknowns, bends, goals = len(program.truth), len(rows), len(chosen)
    give = sparse.csr_matrix(
        (np.ones(bends), (rows, np.arange(bends))), shape=(program.rows.shape[0], bends)
    )
    nothing = sparse.csr_matrix((program.rows.shape[0], goals))
    known = sparse.hstack([program.rows, give, -give, nothing])
    pulled = sparse.lil_matrix((goals, unknowns))
    pulled[:, program.span(position)] = sign * ranges.targets.matrix[chosen]
    none = sparse.csr_matrix((goals, 2 * bends))
    wishes = sparse.hstack([pulled.tocsr(), none, sparse.identity(goals)])
    width = ranges.targets.width[chosen]
    start = np.where(sign > 0, ranges.low[chosen], ranges.high[chosen])
    cost = price[of_cells[rows]]
    lower, upper = program.bounds()
    answer = milp(
        np.concatenate([np.zeros(unknowns), cost, cost, np.full(goals, NOT_MENDED)]),
        constraints=[
            LinearConstraint(known.tocsr(), program.values, program.values),
            LinearConstraint(wishes.tocsr(), sign * start + width, np.inf),
        ],
        bounds=Bounds(
            np.concatenate([lower, np.zeros(2 * bends + goals)]),
            np.concatenate([upper, np.full(2 * bends, np.inf), width]),
        ),
    )
    if answer.x is None:
        return None
    bent = answer.x[unknowns : unknowns + bends] + answer.x[unknowns + bends :][:bends]
    return Bent(answer.x[:unknowns], np.unique(of_cells[rows[bent > TOLERANCE]]))


def _bendable(program: Program, position: int) -> Counts:
    """For each row of the program the cell it is shown of; −1 for what cannot be hidden now."""
    everything = (program.persons, *program.others)
    tags = [
        one.sums.cells if place == position else np.full(len(one.sums.cells), -1)
        for place, one in enumerate(everything)
    ]
    couplings = program.rows.shape[0] - program.sums.shape[0]
    return np.concatenate([*tags, np.full(couplings, -1)])
