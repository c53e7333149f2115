"""Which style of a template says what: found by the names that Word gives, else added from ours.

Word stores the names of its own styles in English whatever language it speaks; other programs
store what they show, so the Swedish names are known too. Not for what the styles look like.
"""

from collections.abc import Iterator
from copy import deepcopy
from enum import StrEnum
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from dashboard.exports.word.lists import give_bullets

# lxml's elements, whose types python-docx does not give.
Element = Any


class Role(StrEnum):
    """What is written in a style, by Word's own name for it or ours."""

    NORMAL = "Normal"
    TITLE = "Title"
    SUBTITLE = "Subtitle"
    HEADING = "heading 1"
    SUBHEADING = "heading 2"
    CAPTION = "caption"
    BULLET = "List Bullet"
    CONTENTS = "TOC Heading"
    ENTRY = "toc 1"
    FIGURE_ENTRY = "table of figures"
    HEADER = "header"
    FOOTER = "footer"
    HYPERLINK = "Hyperlink"
    OVERLINE = "Atlas Overline"
    HEADLINE = "Atlas Headline"
    KEY = "Atlas Key"
    FIGURE = "Atlas Figure"
    NOTE = "Atlas Note"
    CELL = "Atlas Cell"
    STAMP = "Atlas Stamp"
    TABLE = "Atlas Table"


_SWEDISH: Final[dict[Role, str]] = {
    Role.TITLE: "rubrik",
    Role.SUBTITLE: "underrubrik",
    Role.HEADING: "rubrik 1",
    Role.SUBHEADING: "rubrik 2",
    Role.CAPTION: "beskrivning",
    Role.BULLET: "punktlista",
    Role.CONTENTS: "innehållsförteckningsrubrik",
    Role.ENTRY: "innehåll 1",
    Role.FIGURE_ENTRY: "figurförteckning",
    Role.HEADER: "sidhuvud",
    Role.FOOTER: "sidfot",
    Role.HYPERLINK: "hyperlänk",
}
_KINDS: Final = {Role.HYPERLINK: "character", Role.TABLE: "table"}


def styles_of(template: WordDocument, ours: WordDocument) -> dict[Role, str]:
    """The id of the style of each role; those that the template lacks are added to it."""
    return {role: _found(template, role) or _added(template, ours, role) for role in Role}


def _found(document: WordDocument, role: Role) -> str | None:
    if role is Role.NORMAL:
        return _default(document, "paragraph")
    if role is Role.TABLE and (own := _table_of_its_own(document)):
        return own
    wanted = {role.value.lower(), _SWEDISH.get(role, role.value).lower()}
    kind = _KINDS.get(role, "paragraph")
    return next((_id(s) for s in _styles(document, kind) if _names(s) & wanted), None)


def _table_of_its_own(document: WordDocument) -> str | None:
    """What its tables wear without being told to, or the first table style somebody made."""
    made = [s for s in _styles(document, "table") if s.get(qn("w:customStyle")) == "1"]
    default = _default(document, "table")
    is_words_own = default is None or _names(_by_id(document, default)) & {"normal table"}
    return (next(map(_id, made), None)) if is_words_own else default


def _added(document: WordDocument, ours: WordDocument, role: Role) -> str:
    """A copy of our style, resting on what the template's own styles rest on."""
    found = _found(ours, role)
    assert found is not None, f"our own template lacks the style {role}"
    style = deepcopy(_by_id(ours, found))
    identity = _free_id(document, found)
    style.set(qn("w:styleId"), identity)
    style.attrib.pop(qn("w:default"), None)
    _rest_on_default(document, style)
    document.styles.element.append(style)
    if role is Role.BULLET:
        give_bullets(document, ours, style)
    return identity


def _rest_on_default(document: WordDocument, style: Element) -> None:
    kind = style.get(qn("w:type"))
    default = _default(document, kind)
    for name in ("w:basedOn", "w:next"):
        element = style.find(qn(name))
        target = default if name == "w:basedOn" else _default(document, "paragraph")
        if element is not None and target is not None:
            element.set(qn("w:val"), target)
        elif element is not None:
            style.remove(element)


def _free_id(document: WordDocument, wanted: str) -> str:
    taken = {_id(style) for style in document.styles.element.findall(qn("w:style"))}
    return wanted if wanted not in taken else _free_id(document, f"Atlas{wanted}")


def _styles(document: WordDocument, kind: str) -> Iterator[Element]:
    found = document.styles.element.findall(qn("w:style"))
    return (style for style in found if style.get(qn("w:type")) == kind)


def _default(document: WordDocument, kind: str) -> str | None:
    defaults = (s for s in _styles(document, kind) if s.get(qn("w:default")) in ("1", "true"))
    return next(map(_id, defaults), None)


def _by_id(document: WordDocument, identity: str) -> Element:
    found = document.styles.element.findall(qn("w:style"))
    return next(style for style in found if _id(style) == identity)


def _id(style: Element) -> str:
    return str(style.get(qn("w:styleId"), ""))


def _names(style: Element) -> set[str]:
    """Its name and those it is also known by."""
    said = [style.find(qn("w:name")), style.find(qn("w:aliases"))]
    names = [one.get(qn("w:val"), "") for one in said if one is not None]
    return {name.strip().lower() for text in names for name in text.split(",")}
