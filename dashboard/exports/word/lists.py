"""Real bulleted lists in a template that has none. Not for their look in our own template."""

from copy import deepcopy
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart


def give_bullets(document: WordDocument, ours: WordDocument, style: Any) -> None:  # noqa: ANN401
    """Makes the style, which was copied from ours, number by a list of this document's own."""
    number = _added(_numbering(document, ours), _numbering(ours, ours), style)
    reference = style.find(".//" + qn("w:numId"))
    reference.set(qn("w:val"), str(number))


def _numbering(document: WordDocument, ours: WordDocument) -> Any:  # noqa: ANN401
    """The element that holds all lists, which is made where there is none."""
    parts = [r.target_part for r in document.part.rels.values() if _is_numbering(r.reltype)]
    if parts:
        return parts[0].element
    emptied = deepcopy(ours.part.numbering_part.element)
    for child in list(emptied):
        emptied.remove(child)
    content_type = ours.part.numbering_part.content_type
    name = PackURI("/word/atlasNumbering.xml")
    part = NumberingPart(name, content_type, emptied, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return part.element


def _is_numbering(kind: str) -> bool:
    return kind == RELATIONSHIP_TYPE.NUMBERING


def _added(numbering: Any, ours: Any, style: Any) -> int:  # noqa: ANN401
    """The number of a list like ours; kinds of lists stand before lists, as the schema has it."""
    kinds, lists = (numbering.findall(qn(name)) for name in ("w:abstractNum", "w:num"))
    kind, one = (deepcopy(ours.find(qn(name))) for name in ("w:abstractNum", "w:num"))
    kind_number = _next(kinds, "w:abstractNumId")
    number = max(_next(lists, "w:numId"), 1)
    kind.set(qn("w:abstractNumId"), str(kind_number))
    kind.find(".//" + qn("w:pStyle")).set(qn("w:val"), style.get(qn("w:styleId")))
    one.set(qn("w:numId"), str(number))
    one.find(qn("w:abstractNumId")).set(qn("w:val"), str(kind_number))
    numbering.insert(numbering.index(kinds[-1]) + 1 if kinds else 0, kind)
    if lists:
        lists[-1].addnext(one)
    else:
        kind.addnext(one)
    return number


def _next(elements: list[Any], name: str) -> int:
    return max((int(one.get(qn(name))) for one in elements), default=-1) + 1
