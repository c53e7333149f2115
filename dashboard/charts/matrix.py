"""A matrix as a real table: headers with scope, cells shaded by step, words in every cell.

What is not fully known is a dashed box with the words that are known; what was inferred bears a
sign. Colours are in `assets/matrix.css`. Not for tables of figures: those are the page's own.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboard.charts.grammar import (
    Category,
    CellKind,
    Emphasis,
    Matrix,
    MatrixCell,
    MatrixColumn,
    Shown,
)
from dashboard.charts.signs import STATUS_SIGNS
from dashboard.charts.styles import Json
from dashboard.charts.theme import shade
from warehouse.text import Language, Text

INFERRED_SIGN: Final = "*"
_INFERRED: Final = Text("härlett", "inferred")


def matrix_component(matrix: Matrix, name: str, language: Language) -> Component:
    """The matrix of a card called `name`, whose headline names it; it scrolls inside the card."""
    table = html.Table(
        [
            html.Caption(_caption(matrix), className="matrix-caption"),
            *_column_groups(matrix),
            html.Thead(_head(matrix)),
            *_bodies(matrix, language),
        ],
        className="matrix matrix-listed" if any(row.group for row in matrix.rows) else "matrix",
        style={"--matrix-columns": len(matrix.columns)},
    )
    # Focusable, so that it can be scrolled with the arrow keys where it is wider than the card.
    named: Json = {"aria-labelledby": f"{name}-headline"}
    scroll = html.Div(table, className="matrix-scroll", role="region", tabIndex=0, **named)
    return html.Div([scroll, *_key(matrix)], className="matrix-figure")


def _caption(matrix: Matrix) -> str:
    groups = dict.fromkeys(column.group or column.label for column in matrix.columns)
    return f"{matrix.row_title} × {', '.join(groups)}"


def _groups(matrix: Matrix) -> list[tuple[str, list[MatrixColumn]]]:
    return [(name, list(found)) for name, found in groupby(matrix.columns, lambda c: c.group)]


def _has_groups(matrix: Matrix) -> bool:
    return any(column.group for column in matrix.columns)


def _column_groups(matrix: Matrix) -> list[Component]:
    if not _has_groups(matrix):
        return []
    widths = [html.Colgroup(span=str(len(found))) for _, found in _groups(matrix)]
    return [html.Colgroup(span="1"), *widths]


def _head(matrix: Matrix) -> list[Component]:
    labels = [
        html.Th(column.label, scope="col", className=_column_class(column))
        for column in matrix.columns
    ]
    corner: Json = {"scope": "col", "className": "matrix-corner"}
    if not _has_groups(matrix):
        return [html.Tr([html.Th(matrix.row_title, **corner), *labels])]
    groups = [
        html.Th(name, scope="colgroup", colSpan=len(found), className="matrix-group")
        for name, found in _groups(matrix)
    ]
    rows_title = html.Th(matrix.row_title, rowSpan=2, **corner)
    return [html.Tr([rows_title, *groups]), html.Tr(labels)]


def _column_class(column: MatrixColumn) -> str | None:
    return "matrix-own-column" if column.emphasis is Emphasis.OWN else None


def _bodies(matrix: Matrix, language: Language) -> list[Component]:
    """The rows, those with the same group together under its heading."""
    return [
        html.Tbody([
            *([_group_heading(matrix, name)] if name else []),
            *(_row(matrix, row, language) for row in rows),
        ])
        for name, rows in groupby(matrix.rows, lambda row: row.group)
    ]  # fmt: skip


def _group_heading(matrix: Matrix, name: str) -> Component:
    whole: Json = {"scope": "rowgroup", "colSpan": len(matrix.columns) + 1}
    return html.Tr(html.Th(name, className="matrix-row-group", **whole))


def _row(matrix: Matrix, row: Category, language: Language) -> Component:
    cells = {cell.column: cell for cell in matrix.cells if cell.row == row.key}
    own = row.emphasis is Emphasis.OWN
    header = html.Th(row.label, scope="row", className="matrix-own" if own else None)
    return html.Tr([
        header,
        *(_cell(cells.get(column.key), column, matrix.steps, language)
          for column in matrix.columns),
    ])  # fmt: skip


def _cell(
    cell: MatrixCell | None, column: MatrixColumn, steps: int, language: Language
) -> Component:
    if cell is None:
        return html.Td(className=_column_class(column))
    box = _box(cell, steps, language)
    return html.Td(box, className=_column_class(column), **_data(cell))


def _box(cell: MatrixCell, steps: int, language: Language) -> Component:
    words: list[str | Component] = [cell.label]
    if cell.kind is CellKind.INFERRED:
        # The word joiner keeps the sign on the line of its word.
        said = html.Span(f" ({_INFERRED.of(language)})", className="matrix-said")
        words += [f"\u2060{INFERRED_SIGN}", said]
    style: Json = {"className": f"matrix-box {box_class(cell, steps)}"}
    if cell.detail:
        style["title"] = "\n".join(cell.detail)
    return html.A(words, href=cell.address, **style) if cell.address else html.Span(words, **style)


def box_class(cell: MatrixCell, steps: int) -> str:
    """The class that the style sheet colours a cell by."""
    if cell.warning:
        return "matrix-warning"
    if cell.kind in (CellKind.KNOWN, CellKind.INFERRED) and cell.step is not None:
        return f"matrix-shade-{shade(cell.step, steps)}"
    # A bare sign needs no box of its own: many of them would be louder than what is known.
    plain = " matrix-sign" if cell.label in STATUS_SIGNS.values() else ""
    return f"matrix-{cell.kind.value.replace('_', '-')}{plain}"


def _data(cell: MatrixCell) -> Json:
    """What the cell says, for the test that compares backends."""
    said = {"row": cell.row, "column": cell.column, "label": cell.label, "status": cell.kind.value}
    numbers = {"value": cell.value, "low": cell.low, "high": cell.high}
    said |= {name: repr(float(value)) for name, value in numbers.items() if value is not None}
    return {f"data-{name}": value for name, value in said.items()}


def _key(matrix: Matrix) -> list[Component]:
    if not matrix.key:
        return []
    entries = [_key_entry(matrix, kind, words) for kind, words in matrix.key]
    return [html.Ul(entries, className="matrix-key")]


def _key_entry(matrix: Matrix, kind: CellKind, words: str) -> Component:
    unheard: Json = {"aria-hidden": "true"}
    samples = [
        html.Span(text, className=f"matrix-sample {name}", **unheard)
        for text, name in _samples(matrix, kind)
    ]
    return html.Li([*samples, html.Span(words)])


def _samples(matrix: Matrix, kind: CellKind) -> list[tuple[str, str]]:
    """Text and class of each sample: the shades that occur, or one box of the kind."""
    name = f"matrix-{kind.value.replace('_', '-')}"
    if kind is CellKind.INFERRED:
        return [(INFERRED_SIGN, name)]
    found = [cell for cell in matrix.cells if cell.kind is kind]
    shades = sorted({
        shade(cell.step, matrix.steps)
        for cell in found
        if cell.step is not None and not cell.warning
    })  # fmt: skip
    if kind is CellKind.KNOWN and shades:
        return [("", f"matrix-shade-{one}") for one in shades]
    signs = {cell.label for cell in found if cell.label in STATUS_SIGNS.values()}
    return [(next(iter(signs)), f"{name} matrix-sign")] if len(signs) == 1 else [("", name)]


def shown_by(component: Component) -> list[Shown]:
    """What a matrix shows, cell by cell, read back from its table."""
    return [_read(part) for part in _parts(component) if hasattr(part, "data-row")]


def _read(cell: object) -> Shown:
    def said(name: str) -> str:
        return str(getattr(cell, f"data-{name}"))

    def number(name: str) -> float | None:
        return float(said(name)) if hasattr(cell, f"data-{name}") else None

    return Shown(
        panel="", series=said("column"), category=said("row"), value=number("value"),
        low=number("low"), high=number("high"), label=said("label"), status=said("status"),
    )  # fmt: skip


def _parts(part: object) -> Iterator[object]:
    yield part
    children = getattr(part, "children", None)
    for child in children if isinstance(children, list) else [children] if children else []:
        yield from _parts(child)
