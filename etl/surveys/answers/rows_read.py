"""The rows of an export as codes, whichever its shape: what is cleaned before it counts.

Personal data. `wide` and `long_shape` make such a frame, `cleaning` drops rows of it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from etl.readers.model import Batch, text_of
from etl.surveys.answers.coding import (
    ItemCoder,
    MemberCoder,
    item_coders,
    member_coders,
    noted,
    test_coders,
)
from etl.surveys.answers.columns_named import Bound
from etl.surveys.answers.spellings import MISSING, Coder
from etl.surveys.answers.tally import Found
from etl.surveys.model import Instrument, Role
from etl.surveys.responses import Counted

# Columns beside the respondent, the roles and the items; no item is called so.
ROW: Final = "\0row"
SUBMITTED: Final = "\0submitted"
ANSWERED: Final = "\0answered"
RESPONDENT: Final = "\0respondent"

Progress = Callable[[int], None]


@dataclass(slots=True)
class Coders:
    """How the columns of one export are coded, with what was found wrong so far."""

    items: list[ItemCoder]
    members: list[MemberCoder]
    tests: list[tuple[int, Coder]]
    test_rows: Found = field(default_factory=Found)

    @classmethod
    def of(cls, instrument: Instrument, bound: Bound) -> "Coders":
        return cls(
            item_coders(instrument, bound), member_coders(instrument, bound), test_coders(bound)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsRead:
    """`frame` has a row for each time that a respondent answered: ROW, RESPONDENT (a pseudonym),
    SUBMITTED (as written), ANSWERED (how many items), the codes of a role under its key, and for
    each item a UInt8 as in `Responses`. `counted` is what did not count on the way.
    """

    frame: pl.DataFrame
    read: int
    counted: tuple[Counted, ...] = ()


def without_tests(batch: Batch, coders: Coders) -> tuple[Batch, pl.Series]:
    """The rows that are no tests, and the numbers of those that are."""
    is_test = pl.Series([False]).new_from_index(0, batch.rows.len())
    for index, coder in coders.tests:
        is_test |= coder.codes(text_of(batch.cells[index])) >= 0
    if not is_test.any():
        return batch, batch.rows.head(0)
    return batch.chosen(~is_test), batch.rows.filter(is_test)


def members_of(batch: Batch, bound: Bound, coders: Coders) -> list[pl.Series]:
    """The codes of each role of members."""
    texts = [text_of(batch.cells[bound.roles[one.role]]) for one in coders.members]
    codes = noted(coders.members, texts, batch.rows)
    return [found.alias(one.key) for one, found in zip(coders.members, codes, strict=True)]


def submitted_of(batch: Batch, bound: Bound) -> pl.Series:
    return _text_or_nothing(batch, bound, Role.SUBMITTED)


def respondents_of(batch: Batch, bound: Bound) -> pl.Series:
    """Plain ids: for `pseudonyms` alone. Signs of a missing cell are none."""
    text = _text_or_nothing(batch, bound, Role.RESPONDENT)
    is_sign = text.str.strip_chars().is_in(sorted(bound.export.missing))
    return text.set(is_sign.fill_null(value=True), None)


def _text_or_nothing(batch: Batch, bound: Bound, role: Role) -> pl.Series:
    """The cells of a role, null where the export has no such column."""
    if role not in bound.roles:
        return pl.Series([None], dtype=pl.String).new_from_index(0, batch.rows.len())
    return text_of(batch.cells[bound.roles[role]])


def with_blanks(items: list[pl.Series], coders: Coders) -> tuple[list[pl.Series], pl.Series]:
    """The items of whole rows as they are kept, and how many of each row were answered.

    An empty cell is the answer that it stands for where the respondent answered anything.
    """
    answered = pl.sum_horizontal(*[(codes >= 0).cast(pl.UInt16) for codes in items])
    count = pl.select(answered.alias(ANSWERED)).to_series()
    any_answer = count > 0
    kept = []
    for one, codes in zip(coders.items, items, strict=True):
        filled = codes
        if one.blank is not None:
            filled = codes.set((codes == MISSING) & any_answer, one.blank)
        kept.append(filled.set(filled < 0, None).cast(pl.UInt8).alias(one.item))
    return kept, count
