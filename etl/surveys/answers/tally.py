"""What is found wrong, or does not count, while rows are read: counts and first rows, no cells."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from etl.problems import Problem
from etl.surveys.responses import Counted, NotCounted

SHOWN: Final = 5


@dataclass(slots=True)
class Found:
    """How many, and the first rows of the file."""

    count: int = 0
    rows: tuple[int, ...] = ()

    def add(self, rows: pl.Series) -> None:
        self.count += rows.len()
        if len(self.rows) < SHOWN:
            self.rows = (*self.rows, *rows.head(SHOWN - len(self.rows)))

    def said(self) -> str:
        """`(row 4)`, or `(rows 4, 7, …)`."""
        more = ", …" if self.count > len(self.rows) else ""
        return f"({'row' if self.count == 1 else 'rows'} {', '.join(map(str, self.rows))}{more})"

    def counted(self, why: NotCounted, column: str | None = None) -> Counted:
        return Counted(why=why, count=self.count, rows=self.rows, column=column)


@dataclass(slots=True)
class Tally:
    """The problems of one export."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def problem(
        self,
        rule: str,
        message: str,
        *,
        column: str | None = None,
        rows: Sequence[int] = (),
        remedy: str | None = None,
    ) -> None:
        row = rows[0] if rows else None
        self.problems.append(Problem(rule, message, self.file, row, column, remedy=remedy))


def many(count: int, one: str, several: str) -> str:
    """`1 cell holds`, `2 cells hold`."""
    return f"{count} {one if count == 1 else several}"


def cells(count: int) -> str:
    return many(count, "cell", "cells")
