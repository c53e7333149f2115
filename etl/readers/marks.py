"""What a sheet says about its cells beside their values: the library for the values leaves it out.

Cells are (row, column), both counted from 0 on the sheet.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from etl.readers.model import Value

Cell = tuple[int, int]
Span = tuple[int, int, int, int]

# Of the formats of Excel since 2007.
LARGEST_ROW: Final = 1 << 20
LARGEST_COLUMN: Final = 1 << 14
# The library for the values holds every cell between the first and the last filled one.
ALWAYS_HELD: Final = 5_000_000
_HELD_FOR_EACH_FILLED: Final = 50


class Damaged(ValueError):
    """A part of the workbook is not as its format demands; the message says which and how."""


class Encrypted(ValueError):
    """The cells cannot be read without a password."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """`used` is the span from the first to the last filled cell, `filled` how many there are.

    `formats` are number formats that say more than the number, of cells that hold a number.
    `errors` are cells such as #DIV/0!. `uncalculated` are formulas stored without a value.
    `merged` is None where the library for the values knows it. `values` are cells that this
    library leaves out or takes for something else; `undated` are those among them whose number
    is none of the dates that their format asks for.
    """

    filled: int = 0
    used: Span | None = None
    formats: Mapping[Cell, str] = field(default_factory=dict)
    errors: Mapping[Cell, str] = field(default_factory=dict)
    uncalculated: tuple[Cell, ...] = ()
    merged: tuple[Span, ...] | None = None
    values: Mapping[Cell, Value] = field(default_factory=dict)
    undated: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Values:
    """The values from the first to the last filled cell, "" where there is none.

    `start` is the first cell, `merged` are spans as on the sheet.
    """

    rows: list[list[Value]]
    start: Cell
    merged: tuple[Span, ...]


class Marked(Protocol):
    """A workbook that can be asked for the marks of its sheets; raises Damaged."""

    def is_surely_dense(self, sheet: str, /) -> bool:
        """Whether its values take no more memory than its size leads to expect."""

    def marks(self, sheet: str) -> Marks: ...


class Sheet(Protocol):
    """One sheet of any kind of workbook. `marks` and `values` raise Damaged.

    `holds` says what it holds instead of cells, `hidden` how it is hidden.
    """

    @property
    def name(self) -> str: ...

    @property
    def holds(self) -> str | None: ...

    @property
    def hidden(self) -> str | None: ...

    def is_surely_dense(self) -> bool: ...

    def marks(self) -> Marks: ...

    def values(self) -> Values: ...


def is_absurd(marks: Marks) -> bool:
    """A few cells lie so far apart that what is between them would fill the memory."""
    if marks.used is None:
        return False
    top, left, bottom, right = marks.used
    held = (bottom - top + 1) * (right - left + 1)
    return held > max(ALWAYS_HELD, _HELD_FOR_EACH_FILLED * marks.filled)


def spanned(cells: list[Cell]) -> Span | None:
    """The least span that holds all of the cells."""
    if not cells:
        return None
    rows, columns = zip(*cells, strict=True)
    return min(rows), min(columns), max(rows), max(columns)


def cell_name(cell: Cell) -> str:
    """The address of a cell, such as (0, 27) → AB1."""
    row, column = cell
    return f"{column_letters(column + 1)}{row + 1}"


def column_letters(position: int) -> str:
    """A column as spreadsheets call it, counted from 1: 1 is A, 27 is AA."""
    before, last = divmod(position - 1, 26)
    return (column_letters(before) if before else "") + chr(ord("A") + last)


def column_index(letters: str | bytes) -> int:
    """The column from 0, such as AB → 27."""
    text = letters.decode("ascii") if isinstance(letters, bytes) else letters
    index = 0
    for letter in text.upper():
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1
