"""A view's table as a real HTML table: caption, headers with scope, figures in line."""

from dash import html
from dash.development.base_component import Component

from dashboard import words
from dashboard.views.model import Cell, Column, Table
from warehouse.text import Language


def table_component(table: Table, name: str, language: Language) -> Component:
    """Scrolls sideways in a region of its own that the keyboard can reach."""
    caption = f"{name}-caption"
    return html.Div(
        html.Table(
            [
                html.Caption(table.caption, id=caption),
                html.Thead(html.Tr([_header(column) for column in table.columns])),
                html.Tbody([_row(table, index, language) for index in range(len(table.rows))]),
            ]
        ),
        className="table-scroll",
        role="region",
        tabIndex=0,
        **{"aria-labelledby": caption},
    )


def _header(column: Column) -> Component:
    return html.Th(column.label, scope="col", className=_alignment(column))


def _row(table: Table, index: int, language: Language) -> Component:
    first, *rest = table.rows[index]
    is_own = index in table.emphasised
    cells = [
        html.Td(content(cell), className=_alignment(column))
        for cell, column in zip(rest, table.columns[1:], strict=True)
    ]
    header = [content(first), *(_own_mark(language) if is_own else [])]
    row_header = html.Th(header, scope="row", className=_alignment(table.columns[0]))
    return html.Tr([row_header, *cells], className="own" if is_own else None)


def _own_mark(language: Language) -> list[Component]:
    """What the colour says, for those who do not see it."""
    return [html.Span(f" ({words.OWN_REGION.of(language)})", className="hidden-visually")]


def _alignment(column: Column) -> str | None:
    return "number" if column.is_number else None


def content(cell: Cell) -> str | Component:
    """A cell's text, as a link where it leads somewhere."""
    return link(cell.text, cell.address) if cell.address else cell.text


def link(text: str, address: str) -> Component:
    """Within the site as it is; out of it without telling the other site where from."""
    if address.startswith(("/", "#", "?")):
        return html.A(text, href=address)
    return html.A(text, href=address, rel="noopener noreferrer")
