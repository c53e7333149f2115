"""What is wrong with an input, said so that somebody can mend it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: `row` is the line in the file (the header is line 1) where it is known."""

    rule: str
    message: str
    file: str
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        row = "" if self.row is None else f", line {self.row}"
        column = "" if self.column is None else f", column '{self.column}'"
        return f"{self.file}{row}{column}: {self.message} [{self.rule}]"


class InputRefused(ValueError):
    """The load stops and nothing is changed; the message lists every problem on its own line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
