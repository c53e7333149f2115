"""Every file of the example as an office would get it: exports, instruments, frames, tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import polars as pl

from etl.example.exports import WRITERS, platform_of, table_of
from etl.example.instruments import instrument, survey_id
from etl.example.people import draw, questions
from etl.example.questionnaire import PROGRAMME_WORDS, SEX_WORDS, region_name, unit_name
from etl.example.tables import declared_tables
from etl.example.truths import CIRCLES, years
from etl.inputs import DECLARATION_SUFFIX


class Size(StrEnum):
    """WHOLE is what users see; SMALL has fewer persons and years, for tests."""

    WHOLE = "whole"
    SMALL = "small"


_PART: Final = {Size.WHOLE: 1.0, Size.SMALL: 0.35}
_LAST_YEARS: Final = {Size.WHOLE: 100, Size.SMALL: 2}


@dataclass(frozen=True, slots=True)
class Made:
    """One file: its name in the inbox and its bytes."""

    name: str
    content: bytes


def files(seed: int, size: Size) -> Iterator[Made]:
    """The same bytes for the same seed."""
    for circle in CIRCLES:
        for year in years(circle)[-_LAST_YEARS[size] :]:
            yield from _round(circle, year, seed=seed, part=_PART[size])
    for table in declared_tables():
        yield Made(table.name, table.content)
        yield Made(table.name + DECLARATION_SUFFIX, table.declaration.encode())


def _round(circle: str, year: int, *, seed: int, part: float) -> Iterator[Made]:
    asked = draw(circle, year, seed=seed, part=part)
    table = table_of(asked.answers, questions(circle, year), year)
    export, frame = f"{survey_id(circle, year)}.csv", f"{survey_id(circle, year)}_inbjudna.csv"
    yield Made(export, WRITERS[platform_of(year)](table))
    yield Made(frame, _frame(asked.invited, table.background))
    said = instrument(circle, year, table, frame)
    yield Made(export + DECLARATION_SUFFIX, said.encode())


def _frame(invited: pl.DataFrame, background: Sequence[str]) -> bytes:
    """The invited, counted by what is known of them."""
    words = invited.select(
        Region=pl.col("region").map_elements(region_name, return_dtype=pl.String),
        Enhet=pl.struct("region", "unit").map_elements(
            lambda place: unit_name(place["region"], place["unit"]), return_dtype=pl.String
        ),
        Program=pl.col("programme").replace(PROGRAMME_WORDS),
        Kön=pl.col("sex").replace(SEX_WORDS),
    ).select(background)
    counted = words.group_by(background).len("Antal").sort(background)
    return counted.write_csv(separator=";").encode()
