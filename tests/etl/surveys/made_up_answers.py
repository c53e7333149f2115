"""Made-up surveys for the tests of counts and figures: rounds, answers and frames by seed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl

from etl.readers.options import NO_OPTIONS
from etl.surveys.model import DIMENSIONS, Duplicates, FrameDeclaration, Instrument, Platform, Shape
from etl.surveys.responses import DOES_NOT_APPLY, Invited, Responses
from warehouse.indicators.model import Direction
from warehouse.surveys.model import (
    Answer,
    Comparability,
    Item,
    Merged,
    Scale,
    SurveyRound,
    Theme,
)
from warehouse.text import Text

WORD = Text("ord", "word")


def scale(identifier: str, positive: Sequence[bool], steps: Sequence[Sequence[int]] = ()) -> Scale:
    """Answers a1, a2, … with the values 1, 2, …; each step is how many answers a group merges."""
    answers = tuple(
        Answer(code=f"a{at}", label=WORD, value=float(at), is_positive=is_positive)
        for at, is_positive in enumerate(positive, start=1)
    )
    return Scale(
        id=identifier,
        answers=answers,
        does_not_apply=Answer(code="none", label=WORD, value=None, is_positive=False),
        steps=tuple(_step(at, sizes, answers) for at, sizes in enumerate(steps, start=1)),
    )


def _step(number: int, sizes: Sequence[int], answers: Sequence[Answer]) -> tuple[Merged, ...]:
    ends = np.cumsum([0, *sizes])
    return tuple(
        Merged(
            code=f"s{number}g{at}",
            label=WORD,
            answers=tuple(answer.code for answer in answers[start:end]),
        )
        for at, (start, end) in enumerate(pairwise(ends), start=1)
    )


FIVE = scale("five", [False, False, False, True, True], [[2, 1, 2], [3, 2]])
TWO = scale("two", [False, True])


def item(code: str, found: Scale = FIVE, theme: str | None = None, **changes: object) -> Item:
    given: dict[str, Any] = {
        "code": code, "wording": WORD, "theme": theme, "scale": found.id,
        "direction": Direction.HIGHER, "comparability": Comparability.NEW, "reason": None,
    }  # fmt: skip
    return Item(**(given | changes))


def survey_round(items: Sequence[Item], **changes: object) -> SurveyRound:
    given: dict[str, Any] = {
        "id": "vil_2024", "series": "vil", "series_title": WORD, "title": WORD,
        "regions": ("skane",), "group": "students", "subgroups": (), "period": "2024",
        "terms": (), "everyone_invited": True, "rule": WORD, "smallest_group": 5,
        "crossings": (("organisation",),), "scales": (FIVE, TWO), "themes": (),
        "items": tuple(items), "source": "vil_source", "is_example": False,
    }  # fmt: skip
    return SurveyRound(**(given | changes))


def theme(code: str, minimum_items: int = 2) -> Theme:
    return Theme(code=code, title=WORD, minimum_items=minimum_items)


def instrument(one: SurveyRound, **changes: object) -> Instrument:
    given: dict[str, Any] = {
        "file": "vil.alf.toml", "pattern": None, "options": NO_OPTIONS,
        "platform": Platform.PLAIN, "shape": Shape.WIDE, "round": one, "columns": {},
        "members": {}, "items": (), "ignored": (), "tests": {}, "minimum_answered": 1,
        "duplicates": Duplicates.LAST, "opened": None, "closed": None,
        "keep_until": date(2030, 1, 1), "frame": None,
    }  # fmt: skip
    return Instrument(**(given | changes))


def with_frame(found: Instrument, frame: FrameDeclaration) -> Instrument:
    return replace(found, frame=frame)


def answers(one: SurveyRound, rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Rows of members and answers; what a row leaves out is the total, or not answered."""
    total = {"region": one.regions[0], "organisation": "all", "group": one.group, "sex": "all",
             "term": one.period}  # fmt: skip
    schema: dict[str, Any] = {
        "respondent": pl.String,
        **dict.fromkeys(DIMENSIONS, pl.String),
        **{found.code: pl.UInt8 for found in one.items},
    }
    return pl.DataFrame([{**total, **row} for row in rows], schema=schema)


def responses(frame: pl.DataFrame) -> Responses:
    return Responses(frame=frame, read=frame.height, counted=())


def invited(one: SurveyRound, rows: Sequence[Mapping[str, Any]]) -> Invited:
    """Rows of members, `invited` and perhaps `ineligible`."""
    told = [name for name in DIMENSIONS if name == "region" or any(name in row for row in rows)]
    total = {"region": one.regions[0], "organisation": "all", "group": one.group, "sex": "all",
             "term": one.period}  # fmt: skip
    schema: dict[str, Any] = {
        **dict.fromkeys(told, pl.String), "invited": pl.Int64, "ineligible": pl.Int64,
    }  # fmt: skip
    filled = [{**{n: total[n] for n in told}, "ineligible": 0, **row} for row in rows]
    return Invited(dimensions=tuple(told), strata=pl.DataFrame(filled, schema=schema))


def random_answers(
    one: SurveyRound,
    size: int,
    members: Mapping[str, Sequence[str]],
    seed: int,
    missing: float = 0.05,
    not_applying: float = 0.05,
) -> pl.DataFrame:
    """Each person at random in a member of each dimension; answers lean to the higher end."""
    random = np.random.default_rng(seed)
    total = {"region": one.regions[0], "organisation": "all", "group": one.group, "sex": "all",
             "term": one.period}  # fmt: skip
    columns: dict[str, Any] = {"respondent": [None] * size}
    for name in DIMENSIONS:
        columns[name] = random.choice(
            np.array(members.get(name, [total[name]]), dtype=object), size
        )
    for found in one.items:
        parts = len(one.scale_of[found.code].answers)
        weights = np.arange(1, parts + 1) / np.arange(1, parts + 1).sum()
        code = random.choice(parts, size, p=weights).astype(np.uint8)
        chance = random.random(size)
        code = np.where(chance < not_applying, DOES_NOT_APPLY, code)
        columns[found.code] = pl.Series(found.code, code, pl.UInt8).set(
            pl.Series(chance > 1 - missing), None
        )
    schema: dict[str, Any] = {
        "respondent": pl.String,
        **dict.fromkeys(DIMENSIONS, pl.String),
        **{found.code: pl.UInt8 for found in one.items},
    }
    return pl.DataFrame(columns, schema=schema)
