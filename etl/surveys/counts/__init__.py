"""Answers become counts: how many persons of each atom gave each answer.

Nobody's answers stand here any more, but small groups do: a count is as secret as the answers
until `etl/disclosure/` has let it through.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from etl.disclosure.model import Counts, IndexSums
from etl.problems import InputRefused, Problem
from etl.surveys.model import DIMENSIONS
from etl.surveys.responses import DOES_NOT_APPLY
from warehouse.indicators.model import Direction
from warehouse.members import ALL
from warehouse.surveys.model import Item, Scale, SurveyRound, Theme

# A theme of one item would only say again what the item says.
FEWEST_ITEMS: Final = 2
_NOT_ANSWERED: Final = 254


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SurveyCounts:
    """`atoms` are members in the order of DIMENSIONS; every array has a row for each.

    Of an item: its answers from the lowest value to the highest, "does not apply", not answered.
    `themes` has those of at least two items.
    """

    atoms: tuple[tuple[str, ...], ...]
    persons: Counts
    items: Mapping[str, Counts]
    themes: Mapping[str, IndexSums]


def totals(one: SurveyRound) -> Mapping[str, str]:
    """Dimension → the member that stands for all of them; a region is always told."""
    return {"organisation": ALL, "group": one.group, "sex": ALL, "term": one.period}


def counts_of(one: SurveyRound, answers: pl.DataFrame) -> SurveyCounts:
    """Of the frame of `Responses`; raises InputRefused for a theme that has no index."""
    atoms, place = _atoms(answers)
    parts = {item.code: _parts(answers, item, one) for item in one.items}
    return SurveyCounts(
        atoms=atoms,
        persons=np.bincount(place, minlength=len(atoms)).astype(np.int64),
        items={
            item.code: _counted(place, parts[item.code], (len(atoms), _size(one, item)))
            for item in one.items
        },
        themes={
            theme.code: _index(one, theme, parts, place, len(atoms))
            for theme in one.themes
            if len(items_of(one, theme)) >= FEWEST_ITEMS
        },
    )


def items_of(one: SurveyRound, theme: Theme) -> tuple[Item, ...]:
    return tuple(item for item in one.items if item.theme == theme.code)


def _atoms(answers: pl.DataFrame) -> tuple[tuple[tuple[str, ...], ...], NDArray[np.int64]]:
    """The groups there are, in the order of their members, and to which one each row belongs."""
    lists = [answers[name].unique().sort().to_list() for name in DIMENSIONS]
    code = np.zeros(answers.height, dtype=np.int64)
    for name, members in zip(DIMENSIONS, lists, strict=True):
        position = answers[name].cast(pl.Enum(members)).to_physical().to_numpy()
        code = code * len(members) + position
    distinct, place = np.unique(code, return_inverse=True)
    positions = np.unravel_index(distinct, [max(len(members), 1) for members in lists])
    named = ([members[at] for at in where] for members, where in zip(lists, positions, strict=True))
    return tuple(zip(*named, strict=True)), place.astype(np.int64)


def _size(one: SurveyRound, item: Item) -> int:
    return len(one.scale_of[item.code].answers) + 2


def _parts(answers: pl.DataFrame, item: Item, one: SurveyRound) -> NDArray[np.uint8]:
    """Of each person the part of the item's counts that the answer belongs to."""
    size = _size(one, item)
    part_of = np.full(256, 255, dtype=np.uint8)
    part_of[: size - 2] = np.arange(size - 2)
    part_of[DOES_NOT_APPLY], part_of[_NOT_ANSWERED] = size - 2, size - 1
    given = answers[item.code].fill_null(_NOT_ANSWERED).to_numpy()
    found: NDArray[np.uint8] = part_of[given]
    if found.max(initial=0) >= size:
        raise ValueError(f"{one.id}: an answer to {item.code} is none of its scale")
    return found


def _counted(place: NDArray[np.int64], parts: NDArray[np.uint8], shape: tuple[int, int]) -> Counts:
    flat = np.bincount(place * shape[1] + parts, minlength=shape[0] * shape[1])
    return flat.reshape(shape).astype(np.int64)


# ---------------------------------------------------------------- themes


def _index(
    one: SurveyRound,
    theme: Theme,
    parts: Mapping[str, NDArray[np.uint8]],
    place: NDArray[np.int64],
    atoms: int,
) -> IndexSums:
    """A person's index is the mean of what was answered; it needs the theme's least number."""
    total = np.zeros(len(place))
    answered = np.zeros(len(place), dtype=np.int64)
    for item in items_of(one, theme):
        values = rescaled(one, item)
        is_answer = parts[item.code] < len(values)
        total += np.concatenate([values, [0.0, 0.0]])[parts[item.code]]
        answered += is_answer
    counts = answered >= theme.minimum_items
    where, index = place[counts], total[counts] / answered[counts]
    return IndexSums(
        persons=np.bincount(where, minlength=atoms).astype(np.int64),
        sums=np.bincount(where, index, minlength=atoms).astype(np.float64),
        squares=np.bincount(where, index**2, minlength=atoms).astype(np.float64),
    )


def rescaled(one: SurveyRound, item: Item) -> NDArray[np.float64]:
    """The values of the item's answers between 0, the worst, and 1, the best."""
    values = values_of(one.scale_of[item.code])
    low, high = values.min(), values.max()
    if low == high:
        message = f"the scale of the item '{item.code}' has one value, which gives no index"
        remedy = f"take the item out of the theme '{item.theme}'"
        raise InputRefused([Problem("theme_item", message, one.id, remedy=remedy)])
    share: NDArray[np.float64] = (values - low) / (high - low)
    return 1 - share if item.direction is Direction.LOWER else share


def values_of(scale: Scale) -> NDArray[np.float64]:
    """Of the answers in their order; raises ValueError for an answer without a place in means."""
    values = [answer.value for answer in scale.answers]
    if None in values:
        raise ValueError(f"the scale {scale.id} has an answer without a value")
    return np.array(values, dtype=np.float64)
