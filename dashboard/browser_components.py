"""The components of `assets/components.js`, as Dash sends any component: a type and its props."""

from typing import Any, Final

from dash.development.base_component import Component

Json = dict[str, Any]

NAMESPACE: Final = "atlas_components"


def tabs(name: str, label: str, shown: list[tuple[str, str]], children: list[Any]) -> Json:
    """`shown` are value and label of each tab; children are heading, fields, then the panels."""
    values = [{"value": value, "label": text} for value, text in shown]
    return _component("Tabs", id=name, label=label, tabs=values, children=children)


def choice(**props: Any) -> Json:  # noqa: ANN401 - JSON
    return _component("Choice", **props)


def table(**props: Any) -> Json:  # noqa: ANN401 - JSON
    return _component("Table", **props)


def cards(children: list[Any], class_name: str) -> Json:
    return _component("Cards", children=children, className=class_name)


def static(content: Any) -> Json:  # noqa: ANN401 - a component, a text or a list of them
    """HTML that Dash need not watch: one component to it, however much stands inside.

    Dash spends about a millisecond on each component it draws, and a page has a thousand.
    """
    return _component("Static", tree=_tree(content))


def _tree(content: Any) -> Any:  # noqa: ANN401 - JSON
    """Each HTML component as [tag, attributes, children]; ours and texts as they are."""
    if isinstance(content, list | tuple):
        return [[_tree(part) for part in content]]
    if not isinstance(content, Component):
        return content
    sent = content.to_plotly_json()
    assert sent["namespace"] == "dash_html_components", f"{sent['type']} needs Dash to draw it"
    attributes = dict(sent["props"])
    children = attributes.pop("children", None)
    return [sent["type"].lower(), attributes, _tree(children)]


def _component(kind: str, **props: Any) -> Json:  # noqa: ANN401 - JSON
    return {"namespace": NAMESPACE, "type": kind, "props": props}
