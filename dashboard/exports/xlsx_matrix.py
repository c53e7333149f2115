"""The sheet that shows a matrix as the page does: cells shaded by step, words in every cell.

Its figures stand in the data sheet too, one to a row; this one is for reading.
"""

from itertools import groupby
from typing import Final

from dashboard.charts.grammar import CellKind, Emphasis, Matrix, MatrixCell, MatrixColumn
from dashboard.charts.matrix_look import INFERRED_SIGN, Dress, Sample, dress, plain, sample, shaded
from dashboard.charts.theme import CARD, INK, OWN, OWN_ROW, SOFT
from dashboard.exports.xlsx_book import HEADING, Book, Page, Properties, width_of
from dashboard.exports.xlsx_data import HEADER_ROW, title_block
from dashboard.exports.xlsx_numbers import written
from dashboard.views.model import Cell, Rendered
from warehouse.text import Language

_DASHED: Final = 3
_THIN: Final = 1
_MOST_ROW_NAME: Final = 44.0
_COLUMN: Final = 15.0
_CELL: Final[Properties] = {"align": "center", "valign": "vcenter", "text_wrap": True}


def matrix_sheet(book: Book, name: str, rendered: Rendered, matrix: Matrix) -> str:
    page = book.page(name, _widths(matrix))
    title_block(page, rendered)
    _head(page, matrix)
    row = _body(page, matrix, rendered.state.language)
    _key(page, matrix, row + 1)
    page.sheet.freeze_panes(HEADER_ROW + 2, 1)
    return page.name


def _widths(matrix: Matrix) -> list[float]:
    names = [width_of(row.label, bold=True) for row in matrix.rows]
    return [min(max(names), _MOST_ROW_NAME), *([_COLUMN] * len(matrix.columns))]


def _head(page: Page, matrix: Matrix) -> None:
    """A row of headings of groups, each over its columns, and the row of columns."""
    at = 1
    for name, found in groupby(matrix.columns, lambda column: column.group):
        columns = list(found)
        if name:
            page.spanned(HEADER_ROW, at, len(columns), name, HEADING | {"align": "center"})
        for number, column in enumerate(columns, at):
            page.text(HEADER_ROW + 1, number, column.label, _column_look(column))
        at += len(columns)
    corner = {"bold": True, "font_color": SOFT, "bottom": 2, "bottom_color": OWN}
    page.text(HEADER_ROW + 1, 0, matrix.row_title, corner)


def _column_look(column: MatrixColumn) -> Properties:
    is_own = column.emphasis is Emphasis.OWN
    return {
        "bold": is_own, "font_color": OWN if is_own else SOFT, "align": "center",
        "valign": "bottom", "text_wrap": True, "bottom": 2, "bottom_color": OWN,
    }  # fmt: skip


def _body(page: Page, matrix: Matrix, language: Language) -> int:
    """All rows, those of a group under its heading; gives the row after the last."""
    cells = {(cell.row, cell.column): cell for cell in matrix.cells}
    at = HEADER_ROW + 2
    for group, rows in groupby(matrix.rows, lambda row: row.group):
        if group:
            page.text(at, 0, group, HEADING | {"text_wrap": False})
            at += 1
        for row in rows:
            is_own = row.emphasis is Emphasis.OWN
            look = {"bold": is_own, "font_color": OWN if is_own else INK, "text_wrap": True,
                    "valign": "vcenter"}  # fmt: skip
            page.text(at, 0, row.label, look)
            for number, column in enumerate(matrix.columns, 1):
                cell = cells.get((row.key, column.key))
                if cell is not None:
                    _cell(page, (at, number), cell, _look(matrix, column, cell), language)
            at += 1
    return at


def _cell(
    page: Page,
    place: tuple[int, int],
    cell: MatrixCell,
    look: Properties,
    language: Language,
) -> None:
    sign = INFERRED_SIGN if cell.kind is CellKind.INFERRED else ""
    number = written(Cell(text=f"{cell.label}{sign}", value=cell.value), language)
    if number is None:
        page.text(*place, f"{cell.label}{sign}", look)
    else:
        look = look | {"num_format": number.number_format}
        page.number(*place, number.value, look)


def _look(matrix: Matrix, column: MatrixColumn, cell: MatrixCell) -> Properties:
    look = dress(cell, matrix, own=column.emphasis is Emphasis.OWN)
    return _CELL | _dressed(look) | {"bold": look.fill not in (CARD, OWN_ROW)}


def _dressed(look: Dress) -> Properties:
    """On white, the lines of the sheet are left to be seen around what has no box."""
    colours: Properties = {"font_color": look.ink}
    if look.fill != CARD:
        colours |= {"bg_color": look.fill, "border": _THIN, "border_color": CARD}
    elif look.border:
        line = _DASHED if look.dashed else _THIN
        colours |= {"border": line, "border_color": look.border}
    return colours


def _key(page: Page, matrix: Matrix, first: int) -> None:
    """What each kind of cell means, looking as such a cell does."""
    for row, (kind, meaning) in enumerate(matrix.key, first):
        found = sample(matrix, kind)
        look = _sample_look(found, kind) | {"align": "left", "bold": False, "font_size": 10}
        words = f"{found.sign} = {meaning}" if found.sign else meaning
        page.spanned(row, 0, 3, words, look)


def _sample_look(found: Sample, kind: CellKind) -> Properties:
    """As the faintest of its cells; a sign needs no box."""
    if found.sign:
        return {"text_wrap": True}
    return _CELL | _dressed(shaded(found.shades[0]) if found.shades else plain(kind))
