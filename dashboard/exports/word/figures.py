"""Charts in the text of a document: native, one drawing for each panel, side by side in a line.

Not for what the charts consist of (`charts/office/`) nor for the parts that hold them
(`embedded.py`).
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from dashboard.charts.fitting import Room, fitted
from dashboard.charts.grammar import Chart
from dashboard.charts.metrics import wrapped
from dashboard.charts.office.drawing import EMU
from dashboard.charts.office.model import NativeChart
from dashboard.charts.office.native import native_charts
from dashboard.exports import said
from dashboard.exports.model import Exhibit
from dashboard.exports.word.comment import short_comment
from dashboard.exports.word.keys import key_of_chart
from dashboard.exports.word.setting import Setting
from dashboard.exports.word.styles import Role
from dashboard.views.model import Rendered
from dashboard.xml_text import quoted

# Points.
_MOST_HEIGHT: Final = 560.0
# Charts that together are exactly as wide as the text would not all stand in its line.
_SLACK: Final = 3.0
_LEAST_HEIGHT: Final = 300.0
# For gaps around texts, and for templates whose letters are larger than ours.
_AIR: Final = 90.0
# Wider than this, text that is large enough would leave plots empty.
_MOST_WIDTH: Final = 760.0
# Pictures in a template's header have low numbers, and no two drawings may have the same.
_FIRST_ID: Final = 1_000_000
_LEAST_TEXT: Final = 8.5
_MOST_TEXT: Final = 13.5


def figures(exhibit: Exhibit, chart: Chart, setting: Setting) -> Iterator[str]:
    """Its key, then every sheet of the chart with its caption."""
    rendered = exhibit.rendered
    left = setting.room.height - _height_of_words(exhibit, chart, setting.room.width)
    room = Room(
        width=min(setting.room.width - _SLACK, _MOST_WIDTH),
        height=min(max(left, _LEAST_HEIGHT), _MOST_HEIGHT),
        least_text=_LEAST_TEXT,
        most_text=_MOST_TEXT,
        most_stretch=1.0,
    )
    sheets = fitted(chart, room)
    yield key_of_chart(chart, setting)
    for number, sheet in enumerate(sheets, start=1):
        part = _part(number, len(sheets), setting)
        drawn = native_charts(sheet, setting.paint, setting.language)
        yield from _lines(drawn, f"{rendered.description}{part}", rendered, setting)
        yield setting.figure_caption(f"{rendered.overline}{part}")


def _height_of_words(exhibit: Exhibit, chart: Chart, width: float) -> float:
    """What stands on the page of the chart besides it: from its heading to its caption."""
    rendered = exhibit.rendered
    key = "   ".join(entry.label for entry in chart.key)
    groups = len({entry.group for entry in chart.key})
    sized = (
        (exhibit.heading or rendered.headline, 17.0),
        (rendered.headline if exhibit.heading else "", 12.5),
        (rendered.overline, 9.5),
        *((line, 10.5) for line in short_comment(exhibit)),
        (key, 9.0),
        *((" ", 9.0) for _ in range(groups)),
        (f"Figur 99. {rendered.overline} (9 av 9)", 9.5),
    )
    lines = (
        len(wrapped(text, width, size, bold=True)) * size * 1.4 for text, size in sized if text
    )
    return sum(lines) + _AIR


def _part(number: int, count: int, setting: Setting) -> str:
    if count == 1:
        return ""
    return f" ({said.PART_OF.of(setting.language).format(part=number, parts=count)})"


def _lines(
    drawn: Sequence[NativeChart], description: str, rendered: Rendered, setting: Setting
) -> Iterator[str]:
    """A paragraph for each row of panels. The first chart tells those who listen the whole."""
    told = [description, *(f"{rendered.headline} {one.title}".strip() for one in drawn[1:])]
    described = zip(drawn, told, strict=True)
    for _, row in groupby(described, key=lambda pair: round(pair[0].place.top)):
        inlines = [_inline(chart, text, rendered.headline, setting) for chart, text in row]
        yield setting.say(Role.FIGURE, *inlines)


def _inline(chart: NativeChart, description: str, title: str, setting: Setting) -> str:
    relation, number = setting.chart(chart)
    width, height = int(chart.place.width * EMU), int(chart.place.height * EMU)
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{_FIRST_ID + number}" name={quoted(f"Atlas {number}")}'
        f" descr={quoted(description)} title={quoted(title)}/><wp:cNvGraphicFramePr/>"
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
