"""The rows of a grid that are no data, and why each is set aside."""

from collections.abc import Iterator
from typing import Final

from etl.readers.extent import Extent
from etl.readers.model import Aside, AsideKind, Grid
from etl.readers.table_rows import TableRows
from etl.readers.units_found import is_unit_row

_LONGEST: Final = 100_000


def rows_aside(grid: Grid, extent: Extent, data: TableRows) -> tuple[Aside, ...]:
    """Everything outside header and data, and the blank rows and repeated headers between."""
    found = [*_above(grid, extent), *_between(grid, data), *_below(grid, extent)]
    return tuple(sorted(found, key=lambda aside: aside.row))


def text_of_row(grid: Grid, index: int) -> str:
    """The filled cells of a row, joined."""
    cells = (str(cell).strip() for cell in grid.rows[index] if cell is not None)
    return " | ".join(cell for cell in cells if cell)[:_LONGEST]


def _above(grid: Grid, extent: Extent) -> Iterator[Aside]:
    header = extent.header.rows
    end = min(extent.first, len(grid.rows)) if header is None else header[0]
    has_title = False
    for index in range(end):
        text = text_of_row(grid, index)
        if index in extent.blank:
            kind = AsideKind.BLANK
        elif is_unit_row(text):
            kind = AsideKind.UNIT
        else:
            kind = AsideKind.NOTE if has_title else AsideKind.TITLE
            has_title = True
        yield Aside(kind=kind, row=grid.numbers[index], text=text)
    if header is not None:
        for index in range(header[1] + 1, min(extent.first, len(grid.rows))):
            kind = AsideKind.BLANK if index in extent.blank else _kind(grid, index)
            yield Aside(kind=kind, row=grid.numbers[index], text=text_of_row(grid, index))


def _kind(grid: Grid, index: int) -> AsideKind:
    return AsideKind.UNIT if is_unit_row(text_of_row(grid, index)) else AsideKind.NOTE


def _between(grid: Grid, data: TableRows) -> Iterator[Aside]:
    for index in data.blank:
        yield Aside(kind=AsideKind.BLANK, row=grid.numbers[index], text="")
    for index in data.repeated:
        yield Aside(kind=AsideKind.NOTE, row=grid.numbers[index], text=text_of_row(grid, index))


def _below(grid: Grid, extent: Extent) -> Iterator[Aside]:
    for index in range(max(extent.last + 1, extent.first), len(grid.rows)):
        kind = AsideKind.BLANK if index in extent.blank else AsideKind.FOOTER
        yield Aside(kind=kind, row=grid.numbers[index], text=text_of_row(grid, index))
