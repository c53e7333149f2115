"""Which rows count: not those left out, too early, too late, partial, or again by the same person.

In this order, so that a row is counted once. Everything that does not count is reported.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from etl.surveys.answers.coding import key_of
from etl.surveys.answers.columns_named import Bound
from etl.surveys.answers.rows_read import ANSWERED, RESPONDENT, ROW, SUBMITTED
from etl.surveys.answers.tally import Found, Tally, many
from etl.surveys.answers.times import local_times
from etl.surveys.model import LEFT_OUT, Duplicates, Instrument, Role
from etl.surveys.responses import Counted, NotCounted

_AT: Final = "\0at"


@dataclass(slots=True)
class Cleaned:
    """The rows that count so far, and what did not."""

    frame: pl.DataFrame
    counted: list[Counted]

    def drop(self, chosen: pl.Expr, why: NotCounted) -> None:
        dropped = self.frame.filter(chosen)
        if dropped.height:
            found = Found()
            found.add(dropped[ROW])
            self.counted.append(found.counted(why))
            self.frame = self.frame.filter(~chosen)


def clean(frame: pl.DataFrame, instrument: Instrument, bound: Bound, tally: Tally) -> Cleaned:
    """`frame` as in RowsRead, its roles as members."""
    cleaned = Cleaned(frame.sort(ROW), [])
    keys = [key_of(role) for role in instrument.members if key_of(role) in frame.columns]
    if keys:
        is_left_out = pl.any_horizontal(pl.col(keys).eq(LEFT_OUT)).fill_null(value=False)
        cleaned.drop(is_left_out, NotCounted.LEFT_OUT)
    _within(cleaned, instrument, bound, tally)
    cleaned.drop(pl.col(ANSWERED) < instrument.minimum_answered, NotCounted.PARTIAL)
    _once_each(cleaned, instrument, bound, tally)
    return cleaned


def _within(cleaned: Cleaned, instrument: Instrument, bound: Bound, tally: Tally) -> None:
    """The days of opening and closing count; a row without a time is taken to be in time."""
    if instrument.opened is None and instrument.closed is None:
        return
    if not _with_times(cleaned, bound, tally):
        return
    day = pl.col(_AT).dt.date()
    cleaned.drop(_is(day < (instrument.opened or date.min)), NotCounted.BEFORE_OPENING)
    cleaned.drop(_is(day > (instrument.closed or date.max)), NotCounted.AFTER_CLOSING)


def _is(found: pl.Expr) -> pl.Expr:
    return found.fill_null(value=False)


def _with_times(cleaned: Cleaned, bound: Bound, tally: Tally) -> bool:
    """Adds the times where they are not there yet; False where they cannot be read."""
    frame = cleaned.frame
    if _AT in frame.columns:
        return True
    index = bound.roles.get(Role.SUBMITTED)
    if index is None:
        return False
    times = local_times(
        frame[SUBMITTED],
        frame[ROW],
        file=tally.file,
        column=bound.name(index),
        no_date=bound.export.no_date,
    )
    if times.problem is not None:
        tally.problems.append(times.problem)
        return False
    cleaned.frame = frame.with_columns(times.at.alias(_AT))
    return True


# ---------------------------------------------------------------- one respondent, several rows


def _once_each(cleaned: Cleaned, instrument: Instrument, bound: Bound, tally: Tally) -> None:
    frame = cleaned.frame
    again = frame.filter(pl.col(RESPONDENT).is_not_null() & pl.col(RESPONDENT).is_duplicated())
    if again.is_empty():
        return
    if instrument.duplicates is Duplicates.REFUSE:
        _refuse(again, bound, tally)
        return
    if not tally.problems:
        _with_times(cleaned, bound, tally)
    kept = _kept(cleaned.frame, instrument.duplicates)
    is_first = pl.col(ROW).is_in(kept.implode()) | pl.col(RESPONDENT).is_null()
    cleaned.drop(~is_first, NotCounted.DUPLICATE)


def _refuse(again: pl.DataFrame, bound: Bound, tally: Tally) -> None:
    found = Found()
    found.add(again[ROW])
    people = many(again[RESPONDENT].n_unique(), "respondent", "respondents")
    tally.problem(
        "duplicate_respondent",
        f"{found.count} rows are of {people} who answered several times {found.said()}",
        column=bound.name(bound.roles[Role.RESPONDENT]),
        rows=found.rows,
        remedy='say which answer counts: duplicates = "first", "last" or "most_complete"',
    )


def _kept(frame: pl.DataFrame, rule: Duplicates) -> pl.Series:
    """The rows that count by the rule; of equally complete ones the last."""
    order = [_AT, ROW] if _AT in frame.columns else [ROW]
    if rule is Duplicates.MOST_COMPLETE:
        order = [ANSWERED, *order]
    keep = pl.col(ROW).first() if rule is Duplicates.FIRST else pl.col(ROW).last()
    known = frame.filter(pl.col(RESPONDENT).is_not_null()).sort(order, nulls_last=False)
    return known.group_by(RESPONDENT, maintain_order=True).agg(keep)[ROW]
