"""A view that has no chart, as a native table: its rows as they are read on the page."""

from typing import Final

from dashboard.charts.grammar import Emphasis
from dashboard.charts.office.model import Paint
from dashboard.exports.slides.grid_sizes import Grid, GridCell, GridRow
from dashboard.exports.slides.shapes import fill
from dashboard.exports.theme_paint import own_ground
from dashboard.views.model import Cell, Column, Rendered
from warehouse.text import Language, Text

LEFT_OUT: Final = Text(
    "Ytterligare {count} rader finns i XLSX- och CSV-filen av samma vy.",
    "Another {count} rows are in the XLSX and CSV files of the same view.",
)
# A cell is shortened here; the whole of it is in the files of the view.
_LONGEST: Final = 280


def table_grid(rendered: Rendered, paint: Paint) -> Grid:
    table = rendered.table
    own = set(table.emphasised)
    return Grid(
        name=table.caption,
        description=rendered.description,
        head=(GridRow(cells={n: _head(c, paint) for n, c in enumerate(table.columns)}),),
        rows=tuple(_row(row, table.columns, index in own, paint)
                   for index, row in enumerate(table.rows)),
        columns=len(table.columns),
        even=False,
        gap=0.75,
        line=paint.hairline,
    )  # fmt: skip


def _head(column: Column, paint: Paint) -> GridCell:
    return GridCell(text=column.label, colour=paint.soft, bold=True, align=_align(column))


def _align(column: Column) -> str:
    return "r" if column.is_number else "l"


def _row(
    row: tuple[Cell, ...],
    columns: tuple[Column, ...],
    is_own: bool,
    paint: Paint,
) -> GridRow:
    cells = zip(row, columns, strict=True)
    return GridRow(cells={n: _cell(c, column, is_own, n == 0, paint)
                          for n, (c, column) in enumerate(cells)})  # fmt: skip


def _cell(cell: Cell, column: Column, is_own: bool, is_first: bool, paint: Paint) -> GridCell:
    own = paint.emphasis[Emphasis.OWN]
    return GridCell(
        text=shortened(cell.text),
        colour=own if is_own and is_first else paint.ink,
        bold=is_own and is_first,
        background=fill(own_ground(paint)) if is_own else "",
        align=_align(column),
    )


def shortened(text: str) -> str:
    """Whole words of a text that would fill a slide alone, and a sign that there is more."""
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST].rsplit(' ', maxsplit=1)[0]} …"


def left_out_line(count: int, language: Language) -> str:
    return LEFT_OUT.of(language).format(count=count)
