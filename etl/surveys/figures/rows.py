"""Columns of figures become rows of the contract. Knows no statistics and no rule."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from etl.disclosure.model import Counts, Flags
from etl.surveys.figures.cells import KEY_COLUMNS
from warehouse.contract import KEY, NUMBERS, WORDS
from warehouse.members import ALL
from warehouse.surveys.indicators import Measure, indicator_id
from warehouse.surveys.model import SurveyRound

Numbers = NDArray[np.float64]

SCHEMA: Final[Mapping[str, type[pl.DataType]]] = {
    **dict.fromkeys(KEY, pl.String),
    **dict.fromkeys(NUMBERS, pl.Float64),
    **dict.fromkeys(WORDS, pl.String),
    "cites": pl.String,
}
_SAME_EVERYWHERE: Final[Mapping[str, str | None]] = {
    "nature": "outcome", "reading": "main", "qualifier": "exact", "origin": "computed",
    "printed": None, "locator": None, "note_sv": None, "note_en": None, "cites": None,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Figures:
    """Figures of one measure and one item: a row for each of `cells` (places of the keys).

    `status` has a word for each. `numbers` are columns of the contract, nan where there is none;
    those that are left out are null.
    """

    measure: Measure
    cells: Counts
    status: Sequence[str]
    numbers: Mapping[str, Numbers]
    item: str = ALL
    category: str = ALL
    estimate: str = "unweighted"


def statuses(shown: Flags, nobody: Flags) -> Sequence[str]:
    """Where nobody answered, and that is known, there is nothing to hide."""
    found: Sequence[str] = np.select([shown, nobody], ["ok", "missing"], "suppressed").tolist()
    return found


def rows(one: SurveyRound, keys: pl.DataFrame, figures: Sequence[Figures]) -> pl.DataFrame:
    """In the order of the key: the same figures are the same bytes."""
    parts = [part for part in figures if len(part.cells)]
    if not parts:
        return pl.DataFrame(schema=SCHEMA)
    sizes = [len(part.cells) for part in parts]
    status = [word for part in parts for word in part.status]
    return (
        keys.select(KEY_COLUMNS)[np.concatenate([part.cells for part in parts])]
        .hstack(_words(one, parts)[np.repeat(np.arange(len(parts)), sizes)])
        .hstack([pl.Series("status", status, pl.String), *_numbers(parts)])
        .with_columns(pl.lit(word, pl.String).alias(name) for name, word in _same(one).items())
        .select(*SCHEMA)
        .sort(KEY)
    )


def _words(one: SurveyRound, parts: Sequence[Figures]) -> pl.DataFrame:
    """What is the same in all rows of a part."""
    return pl.DataFrame(
        {
            "indicator": [indicator_id(one.series, part.measure) for part in parts],
            "item": [part.item for part in parts],
            "category": [part.category for part in parts],
            "estimate": [part.estimate for part in parts],
        }
    )


def _numbers(parts: Sequence[Figures]) -> Iterator[pl.Series]:
    for name in NUMBERS:
        found = [part.numbers.get(name, np.full(len(part.cells), np.nan)) for part in parts]
        yield pl.Series(name, np.concatenate(found), pl.Float64).fill_nan(None)


def _same(one: SurveyRound) -> Mapping[str, str | None]:
    return {"source": one.source, **_SAME_EVERYWHERE}
