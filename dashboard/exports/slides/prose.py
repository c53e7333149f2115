"""Slides of text alone: contents, sources, methods, comments. As many as the text needs."""

from collections.abc import Sequence

from dashboard.charts.office.model import Rectangle
from dashboard.exports import said
from dashboard.exports.slides.drawing import Drawing, titled_slide
from dashboard.exports.slides.lettering import Paragraph, height, pages
from dashboard.exports.slides.template import Template
from warehouse.text import Language


def prose_slides(
    template: Template, language: Language, title: str, paragraphs: Sequence[Paragraph]
) -> list[Drawing]:
    area = titled_slide(template, language, numbered(title, 88, 88, language))[1]
    parts = pages(paragraphs, area.width, area.height, template.wider)
    return [
        prose_slide(template, language, numbered(title, number, len(parts), language), part)
        for number, part in enumerate(parts, start=1)
    ]


def numbered(title: str, number: int, count: int, language: Language) -> str:
    """ "(1 av 2)" after a title that stands on several slides."""
    if count == 1:
        return title
    return f"{title} ({said.PART_OF.of(language).format(part=number, parts=count)})"


def prose_slide(
    template: Template, language: Language, title: str, paragraphs: list[Paragraph]
) -> Drawing:
    drawing, area = titled_slide(template, language, title)
    draw_prose(drawing, area, paragraphs, template)
    return drawing


def draw_prose(
    drawing: Drawing, area: Rectangle, paragraphs: list[Paragraph], template: Template
) -> None:
    needed = height(paragraphs, area.width, template.wider)
    place = Rectangle(left=area.left, top=area.top, width=area.width, height=needed)
    drawing.text("Text", place, paragraphs, slot=template.stage.text)
