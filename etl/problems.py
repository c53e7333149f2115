"""What is wrong with an input, said so that somebody can mend it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: `row` is the line or row in the file, from 1, where it is known.

    `remedy` is the option or the action that solves it. `evidence` alone may hold the content
    of cells: it is shown by `alf inspect`, never for a file that holds survey answers, and it
    is no part of the message. `block` is what a declaration may say of it, ready to be copied.
    """

    rule: str
    message: str
    file: str
    row: int | None = None
    column: str | None = None
    sheet: str | None = None
    remedy: str | None = None
    evidence: tuple[str, ...] = ()
    block: str | None = None

    def __str__(self) -> str:
        sheet = "" if self.sheet is None else f", sheet '{self.sheet}'"
        row = "" if self.row is None else f", line {self.row}"
        column = "" if self.column is None else f", column '{self.column}'"
        remedy = "" if self.remedy is None else f"; {self.remedy}"
        return f"{self.file}{sheet}{row}{column}: {self.message}{remedy} [{self.rule}]"


class InputRefused(ValueError):
    """The load stops and nothing is changed; the message lists every problem on its own line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
