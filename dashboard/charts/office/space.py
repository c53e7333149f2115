"""A whole chart part: plot, axes, title, and what every chart of ours says about itself.

Not for the series in it: `series.py` writes those.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal

from dashboard.charts.grammar import ValueAxis
from dashboard.charts.office.canvas import Canvas
from dashboard.charts.office.drawing import (
    C15,
    CHART,
    MAIN,
    NO_FILL,
    NO_LINE,
    RELATIONS,
    escaped,
    inner_layout,
    line,
    number,
    shape,
    text_properties,
)
from dashboard.charts.office.model import LOCALES, WORKBOOK_RELATION, Paint
from dashboard.charts.office.sheet import Sheet
from dashboard.charts.signs import HARD_SPACE, MINUS
from dashboard.charts.theme import SMALL_SIZE
from warehouse.text import Language

X_AXIS: Final = 111_111_111
Y_AXIS: Final = 222_222_222
_HAIR: Final = 0.75
# Figures in the words of the document, not of who opens it: LibreOffice heeds it, Office takes
# its own. Numbers of Windows' locales, as `[MS-LCID]` lists them.
_SPOKEN: Final[dict[Language, str]] = {"sv": "[$-41D]", "en": "[$-809]"}
_UNSEEN: Final = (
    '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/>'
    f"{shape(NO_LINE)}"
)
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The chart of a panel and the sheets that it refers to; `xml` names no workbook yet."""

    canvas: Canvas
    title: str
    xml: str
    sheets: tuple[Sheet, ...]


def with_workbook(xml: str) -> bytes:
    """The part as it is where a workbook is embedded with it."""
    data = f'<c:externalData r:id="{WORKBOOK_RELATION}"><c:autoUpdate val="0"/></c:externalData>'
    end = "</c:chartSpace>"
    return f"{xml.removesuffix(end)}{data}{end}".encode()


def chart_space(
    *, canvas: Canvas, title: str, groups: str, axes: str, paint: Paint, language: Language
) -> str:
    """`groups` are the charts of the plot (`c:scatterChart`, …), `title` is a `c:title` or none."""
    default = text_properties(paint.ink, canvas.points(SMALL_SIZE))
    return (
        f'{_HEAD}<c:chartSpace xmlns:c="{CHART}" xmlns:a="{MAIN}" xmlns:r="{RELATIONS}" '
        f'xmlns:c15="{C15}"><c:date1904 val="0"/><c:lang val="{LOCALES[language]}"/>'
        f'<c:roundedCorners val="0"/><c:chart>{title}<c:autoTitleDeleted val="{int(not title)}"/>'
        f"<c:plotArea>{inner_layout(*canvas.plot)}{groups}{axes}{shape(NO_LINE, NO_FILL)}"
        '</c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"{shape(NO_LINE, NO_FILL)}{default}</c:chartSpace>"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """From one value to another; `ticks` is `tick_style(…)`, without which it is unseen.

    `crosses` is which end of the other axis it stands at.
    """

    ident: int
    crossing: int
    at: Literal["b", "l"]
    low: float
    high: float
    step: float | None = None
    ticks: str = ""
    grid: str = ""
    title: str = ""
    reverse: bool = False
    crosses: Literal["min", "max"] = "min"

    @property
    def xml(self) -> str:
        unit = f'<c:majorUnit val="{number(self.step)}"/>' if self.step else ""
        return (
            f'<c:valAx><c:axId val="{self.ident}"/><c:scaling>'
            f'<c:orientation val="{"maxMin" if self.reverse else "minMax"}"/>'
            f'<c:max val="{number(self.high)}"/><c:min val="{number(self.low)}"/></c:scaling>'
            f'<c:delete val="{int(not (self.ticks or self.grid))}"/><c:axPos val="{self.at}"/>'
            f"{self.grid}{self.title}{self.ticks or _UNSEEN}"
            f'<c:crossAx val="{self.crossing}"/><c:crosses val="{self.crosses}"/>'
            f'<c:crossBetween val="midCat"/>{unit}</c:valAx>'
        )


def tick_style(axis: ValueAxis, paint: Paint, canvas: Canvas, language: Language) -> str:
    """Figures beside an axis without a line, written as on the page."""
    return (
        f'<c:numFmt formatCode="{escaped(tick_format(axis, language))}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/>{shape(NO_LINE)}'
        f"{text_properties(paint.soft, canvas.points(SMALL_SIZE))}"
    )


def grid_lines(paint: Paint) -> str:
    return f"<c:majorGridlines>{shape(line(paint.hairline, _HAIR))}</c:majorGridlines>"


def tick_distance(axis: ValueAxis) -> float:
    return axis.ticks[1].value - axis.ticks[0].value


_FIGURE: Final = re.compile(
    rf"^([^\d{MINUS}]*)({MINUS}?)(\d[\d{HARD_SPACE}]*?)(?:[.,](\d+))?(\D*)$"
)
_SCALES: Final = (1.0, 1e3, 1e6, 1e9)


def tick_format(axis: ValueAxis, language: Language) -> str:
    """A number format for the ticks; a unit is written at the first alone where it is so there."""
    figures = [_FIGURE.match(tick.label) for tick in axis.ticks]
    decimals = max((len(found[4] or "") for found in figures if found), default=0)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "") + "," * _thousands(axis)
    spoken = _SPOKEN[language]
    plain = f"{spoken}{pattern};{spoken}{MINUS}{pattern}"
    first = figures[0]
    if first is None or not (first[1] or first[5]):
        return plain
    sign = MINUS if first[2] else ""
    start = f'"{sign}{first[1]}"' if sign or first[1] else ""
    # LibreOffice leaves out a hard space.
    end = f'"{first[5]}"'.replace(HARD_SPACE, " ") if first[5] else ""
    return f"[={number(axis.low)}]{spoken}{start}{pattern}{end};{spoken}{pattern}"


def _thousands(axis: ValueAxis) -> int:
    """How often the ticks' figures are divided by a thousand: kronor are written in millions."""
    last = axis.ticks[-1]
    found = _FIGURE.match(last.label)
    if found is None or not last.value:
        return 0
    written = float(f"{found[3]}.{found[4] or 0}".replace(HARD_SPACE, ""))
    ratio = abs(last.value) / written if written else 1.0
    return min(range(len(_SCALES)), key=lambda i: abs(_SCALES[i] - ratio))
