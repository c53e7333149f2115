"""Workbooks of Excel before 2007 (xls), values and marks, as xlrd reads them.

Not calamine: it leaves out error cells and formats, does not notice the oldest encryption, and
some damaged files end its process.
"""

import math
import struct
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Final

import xlrd
from xlrd.biffh import error_text_from_code
from xlrd.book import Book
from xlrd.sheet import Sheet
from xlrd.xldate import XLDateError, xldate_as_datetime

from etl.readers.content import Content
from etl.readers.marks import (
    ALWAYS_HELD,
    Cell,
    Damaged,
    Encrypted,
    Marks,
    Values,
    spanned,
)
from etl.readers.model import Value
from etl.readers.number_formats import is_duration, is_no_moment, says_more, seems_date

# What xlrd raises on a damaged file besides its own error.
_BROKEN: Final = (
    xlrd.XLRDError,
    xlrd.compdoc.CompDocError,
    struct.error,
    AssertionError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    ArithmeticError,
    OSError,
    MemoryError,
    NotImplementedError,
    RecursionError,
)
_HIDDEN: Final = (None, "hidden", "hidden so that only a macro can show it")
_AS_STORED: Final = frozenset({xlrd.XL_CELL_TEXT, xlrd.XL_CELL_NUMBER})
_NUMBERS: Final = frozenset({xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE})
_EMPTY: Final = frozenset({xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK})


class XlsSheet:
    """One sheet of a workbook that is in memory."""

    holds = None

    def __init__(self, book: Book, sheet: Sheet, codes: Sequence[str]) -> None:
        self._date_mode = book.datemode
        self._sheet = sheet
        self._codes = codes
        self.name: str = sheet.name
        self.hidden = _HIDDEN[min(sheet.visibility, len(_HIDDEN) - 1)]

    def is_surely_dense(self) -> bool:
        """At most 65 536 rows of 256 columns, which a few stray cells can spread over."""
        return bool(self._sheet.nrows * self._sheet.ncols <= ALWAYS_HELD)

    def marks(self) -> Marks:
        formats: dict[Cell, str] = {}
        errors: dict[Cell, str] = {}
        undated: list[Cell] = []
        interesting = {style for style, code in enumerate(self._codes) if says_more(code)}
        corners: list[Cell] = []
        count = 0
        for row in range(self._sheet.nrows):
            kinds = self._sheet.row_types(row)
            filled = [column for column, kind in enumerate(kinds) if kind not in _EMPTY]
            count += len(filled)
            corners += _ends(row, filled)
            if xlrd.XL_CELL_ERROR in kinds:
                errors |= self._errors(row, kinds)
            if interesting and not _NUMBERS.isdisjoint(kinds):
                formats |= self._formats(row, kinds, interesting)
            if xlrd.XL_CELL_DATE in kinds:
                undated += self._undated(row, kinds)
        return Marks(
            filled=count,
            used=spanned(corners),
            formats=formats,
            errors=errors,
            undated=tuple(undated),
        )

    def values(self) -> Values:
        """From the first to the last filled cell; one that is only formatted is empty."""
        rows = [self._row(row) for row in range(self._sheet.nrows)]
        used = spanned([cell for row, cells in enumerate(rows) for cell in _corners(row, cells)])
        if used is None:
            return Values([], (0, 0), ())
        top, left, bottom, right = used
        width = right - left + 1
        return Values(
            [_padded(row[left : right + 1], width) for row in rows[top : bottom + 1]],
            (top, left),
            tuple((r, c, r_end - 1, c_end - 1) for r, r_end, c, c_end in self._sheet.merged_cells),
        )

    def _row(self, row: int) -> list[Value]:
        cells = zip(self._sheet.row_types(row), self._sheet.row_values(row), strict=True)
        return [
            value if kind in _AS_STORED else self._value(row, column, kind, value)
            for column, (kind, value) in enumerate(cells)
        ]

    def _value(self, row: int, column: int, kind: int, value: float) -> Value:
        if kind in _EMPTY:
            return ""
        if kind == xlrd.XL_CELL_BOOLEAN:
            return bool(value)
        if kind == xlrd.XL_CELL_ERROR:
            return str(error_text_from_code.get(int(value), "#ERROR"))
        return self._moment(value, self._codes[self._sheet.cell_xf_index(row, column)])

    def _moment(self, value: float, code: str) -> Value:
        """A number that is no date in spite of its format stays a number."""
        if not math.isfinite(value) or seems_date(code):
            return value
        try:
            if is_duration(code):
                return timedelta(days=value)
            moment: datetime = xldate_as_datetime(value, self._date_mode)
        except (XLDateError, OverflowError, ValueError):
            return value
        if is_no_moment(value, code):
            return value
        if value < 1:
            return moment.time()
        return moment.date() if moment.time() == time(0) else moment

    def _errors(self, row: int, kinds: Sequence[int]) -> dict[Cell, str]:
        return {
            (row, column): error_text_from_code.get(self._sheet.cell_value(row, column), "#ERROR")
            for column, kind in enumerate(kinds)
            if kind == xlrd.XL_CELL_ERROR
        }

    def _formats(self, row: int, kinds: Sequence[int], interesting: set[int]) -> dict[Cell, str]:
        styles = ((column, self._sheet.cell_xf_index(row, column)) for column in range(len(kinds)))
        return {
            (row, column): self._codes[style]
            for column, style in styles
            if kinds[column] in _NUMBERS and style in interesting
        }

    def _undated(self, row: int, kinds: Sequence[int]) -> Iterator[Cell]:
        for column in (at for at, kind in enumerate(kinds) if kind == xlrd.XL_CELL_DATE):
            code = self._codes[self._sheet.cell_xf_index(row, column)]
            is_dated = not is_duration(code) and not seems_date(code)
            if is_dated and is_no_moment(self._sheet.cell_value(row, column), code):
                yield row, column


def xls_sheets(content: Content) -> list[XlsSheet]:
    """Raises Encrypted or Damaged."""
    try:
        book = xlrd.open_workbook(
            file_contents=content.all(),
            formatting_info=True,
            ragged_rows=True,
            logfile=_Nowhere(),
        )
        codes = [book.format_map[style.format_key].format_str or "" for style in book.xf_list]
        return [XlsSheet(book, sheet, codes) for sheet in book.sheets()]
    except _BROKEN as problem:
        if "encrypted" in str(problem):
            raise Encrypted from None
        raise Damaged(f"xlrd cannot read it: {problem}") from None


class _Nowhere:
    """Takes what xlrd prints of its own accord: it may quote a cell."""

    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None:
        pass


def _corners(row: int, cells: Sequence[Value]) -> list[Cell]:
    """The first and the last filled cell of a row."""
    return _ends(row, [column for column, value in enumerate(cells) if value != ""])


def _ends(row: int, columns: Sequence[int]) -> list[Cell]:
    return [(row, column) for column in (*columns[:1], *columns[-1:])]


def _padded(row: list[Value], width: int) -> list[Value]:
    """xlrd leaves out what stands empty behind the last cell of a row."""
    row += [""] * (width - len(row))
    return row
