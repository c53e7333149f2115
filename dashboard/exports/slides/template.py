"""The deck that is written on: our own template or the user's, emptied of its slides.

What the template's slides held is gone with all that only they used; masters, layouts, themes and
footers stay as they are.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

from lxml import etree
from pptx import Presentation
from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout

from dashboard.charts.grammar import Emphasis
from dashboard.charts.office.model import Paint, Rectangle
from dashboard.charts.theme import CARD, INK, luminance
from dashboard.exports import template_words as words
from dashboard.exports.model import TemplateRefused
from dashboard.exports.office_files import POWERPOINT, cleaned
from dashboard.exports.slides.shapes import EMU
from dashboard.exports.slides.stage import Held, Stage, chart_stage, held
from dashboard.exports.slides.titles import TitleStyle, style_of
from dashboard.exports.theme_hues import Hue, read_colour, theme_colours
from dashboard.exports.theme_paint import holds_charts, paint_for

_OWN: Final = Path(__file__).parents[1] / "templates" / "atlas.pptx"
# Fonts of templates are not known here: most are at most so much wider than Inter.
_WIDER: Final = 1.12
_DAMAGED: Final = (etree.XMLSyntaxError, PythonPptxError, BadZipFile, KeyError, ValueError,
                   AttributeError, IndexError, TypeError)  # fmt: skip
# Names of persons, and lists of slides that are no longer there.
_LEFT_BEHIND: Final = ("/commentAuthors", "/authors")
_OF_SLIDES: Final = ("p:custShowLst", "p:extLst")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The layout of the first slide: its title, and what stands under it."""

    layout: SlideLayout
    title: Held
    subtitle: Held | None
    style: TitleStyle


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """`wider` is how much wider than measured its letters may be.

    Charts are made for pale ground. Where the template is darker or has a picture behind, `card`
    is the colour of a light sheet that they are put on, and `chart_paint` what is seen on it.
    """

    deck: Deck
    slide: Rectangle
    stage: Stage
    style: TitleStyle
    opening: Opening | None
    paint: Paint
    chart_paint: Paint
    card: str
    wider: float

    @property
    def warning_box(self) -> tuple[str, str]:
        """Background and letters of what nobody may overlook."""
        return self.paint.emphasis[Emphasis.WARNING], self.paint.card


def opened(template: bytes | None) -> Template:
    """Ready to be written on; raises TemplateRefused."""
    if template is None:
        return _prepared(Presentation(io.BytesIO(_own())), 1.0)
    content = cleaned(template, POWERPOINT)
    try:
        deck = Presentation(io.BytesIO(content))
        _empty(deck)
        return _prepared(deck, _WIDER)
    except TemplateRefused:
        raise
    except _DAMAGED as error:
        raise TemplateRefused(words.damaged(words.POWERPOINT, error)) from error


@lru_cache(maxsize=1)
def _own() -> bytes:
    return _OWN.read_bytes()


def _prepared(deck: Deck, wider: float) -> Template:
    if not deck.slide_width or not deck.slide_height:
        raise TemplateRefused(words.NO_SLIDE)
    slide = Rectangle(left=0, top=0, width=deck.slide_width / EMU, height=deck.slide_height / EMU)
    layouts = [layout for master in deck.slide_masters for layout in master.slide_layouts]
    stage = chart_stage(layouts, slide)
    colours = _named_colours(stage.layout)
    ground = _background(stage.layout, colours)
    behind = ground or Hue("bg1", colours["bg1"])
    sheet = behind if ground and holds_charts(ground) else _light_sheet(colours)
    return Template(
        deck=deck,
        slide=slide,
        stage=stage,
        style=style_of(stage.layout, stage.title),
        opening=_opening(layouts),
        paint=paint_for(colours, behind),
        chart_paint=paint_for(colours, sheet),
        card="" if sheet is ground else sheet.xml,
        wider=wider,
    )


def _opening(layouts: list[SlideLayout]) -> Opening | None:
    """The layout that the template itself calls its title slide."""
    for layout in layouts:
        places = {one.slot.kind: one for one in held(layout)}
        title = places.get("ctrTitle") or places.get("title")
        if layout._element.get("type") == "title" and title:
            return Opening(
                layout=layout, title=title, subtitle=places.get("subTitle"),
                style=style_of(layout, title),
            )  # fmt: skip
    return None


def _empty(deck: Deck) -> None:
    """Without its slides, and without what names them or those who wrote on them."""
    slides = deck.part._element.find(qn("p:sldIdLst"))
    for listed in list(slides) if slides is not None else []:
        relation = listed.get(qn("r:id"))
        slides.remove(listed)
        deck.part.drop_rel(relation)
    for name in _OF_SLIDES:
        for found in deck.part._element.findall(qn(name)):
            deck.part._element.remove(found)
    for relation, link in list(deck.part.rels.items()):
        if link.reltype.endswith(_LEFT_BEHIND):
            deck.part.rels.pop(relation)
    _refuse_links(deck)


def _refuse_links(deck: Deck) -> None:
    """What would be fetched from elsewhere whenever somebody opens a deck made on the template."""
    package = deck.part.package
    of_parts = [(str(part.partname), part.rels) for part in package.iter_parts()]
    for name, relations in [("/", package._rels), *of_parts]:
        for link in relations.values():
            if link.is_external and link.reltype != RELATION.HYPERLINK:
                kind = link.reltype.rsplit("/", maxsplit=1)[-1]
                raise TemplateRefused(words.linked(name, kind, words.POWERPOINT))


def _named_colours(layout: SlideLayout) -> dict[str, str]:
    """The colours of the theme by the names that slides use: bg1, tx1, accent1 …"""
    master = layout.slide_master
    theme = theme_colours(parse_xml(master.part.part_related_by(RELATION.THEME).blob))
    found = {name: colour for name, colour in theme.items() if name.startswith("accent")}
    mapped = _colour_map(layout)
    plain = {"bg1": CARD, "bg2": CARD, "tx1": INK, "tx2": INK}
    return found | {name: theme.get(mapped.get(name, ""), plain[name]) for name in plain}


def _colour_map(layout: SlideLayout) -> Mapping[str, str]:
    own = layout._element.find(f"{qn('p:clrMapOvr')}/{qn('a:overrideClrMapping')}")
    given = layout.slide_master._element.find(qn("p:clrMap")) if own is None else own
    if given is None:
        raise TemplateRefused(words.NO_COLOURS)
    return dict(given.attrib)


def _background(layout: SlideLayout, colours: Mapping[str, str]) -> Hue | None:
    """The colour behind the slide; None where there is a picture or anything else than one."""
    for source in (layout._element, layout.slide_master._element):
        given = source.find(f"{qn('p:cSld')}/{qn('p:bg')}")
        if given is not None:
            return _one_colour(given, colours)
    return Hue("bg1", colours["bg1"])


def _one_colour(background: etree._Element, colours: Mapping[str, str]) -> Hue | None:
    solid = background.find(f"{qn('p:bgPr')}/{qn('a:solidFill')}")
    holder = background.find(qn("p:bgRef")) if solid is None else solid
    return read_colour(holder[0], colours) if holder is not None and len(holder) else None


def _light_sheet(colours: Mapping[str, str]) -> Hue:
    named = [Hue(name, colours[name]) for name in ("bg1", "tx1", "bg2", "tx2")]
    lightest = max(named, key=lambda hue: luminance(hue.seen))
    return lightest if luminance(lightest.seen) > 0.8 else Hue("", CARD)
