"""The integer program behind the attack: every table that agrees with what is known.

Its unknowns are the persons of each atom, then the parts of one or several blocks. A table that
`solve` gives is exact: whole numbers from 0 that satisfy every known sum, checked again here,
because the solver works with tolerances. Where it gives none, none was found; that is no proof.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from etl.disclosure.blocks import Block, Numbers, Sums
from etl.disclosure.model import Counts

# The sums of indices are not whole: they agree to this, of one and of their size.
TOLERANCE: Final = 1e-6
# Deterministic, unlike a limit of time.
NODES: Final = 200
FEW_NODES: Final = 20
# What scipy's milp says of a program without a solution.
INFEASIBLE: Final = 2
# How far an atom may go from what it holds, in persons: keeps every program bounded. Tables
# beyond it are not tried, which can only make the attack find too much.
REACH: Final = 40
# What moving a person costs, against one that a goal grows by.
NEAR: Final = 0.01


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """A block and the sums that are known of it."""

    block: Block
    sums: Sums


class Program:
    """Tables of the persons and of some blocks that satisfy what is known of them."""

    def __init__(self, persons: Known, others: Sequence[Known]) -> None:
        self.persons = persons
        self.others = tuple(others)
        everything = (persons, *others)
        self.truth: Numbers = np.concatenate([one.block.counts.ravel() for one in everything])
        self.atoms = len(persons.block.counts)
        self.whole = np.concatenate([_whole(one.block) for one in everything])
        self.sums = sparse.block_diag([one.sums.matrix for one in everything], format="csr")
        self.rows = sparse.vstack([self.sums, self._couplings()]).tocsr()
        self.columns = self.rows.tocsc()
        self.values: Numbers = self.rows @ self.truth
        self.values[self.sums.shape[0] :] = 0
        sizes = [one.block.counts.size for one in everything]
        self.starts = np.concatenate([[0], np.cumsum(sizes)])

    def _couplings(self) -> sparse.csr_matrix:
        """The parts of an item sum to the persons of the atom."""
        rows = [sparse.csr_matrix((0, len(self.truth)))]
        of_persons = -sparse.identity(self.atoms, format="csr")
        for position, one in enumerate(self.others):
            line = [
                sparse.csr_matrix((self.atoms, other.block.counts.size)) for other in self.others
            ]
            line[position] = sparse.kron(sparse.identity(self.atoms), np.ones((1, one.block.parts)))
            rows.append(sparse.hstack([of_persons, *line]))
        return sparse.vstack(rows).tocsr()

    def span(self, position: int) -> slice:
        """Where the unknowns of a block are: 0 is the persons, 1 the first of the others."""
        return slice(int(self.starts[position]), int(self.starts[position + 1]))

    def bounds(self, persons: Numbers | None = None) -> tuple[Numbers, Numbers]:
        lower = np.zeros(len(self.truth))
        upper = self.truth + REACH
        if persons is not None:
            lower[: self.atoms] = upper[: self.atoms] = persons
        return lower, upper

    def solve(
        self, objective: Numbers, persons: Numbers | None = None, *, thorough: bool = False
    ) -> Numbers | None:
        """A table where the objective is large (with `thorough`, nearly the largest)."""
        lower, upper = self.bounds(persons)
        found = self._tried(objective, lower, upper, whole=False)
        if found is None and thorough:
            found = self._tried(objective, lower, upper, whole=True)
        return found

    def _tried(
        self, objective: Numbers, lower: Numbers, upper: Numbers, *, whole: bool
    ) -> Numbers | None:
        answer = milp(
            -objective,
            constraints=LinearConstraint(self.rows, self.values, self.values),
            bounds=Bounds(lower, upper),
            integrality=self.whole if whole else None,
            options={"node_limit": NODES, "mip_rel_gap": 0},
        )
        return None if answer.x is None else self.exact(answer.x)

    def near(
        self, objective: Numbers, base: Numbers, free: Counts, *, thorough: bool = False
    ) -> Numbers | None:
        """A table that differs from the base in the free unknowns only; the base may be off."""
        if not len(free):
            return self.exact(base)
        start = base.copy()
        start[free] = 0
        columns = self.columns[:, free].tocsr()
        rows = np.flatnonzero(np.diff(columns.indptr))
        columns = columns[rows]
        values = (self.values - self.rows @ start)[rows]
        for whole in (False, True)[: 1 + thorough]:
            answer = milp(
                -objective[free],
                constraints=LinearConstraint(columns, values, values),
                bounds=Bounds(0, self.truth[free] + REACH),
                integrality=self.whole[free] * whole,
                options={"node_limit": FEW_NODES, "mip_rel_gap": 0.2},
            )
            if answer.x is not None:
                start[free] = answer.x
                exact = self.exact(start)
                if exact is not None:
                    return exact
            elif answer.status == INFEASIBLE:
                return None
        return None

    def move(
        self, goals: sparse.csr_matrix, width: Numbers, base: Numbers, free: Counts | slice
    ) -> Numbers | None:
        """A table near the base in which the goals grow, each by its width at the most.

        Near, because others have to follow: nobody moves who need not. Only the free unknowns do.
        """
        columns = self.columns[:, free].tocsr()
        columns = columns[np.flatnonzero(np.diff(columns.indptr))]
        goals, whole = goals[:, free], self.whole[free]
        wishes, unknowns = len(width), len(whole)
        still = sparse.csr_matrix((columns.shape[0], wishes))
        grown = sparse.hstack([goals, -goals, -sparse.identity(wishes)]).tocsr()
        kept = sparse.hstack([columns, -columns, still]).tocsr()
        cost = np.concatenate([np.full(2 * unknowns, NEAR), np.full(wishes, -1.0)])
        most = np.concatenate([np.full(unknowns, float(REACH)), base[free], width])
        integrality = np.concatenate([whole, whole, np.zeros(wishes)])
        for turn in (0, 1):
            answer = milp(
                cost,
                constraints=[LinearConstraint(kept, 0, 0), LinearConstraint(grown, 0, np.inf)],
                bounds=Bounds(0, most),
                integrality=integrality * turn,
                options={"node_limit": NODES, "mip_rel_gap": 0.05},
            )
            if answer.x is not None:
                found = base.copy()
                found[free] += answer.x[:unknowns] - answer.x[unknowns : 2 * unknowns]
                exact = self.exact(found)
                if exact is not None:
                    return exact
        return None

    def exact(self, found: Numbers) -> Numbers | None:
        """The table in whole numbers, if it then still satisfies everything that is known."""
        table = np.where(self.whole == 1, np.rint(found), np.maximum(found, 0))
        off = np.abs(self.rows @ table - self.values)
        allowed = np.zeros(len(off)) if self.whole.all() else TOLERANCE * (1 + np.abs(self.values))
        if (table < 0).any() or (off > allowed).any():
            return None
        return table


def _whole(block: Block) -> Numbers:
    return np.tile(np.asarray(block.whole, dtype=np.float64), len(block.counts))
