"""Make the slide template that ships: `python -m tools.make_template_pptx`.

It starts from the empty deck of python-pptx, whose layouts are for 4:3, and places everything
anew for 16:9 in the colours of the page. The file is committed; a test makes it again. Not for
decks: those are written on it by `dashboard/exports/pptx.py`.
"""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout
from pptx.util import Pt

from dashboard.charts import theme
from dashboard.charts.grammar import Emphasis
from dashboard.charts.office.model import Rectangle
from dashboard.exports.slides.finishing import finish, list_notes_master
from dashboard.exports.slides.shapes import emu, placed
from dashboard.exports.slides.stage import NOTE, OVERLINE
from dashboard.exports.zipped import with_fixed_times

TARGET: Final = Path(__file__).parents[1] / "dashboard" / "exports" / "templates" / "atlas.pptx"
_MADE: Final = datetime(2026, 1, 1, tzinfo=UTC)
_FONT: Final = "Arial"
_NAMESPACES: Final = nsdecls("p", "a", "r")
_COLOURS: Final = {
    "dk1": theme.INK,
    "lt1": theme.CARD,
    "dk2": theme.SOFT,
    "lt2": theme.PAGE,
    "accent1": theme.OWN,
    "accent2": theme.EMPHASIS[Emphasis.SECOND],
    "accent3": theme.REGION,
    "accent4": theme.EMPHASIS[Emphasis.WOMEN],
    "accent5": theme.EMPHASIS[Emphasis.MEN],
    "accent6": theme.WARNING,
    "hlink": theme.OWN,
    "folHlink": theme.EMPHASIS[Emphasis.WOMEN],
}
_SOFT: Final = '<a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'


def _box(left: float, top: float, width: float, height: float) -> Rectangle:
    return Rectangle(left=left, top=top, width=width, height=height)


_TITLE: Final = _box(48, 50, 864, 78)
_CONTENT: Final = _box(48, 136, 864, 300)
_NUMBER: Final = _box(852, 515, 60, 15)


def made() -> bytes:
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(960), Pt(540)
    for layout in list(deck.slide_layouts)[2:]:
        deck.slide_layouts.remove(layout)
    _drop_printer(deck)
    _paint_theme(deck)
    _set_master(deck)
    opening, chart = deck.slide_layouts
    _set_layout(opening, "Försättssida", "title", _opening())
    _set_layout(chart, "Diagram", "obj", _chart())
    list_notes_master(deck)
    finish(deck, title="ALF Atlas", made=_MADE, language="sv")
    written = io.BytesIO()
    deck.save(written)
    return with_fixed_times(written.getvalue())


def _drop_printer(deck: Deck) -> None:
    for relation, link in list(deck.part.rels.items()):
        if link.reltype == RELATION.PRINTER_SETTINGS:
            deck.part.rels.pop(relation)


def _paint_theme(deck: Deck) -> None:
    part = deck.slide_master.part.part_related_by(RELATION.THEME)
    tree = parse_xml(part.blob)
    tree.set("name", "ALF Atlas")
    scheme = tree.find(f".//{qn('a:clrScheme')}")
    scheme.set("name", "ALF Atlas")
    for name, colour in _COLOURS.items():
        slot = scheme.find(qn(f"a:{name}"))
        for old in list(slot):
            slot.remove(old)
        slot.append(parse_xml(f'<a:srgbClr {nsdecls("a")} val="{colour.removeprefix("#")}"/>'))
    tree.find(f".//{qn('a:fontScheme')}").set("name", "ALF Atlas")
    for latin in tree.iter(qn("a:latin")):
        latin.set("typeface", _FONT)
    part._blob = serialize_part_xml(tree)


def _set_master(deck: Deck) -> None:
    master = deck.slide_master._element
    _replace(master, "p:cSld", _scene("", _master_shapes(), background=True))
    _replace(master, "p:txStyles", _styles())


def _set_layout(layout: SlideLayout, name: str, kind: str, shapes: str) -> None:
    element = layout._element
    element.set("type", kind)
    element.set("preserve", "1")
    _replace(element, "p:cSld", _scene(name, shapes))


def _replace(parent: object, tag: str, xml: str) -> None:
    old = parent.find(qn(tag))  # type: ignore[attr-defined]
    parent.replace(old, parse_xml(xml))  # type: ignore[attr-defined]


def _scene(name: str, shapes: str, *, background: bool = False) -> str:
    behind = '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'  # noqa: E501 - one element
    named = f' name="{name}"' if name else ""
    return (
        f"<p:cSld {_NAMESPACES}{named}>{behind if background else ''}<p:spTree><p:nvGrpSpPr>"
        '<p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
        f"{shapes}</p:spTree></p:cSld>"
    )


def _slot(
    number: int, name: str, kind: str, place: Rectangle, words: str, *,
    anchor: str = "t", levels: str = "",
) -> str:  # fmt: skip
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{placed(place)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr vert="horz" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}">'
        f"<a:normAutofit/></a:bodyPr><a:lstStyle>{levels}</a:lstStyle>{words}</p:txBody></p:sp>"
    )


def _words(text: str) -> str:
    return f'<a:p><a:r><a:rPr lang="sv-SE"/><a:t>{text}</a:t></a:r></a:p>'


def _level(size: float, colour: str = "", *, bold: bool = False, align: str = "l") -> str:
    return (
        f'<a:lvl1pPr marL="0" indent="0" algn="{align}"><a:spcBef><a:spcPts val="0"/></a:spcBef>'
        f'<a:buNone/><a:defRPr sz="{round(size * 100)}" b="{int(bold)}">{colour}</a:defRPr>'
        "</a:lvl1pPr>"
    )


def _number(identity: int) -> str:
    field = (
        '<a:p><a:fld id="{5B3A8C12-436D-4A28-A197-801650F46A25}" type="slidenum">'
        '<a:rPr lang="sv-SE"/><a:t>‹#›</a:t></a:fld><a:endParaRPr lang="sv-SE"/></a:p>'
    )
    kind = 'type="sldNum" sz="quarter" idx="12"'
    return _slot(identity, "Slide number", kind, _NUMBER, field, anchor="b",
                 levels=_level(9, _SOFT, align="r"))  # fmt: skip


def _master_shapes() -> str:
    return (
        _slot(2, "Title", 'type="title"', _TITLE, _words("Rubrik"))
        + _slot(3, "Text", 'type="body" idx="1"', _CONTENT, _words("Text"))
        + _number(4)
    )


def _opening() -> str:
    bar = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Bar"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{placed(_box(0, 0, 18, 540))}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>'
        "</p:sp>"
    )
    title = _slot(3, "Title", 'type="ctrTitle"', _box(84, 150, 792, 120), _words("Rubrik"),
                  anchor="b", levels=_level(40, bold=True))  # fmt: skip
    under = _slot(4, "Subtitle", 'type="subTitle" idx="1"', _box(84, 286, 792, 120),
                  _words("Underrubrik"), levels=_level(20, _SOFT))  # fmt: skip
    return bar + title + under


def _chart() -> str:
    return (
        _slot(2, "Title", 'type="title"', _TITLE, _words("Vad bilden visar, i en mening"))
        + _slot(3, OVERLINE, 'type="body" sz="quarter" idx="13"', _box(48, 18, 864, 28),
                _words("Område"), anchor="b", levels=_level(11, _SOFT))
        + _slot(4, "Content", 'idx="14"', _CONTENT, _words("Diagram eller tabell"))
        + _slot(5, NOTE, 'type="body" sz="quarter" idx="15"', _box(48, 442, 864, 68),
                _words("Om siffrorna, källa och utgåva"), anchor="b", levels=_level(10, _SOFT))
        + _number(6)
    )  # fmt: skip


def _styles() -> str:
    ink = '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
    return (
        f"<p:txStyles {_NAMESPACES}><p:titleStyle>{_style(1, 28, ink, '+mj', bold=True)}"
        f"</p:titleStyle><p:bodyStyle>{''.join(_style(n, 16, ink, '+mn') for n in range(1, 6))}"
        f"</p:bodyStyle><p:otherStyle>{_style(1, 14, ink, '+mn')}</p:otherStyle></p:txStyles>"
    )


def _style(level: int, size: float, colour: str, font: str, *, bold: bool = False) -> str:
    indent = (level - 1) * emu(18)
    return (
        f'<a:lvl{level}pPr marL="{indent}" indent="0" algn="l" defTabSz="914400" rtl="0"'
        ' eaLnBrk="1" latinLnBrk="0" hangingPunct="1"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{size * 100}" b="{int(bold)}" kern="1200">{colour}'
        f'<a:latin typeface="{font}-lt"/><a:ea typeface="{font}-ea"/><a:cs typeface="{font}-cs"/>'
        f"</a:defRPr></a:lvl{level}pPr>"
    )


def main() -> None:
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(made())


if __name__ == "__main__":
    main()
