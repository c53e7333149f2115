"""Word documents with charts that can be edited, on our own template or the user's.

The line from a document to bytes; its hops are in `word/`.
"""

import io

from docx.document import Document as WordDocument
from docx.oxml import parse_xml

from dashboard.exports import said
from dashboard.exports.model import Document, Export, Holds
from dashboard.exports.word import package
from dashboard.exports.word.block import Block
from dashboard.exports.word.exhibit import exhibit_blocks, known
from dashboard.exports.word.last import last_tables, placed, views
from dashboard.exports.word.markup import whole
from dashboard.exports.word.paint import paint_of
from dashboard.exports.word.report import (
    absent,
    known_of_all,
    listed_sources,
    lists,
    sources_heading,
    title_page,
)
from dashboard.exports.word.sections import emptied, furnish, laid_out, room_of
from dashboard.exports.word.setting import Setting
from dashboard.exports.word.styles import styles_of
from dashboard.exports.word.tables import measured
from dashboard.exports.word.template import opened
from dashboard.exports.zipped import with_fixed_times
from warehouse.text import Text


def write(document: Document, template: bytes | None) -> bytes:
    """Raises TemplateRefused."""
    target, ours = opened(template), opened(None)
    section = emptied(target)
    package.drop_old_content(target, section)
    package.complete(target, ours)
    setting = _setting(document, target, ours)
    furnish(target, ours, document.title, said.stamp(document))
    body = laid_out(_blocks(document, setting), section)
    for element in list(parse_xml(whole(body))):
        section.addprevious(element)
    package.embed(target, setting)
    package.set_properties(target, document)
    package.set_language(target, document.language)
    package.settle(target)
    written = io.BytesIO()
    target.save(written)
    return with_fixed_times(written.getvalue())


def _setting(document: Document, target: WordDocument, ours: WordDocument) -> Setting:
    paint, colours = paint_of(target)
    return Setting(
        language=document.language,
        room=room_of(target.sections[-1]),
        paint=paint,
        colours=colours,
        styles=styles_of(target, ours),
    )


def _blocks(document: Document, setting: Setting) -> list[Block]:
    return _report(document, setting) if document.is_report else _alone(document, setting)


def _report(document: Document, setting: Setting) -> list[Block]:
    """The lists that open it come last: they name what has been written."""
    found = placed(document, setting)
    shown = views(found, setting)
    missing = Block("".join(absent(document, setting)))
    tables = last_tables(found, setting)
    told = Block("".join(known_of_all(document, setting)))
    opening = Block("".join((*title_page(document, setting), *lists(setting))))
    return [opening, *shown, missing, *tables, told]


def _alone(document: Document, setting: Setting) -> list[Block]:
    blocks: list[Block] = []
    for exhibit in document.exhibits:
        found = measured(exhibit.rendered, setting)
        blocks += exhibit_blocks(exhibit, found, setting, on_new_page=False)
        ending = [*known(exhibit, setting), *sources_heading(exhibit, setting)]
        ending += listed_sources(exhibit.rendered.sources, setting)
        blocks.append(Block("".join(ending)))
    return blocks


EXPORT = Export(
    id="docx",
    extension="docx",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    label=Text("Word", "Word"),
    write=write,
    holds=Holds.MANY,
    takes_template=True,
)
