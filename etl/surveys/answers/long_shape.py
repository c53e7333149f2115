"""An export with a row for each answer: the rows of one respondent are put together.

Rows belong together by respondent and, where the export says it, by when they were submitted. An
answer given twice to one question is decided by the rule for duplicates.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import polars as pl

from etl.problems import InputRefused
from etl.readers.model import Batch, text_of
from etl.surveys.answers.coding import noted
from etl.surveys.answers.columns_named import Bound
from etl.surveys.answers.pseudonym import pseudonyms
from etl.surveys.answers.rows_read import (
    RESPONDENT,
    ROW,
    SUBMITTED,
    Coders,
    Progress,
    RowsRead,
    members_of,
    respondents_of,
    submitted_of,
    with_blanks,
    without_tests,
)
from etl.surveys.answers.spellings import MISSING, Coder, Spellings
from etl.surveys.answers.tally import Found, Tally, many
from etl.surveys.model import Duplicates, Instrument, Role
from etl.surveys.responses import Counted, NotCounted

_SESSION: Final = "\0session"
_ITEM: Final = "\0item"
_CODE: Final = "\0code"
_KEY: Final = [RESPONDENT, SUBMITTED]
_IGNORED: Final = 30_000


@dataclass(slots=True)
class _Sessions:
    """Each time that somebody answered, numbered as they come, and their answers so far."""

    known: pl.DataFrame = field(
        default_factory=lambda: pl.DataFrame(
            schema={RESPONDENT: pl.String, SUBMITTED: pl.String, _SESSION: pl.UInt32}
        )
    )
    answers: list[pl.DataFrame] = field(default_factory=list)
    members: list[pl.DataFrame] = field(default_factory=list)

    def numbered(self, keys: pl.DataFrame) -> pl.Series:
        fresh = keys.unique(maintain_order=True).join(
            self.known, on=_KEY, how="anti", nulls_equal=True
        )
        number = pl.int_range(pl.len(), dtype=pl.UInt32) + self.known.height
        self.known = pl.concat([self.known, fresh.with_columns(number.alias(_SESSION))])
        joined = keys.join(self.known, on=_KEY, how="left", nulls_equal=True, maintain_order="left")
        return joined[_SESSION]


@dataclass(slots=True)
class _Wrong:
    """What stops a LONG export."""

    nobody: Found = field(default_factory=Found)
    unnamed: Found = field(default_factory=Found)


def read_long(
    instrument: Instrument, bound: Bound, coders: Coders, key: bytes, progress: Progress
) -> RowsRead:
    """Raises InputRefused where rows cannot be put together."""
    sessions, wrong, read = _Sessions(), _Wrong(), 0
    questions = _questions(instrument, bound)
    for batch in bound.table.rows.batches():
        read += batch.rows.len()
        kept, tests = without_tests(batch, coders)
        coders.test_rows.add(tests)
        _take(kept, instrument, bound, coders, (sessions, wrong, questions, key))
        progress(read)
    members, apart = _members(sessions, coders)
    _refuse(wrong, apart, bound)
    answers, again = _one_each(pl.concat(sessions.answers), instrument, bound)
    return RowsRead(
        frame=_put_together(answers, members, sessions, coders),
        read=read,
        counted=(*_tests(coders), *again),
    )


def _tests(coders: Coders) -> tuple[Counted, ...]:
    found = coders.test_rows
    return (found.counted(NotCounted.TEST),) if found.count else ()


def _questions(instrument: Instrument, bound: Bound) -> Coder:
    """A word of the column of questions → the place of its item, or _IGNORED."""
    places = {item.column: place for place, item in enumerate(instrument.items)}
    ignored = dict.fromkeys(instrument.ignored, _IGNORED)
    return Coder(Spellings(ignored | places, bound.export.missing))


_Kept = tuple[_Sessions, _Wrong, Coder, bytes]


def _take(batch: Batch, instrument: Instrument, bound: Bound, coders: Coders, kept: _Kept) -> None:
    sessions, wrong, questions, key = kept
    place = questions.codes(text_of(batch.cells[bound.roles[Role.QUESTION]]))
    wrong.unnamed.add(batch.rows.filter(place < 0))
    hashed = _pseudonyms(batch, instrument, bound, key)
    wrong.nobody.add(batch.rows.filter(hashed.is_null()))
    keys = pl.DataFrame([hashed, submitted_of(batch, bound).alias(SUBMITTED)])
    session = sessions.numbered(keys)
    codes = _codes(batch, place, bound, coders)
    sessions.answers.append(
        pl.DataFrame([session, batch.rows.alias(ROW), place.alias(_ITEM), codes.alias(_CODE)])
    )
    members = pl.DataFrame([session, batch.rows.alias(ROW), *members_of(batch, bound, coders)])
    sessions.members.append(_reduced(members, coders))


def _pseudonyms(batch: Batch, instrument: Instrument, bound: Bound, key: bytes) -> pl.Series:
    """Each id is hashed once in a batch: it stands on many rows."""
    plain = respondents_of(batch, bound)
    distinct = plain.drop_nulls().unique(maintain_order=True)
    hashed = pseudonyms(instrument.round.series, distinct, key)
    return plain.replace_strict(distinct, hashed, default=None, return_dtype=pl.String).alias(
        RESPONDENT
    )


def _codes(batch: Batch, place: pl.Series, bound: Bound, coders: Coders) -> pl.Series:
    text = text_of(batch.cells[bound.roles[Role.ANSWER]])
    codes = pl.Series([MISSING], dtype=pl.Int16).new_from_index(0, text.len())
    for number, one in enumerate(coders.items):
        at = (place == number).arg_true()
        if at.len():
            found = noted([one], [text.gather(at)], batch.rows.gather(at))[0]
            codes = codes.scatter(at, found)
    return codes


# ---------------------------------------------------------------- members of a session


def _reduced(frame: pl.DataFrame, coders: Coders) -> pl.DataFrame:
    """For each session its first row, and the least and greatest code of each role."""
    codes = {one.key: pl.col(one.key).filter(pl.col(one.key) >= 0) for one in coders.members}
    least = [found.min() for found in codes.values()]
    most = [found.max().alias(_most(key)) for key, found in codes.items()]
    return frame.group_by(_SESSION).agg(pl.col(ROW).min(), *least, *most)


def _most(key: str) -> str:
    return f"{key}\0most"


def _members(sessions: _Sessions, coders: Coders) -> tuple[pl.DataFrame, dict[Role, Found]]:
    """The members of each session, and where its rows name several."""
    keys = [one.key for one in coders.members]
    least = [pl.col(key).min() for key in keys]
    most = [pl.col(_most(key)).max() for key in keys]
    frame = pl.concat(sessions.members).group_by(_SESSION).agg(pl.col(ROW).min(), *least, *most)
    apart: dict[Role, Found] = {}
    for one in coders.members:
        rows = frame.filter(pl.col(one.key) != pl.col(_most(one.key)))[ROW].sort()
        if rows.len():
            apart[one.role] = Found()
            apart[one.role].add(rows)
    codes = [pl.col(key).fill_null(MISSING) for key in keys]
    return frame.select(_SESSION, ROW, *codes), apart


def _refuse(wrong: _Wrong, apart: Mapping[Role, Found], bound: Bound) -> None:
    tally = Tally(bound.file)
    if wrong.nobody.count:
        empty = many(wrong.nobody.count, "cell is empty", "cells are empty")
        message = f"{empty}: nothing says whose answer it is {wrong.nobody.said()}"
        _problem(tally, "respondent_missing", message, bound, Role.RESPONDENT, wrong.nobody)
    if wrong.unnamed.count:
        holding = many(wrong.unnamed.count, "cell holds", "cells hold")
        message = f"{holding} a question that the instrument names nowhere {wrong.unnamed.said()}"
        _problem(tally, "question_unnamed", message, bound, Role.QUESTION, wrong.unnamed)
    for role, found in apart.items():
        people = many(found.count, "respondent has", "respondents have")
        message = f"{people} another {role} on some of their rows; the first {found.said()}"
        _problem(tally, "member_changes", message, bound, role, found)
    if tally.problems:
        raise InputRefused(tally.problems)


_REMEDIES: Final = {
    "respondent_missing": "export the answers with the id of the respondent on every row",
    "question_unnamed": "make an item of it, or list it in [ignore] columns",
    "member_changes": "mend the export: one respondent belongs to one of them",
}


def _problem(tally: Tally, rule: str, message: str, bound: Bound, role: Role, found: Found) -> None:
    column = bound.name(bound.roles[role])
    tally.problem(rule, message, column=column, rows=found.rows, remedy=_REMEDIES[rule])


# ---------------------------------------------------------------- one answer to each question


def _one_each(
    answers: pl.DataFrame, instrument: Instrument, bound: Bound
) -> tuple[pl.DataFrame, tuple[Counted, ...]]:
    """One row for each item of a session, and the answers that were given again."""
    asked = answers.filter((pl.col(_ITEM) >= 0) & (pl.col(_ITEM) != _IGNORED)).sort(ROW)
    given = asked.filter(pl.col(_CODE) != MISSING)
    is_first = instrument.duplicates is Duplicates.FIRST
    once = given.unique([_SESSION, _ITEM], keep="first" if is_first else "last")
    again = given.join(once, on=ROW, how="anti")
    if again.is_empty():
        return once, ()
    found = Found()
    found.add(again[ROW].sort())
    column = bound.name(bound.roles[Role.QUESTION])
    if instrument.duplicates is Duplicates.REFUSE:
        tally = Tally(bound.file)
        again_given = many(found.count, "answer is", "answers are")
        message = f"{again_given} given again to the same question {found.said()}"
        remedy = 'say which answer counts: duplicates = "first", "last" or "most_complete"'
        tally.problem("duplicate_answer", message, column=column, rows=found.rows, remedy=remedy)
        raise InputRefused(tally.problems)
    return once, (found.counted(NotCounted.DUPLICATE, column),)


def _put_together(
    answers: pl.DataFrame, members: pl.DataFrame, sessions: _Sessions, coders: Coders
) -> pl.DataFrame:
    table = np.full((len(coders.items), sessions.known.height), MISSING, dtype=np.int16)
    table[answers[_ITEM].to_numpy(), answers[_SESSION].to_numpy()] = answers[_CODE].to_numpy()
    items, answered = with_blanks([pl.Series(codes) for codes in table], coders)
    wide = pl.DataFrame([sessions.known[_SESSION], answered, *items])
    return members.join(sessions.known, on=_SESSION).join(wide, on=_SESSION).drop(_SESSION)
