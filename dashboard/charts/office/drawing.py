"""Small pieces of DrawingML for charts, each a string in the order that its schema wants.

Written as text, not through an XML library: a deck has hundreds of labels and half a second.
Everything that comes from outside goes through `escaped`. Not for what a chart consists of.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, Literal
from xml.sax.saxutils import escape

from dashboard.charts.office.sheet import Range, printable

CHART: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
MAIN: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
C15: Final = "http://schemas.microsoft.com/office/drawing/2012/chart"
_LABEL_EXT: Final = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"
_SERIES_EXT: Final = "{02D57815-91ED-43cb-92C2-25804820EDAC}"
# An id that fields must have; nothing refers to it.
_FIELD: Final = "{6F0B6C0E-5B1D-4B6F-9C39-2F1A4E1D7C55}"
EMU: Final = 12_700
_RUN: Final = re.compile(r"<a:rPr(.*?)</a:rPr>")

Align = Literal["l", "ctr", "r"]
Side = Literal["l", "r", "t", "b", "ctr"]
Symbol = Literal["circle", "square", "diamond", "none"]
Dash = Literal["solid", "sysDot", "dash", "sysDash"]

NO_FILL: Final = "<a:noFill/>"
NO_LINE: Final = "<a:ln><a:noFill/></a:ln>"
CLEAR: Final = f"<c:spPr>{NO_FILL}{NO_LINE}</c:spPr>"
_ONLY_RANGE: Final = (
    '<c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/>'
    '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


def escaped(text: str) -> str:
    return escape(printable(text), {'"': "&quot;"})


def number(value: float) -> str:
    """A number as XML has it, with the fifteen digits of Excel: as its cell has it."""
    return f"{value:.15g}"


def solid(colour: str) -> str:
    return f"<a:solidFill>{colour}</a:solidFill>"


def line(colour: str, points: float, dash: Dash = "solid") -> str:
    """A stroke of so many points; its ends are cut where it ends."""
    return (
        f'<a:ln w="{round(points * EMU)}" cap="flat">{solid(colour)}'
        f'<a:prstDash val="{dash}"/><a:round/></a:ln>'
    )


def shape(stroke: str = NO_LINE, fill: str = "") -> str:
    """`c:spPr`: what something is filled and drawn with."""
    return f"<c:spPr>{fill}{stroke}</c:spPr>"


def letters(colour: str, size: float, *, bold: bool = False, tag: str = "a:defRPr") -> str:
    """The properties of a run, in the font of its document's texts: `size` in points."""
    return (
        f'<{tag} sz="{round(size * 100)}" b="{int(bold)}">{solid(colour)}'
        f'<a:latin typeface="+mn-lt"/></{tag}>'
    )


def text_properties(colour: str, size: float, *, bold: bool = False, align: Align = "ctr") -> str:
    """`c:txPr`; horizontal, on as many lines as the text itself has."""
    return (
        '<c:txPr><a:bodyPr rot="0" vert="horz" wrap="none"/><a:lstStyle/><a:p>'
        f'<a:pPr algn="{align}">{letters(colour, size, bold=bold)}</a:pPr><a:endParaRPr/></a:p>'
        "</c:txPr>"
    )


def inner_layout(left: float, top: float, width: float, height: float) -> str:
    """The plot without its figures, as shares of the chart."""
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/>'
        '<c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{left:.5f}"/><c:y val="{top:.5f}"/>'
        f'<c:w val="{width:.5f}"/><c:h val="{height:.5f}"/></c:manualLayout></c:layout>'
    )


def edge_layout(left: float, top: float) -> str:
    """Where a title begins, as shares of the chart."""
    return (
        '<c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{left:.5f}"/><c:y val="{top:.5f}"/></c:manualLayout></c:layout>'
    )


def moved(across: float, down: float) -> str:
    """How far a label lies from where it would stand, as shares of the chart."""
    if not across and not down:
        return ""
    return (
        "<c:layout><c:manualLayout>"
        f'<c:x val="{across:.5f}"/><c:y val="{down:.5f}"/></c:manualLayout></c:layout>'
    )


def numbers(cells: Range) -> str:
    """`c:numRef`: cells with what they held when they were written; blank ones are left out."""
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{number(value)}</c:v></c:pt>'
        for index, value in enumerate(cells.values)
        if isinstance(value, int | float)
    )
    return (
        f"<c:numRef><c:f>{escaped(cells.address)}</c:f><c:numCache>"
        f"<c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(cells.values)}"/>{points}</c:numCache></c:numRef>'
    )


def strings(cells: Range) -> str:
    """`c:strRef`, likewise."""
    return (
        f"<c:strRef><c:f>{escaped(cells.address)}</c:f>"
        f"<c:strCache>{_texts(cells)}</c:strCache></c:strRef>"
    )


def _texts(cells: Range) -> str:
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{escaped(str(value))}</c:v></c:pt>'
        for index, value in enumerate(cells.values)
        if value not in (None, "")
    )
    return f'<c:ptCount val="{len(cells.values)}"/>{points}'


def title(cells: Range, layout: str, colour: str, size: float, *, bold: bool = True) -> str:
    """A title that is read from a cell."""
    return (
        f'<c:title><c:tx>{strings(cells)}</c:tx>{layout}<c:overlay val="1"/>'
        f"{text_properties(colour, size, bold=bold, align='l')}</c:title>"
    )


def marker(symbol: Symbol, size: float = 0, fill: str = "", stroke: str = "") -> str:
    """`size` in points, which Office takes as whole ones from 2 to 72."""
    if symbol == "none":
        return '<c:marker><c:symbol val="none"/></c:marker>'
    within = min(max(round(size), 2), 72)
    return (
        f'<c:marker><c:symbol val="{symbol}"/><c:size val="{within}"/>'
        f"{shape(stroke, solid(fill))}</c:marker>"
    )


def error_bars(direction: Literal["x", "y"], plus: Range, minus: Range | None, stroke: str) -> str:
    """Lengths from a point to the ends of its stroke, from cells."""
    kind = "plus" if minus is None else "both"
    lower = f"<c:minus>{numbers(minus)}</c:minus>" if minus else ""
    return (
        f'<c:errBars><c:errDir val="{direction}"/><c:errBarType val="{kind}"/>'
        '<c:errValType val="cust"/><c:noEndCap val="1"/>'
        f"<c:plus>{numbers(plus)}</c:plus>{lower}{shape(stroke)}</c:errBars>"
    )


def label(
    index: int, text: str, run: str, side: Side, *, layout: str = "", align: Align = "ctr"
) -> str:
    """A data label that shows its cell of the series' range; `text` is what the cell holds.

    `run` are its letters, as `a:rPr`. Readers that know nothing of cells show the text itself.
    """
    return (
        f'<c:dLbl><c:idx val="{index}"/>{layout}<c:tx><c:rich>'
        '<a:bodyPr rot="0" vert="horz" wrap="none" lIns="38100" tIns="0" rIns="38100" bIns="0"/>'
        f'<a:lstStyle/><a:p><a:pPr algn="{align}"/><a:fld id="{_FIELD}" type="CELLRANGE">{run}'
        f"<a:t>{escaped(text)}</a:t></a:fld></a:p></c:rich></c:tx>{CLEAR}"
        f'<c:dLblPos val="{side}"/>{_ONLY_RANGE}<c:extLst><c:ext uri="{_LABEL_EXT}">'
        '<c15:showDataLabelsRange val="1"/></c:ext></c:extLst></c:dLbl>'
    )


def labels(found: Sequence[str]) -> str:
    """`c:dLbls`: these, and no others."""
    return (
        f"<c:dLbls>{''.join(found)}{CLEAR}{_usual_letters(found)}{_ONLY_RANGE}"
        f'<c:extLst><c:ext uri="{_LABEL_EXT}"><c15:showLeaderLines val="0"/>'
        "</c:ext></c:extLst></c:dLbls>"
    )


def _usual_letters(found: Sequence[str]) -> str:
    """Those of most labels once more, for all: in documents LibreOffice knows no others."""
    runs = Counter(run for one in found for run in _RUN.findall(one))
    ((usual, _),) = runs.most_common(1)
    return (
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>"
        f"<a:defRPr{usual}</a:defRPr></a:pPr><a:endParaRPr/></a:p></c:txPr>"
    )


def label_cells(cells: Range) -> str:
    """The end of a series: which cells its labels show."""
    return (
        f'<c:extLst><c:ext uri="{_SERIES_EXT}"><c15:datalabelsRange>'
        f"<c15:f>{escaped(cells.address)}</c15:f>"
        f"<c15:dlblRangeCache>{_texts(cells)}</c15:dlblRangeCache>"
        "</c15:datalabelsRange></c:ext></c:extLst>"
    )
