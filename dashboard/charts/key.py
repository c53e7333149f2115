"""The key of a chart, for marks that no label on the chart itself explains. HTML, above the chart.

Not for signs such as ".." in cells and labels: those are listed under the chart.
"""

from collections.abc import Sequence
from itertools import groupby

from dashboard.charts.grammar import Chart, Emphasis, KeyEntry
from dashboard.charts.styles import BY_ROW
from dashboard.charts.theme import two_sided_name
from dashboard.elements import Element, element


def key_component(chart: Chart) -> Element | None:
    """A list of marks and what they mean; None where everything is labelled in place."""
    if not chart.key:
        return None
    by_row = any(c.emphasis is Emphasis.OWN for p in chart.panels for c in p.categories)
    if not any(entry.group for entry in chart.key):
        return _list(chart.key, by_row=by_row)
    groups = groupby(chart.key, key=lambda entry: entry.group)
    return element("div", *(_list(tuple(found), by_row=by_row) for _, found in groups))


def _list(entries: Sequence[KeyEntry], *, by_row: bool) -> Element:
    """Under the heading that its entries share, if they have one."""
    group = entries[0].group
    heading = [element("li", element("strong", group))] if group else []
    found = [_entry(entry, by_row=by_row) for entry in entries]
    return element("ul", *heading, *found, className="chart-key")


def _entry(entry: KeyEntry, *, by_row: bool) -> Element:
    """The mark is drawn by the style sheet and says nothing to those who listen.

    Where colour says whose row it is, the mark alone tells series apart, here as in the chart.
    """
    emphasis = Emphasis.REGION if by_row and entry.emphasis in BY_ROW else entry.emphasis
    colour = emphasis.value if entry.place is None else two_sided_name(entry.place)
    shape = _shape(entry)
    kind = f"chart-mark chart-mark-{shape.replace('_', '-')} chart-{colour}"
    mark = element("span", className=kind, aria_hidden="true")
    return element("li", mark, element("span", entry.label))


def _shape(entry: KeyEntry) -> str:
    if entry.is_band:
        return "band"
    return "line" if entry.is_line or entry.mark is None else entry.mark.value
