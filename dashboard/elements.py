"""HTML as the browser's `Static` draws it: plain tuples, which cost next to nothing to make.

Not for what Dash itself has to draw, such as a graph: that is in `browser_components.py`.
"""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

# What stands on a page: a text, an element, one of `browser_components`, or nothing.
Element = tuple[Any, ...]
Node = str | Element | Json | None


def element(tag: str, *children: Node, **attributes: Any) -> Element:  # noqa: ANN401 - JSON
    """Tag, attributes and children, the attributes as `written` has them."""
    return (tag, written(attributes), *children)


def written(attributes: Json) -> Json:
    """As React names them: aria_label becomes aria-label. What is None is left out."""
    return {
        name.replace("_", "-"): value for name, value in attributes.items() if value is not None
    }


def elements_in(node: Node) -> Iterator[Element]:
    """The element and those inside it, from the outside in."""
    if isinstance(node, tuple):
        yield node
        for child in node[2:]:
            yield from elements_in(child)
