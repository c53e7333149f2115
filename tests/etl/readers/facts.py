"""The facts that the manifest states about a real file, as checks that a machine runs.

A row's `expected_facts` is cut into clauses, and each clause has exactly one check: the numbers
and texts come from the clause, never from here. A clause that no check takes is an error, and
one that cannot be executed stands in NOT_EXECUTED with the reason.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from tests.etl.readers import facts_px_json, facts_text, facts_workbook
from tests.etl.readers.subject import Subject

Check = Callable[[Subject, re.Match[str]], None]
Pattern = tuple[str, Check]

# A clause, or the part of it that stands alone, and why it is no check.
NOT_EXECUTED: Final[Sequence[tuple[str, str]]] = (
    (
        r"text re-typed from the stored copy shown by read_file "
        r"\(bytes may differ in white space\)",
        "says where the file comes from, not what it holds",
    ),
    (r"re-typed", "says where the file comes from, not what it holds"),
)


class UnknownFact(AssertionError):
    """A clause that nobody has taught the tests."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One clause of a row; `check` is None where it stands in NOT_EXECUTED."""

    clause: str
    matched: re.Match[str]
    check: Check | None

    def hold(self, subject: Subject) -> None:
        if self.check is not None:
            self.check(subject, self.matched)


PATTERNS: Final[Sequence[Pattern]] = (
    *facts_workbook.PATTERNS,
    *facts_px_json.PATTERNS,
    *facts_text.PATTERNS,
)


def facts_of(expected: str) -> list[Fact]:
    """Every clause in order; a clause ends where its pattern does, since texts hold "; " too."""
    facts = []
    position = 0
    while position < len(expected):
        fact = _fact_at(expected, position)
        facts.append(fact)
        position = fact.matched.end()
    return facts


def _fact_at(expected: str, position: int) -> Fact:
    for pattern, check in (*_not_executed(), *PATTERNS):
        matched = re.compile(rf"(?:{pattern})(?:; (?:then )?|$)").match(expected, position)
        if matched:
            return Fact(matched[0].removesuffix("; "), matched, check)
    raise UnknownFact(expected[position:])


def _not_executed() -> list[tuple[str, None]]:
    return [(pattern, None) for pattern, _ in NOT_EXECUTED]
