"""Figures about who answered: weighted shares, what weighting costs, and representativeness.

Strata are cells that are shown, of the finest crossing that the frame tells; what is not shown is
one rest, which is the total less what is shown. So nothing here says more than what is shown.
Those who answered without saying to which stratum they belong are with the rest too; where they
are many, a crossing is not used.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from etl.disclosure.model import Flags
from etl.surveys.figures.cells import Cells, Numbers
from etl.surveys.figures.rows import Figures
from etl.surveys.figures.shares import rounded, rounded_percent
from warehouse.members import ALL
from warehouse.post_stratification import (
    Stratum,
    Weighted,
    kish_design_effect,
    post_stratified_share,
)
from warehouse.representativeness import (
    ResponseStratum,
    partial_representativeness,
    representativeness,
)
from warehouse.surveys.indicators import Measure

_FEWEST_STRATA: Final = 2
# So many of the answers a crossing must place in strata of the frame. Our own choice: the few
# who are not placed can move a weighted share by no more than their part of the answers.
_LEAST_PLACED: Final = 0.95
# What the representativeness is told apart by → the crossing of it.
_PARTIAL: Final = {"by_sex": "sex", "by_group": "group", "by_organisation": "organisation"}
_HOME_DIMENSIONS: Final = ({"region"}, {"region", "group"})


@dataclass(frozen=True, slots=True)
class _Counted:
    """Of those invited, how many answered (the survey, or an item), and how many positively."""

    invited: float
    answers: float
    positive: float = 0.0

    def less(self, other: "_Counted") -> "_Counted":
        return _Counted(
            self.invited - other.invited,
            self.answers - other.answers,
            self.positive - other.positive,
        )


def weighted_figures(cells: Cells) -> Iterator[Figures]:
    """Of each region, and of each programme in it where those are shown."""
    for home, cell in enumerate(cells.cells):
        is_told = cells.answers_shown[home] and cells.eligible[home] > 0
        if is_told and {name for name, _ in cell.members} in _HOME_DIMENSIONS:
            yield from _about_answering(cells, home)
            for item in cells.one.items:
                yield from _weighted_share(cells, home, item.code)


# ---------------------------------------------------------------- strata


def _strata(
    cells: Cells, home: int, counted: Sequence[_Counted | None], crossings: Iterable[set[str]]
) -> Sequence[_Counted]:
    """Of the crossing that gives most of them; none where it would be fewer than two."""
    whole = counted[home]
    if whole is None:
        return ()
    found = [
        _completed(whole, [one for one in map(counted.__getitem__, inside) if one], cells)
        for crossing in crossings
        if _is_placed(cells, home, counted, crossing)
        for inside in [_inside(cells, home, crossing)]
    ]
    best = max(found, key=len, default=())
    return best if len(best) >= _FEWEST_STRATA else ()


def _is_placed(
    cells: Cells, home: int, counted: Sequence[_Counted | None], crossing: set[str]
) -> bool:
    """Nearly all have a member in each dimension of a crossing, as far as what is shown tells."""
    own, whole = {name for name, _ in cells.cells[home].members}, counted[home]
    for dimension in crossing - own:
        inside = _inside(cells, home, own | {dimension})
        if whole is None or not all(cells.answers_shown[at] for at in inside):
            continue
        parts = [one.answers for one in map(counted.__getitem__, inside) if one]
        is_all_shown = len(parts) == sum(cells.eligible[at] > 0 for at in inside)
        if inside and is_all_shown and sum(parts) < _LEAST_PLACED * whole.answers:
            return False
    return True


def _inside(cells: Cells, home: int, crossing: set[str]) -> list[int]:
    """The cells of a crossing that are part of a cell."""
    members = set(cells.cells[home].members)
    if not {name for name, _ in members} < crossing:
        return []
    return [at for at in cells.of_crossing(crossing) if members <= set(cells.cells[at].members)]


def _completed(whole: _Counted, strata: list[_Counted], cells: Cells) -> Sequence[_Counted]:
    """The strata and the rest, which takes in the smallest of them until it can stand alone."""
    known = sorted(
        (one for one in strata if one.answers > 0), key=lambda one: (one.answers, one.invited)
    )
    while True:
        rest = whole
        for one in known:
            rest = rest.less(one)
        if rest.invited == 0:
            return known
        if cells.one.smallest_group <= rest.answers <= rest.invited:
            return [*known, rest]
        if not known:
            return ()
        known = known[1:]


def _crossings(cells: Cells) -> list[set[str]]:
    return [{"region", *crossing} for crossing in cells.one.crossings]


def _counted(
    cells: Cells, shown: Flags, answers: Numbers, positive: Numbers
) -> list[_Counted | None]:
    """Of every cell; None where it is not shown, or the frame does not tell who was invited."""
    told = shown & cells.answers_shown & (cells.eligible > 0) & (answers <= cells.eligible)
    return [
        _Counted(float(invited), float(n), float(x)) if is_told else None
        for is_told, invited, n, x in zip(told, cells.eligible, answers, positive, strict=True)
    ]


# ---------------------------------------------------------------- figures


def _about_answering(cells: Cells, home: int) -> Iterator[Figures]:
    everyone = _counted(cells, cells.answers_shown, cells.persons, np.zeros_like(cells.persons))
    strata = _strata(cells, home, everyone, _crossings(cells))
    if strata:
        weights = [one.invited / one.answers for one in strata]
        effect = kish_design_effect(weights, [one.answers for one in strata])
        yield _ratio(cells, home, Measure.DESIGN_EFFECT, ALL, effect)
        value = representativeness(_responding(strata))
        yield _ratio(cells, home, Measure.REPRESENTATIVENESS, ALL, value)
    for item, dimension in _PARTIAL.items():
        crossing = {name for name, _ in cells.cells[home].members} | {dimension}
        if crossing in _crossings(cells):
            parts = _strata(cells, home, everyone, [crossing])
            if parts:
                value = partial_representativeness(_responding(parts))
                yield _ratio(cells, home, Measure.REPRESENTATIVENESS, item, value)


def _responding(strata: Sequence[_Counted]) -> list[ResponseStratum]:
    return [ResponseStratum(invited=one.invited, answers=one.answers) for one in strata]


def _ratio(cells: Cells, home: int, measure: Measure, item: str, value: float) -> Figures:
    return Figures(
        measure=measure,
        item=item,
        cells=np.array([home]),
        status=["ok"],
        numbers={
            "value": rounded(np.array([value]), 2),
            "base": np.array([cells.persons[home]]),
        },
    )


def _weighted_share(cells: Cells, home: int, code: str) -> Iterator[Figures]:
    item = cells.item(code)
    counted = _counted(cells, item.share_shown, item.base, item.positive)
    strata = _strata(cells, home, counted, _crossings(cells))
    if strata:
        weighted = post_stratified_share(
            [
                Stratum(invited=one.invited, answers=one.answers, positive=one.positive)
                for one in strata
            ],
            everyone_invited=cells.one.everyone_invited,
        )
        yield _weighted(home, code, weighted, item.base[home])


def _weighted(home: int, item: str, weighted: Weighted, base: float) -> Figures:
    interval = weighted.interval
    percents = {"value": weighted.value}
    if interval is not None:
        percents |= {"low": interval.low, "high": interval.high}
    n = np.array([weighted.effective_n])
    return Figures(
        measure=Measure.SHARE_POSITIVE,
        item=item,
        estimate="weighted",
        cells=np.array([home]),
        status=["ok"],
        numbers={
            **{name: rounded_percent(np.array([100 * x]), n) for name, x in percents.items()},
            "base": np.array([base]),
        },
    )
