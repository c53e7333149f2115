"""A matrix of many columns on a narrow picture: some columns, and the others under them.

Every part has the names of its rows; the key stands once, under the last.
"""

from collections.abc import Iterator
from dataclasses import replace
from math import ceil
from typing import Final

from dashboard.charts.grammar import Matrix
from dashboard.charts.svg.matrix import matrix_drawn
from dashboard.charts.svg.matrix_key import matrix_key
from dashboard.charts.svg.writing import number, tag

_APART: Final = 14.0


def matrix_in_parts(matrix: Matrix, width: float, scale: float, count: int) -> tuple[str, float]:
    """So many parts, so wide together, with text of this scale, and how high they are."""
    drawn: list[str] = []
    top = 0.0
    for part in parts(matrix, count):
        inner, height = matrix_drawn(replace(part, key=()), width, scale)
        drawn.append(tag("g", inner, transform=f"translate(0 {number(top)})"))
        top += height + _APART
    key = matrix_key(matrix, width / scale)
    drawn.append(tag("g", key.drawn, transform=f"translate(0 {number(top)}) scale({scale:.5f})"))
    return "".join(drawn), top + key.height * scale


def parts(matrix: Matrix, count: int) -> Iterator[Matrix]:
    """Its columns shared out evenly, each part with the cells of its own."""
    most = ceil(len(matrix.columns) / count)
    for first in range(0, len(matrix.columns), most):
        columns = matrix.columns[first : first + most]
        keys = {column.key for column in columns}
        cells = tuple(cell for cell in matrix.cells if cell.column in keys)
        yield replace(matrix, columns=columns, cells=cells)
