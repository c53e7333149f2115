"""Several ticked options in one cell, joined by commas, as in `Sjukhus, Vårdcentral`.

Each option is an item of its own. An option may hold commas itself, so a cell is taken apart by
the spellings that are declared, the longest first, and must come out even.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from etl.surveys.answers.spellings import MISSING, UNKNOWN, folded

_BETWEEN: Final = re.compile(r"\s*[,;|]\s*")


def own_spellings(items: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """For each item of a column the spellings, folded, that no other item of it has."""
    tidied = [{folded(cell): code for cell, code in item.items()} for item in items]
    return [
        {
            cell: code
            for cell, code in item.items()
            if cell and not any(cell in other for other in tidied if other is not item)
        }
        for item in tidied
    ]


@dataclass(slots=True)
class TickedTogether:
    """What a cell says of one option: `own` spelling → code; `blank` where it does not name it.

    `every` are the spellings of all options of the column.
    """

    own: Mapping[str, int]
    every: Collection[str]
    blank: int
    missing: Collection[str]
    _longest_first: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self._longest_first = sorted(self.every, key=len, reverse=True)

    def code(self, cell: str) -> int:
        plain = folded(cell)
        if not plain or plain in {folded(sign) for sign in self.missing}:
            return MISSING
        ticked = self._taken_apart(plain)
        if ticked is None:
            return UNKNOWN
        return next((self.own[one] for one in ticked if one in self.own), self.blank)

    def _taken_apart(self, rest: str) -> list[str] | None:
        """The options of a cell; None where something in it is none."""
        if not rest:
            return []
        for option in self._longest_first:
            if not rest.startswith(option):
                continue
            behind = rest[len(option) :]
            between = _BETWEEN.match(behind)
            if behind and between is None:
                continue
            others = self._taken_apart(behind[between.end() :] if between else "")
            if others is not None:
                return [option, *others]
        return None
