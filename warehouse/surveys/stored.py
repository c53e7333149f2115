"""A round of a survey as JSON, as a release stores it, and back.

Not for an instrument: what a user writes is read in `etl/surveys/`, with better messages.
"""

from collections.abc import Mapping
from typing import Any

import orjson

from warehouse.indicators.model import Direction
from warehouse.surveys.model import (
    Answer,
    Comparability,
    Item,
    Merged,
    RoundBreak,
    Scale,
    SurveyRound,
    Theme,
)
from warehouse.text import Text

Stored = Mapping[str, Any]


def as_json(one: SurveyRound) -> str:
    """The same bytes for the same round."""
    return orjson.dumps(one, option=orjson.OPT_SORT_KEYS).decode()


def round_of(text: str) -> SurveyRound:
    """Raises KeyError or ValueError where it is no round of this program."""
    row: Stored = orjson.loads(text)
    found = row["series_break"]
    return SurveyRound(
        id=row["id"],
        series=row["series"],
        series_title=_text(row["series_title"]),
        title=_text(row["title"]),
        regions=tuple(row["regions"]),
        group=row["group"],
        subgroups=tuple(row["subgroups"]),
        period=row["period"],
        terms=tuple(row["terms"]),
        everyone_invited=row["everyone_invited"],
        rule=_text(row["rule"]),
        smallest_group=row["smallest_group"],
        crossings=tuple(map(tuple, row["crossings"])),
        scales=tuple(map(_scale, row["scales"])),
        themes=tuple(map(_theme, row["themes"])),
        items=tuple(map(_item, row["items"])),
        source=row["source"],
        is_example=row["is_example"],
        series_break=_round_break(found) if found else None,
    )


def _round_break(row: Stored) -> RoundBreak:
    return RoundBreak(title=_text(row["title"]), reason=_text(row["reason"]))


def _text(row: Stored) -> Text:
    return Text(row["sv"], row["en"])


def _answer(row: Stored) -> Answer:
    return Answer(
        code=row["code"],
        label=_text(row["label"]),
        value=row["value"],
        is_positive=row["is_positive"],
    )


def _scale(row: Stored) -> Scale:
    not_applying = row["does_not_apply"]
    return Scale(
        id=row["id"],
        answers=tuple(map(_answer, row["answers"])),
        does_not_apply=_answer(not_applying) if not_applying else None,
        steps=tuple(tuple(map(_merged, step)) for step in row["steps"]),
    )


def _merged(row: Stored) -> Merged:
    return Merged(code=row["code"], label=_text(row["label"]), answers=tuple(row["answers"]))


def _theme(row: Stored) -> Theme:
    return Theme(code=row["code"], title=_text(row["title"]), minimum_items=row["minimum_items"])


def _item(row: Stored) -> Item:
    return Item(
        code=row["code"],
        wording=_text(row["wording"]),
        theme=row["theme"],
        scale=row["scale"],
        direction=Direction(row["direction"]),
        comparability=Comparability(row["comparability"]),
        reason=_text(row["reason"]) if row["reason"] else None,
    )
