"""A matrix as SVG: names of rows and columns, shaded boxes with their words, and its key.

Not for tables of figures (`tables.py`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from dashboard.charts.grammar import Category, CellKind, Emphasis, Matrix, MatrixCell, MatrixColumn
from dashboard.charts.matrix_look import INFERRED_SIGN, dress
from dashboard.charts.metrics import text_width
from dashboard.charts.svg.breaking import least_width, lines_in
from dashboard.charts.svg.furniture import stamp
from dashboard.charts.svg.matrix_key import matrix_key
from dashboard.charts.svg.said import said_by_cell
from dashboard.charts.svg.writing import (
    Style,
    box,
    number,
    stroke,
    tag,
    text,
    text_around,
    text_over,
)
from dashboard.charts.theme import HAIRLINE, INK, OWN, SMALL_SIZE, SOFT, STAMP_SIZE, TEXT_SIZE

_GAP: Final = 4.0
_PAD: Final = 3.0
# Between a name and its boxes.
_BESIDE: Final = 12.0
_BOX_HEIGHT: Final = 32.0
_BOX_AIR: Final = 10.0
_LINE: Final = 15.0
# What names of rows may take: a share of the width, and where it is small so many pixels.
_MOST_NAMES: Final = 0.34
_LEAST_NAMES: Final = 290.0
_HEADING: Final = Style(SMALL_SIZE, INK, bold=True)


@dataclass(frozen=True, slots=True)
class _Layout:
    """Pixels: the whole width, the room for row names, and from column to column."""

    matrix: Matrix
    width: float
    names: float
    step: float

    @property
    def room(self) -> float:
        return self.step - _GAP - 2 * _PAD

    def left(self, column: int) -> float:
        return self.names + column * self.step


def matrix_drawn(matrix: Matrix, width: float, scale: float) -> tuple[str, float]:
    """The matrix so wide, its text as large as `scale` says if that is not too wide for it, and
    how high it is."""
    pixels = max(width / scale, _least_width(matrix))
    inner, height = _drawn(_laid_out(matrix, pixels))
    scale = width / pixels
    return tag("g", inner, transform=f"scale({scale:.5f})"), height * scale


def most_scale(matrix: Matrix, width: float) -> float:
    """Of its text, if no word is to be cut on this width."""
    return width / _least_width(matrix)


def _least_width(matrix: Matrix) -> float:
    """So wide that no word in a box is cut."""
    return min(_widest_name(matrix), _LEAST_NAMES) + len(matrix.columns) * _least_step(matrix)


def _least_step(matrix: Matrix) -> float:
    words = [
        *(cell_words(cell) for cell in matrix.cells), *(column.label for column in matrix.columns),
    ]  # fmt: skip
    return max(least_width(word, SMALL_SIZE, bold=True) for word in words) + _GAP + 2 * _PAD


def _widest_name(matrix: Matrix) -> float:
    names = [text_width(row.label, TEXT_SIZE, bold=True) for row in matrix.rows]
    return max([least_width(matrix.row_title, SMALL_SIZE), *names]) + _BESIDE


def _laid_out(matrix: Matrix, pixels: float) -> _Layout:
    """Names have the room they need, but leave the boxes theirs."""
    count = len(matrix.columns)
    room = min(max(_LEAST_NAMES, _MOST_NAMES * pixels), pixels - count * _least_step(matrix))
    names = min(_widest_name(matrix), room)
    return _Layout(matrix, pixels, names, (pixels - names) / count)


def cell_words(cell: MatrixCell) -> str:
    return cell.label + (INFERRED_SIGN if cell.kind is CellKind.INFERRED else "")


def _drawn(layout: _Layout) -> tuple[str, float]:
    drawn, top = _head(layout)
    places: dict[str, tuple[float, float]] = {}
    for name, rows in groupby(layout.matrix.rows, lambda row: row.group):
        if name:
            drawn.append(_group_heading(layout, name, top))
            top += 34
        for row in rows:
            places[row.key] = (top, _row_height(layout, row))
            drawn.append(_row_name(layout, row, *places[row.key]))
            top += places[row.key][1] + _GAP
    drawn.append(tag("g", "".join(_cells(layout, places)), data_order="0 0"))
    key = matrix_key(layout.matrix, layout.width)
    drawn.append(tag("g", key.drawn, transform=f"translate(0 {number(top + 6)})"))
    height = top + (6 + key.height if key.height else 0)
    return "".join(drawn) + _stamp(layout, height), height


def _stamp(layout: _Layout, height: float) -> str:
    word = layout.matrix.stamp
    return stamp(word, layout.width / 2, height / 2, STAMP_SIZE) if word else ""


def _head(layout: _Layout) -> tuple[list[str], float]:
    """Headings over groups of columns, then the columns' own, standing on one line."""
    drawn, top = _groups(layout)
    named = [lines_in(c.label, layout.room, SMALL_SIZE, bold=True) for c in layout.matrix.columns]
    corner = lines_in(layout.matrix.row_title, layout.names - _BESIDE, SMALL_SIZE)
    bottom = top + max(len(lines) for lines in (*named, corner)) * 16
    drawn.append(text_over(corner, 0, bottom, Style(SMALL_SIZE, SOFT)))
    for index, (column, lines) in enumerate(zip(layout.matrix.columns, named, strict=True)):
        own = column.emphasis is Emphasis.OWN
        style = Style(SMALL_SIZE, OWN if own else SOFT, bold=own)
        middle = layout.left(index) + (layout.step - _GAP) / 2
        drawn.append(text_over(lines, middle, bottom, style, anchor="middle"))
    return drawn, bottom + 6


def _groups(layout: _Layout) -> tuple[list[str], float]:
    columns = layout.matrix.columns
    if not any(column.group for column in columns):
        return [], 0.0
    spans: list[tuple[float, float, list[str]]] = []
    at = 0
    for name, found in groupby(columns, _group_of):
        count = len(list(found))
        left, right = layout.left(at), layout.left(at + count) - _GAP
        spans.append((left, right, lines_in(name, right - left, SMALL_SIZE, bold=True)))
        at += count
    bottom = max(len(lines) for _, _, lines in spans) * 16.0
    drawn = []
    for left, right, lines in spans:
        drawn.append(text_over(lines, (left + right) / 2, bottom, _HEADING, anchor="middle"))
        drawn.append(stroke([(left, bottom + 3), (right, bottom + 3)], HAIRLINE, 1))
    return drawn, bottom + 6


def _group_of(column: MatrixColumn) -> str:
    return column.group


def _group_heading(layout: _Layout, name: str, top: float) -> str:
    line = stroke([(0, top + 30), (layout.width - _GAP, top + 30)], HAIRLINE, 1)
    return text([name], 0, top + 12, _HEADING) + line


def _row_height(layout: _Layout, row: Category) -> float:
    boxes = [
        len(lines_in(cell_words(cell), layout.room, SMALL_SIZE, bold=True)) * _LINE + _BOX_AIR
        for cell in layout.matrix.cells
        if cell.row == row.key
    ]
    return max([_BOX_HEIGHT, len(_name_lines(layout, row)) * 17, *boxes])


def _name_lines(layout: _Layout, row: Category) -> list[str]:
    own = row.emphasis is Emphasis.OWN
    return lines_in(row.label, layout.names - _BESIDE, TEXT_SIZE, bold=own)


def _row_name(layout: _Layout, row: Category, top: float, height: float) -> str:
    own = row.emphasis is Emphasis.OWN
    style = Style(TEXT_SIZE, OWN if own else INK, bold=own)
    return text_around(_name_lines(layout, row), 0, top + height / 2, style)


def _cells(layout: _Layout, places: dict[str, tuple[float, float]]) -> Iterator[str]:
    columns = {column.key: at for at, column in enumerate(layout.matrix.columns)}
    for cell in layout.matrix.cells:
        at = columns[cell.column]
        inner = _cell(layout, cell, at, *places[cell.row])
        yield tag("g", inner, **said_by_cell(cell))


def _cell(layout: _Layout, cell: MatrixCell, at: int, top: float, height: float) -> str:
    own = layout.matrix.columns[at].emphasis is Emphasis.OWN
    look = dress(cell, layout.matrix, own=own)
    left, right = layout.left(at), layout.left(at + 1) - _GAP
    edge = {"stroke": look.border} if look.border else {}
    if look.dashed and look.border:
        edge["stroke_dasharray"] = "3 2"
    ground = box(left, top, right, top + height, look.fill, rx="6", **edge)
    lines = lines_in(cell_words(cell), layout.room, SMALL_SIZE, bold=True)
    style = Style(SMALL_SIZE, look.ink, bold=look.bold, line=_LINE)
    return ground + text_around(lines, (left + right) / 2, top + height / 2, style, anchor="middle")
