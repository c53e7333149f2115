"""The rows that are to be published, held once more against what may be shown.

Reads the rows as anybody would, and knows nothing of how they were made: whatever number stands
in one must be of something that is shown, and its counts must be the true ones.
"""

from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Final

import numpy as np
import polars as pl

from etl.disclosure.blocks import Block, blocks, membership, persons_block
from etl.disclosure.model import NOTHING, CountTable, Flags, Leak, Partition, Published, Shown
from etl.surveys.counts.earlier import CellNames, published_in
from etl.surveys.counts.table import index_name
from etl.surveys.frame.strata import Members
from warehouse.contract import NUMBERS
from warehouse.surveys.indicators import Measure, indicator_id
from warehouse.surveys.model import SurveyRound

# A theme's index is made of many different numbers, and needs so many times k persons.
_THEME_PERSONS: Final = 2
_NEEDED: Final = ("region", "organisation", "period", "sex", "group", "status")
# Sums of indices are not whole.
_TOLERANCE: Final = 1e-6


def said_too_much(
    one: SurveyRound, rows: pl.DataFrame, table: CountTable, shown: Shown
) -> tuple[Leak, ...]:
    """Every place where the rows tell more, or something else, than may be shown."""
    allowed = _Allowed(one, table, shown)
    said = (*published_in(one, rows), *_bases(one, rows))
    counts = [_leak(each.members, each.item) for each in said if not allowed.may_say(each)]
    return (*counts, *allowed.other_numbers(rows))


def _bases(one: SurveyRound, rows: pl.DataFrame) -> Iterator[Published]:
    """How many answered an item, where the row is not one that counts it."""
    measures = [indicator_id(one.series, m) for m in (Measure.MEAN, Measure.STANDARD_DEVIATION)]
    found = rows.filter(pl.col("indicator").is_in(measures), pl.col("base").is_not_null())
    cells = CellNames(one)
    for row in found.select(*_NEEDED, "item", "base").unique().iter_rows(named=True):
        counts = (round(row["base"]),)
        yield Published(members=cells.of(row), item=row["item"], partition=(), counts=counts)


class _Allowed:
    def __init__(self, one: SurveyRound, table: CountTable, shown: Shown) -> None:
        self.one, self.table, self.shown = one, table, shown
        self.cells = CellNames(one)
        self.place = {cell.members: at for at, cell in enumerate(table.cells)}
        self.blocks: dict[str | None, Block] = {None: persons_block(table)}
        self.blocks.update(blocks(table).items())

    # ------------------------------------------------------------ counts

    @cached_property
    def sums(self) -> dict[str | None, list[list[float]]]:
        """The true count of each part in each cell."""
        cells = membership(self.table)
        return {item: (cells @ block.counts).tolist() for item, block in self.blocks.items()}

    def may_say(self, said: Published) -> bool:
        at = self.place[said.members]
        counts = self.sums[said.item][at]
        groups = said.partition or (self._whole(said.item),)
        told = self._told(at, said.item)
        return all(
            abs(sum(counts[part] for part in group) - count) < _TOLERANCE
            and (told is None or _is_union(group, told))
            for group, count in zip(groups, said.counts, strict=True)
        )

    def _whole(self, item: str | None) -> tuple[int, ...]:
        return tuple(range(self.blocks[item].substantive))

    def _told(self, at: int, item: str | None) -> Partition | None:
        """The groups that a cell shows; None where it shows that nobody answered."""
        if self.shown.answers[at] and self.sums[None][at] == [0]:
            return None
        if item is None:
            return ((0,),) if self.shown.answers[at] else ()
        if item in self.table.indices:
            return (self._whole(item),) if self.shown.indices[item][at] else ()
        code = int(self.shown.items[item][at])
        return (self._whole(item), *self.blocks[item].groups(code)) if code != NOTHING else ()

    # ------------------------------------------------------------ other numbers

    def other_numbers(self, rows: pl.DataFrame) -> Iterator[Leak]:
        """Rows that say a number of a cell that does not show what it is worked out from.

        How many answered may stand alone: that is looked at with the counts.
        """
        numbers = [name for name in NUMBERS if name != "base"]
        told = rows.filter(pl.any_horizontal(pl.col(*numbers).is_not_null()))
        for (indicator, item), found in told.group_by("indicator", "item"):
            may = self._may_work_out(self._measures[str(indicator)], str(item))
            for row in found.select(_NEEDED).unique().iter_rows(named=True):
                members = self.cells.of(row)
                if row["status"] != "ok" or not may[self.place[members]]:
                    yield _leak(members, str(item))

    @cached_property
    def _measures(self) -> dict[str, Measure]:
        return {indicator_id(self.one.series, measure): measure for measure in Measure}

    def _may_work_out(self, measure: Measure, item: str) -> Flags:
        """Of each cell."""
        match measure:
            case Measure.MEAN | Measure.STANDARD_DEVIATION:
                return np.asarray(self.shown.items[item] == 0)
            case Measure.THEME_INDEX:
                return self._may_index(index_name(item))
            case Measure.SHARE_POSITIVE | Measure.DISTRIBUTION:
                nothing = [NOTHING, len(self.table.items[item].partitions)]
                return ~np.isin(self.shown.items[item], nothing)
            case _:
                return self.shown.answers

    def _may_index(self, theme: str) -> Flags:
        persons = membership(self.table) @ self.table.indices[theme].persons
        enough = persons >= _THEME_PERSONS * self.one.smallest_group
        return np.asarray(self.shown.indices[theme] & enough)


@lru_cache(maxsize=4096)
def _is_union(group: tuple[int, ...], told: Partition) -> bool:
    inside = {part for one in told if set(one) <= set(group) for part in one}
    return inside == set(group)


def _leak(members: Members, item: str | None) -> Leak:
    return Leak(members=members, item=item, parts=(), kind="row")
