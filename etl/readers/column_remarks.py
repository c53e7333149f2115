"""What somebody should know about a column, though it can be read.

Messages hold names, rows and counts; the cells themselves are evidence only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import polars as pl

from etl.problems import Problem
from etl.readers.column_types import Examined
from etl.readers.model import Cells, CellType, Column, ColumnType
from etl.readers.number_style import is_written, trimmed
from etl.readers.signs import SIGNS

_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Place:
    """The file, the sheet and the rows that messages name."""

    file: str
    sheet: str | None
    rows: pl.Series

    def first(self, chosen: pl.Series) -> tuple[int, ...]:
        """The numbers of the first few rows chosen."""
        return tuple(self.rows.filter(chosen.fill_null(value=False)).head(_SHOWN))


def named(
    rule: str,
    message: str,
    column: Column,
    chosen: pl.Series,
    stored: pl.Series,
    place: Place,
    remedy: str | None = None,
) -> list[Problem]:
    """One problem about all the cells chosen, naming the first rows; none where none is."""
    count = int(chosen.sum())
    if not count:
        return []
    rows = place.first(chosen)
    more = ", …" if count > len(rows) else ""
    cells = stored.filter(chosen).head(_SHOWN).cast(pl.String)
    return [
        Problem(
            rule,
            f"{count} {message} (rows {', '.join(map(str, rows))}{more})",
            place.file,
            rows[0],
            column.name,
            place.sheet,
            remedy,
            tuple(f"row {row}: {cell}" for row, cell in zip(rows, cells, strict=True)),
        )
    ]


def column_remarks(column: Column, found: Examined, place: Place) -> list[Problem]:
    """Everything worth a remark about one column."""
    if column.type is ColumnType.TEXT:
        return [*_nearly_numbers(column, found, place), *_dates_and_numbers(column, found, place)]
    if column.type is ColumnType.DATE:
        return list(_open_order(column, found, place))
    if column.type is ColumnType.NUMBER:
        return [*_percent_in_part(column, found, place), *_long_numbers(column, found, place)]
    return []


def _nearly_numbers(column: Column, found: Examined, place: Place) -> list[Problem]:
    others = found.filled - sum(found.signs.values()) - found.numbers
    if not found.numbers >= 9 * others > 0 or found.leading_zeros:
        return []
    message = f"cells are no numbers, among {found.numbers} that are: the column stays text"
    remedy = f'correct them, or tell --column "{column.name}:type=number"'
    wrong = _no_numbers(found.cells)
    return named("not_all_numbers", message, column, wrong, found.cells.stored, place, remedy)


def _dates_and_numbers(column: Column, found: Examined, place: Place) -> Iterator[Problem]:
    if found.stored_numbers and found.stored_dates:
        message = (
            f"{found.stored_dates} dates and {found.stored_numbers} plain numbers are mixed: the "
            "numbers may be dates that lost their format"
        )
        yield _about("dates_and_numbers", message, column, place)


def _open_order(column: Column, found: Examined, place: Place) -> Iterator[Problem]:
    if found.is_order_open:
        message = "day and month cannot be told apart: both are 12 or less in every cell"
        yield _about("date_order", message, column, place)


def _percent_in_part(column: Column, found: Examined, place: Place) -> Iterator[Problem]:
    if 0 < found.percents < found.text_numbers:
        message = f"{found.percents} of {found.text_numbers} cells have a per cent sign"
        yield _about("percent_in_part", f"{message}, the others have none", column, place)


def _long_numbers(column: Column, found: Examined, place: Place) -> list[Problem]:
    stored = found.cells.stored
    if stored.dtype != pl.Float64 or not found.long_digits:
        return []
    message = "numbers have more than 15 digits: a workbook may have lost the last ones"
    wrong = (stored.abs() >= 10**15).fill_null(value=False)
    return named("long_numbers", message, column, wrong, stored, place)


def _about(rule: str, message: str, column: Column, place: Place) -> Problem:
    return Problem(rule, message, place.file, None, column.name, place.sheet)


def _no_numbers(cells: Cells) -> pl.Series:
    """The filled cells that are neither a number nor a sign."""
    text = trimmed(cells.stored.cast(pl.String))
    is_other = (
        ~is_written(text, None) & (text != "") & ~text.str.to_lowercase().is_in(sorted(SIGNS))
    )
    if cells.types is not None:
        is_other &= ~cells.types.is_in([CellType.NUMBER.value, CellType.ERROR.value])
    return is_other.fill_null(value=False)
