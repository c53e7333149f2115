"""The components of `assets/components.js`, as Dash sends any component: a type and its props."""

from typing import Any, Final

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


def _component(kind: str, **props: Any) -> Json:  # noqa: ANN401 - JSON
    return {"namespace": NAMESPACE, "type": kind, "props": props}
