"""A matrix as a table of Word: shaded by step, words in every cell, rows and columns in groups."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final

from dashboard.charts.grammar import Category, CellKind, Emphasis, Matrix, MatrixCell, MatrixColumn
from dashboard.charts.matrix_look import INFERRED_SIGN, Dress, dress
from dashboard.charts.theme import CARD, INK, OWN
from dashboard.exports.word.block import Block
from dashboard.exports.word.grid import Box, Layout, grid, layout_for
from dashboard.exports.word.keys import key_of_matrix
from dashboard.exports.word.markup import coloured, run, sized
from dashboard.exports.word.setting import Setting
from dashboard.exports.word.styles import Role
from dashboard.views.model import Rendered

_CENTRED: Final = '<w:jc w:val="center"/>'
_SIDES: Final = ("top", "left", "bottom", "right")


def matrix_block(rendered: Rendered, matrix: Matrix, setting: Setting) -> Block:
    cells = {(cell.row, cell.column): cell for cell in matrix.cells}
    layout = layout_for(_texts(matrix, cells), setting)
    described = (rendered.table.caption, rendered.description)
    rows = _rows(matrix, cells, layout, setting)
    drawn = grid(list(_header(matrix, layout, setting)), rows, layout.columns, described, setting)
    caption = setting.figure_caption(rendered.overline)
    content = key_of_matrix(matrix, setting) + drawn + caption
    return Block(content, lies=layout.lies)


def _texts(matrix: Matrix, cells: Mapping[tuple[str, str], MatrixCell]) -> list[list[str]]:
    columns = [
        [column.label, *(_label(cells.get((row.key, column.key))) for row in matrix.rows)]
        for column in matrix.columns
    ]
    return [[matrix.row_title, *(row.label for row in matrix.rows)], *columns]


def _label(cell: MatrixCell | None) -> str:
    """The word joiner keeps the sign on the line of its word."""
    if cell is None:
        return ""
    return f"{cell.label}\u2060{INFERRED_SIGN}" if cell.kind is CellKind.INFERRED else cell.label


def _header(matrix: Matrix, layout: Layout, setting: Setting) -> Iterator[list[Box]]:
    def box(text: str, *, centred: bool, own: bool = False, columns: int = 1) -> Box:
        look = "<w:b/><w:bCs/>" + coloured(OWN if own else INK) + sized(layout.size)
        shape = "<w:keepNext/>" + (_CENTRED if centred else "")
        return Box(content=setting.say(Role.CELL, run(text, look), layout=shape), columns=columns)

    if any(column.group for column in matrix.columns):
        grouped = groupby(matrix.columns, lambda column: column.group)
        groups = [(name, len(list(found))) for name, found in grouped]
        yield [
            box("", centred=False),
            *(box(name, centred=True, columns=count) for name, count in groups),
        ]
    labels = [
        box(c.label, centred=True, own=c.emphasis is Emphasis.OWN) for c in matrix.columns
    ]  # fmt: skip
    yield [box(matrix.row_title, centred=False), *labels]


def _rows(
    matrix: Matrix, cells: Mapping[tuple[str, str], MatrixCell], layout: Layout, setting: Setting
) -> Iterator[list[Box]]:
    for group, rows in groupby(matrix.rows, lambda row: row.group):
        if group:
            yield [_group(group, len(matrix.columns) + 1, layout, setting)]
        for row in rows:
            found = [(cells.get((row.key, column.key)), column) for column in matrix.columns]
            boxes = [_cell(cell, column, matrix, (layout, setting)) for cell, column in found]
            yield [_name(row, layout, setting), *boxes]


def _group(name: str, columns: int, layout: Layout, setting: Setting) -> Box:
    said = run(name, "<w:b/><w:bCs/>" + sized(layout.size))
    shape = '<w:keepNext/><w:spacing w:before="120" w:after="30"/>'
    return Box(content=setting.say(Role.CELL, said, layout=shape), columns=columns)


def _name(row: Category, layout: Layout, setting: Setting) -> Box:
    own = row.emphasis is Emphasis.OWN
    look = ("<w:b/><w:bCs/>" + coloured(OWN) if own else "") + sized(layout.size)
    return Box(content=setting.say(Role.CELL, run(row.label, look)))


def _cell(
    cell: MatrixCell | None, column: MatrixColumn, matrix: Matrix, where: tuple[Layout, Setting]
) -> Box:
    layout, setting = where
    own = column.emphasis is Emphasis.OWN
    look = dress(cell, matrix, own=own) if cell else Dress(CARD, INK)
    said = run(_label(cell), coloured(look.ink) + sized(layout.size))
    content = setting.say(Role.CELL, said, layout=_CENTRED)
    return Box(content=content, fill="" if look.fill == CARD else look.fill, edge=_edge(look))


def _edge(look: Dress) -> str:
    if not look.dash:
        return ""
    line = f'w:val="dashed" w:sz="6" w:space="0" w:color="{look.dash.removeprefix("#")}"'
    return f"<w:tcBorders>{''.join(f'<w:{side} {line}/>' for side in _SIDES)}</w:tcBorders>"
