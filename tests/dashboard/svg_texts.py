"""Where the words of an SVG stand: measured for tests from the file alone, not from our drawing."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree

from dashboard.charts.labels import Box
from dashboard.charts.metrics import text_width

NAMESPACE: Final = "{http://www.w3.org/2000/svg}"
# Capitals and what hangs below the line, as shares of the size of the text.
ABOVE: Final = 0.73
BELOW: Final = 0.2

Measure = Callable[[str, float, bool], float]


@dataclass(frozen=True)
class Words:
    """A line of text with its box; `seen_through` where it is a stamp across the picture."""

    text: str
    box: Box
    size: float
    seen_through: bool


def tree(drawn: str) -> ElementTree.Element:
    """An SVG of ours, read by a parser that is not."""
    return ElementTree.fromstring(drawn)  # noqa: S314 - written by ourselves


def in_inter(text: str, size: float, bold: bool) -> float:
    return text_width(text, size, bold=bold)


def words_of(drawn: str, measure: Measure = in_inter) -> list[Words]:
    return list(_words(tree(drawn), (0.0, 0.0, 1.0), measure, False))


_Place = tuple[float, float, float]


def _words(
    element: ElementTree.Element, place: _Place, measure: Measure, through: bool
) -> Iterator[Words]:
    place = _moved(place, element.get("transform", ""))
    through = through or "fill-opacity" in element.attrib
    if element.tag == f"{NAMESPACE}text":
        for line in list(element) or [element]:
            yield _line(element, line, place, measure, through)
        return
    for child in element:
        yield from _words(child, place, measure, through)


def _moved(place: _Place, transform: str) -> _Place:
    x, y, scale = place
    for kind, inside in re.findall(r"(\w+)\(([^)]*)\)", transform):
        numbers = [float(number) for number in inside.split()]
        if kind == "translate":
            x, y = x + scale * numbers[0], y + scale * numbers[1]
        elif kind == "scale":
            scale *= numbers[0]
        else:
            raise AssertionError(f"what is {kind}?")
    return x, y, scale


def _line(
    element: ElementTree.Element,
    line: ElementTree.Element,
    place: _Place,
    measure: Measure,
    through: bool,
) -> Words:
    left, top, scale = place
    size = float(element.attrib["font-size"]) * scale
    said = line.text or ""
    wide = measure(said, size, element.get("font-weight") == "700")
    x = left + scale * float(line.attrib["x"])
    y = top + scale * float(line.attrib["y"])
    x -= {"middle": wide / 2, "end": wide}.get(element.get("text-anchor", "start"), 0.0)
    return Words(said, Box(x, y - ABOVE * size, x + wide, y + BELOW * size), size, through)


def outside(drawn: str, measure: Measure = in_inter) -> list[str]:
    """The lines that leave the picture."""
    root = tree(drawn)
    wide, high = float(root.attrib["width"]), float(root.attrib["height"])
    return [
        words.text
        for words in words_of(drawn, measure)
        if words.box.left < -0.5 or words.box.right > wide + 0.5
        or words.box.top < -0.5 or words.box.bottom > high + 0.5
    ]  # fmt: skip


def meeting(found: list[Words]) -> list[tuple[str, str]]:
    """Pairs of lines that stand on each other, stamps left out."""
    solid = sorted((w for w in found if not w.seen_through), key=lambda w: w.box.top)
    pairs = []
    for at, one in enumerate(solid):
        for other in solid[at + 1 :]:
            if other.box.top >= one.box.bottom:
                break
            if _share(one.box, other.box) > 0.1:
                pairs.append((one.text, other.text))
    return pairs


def _share(one: Box, other: Box) -> float:
    """How much of the smaller box lies in the other."""
    areas = [(box.right - box.left) * (box.bottom - box.top) for box in (one, other)]
    return one.overlap(other) / max(min(areas), 1.0)
