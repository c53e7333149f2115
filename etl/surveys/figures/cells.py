"""The published cells of a survey with their counts, and what of each may be shown.

One place where a count meets what may be shown of it: figures are made from what comes out here.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from etl.disclosure.blocks import membership
from etl.disclosure.model import NOTHING, Cell, Counts, CountTable, Flags, Partition, Shown
from etl.surveys.counts import totals
from etl.surveys.counts.table import index_name, is_published, partitions, positive_sides
from warehouse.surveys.model import Scale, SurveyRound

Numbers = NDArray[np.float64]

KEY_COLUMNS: Final = ("region", "organisation", "period", "sex", "group")
# Which column of a figure tells a dimension.
_COLUMN_OF: Final[Mapping[str, str]] = {"term": "period"}


@dataclass(frozen=True, eq=False)
class Cells:
    """`places` are those of the published cells in the table; every array is in their order."""

    one: SurveyRound
    table: CountTable
    shown: Shown

    @cached_property
    def places(self) -> Counts:
        published = [is_published(self.one, cell) for cell in self.table.cells]
        return np.flatnonzero(published).astype(np.int64)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(self.table.cells[place] for place in self.places)

    @cached_property
    def _by_crossing(self) -> Mapping[frozenset[str], list[int]]:
        found: dict[frozenset[str], list[int]] = {}
        for at, cell in enumerate(self.cells):
            found.setdefault(frozenset(name for name, _ in cell.members), []).append(at)
        return found

    def of_crossing(self, dimensions: Collection[str]) -> list[int]:
        """Where the cells of a crossing stand among the published ones."""
        return self._by_crossing.get(frozenset(dimensions), [])

    def summed(self, by_atom: NDArray[np.generic]) -> Numbers:
        """The sum over the atoms of each cell."""
        return np.asarray(self._membership @ by_atom.astype(np.float64), dtype=np.float64)

    @cached_property
    def _membership(self) -> sparse.csr_matrix:
        return membership(self.table)[self.places]

    @cached_property
    def persons(self) -> Numbers:
        return self.summed(self.table.persons)

    @cached_property
    def answers_shown(self) -> Flags:
        shown: Flags = self.shown.answers[self.places]
        return shown

    @cached_property
    def nobody(self) -> Flags:
        """It is shown that nobody answered at all."""
        return np.asarray(self.answers_shown & (self.persons == 0))

    @cached_property
    def eligible(self) -> Numbers:
        """Who could answer; nan where the frame does not tell."""
        invited = self.table.invited[self.places]
        return np.where(invited < 0, np.nan, invited)

    @cached_property
    def population(self) -> Numbers:
        """Who could answer, where chance and non-response are among them alone."""
        if not self.one.everyone_invited:
            return np.full(len(self.places), np.nan)
        # A frame that does not tell all strata apart may be exceeded by a cell; then it is none.
        return np.where(self.eligible >= self.persons, self.eligible, np.nan)

    def item(self, code: str) -> "CellItem":
        return CellItem(self, code)

    def theme_shown(self, theme: str) -> Flags:
        shown: Flags = self.shown.indices[index_name(theme)][self.places]
        return shown

    @cached_property
    def keys(self) -> pl.DataFrame:
        """Of each cell the columns of the key that its members are."""
        total = {**totals(self.one), "region": ""}
        rows = [
            {
                _COLUMN_OF.get(name, name): member
                for name, member in {**total, **dict(c.members)}.items()
            }
            for c in self.cells
        ]
        return pl.DataFrame(rows, schema=dict.fromkeys(KEY_COLUMNS, pl.String))


@dataclass(frozen=True, eq=False)
class CellItem:
    """An item in every published cell."""

    cells: Cells
    code: str

    @cached_property
    def scale(self) -> Scale:
        return self.cells.one.scale_of[self.code]

    @cached_property
    def counts(self) -> Numbers:
        """(cells, answers of the scale)."""
        item = self.cells.table.items[self.code]
        return self.cells.summed(item.counts[:, : item.substantive])

    @cached_property
    def base(self) -> Numbers:
        return np.asarray(self.counts.sum(axis=1))

    @cached_property
    def positive(self) -> Numbers:
        return self.group(self.sides[1])

    def group(self, answers: tuple[int, ...]) -> Numbers:
        return np.asarray(self.counts[:, list(answers)].sum(axis=1))

    @cached_property
    def sides(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        return positive_sides(self.scale)

    @cached_property
    def partitions(self) -> tuple[tuple[Partition, tuple[str, ...] | None], ...]:
        """As in the table, each with the names of its groups."""
        return tuple(partitions(self.scale).items())

    @cached_property
    def _code(self) -> Counts:
        code: Counts = self.cells.shown.items[self.code][self.cells.places]
        return code

    @cached_property
    def shown(self) -> Counts:
        """The index of the partition that a cell shows, as in `Shown.items`."""
        return np.where(self.base > 0, self._code, NOTHING)

    @cached_property
    def base_shown(self) -> Flags:
        return np.asarray((self._code != NOTHING) | self.cells.nobody)

    @cached_property
    def nobody(self) -> Flags:
        """It is shown that nobody answered the item."""
        return np.asarray(self.base_shown & (self.base == 0))

    @cached_property
    def share_shown(self) -> Flags:
        """Where the sum of the positive answers follows from what is shown."""
        tells = [self._tells_share(partition) for partition, _ in self.partitions]
        return np.asarray(np.isin(self.shown, np.flatnonzero(tells)))

    def _tells_share(self, partition: Partition) -> bool:
        sides = [set(side) for side in self.sides]
        return all(sides) and all(any(set(group) <= side for side in sides) for group in partition)

    @cached_property
    def population(self) -> Numbers:
        """Those to whom a question does not apply are not told apart, so they are taken along.

        How many they are is an answer too. Intervals and bounds are the wider for it.
        """
        return self.cells.population
