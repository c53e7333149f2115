"""How a load ends when disclosure control lets nothing of a survey through: not a bad file."""

from collections.abc import Sequence
from typing import Final

from etl.disclosure.errors import DisclosureRefused
from etl.problems import InputRefused, Problem

RULE: Final = "disclosure"


class NotDisclosed(InputRefused):
    """Nothing is published; the message names the cells, not what is in them."""


def as_problem(refused: DisclosureRefused, file: str) -> Problem:
    return Problem(RULE, str(refused), file)


def refusal_of(problems: Sequence[Problem]) -> InputRefused:
    """Of files that are wrong before all: they can be mended."""
    is_disclosure = all(problem.rule == RULE for problem in problems)
    return NotDisclosed(problems) if is_disclosure else InputRefused(problems)
