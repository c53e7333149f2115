"""The cells of native charts, brought together on one sheet as blocks under each other.

Each chart is made with sheets of its own (`charts/office/sheet.py`); here these sheets become
blocks of a sheet that a reader sees beside the charts, and every reference follows. Not for the
look of the charts.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.charts.office.sheet import Cell, Column, Formula, Sheet
from dashboard.charts.theme import OWN
from dashboard.exports.xlsx_book import HEADING, NOTE, Page, Properties

_HEADER: Final[Properties] = HEADING | {
    "bottom": 1,
    "bottom_color": OWN,
    "valign": "bottom",
    "font_size": 9,
}
# In a chart: 'sheet'!$B$2:$B$9. In a cell: B2, $B$2 or 'sheet'!B2.
_CHART_FORMULA: Final = re.compile(r"(<(c|c15):f>)(.*?)(</\2:f>)")
_CHART_CELL: Final = re.compile(r"\$([A-Z]{1,3})\$(\d+)")
_SHEET: Final = re.compile(r"^'((?:[^']|'')+)'!")
_CELL: Final = re.compile(r"(?:'((?:[^']|'')+)'!)?(?<![\w$])(\$?[A-Z]{1,3}\$?)(\d+)\b")


@dataclass(frozen=True, slots=True)
class Block:
    """A sheet of a chart that begins `down` rows further down in the sheet that it moves to."""

    title: str
    sheet: Sheet
    down: int

    @property
    def end(self) -> int:
        return self.down + 1 + max((len(column.cells) for column in self.sheet.columns), default=0)


def placed(titled: Sequence[tuple[str, Sheet]], first: int) -> list[Block]:
    """One under another from the row `first`: a title, headings, cells, and an empty row."""
    found: list[Block] = []
    for title, sheet in titled:
        found.append(Block(title, sheet, (found[-1].end if found else first - 1) + 2))
    return found


Places = Mapping[str, int]


def places_of(blocks: Sequence[Block]) -> Places:
    """How far down each sheet has moved."""
    return {block.sheet.name: block.down for block in blocks}


def moved_chart(xml: str, places: Places, name: str) -> str:
    """The chart with its references to cells of the sheet called `name`."""
    return _CHART_FORMULA.sub(
        lambda found: f"{found[1]}{_moved_range(found[3], places, name)}{found[4]}", xml
    )


def _moved_range(address: str, places: Places, name: str) -> str:
    sheet = _SHEET.match(address)
    if sheet is None:
        raise ValueError(f"a chart refers to {address}, which names no sheet")
    down = places[sheet[1].replace("''", "'")]
    cells = _CHART_CELL.sub(lambda found: f"${found[1]}${int(found[2]) + down}",
                            address[sheet.end() :])  # fmt: skip
    return f"{_quoted(name)}!{cells}"


def _quoted(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"


def moved_formula(formula: str, own: str, places: Places) -> str:
    """A formula of the sheet called `own`, all of whose sheets are one now."""
    pieces = formula.split('"')
    pieces[::2] = [
        _CELL.sub(lambda found: _moved_cell(found, own, places), piece) for piece in pieces[::2]
    ]
    return '"'.join(pieces)


def _moved_cell(found: re.Match[str], own: str, places: Places) -> str:
    sheet = found[1].replace("''", "'") if found[1] else own
    return f"{found[2]}{int(found[3]) + places[sheet]}"


def write_blocks(page: Page, blocks: Sequence[Block]) -> None:
    places = places_of(blocks)
    for block in blocks:
        page.text(block.down - 1, 0, block.title, NOTE | {"text_wrap": False, "bold": True})
        for at, column in enumerate(block.sheet.columns):
            page.text(block.down, at, column.heading, _HEADER)
            for row, cell in _filled(column, block.down + 1):
                _write(page, (row, at), _moved(cell, block, places), column.number_format)


def _filled(column: Column, first: int) -> Iterator[tuple[int, Cell]]:
    return ((row, cell) for row, cell in enumerate(column.cells, first) if cell is not None)


def _moved(cell: Cell, block: Block, places: Places) -> Cell:
    if isinstance(cell, Formula):
        return Formula(moved_formula(cell.text, block.sheet.name, places), cell.value)
    return cell


def _write(page: Page, place: tuple[int, int], cell: Cell, number_format: str) -> None:
    look: Properties = {"num_format": number_format} if number_format else {}
    # Text keeps a distance to the figures that end in the column before it.
    beside = look | {"align": "left", "indent": 1 if place[1] else 0}
    if isinstance(cell, Formula):
        shown = beside if isinstance(cell.value, str) else look
        page.sheet.write_formula(*place, cell.text, page.book.format(shown), cell.value)
    elif isinstance(cell, str):
        page.text(*place, cell, beside)
    elif cell is not None:
        page.number(*place, cell, look)
