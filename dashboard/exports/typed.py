"""The columns of a view's table as numbers and texts, for those who calculate.

A number is the one that is read on the page, with its decimals, not the longer one behind it. What
the page says and the number cannot (a sign for what is hidden, "about", a grade in words) stands
beside it. Not for any one format.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from dashboard.charts.signs import MINUS, QUALIFIER_SIGNS
from dashboard.views.model import Cell, Column, Table
from warehouse.text import Text

AS_SHOWN: Final = Text("som visat", "as shown")
# Spreadsheets run a cell that begins so as a formula.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
_BARE: Final = re.compile(rf"[+\-{MINUS}]?(\d{{1,3}}(\u00a0\d{{3}})+|\d+)([.,]\d+)?")
_QUALIFIERS: Final = tuple(sign for sign in QUALIFIER_SIGNS.values() if sign)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedColumn:
    """`numbers` are empty for a column of texts; else one for each row, None where there is none.

    `beside` is, for each row, what the page shows where the number does not say all of it.
    """

    column: Column
    texts: tuple[str, ...]
    numbers: tuple[Decimal | None, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def is_number(self) -> bool:
        return bool(self.numbers)

    @property
    def has_more(self) -> bool:
        """Whether the page says anything in this column that its numbers do not."""
        return any(self.beside)


def typed_columns(table: Table) -> tuple[TypedColumn, ...]:
    return tuple(
        _typed(column, [row[at] for row in table.rows]) for at, column in enumerate(table.columns)
    )


def _typed(column: Column, cells: Sequence[Cell]) -> TypedColumn:
    texts = tuple(cell.text for cell in cells)
    numbers = _numbers(cells)
    if all(number is None for number in numbers):
        return TypedColumn(column=column, texts=texts)
    pairs = zip(cells, numbers, strict=True)
    beside = tuple(_beside(cell, number) for cell, number in pairs)
    return TypedColumn(column=column, texts=texts, numbers=numbers, beside=beside)


def _numbers(cells: Sequence[Cell]) -> tuple[Decimal | None, ...]:
    """Where a column is read in millions, a cell in words has no number: it would be in ones."""
    in_words = None if any(map(_is_scaled, cells)) else _value_of
    return tuple(
        _read(cell) if _read(cell) is not None else in_words and in_words(cell) for cell in cells
    )


def _read(cell: Cell) -> Decimal | None:
    """The number that stands in the cell, after a sign such as ≈; None where words stand there."""
    return None if cell.value is None else bare_number(cell.text.lstrip("".join(_QUALIFIERS)))


def _value_of(cell: Cell) -> Decimal | None:
    if cell.value is None:
        return None
    value = Decimal(repr(cell.value))
    return Decimal(int(value)) if value == int(value) else value


def bare_number(text: str) -> Decimal | None:
    """What a text says that is a number and nothing else."""
    if not _BARE.fullmatch(text):
        return None
    return Decimal(text.replace("\u00a0", "").replace(MINUS, "-").replace(",", "."))


def _is_scaled(cell: Cell) -> bool:
    """Whether a cell is read in another unit than its value has, such as millions of kronor."""
    read, value = _read(cell), _value_of(cell)
    if read is None or value is None:
        return False
    exponent = read.as_tuple().exponent
    assert isinstance(exponent, int)
    return abs(read - value) >= Decimal(1).scaleb(exponent)


def _beside(cell: Cell, number: Decimal | None) -> str:
    return "" if number is not None and bare_number(cell.text) == number else cell.text


def qualifier_of(text: str) -> str:
    """The sign before a number, such as ≥ of "≥350"; the whole text where it is no such number."""
    is_qualified = text.startswith(_QUALIFIERS) and bare_number(text[1:]) is not None
    return text[0] if is_qualified else text


def no_formula(text: str) -> str:
    """The same, so that no spreadsheet runs it."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
