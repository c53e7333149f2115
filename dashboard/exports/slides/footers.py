"""The template's own footers on each slide: number, date and the words that stand there.

The date is that of the release, so that the same release gives the same bytes.
"""

from typing import Final

from dashboard.charts.office.model import LOCALES
from dashboard.exports.model import Document
from dashboard.exports.slides.drawing import Drawing
from dashboard.exports.slides.stage import Held
from dashboard.exports.slides.template import Template
from dashboard.xml_text import escaped, quoted

# A field must have an id; nothing refers to it.
_FIELD: Final = "{5B3A8C12-436D-4A28-A197-801650F46A25}"


def footers(drawing: Drawing, number: int, template: Template, document: Document) -> str:
    if drawing.layout is not template.stage.layout:
        return ""
    return "".join(
        _footer(drawing, held, words)
        for held in template.stage.footers
        if (words := _words(held, number, document, LOCALES[drawing.language]))
    )


def _words(held: Held, number: int, document: Document, locale: str) -> str:
    spoken = f'<a:rPr lang="{locale}"/>'
    if held.slot.kind == "sldNum":
        return f'<a:fld id="{_FIELD}" type="slidenum">{spoken}<a:t>{number}</a:t></a:fld>'
    text = held.element.text_frame.text.strip()
    if held.slot.kind == "dt":
        text = document.made.date().isoformat()
    return f"<a:r>{spoken}<a:t>{escaped(text)}</a:t></a:r>" if text else ""


def _footer(drawing: Drawing, held: Held, words: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{drawing.number()}" name={quoted(held.name)}/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{held.slot.xml}</p:nvPr></p:nvSpPr><p:spPr/>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{words}</a:p></p:txBody></p:sp>"
    )
