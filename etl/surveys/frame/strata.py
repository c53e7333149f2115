"""The frame of the invited held against cells and answers: who could answer, and did it fit.

A stratum that does not tell a dimension has its total there, as an answer has that lacks it. Not
for reading a frame: that is `frame.py`.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray

from etl.disclosure.model import Cell, Counts
from etl.problems import InputRefused, Problem
from etl.surveys.counts import SurveyCounts, totals
from etl.surveys.model import DIMENSIONS
from etl.surveys.responses import Invited
from warehouse.surveys.model import SurveyRound

UNKNOWN: Final = -1
Members = tuple[tuple[str, str], ...]


class Strata:
    """A frame in arrays. `eligible` are the invited without those known not to belong."""

    def __init__(self, one: SurveyRound, invited: Invited) -> None:
        self.dimensions = invited.dimensions
        self.totals = totals(one)
        self.members: Mapping[str, NDArray[np.str_]] = {
            name: np.array(invited.strata[name].to_list(), dtype=np.str_)
            for name in invited.dimensions
        }
        frame = invited.strata
        self.eligible: Counts = (frame["invited"] - frame["ineligible"]).to_numpy().astype(np.int64)

    def tells(self, dimension: str, member: str) -> bool:
        """A sex that people answer may be one that no register has."""
        if dimension not in self.dimensions or member == self.totals.get(dimension):
            return False
        return dimension != "sex" or bool((self.members["sex"] == member).any())

    def exactly(self, members: Members) -> NDArray[np.bool_]:
        return self._all(self.members[name] == member for name, member in members)

    def possibly(self, members: Members) -> NDArray[np.bool_]:
        """The strata in which such a person may be, also where the frame does not tell."""
        return self._all(
            (self.members[name] == member) | (self.members[name] == self.totals.get(name, member))
            for name, member in members
        )

    def _all(self, conditions: Iterable[NDArray[np.bool_]]) -> NDArray[np.bool_]:
        found = np.ones(len(self.eligible), dtype=np.bool_)
        for condition in conditions:
            found &= condition
        return found

    def invited_in(self, cell: Cell) -> int:
        """How many of a cell could answer; UNKNOWN where the frame does not tell."""
        if not all(self.tells(name, member) for name, member in cell.members):
            return UNKNOWN
        exactly = self.exactly(cell.members)
        if self.eligible[self.possibly(cell.members) & ~exactly].any():
            return UNKNOWN
        return int(self.eligible[exactly].sum())

    def told(self) -> Iterator[dict[str, str]]:
        """The members of every stratum."""
        for row in zip(*self.members.values(), strict=True):
            yield dict(zip(self.members, map(str, row), strict=True))


def invited_in(strata: Strata | None, cells: Iterable[Cell]) -> Counts:
    known = [UNKNOWN if strata is None else strata.invited_in(cell) for cell in cells]
    return np.array(known, dtype=np.int64)


def check_fit(strata: Strata, counts: SurveyCounts, file: str) -> None:
    """Raises InputRefused that names each stratum with more answers than invited.

    Neither number is said: how many answered may be too few to be told.
    """
    for dimensions in _levels(strata):
        too_many = [
            members
            for members, persons in _answers_by(strata, counts, dimensions).items()
            if persons > strata.eligible[strata.possibly(members)].sum()
        ]
        if too_many:
            raise InputRefused([_too_many(members, file) for members in sorted(too_many)])


def _levels(strata: Strata) -> Iterator[tuple[str, ...]]:
    """The strata as they are, then coarser: an answer may lack what the frame tells."""
    region, *others = strata.dimensions
    for size in range(len(others), -1, -1):
        for chosen in combinations(others, size):
            yield (region, *chosen)


def _answers_by(
    strata: Strata, counts: SurveyCounts, dimensions: tuple[str, ...]
) -> dict[Members, int]:
    """Persons by members; those who lack one of the dimensions are left out."""
    found: dict[Members, int] = {}
    places = [DIMENSIONS.index(name) for name in dimensions]
    for atom, persons in zip(counts.atoms, counts.persons.tolist(), strict=True):
        members = tuple((name, atom[at]) for name, at in zip(dimensions, places, strict=True))
        if all(strata.tells(name, member) for name, member in members):
            found[members] = found.get(members, 0) + persons
    return found


def _too_many(members: Members, file: str) -> Problem:
    named = ", ".join(f"{name} {member}" for name, member in members)
    remedy = "correct the frame, or what its members and those of the export stand for"
    return Problem("more_than_invited", f"{named}: more answers than invited", file, remedy=remedy)
