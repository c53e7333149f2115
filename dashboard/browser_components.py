"""What Dash draws, as it is sent: the components of `assets/` (`components.js`,
`taking.js`, `report.js`) and Dash's own.

Plain dicts: Dash's classes look every property up in a list, twenty times as slow, and search the
disk for a package for each property of ours.
"""

from collections.abc import Sequence
from typing import Any, Final

from dashboard.elements import Json, Node, written

OURS: Final = "atlas_components"
TAKING: Final = "atlas_taking"
REPORT: Final = "atlas_report"
HTML: Final = "dash_html_components"
CORE: Final = "dash_core_components"


def _component(kind: str, namespace: str = OURS, /, **props: Any) -> Json:  # noqa: ANN401 - JSON
    return {"type": kind, "namespace": namespace, "props": props}


def tabs(name: str, label: str, shown: Sequence[tuple[str, str]], children: Sequence[Json]) -> Json:
    """`shown` are value and label of each tab; children are heading, fields, then the panels."""
    values = [{"value": value, "label": text} for value, text in shown]
    return _component("Tabs", id=name, label=label, tabs=values, children=children)


def choice(**props: Any) -> Json:  # noqa: ANN401 - JSON
    return _component("Choice", **props)


def table(**props: Any) -> Json:  # noqa: ANN401 - JSON
    return _component("Table", **props)


def copy_picture(**props: Any) -> Json:  # noqa: ANN401 - JSON
    return _component("CopyPicture", TAKING, **props)


def add_to_report(**props: Any) -> Json:  # noqa: ANN401 - JSON
    return _component("AddToReport", TAKING, **props)


def report_link(**props: Any) -> Json:  # noqa: ANN401 - JSON
    return _component("ReportLink", TAKING, **props)


def report(**props: Any) -> Json:  # noqa: ANN401 - JSON
    return _component("Report", REPORT, **props)


def cards(children: Sequence[object], class_name: str) -> Json:
    """The first at once, the others when its chart stands."""
    return _component("Cards", children=children, className=class_name)


def static(*nodes: Node) -> Json:
    """HTML that Dash need not watch: one component to it, however much stands inside.

    Dash spends about a millisecond on each component it draws, and a page has a thousand.
    """
    return _component("Static", nodes=nodes)


def watched(tag: str, *children: object, **attributes: Any) -> Json:  # noqa: ANN401 - JSON
    """HTML that Dash draws, since a component of its own stands inside, or a callback's output."""
    return _component(tag.capitalize(), HTML, children=children, **written(attributes))


def graph(**props: Any) -> Json:  # noqa: ANN401 - JSON
    return _component("Graph", CORE, **props)


def store(name: str, **data: object) -> Json:
    """Without data, it has no such property: a null would count as a first answer."""
    return _component("Store", CORE, id=name, **data)
