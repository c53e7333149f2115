"""The cells that a native chart stands on, and where they stand in a workbook.

A chart's own workbook and the workbook of an export hold the same sheets, so that the same chart
refers to both. Not for what is drawn from the cells.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from dashboard.xml_text import writable
from warehouse.text import Text

DATA: Final = Text("Data", "Data")
SUPPORT: Final = Text("Stöd", "Support")
# A workbook inside a chart has no date of its own; that of its document says when it was made.
_NO_DATE: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - the format knows no time zones
_WIDEST: Final = 48
_HEADER: Final = 1
# A cell keeps a carriage return in a way of its own, and charts would not have the same.
_UNSHOWN: Final = dict.fromkeys(map(ord, "\r\x7f"))


@dataclass(frozen=True, slots=True)
class Formula:
    """Our own, with what it gives: a reader that does not reckon shows `value`."""

    text: str
    value: str | float


Cell = str | float | None | Formula


@dataclass(frozen=True, slots=True)
class Range:
    """Cells under each other in a column; `first` is their row, 0 being that of the headings."""

    sheet: str
    column: int
    first: int
    values: tuple[str | float | None, ...]

    @property
    def address(self) -> str:
        """As charts refer to it, such as 'Data'!$B$2:$B$9."""
        name = self.sheet.replace("'", "''")
        letter, last = xl_col_to_name(self.column), self.first + len(self.values)
        start = f"'{name}'!${letter}${self.first + 1}"
        return start if len(self.values) == 1 else f"{start}:${letter}${last}"

    def part(self, start: int, stop: int) -> "Range":
        """The cells from one index up to another."""
        return Range(self.sheet, self.column, self.first + start, self.values[start:stop])

    def one(self, index: int) -> "Range":
        return self.part(index, index + 1)

    def padded(self, rows: int) -> "Range":
        """These cells and blank ones under them, if they are fewer than so many."""
        blank = (None,) * (rows - len(self.values))
        return Range(self.sheet, self.column, self.first, self.values + blank)

    def here(self, index: int) -> str:
        """A cell as a formula in the same sheet calls it."""
        return f"{xl_col_to_name(self.column)}{self.first + index + 1}"


@dataclass(frozen=True, slots=True)
class Column:
    heading: str
    cells: tuple[Cell, ...]
    number_format: str = ""


@dataclass(slots=True)
class Sheet:
    """Columns under headings, each beginning right below its heading."""

    name: str
    columns: list[Column] = field(default_factory=list)

    def add(self, heading: str, cells: Sequence[Cell], number_format: str = "") -> Range:
        """Another column, and what refers to its cells."""
        kept = tuple(_as_excel_keeps(cell) for cell in cells)
        self.columns.append(Column(printable(heading), kept, number_format))
        return self.column(len(self.columns) - 1)

    def column(self, index: int) -> Range:
        values = tuple(value_of(cell) for cell in self.columns[index].cells)
        return Range(self.name, index, _HEADER, values)

    def heading(self, index: int) -> Range:
        """The cell of a heading, from which a series takes its name."""
        return Range(self.name, index, 0, (self.columns[index].heading,))


def _as_excel_keeps(cell: Cell) -> Cell:
    """Numbers with fifteen digits, which is all that Excel has: a chart and its cells are equal."""
    if isinstance(cell, Formula):
        return Formula(cell.text, _kept(cell.value))
    return None if cell is None else _kept(cell)


def _kept(value: str | float) -> str | float:
    return printable(value) if isinstance(value, str) else _digits(value)


def printable(text: str) -> str:
    """Without the characters that neither XML nor a reader can show."""
    return writable(text).translate(_UNSHOWN)


def _digits(value: float) -> float:
    return float(f"{value:.15g}")


def value_of(cell: Cell) -> str | float | None:
    return cell.value if isinstance(cell, Formula) else cell


def write_sheets(workbook: Workbook, sheets: Sequence[Sheet]) -> None:
    """Writes them after what the workbook has; their names must be free in it."""
    bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    formats = {
        written: workbook.add_format({"num_format": written})
        for written in sorted({column.number_format for one in sheets for column in one.columns})
        if written
    }
    for sheet in sheets:
        written = workbook.add_worksheet(sheet.name)
        written.freeze_panes(_HEADER, 0)
        for index, column in enumerate(sheet.columns):
            written.set_column(index, index, _width(column), formats.get(column.number_format))
            written.write_string(0, index, column.heading, bold)
            _write(written, index, column.cells)


def _write(written: Worksheet, index: int, cells: Sequence[Cell]) -> None:
    """Text is never taken for a formula, whatever it begins with."""
    for row, cell in enumerate(cells, start=_HEADER):
        if isinstance(cell, Formula):
            written.write_formula(row, index, cell.text, value=cell.value)
        elif isinstance(cell, str):
            written.write_string(row, index, cell)
        elif cell is not None:
            written.write_number(row, index, cell)


def _width(column: Column) -> float:
    """Wide enough for its longest text, within reason."""
    texts = [str(value_of(cell)) for cell in column.cells if cell is not None]
    return min(max([len(column.heading), *map(len, texts)]) + 2, _WIDEST)


def embedded(sheets: Sequence[Sheet]) -> bytes:
    """A workbook of these sheets alone: the same sheets, the same bytes."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        workbook.set_properties({"author": "ALF Atlas", "created": _NO_DATE})
        write_sheets(workbook, sheets)
    return content.getvalue()
