"""Where on a layout a title, a chart and a note stand: our own layout's, or any template's.

The largest placeholder that takes a chart gives the area. Where it is too small for one, or there
is none, the area is what title, footer and logos leave free. Not for opening templates.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pptx.oxml.ns import qn
from pptx.shapes.placeholder import LayoutPlaceholder
from pptx.slide import SlideLayout

from dashboard.charts.office.model import Rectangle
from dashboard.exports import template_words as words
from dashboard.exports.model import TemplateRefused
from dashboard.exports.slides.rooms import around, between, bottom, clear_of, right, shared, size
from dashboard.exports.slides.shapes import EMU, Slot

OVERLINE: Final = "Overline"
NOTE: Final = "Note"
TITLES: Final = ("title", "ctrTitle")
# What a chart or a table can stand in; a placeholder without a type takes anything.
_CONTENTS: Final = ("", "obj", "chart", "tbl")
_TEXTS: Final = ("", "obj", "body")
_FOOTERS: Final = ("dt", "ftr", "sldNum")
_VERTICAL: Final = ("vertTx", "vertTitleAndTx")
_LEAST_WIDTH: Final = 260.0
_LEAST_HEIGHT: Final = 170.0
_GAP: Final = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A placeholder of a layout and where it is."""

    slot: Slot
    name: str
    place: Rectangle
    element: LayoutPlaceholder


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A layout with the places on it; `overline` and `note` only where the layout is ours.

    `area` is all that may be drawn in below the title. `rises` where it may begin higher, right
    under a title that is short.
    """

    layout: SlideLayout
    title: Held
    area: Rectangle
    content: Slot | None
    text: Slot | None
    overline: Held | None
    note: Slot | None
    footers: tuple[Held, ...]
    rises: bool


def held(layout: SlideLayout) -> list[Held]:
    shapes: list[LayoutPlaceholder] = list(layout.placeholders)
    return [found for shape in shapes if (found := _held(shape))]


def _held(shape: LayoutPlaceholder) -> Held | None:
    mark = shape._element.find(f".//{qn('p:ph')}")
    edges = (shape.left, shape.top, shape.width, shape.height)
    if mark is None or any(edge is None for edge in edges):
        return None
    left, top, width, height = (int(edge) / EMU for edge in edges)
    return Held(
        slot=Slot(mark.get("type", ""), mark.get("idx", "")),
        name=shape.name,
        place=Rectangle(left=left, top=top, width=width, height=height),
        element=shape,
    )


def title_of(layout: SlideLayout) -> Held | None:
    return next((one for one in held(layout) if one.slot.kind in TITLES), None)


def chart_stage(layouts: list[SlideLayout], slide: Rectangle) -> Stage:
    """The layout for everything but the first slide; raises TemplateRefused."""
    titled = [layout for layout in layouts if _is_level(layout) and title_of(layout)]
    if not titled:
        raise TemplateRefused(words.NO_TITLE)
    stages = [_stage(layout, slide) for layout in titled]
    best = max(stages, key=lambda stage: _merit(stage, slide))
    if best.area.width < _LEAST_WIDTH or best.area.height < _LEAST_HEIGHT:
        has = f"{best.area.width:.0f} × {best.area.height:.0f}"
        raise TemplateRefused(words.no_room(has, f"{_LEAST_WIDTH:.0f} × {_LEAST_HEIGHT:.0f}"))
    return best


def _is_level(layout: SlideLayout) -> bool:
    return layout._element.get("type") not in _VERTICAL


def _merit(stage: Stage, slide: Rectangle) -> tuple[bool, bool, bool, float]:
    """A layout made for content before one that merely has room; then the largest."""
    is_opening = stage.layout._element.get("type") in ("title", "secHead")
    share = round(size(stage.area) / size(slide), 1)
    has_room = stage.area.width >= _LEAST_WIDTH and stage.area.height >= _LEAST_HEIGHT
    return has_room, not is_opening, stage.content is not None, share


def _stage(layout: SlideLayout, slide: Rectangle) -> Stage:
    found = held(layout)
    title = next(one for one in found if one.slot.kind in TITLES)
    contents = [one for one in found if one.slot.kind in _CONTENTS]
    texts = [one for one in found if one.slot.kind in _TEXTS and one.name not in (OVERLINE, NOTE)]
    content = max(contents, key=lambda one: size(one.place), default=None)
    text = max(texts, key=lambda one: size(one.place), default=None)
    widest = content or text
    overline = next((one for one in found if one.name == OVERLINE), None)
    note = next((one for one in found if one.name == NOTE), None)
    area = shared(widest.place, slide) if widest else slide
    if widest and note:
        area = around(area, note.place)
    if widest and title.place.top < area.top:
        area = between(area.left, max(area.top, bottom(title.place)), right(area), bottom(area))
    given = widest is not None and _is_roomy(area, slide)
    if not given:
        title, area = _freed(layout, title, found, slide)
    return Stage(
        layout=layout,
        title=title,
        area=area,
        content=content.slot if content and given else None,
        text=text.slot if text and given else None,
        overline=overline,
        note=note.slot if note else None,
        footers=tuple(one for one in found if one.slot.kind in _FOOTERS),
        rises=overline is not None,
    )


def _is_roomy(area: Rectangle, slide: Rectangle) -> bool:
    return area.width >= 0.55 * slide.width and area.height >= 0.5 * slide.height


def _freed(
    layout: SlideLayout, title: Held, found: list[Held], slide: Rectangle
) -> tuple[Held, Rectangle]:
    """The title at the top and everything under it that is free down to the footers."""
    obstacles = list(_obstacles(layout))
    head = title.place
    if bottom(head) > 0.35 * slide.height or head.width < 0.6 * slide.width:
        head = Rectangle(
            left=0.06 * slide.width, top=0.06 * slide.height,
            width=0.88 * slide.width, height=0.17 * slide.height,
        )  # fmt: skip
        head = clear_of(head, obstacles, _GAP)
    lower = [one.place.top for one in found
             if one.slot.kind in _FOOTERS and one.place.top > 0.75 * slide.height]  # fmt: skip
    floor = min([*lower, 0.95 * slide.height])
    below = between(
        max(head.left, 0.04 * slide.width), bottom(head) + _GAP,
        min(right(head), 0.96 * slide.width), floor - _GAP,
    )  # fmt: skip
    moved = Held(slot=title.slot, name=title.name, place=head, element=title.element)
    return moved, clear_of(below, obstacles, _GAP)


def _obstacles(layout: SlideLayout) -> Iterator[Rectangle]:
    """Logos and ornaments of the layout and of its master, which stand on every slide."""
    shown = layout._element.get("showMasterSp", "1") not in ("0", "false")
    for shapes in (layout.shapes, layout.slide_master.shapes if shown else ()):
        for shape in shapes:
            edges = (shape.left, shape.top, shape.width, shape.height)
            if not shape.is_placeholder and all(edge is not None for edge in edges):
                left, top, width, height = (int(edge) / EMU for edge in edges)
                yield Rectangle(left=left, top=top, width=width, height=height)
