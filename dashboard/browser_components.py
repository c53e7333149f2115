"""The components of `assets/components.js`, as Dash knows them, and attributes that need words."""

from collections.abc import Sequence
from typing import Any, Final

from dash.development.base_component import Component

Json = dict[str, Any]

NAMESPACE: Final = "atlas_components"


class BrowserComponent(Component):
    """One of ours: what it is called there, and its props. Dash's own are generated like this."""

    _namespace = NAMESPACE
    _children_props: list[str] = []  # noqa: RUF012 - Dash declares it so
    _base_nodes = ["children"]  # noqa: RUF012 - Dash declares it so

    def __init__(self, kind: str, **props: Any) -> None:  # noqa: ANN401 - JSON
        self._type = kind
        self._prop_names = list(props)
        self._valid_wildcard_attributes: list[str] = []
        self.available_properties = list(props)
        self.available_wildcard_properties: list[str] = []
        super().__init__(**props)  # type: ignore[no-untyped-call]


def tabs(
    name: str, label: str, shown: Sequence[tuple[str, str]], children: Sequence[Component]
) -> Component:
    """`shown` are value and label of each tab; children are heading, fields, then the panels."""
    values = [{"value": value, "label": text} for value, text in shown]
    return BrowserComponent("Tabs", id=name, label=label, tabs=values, children=children)


def choice(**props: Any) -> Component:  # noqa: ANN401 - JSON
    return BrowserComponent("Choice", **props)


def table(**props: Any) -> Component:  # noqa: ANN401 - JSON
    return BrowserComponent("Table", **props)


def cards(children: Sequence[Any], class_name: str) -> Component:
    """The first at once, the others when its chart stands."""
    return BrowserComponent("Cards", children=children, className=class_name)


def static(content: Component | Sequence[Component] | None) -> Component:
    """HTML that Dash need not watch: one component to it, however much stands inside.

    Dash spends about a millisecond on each component it draws, and a page has a thousand.
    """
    return BrowserComponent("Static", tree=_tree(content))


def _tree(content: Any) -> Any:  # noqa: ANN401 - JSON
    """Each HTML component as [tag, attributes, children]; ours and texts as they are."""
    if isinstance(content, list | tuple):
        return [[_tree(part) for part in content]]
    if not isinstance(content, Component):
        return content
    sent = json_of(content)
    if sent["namespace"] == NAMESPACE:
        return sent
    assert sent["namespace"] == "dash_html_components", f"{sent['type']} needs Dash to draw it"
    attributes = dict(sent["props"])
    children = attributes.pop("children", None)
    return [sent["type"].lower(), attributes, _tree(children)]


def json_of(component: Component) -> Json:
    sent: Json = component.to_plotly_json()  # type: ignore[no-untyped-call]
    return sent


def named(**attributes: str) -> Json:
    """Attributes with a hyphen, which no argument can have: aria_label is written aria-label."""
    return {name.replace("_", "-"): value for name, value in attributes.items()}
