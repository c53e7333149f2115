"""An export of answers → `Responses`: the order of the hops.

Everything that is wrong is said at once, by columns, row numbers and counts: nothing that a
respondent wrote is ever part of a message. Not for the frame of the invited.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import polars as pl

from etl.problems import InputRefused
from etl.readers.content import Content
from etl.surveys.answers.cleaning import Cleaned, clean
from etl.surveys.answers.coding import MemberCoder, key_of, note_answers, note_members
from etl.surveys.answers.columns_named import bind
from etl.surveys.answers.export_file import table_of, without_cells
from etl.surveys.answers.long_shape import read_long
from etl.surveys.answers.rows_read import RESPONDENT, Coders, RowsRead
from etl.surveys.answers.tally import Tally
from etl.surveys.answers.wide import read_wide
from etl.surveys.model import DIMENSION_OF, Instrument, Role, Shape
from etl.surveys.responses import Counted, Responses
from warehouse.members import ALL
from warehouse.surveys.model import SurveyRound

_SHAPES: Final = {Shape.WIDE: read_wide, Shape.LONG: read_long}


def ignore(_: int) -> None:
    """Nobody watches how far it is."""


def read_answers(
    instrument: Instrument,
    content: Content,
    key: bytes,
    *,
    progress: Callable[[int], None] = ignore,
) -> Responses:
    """`progress` is told the number of rows read so far; raises InputRefused with all problems."""
    table = table_of(instrument, content)
    bound = bind(instrument, table, content.name)
    coders = Coders.of(instrument, bound)
    tally = Tally(content.name)
    try:
        rows = _SHAPES[instrument.shape](instrument, bound, coders, key, progress)
    except InputRefused as refused:
        raise InputRefused(without_cells(refused)) from None
    note_members(coders.members, tally)
    outside = note_answers(coders.items, tally)
    cleaned = clean(_with_members(rows.frame, coders.members), instrument, bound, tally)
    if not tally.problems and cleaned.frame.is_empty():
        _nobody(rows.read, (*rows.counted, *cleaned.counted), tally)
    if tally.problems:
        raise InputRefused(tally.problems)
    return _responses(instrument, rows, cleaned, outside)


def _nobody(read: int, counted: Sequence[Counted], tally: Tally) -> None:
    why = ", ".join(f"{one.count} {one.why.value.replace('_', ' ')}" for one in counted)
    message = f"none of the {read} rows counts: {why}" if read else "there is no answer in the file"
    remedy = "see what the instrument says of dates, tests and minimum_answered"
    tally.problem("no_answers", message, remedy=remedy if read else "export the answers again")


def _with_members(frame: pl.DataFrame, coders: list[MemberCoder]) -> pl.DataFrame:
    """The codes of roles as members; null where a person has none."""
    return frame.with_columns(
        pl.lit(pl.Series(one.members, dtype=pl.String))
        .gather(pl.when(pl.col(one.key) >= 0).then(pl.col(one.key)))
        .alias(one.key)
        for one in coders
    )


def _responses(
    instrument: Instrument, rows: RowsRead, cleaned: Cleaned, outside: list[Counted]
) -> Responses:
    totals = _totals(instrument.round)
    dimensions = [
        _dimension(role, name, totals[name], cleaned.frame) for role, name in DIMENSION_OF.items()
    ]
    frame = cleaned.frame.select(
        pl.col(RESPONDENT).alias("respondent"),
        *dimensions,
        *[item.item for item in instrument.items],
    )
    return Responses(
        frame=frame, read=rows.read, counted=(*rows.counted, *cleaned.counted, *outside)
    )


def _dimension(role: Role, name: str, total: str, frame: pl.DataFrame) -> pl.Expr:
    if key_of(role) not in frame.columns:
        return pl.lit(total, dtype=pl.String).alias(name)
    return pl.col(key_of(role)).fill_null(total).alias(name)


def _totals(survey: SurveyRound) -> Mapping[str, str]:
    """The member of a person who has no other: without a column of regions there is one region."""
    return {
        "region": survey.regions[0],
        "organisation": ALL,
        "group": survey.group,
        "sex": ALL,
        "term": survey.period,
    }
