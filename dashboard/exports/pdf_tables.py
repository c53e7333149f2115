"""A view's table and a matrix as the print template takes them: plain values for JSON.

Not for how they are set: that is `print/tables.typ`.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Final
from urllib.parse import urljoin

from dashboard import words
from dashboard.charts.grammar import Category, CellKind, Emphasis, Matrix, MatrixCell, MatrixColumn
from dashboard.charts.matrix_look import INFERRED_SIGN, dress, plain, sample
from dashboard.charts.theme import CARD, INK, SHADES
from dashboard.elements import Json
from dashboard.exports.paper_widths import Widths, widths
from dashboard.views.model import Cell, Table
from warehouse.text import Language

# Between the boxes of a matrix, in points.
_GAP: Final = 2.0


def table_content(table: Table, address: str, language: Language) -> Json:
    """`address` is that of the view: links of cells within the site become whole with it."""
    rows = [_row(table, number, address, language) for number in range(len(table.rows))]
    texts = [
        [column.label, *(str(row[number]["text"]) for row in rows)]
        for number, column in enumerate(table.columns)
    ]
    return {
        "caption": table.caption,
        "head": [column.label for column in table.columns],
        "numbers": [column.is_number for column in table.columns],
        "rows": rows,
        "own": list(table.emphasised),
        **_laid(widths(texts)),
    }


def _row(table: Table, number: int, address: str, language: Language) -> list[Json]:
    """A row of own region says so in a word: its colour says nothing to those who listen."""
    first, *others = table.rows[number]
    said = f"{first.text} ({words.OWN_REGION.of(language)})"
    text = said if number in table.emphasised else first.text
    return [_linked(first, text, address), *(_linked(cell, cell.text, address) for cell in others)]


def _linked(cell: Cell, text: str, address: str) -> Json:
    return {"text": text, "address": urljoin(address, cell.address) if cell.address else ""}


def _laid(found: Widths) -> Json:
    return {
        "widths": list(found.columns),
        "size": found.size,
        "lies": found.lies,
        "squeezed": found.squeezed,
    }


def matrix_content(matrix: Matrix, caption: str, address: str) -> Json:
    cells = {(cell.row, cell.column): cell for cell in matrix.cells}
    rows = [_matrix_row(matrix, row, cells, address) for row in matrix.rows]
    return {
        "caption": caption,
        "groups": _groups(matrix.columns),
        "head": [
            {"text": matrix.row_title, "own": False},
            *({"text": c.label, "own": c.emphasis is Emphasis.OWN} for c in matrix.columns),
        ],
        "bodies": [
            {"group": group, "rows": [row["cells"] for row in found]}
            for group, found in groupby(rows, key=lambda row: row["group"])
        ],
        "gap": _GAP,
        "key": [_key_entry(matrix, kind, said) for kind, said in matrix.key],
        **_laid(_matrix_widths(matrix, rows)),
    }


def _groups(columns: Sequence[MatrixColumn]) -> list[Json]:
    """Headings over columns, empty where there are none."""
    if not any(column.group for column in columns):
        return []
    found = [(name, len(list(each))) for name, each in groupby(columns, lambda c: c.group)]
    return [{"text": name, "columns": count} for name, count in found]


def _matrix_row(
    matrix: Matrix, row: Category, cells: dict[tuple[str, str], MatrixCell], address: str
) -> Json:
    own = row.emphasis is Emphasis.OWN
    boxes = [
        _box(cells.get((row.key, column.key)), column, matrix, address) for column in matrix.columns
    ]
    return {"group": row.group, "cells": [{"text": row.label, "own": own}, *boxes]}


def _box(cell: MatrixCell | None, column: MatrixColumn, matrix: Matrix, address: str) -> Json:
    if cell is None:
        return {"text": "", "fill": CARD, "ink": INK, "dash": "", "bold": False, "address": ""}
    look = dress(cell, matrix, own=column.emphasis is Emphasis.OWN)
    inferred = f"\u2060{INFERRED_SIGN}" if cell.kind is CellKind.INFERRED else ""
    return {
        "text": f"{cell.label}{inferred}",
        "fill": look.fill,
        "ink": look.ink,
        "dash": look.dash,
        "bold": look.fill != CARD,
        "address": urljoin(address, cell.address) if cell.address else "",
    }


def _key_entry(matrix: Matrix, kind: CellKind, said: str) -> Json:
    found = sample(matrix, kind)
    fills = [SHADES[one] for one in found.shades]
    return {"said": said, "sign": found.sign, "fills": fills, "dash": plain(kind).dash}


def _matrix_widths(matrix: Matrix, rows: Sequence[Json]) -> Widths:
    texts = [[matrix.row_title, *(str(row["cells"][0]["text"]) for row in rows)]]
    for number, column in enumerate(matrix.columns, start=1):
        texts.append([column.label, *(str(row["cells"][number]["text"]) for row in rows)])
    return widths(texts, _GAP)
