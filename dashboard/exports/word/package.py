"""The parts around the text of a document: charts with workbooks, links, properties, language.

Not for the text itself.
"""

from typing import Any, Final

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from dashboard import words
from dashboard.charts.office.model import LOCALES, WORKBOOK_RELATION, NativeChart
from dashboard.exports import said
from dashboard.exports.model import Document
from dashboard.exports.word.setting import Setting, chart_relation
from dashboard.exports.word.template import ATTACHED_TEMPLATE
from warehouse.text import Language

# What a text without content still refers to; everything else belonged to its old content.
_KEPT: Final = frozenset({
    RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.FONT_TABLE, RELATIONSHIP_TYPE.THEME, RELATIONSHIP_TYPE.WEB_SETTINGS,
    RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES, RELATIONSHIP_TYPE.CUSTOM_XML,
})  # fmt: skip
_EXPECTED: Final = (
    RELATIONSHIP_TYPE.THEME, RELATIONSHIP_TYPE.FONT_TABLE, RELATIONSHIP_TYPE.WEB_SETTINGS,
)  # fmt: skip
_HEADS: Final = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
# Settings that tie a document to its maker's machine, or to data that did not come along.
_UNWANTED_SETTINGS: Final = ("w:attachedTemplate", "w:mailMerge", "w:docVars")


def drop_old_content(document: WordDocument, section: Any) -> None:  # noqa: ANN401
    """Pictures, comments and the like that only the template's own text referred to."""
    used = set(section.attrib.values()) | {one.get(qn("r:id")) for one in section}
    for key, relation in list(document.part.rels.items()):
        is_head = relation.reltype in _HEADS and key in used
        if relation.reltype not in _KEPT and not is_head:
            del document.part.rels[key]
    for relation in list(document.part.package.rels.values()):
        if relation.reltype.endswith("/thumbnail"):
            del document.part.package.rels[relation.rId]


def complete(document: WordDocument, ours: WordDocument) -> None:
    """The parts that Word expects and that colours and fonts come from, where there are none."""
    have = {relation.reltype for relation in document.part.rels.values()}
    for relation in ours.part.rels.values():
        if relation.reltype in _EXPECTED and relation.reltype not in have:
            part = relation.target_part
            name = PackURI(f"/word/atlas/{part.partname.filename}")
            added = Part(name, part.content_type, part.blob, document.part.package)
            document.part.relate_to(added, relation.reltype)


def embed(document: WordDocument, setting: Setting) -> None:
    """Charts under the relations that the text names, each with the workbook of its figures."""
    for number, chart in enumerate(setting.charts, start=1):
        part = _chart_part(document, chart, number)
        document.part.load_rel(RELATIONSHIP_TYPE.CHART, part, chart_relation(number))
    for address, relation in setting.links.items():
        document.part.load_rel(RELATIONSHIP_TYPE.HYPERLINK, address, relation, is_external=True)


def _chart_part(document: WordDocument, chart: NativeChart, number: int) -> Part:
    package = document.part.package
    name = PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx")
    workbook = Part(name, CONTENT_TYPE.SML_SHEET, chart.workbook, package)
    name = PackURI(f"/word/charts/chart{number}.xml")
    part = Part(name, CONTENT_TYPE.DML_CHART, chart.xml, package)
    part.load_rel(RELATIONSHIP_TYPE.PACKAGE, workbook, WORKBOOK_RELATION)
    return part


# What python-docx lets a property hold.
_LONGEST_PROPERTY: Final = 255


def set_properties(document: WordDocument, source: Document) -> None:
    """Nothing of who made the template, nor of when this was written."""
    properties = document.core_properties
    properties.title = source.title[:_LONGEST_PROPERTY]
    properties.subject = source.subtitle[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = words.PRODUCT
    properties.created = properties.modified = source.made.replace(tzinfo=None, microsecond=0)
    properties.keywords = said.stamp(source)
    properties.comments = properties.category = properties.content_status = ""
    properties.version = source.release
    properties.language = LOCALES[source.language]
    properties.revision = 1


def set_language(document: WordDocument, language: Language) -> None:
    """Of every text: what spells it, and what reads it aloud, goes by this."""
    locale = LOCALES[language]
    styles = document.styles.element
    for element in styles.iter(qn("w:lang")):
        element.set(qn("w:val"), locale)
    default = _within(styles, 0, "w:docDefaults", "w:rPrDefault", "w:rPr")
    if default.find(qn("w:lang")) is None:
        lang = OxmlElement("w:lang")
        lang.set(qn("w:val"), locale)
        default.append(lang)


def _within(parent: Any, place: int, *names: str) -> Any:  # noqa: ANN401
    """The element that these names lead to, made where it is not there."""
    for name in names:
        found = parent.find(qn(name))
        if found is None:
            found = OxmlElement(name)
            parent.insert(place, found)
        parent = found
    return parent


def settle(document: WordDocument) -> None:
    """Settings and parts that a document made by somebody else has to be rid of."""
    part = document.part._settings_part
    for name in _UNWANTED_SETTINGS:
        for element in part.element.findall(qn(name)):
            part.element.remove(element)
    for key, relation in list(part.rels.items()):
        if relation.reltype == ATTACHED_TEMPLATE:
            del part.rels[key]
