"""A user's own template: its look is worn, its text is gone, and what cannot be used is refused."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import docx as python_docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from dashboard.exports import docx, said
from dashboard.exports.model import Document, TemplateRefused
from tests.dashboard.word_files import (
    cells_of,
    complaints,
    loose_parts,
    opened,
    packed,
    parts_of,
    report,
    saved,
    styled,
)
from tools.make_template_docx import TARGET, made

_TYPES: Final = "[Content_Types].xml"
_MAIN: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def _chunk(kind: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content)) + kind + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )  # fmt: skip


# A picture of one grey point.
_PIXEL: Final = b"".join((
    b"\x89PNG\r\n\x1a\n",
    _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
    _chunk(b"IDAT", zlib.compress(b"\x00\x80")),
    _chunk(b"IEND", b""),
))  # fmt: skip


def few() -> Document:
    """Enough for every kind of content: a matrix, a chart with rows, one over time, a list."""
    source = report("sv")
    wanted = ("coverage", "newest", "compare", "trend", "survey_trend", "breaks")
    exhibits = tuple(one for one in source.exhibits if one.rendered.view in wanted)
    return replace(source, exhibits=exhibits)


def plain(change: Callable[[WordDocument], object] = lambda _: None) -> bytes:
    """A template as python-docx makes one, changed."""
    word = python_docx.Document()
    change(word)
    return saved(word)


def _renamed(word: WordDocument) -> None:
    """As a Swedish program that is not Word: names and ids in Swedish."""
    names = {"Heading1": "Rubrik 1", "Heading2": "Rubrik 2", "Title": "Rubrik",
             "Caption": "Beskrivning", "ListBullet": "Punktlista"}  # fmt: skip
    for style in word.styles.element.findall(qn("w:style")):
        identity = style.get(qn("w:styleId"))
        if identity in names:
            style.find(qn("w:name")).set(qn("w:val"), names[identity])
            style.set(qn("w:styleId"), names[identity].replace(" ", ""))
    for tag in ("w:link", "w:basedOn", "w:next", "w:pStyle"):
        for root in (word.styles.element, word.part.numbering_part.element):
            for one in root.iter(qn(tag)):
                new = names.get(one.get(qn("w:val")), one.get(qn("w:val")))
                one.set(qn("w:val"), new.replace(" ", ""))


def swedish() -> bytes:
    return plain(_renamed)


def bare() -> bytes:
    """The least that Word opens: no styles, no theme, no settings, no lists."""
    main = f'<w:document {nsdecls("w")}><w:body><w:p/><w:sectPr>' \
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417"' \
        ' w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body>' \
        "</w:document>"  # fmt: skip
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN.decode()}"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    return packed({
        _TYPES: types.encode(), "_rels/.rels": relations.encode(),
        "word/document.xml": main.encode(),
    })  # fmt: skip


def _letterhead(word: WordDocument) -> None:
    """Two sections, the header of the second inherited; columns, a cover, text and a picture."""
    first = word.sections[0]
    first.header.paragraphs[0].add_run("Region Exempel").add_picture(io.BytesIO(_PIXEL), Mm(10))
    first.different_first_page_header_footer = True
    word.add_heading("Gammal rubrik", 1)
    word.add_paragraph("Gammal text").add_run().add_picture(io.BytesIO(_PIXEL), Mm(20))
    word.add_section(WD_SECTION.CONTINUOUS)
    word.add_paragraph("Gammalt slut")
    section = word.sections[-1]
    section.left_margin = section.right_margin = Mm(40)
    section._sectPr.find(qn("w:cols")).set(qn("w:num"), "2")
    word.styles["Heading 1"].font.color.rgb = RGBColor(0x11, 0x77, 0x33)
    word.styles["Normal"].font.name = "Georgia"
    word.styles["Normal"].font.size = Pt(12)


def letterhead() -> bytes:
    return plain(_letterhead)


def _landscape(word: WordDocument) -> None:
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)


def landscape() -> bytes:
    return plain(_landscape)


def dotx() -> bytes:
    parts = parts_of(plain())
    kind = _MAIN.replace(b"document.main", b"template.main")
    return packed({**parts, _TYPES: parts[_TYPES].replace(_MAIN, kind)})


TEMPLATES: Final[dict[str, Callable[[], bytes]]] = {
    "stock": plain,
    "swedish": swedish,
    "bare": bare,
    "letterhead": letterhead,
    "landscape": landscape,
    "dotx": dotx,
}


def _texts(word: WordDocument) -> set[str]:
    """Without the numbers of tables, which follow their order."""
    return {re.sub(r"^Tabell \d+", "Tabell", p.text) for p in word.paragraphs if p.text}


@pytest.mark.parametrize("name", TEMPLATES)
class TestEveryTemplate:
    def test_it_holds_the_whole_report(self, name: str) -> None:
        own, ours = (opened(docx.write(few(), t)) for t in (TEMPLATES[name](), None))
        pointing = {f"{said.TABLE_LAST.of('sv')}.", said.TABLES.of("sv")}
        # Pages that lie anyhow have room for every table beside its view.
        assert _texts(ours) - _texts(own) == (pointing if name == "landscape" else set())
        assert _texts(own) <= _texts(ours)
        tables = [sorted(repr(cells_of(t)) for t in word.tables) for word in (own, ours)]
        assert tables[0] == tables[1]

    def test_every_page_says_that_it_is_an_example_and_has_a_number(self, name: str) -> None:
        word = opened(docx.write(few(), TEMPLATES[name]()))
        for section in word.sections:
            headers = [section.header]
            if section.different_first_page_header_footer:
                headers.append(section.first_page_header)
            for header in headers:
                assert header.paragraphs[0].text == "EXEMPELDATA"
            assert " PAGE " in section.footer._element.xml

    def test_it_is_right_by_the_rules_of_office(self, name: str) -> None:
        found = complaints(docx.write(few(), TEMPLATES[name]()))
        assert [text for text in found if "/word/charts/" not in text] == []

    def test_every_style_and_list_that_is_named_is_there(self, name: str) -> None:
        word = opened(docx.write(few(), TEMPLATES[name]()))
        ids = {style.style_id for style in word.styles}
        used = {e.get(qn("w:val")) for tag in ("w:pStyle", "w:rStyle", "w:tblStyle")
                for e in word.element.iter(qn(tag))}  # fmt: skip
        assert used <= ids
        lists = {n.get(qn("w:numId")) for n in
                 word.part.numbering_part.element.findall(qn("w:num"))}  # fmt: skip
        named = {e.get(qn("w:val")) for e in word.styles.element.iter(qn("w:numId"))}
        assert named <= lists | {"0"}

    def test_no_part_is_left_that_nothing_refers_to(self, name: str) -> None:
        content = docx.write(few(), TEMPLATES[name]())
        assert loose_parts(content) == []

    def test_the_same_bytes_come_twice(self, name: str) -> None:
        template = TEMPLATES[name]()
        assert docx.write(few(), template) == docx.write(few(), template)


def test_swedish_names_are_known() -> None:
    word = opened(docx.write(few(), swedish()))
    assert len(styled(word, "Rubrik 1")) == len(few().exhibits) + 4
    assert styled(word, "Beskrivning")
    assert "Heading 1" not in [style.name for style in word.styles]


def test_the_text_of_the_template_is_gone_and_its_look_is_kept() -> None:
    content = docx.write(few(), letterhead())
    word = opened(content)
    assert "Gammal" not in word.element.xml
    section = word.sections[0]
    assert round((section.left_margin or 0) / Mm(1)) == 40
    assert section._sectPr.find(qn("w:cols")) is None
    assert "Region Exempel" in "".join(p.text for p in section.header.paragraphs)
    assert word.styles["Heading 1"].font.color.rgb == RGBColor(0x11, 0x77, 0x33)
    pictures = [name for name in parts_of(content) if name.startswith("word/media/")]
    assert len(pictures) == 1, "the picture of the header stays, that of the text goes"


def test_charts_wear_the_colours_of_the_theme() -> None:
    parts = parts_of(docx.write(few(), plain()))
    charts = [xml for name, xml in parts.items() if name.startswith("word/charts/chart")]
    assert any(b'schemeClr val="accent' in xml for xml in charts)


def test_charts_are_no_wider_than_the_text() -> None:
    word = opened(docx.write(few(), letterhead()))
    section = word.sections[0]
    sides = (section.page_width, section.left_margin, section.right_margin)
    width, left, right = (int(length or 0) for length in sides)
    room = width - left - right
    name = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
    for paragraph in word.paragraphs:
        widths = [int(extent.get("cx")) for extent in paragraph._p.iter(name)]
        assert sum(widths) <= room


def test_ties_to_the_makers_machine_are_cut() -> None:
    def tie(word: WordDocument) -> None:
        part: Any = word.part._settings_part
        kind = (
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
        )
        relation = part.relate_to("file:///C:/mallar/hemlig.dotm", kind, is_external=True)
        tied = f'<w:attachedTemplate {nsdecls("w", "r")} r:id="{relation}"/>'
        part.element.insert(1, parse_xml(tied))

    parts = parts_of(docx.write(few(), plain(tie)))
    assert not any(b"hemlig" in content for content in parts.values())


def test_our_own_template_is_what_its_maker_makes() -> None:
    assert parts_of(TARGET.read_bytes()) == parts_of(made())
    assert complaints(TARGET.read_bytes()) == []


# ---------------------------------------------------------------- refused


def _with(changes: dict[str, bytes]) -> bytes:
    return packed({**parts_of(plain()), **changes})


def _linked_picture(word: WordDocument) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    word.part.relate_to("http://example.org/logo.png", kind, is_external=True)


def _bomb() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts_of(plain()).items():
            archive.writestr(name, content)
        for number in range(21):
            archive.writestr(f"word/media/{number}.bin", bytes(10_000_000))
    return written.getvalue()


def _macros() -> bytes:
    types = parts_of(plain())[_TYPES]
    kind = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    return _with({_TYPES: types.replace(_MAIN, kind), "word/vbaProject.bin": b"x"})


def _narrow(word: WordDocument) -> None:
    word.sections[0].left_margin = Mm(140)


def _presentation() -> bytes:
    return packed({_TYPES: b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
                           b'content-types"/>', "ppt/presentation.xml": b"<p/>"})  # fmt: skip


_ENTITIES: Final = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">&b;'
    b"</w:document>"
)
REFUSED: Final[dict[str, tuple[Callable[[], bytes], str]]] = {
    "nothing": (lambda: b"", "not a Word file"),
    "text": (lambda: b"Hej", "not a Word file"),
    "a presentation": (_presentation, "not a Word file"),
    "an old or locked file": (lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512), "password"),
    "macros": (_macros, "macros"),
    "half a file": (lambda: plain()[:9000], "damaged"),
    "a spoilt part": (lambda: _with({"word/styles.xml": b"<w:styles"}), "word/styles.xml"),
    "entities": (lambda: _with({"word/document.xml": _ENTITIES}), "word/document.xml"),
    "no body": (lambda: _with({"_rels/.rels": b"<Relationships/>"}), "damaged"),
    "a bomb": (_bomb, "more than any template needs"),
    "a linked picture": (lambda: plain(_linked_picture), "outside the file"),
    "no room": (lambda: plain(_narrow), "margins"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_used_is_refused_in_a_sentence(name: str) -> None:
    template, said = REFUSED[name]
    with pytest.raises(TemplateRefused, match=said) as refused:
        docx.write(few(), template())
    assert "\n" not in str(refused.value)
    assert str(refused.value).startswith("the template")


@pytest.mark.parametrize("name", sorted(parts_of(plain())))
def test_a_template_without_one_of_its_parts_is_used_or_refused(name: str) -> None:
    """Whatever is missing: a document or a sentence, never a failure of ours."""
    parts = parts_of(plain())
    del parts[name]
    source = replace(few(), exhibits=few().exhibits[:1])
    try:
        content = docx.write(source, packed(parts))
    except TemplateRefused:
        return
    assert opened(content).paragraphs
