"""One view in a document: heading, sentence, chart, what is to be known about it, table.

Not for what a report tells once for all of its views: that is `report.py`.
"""

from collections.abc import Iterator

from dashboard import words
from dashboard.charts.grammar import Chart, Matrix
from dashboard.exports import said
from dashboard.exports.model import Exhibit
from dashboard.exports.word.block import Block
from dashboard.exports.word.comment import long_comment, short_comment
from dashboard.exports.word.figures import figures
from dashboard.exports.word.markup import bold, link_within, run
from dashboard.exports.word.matrices import matrix_block
from dashboard.exports.word.setting import Setting
from dashboard.exports.word.styles import Role
from dashboard.exports.word.tables import Measured, table_block


def exhibit_blocks(
    exhibit: Exhibit, found: Measured, setting: Setting, *, on_new_page: bool, put_last: str = ""
) -> list[Block]:
    """Where there is no chart, the words lie with what lies, so that no page holds words alone.

    `put_last` is the bookmark of its table where that stands at the end of the report.
    """
    rendered = exhibit.rendered
    opening = "".join(_opening(exhibit, setting, on_new_page=on_new_page))
    shown = _shown(exhibit, setting)
    closing = "".join(_closing(exhibit, setting, put_last))
    table = Block("") if put_last else table_block(rendered, exhibit.address, found, setting)
    has_chart = isinstance(rendered.chart, Chart)
    lies = shown.lies if shown.content else table.lies
    around = lies and not has_chart
    return [
        Block(opening, lies=around),
        Block(shown.content, lies=around),
        Block(closing, lies=around),
        Block(table.content, lies=table.lies or around),
    ]


def _opening(exhibit: Exhibit, setting: Setting, *, on_new_page: bool) -> Iterator[str]:
    rendered = exhibit.rendered
    yield setting.heading(exhibit.heading or rendered.headline, on_new_page=on_new_page)
    yield setting.say(Role.OVERLINE, run(rendered.overline))
    if exhibit.heading:
        yield setting.say(Role.HEADLINE, run(rendered.headline))
    for line in short_comment(exhibit):
        yield setting.say(Role.NORMAL, run(line), layout="<w:keepNext/>")


def _shown(exhibit: Exhibit, setting: Setting) -> Block:
    rendered = exhibit.rendered
    match rendered.chart:
        case Chart() as chart:
            return Block("".join(figures(exhibit, chart, setting)))
        case Matrix() as matrix:
            return matrix_block(rendered, matrix, setting)
        case _:
            return Block("")


def _closing(exhibit: Exhibit, setting: Setting, put_last: str) -> Iterator[str]:
    rendered = exhibit.rendered
    yield setting.say(Role.NOTE, run(rendered.note))
    if signs := said.signs_line(rendered):
        yield setting.say(Role.NOTE, run(signs))
    yield setting.say(Role.NOTE, setting.link(exhibit.address, said.way_back(exhibit)))
    if put_last:
        pointer = f"{said.TABLE_LAST.of(setting.language)}."
        yield setting.say(Role.NOTE, link_within(put_last, pointer))
    yield from (setting.say(Role.NORMAL, run(line)) for line in long_comment(exhibit))
    if rendered.warnings:
        yield setting.say(Role.SUBHEADING, run(words.REMARKS.of(setting.language)))
        yield from (setting.say(Role.BULLET, run(remark)) for remark in rendered.warnings)


def known(exhibit: Exhibit, setting: Setting) -> Iterator[str]:
    """What a document of one view tells at its end: the measure, then the sources."""
    rendered = exhibit.rendered
    if rendered.about:
        yield setting.say(Role.SUBHEADING, run(words.ABOUT.of(setting.language)))
    for heading, text in rendered.about:
        yield setting.say(Role.NORMAL, bold(f"{heading}. "), run(text))
