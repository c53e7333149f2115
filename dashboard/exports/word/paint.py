"""What charts and keys are painted with on a template: the colours of its theme, on white paper.

The rules are those of slides (`theme_paint.py`); here a key is text, whose colour Word wants as
a number.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from dashboard.charts import theme
from dashboard.charts.grammar import Emphasis
from dashboard.charts.office.model import Paint
from dashboard.charts.office.paint import ATLAS
from dashboard.exports.theme_hues import Hue, read_colour, theme_colours
from dashboard.exports.theme_paint import paint_for

_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
# What a theme calls its colours, and what charts call them.
_CALLED: Final = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}


def paint_of(document: WordDocument) -> tuple[Paint, dict[Emphasis, str]]:
    """The paint, and what each meaning then looks like, "#RRGGBB"."""
    blobs = [
        relation.target_part.blob
        for relation in document.part.rels.values()
        if relation.reltype == RELATIONSHIP_TYPE.THEME
    ]
    return _painted(blobs[0]) if blobs else (ATLAS, dict(theme.EMPHASIS))


@lru_cache(maxsize=16)
def _painted(content: bytes) -> tuple[Paint, dict[Emphasis, str]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    given = theme_colours(etree.fromstring(content, parser))
    colours = {_CALLED.get(name, name): colour for name, colour in given.items()}
    paint = paint_for(colours, Hue("", theme.CARD))
    return paint, {meaning: _seen(xml, colours) for meaning, xml in paint.emphasis.items()}


def _seen(colour: str, colours: Mapping[str, str]) -> str:
    hue = read_colour(etree.fromstring(f'<x xmlns:a="{_A}">{colour}</x>')[0], colours)
    assert hue is not None, f"a paint holds a colour that cannot be read: {colour}"
    return hue.seen
