"""The sheet with the charts of a view: the same native charts as on a slide, and their cells.

The cells stand under the charts, so that whoever changes a figure sees its mark move.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from xlsxwriter.chart import Chart as WorkbookChart

from dashboard.charts.fitting import Fitted, Room, fitted
from dashboard.charts.grammar import Chart
from dashboard.charts.numbers import spoken
from dashboard.charts.office.native import drawn_chart
from dashboard.charts.office.paint import ATLAS
from dashboard.charts.office.space import Drawn
from dashboard.exports.xlsx_blocks import (
    Block,
    Places,
    moved_chart,
    placed,
    places_of,
    write_blocks,
)
from dashboard.exports.xlsx_book import Book, Page
from dashboard.exports.xlsx_data import title_block
from dashboard.exports.xlsx_key import write_key
from dashboard.views.model import Rendered
from warehouse.text import Language, Text

FIGURES: Final = Text("Diagrammets siffror", "Figures of the chart")
SUPPORT: Final = Text("Det som diagrammet i övrigt läser", "What else the chart reads")
KEY_ROW: Final = 4
FIRST_ROW: Final = 6
# A sheet goes on below: only the width of a screen and the size of text bound a chart.
_ROOM: Final = Room(width=720, height=20_000, least_text=9.5, most_text=12.5, most_stretch=1)
_ROW_POINTS: Final = 15.0
_PIXELS: Final = 96 / 72
_WIDTHS: Final = (34.0, *([13.0] * 11))
_PRINTED_COLUMNS: Final = 9
# Charts stay where and as large as they are, whatever is done to rows and columns.
_FREE: Final = 3


class ReadyChart(WorkbookChart):  # type: ignore[misc]
    """A chart that is written as it is given."""

    def __init__(self, xml: str) -> None:
        super().__init__()
        self._xml = xml
        # The library refuses a chart without series, and looks no further at those it has.
        self.series = [xml]

    def _assemble_xml_file(self) -> None:
        self.fh.write(self._xml)
        self._xml_close()


@dataclass(frozen=True, slots=True)
class _Placed:
    """A chart and how far down its sheet of the room begins, in points."""

    drawn: Drawn
    top: float


def chart_sheet(book: Book, name: str, rendered: Rendered, chart: Chart) -> str:
    page = book.page(name, _WIDTHS)
    title_block(page, rendered)
    write_key(page, KEY_ROW, chart)
    charts, height = _drawn(chart, rendered.state.language)
    end = FIRST_ROW + ceil(height / _ROW_POINTS) + 1
    # On one sheet of paper: a page would end in the middle of a chart.
    page.sheet.fit_to_pages(1, 1)
    page.sheet.print_area(0, 0, end, _PRINTED_COLUMNS - 1)
    blocks = _blocks(charts, end + 1, rendered.state.language)
    write_blocks(page, blocks)
    for number, one in enumerate(charts):
        _insert(page, one, places_of(blocks), _said(rendered, one.drawn, is_first=number == 0))
    return page.name


def _drawn(chart: Chart, language: Language) -> tuple[list[_Placed], float]:
    """All charts, and how high they are together."""
    found: list[_Placed] = []
    top = 0.0
    for sheet in fitted(chart, _ROOM):
        found += [_Placed(one, top) for one in _panels(sheet, language, len(found))]
        top += sheet.plan.height * sheet.scale
    return found, top


def _panels(sheet: Fitted, language: Language, before: int) -> list[Drawn]:
    frames = enumerate(sheet.plan.frames, before + 1)
    return [drawn_chart(sheet, f, ATLAS, language, f"{number} ") for number, f in frames]


def _blocks(charts: Sequence[_Placed], first: int, language: Language) -> list[Block]:
    """The figures of all panels first, then what else the charts read."""
    titled = [
        (_titled(kind.of(language), one.drawn.title), one.drawn.sheets[at])
        for at, kind in enumerate((FIGURES, SUPPORT))
        for one in charts
    ]
    return placed(titled, first)


def _titled(kind: str, panel: str) -> str:
    return f"{kind}: {panel}" if panel else kind


def _insert(page: Page, one: _Placed, places: Places, said: str) -> None:
    place = one.drawn.canvas.place
    chart = ReadyChart(moved_chart(one.drawn.xml, places, page.name))
    chart.set_size({"width": place.width * _PIXELS, "height": place.height * _PIXELS})
    page.book.workbook.charts.append(chart)
    page.sheet.insert_chart(
        FIRST_ROW, 0, chart,
        {"x_offset": place.left * _PIXELS, "y_offset": (one.top + place.top) * _PIXELS,
         "object_position": _FREE, "description": said},
    )  # fmt: skip


def _said(rendered: Rendered, drawn: Drawn, *, is_first: bool) -> str:
    """The whole chart in words at its first panel, each other panel by its name."""
    language = rendered.state.language
    text = rendered.description if is_first or not drawn.title else rendered.headline
    return spoken(f"{drawn.title}. {text}" if drawn.title else text, language)
