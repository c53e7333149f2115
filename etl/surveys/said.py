"""What a load says of a survey that it took: counts, columns and row numbers, never an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from etl.surveys.responses import Counted, NotCounted

_WHY: Final = {
    NotCounted.TEST: "tests",
    NotCounted.PARTIAL: "answered too little",
    NotCounted.DUPLICATE: "again by the same respondent",
    NotCounted.BEFORE_OPENING: "before the survey opened",
    NotCounted.AFTER_CLOSING: "after it closed",
    NotCounted.LEFT_OUT: "left out as the instrument says",
    NotCounted.OUTSIDE_SCALE: "outside the scale, counted as no answer",
}
_ROWS_SAID: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyTaken:
    """`read` rows gave `counted` answers. The cells are those of its tables, `tried` how many
    hidden counts the attack tried; all of them held, or nothing would be published.

    `known`: the same files were taken before, and nothing was read.
    """

    id: str
    file: str
    known: bool = False
    read: int = 0
    counted: int = 0
    not_counted: tuple[Counted, ...] = ()
    shown: int = 0
    hidden: int = 0
    collapsed: int = 0
    tried: int = 0
    seconds: float = 0.0

    def as_dict(self) -> dict[str, Any]:
        """`leaks` is 0 whenever there is a report: a release with one is not published."""
        return {
            "id": self.id,
            "file": self.file,
            "known": self.known,
            "read": self.read,
            "counted": self.counted,
            "not_counted": [_as_dict(one) for one in self.not_counted],
            "cells": {"shown": self.shown, "hidden": self.hidden, "collapsed": self.collapsed},
            "proof": {"tried": self.tried, "leaks": 0},
            "seconds": round(self.seconds, 3),
        }

    def lines(self) -> list[str]:
        if self.known:
            return [f"Survey {self.id}: {self.file} was taken before, nothing was read."]
        head = (
            f"Survey {self.id}: {self.counted} answers count, of {self.read} rows in {self.file}; "
            f"{self.shown} cells shown ({self.collapsed} of them with merged answers), "
            f"{self.hidden} hidden; {self._attacked()}; {self.seconds:.1f} s."
        )
        return [head, *map(_line, self.not_counted)]

    def _attacked(self) -> str:
        if not self.tried:
            return "nothing hidden that could be attacked"
        return f"{self.tried} hidden counts attacked, none gave way"


def _as_dict(one: Counted) -> dict[str, Any]:
    return {
        "why": one.why.value,
        "count": one.count,
        "rows": list(one.rows),
        "column": one.column,
    }


def _line(one: Counted) -> str:
    where = f", column '{one.column}'" if one.column else ""
    return f"  Not counted: {one.count}, {_WHY[one.why]}{where}{_rows(one.rows, one.count)}"


def _rows(rows: Sequence[int], count: int) -> str:
    """Row numbers of the file; only the first ones."""
    if not rows:
        return ""
    more = " …" if count > len(rows[:_ROWS_SAID]) else ""
    return f" (rows {', '.join(map(str, rows[:_ROWS_SAID]))}{more})"
