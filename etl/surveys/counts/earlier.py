"""What an earlier publication of the same survey said: its rows, read back as counts.

They are known for ever. Not for other rounds: other persons answered those, or the same persons
another time.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Any, Final

import polars as pl

from etl.disclosure.model import Partition, Published
from etl.problems import InputRefused, Problem
from etl.surveys.counts import totals
from etl.surveys.counts.table import index_name, positive_sides
from etl.surveys.frame.strata import Members
from etl.surveys.model import DIMENSIONS
from warehouse.surveys.indicators import Measure, indicator_id, merged_of
from warehouse.surveys.model import Scale, SurveyRound

Row = Mapping[str, Any]

_CELL: Final = ("region", "organisation", "period", "sex", "group")


def earlier_of(one: SurveyRound, frames: Sequence[pl.DataFrame]) -> tuple[Published, ...]:
    """Of the rows of this survey in each frame; raises InputRefused for answers it has no more."""
    found = (said for frame in frames for said in published_in(one, frame))
    return tuple(dict.fromkeys(found))


def published_in(one: SurveyRound, frame: pl.DataFrame) -> Iterator[Published]:
    rows, cells = _rows_of(one, frame), CellNames(one)
    of_measure = {
        measure: rows.filter(pl.col("indicator") == indicator_id(one.series, measure))
        for measure in Measure
    }
    yield from _answers(cells, of_measure[Measure.RESPONSE_RATE].iter_rows(named=True))
    yield from _shares(one, cells, of_measure[Measure.SHARE_POSITIVE].iter_rows(named=True))
    yield from _distributions(one, cells, of_measure[Measure.DISTRIBUTION])
    yield from _indices(one, cells, of_measure[Measure.THEME_INDEX].iter_rows(named=True))


def _rows_of(one: SurveyRound, frame: pl.DataFrame) -> pl.DataFrame:
    return frame.filter(
        pl.col("region").is_in(one.regions),
        pl.col("group").is_in(one.groups),
        pl.col("period").is_in([one.period, *one.terms]),
        pl.col("estimate") == "unweighted",
        pl.col("base").is_not_null(),
    )


class CellNames:
    """The members of the cell that a row is about; each is worked out once."""

    def __init__(self, one: SurveyRound) -> None:
        self._total = totals(one)
        self._known: dict[tuple[str, ...], Members] = {}

    def of(self, row: Row) -> Members:
        # As DIMENSIONS: a term is the period of its row.
        key = (row["region"], row["organisation"], row["group"], row["sex"], row["period"])
        found = self._known.get(key)
        if found is None:
            named = zip(DIMENSIONS, key, strict=True)
            found = tuple((name, m) for name, m in named if m != self._total.get(name))
            self._known[key] = found
        return found


# ---------------------------------------------------------------- each measure


def _answers(cells: CellNames, rows: Iterable[Row]) -> Iterator[Published]:
    for row in rows:
        yield _published(cells, row, None, (), (row["base"],))


def _shares(one: SurveyRound, cells: CellNames, rows: Iterable[Row]) -> Iterator[Published]:
    """How many answered an item, and how many of them positively or not where that shows."""
    for row in rows:
        scale = one.scale_of.get(row["item"])
        if scale is None:
            continue
        positive, base = row["numerator"], row["base"]
        sides = positive_sides(scale)
        yield _published(cells, row, row["item"], (), (base,))
        if positive is not None:
            yield _published(cells, row, row["item"], sides, (base - positive, positive))


def _distributions(one: SurveyRound, cells: CellNames, rows: pl.DataFrame) -> Iterator[Published]:
    """The groups of answers, all of those of a cell together; the base where they are hidden."""
    known = rows.filter(pl.col("item").is_in(one.scale_of.keys()))
    told = known.sort("category").group_by(*_CELL, "item", maintain_order=True)
    found = told.agg("category", "numerator", pl.col("base").first())
    groups = cache(partial(_group, one))
    for row in found.iter_rows(named=True):
        if None in row["numerator"]:
            yield _published(cells, row, row["item"], (), (row["base"],))
        else:
            partition = tuple(groups(row["item"], category) for category in row["category"])
            yield _published(cells, row, row["item"], partition, row["numerator"])


def _group(one: SurveyRound, item: str, category: str) -> tuple[int, ...]:
    """The places in the scale of the answers that a category stands for."""
    scale = one.scale_of[item]
    place = {answer.code: at for at, answer in enumerate(scale.answers)}
    answers = _merged(scale, category)
    if answers is None or not set(answers) <= set(place):
        message = f"an earlier publication of '{item}' has answers that its scale no longer has"
        remedy = "keep the codes of the scale, or withdraw the earlier publication first"
        raise InputRefused([Problem("earlier_scale", message, one.id, remedy=remedy)])
    return tuple(sorted(place[answer] for answer in answers))


def _merged(scale: Scale, category: str) -> tuple[str, ...] | None:
    codes = {scale.category(code): code for code in scale.by_code}
    return merged_of(scale, codes[category]) if category in codes else None


def _indices(one: SurveyRound, cells: CellNames, rows: Iterable[Row]) -> Iterator[Published]:
    """How many have an index; the indices themselves were rounded."""
    known = {theme.code for theme in one.themes}
    for row in rows:
        if row["item"] in known:
            yield _published(cells, row, index_name(row["item"]), (), (row["base"],))


def _published(
    cells: CellNames, row: Row, item: str | None, partition: Partition, counts: Iterable[float]
) -> Published:
    return Published(
        members=cells.of(row),
        item=item,
        partition=partition,
        counts=tuple(round(count) for count in counts),
    )
