"""The figures of a survey, as rows of the contract: only what may be shown, rounded last.

Every number is worked out from counts that are shown of the same cell, and from the frame. Weighted
figures and those about the frame are made in `weighting.py`.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import polars as pl

from etl.disclosure.model import CountTable, Flags, Partition, Shown
from etl.surveys.counts import values_of
from etl.surveys.counts.table import index_name
from etl.surveys.figures.cells import CellItem, Cells, Numbers
from etl.surveys.figures.rows import Figures, rows, statuses
from etl.surveys.figures.shares import (
    Intervals,
    mean_intervals,
    nonresponse_bounds,
    rounded,
    rounded_percent,
    share_intervals,
)
from etl.surveys.figures.weighting import weighted_figures
from warehouse.members import ALL
from warehouse.surveys.indicators import Measure
from warehouse.surveys.model import SurveyRound


def figures_of(one: SurveyRound, table: CountTable, shown: Shown) -> pl.DataFrame:
    """Columns of the contract without `input` and `input_row`, which the caller knows."""
    cells = Cells(one, table, shown)
    return rows(one, cells.keys, [*_unweighted(cells), *weighted_figures(cells)])


def _unweighted(cells: Cells) -> Iterator[Figures]:
    yield _response_rate(cells)
    for item in cells.one.items:
        yield from _item(cells.item(item.code))
    for theme in cells.one.themes:
        if index_name(theme.code) in cells.table.indices:
            yield _theme_index(cells, theme.code)


def _every(cells: Cells) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.arange(len(cells.places))


def _where(condition: Flags, numbers: Numbers) -> Numbers:
    """Nothing where the condition does not hold."""
    return np.where(condition, numbers, np.nan)


# ---------------------------------------------------------------- answers


def _response_rate(cells: Cells) -> Figures:
    """Without an interval: who answered was counted, not sampled."""
    known, shown = cells.eligible > 0, cells.answers_shown
    told = shown & known
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = 100 * cells.persons / cells.eligible
    return Figures(
        measure=Measure.RESPONSE_RATE,
        cells=_every(cells),
        status=statuses(told, shown & ~known),
        numbers={
            "value": _where(told, rounded_percent(rate, cells.eligible)),
            "numerator": _where(told, cells.persons),
            "denominator": _where(told, cells.eligible),
            "base": _where(shown, cells.persons),
        },
    )


# ---------------------------------------------------------------- items


def _item(item: CellItem) -> Iterator[Figures]:
    if all(item.sides):
        yield _share_positive(item)
    yield from _distribution(item)
    yield from _moments(item)


def _share_positive(item: CellItem) -> Figures:
    shown = item.share_shown
    return Figures(
        measure=Measure.SHARE_POSITIVE,
        item=item.code,
        cells=_every(item.cells),
        status=statuses(shown, item.nobody),
        numbers=_share(item, item.positive, shown) | {"base": _where(item.base_shown, item.base)},
    )


def _share(item: CellItem, count: Numbers, shown: Flags) -> dict[str, Numbers]:
    """A part of the answers, with its interval and what non-response could make of it."""
    n, population = item.base, item.population
    with np.errstate(divide="ignore", invalid="ignore"):
        value = 100 * count / n
    interval = share_intervals(count, n, population).times(100)
    bounds = nonresponse_bounds(count, n, population).times(100)
    percents = {
        "value": value,
        "low": interval.low,
        "high": interval.high,
        "bound_low": bounds.low,
        "bound_high": bounds.high,
    }
    return {
        **{name: _where(shown, rounded_percent(each, n)) for name, each in percents.items()},
        "numerator": _where(shown, count),
        "denominator": _where(shown, n),
        "base": _where(shown, n),
    }


def _distribution(item: CellItem) -> Iterator[Figures]:
    """The answers as finely as each cell shows them; one row where it shows none."""
    is_told = np.zeros(len(item.cells.places), dtype=np.bool_)
    for code, (partition, names) in enumerate(item.partitions):
        if names is not None:
            is_told |= item.shown == code
            yield from _categories(item, code, partition, names)
    cells = np.flatnonzero(~is_told)
    yield Figures(
        measure=Measure.DISTRIBUTION,
        item=item.code,
        category=ALL,
        cells=cells,
        status=statuses(np.zeros(len(cells), np.bool_), item.nobody[cells]),
        numbers={"base": _where(item.base_shown, item.base)[cells]},
    )


def _categories(
    item: CellItem, code: int, partition: Partition, names: Sequence[str]
) -> Iterator[Figures]:
    shown = item.shown == code
    cells = np.flatnonzero(shown)
    for group, name in zip(partition, names, strict=True):
        numbers = _share(item, item.group(group), shown)
        yield Figures(
            measure=Measure.DISTRIBUTION,
            item=item.code,
            category=item.scale.category(name),
            cells=cells,
            status=["ok"] * len(cells),
            numbers={column: each[cells] for column, each in numbers.items()},
        )


def _moments(item: CellItem) -> Iterator[Figures]:
    """Mean and deviation tell the distribution, so they show only where all of it does."""
    shown, base = item.shown == 0, _where(item.base_shown, item.base)
    status = statuses(shown, item.nobody)
    mean, deviation, interval = _mean_and_deviation(item)
    about = {
        Measure.MEAN: {"value": mean, "low": interval.low, "high": interval.high},
        Measure.STANDARD_DEVIATION: {"value": deviation},
    }
    for measure, numbers in about.items():
        shown_numbers = {name: _where(shown, rounded(each, 2)) for name, each in numbers.items()}
        yield Figures(
            measure=measure,
            item=item.code,
            cells=_every(item.cells),
            status=status,
            numbers=shown_numbers | {"base": base},
        )


def _mean_and_deviation(item: CellItem) -> tuple[Numbers, Numbers, Intervals]:
    """The deviation divides by n − 1, as that of `warehouse.survey_statistics.moments`."""
    values, n = values_of(item.scale), item.base
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = item.counts @ values / n
        squares = (item.counts * (values[None, :] - mean[:, None]) ** 2).sum(axis=1)
        deviation = np.sqrt(squares / (n - 1))
    ends = (float(values.min()), float(values.max()))
    return mean, deviation, mean_intervals(mean, deviation, n, item.population, ends)


# ---------------------------------------------------------------- themes


def _theme_index(cells: Cells, theme: str) -> Figures:
    sums = cells.table.indices[index_name(theme)]
    n, shown = cells.summed(sums.persons), cells.theme_shown(theme)
    total, squares = cells.summed(sums.sums), cells.summed(sums.squares)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = total / n
        # The difference of two large sums may end a hair under nothing.
        deviation = np.sqrt(np.maximum(squares - n * mean**2, 0) / (n - 1))
    interval = mean_intervals(mean, deviation, n, cells.population, (0.0, 1.0)).times(100)
    percents = {"value": 100 * mean, "low": interval.low, "high": interval.high}
    return Figures(
        measure=Measure.THEME_INDEX,
        item=theme,
        cells=_every(cells),
        status=statuses(shown, cells.nobody),
        numbers={
            **{name: _where(shown, rounded_percent(each, n)) for name, each in percents.items()},
            "base": _where(shown, n),
        },
    )
