"""Answers as they are understood: one row for each respondent who counts, and what did not count.

Personal data: lives in memory and in `private/`, never in a message, a log or a release.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import polars as pl

# In the column of an item: "does not apply". Other numbers are indices of the scale's answers;
# null is not answered.
DOES_NOT_APPLY: Final = 255


class NotCounted(StrEnum):
    """Why a row, or an answer, does not count."""

    TEST = "test"
    PARTIAL = "partial"
    DUPLICATE = "duplicate"
    BEFORE_OPENING = "before_opening"
    AFTER_CLOSING = "after_closing"
    LEFT_OUT = "left_out"
    OUTSIDE_SCALE = "outside_scale"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many, and on which first rows of the file; never what stands there."""

    why: NotCounted
    count: int
    rows: tuple[int, ...]
    column: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Responses:
    """`frame` has `respondent` (String, a pseudonym; null where the export has none), the five
    dimensions (String, members; see etl/surveys/model.py), and for each item a UInt8: index in
    the answers of its scale, DOES_NOT_APPLY, or null. `read` is the number of rows in the file.
    """

    frame: pl.DataFrame
    read: int
    counted: tuple[Counted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """The frame as counts: `strata` has the columns `dimensions`, `invited` and `ineligible`.

    `dimensions` always begins with region. Nothing of a list of persons is kept. `counted` says
    which of its rows do not count: left out, or the same person again.
    """

    dimensions: tuple[str, ...]
    strata: pl.DataFrame
    counted: tuple[Counted, ...] = ()
