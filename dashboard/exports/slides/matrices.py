"""A matrix as a native table: cells shaded by step, words in every cell, its key below.

Shades are the page's own, whatever the template: they are a scale, and a scale is not a dress.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from dashboard.charts.grammar import (
    Category,
    CellKind,
    Emphasis,
    Matrix,
    MatrixCell,
    MatrixColumn,
)
from dashboard.charts.matrix_look import INFERRED_SIGN, dress
from dashboard.charts.office.model import Paint
from dashboard.charts.office.paint import rgb
from dashboard.charts.theme import SHADES, shade, text_on
from dashboard.exports.model import Exhibit
from dashboard.exports.slides.grid_sizes import Grid, GridCell, GridRow
from dashboard.exports.slides.shapes import fill
from dashboard.exports.theme_paint import own_ground

_GAP: Final = 2.5


@dataclass(frozen=True, slots=True)
class Look:
    """Letters, background and dashed line of a cell; each DrawingML, empty for none."""

    colour: str
    background: str = ""
    dashed: str = ""


def matrix_grid(matrix: Matrix, exhibit: Exhibit, paint: Paint) -> Grid:
    return Grid(
        name=exhibit.rendered.table.caption,
        description=exhibit.rendered.description,
        head=tuple(_head(matrix, paint)),
        rows=tuple(_rows(matrix, paint)),
        columns=len(matrix.columns) + 1,
        even=True,
        gap=_GAP,
        line=paint.card,
    )


def _head(matrix: Matrix, paint: Paint) -> Iterator[GridRow]:
    has_groups = any(column.group for column in matrix.columns)
    corner = GridCell(text=matrix.row_title, colour=paint.soft, rows=2 if has_groups else 1)
    labels = {number: _column(column, paint) for number, column in enumerate(matrix.columns, 1)}
    if has_groups:
        yield GridRow(cells={0: corner, **dict(_groups(matrix, paint))})
        yield GridRow(cells=labels)
    else:
        yield GridRow(cells={0: corner, **labels})


def _groups(matrix: Matrix, paint: Paint) -> Iterator[tuple[int, GridCell]]:
    start = 1
    for name, found in groupby(matrix.columns, lambda column: column.group):
        width = len(list(found))
        yield start, GridCell(text=name, colour=paint.ink, bold=True, align="ctr", columns=width)
        start += width


def _column(column: MatrixColumn, paint: Paint) -> GridCell:
    is_own = column.emphasis is Emphasis.OWN
    colour = paint.emphasis[Emphasis.OWN] if is_own else paint.soft
    return GridCell(text=column.label, colour=colour, bold=is_own, align="ctr")


def _rows(matrix: Matrix, paint: Paint) -> Iterator[GridRow]:
    cells = {(cell.row, cell.column): cell for cell in matrix.cells}
    for name, rows in groupby(matrix.rows, lambda row: row.group):
        if name:
            heading = GridCell(
                text=name, colour=paint.ink, bold=True, columns=len(matrix.columns) + 1
            )
            yield GridRow(cells={0: heading}, is_group=True)
        for row in rows:
            yield _row(row, matrix, cells, paint)


def _row(
    row: Category, matrix: Matrix, cells: Mapping[tuple[str, str], MatrixCell], paint: Paint
) -> GridRow:
    is_own = row.emphasis is Emphasis.OWN
    colour = paint.emphasis[Emphasis.OWN] if is_own else paint.ink
    found = {0: GridCell(text=row.label, colour=colour, bold=is_own)}
    for number, column in enumerate(matrix.columns, 1):
        cell = cells.get((row.key, column.key))
        if cell:
            found[number] = _cell(cell, column, matrix, paint)
    return GridRow(cells=found)


def _cell(cell: MatrixCell, column: MatrixColumn, matrix: Matrix, paint: Paint) -> GridCell:
    seen = _look(cell, column, matrix, paint)
    sign = INFERRED_SIGN if cell.kind is CellKind.INFERRED else ""
    is_own = column.emphasis is Emphasis.OWN
    return GridCell(
        text=cell.label + sign,
        colour=seen.colour,
        background=seen.background,
        dashed=seen.dashed,
        bold=is_own or cell.warning,
        align="ctr",
    )


def _look(cell: MatrixCell, column: MatrixColumn, matrix: Matrix, paint: Paint) -> Look:
    """A cell as `dress` has it, in the colours of the template."""
    if cell.warning:
        return Look(paint.card, fill(paint.emphasis[Emphasis.WARNING]))
    if cell.kind not in (CellKind.KNOWN, CellKind.INFERRED):
        return _unknown(cell, matrix, paint)
    if cell.step is not None:
        colour = SHADES[shade(cell.step, matrix.steps)]
        return Look(rgb(text_on(colour)), fill(rgb(colour)))
    if column.emphasis is Emphasis.OWN:
        return Look(paint.emphasis[Emphasis.OWN], fill(own_ground(paint)))
    return Look(paint.ink)


def _unknown(cell: MatrixCell, matrix: Matrix, paint: Paint) -> Look:
    colour = paint.ink if cell.kind is CellKind.PARTLY else paint.soft
    is_dashed = dress(cell, matrix, own=False).dash
    return Look(colour, dashed=paint.emphasis[Emphasis.REGION] if is_dashed else "")
