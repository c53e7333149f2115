"""Templates as regions have them, and worse. For tests of slides."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Final

from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.util import Pt

WIDE: Final = (Pt(960), Pt(540))


def saved(deck: Deck) -> bytes:
    written = io.BytesIO()
    deck.save(written)
    return written.getvalue()


def rewritten(template: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """With each part as `change` gives it; None leaves it out."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(template)) as source,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = change(name, source.read(name))
            if content is not None:
                target.writestr(name, content)
    return written.getvalue()


def old_shape() -> bytes:
    """4:3, with slides, notes and a comment author of its own that must not come along."""
    deck = Presentation()
    for number in range(3):
        slide = deck.slides.add_slide(deck.slide_layouts[number])
        slide.shapes.title.text = f"SECRET OLD SLIDE {number}"
        slide.notes_slide.notes_text_frame.text = "SECRET OLD NOTES"
        slide.shapes.add_textbox(0, 0, Pt(10), Pt(10)).text_frame.text = "SECRET"
    deck.core_properties.author = "SECRET AUTHOR"
    return saved(deck)


def dark() -> bytes:
    """Light text on dark blue, bright accents, 16:9, footers on the layouts."""
    deck = Presentation()
    _widen(deck)
    _colour(deck, {"dk1": "0B1F3A", "lt1": "FFFFFF", "accent1": "FFD23F", "accent2": "3BCEAC",
                   "accent3": "EE4266", "accent4": "540D6E", "accent5": "0EAD69",
                   "accent6": "F7F7F7"})  # fmt: skip
    master = deck.slide_master._element
    names = master.find(qn("p:clrMap"))
    names.set("bg1", "dk1")
    names.set("tx1", "lt1")
    _background(master, '<a:solidFill><a:schemeClr val="bg1"/></a:solidFill>')
    return saved(deck)


def only_opening() -> bytes:
    """One layout, for the title slide, its title in the middle."""
    deck = Presentation()
    for layout in list(deck.slide_layouts)[1:]:
        deck.slide_layouts.remove(layout)
    return saved(deck)


def huge_title() -> bytes:
    """A title that takes most of the slide in 60-point capitals, and a logo in a corner."""
    deck = Presentation()
    _widen(deck)
    _colour(deck, {"accent1": "FFCC00", "accent2": "C0C0C0", "accent6": "00AA00"})
    layout = deck.slide_layouts[5]
    for other in [
        one for one in deck.slide_layouts if one is not layout and one.name != layout.name
    ]:
        deck.slide_layouts.remove(other)
    title = layout.placeholders[0]
    title.left, title.top, title.width, title.height = Pt(40), Pt(30), Pt(880), Pt(330)
    frame = title._element.find(f".//{qn('a:lstStyle')}")
    frame.append(
        parse_xml(f'<a:lvl1pPr {nsdecls("a")}><a:defRPr sz="6000" b="1" cap="all"/></a:lvl1pPr>')
    )
    logo = parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="99" name="Logo"/><p:cNvSpPr/><p:nvPr'
        f' userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{Pt(820)}" y="{Pt(10)}"/>'
        f'<a:ext cx="{Pt(130)}" cy="{Pt(60)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        '</a:prstGeom><a:solidFill><a:srgbClr val="FF8800"/></a:solidFill></p:spPr></p:sp>'
    )
    layout._element.find(f"{qn('p:cSld')}/{qn('p:spTree')}").append(logo)
    return saved(deck)


def as_potx(template: bytes) -> bytes:
    return with_type(template, "presentationml.template.main+xml")


def with_type(template: bytes, kind: str) -> bytes:
    def change(name: str, content: bytes) -> bytes:
        if name != "[Content_Types].xml":
            return content
        return content.replace(b"presentationml.presentation.main+xml", kind.encode())

    return rewritten(template, change)


def _widen(deck: Deck) -> None:
    """16:9 as most templates have it: every placeholder stretched with the slide."""
    share = WIDE[0] / deck.slide_width
    deck.slide_width, deck.slide_height = WIDE
    for shapes in (
        deck.slide_master.placeholders,
        *(one.placeholders for one in deck.slide_layouts),
    ):
        for shape in shapes:
            moved = shape._element.find(f".//{qn('a:xfrm')}")
            if moved is not None:
                moved[0].set("x", str(round(int(moved[0].get("x")) * share)))
                moved[1].set("cx", str(round(int(moved[1].get("cx")) * share)))


def _colour(deck: Deck, colours: dict[str, str]) -> None:
    part = deck.slide_master.part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    )
    theme = part.blob.decode()
    for name, value in colours.items():
        theme = re.sub(
            rf"<a:{name}>.*?</a:{name}>",
            f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>',
            theme,
            flags=re.DOTALL,
        )
    part._blob = theme.encode()


def _background(element: object, fill: str) -> None:
    scene = element.find(qn("p:cSld"))  # type: ignore[attr-defined]
    for old in scene.findall(qn("p:bg")):
        scene.remove(old)
    scene.insert(
        0, parse_xml(f"<p:bg {nsdecls('p', 'a')}><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>")
    )


TEMPLATES: Final[dict[str, Callable[[], bytes]]] = {
    "old_shape": old_shape,
    "dark": dark,
    "only_opening": only_opening,
    "huge_title": huge_title,
    "potx": lambda: as_potx(dark()),
}
