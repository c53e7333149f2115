"""Which sheets of a workbook, or data sets of a JSON file, the user wants read: all, or one."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from etl.problems import InputRefused, Problem
from etl.readers.options import Options


class Named(Protocol):
    """What can be chosen by its name."""

    @property
    def name(self) -> str: ...


Chosen = TypeVar("Chosen", bound=Named)


def wanted_sheets(
    every: Sequence[Chosen], options: Options, what: str, file: str
) -> Sequence[Chosen]:
    """`what` is what the file calls them; raises InputRefused with the names there are."""
    if options.sheet is None:
        return every
    wanted = [one for one in every if one.name == options.sheet]
    if not wanted:
        message = f"there is no {what} '{options.sheet}'"
        there_are = ", ".join(f"'{one.name}'" for one in every)
        remedy = f"choose one with --sheet: {there_are}"
        raise InputRefused([Problem("unknown_sheet", message, file, remedy=remedy)])
    return wanted
