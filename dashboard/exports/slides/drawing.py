"""One slide while it is being drawn: its shapes, and what they refer to.

Shapes are numbered in the order they are read aloud in. Links between slides are kept as slides
and become relations when the deck is written (`writing.py`).
"""

from dataclasses import dataclass, field, replace

from pptx.slide import SlideLayout

from dashboard.charts.office.model import NativeChart, Rectangle
from dashboard.exports.slides.lettering import Paragraph, Run
from dashboard.exports.slides.shapes import Slot, slot_frame, text_frame, title_frame
from dashboard.exports.slides.stage import Held
from dashboard.exports.slides.template import Template
from dashboard.exports.slides.titles import Titled, TitleStyle, titled
from warehouse.text import Language


@dataclass(eq=False, slots=True, kw_only=True)
class Drawing:
    """`targets` are what its relations lead to, in the order of their ids from rId2 on; rId1 is
    the layout. Text leads to an address outside.
    """

    layout: SlideLayout
    language: Language
    notes: str = ""
    shapes: list[str] = field(default_factory=list)
    targets: "list[NativeChart | Drawing | str]" = field(default_factory=list)
    last_number: int = 1

    def number(self) -> int:
        self.last_number += 1
        return self.last_number

    def relation(self, target: "NativeChart | Drawing | str") -> str:
        """The id of the relation to it; what was named before keeps its id."""
        for index, known in enumerate(self.targets):
            if known is target or (isinstance(target, str) and known == target):
                return f"rId{index + 2}"
        self.targets.append(target)
        return f"rId{len(self.targets) + 1}"

    def text(self, name: str, place: Rectangle, paragraphs: list[Paragraph], *,
             slot: Slot | None = None, anchor: str = "t") -> None:  # fmt: skip
        """Text in a placeholder where the layout has one for it, else in a box."""
        number = self.number()
        if slot:
            shape = slot_frame(number, name, slot, place, paragraphs, self.language, anchor=anchor)
        else:
            shape = text_frame(number, name, place, paragraphs, self.language, anchor=anchor)
        self.shapes.append(shape)

    def title(
        self, held: Held, style: TitleStyle, text: str, wider: float, *, shrinks: bool = False
    ) -> Titled:
        """Its box grows where it must, and shrinks where what follows rises under it."""
        fitting = titled(text, held.place, style, wider)
        height = fitting.height if shrinks else max(held.place.height, fitting.height)
        place = replace(held.place, height=height)
        words = Paragraph(runs=(Run(text),), size=fitting.size)
        self.shapes.append(title_frame(self.number(), held.slot, place, [words], self.language))
        return fitting


def titled_slide(
    template: Template, language: Language, title: str, notes: str = ""
) -> tuple[Drawing, Rectangle]:
    """A slide with its title, and the area that is free under it."""
    stage = template.stage
    drawing = Drawing(layout=stage.layout, language=language, notes=notes)
    fitting = drawing.title(stage.title, template.style, title, template.wider, shrinks=stage.rises)
    return drawing, _area_under(template, fitting)


def _area_under(template: Template, fitting: Titled) -> Rectangle:
    """It begins lower under a title that outgrew its box, and higher under a short one."""
    stage = template.stage
    head, area = stage.title.place, stage.area
    lower = head.top + fitting.height + 8
    top = lower if stage.rises or (fitting.height > head.height and lower > area.top) else area.top
    return Rectangle(left=area.left, top=top, width=area.width, height=area.top + area.height - top)
