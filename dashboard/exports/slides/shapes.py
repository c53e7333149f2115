"""Shapes of a slide in PresentationML, placed in points. Not for what they say or where."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.charts.office.model import Rectangle
from dashboard.exports.slides.lettering import Paragraph, body
from dashboard.xml_text import quoted
from warehouse.text import Language

EMU: Final = 12700
_CHART: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_TABLE: Final = "http://schemas.openxmlformats.org/drawingml/2006/table"


@dataclass(frozen=True, slots=True)
class Slot:
    """A placeholder of a layout: a slide that fills it names it so."""

    kind: str
    index: str

    @property
    def xml(self) -> str:
        kind = f' type="{self.kind}"' if self.kind else ""
        index = f' idx="{self.index}"' if self.index else ""
        return f"<p:ph{kind}{index}/>"


def emu(points: float) -> int:
    return round(points * EMU)


def placed(place: Rectangle, tag: str = "a:xfrm") -> str:
    return (
        f'<{tag}><a:off x="{emu(place.left)}" y="{emu(place.top)}"/>'
        f'<a:ext cx="{emu(place.width)}" cy="{emu(place.height)}"/></{tag}>'
    )


def fill(colour: str) -> str:
    return f"<a:solidFill>{colour}</a:solidFill>"


def text_frame(  # noqa: PLR0913 - a shape is these eight things, each given where it is drawn
    number: int,
    name: str,
    place: Rectangle,
    paragraphs: Sequence[Paragraph],
    language: Language,
    *,
    anchor: str = "t",
    background: str = "",
    link: str = "",
) -> str:
    """A text box without insets, so that what was measured is what is there. `link` is where it
    leads, empty for nowhere: `slide_link` or `outward_link`.
    """
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoted(name)}>{link}</p:cNvPr>'
        '<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr>{placed(place)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"{fill(background) if background else '<a:noFill/>'}</p:spPr>"
        f"{_frame_body(paragraphs, language, anchor)}</p:sp>"
    )


def slot_frame(
    number: int,
    name: str,
    slot: Slot,
    place: Rectangle,
    paragraphs: Sequence[Paragraph],
    language: Language,
    *,
    anchor: str = "t",
) -> str:
    """Text in a placeholder, which brings font and colour of the template."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoted(name)}/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{slot.xml}</p:nvPr></p:nvSpPr>'
        f"<p:spPr>{placed(place)}</p:spPr>{_frame_body(paragraphs, language, anchor)}</p:sp>"
    )


def title_frame(
    number: int, slot: Slot, place: Rectangle, paragraphs: Sequence[Paragraph], language: Language
) -> str:
    """The title keeps the insets and the anchor that the template gave it."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Title {number}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{slot.xml}</p:nvPr></p:nvSpPr>'
        f"<p:spPr>{placed(place)}</p:spPr>"
        '<p:txBody><a:bodyPr wrap="square"><a:normAutofit/></a:bodyPr><a:lstStyle/>'
        f"{_as_template(body(paragraphs, language))}</p:txBody></p:sp>"
    )


def _as_template(paragraphs: str) -> str:
    """Without alignment and weight of our own: the template's title is as it is."""
    return paragraphs.replace(' algn="l"', "").replace(' b="0"', "")


def _frame_body(paragraphs: Sequence[Paragraph], language: Language, anchor: str) -> str:
    return (
        f'<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}">'
        f"<a:noAutofit/></a:bodyPr><a:lstStyle/>{body(paragraphs, language)}</p:txBody>"
    )


def slide_link(relation: str) -> str:
    return f'<a:hlinkClick r:id="{relation}" action="ppaction://hlinksldjump"/>'


def outward_link(relation: str) -> str:
    return f'<a:hlinkClick r:id="{relation}"/>'


def graphic_frame(
    number: int, name: str, description: str, place: Rectangle, content: str, slot: Slot | None
) -> str:
    """A chart or table; `description` is read to those who do not see it."""
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name={quoted(name)}'
        f' descr={quoted(description)}/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/>'
        f"</p:cNvGraphicFramePr><p:nvPr>{slot.xml if slot else ''}</p:nvPr></p:nvGraphicFramePr>"
        f"{placed(place, 'p:xfrm')}<a:graphic>{content}</a:graphic></p:graphicFrame>"
    )


def chart_content(relation: str) -> str:
    return (
        f'<a:graphicData uri="{_CHART}"><c:chart xmlns:c="{_CHART}" r:id="{relation}"/>'
        "</a:graphicData>"
    )


def table_content(table: str) -> str:
    return f'<a:graphicData uri="{_TABLE}">{table}</a:graphicData>'


def mark(number: int, geometry: str, place: Rectangle, inside: str, line: str) -> str:
    """A sample of a mark: filled, or open with a line in its colour."""
    painted = fill(inside) if inside else "<a:noFill/>"
    outline = f'<a:ln w="19050">{fill(line)}</a:ln>' if line else "<a:ln><a:noFill/></a:ln>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Mark {number}"/><p:cNvSpPr/><p:nvPr/>'
        f'</p:nvSpPr><p:spPr>{placed(place)}<a:prstGeom prst="{geometry}"><a:avLst/></a:prstGeom>'
        f"{painted}{outline}</p:spPr></p:sp>"
    )


def group(number: int, name: str, description: str, place: Rectangle, children: str) -> str:
    """Shapes that are one thing to those who listen; the children keep their own places."""
    inner = placed(place).replace("<a:xfrm>", "").replace("</a:xfrm>", "")
    child = inner.replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{number}" name={quoted(name)}'
        f" descr={quoted(description)}/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr><a:xfrm>{inner}{child}</a:xfrm></p:grpSpPr>{children}</p:grpSp>"
    )


def sample_box(number: int, place: Rectangle, inside: str, line: str, kind: str) -> str:
    """A sample of a cell; `inside` is a whole fill."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Sample {number}"/><p:cNvSpPr/><p:nvPr/>'
        f'</p:nvSpPr><p:spPr>{placed(place)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'{inside}<a:ln w="9525">{fill(line)}<a:prstDash val="{kind}"/></a:ln></p:spPr></p:sp>'
    )
