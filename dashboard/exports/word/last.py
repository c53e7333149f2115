"""Tables that a report has at its end: those too wide for the upright page of their view.

So charts follow each other without pages between them that are left half empty.
"""

from dataclasses import dataclass

from dashboard.charts.grammar import Chart
from dashboard.exports import said
from dashboard.exports.model import Document, Exhibit
from dashboard.exports.word.block import Block
from dashboard.exports.word.exhibit import exhibit_blocks
from dashboard.exports.word.setting import Setting
from dashboard.exports.word.tables import Measured, measured, table_block


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An exhibit with its table; `bookmark` is that of the table at the end, or empty."""

    exhibit: Exhibit
    table: Measured
    bookmark: str


def placed(document: Document, setting: Setting) -> list[Placed]:
    return [_placed(number, one, setting) for number, one in enumerate(document.exhibits, 1)]


def _placed(number: int, exhibit: Exhibit, setting: Setting) -> Placed:
    """A view that is nothing but its table keeps it."""
    found = measured(exhibit.rendered, setting)
    is_last = exhibit.rendered.chart is not None and found.layout.lies
    return Placed(exhibit=exhibit, table=found, bookmark=f"_Table{number:06}" if is_last else "")


def views(found: list[Placed], setting: Setting) -> list[Block]:
    """A chart follows on where it has room; what is a table begins a page."""
    return [
        block
        for number, one in enumerate(found)
        for block in exhibit_blocks(
            one.exhibit, one.table, setting, put_last=one.bookmark,
            on_new_page=number == 0 or not isinstance(one.exhibit.rendered.chart, Chart),
        )
    ]  # fmt: skip


def last_tables(found: list[Placed], setting: Setting) -> list[Block]:
    """Each under the heading of its view; nothing where every view has its own beside it."""
    lasting = [one for one in found if one.bookmark]
    if not lasting:
        return []
    heading = setting.heading(said.TABLES.of(setting.language))
    return [Block(heading, lies=True), *(_table(one, setting) for one in lasting)]


def _table(one: Placed, setting: Setting) -> Block:
    exhibit = one.exhibit
    heading = setting.subheading(exhibit.heading or exhibit.rendered.headline, one.bookmark)
    table = table_block(exhibit.rendered, exhibit.address, one.table, setting)
    return Block(heading + table.content, lies=True)
