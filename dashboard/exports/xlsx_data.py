"""The sheet that holds the table of a view, as numbers that can be sorted, pivoted and reckoned.

What it shows stands in three lines above it; the table itself is an Excel table, so that sorting,
filters and pivots take just that. Not for sources and methods: `xlsx_about.py`.
"""

from collections.abc import Iterable
from typing import Final

from xlsxwriter.utility import xl_range

from dashboard.charts.theme import GUIDE, INK, OWN, OWN_ROW
from dashboard.exports.xlsx_book import (
    HEADLINE,
    NOTE,
    OVERLINE,
    Book,
    Page,
    Properties,
    width_of,
)
from dashboard.exports.xlsx_numbers import written
from dashboard.views.model import Cell, Column, Rendered, Table
from warehouse.text import Language

HEADER_ROW: Final = 4
_LEAST_WIDTH: Final = 9.0
_MOST_WIDTH: Final = 48.0
_MOST_OF_LINKS: Final = 90.0
_FILTER_ARROW: Final = 3.0


def title_block(page: Page, rendered: Rendered) -> None:
    """The first three rows of every sheet about a view."""
    page.line(0, rendered.overline, OVERLINE)
    page.line(1, rendered.headline, HEADLINE)
    page.line(2, rendered.note, NOTE)


def data_sheet(book: Book, name: str, rendered: Rendered) -> str:
    page = book.page(name, _widths(rendered.table))
    title_block(page, rendered)
    _table(page, rendered)
    page.sheet.freeze_panes(HEADER_ROW + 1, 1)
    page.sheet.repeat_rows(HEADER_ROW)
    # Years and codes are texts that look like numbers, and are meant so.
    last_row, last_column = HEADER_ROW + len(rendered.table.rows), len(rendered.table.columns) - 1
    cells = xl_range(HEADER_ROW, 0, last_row, last_column)
    page.sheet.ignore_errors({"number_stored_as_text": cells})
    return page.name


def _table(page: Page, rendered: Rendered) -> None:
    table, language = rendered.table, rendered.state.language
    _header(page, rendered)
    for index, row in enumerate(table.rows):
        is_own = index in table.emphasised
        for number, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            look = _look(column, is_first=number == 0, is_own=is_own)
            _cell(page, (HEADER_ROW + 1 + index, number), cell, look, language)


def _header(page: Page, rendered: Rendered) -> None:
    """The table's frame and the names of its columns, which a table wants to differ."""
    table = rendered.table
    names = unique_names(column.label for column in table.columns)
    columns = [{"header": name} for name in names]
    page.sheet.add_table(
        HEADER_ROW, 0, HEADER_ROW + len(table.rows), len(columns) - 1,
        {"columns": columns, "style": "Table Style Light 1", "banded_rows": False,
         "name": f"Tabell_{len(page.book.workbook.worksheets())}", "title": table.caption,
         "description": rendered.description},
    )  # fmt: skip
    for number, (name, column) in enumerate(zip(names, table.columns, strict=True)):
        page.text(HEADER_ROW, number, name, _header_look(column, is_first=number == 0))


def unique_names(labels: Iterable[str]) -> list[str]:
    """The same names, those that are empty or that came before with their place behind them."""
    names: list[str] = []
    for place, label in enumerate(labels, 1):
        is_free = label and label.casefold() not in {name.casefold() for name in names}
        names.append(label if is_free else f"{label} ({place})".strip())
    return names


def _header_look(column: Column, *, is_first: bool) -> Properties:
    return _side(column, is_first=is_first) | {
        "bold": True, "font_color": INK, "bottom": 2, "bottom_color": OWN, "text_wrap": True,
        "valign": "bottom",
    }  # fmt: skip


def _look(column: Column, *, is_first: bool, is_own: bool) -> Properties:
    own = {"bold": True, "bg_color": OWN_ROW} if is_own else {}
    return _side(column, is_first=is_first) | own | {
        "valign": "top", "bottom": 4, "bottom_color": GUIDE, "text_wrap": not column.is_number,
    }  # fmt: skip


def _side(column: Column, *, is_first: bool) -> Properties:
    """Text keeps a distance to the figures that end in the column before it."""
    if column.is_number:
        return {"align": "right"}
    return {"align": "left", "indent": 0 if is_first else 1}


def _cell(
    page: Page, place: tuple[int, int], cell: Cell, look: Properties, language: Language
) -> None:
    number = written(cell, language)
    if number is not None:
        look = look | {"num_format": number.number_format, "align": "right", "indent": 0}
        page.number(*place, number.value, look)
    elif not cell.text:
        page.blank(*place, look)
    else:
        page.link(*place, cell.address or "", cell.text, look)


def _widths(table: Table) -> list[float]:
    """As wide as its longest text, within what can be read on a screen; longer text is wrapped."""
    return [
        min(max(_LEAST_WIDTH, _header_width(column), *_cell_widths(table, at)), _most(table, at))
        for at, column in enumerate(table.columns)
    ]


def _most(table: Table, at: int) -> float:
    """Not every program wraps the text of a link."""
    return _MOST_OF_LINKS if any(row[at].address for row in table.rows) else _MOST_WIDTH


def _cell_widths(table: Table, at: int) -> list[float]:
    return [
        width_of(row[at].text, bold=index in table.emphasised)
        for index, row in enumerate(table.rows)
    ]


def _header_width(column: Column) -> float:
    """A header may stand in two lines: the longest word decides, or half of it."""
    words = column.label.split(" ")
    longest = max(width_of(word, bold=True) for word in words)
    return max(longest, width_of(column.label, bold=True) / 2) + _FILTER_ARROW
