"""Slides: a view with its native, editable charts, or a report, on our template or the user's.

What a slide consists of is in `slides/`; here only the order of slides.
"""

from typing import Final

from dashboard.exports.model import Document, Export, Holds
from dashboard.exports.slides.drawing import Drawing
from dashboard.exports.slides.exhibits import slides_of
from dashboard.exports.slides.report import closing_slides, contents_slides, title_slide
from dashboard.exports.slides.template import Template, opened
from dashboard.exports.slides.writing import written
from warehouse.text import Text


def write(document: Document, template: bytes | None) -> bytes:
    """Raises TemplateRefused."""
    ready = opened(template)
    return written(_slides(document, ready), ready, document)


def _slides(document: Document, template: Template) -> list[Drawing]:
    views = [slides_of(exhibit, template) for exhibit in document.exhibits]
    shown = [slide for slides in views for slide in slides]
    if not document.is_report:
        return shown
    return [
        title_slide(document, template),
        *contents_slides(document, template, views),
        *shown,
        *closing_slides(document, template),
    ]


EXPORT: Final = Export(
    id="pptx",
    extension="pptx",
    media_type="application/vnd.openxmlformats-officedocument.presentationml.presentation",
    label=Text("PowerPoint", "PowerPoint"),
    write=write,
    holds=Holds.MANY,
    takes_template=True,
)
