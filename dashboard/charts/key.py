"""The key of a chart, for marks that no label on the chart itself explains. HTML, above the chart.

Not for signs such as ".." in cells and labels: those are listed under the chart.
"""

from collections.abc import Sequence
from itertools import groupby

from dashboard.charts.grammar import Chart, KeyEntry
from dashboard.charts.styles import emphasis_in_key
from dashboard.charts.theme import two_sided_name
from dashboard.elements import Element, element


def key_component(chart: Chart) -> Element | None:
    """A list of marks and what they mean; None where everything is labelled in place."""
    if not chart.key:
        return None
    if not any(entry.group for entry in chart.key):
        return _list(chart, chart.key)
    groups = groupby(chart.key, key=lambda entry: entry.group)
    return element("div", *(_list(chart, tuple(found)) for _, found in groups))


def _list(chart: Chart, entries: Sequence[KeyEntry]) -> Element:
    """Under the heading that its entries share, if they have one."""
    group = entries[0].group
    heading = [element("li", element("strong", group))] if group else []
    found = [_entry(chart, entry) for entry in entries]
    return element("ul", *heading, *found, className="chart-key")


def _entry(chart: Chart, entry: KeyEntry) -> Element:
    """The mark is drawn by the style sheet and says nothing to those who listen."""
    colour = (
        emphasis_in_key(chart, entry).value if entry.place is None else two_sided_name(entry.place)
    )
    shape = _shape(entry)
    kind = f"chart-mark chart-mark-{shape.replace('_', '-')} chart-{colour}"
    mark = element("span", className=kind, aria_hidden="true")
    return element("li", mark, element("span", entry.label))


def _shape(entry: KeyEntry) -> str:
    if entry.is_band:
        return "band"
    return "line" if entry.is_line or entry.mark is None else entry.mark.value
