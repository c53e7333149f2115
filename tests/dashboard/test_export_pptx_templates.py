"""Slides on the templates of others: worn as they are, emptied, or refused with the reason."""

import io
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.oxml.ns import qn

from dashboard.charts import theme
from dashboard.charts.grammar import Emphasis
from dashboard.exports.model import TemplateRefused
from dashboard.exports.pptx import write
from dashboard.exports.slides.template import opened
from dashboard.exports.theme_hues import Hue
from dashboard.exports.theme_paint import holds_charts, paint_for
from tests.dashboard.deck_reading import (
    audit,
    empty_placeholders,
    opened_deck,
    outside,
    overflowing,
    overlapping,
    report_of,
    texts_of,
)
from tests.dashboard.pptx_templates import TEMPLATES, old_shape, rewritten, with_type
from tests.dashboard.releases import whole
from tools.make_template_pptx import TARGET, made

EVERY = pytest.mark.parametrize("name", TEMPLATES)


@lru_cache(maxsize=8)
def deck_on(name: str) -> bytes:
    return write(report_of(whole(), "sv"), TEMPLATES[name]())


@EVERY
def test_a_report_fits_the_template(name: str) -> None:
    deck = opened_deck(deck_on(name))
    assert outside(deck) == []
    for number, slide in enumerate(deck.slides, start=1):
        assert (number, overflowing(slide)) == (number, [])
        assert (number, overlapping(slide)) == (number, [])
        assert (number, empty_placeholders(slide)) == (number, [])


@EVERY
@pytest.mark.slow
def test_a_report_on_the_template_is_valid(name: str) -> None:
    assert audit(deck_on(name)) == []


def test_nothing_of_the_templates_own_slides_comes_along() -> None:
    with zipfile.ZipFile(io.BytesIO(deck_on("old_shape"))) as parts:
        for part in parts.namelist():
            assert b"SECRET" not in parts.read(part), part
        assert "docProps/thumbnail.jpeg" not in parts.namelist()


def test_the_template_is_worn() -> None:
    """Its layouts, fonts and colours: no font of ours, and its accents by name."""
    given_, deck = Presentation(io.BytesIO(TEMPLATES["dark"]())), opened_deck(deck_on("dark"))
    assert (deck.slide_width, deck.slide_height) == (given_.slide_width, given_.slide_height)
    assert [one.name for one in deck.slide_layouts] == [one.name for one in given_.slide_layouts]
    slides = list(deck.slides)
    assert {slide.slide_layout.name for slide in slides} == {"Title Slide", "Title and Content"}
    assert not [font for slide in slides for font in slide._element.iter(qn("a:latin"))]
    named = {
        colour.get("val") for slide in slides for colour in slide._element.iter(qn("a:schemeClr"))
    }
    assert {"accent1", "tx1"} <= named


def test_charts_stand_on_a_light_sheet_where_the_template_is_dark() -> None:
    template = opened(TEMPLATES["dark"]())
    assert template.card
    assert template.chart_paint != template.paint
    assert opened(TEMPLATES["old_shape"]()).card == ""


def test_numbers_of_slides_are_kept() -> None:
    for number, slide in enumerate(opened_deck(deck_on("old_shape")).slides, start=1):
        fields = list(slide._element.iter(qn("a:fld")))
        assert number == 1 or [f.find(qn("a:t")).text for f in fields] == [str(number)]


def test_a_layout_of_a_potx_gives_a_pptx() -> None:
    with zipfile.ZipFile(io.BytesIO(deck_on("potx"))) as parts:
        types = parts.read("[Content_Types].xml")
    assert b"template.main" not in types
    assert b"presentation.main" in types


def _without(template: bytes, gone: str) -> bytes:
    return rewritten(template, lambda name, content: None if gone in name else content)


def _changed(template: bytes, part: str, before: bytes, after: bytes) -> bytes:
    return rewritten(
        template,
        lambda name, content: content.replace(before, after) if name == part else content,
    )


def _bomb() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("[Content_Types].xml", b"<Types/>")
        target.writestr("ppt/media/image1.png", bytes(210_000_000))
    return written.getvalue()


def _untitled() -> bytes:
    deck = Presentation()
    blank = deck.slide_layouts[6]
    for layout in list(deck.slide_layouts):
        if layout.name != blank.name:
            deck.slide_layouts.remove(layout)
    written = io.BytesIO()
    deck.save(written)
    return written.getvalue()


def _linked() -> bytes:
    link = (b'<Relationship Id="rId99" TargetMode="External" Target="file:///x/y.png" Type='
            b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/>'
            b"</Relationships>")  # fmt: skip
    name = "ppt/slideLayouts/_rels/slideLayout1.xml.rels"
    return _changed(old_shape(), name, b"</Relationships>", link)


def _word() -> bytes:
    return with_type(old_shape(), "wordprocessingml.document.main+xml")


LAYOUT: Final = "ppt/slideLayouts/slideLayout2.xml"
REFUSED: Final[dict[str, tuple[Callable[[], bytes], str]]] = {
    "text": (lambda: b"Hej", "not a PowerPoint file that can be read"),
    "empty": (lambda: b"", "not a PowerPoint file that can be read"),
    "old": (lambda: bytes.fromhex("D0CF11E0A1B11AE1") + bytes(512), "password-protected"),
    "zip": (lambda: _without(old_shape(), "[Content_Types]"), "not a PowerPoint file"),
    "word": (_word, "a Word document"),
    "macros": (
        lambda: _changed(
            old_shape(), "[Content_Types].xml",
            b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
            b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
        ),
        "macros",
    ),
    "bomb": (_bomb, "more than any template needs"),
    "entities": (
        lambda: _changed(old_shape(), LAYOUT, b"<p:sldLayout", b"<!DOCTYPE x []><p:sldLayout"),
        "document type",
    ),
    "damaged": (lambda: _changed(old_shape(), LAYOUT, b"</p:cSld>", b""), "damaged"),
    "cut": (lambda: old_shape()[:9000], "not a PowerPoint file that can be read"),
    "gone": (lambda: _without(old_shape(), "slideMaster1.xml"), "damaged"),
    "no theme": (lambda: _without(old_shape(), "ppt/theme/"), "damaged"),
    "untitled": (_untitled, "title placeholder"),
    "linked": (_linked, "linked to something outside"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_used_is_refused_with_the_reason(name: str) -> None:
    make, reason = REFUSED[name]
    with pytest.raises(TemplateRefused, match=re.escape(reason)) as refused:
        write(report_of(whole(), "sv"), make())
    assert "\n" not in str(refused.value)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_template_is_refused_or_used(data: st.DataObject) -> None:
    """Never another error, wherever a byte of any part is lost."""
    template = _small()
    with zipfile.ZipFile(io.BytesIO(template)) as parts:
        name = data.draw(st.sampled_from(parts.namelist()))
        size = len(parts.read(name))
    at = data.draw(st.integers(0, max(size - 1, 0)))
    length = data.draw(st.integers(1, 40))
    broken = rewritten(
        template, lambda part, content: content[:at] + content[at + length :]
        if part == name else content,
    )  # fmt: skip
    with suppress(TemplateRefused):
        assert opened(broken).stage.area.width > 0


@lru_cache(maxsize=1)
def _small() -> bytes:
    return TARGET.read_bytes()


COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


@given(st.lists(COLOURS, min_size=10, max_size=10))
def test_marks_can_be_seen_and_texts_read_on_any_theme(found: list[str]) -> None:
    names = ["bg1", "tx1", "bg2", "tx2", *(f"accent{number}" for number in range(1, 7))]
    colours = dict(zip(names, found, strict=True))
    background = Hue("bg1", colours["bg1"])
    paint = paint_for(colours, background)
    reading = {Emphasis.OWN, Emphasis.WOMEN, Emphasis.MEN, Emphasis.WARNING, Emphasis.NATION}
    for meaning, xml in paint.emphasis.items():
        ratio = theme.contrast(_seen(xml, colours), background.seen)
        # No colour at all reads better on the greyest of grounds than 4.5 to 1.
        assert ratio >= (4.4 if meaning in reading else 2.95), (meaning, xml)
    assert theme.contrast(_seen(paint.soft, colours), background.seen) >= 4.4
    if holds_charts(background):
        assert paint.emphasis[Emphasis.WOMEN] != paint.emphasis[Emphasis.MEN]


def test_a_ground_of_middling_light_gets_a_sheet_under_its_charts() -> None:
    """Found by chance: on #008275 women and men would both have been white."""
    for colour in ("#008275", "#009500"):
        assert not holds_charts(Hue("", colour))
    assert holds_charts(Hue("", theme.CARD))


def _seen(xml: str, colours: dict[str, str]) -> str:
    """The colour as the rules of DrawingML give it, read from what was written."""
    name = re.search(r'val="(\w+)"', xml)
    kept, added = (re.search(rf'a:{change} val="(\d+)"', xml) for change in ("lumMod", "lumOff"))
    assert name
    base = colours.get(name[1], f"#{name[1]}")
    return Hue(
        "", base, int(kept[1]) / 1e5 if kept else 1.0, int(added[1]) / 1e5 if added else 0
    ).seen


ACCENTS: Final = {
    Emphasis.OWN: "accent1", Emphasis.SECOND: "accent2", Emphasis.REGION: "accent3",
    Emphasis.WOMEN: "accent4", Emphasis.MEN: "accent5", Emphasis.WARNING: "accent6",
}  # fmt: skip


def test_our_own_template_has_the_colours_of_the_page() -> None:
    template = opened(None)
    with zipfile.ZipFile(TARGET) as parts:
        text = parts.read("ppt/theme/theme1.xml").decode()
    found = dict(re.findall(r'<a:(\w+)><a:srgbClr val="(\w{6})"/>', text))
    for meaning, name in ACCENTS.items():
        assert template.paint.emphasis[meaning] == f'<a:schemeClr val="{name}"/>'
        assert f"#{found[name]}" == theme.EMPHASIS[meaning]


def test_our_own_template_is_what_its_program_makes() -> None:
    assert _parts(TARGET.read_bytes()) == _parts(made())


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def test_our_own_template_is_valid_and_has_no_texts_of_ours_on_slides() -> None:
    assert audit(TARGET.read_bytes()) == []
    assert [texts_of(slide) for slide in opened_deck(TARGET.read_bytes()).slides] == []
