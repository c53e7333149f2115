"""A table of Word from cells that are ready: widths, header rows, what it is for those who listen.

Not for what stands in the cells: that is `tables.py` and `matrices.py`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.exports.paper_widths import LYING, UPRIGHT, widths
from dashboard.exports.word.markup import TWIPS, shaded
from dashboard.exports.word.setting import Setting
from dashboard.exports.word.styles import Role
from dashboard.xml_text import quoted

# Half a point smaller than this, text in cells cannot be read on paper.
_LEAST_SIZE: Final = 7.5
# Points between columns, where the page has room to spare.
_MOST_AIR: Final = 14.0
# Beside the text of a cell, in twentieths of a point.
_PAD: Final = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Columns in points, the size of text, and whether the page is turned."""

    columns: tuple[float, ...]
    size: float
    lies: bool


def layout_for(texts: Sequence[Sequence[str]], setting: Setting) -> Layout:
    """As in the printed document, on the paper that the template has."""
    found = widths(texts)
    room = setting.room
    given, lent = (LYING, room.lying) if found.lies else (UPRIGHT, room.width)
    ratio = min(lent / given, 1.0)
    air = min((lent - sum(found.columns) * ratio) / len(found.columns), _MOST_AIR)
    return Layout(
        columns=tuple(width * ratio + max(air, 0.0) for width in found.columns),
        size=max(found.size * ratio, _LEAST_SIZE),
        lies=found.lies and room.lying > room.width,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A cell: its paragraphs, how many columns it takes, its background and edge."""

    content: str
    columns: int = 1
    fill: str = ""
    edge: str = ""

    def xml(self, width: float) -> str:
        span = f'<w:gridSpan w:val="{self.columns}"/>' if self.columns > 1 else ""
        fill = shaded(self.fill) if self.fill else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{round(width * TWIPS)}" w:type="dxa"/>{span}'
            f"{self.edge}{fill}</w:tcPr>{self.content}</w:tc>"
        )


def grid(
    header: Sequence[Sequence[Box]], rows: Iterable[Sequence[Box]], columns: Sequence[float],
    described: tuple[str, str], setting: Setting,
) -> str:  # fmt: skip
    """`described` is what it is called and what it says. A row never breaks across pages."""
    caption, description = described
    widths_given = "".join(f'<w:gridCol w:w="{round(width * TWIPS)}"/>' for width in columns)
    lines = [
        *(_row(row, columns, "<w:cantSplit/><w:tblHeader/>") for row in header),
        *(_row(row, columns, "<w:cantSplit/>") for row in rows),
    ]
    return (
        f"<w:tbl><w:tblPr><w:tblStyle w:val={quoted(setting.styles[Role.TABLE])}/>"
        f'<w:tblW w:w="{round(sum(columns) * TWIPS)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="{_PAD}" w:type="dxa"/><w:right w:w="{_PAD}" w:type="dxa"/>'
        '</w:tblCellMar><w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoted(caption)}/><w:tblDescription w:val={quoted(description)}/>"
        f"</w:tblPr><w:tblGrid>{widths_given}</w:tblGrid>{''.join(lines)}</w:tbl>"
    )


def _row(boxes: Sequence[Box], columns: Sequence[float], properties: str) -> str:
    cells: list[str] = []
    at = 0
    for box in boxes:
        cells.append(box.xml(sum(columns[at : at + box.columns])))
        at += box.columns
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"
