"""A workbook under way: its sheets with names that spreadsheets accept, its formats, its texts.

Text is always written as text: what begins with = is no formula. Not for what a sheet holds.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.charts.metrics import text_width, wrapped
from dashboard.charts.theme import INK, OWN, SOFT, WARNING
from dashboard.exports.model import ExportRefused
from warehouse.text import Text

FONT: Final = "Arial"
TEXT_POINTS: Final = 10.0
LONGEST_NAME: Final = 31
_LONGEST_TEXT: Final = 32_767
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\]")
_EXTERNAL: Final = ("https://", "http://")
_LONGEST_ADDRESS: Final = 2_079
# Widths of columns are counted in digits of the standard font, of which each has this many pixels.
_PIXELS_OF_DIGIT: Final = 7.0
_PIXELS_OF_POINT: Final = 96 / 72
_USUAL_WIDTH: Final = 8.43
_LINE: Final = 1.32
_AROUND: Final = 2.5
_HIGHEST_ROW: Final = 409.0
# Lines of words across a sheet are about as long as those of a page.
_READABLE: Final = 105.0
_A4: Final = 9

Properties = dict[str, Any]
OVERLINE: Final[Properties] = {"font_color": SOFT, "text_wrap": True}
HEADLINE: Final[Properties] = {
    "bold": True, "font_size": 14, "font_color": INK, "text_wrap": True, "valign": "vcenter",
}  # fmt: skip
NOTE: Final[Properties] = {"font_color": SOFT, "text_wrap": True, "valign": "top"}
STAMP: Final[Properties] = {"bold": True, "font_color": WARNING}
HEADING: Final[Properties] = {"bold": True, "valign": "top", "font_color": INK, "text_wrap": True}
WRAPPED: Final[Properties] = {"text_wrap": True, "valign": "top"}
LINK: Final[Properties] = {"font_color": OWN, "underline": 1}


@dataclass(slots=True)
class Book:
    """`stamp` is the word that every sheet of an example bears, empty for real data."""

    workbook: Workbook
    stamp: str
    footer: str
    _formats: dict[str, Format] = field(default_factory=dict)

    def page(self, name: str, widths: Sequence[float]) -> "Page":
        """A new sheet that prints on A4 across, with release and stamp on every page."""
        sheet = self.workbook.add_worksheet(self._free(name))
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{_printed(self.footer)}&R&P / &N")
        if self.stamp:
            sheet.set_header(f"&C&B{_printed(self.stamp)}")
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return Page(self, sheet, tuple(widths))

    def _free(self, name: str) -> str:
        """The name as a sheet may have it, told apart from others by a number."""
        cleaned = _FORBIDDEN.sub(" ", name).strip("' ")
        taken = {sheet.get_name().casefold() for sheet in self.workbook.worksheets()}
        tried = (_ended(cleaned, f" {n}" if n > 1 else "") for n in range(1, len(taken) + 2))
        return next(name for name in tried if name.casefold() not in taken)

    def format(self, look: Properties) -> Format:
        key = repr(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(look)
        return self._formats[key]


@dataclass(slots=True)
class Page:
    """A sheet under way. Rows grow with the lines of their texts: not every program sees to it."""

    book: Book
    sheet: Worksheet
    widths: tuple[float, ...]
    _heights: dict[int, float] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What links lead to; it may differ from the name that was asked for."""
        return str(self.sheet.get_name())

    def text(self, row: int, column: int, text: str, look: Properties) -> None:
        """A text that is never a formula, a link or a number."""
        self._fit(row, text, self._width(column), look)
        self._write(row, column, text, look)

    def line(self, row: int, text: str, look: Properties) -> None:
        """A text across the sheet, in as many columns as a line is long, on as many rows."""
        span = next(n for n in range(1, 99) if self._width(0, n) >= _READABLE)
        self.spanned(row, 0, span, text, look)

    def spanned(self, row: int, column: int, count: int, text: str, look: Properties) -> None:
        """A text across several columns; not inside a table of data, which must stay sortable."""
        if count > 1:
            last = column + count - 1
            self.sheet.merge_range(row, column, row, last, "", self.book.format(look))
        self._fit(row, text, self._width(column, count), look)
        self._write(row, column, text, look)

    def link(self, row: int, column: int, address: str, text: str, look: Properties) -> None:
        """A text that leads somewhere; addresses that a workbook cannot hold stay text."""
        is_whole = address.startswith((*_EXTERNAL, "internal:"))
        if not is_whole or len(address) > _LONGEST_ADDRESS or len(text) > _LONGEST_TEXT:
            self.text(row, column, text, look)
            return
        self._fit(row, text, self._width(column), look)
        self.sheet.write_url(row, column, address, self.book.format(look | LINK), text)

    def number(self, row: int, column: int, value: float, look: Properties) -> None:
        self.sheet.write_number(row, column, value, self.book.format(look))

    def blank(self, row: int, column: int, look: Properties) -> None:
        self.sheet.write_blank(row, column, None, self.book.format(look))

    def _write(self, row: int, column: int, text: str, look: Properties) -> None:
        if len(text) > _LONGEST_TEXT:
            raise ExportRefused(
                Text(
                    f"En cell i en arbetsbok rymmer {_LONGEST_TEXT} tecken, och en text i den här"
                    f" bilden har {len(text)}: välj ett annat format, eller korta kommentaren.",
                    f"a cell of a workbook holds {_LONGEST_TEXT} characters, and a text of this"
                    f" view has {len(text)}; choose another format, or shorten the comment",
                )
            )
        self.sheet.write_string(row, column, text, self.book.format(look))

    def _width(self, column: int, count: int = 1) -> float:
        beyond = max(column + count - len(self.widths), 0)
        return sum(self.widths[column : column + count]) + beyond * _USUAL_WIDTH

    def _fit(self, row: int, text: str, width: float, look: Properties) -> None:
        """Makes the row as high as this text needs, if it is not yet."""
        height = _height(text, width, look)
        if height > self._heights.get(row, 0.0):
            self._heights[row] = height
            self.sheet.set_row(row, height)


def _height(text: str, width: float, look: Properties) -> float:
    points = float(look.get("font_size", TEXT_POINTS))
    lines = text.split("\n")
    if look.get("text_wrap"):
        room = (width - 1 - float(look.get("indent", 0))) * _PIXELS_OF_DIGIT
        size, bold = points * _PIXELS_OF_POINT, bool(look.get("bold"))
        lines = [part for line in lines for part in wrapped(line, room, size, bold=bold)]
    return min(len(lines) * points * _LINE + _AROUND, _HIGHEST_ROW)


def _ended(name: str, ending: str) -> str:
    return name[: LONGEST_NAME - len(ending)].rstrip("' ") + ending


def _printed(text: str) -> str:
    """Text in a header or footer, where & begins a command."""
    return text.replace("&", "&&")


def width_of(text: str, *, bold: bool = False) -> float:
    """How wide a column must be for the longest line of this text."""
    size = TEXT_POINTS * _PIXELS_OF_POINT
    return text_width(text, size, bold=bold) / _PIXELS_OF_DIGIT + 2
