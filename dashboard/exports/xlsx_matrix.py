"""The sheet that shows a matrix as the page does: cells shaded by step, words in every cell.

Its figures stand in the data sheet too, one to a row; this one is for reading.
"""

from itertools import groupby
from typing import Final

from dashboard.charts.grammar import CellKind, Emphasis, Matrix, MatrixCell, MatrixColumn
from dashboard.charts.matrix import INFERRED_SIGN
from dashboard.charts.signs import STATUS_SIGNS
from dashboard.charts.theme import (
    CARD,
    GUIDE,
    HAIRLINE,
    INK,
    OWN,
    OWN_ROW,
    REGION,
    SHADES,
    SOFT,
    WARNING,
    shade,
    text_on,
)
from dashboard.exports.xlsx_book import HEADING, Book, Page, Properties, width_of
from dashboard.exports.xlsx_data import HEADER_ROW, title_block
from dashboard.exports.xlsx_numbers import written
from dashboard.views.model import Cell, Rendered
from warehouse.text import Language

_DASHED: Final = 3
_THIN: Final = 1
_THICK: Final = 5
_MOST_ROW_NAME: Final = 44.0
_COLUMN: Final = 15.0
_SIGNS: Final = frozenset(STATUS_SIGNS.values())


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
    base: Properties = {"align": "center", "valign": "vcenter", "text_wrap": True}
    if cell.warning:
        return base | _filled(WARNING) | {"bold": True}
    if cell.kind in (CellKind.KNOWN, CellKind.INFERRED):
        if cell.step is not None:
            return base | _filled(SHADES[shade(cell.step, matrix.steps)]) | {"bold": True}
        is_own = column.emphasis is Emphasis.OWN
        return base | _filled(OWN_ROW if is_own else CARD)
    return base | _unsure(cell)


def _filled(colour: str) -> Properties:
    return {"bg_color": colour, "font_color": text_on(colour), "border": _THIN,
            "border_color": CARD if colour != CARD else HAIRLINE}  # fmt: skip


def _unsure(cell: MatrixCell) -> Properties:
    """What is not known is a dashed box; a bare sign needs none."""
    partly = cell.kind is CellKind.PARTLY
    look: Properties = {"font_color": INK if partly else SOFT}
    is_bare = cell.kind is CellKind.NOT_APPLICABLE or cell.label in _SIGNS
    if is_bare:
        return look
    return look | {"border": _DASHED, "border_color": REGION if partly else GUIDE}


def _key(page: Page, matrix: Matrix, first: int) -> None:
    """What each kind of cell means, looking as such a cell does."""
    for row, (kind, meaning) in enumerate(matrix.key, first):
        look = _sample_look(matrix, kind) | {"align": "left", "bold": False, "font_size": 10}
        page.spanned(row, 0, 3, f"{_sample_sign(matrix, kind)} {meaning}".strip(), look)


def _sample_look(matrix: Matrix, kind: CellKind) -> Properties:
    found = [cell for cell in matrix.cells if cell.kind is kind and not cell.warning]
    if not found or kind is CellKind.INFERRED:
        return {"text_wrap": True}
    faintest = min(found, key=lambda cell: -1 if cell.step is None else cell.step)
    return _look(matrix, matrix.columns[0], faintest)


def _sample_sign(matrix: Matrix, kind: CellKind) -> str:
    """The sign that all cells of the kind bear, if they bear one."""
    if kind is CellKind.INFERRED:
        return INFERRED_SIGN
    signs = {cell.label for cell in matrix.cells if cell.kind is kind}
    return f"{next(iter(signs))} =" if len(signs) == 1 and signs <= _SIGNS else ""
