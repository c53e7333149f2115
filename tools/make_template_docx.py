"""Make `dashboard/exports/templates/atlas.docx`, the template that Word files wear by default.

    .venv/bin/python -m tools.make_template_docx

It starts from python-docx's own template and replaces its styles, theme and page by ours. What
strict readers refuse in it (styles stored twice, a thumbnail) goes. Not for what is written into
a document: that is `dashboard/exports/word/`.
"""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from dashboard.charts import theme
from dashboard.charts.grammar import Emphasis
from dashboard.exports.zipped import with_fixed_times

TARGET: Final = Path(__file__).parents[1] / "dashboard/exports/templates/atlas.docx"
# A4 with a text as wide as that of the printed document, so that both break alike.
_SIDE: Final = Pt(53)
_MADE: Final = datetime(2026, 1, 1, tzinfo=UTC)
_UNWANTED: Final = (RELATIONSHIP_TYPE.CUSTOM_XML, "http://schemas.microsoft.com/office/2007/"
                    "relationships/stylesWithEffects")  # fmt: skip
# In Office a theme has six accents: who a mark is about, in the order of how often it is met.
ACCENTS: Final = (
    Emphasis.OWN, Emphasis.SECOND, Emphasis.REGION, Emphasis.WOMEN, Emphasis.MEN, Emphasis.WARNING,
)  # fmt: skip


def main() -> None:
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(made())


def made() -> bytes:
    """The bytes of the template: the same from every run."""
    document = Document()
    _drop_unwanted(document)
    _replace_styles(document)
    _replace_theme(document)
    _replace_settings(document)
    _set_page(document)
    _set_properties(document)
    written = io.BytesIO()
    document.save(written)
    return with_fixed_times(written.getvalue())


def _drop_unwanted(document: WordDocument) -> None:
    for part in (document.part, document.part.package):
        for key, relation in list(part.rels.items()):
            if relation.reltype in _UNWANTED or relation.reltype.endswith("/thumbnail"):
                del part.rels[key]


def _replace_styles(document: WordDocument) -> None:
    """Its list of Word's own names stays; every style is ours, with the marks of their kind."""
    styles = document.styles.element
    for old in [*styles.findall(qn("w:style")), *styles.findall(qn("w:docDefaults"))]:
        styles.remove(old)
    styles.insert(0, parse_xml(_DEFAULTS))
    for style in parse_xml(f"<w:styles {nsdecls('w')}>{_STYLES}</w:styles>"):
        styles.append(style)
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    for child in parse_xml(f"<w:numbering {nsdecls('w')}>{_BULLETS}</w:numbering>"):
        numbering.append(child)


def _replace_theme(document: WordDocument) -> None:
    part = document.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    root = parse_xml(part.blob)
    root.set("name", "ALF Atlas")
    elements = root.find(qn("a:themeElements"))
    colours, fonts = elements.find(qn("a:clrScheme")), elements.find(qn("a:fontScheme"))
    elements.replace(colours, parse_xml(_colours()))
    elements.replace(fonts, parse_xml(_FONTS))
    part._blob = serialize_part_xml(root)


def _replace_settings(document: WordDocument) -> None:
    """Today's Word, without the traces of whoever made the template that this one is made from."""
    settings = document.settings.element
    for child in list(settings):
        settings.remove(child)
    for child in parse_xml(f"<w:settings {nsdecls('w')}>{_SETTINGS}</w:settings>"):
        settings.append(child)
    application = document.part.package.part_related_by(RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
    application._blob = _APPLICATION


def _colours() -> str:
    found = {
        "dk1": theme.INK, "lt1": theme.CARD, "dk2": theme.SOFT, "lt2": theme.PAGE,
        **{f"accent{n}": theme.EMPHASIS[meaning] for n, meaning in enumerate(ACCENTS, start=1)},
        "hlink": theme.OWN, "folHlink": theme.EMPHASIS[Emphasis.WOMEN],
    }  # fmt: skip
    inside = "".join(
        f'<a:{name}><a:srgbClr val="{colour.removeprefix("#")}"/></a:{name}>'
        for name, colour in found.items()
    )
    return f'<a:clrScheme {nsdecls("a")} name="ALF Atlas">{inside}</a:clrScheme>'


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = _SIDE
    section.top_margin, section.bottom_margin = Mm(25), Mm(22)
    section.header_distance = section.footer_distance = Mm(11)
    section.header.paragraphs[0]._p.append(parse_xml(_field("TITLE", "ALF Atlas")))
    footer = section.footer.paragraphs[0]._p
    for piece in (_field("PAGE", "1"), _text(" / "), _field("NUMPAGES", "1")):
        footer.append(parse_xml(piece))


def _field(name: str, cached: str) -> str:
    return (f'<w:fldSimple {nsdecls("w")} w:instr=" {name} "><w:r><w:t>{cached}</w:t></w:r>'
            "</w:fldSimple>")  # fmt: skip


def _text(text: str) -> str:
    return f'<w:r {nsdecls("w")}><w:t xml:space="preserve">{text}</w:t></w:r>'


def _set_properties(document: WordDocument) -> None:
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.title = "ALF Atlas"
    properties.comments = properties.keywords = properties.subject = ""
    properties.created = properties.modified = _MADE
    properties.revision = 1


def _bare(colour: str) -> str:
    return colour.removeprefix("#")


_FONTS: Final = f"""<a:fontScheme {nsdecls("a")} name="ALF Atlas">
<a:majorFont><a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/></a:majorFont>
<a:minorFont><a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/></a:minorFont>
</a:fontScheme>"""

_INK: Final = f'<w:color w:val="{_bare(theme.INK)}" w:themeColor="text1"/>'
_SOFT: Final = f'<w:color w:val="{_bare(theme.SOFT)}" w:themeColor="text2"/>'
_OWN: Final = f'<w:color w:val="{_bare(theme.OWN)}" w:themeColor="accent1"/>'
_WARNING: Final = f'<w:color w:val="{_bare(theme.WARNING)}" w:themeColor="accent6"/>'
_LINE: Final = f'w:val="single" w:sz="4" w:space="0" w:color="{_bare(theme.GUIDE)}"'
_THEME_FONTS: Final = (
    '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"'
    ' w:cstheme="minorBidi"/>'
)
_DEFAULTS: Final = f"""<w:docDefaults {nsdecls("w")}>
<w:rPrDefault><w:rPr>{_THEME_FONTS}{_INK}<w:sz w:val="21"/><w:szCs w:val="21"/>
<w:lang w:val="sv-SE" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr>
</w:pPrDefault></w:docDefaults>"""


def _paragraph_style(name: str, layout: str, look: str, *, identity: str = "",
                     following: str = "") -> str:  # fmt: skip
    """A style that rests on Normal; those that Word does not know are marked as our own."""
    identity = identity or name.title().replace(" ", "")
    custom = ' w:customStyle="1"' if name.startswith("Atlas") else ""
    then = f'<w:next w:val="{following}"/>' if following else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{identity}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/>{then}<w:uiPriority w:val="9"/><w:qFormat/>'
        f"<w:pPr>{layout}</w:pPr><w:rPr>{look}</w:rPr></w:style>"
    )


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _spacing(before: int, after: int, line: int = 264) -> str:
    return (f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}"'
            ' w:lineRule="auto"/>')  # fmt: skip


_BOLD: Final = "<w:b/><w:bCs/>"
_KEEP: Final = "<w:keepNext/><w:keepLines/>"
_STYLES: Final = "".join((
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "<w:qFormat/></w:style>",
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    "</w:style>",
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>',
    _paragraph_style("Title", _KEEP + _spacing(3600, 160, 240), _BOLD + _OWN + _size(60)),
    _paragraph_style("Subtitle", _spacing(0, 480), _SOFT + _size(30)),
    _paragraph_style("heading 1", _KEEP + _spacing(360, 100, 240) + '<w:outlineLvl w:val="0"/>',
                     _BOLD + _OWN + _size(34), identity="Heading1", following="Normal"),
    _paragraph_style("heading 2", _KEEP + _spacing(280, 80, 252) + '<w:outlineLvl w:val="1"/>',
                     _BOLD + _INK + _size(25), identity="Heading2", following="Normal"),
    _paragraph_style("caption", "<w:keepLines/>" + _spacing(80, 100, 252),
                     _BOLD + _INK + _size(19), following="Normal"),
    _paragraph_style("List Bullet", '<w:numPr><w:numId w:val="1"/></w:numPr>'
                     + _spacing(0, 60), "", identity="ListBullet"),
    _paragraph_style("TOC Heading", _KEEP + _spacing(360, 120, 240), _BOLD + _OWN + _size(34),
                     identity="TOCHeading", following="Normal"),
    _paragraph_style("toc 1", _spacing(0, 80), "", identity="TOC1"),
    _paragraph_style("table of figures", '<w:spacing w:before="0" w:after="80" w:line="264"'
                     ' w:lineRule="auto"/><w:ind w:left="0"/>', "", identity="TableofFigures"),
    _paragraph_style("header", _spacing(0, 0, 240), _SOFT + _size(17)),
    _paragraph_style("footer", _spacing(0, 0, 240) + '<w:jc w:val="right"/>', _SOFT + _size(17)),
    _paragraph_style("Atlas Overline", _KEEP + _spacing(0, 40, 252), _SOFT + _size(19)),
    _paragraph_style("Atlas Headline", _KEEP + _spacing(0, 140), _BOLD + _INK + _size(25)),
    _paragraph_style("Atlas Key", _KEEP + _spacing(60, 60, 252), _SOFT + _size(18)),
    _paragraph_style("Atlas Figure", _KEEP + _spacing(60, 0, 240)
                     + '<w:textAlignment w:val="top"/>', ""),
    _paragraph_style("Atlas Note", _spacing(0, 50, 252), _SOFT + _size(18)),
    _paragraph_style("Atlas Cell", _spacing(30, 30, 240), _size(17)),
    _paragraph_style("Atlas Stamp", _spacing(0, 60, 240), _BOLD + _WARNING + _size(20)),
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    f'<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/><w:rPr>{_OWN}'
    '<w:u w:val="single"/></w:rPr></w:style>',
    '<w:style w:type="table" w:customStyle="1" w:styleId="AtlasTable">'
    '<w:name w:val="Atlas Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>'
    f"<w:tblPr><w:tblBorders><w:top {_LINE}/><w:bottom {_LINE}/><w:insideH {_LINE}/>"
    '</w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow">'
    f'<w:rPr>{_BOLD}</w:rPr><w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0"'
    f' w:color="{_bare(theme.OWN)}" w:themeColor="accent1"/></w:tcBorders>'
    "</w:tcPr></w:tblStylePr></w:style>",
))  # fmt: skip

_BULLETS: Final = (
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
    '<w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="284" w:hanging="284"/></w:pPr>'
    '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/></w:rPr></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


_SETTINGS: Final = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="sv-SE"/><w:clrSchemeMapping w:bg1="light1" w:t1="dark1"'
    ' w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2" w:accent3="accent3"'
    ' w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink"'
    ' w:followedHyperlink="followedHyperlink"/>'
    '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
)
_APPLICATION: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.'
    b'openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>ALF Atlas</Application></Properties>"
)


if __name__ == "__main__":
    main()
