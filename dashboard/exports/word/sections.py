"""The page of a template: its size, margins, header and footer, upright and turned.

A template may have several sections (a cover, then text); a document made from it is like the
last one, with the headers that this one has from those before it.
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import groupby
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement
from docx.section import Section
from lxml import etree

from dashboard.exports import template_words as words
from dashboard.exports.model import TemplateRefused
from dashboard.exports.word.block import Block
from dashboard.exports.word.setting import Room

# lxml's elements, whose types python-docx does not give.
Element = Any
# Points. Text that is narrower or lower than this holds no chart.
_LEAST_WIDTH: Final = 290.0
_LEAST_HEIGHT: Final = 380.0
_REFERENCES: Final = ("w:headerReference", "w:footerReference")
_ONCE: Final = ("w:titlePg", "w:pgNumType", "w:type")
# Gives its section to what stands before it and takes no room itself.
_HOLDER: Final = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '<w:rPr><w:sz w:val="2"/></w:rPr>{section}</w:pPr></w:p>'
)


def emptied(document: WordDocument) -> Element:
    """Takes the whole text out of the template; what is left is how its last pages are laid."""
    body = document.element.body
    sections = list(body.iter(qn("w:sectPr")))
    last = deepcopy(sections[-1]) if sections else OxmlElement("w:sectPr")
    for earlier in reversed(sections[:-1]):
        _inherit(last, earlier)
    columns = last.find(qn("w:cols"))
    if columns is not None:
        last.remove(columns)
    for child in list(body):
        body.remove(child)
    body.append(last)
    return last


def _inherit(section: Element, earlier: Element) -> None:
    """References that it lacks, at its head in the order they have."""
    have = {(one.tag, one.get(qn("w:type"))) for one in _references(section)}
    lacking = [o for o in _references(earlier) if (o.tag, o.get(qn("w:type"))) not in have]
    for reference in reversed(lacking):
        section.insert(0, deepcopy(reference))


def _references(section: Element) -> list[Element]:
    return [one for name in _REFERENCES for one in section.findall(qn(name))]


def room_of(section: Section) -> Room:
    """Raises TemplateRefused where its pages are too small to show anything."""
    page = [section.page_width, section.page_height]
    margins = [section.left_margin, section.right_margin, section.top_margin, section.bottom_margin]
    if any(length is None for length in (*page, *margins)):
        raise TemplateRefused(words.NO_PAGE)
    width, height = (length.pt for length in page if length is not None)
    left, right, top, bottom = (abs(length.pt) for length in margins if length is not None)
    room = Room(
        width=width - left - right,
        height=height - top - bottom,
        lying=max(width, height) - left - right,
    )
    if room.width < _LEAST_WIDTH or room.height < _LEAST_HEIGHT:
        has = f"{room.width:.0f} × {room.height:.0f}"
        needed = f"{_LEAST_WIDTH:.0f} × {_LEAST_HEIGHT:.0f}"
        raise TemplateRefused(words.pages_too_small(has, needed))
    return room


def laid_out(blocks: Sequence[Block], last: Element) -> str:
    """The blocks on pages of their direction; `last` becomes the section of the last of them."""
    shown = [block for block in blocks if block.content]
    runs = [(lies, list(found)) for lies, found in groupby(shown, lambda block: block.lies)]
    upright = deepcopy(last)
    texts = list(_sections(runs, upright))
    if runs and runs[-1][0]:
        _turn(last)
    if len(runs) > 1:
        _only_once(last)
    return "".join(texts)


def _sections(runs: Sequence[tuple[bool, list[Block]]], upright: Element) -> Iterator[str]:
    for number, (lies, blocks) in enumerate(runs):
        yield "".join(block.content for block in blocks)
        if number < len(runs) - 1:
            section = deepcopy(upright)
            if number:
                _only_once(section)
            if lies:
                _turn(section)
            yield _HOLDER.format(section=_text(section))


def _text(section: Element) -> str:
    return str(etree.tostring(section, encoding="unicode"))


def _only_once(section: Element) -> None:
    """A cover's header and a first page number hold for the first pages alone."""
    for name in _ONCE:
        for element in section.findall(qn(name)):
            section.remove(element)


def _turn(section: Element) -> None:
    size = section.find(qn("w:pgSz"))
    width, height = size.get(qn("w:w")), size.get(qn("w:h"))
    size.set(qn("w:w"), height)
    size.set(qn("w:h"), width)
    size.set(qn("w:orient"), "landscape")


def furnish(document: WordDocument, ours: WordDocument, title: str, stamp: str) -> None:
    """Page numbers where the template has no footer; title and stamp in every header.

    Before there are several sections: python-docx gives a header to the first that lacks one.
    """
    section = document.sections[-1]
    if not _has(section, "w:footerReference"):
        _fill(section.footer._element, ours.sections[-1].footer._element)
    if not _has(section, "w:headerReference"):
        _fill(section.header._element, ours.sections[-1].header._element)
    if stamp:
        _have_headers(section, document)
    for reference in _references(section._sectPr):
        root = document.part.related_parts[reference.get(qn("r:id"))].element
        _tell_title(root, title)
        if stamp and reference.tag == qn("w:headerReference"):
            root.insert(0, parse_xml(_stamp(stamp, document)))


def _have_headers(section: Section, document: WordDocument) -> None:
    """Also on first and even pages, where the template wants them to differ and leaves them out."""
    if section.different_first_page_header_footer:
        section.first_page_header.is_linked_to_previous = False
    if document.settings.odd_and_even_pages_header_footer:
        section.even_page_header.is_linked_to_previous = False


def _has(section: Section, reference: str) -> bool:
    return section._sectPr.find(qn(reference)) is not None


def _fill(target: Element, source: Element) -> None:
    for child in list(target):
        target.remove(child)
    for child in source:
        target.append(deepcopy(child))


def _tell_title(root: Element, title: str) -> None:
    """Fields that name the document say what Word will say once it updates them."""
    for field in root.iter(qn("w:fldSimple")):
        if field.get(qn("w:instr"), "").split()[:1] == ["TITLE"]:
            for number, text in enumerate(field.iter(qn("w:t"))):
                text.text = "" if number else title


def _stamp(word: str, document: WordDocument) -> str:
    style = next(s.style_id for s in document.styles if s.name == "Atlas Stamp")
    return (
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f"<w:r><w:t>{word}</w:t></w:r></w:p>"
    )
