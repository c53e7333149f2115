"""How a load ends when disclosure control lets nothing of a survey through: not a bad file."""

from collections.abc import Sequence
from typing import Final

from etl.disclosure.errors import DisclosureRefused
from etl.problems import InputRefused, Problem

RULE: Final = "disclosure"


class NotDisclosed(InputRefused):
    """Nothing is published; the message names the cells, not what is in them."""


_EARLIER: Final = (
    "the earlier publication stands: set beside it, this one would tell what the few answers are "
    "that came or went; load again when more have come"
)


def as_problem(refused: DisclosureRefused, file: str) -> Problem:
    by_both = all(leak.kind == "earlier" for leak in refused.leaks)
    return Problem(RULE, str(refused), file, remedy=_EARLIER if by_both else None)


def refusal_of(problems: Sequence[Problem]) -> InputRefused:
    """Of files that are wrong before all: they can be mended."""
    is_disclosure = all(problem.rule == RULE for problem in problems)
    return NotDisclosed(problems) if is_disclosure else InputRefused(problems)
