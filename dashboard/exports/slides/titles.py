"""The title of a layout: how large its letters may be, so that a sentence fits in three lines.

What a layout does not say, its master says.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree
from pptx.oxml.ns import qn
from pptx.shapes.placeholder import MasterPlaceholder
from pptx.slide import SlideLayout, SlideMaster

from dashboard.charts.office.model import Rectangle
from dashboard.exports.slides.lettering import LINE, line_count
from dashboard.exports.slides.stage import TITLES, Held

_SIZES: Final = (28.0, 24.0, 20.0, 18.0)
_MOST_LINES: Final = 3
_INSETS: Final = {"lIns": 7.2, "rIns": 7.2, "tIns": 3.6, "bIns": 3.6}


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleStyle:
    """`across` and `down` are the insets together, in points."""

    largest: float
    is_upper: bool
    across: float
    down: float


@dataclass(frozen=True, slots=True)
class Titled:
    """A title as it fits: its size, and how high its box must be."""

    size: float
    height: float


def style_of(layout: SlideLayout, title: Held) -> TitleStyle:
    frames = [title.element._element, *_of_master(layout.slide_master)]
    runs = list(_run_styles(layout.slide_master, frames))
    sizes = [int(size) / 100 for run in runs if (size := run.get("sz"))]
    caps = [run.get("cap") for run in runs if run.get("cap")]
    insets = {name: _inset(frames, name) for name in _INSETS}
    return TitleStyle(
        largest=sizes[0] if sizes else _SIZES[0],
        is_upper=caps[:1] == ["all"],
        across=insets["lIns"] + insets["rIns"],
        down=insets["tIns"] + insets["bIns"],
    )


def _of_master(master: SlideMaster) -> list[etree._Element]:
    shapes: list[MasterPlaceholder] = list(master.placeholders)
    return [
        shape._element
        for shape in shapes
        if shape._element.find(f".//{qn('p:ph')}").get("type") in TITLES
    ]


def _run_styles(master: SlideMaster, frames: list[etree._Element]) -> Iterator[etree._Element]:
    """From the nearest to the farthest."""
    first = f"{qn('a:lvl1pPr')}/{qn('a:defRPr')}"
    for frame in frames:
        yield from frame.findall(f".//{qn('a:lstStyle')}/{first}")
    yield from master._element.findall(f"{qn('p:txStyles')}/{qn('p:titleStyle')}/{first}")


def _inset(frames: list[etree._Element], name: str) -> float:
    for frame in frames:
        properties = frame.find(f".//{qn('a:bodyPr')}")
        if properties is not None and properties.get(name):
            return int(properties.get(name)) / 12700
    return _INSETS[name]


def titled(text: str, place: Rectangle, style: TitleStyle, wider: float) -> Titled:
    """The largest letters in which it needs three lines at most and its box is high enough.

    At the least of them it has as many lines as it needs, and its box grows.
    """
    written = text.upper() if style.is_upper else text
    width = max(place.width - style.across, 1.0) / wider
    sizes = [size for size in _SIZES if size <= max(style.largest, _SIZES[-1])]
    for size in sizes:
        lines = line_count(written, width, size, bold=True)
        needed = lines * size * LINE + style.down
        if lines <= _MOST_LINES and needed <= place.height:
            break
    return Titled(size, max(needed, 0.0))
