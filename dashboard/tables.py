"""A view's table as the browser gets it: texts, and which of them are figures or links."""

from dashboard import browser_components, words
from dashboard.elements import Element, Json, element
from dashboard.views.model import Cell, Table
from warehouse.text import Language


def table_component(table: Table, name: str, language: Language) -> Json:
    """A real table in a region of its own that scrolls and that the keyboard can reach."""
    return browser_components.table(
        id=name,
        caption=table.caption,
        columns=[{"label": c.label, "isNumber": c.is_number} for c in table.columns],
        rows=[[_content(cell) for cell in row] for row in table.rows],
        own=list(table.emphasised),
        ownWord=words.OWN_REGION.of(language),
    )


def _content(cell: Cell) -> str | list[str]:
    return [cell.text, cell.address] if cell.address else cell.text


def link(text: str, address: str) -> Element:
    """Within the site as it is; out of it without telling the other site where from."""
    if address.startswith(("/", "#", "?")):
        return element("a", text, href=address)
    return element("a", text, href=address, rel="noopener noreferrer")
