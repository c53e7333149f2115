"""A view's table as a table of Word, with the texts that the page shows."""

from dataclasses import dataclass

from dashboard import words
from dashboard.charts.theme import OWN_ROW
from dashboard.exports.word.block import Block
from dashboard.exports.word.grid import Box, Layout, grid, layout_for
from dashboard.exports.word.markup import run, sized
from dashboard.exports.word.setting import Setting
from dashboard.exports.word.styles import Role
from dashboard.views.model import Cell, Column, Rendered

_RIGHT = '<w:jc w:val="right"/>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What the cells of a table say, column by column, and how it is laid out for them."""

    texts: list[list[str]]
    layout: Layout


def measured(rendered: Rendered, setting: Setting) -> Measured:
    table = rendered.table
    texts = [
        [column.label, *(_said(rendered, number, at) for number in range(len(table.rows)))]
        for at, column in enumerate(table.columns)
    ]
    return Measured(texts=texts, layout=layout_for(texts, setting))


def table_block(rendered: Rendered, address: str, found: Measured, setting: Setting) -> Block:
    """`address` is that of the view: links of cells within the site become whole with it."""
    table, texts, layout = rendered.table, found.texts, found.layout
    look = "<w:b/><w:bCs/>" + sized(layout.size)
    header = [_box(run(c.label, look), c, setting, keep=True) for c in table.columns]
    rows = (
        [
            _filled(cell, texts[at][number + 1], (table.columns[at], address), setting,
                    size=layout.size, own=number in table.emphasised)
            for at, cell in enumerate(row)
        ]
        for number, row in enumerate(table.rows)
    )  # fmt: skip
    drawn = grid([header], rows, layout.columns, (table.caption, rendered.headline), setting)
    return Block(setting.table_caption(table.caption) + drawn, lies=layout.lies)


def _said(rendered: Rendered, number: int, at: int) -> str:
    """A row of own region says so in a word: its colour says nothing to those who listen."""
    text = rendered.table.rows[number][at].text
    if at or number not in rendered.table.emphasised:
        return text
    return f"{text} ({words.OWN_REGION.of(rendered.state.language)})"


def _filled(
    cell: Cell, text: str, where: tuple[Column, str], setting: Setting, *, size: float, own: bool
) -> Box:
    column, address = where
    look = ("<w:b/><w:bCs/>" if own else "") + sized(size)
    said = setting.link(cell.address, text, address, look) if cell.address else run(text, look)
    return _box(said, column, setting, fill=OWN_ROW if own else "")


def _box(content: str, column: Column, setting: Setting, *, fill: str = "",
         keep: bool = False) -> Box:  # fmt: skip
    layout = ("<w:keepNext/>" if keep else "") + (_RIGHT if column.is_number else "")
    return Box(content=setting.say(Role.CELL, content, layout=layout), fill=fill)
