"""Who is invited, who answers and what: drawn from the truths by a seeded generator."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import stats

from etl.example.truths import (
    CIRCLES,
    QUESTIONS,
    SEXES,
    SIZES,
    UNITS,
    WOMEN_ABOVE_MEN,
    response_rate,
    true_share,
)

Floats = NDArray[np.float64]

# Five answers around what is positive: the standard normal is cut here, shifted by the share.
_CUTS: Final = (-1.7, -0.9, 0.0, 1.0)
DOES_NOT_APPLY: Final = 5
_APPLIES: Final = 0.96


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One round. `invited` has region, unit, programme and sex; `answers` those who answered, and
    for each question 0 to 4, the lowest first, or DOES_NOT_APPLY.
    """

    invited: pl.DataFrame
    answers: pl.DataFrame


def draw(circle: str, year: int, *, seed: int, part: float) -> Asked:
    """`part` of the full number of persons is drawn; the same seed draws the same."""
    drawn = np.random.default_rng([seed, year, list(CIRCLES).index(circle)])
    invited = _invited(circle, drawn, part)
    rate = response_rate(circle, year) + _by_sex(invited, {s: a for s, (_, a) in SEXES.items()})
    answering = invited.filter(pl.Series(drawn.random(invited.height) < rate))
    columns = [
        pl.Series(code, _answers(answering, code, circle, year, drawn), dtype=pl.Int8)
        for code in questions(circle, year)
    ]
    return Asked(invited=invited, answers=answering.with_columns(columns))


def questions(circle: str, year: int) -> list[str]:
    return [
        code
        for code, question in QUESTIONS.items()
        if year >= question.since and (question.of_all or circle == "students")
    ]


def _invited(circle: str, drawn: np.random.Generator, part: float) -> pl.DataFrame:
    asked = CIRCLES[circle]
    frames = []
    for region, size in SIZES.items():
        count = round(asked.invited * size * part)
        units = list(UNITS) if circle != "managers" else [""]
        columns = {
            "region": [region] * count,
            "unit": _chosen(drawn, dict.fromkeys(units, 1.0) if units == [""] else UNITS, count),
            "programme": _chosen(drawn, asked.programmes or {"": 1.0}, count),
            "sex": _chosen(drawn, {sex: share for sex, (share, _) in SEXES.items()}, count),
        }
        frames.append(pl.DataFrame(columns))
    return pl.concat(frames)


def _chosen(drawn: np.random.Generator, parts: Mapping[str, float], count: int) -> list[str]:
    names, weights = list(parts), np.array(list(parts.values()))
    found: list[str] = np.array(names)[
        drawn.choice(len(names), size=count, p=weights / weights.sum())
    ].tolist()
    return found


def _by_sex(people: pl.DataFrame, added: dict[str, float]) -> Floats:
    found: Floats = people["sex"].replace_strict(added, return_dtype=pl.Float64).to_numpy()
    return found


def _answers(
    people: pl.DataFrame, code: str, circle: str, year: int, drawn: np.random.Generator
) -> NDArray[np.int64]:
    """The answer of each: a normal number, shifted so that the true share lies above zero."""
    places = people.select("region", "unit").unique(maintain_order=True)
    shares = {
        (region, unit): true_share(code, region, circle, year, unit)
        for region, unit in places.iter_rows()
    }
    share = np.array([shares[place] for place in people.select("region", "unit").iter_rows()])
    women = SEXES["women"][0]
    share += _by_sex(
        people, {"women": WOMEN_ABOVE_MEN * (1 - women), "men": -WOMEN_ABOVE_MEN * women}
    )
    felt = stats.norm.ppf(np.clip(share, 0.01, 0.99)) + drawn.standard_normal(people.height)
    answers = np.digitize(felt, _CUTS)
    # What is above zero is positive: the fourth and the fifth answer.
    return np.where(drawn.random(people.height) < _APPLIES, answers, DOES_NOT_APPLY)
