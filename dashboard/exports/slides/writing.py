"""Drawings become slides: parts of a package with their relations, in bytes.

Written as text; python-pptx keeps the package. The same drawings give the same bytes.
"""

import io
import re
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Final

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck

from dashboard.charts.office.model import LOCALES, WORKBOOK_RELATION, NativeChart
from dashboard.exports.model import Document
from dashboard.exports.slides.drawing import Drawing
from dashboard.exports.slides.finishing import finish, list_notes_master
from dashboard.exports.slides.footers import footers
from dashboard.exports.slides.template import Template
from dashboard.exports.zipped import with_fixed_times
from dashboard.xml_text import escaped

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAMESPACES: Final = nsdecls("a", "r", "p")
_TREE: Final = (
    '<p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/>'
    "</p:nvGrpSpPr><p:grpSpPr/>{}</p:spTree></p:cSld>"
)
_SAME_COLOURS: Final = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"


class _Names:
    """Free names for parts, counted up: the package itself would look through all of them."""

    def __init__(self, deck: Deck) -> None:
        self._used = {str(part.partname) for part in deck.part.package.iter_parts()}
        self._counts: dict[str, Iterator[int]] = {}

    def next(self, pattern: str) -> PackURI:
        numbers = self._counts.setdefault(pattern, count(1))
        return next(PackURI(name) for number in numbers
                    if (name := pattern.format(number)) not in self._used)  # fmt: skip


def written(drawings: Sequence[Drawing], template: Template, document: Document) -> bytes:
    deck = template.deck
    list_notes_master(deck)
    names = _Names(deck)
    parts = {id(drawing): _part(deck, names.next("/ppt/slides/slide{}.xml"))
             for drawing in drawings}  # fmt: skip
    for number, drawing in enumerate(drawings, start=1):
        _fill(drawing, number, parts, names, template, document)
        identity = deck.part.relate_to(parts[id(drawing)], RELATIONSHIP_TYPE.SLIDE)
        deck.part._element.get_or_add_sldIdLst().add_sldId(identity)
    finish(deck, title=document.title, made=document.made, language=document.language,
           about=document.subtitle)  # fmt: skip
    content = io.BytesIO()
    deck.save(content)
    return with_fixed_times(content.getvalue())


def _part(deck: Deck, name: PackURI) -> Part:
    return Part(name, CONTENT_TYPE.PML_SLIDE, deck.part.package, b"")


def _fill(
    drawing: Drawing, number: int, parts: dict[int, Part], names: _Names, template: Template,
    document: Document,
) -> None:  # fmt: skip
    part = parts[id(drawing)]
    part.relate_to(drawing.layout.part, RELATIONSHIP_TYPE.SLIDE_LAYOUT)
    for index, target in enumerate(drawing.targets):
        identity = _relate(part, target, parts, names)
        assert identity == f"rId{index + 2}", "a slide's relations are counted in their order"
    shapes = "".join(drawing.shapes) + footers(drawing, number, template, document)
    part._blob = (
        f"{_HEAD}<p:sld {_NAMESPACES}>{_TREE.format(shapes)}{_colours(drawing)}</p:sld>".encode()
    )
    _add_notes(drawing, part, names, template.deck)


def _relate(
    part: Part, target: NativeChart | Drawing | str, parts: dict[int, Part], names: _Names
) -> str:
    if isinstance(target, str):
        return part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    if isinstance(target, Drawing):
        return part.relate_to(parts[id(target)], RELATIONSHIP_TYPE.SLIDE)
    return part.relate_to(_chart_part(part, target, names), RELATIONSHIP_TYPE.CHART)


def _chart_part(slide: Part, chart: NativeChart, names: _Names) -> Part:
    package = slide.package
    drawn = Part(names.next("/ppt/charts/chart{}.xml"), CONTENT_TYPE.DML_CHART, package, chart.xml)
    sheet = names.next("/ppt/embeddings/Microsoft_Excel_Sheet{}.xlsx")
    workbook = Part(sheet, CONTENT_TYPE.SML_SHEET, package, chart.workbook)
    identity = drawn.relate_to(workbook, RELATIONSHIP_TYPE.PACKAGE)
    assert identity == WORKBOOK_RELATION, "a chart names its workbook by its first relation"
    return drawn


def _colours(drawing: Drawing) -> str:
    """A slide has the colours of its layout, which may be other than the master's."""
    given = drawing.layout._element.find(qn("p:clrMapOvr"))
    if given is None or given.find(qn("a:overrideClrMapping")) is None:
        return _SAME_COLOURS
    return re.sub(r' xmlns:\w+="[^"]*"', "", etree.tostring(given, encoding="unicode"))


def _add_notes(drawing: Drawing, slide: Part, names: _Names, deck: Deck) -> None:
    if not drawing.notes:
        return
    name = names.next("/ppt/notesSlides/notesSlide{}.xml")
    part = Part(name, CONTENT_TYPE.PML_NOTES_SLIDE, slide.package, _notes(drawing))
    part.relate_to(deck.part.notes_master_part, RELATIONSHIP_TYPE.NOTES_MASTER)
    part.relate_to(slide, RELATIONSHIP_TYPE.SLIDE)
    slide.relate_to(part, RELATIONSHIP_TYPE.NOTES_SLIDE)


def _notes(drawing: Drawing) -> bytes:
    locale = LOCALES[drawing.language]
    lines = "".join(
        f'<a:p><a:r><a:rPr lang="{locale}"/><a:t>{escaped(line)}</a:t></a:r></a:p>'
        for line in drawing.notes.split("\n")
    )
    shapes = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide image"/><p:cNvSpPr><a:spLocks noGrp="1"'
        ' noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg"/></p:nvPr>'
        '</p:nvSpPr><p:spPr/></p:sp><p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/><p:cNvSpPr>'
        '<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr>'
        f"<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{lines}</p:txBody></p:sp>"
    )
    tree = _TREE.format(shapes)
    return f"{_HEAD}<p:notes {_NAMESPACES}>{tree}{_SAME_COLOURS}</p:notes>".encode()
