"""What a native Office chart is made of. The same parts go into slides, documents and workbooks."""

from dataclasses import dataclass
from typing import Final

from dashboard.charts.grammar import Emphasis
from warehouse.text import Language

# The name of the relation from a chart to the workbook that is embedded with it.
WORKBOOK_RELATION: Final = "rId1"
# What Office calls a language.
LOCALES: Final[dict[Language, str]] = {"sv": "sv-SE", "en": "en-GB"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rectangle:
    """In the units of the room the chart was fitted to, from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NativeChart:
    """One panel: a chart part and the workbook whose cells it refers to for all that it shows.

    `title` is the panel's own, for those who hear it; `xml` is a whole `c:chartSpace` that names
    its workbook by WORKBOOK_RELATION.
    """

    panel: str
    title: str
    xml: bytes
    workbook: bytes
    place: Rectangle


@dataclass(frozen=True, slots=True, kw_only=True)
class Paint:
    """How colours are written: names of a template's theme, so that a chart wears its dress.

    `emphasis` holds for each meaning the DrawingML of a colour, such as
    `<a:schemeClr val="accent1"/>`; `ink`, `soft`, `hairline`, `band`, `card` likewise.
    """

    emphasis: dict[Emphasis, str]
    ink: str
    soft: str
    hairline: str
    band: str
    card: str
