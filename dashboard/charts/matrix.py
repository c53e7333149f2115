"""A matrix as a real table: headers with scope, cells shaded by step, words in every cell.

What is not fully known is a dashed box with the words that are known; what was inferred bears a
sign. Colours are in `assets/matrix.css`. Not for tables of figures: those are the page's own.
"""

from collections.abc import Mapping
from itertools import groupby
from typing import Final

from dashboard.charts.grammar import (
    Category,
    CellKind,
    Emphasis,
    Matrix,
    MatrixCell,
    MatrixColumn,
    Shown,
)
from dashboard.charts.matrix_look import INFERRED_SIGN, is_bare_sign, sample
from dashboard.charts.theme import shade
from dashboard.elements import Element, Json, Node, element, elements_in
from warehouse.text import Language, Text

_INFERRED: Final = Text("härlett", "inferred")


def matrix_component(matrix: Matrix, name: str, language: Language) -> Element:
    """The matrix of a card called `name`, whose headline names it; it scrolls inside the card."""
    table = element(
        "table",
        element("caption", _caption(matrix), className="matrix-caption"),
        *_column_groups(matrix),
        element("thead", *_head(matrix)),
        *_bodies(matrix, language),
        className="matrix matrix-listed" if any(row.group for row in matrix.rows) else "matrix",
        style={"--matrix-columns": len(matrix.columns)},
    )
    # Focusable, so that it can be scrolled with the arrow keys where it is wider than the card.
    scroll = element(
        "div", table, className="matrix-scroll", role="region", tabIndex=0,
        aria_labelledby=f"{name}-headline",
    )  # fmt: skip
    stamp = element("p", matrix.stamp, className="stamp") if matrix.stamp else None
    return element("div", stamp, scroll, _key(matrix), className="matrix-figure")


def _caption(matrix: Matrix) -> str:
    groups = dict.fromkeys(column.group or column.label for column in matrix.columns)
    caption = f"{matrix.row_title} × {', '.join(groups)}"
    return f"{matrix.stamp}. {caption}" if matrix.stamp else caption


def _groups(matrix: Matrix) -> list[tuple[str, list[MatrixColumn]]]:
    return [(name, list(found)) for name, found in groupby(matrix.columns, lambda c: c.group)]


def _has_groups(matrix: Matrix) -> bool:
    return any(column.group for column in matrix.columns)


def _column_groups(matrix: Matrix) -> list[Element]:
    if not _has_groups(matrix):
        return []
    widths = [element("colgroup", span=len(found)) for _, found in _groups(matrix)]
    return [element("colgroup", span=1), *widths]


def _head(matrix: Matrix) -> list[Element]:
    labels = [
        element("th", column.label, scope="col", className=_column_class(column))
        for column in matrix.columns
    ]
    corner = {"scope": "col", "className": "matrix-corner"}
    if not _has_groups(matrix):
        return [element("tr", element("th", matrix.row_title, **corner), *labels)]
    groups = [
        element("th", name, scope="colgroup", colSpan=len(found), className="matrix-group")
        for name, found in _groups(matrix)
    ]
    rows_title = element("th", matrix.row_title, rowSpan=2, **corner)
    return [element("tr", rows_title, *groups), element("tr", *labels)]


def _column_class(column: MatrixColumn) -> str | None:
    return "matrix-own-column" if column.emphasis is Emphasis.OWN else None


def _bodies(matrix: Matrix, language: Language) -> list[Element]:
    """The rows, those with the same group together under its heading."""
    cells = {(cell.row, cell.column): cell for cell in matrix.cells}
    return [
        element(
            "tbody",
            _group_heading(matrix, name) if name else None,
            *(_row(matrix, row, cells, language) for row in rows),
        )
        for name, rows in groupby(matrix.rows, lambda row: row.group)
    ]


def _group_heading(matrix: Matrix, name: str) -> Element:
    whole: Json = {"scope": "rowgroup", "colSpan": len(matrix.columns) + 1}
    return element("tr", element("th", name, className="matrix-row-group", **whole))


def _row(
    matrix: Matrix, row: Category, cells: Mapping[tuple[str, str], MatrixCell], language: Language
) -> Element:
    own = "matrix-own" if row.emphasis is Emphasis.OWN else None
    return element(
        "tr",
        element("th", row.label, scope="row", className=own),
        *(
            _cell(cells.get((row.key, column.key)), column, matrix.steps, language)
            for column in matrix.columns
        ),
    )


def _cell(cell: MatrixCell | None, column: MatrixColumn, steps: int, language: Language) -> Element:
    if cell is None:
        return element("td", className=_column_class(column))
    box = _box(cell, steps, language)
    return element("td", box, className=_column_class(column), **_data(cell))


def _box(cell: MatrixCell, steps: int, language: Language) -> Element:
    words: list[Node] = [cell.label]
    if cell.kind is CellKind.INFERRED:
        # The word joiner keeps the sign on the line of its word.
        said = element("span", f" ({_INFERRED.of(language)})", className="matrix-said")
        words += [f"\u2060{INFERRED_SIGN}", said]
    return element(
        "a" if cell.address else "span",
        *words,
        href=cell.address,
        className=f"matrix-box {box_class(cell, steps)}",
        title="\n".join(cell.detail) or None,
    )


def box_class(cell: MatrixCell, steps: int) -> str:
    """The class that the style sheet colours a cell by."""
    if cell.warning:
        return "matrix-warning"
    if cell.kind in (CellKind.KNOWN, CellKind.INFERRED) and cell.step is not None:
        return f"matrix-shade-{shade(cell.step, steps)}"
    # A bare sign needs no box of its own: many of them would be louder than what is known.
    plain = " matrix-sign" if is_bare_sign(cell) else ""
    return f"matrix-{cell.kind.value.replace('_', '-')}{plain}"


def _data(cell: MatrixCell) -> dict[str, str]:
    """What the cell says, for the test that compares backends."""
    said = {"row": cell.row, "column": cell.column, "label": cell.label, "status": cell.kind.value}
    numbers = {"value": cell.value, "low": cell.low, "high": cell.high}
    said |= {name: repr(float(value)) for name, value in numbers.items() if value is not None}
    return {f"data-{name}": value for name, value in said.items()}


def _key(matrix: Matrix) -> Element | None:
    if not matrix.key:
        return None
    entries = [_key_entry(matrix, kind, words) for kind, words in matrix.key]
    return element("ul", *entries, className="matrix-key")


def _key_entry(matrix: Matrix, kind: CellKind, words: str) -> Element:
    samples = [
        element("span", text, className=f"matrix-sample {name}", aria_hidden="true")
        for text, name in _samples(matrix, kind)
    ]
    return element("li", *samples, element("span", words))


def _samples(matrix: Matrix, kind: CellKind) -> list[tuple[str, str]]:
    """Text and class of each sample: the shades that occur, or one box of the kind."""
    name = f"matrix-{kind.value.replace('_', '-')}"
    if kind is CellKind.INFERRED:
        return [(INFERRED_SIGN, name)]
    found = sample(matrix, kind)
    if found.shades:
        return [("", f"matrix-shade-{one}") for one in found.shades]
    return [(found.sign, f"{name} matrix-sign" if found.sign else name)]


def shown_by(table: Element) -> list[Shown]:
    """What a matrix shows, cell by cell, read back from its table."""
    cells = [attributes for _, attributes, *_ in elements_in(table) if "data-row" in attributes]
    return [_read(cell) for cell in cells]


def _read(cell: Mapping[str, str]) -> Shown:
    def number(name: str) -> float | None:
        return float(cell[name]) if name in cell else None

    return Shown(
        panel="", series=cell["data-column"], category=cell["data-row"],
        value=number("data-value"), low=number("data-low"), high=number("data-high"),
        label=cell["data-label"], status=cell["data-status"],
    )  # fmt: skip
