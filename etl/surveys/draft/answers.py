"""Whether a column holds answers on a scale, of which kind, and which of its cells may be written.

A cell is written where it is a number or a word of the list of known answers, or where at least
FEWEST_ROWS rows have it: anything else may be what one person wrote.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from etl.surveys.draft.headings import Heading
from etl.surveys.draft.known import (
    YES_NO,
    folded,
    is_known,
    is_not_applying,
    lettered,
    number_of,
    placed,
    words_of,
)
from etl.surveys.draft.table import FEWEST_ROWS, Look, Rare

_MOST_ANSWERS: Final = 11
# More rows than this share with cells that are not written: open text.
_MOST_RARE: Final = 0.2
_TICKS: Final = frozenset(
    {"1", "x", "ja", "yes", "y", "j", "vald", "valgt", "selected", "checked", "true", "sant", "✓"}
)
_NOT_APPLYING_NUMBERS: Final = (8, 9, 88, 98, 99)
_BETWEEN: Final = re.compile(r"\s*[,;|]\s+|;")


class Kind(StrEnum):
    """TICKED: one option, blank where it was not chosen. JOINED: several of them in a cell."""

    NUMBERS = "numbers"
    LETTERS = "letters"
    KNOWN = "known"
    UNKNOWN = "unknown"
    TICKED = "ticked"
    JOINED = "joined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """`cells` are the answers, `not_applying` those that say so. `family` is that of KNOWN."""

    kind: Kind
    cells: tuple[str, ...]
    not_applying: tuple[str, ...] = ()
    rare: Rare = field(default_factory=Rare)
    family: str = ""

    @property
    def numbers(self) -> Mapping[str, int]:
        """Cell → its number, of NUMBERS."""
        return {cell: number_of(cell) or 0 for cell in self.cells}

    @property
    def span(self) -> tuple[int, int]:
        """From the lowest answer that there must be to the highest that was given."""
        numbers = [*(lettered(self.cells) or self.numbers).values()]
        return min(1, *numbers), max(numbers)


def answers_in(look: Look, heading: Heading) -> Answers | None:
    """None where it is no column of answers: open text, many numbers, nothing."""
    if look.has_many or not look.cells or heading.is_open:
        return None
    written, rare = writable(look)
    if not written or rare.rows > _MOST_RARE * look.filled:
        return _joined(look)
    not_applying = tuple(sorted(cell for cell in written if is_not_applying(cell)))
    cells = tuple(sorted(written - set(not_applying)))
    found = _answers(look, heading, cells, not_applying, rare)
    return _joined(look) or found if found is None or found.kind is Kind.UNKNOWN else found


def writable(look: Look) -> tuple[set[str], Rare]:
    """The cells that may be written, and how many others there are."""
    written = {cell for cell, rows in look.cells.items() if rows >= FEWEST_ROWS or is_known(cell)}
    return written, _rare(look.cells, written)


def is_open_text(look: Look) -> bool:
    """Whether too many of the cells are those of few rows."""
    return look.has_many or writable(look)[1].rows > _MOST_RARE * look.filled


def _rare(cells: Mapping[str, int], written: set[str]) -> Rare:
    others = [rows for cell, rows in cells.items() if cell not in written]
    return Rare(len(others), sum(others))


def _answers(
    look: Look, heading: Heading, cells: tuple[str, ...], other: tuple[str, ...], rare: Rare
) -> Answers | None:
    if len(cells) == 1 and look.is_blank_somewhere and _is_tick(cells[0], heading, look):
        return Answers(kind=Kind.TICKED, cells=cells, not_applying=other, rare=rare)
    if all(number_of(cell) is not None for cell in cells) and cells:
        return _of_numbers(cells, other, rare)
    if not 2 <= len(cells) <= _MOST_ANSWERS:
        return None
    if lettered(cells):
        return Answers(kind=Kind.LETTERS, cells=cells, not_applying=other, rare=rare)
    places = placed(cells)
    if places is None:
        return Answers(kind=Kind.UNKNOWN, cells=cells, not_applying=other, rare=rare)
    family = next(iter(places.values())).family
    return Answers(kind=Kind.KNOWN, cells=cells, not_applying=other, rare=rare, family=family)


def _is_tick(cell: str, heading: Heading, look: Look) -> bool:
    """Whether it is a sign of choosing, or the option itself, which the header names."""
    names = {folded(part) for part in look.column.parts} | {folded(heading.words)}
    return folded(cell) in _TICKS or folded(cell) in names


def _of_numbers(cells: tuple[str, ...], other: tuple[str, ...], rare: Rare) -> Answers | None:
    numbers = {cell: number_of(cell) or 0 for cell in cells}
    top, rest = max(numbers.values()), sorted(set(numbers.values()))[:-1]
    is_apart = bool(rest) and top - rest[-1] > 1 and rest[-1] < 8
    if top in _NOT_APPLYING_NUMBERS and is_apart and not other:
        other = tuple(cell for cell, number in numbers.items() if number == top)
        numbers = {cell: number for cell, number in numbers.items() if number != top}
        top = rest[-1]
    if min(numbers.values()) < 0 or top > _MOST_ANSWERS - 1 or len(numbers) > _MOST_ANSWERS:
        return None
    if top < 1 or len({words_of(c) for c in numbers if words_of(c)}) > len(set(numbers.values())):
        return None
    return Answers(kind=Kind.NUMBERS, cells=tuple(numbers), not_applying=other, rare=rare)


def _joined(look: Look) -> Answers | None:
    """Several options in one cell: each is given often, alone or with others."""
    options: Counter[str] = Counter()
    several = 0
    for cell, rows in look.cells.items():
        parts = [part for part in _BETWEEN.split(cell) if part]
        several += rows if len(parts) > 1 else 0
        for part in parts:
            options[part] += rows
    often = [option for option, rows in options.items() if rows >= FEWEST_ROWS]
    is_list = 2 <= len(often) <= 15 and len(options) < len(look.cells) and several >= FEWEST_ROWS
    given = sum(options[option] for option in often)
    if not is_list or given < (1 - _MOST_RARE / 2) * options.total():
        return None
    others = options.total() - given
    rare = Rare(len(options) - len(often), others)
    return Answers(kind=Kind.JOINED, cells=tuple(sorted(often)), rare=rare)


def is_yes_no(answers: Answers) -> bool:
    """Whether it is a choice of no and yes, however it is written."""
    if answers.kind is Kind.NUMBERS:
        return set(answers.cells) <= {"0", "1"}
    return answers.family == YES_NO
