"""The sheets of words: what a view is about, and what a whole report rests on.

Not for the figures themselves.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from dashboard import words
from dashboard.exports import said
from dashboard.exports.gathered import Method, Source, methods, sources
from dashboard.exports.model import Document, Exhibit
from dashboard.exports.xlsx_book import HEADING, HEADLINE, STAMP, WRAPPED, Book, Page
from dashboard.exports.xlsx_data import title_block
from dashboard.views.model import Rendered, SourceLine
from warehouse.text import Language, Text

COMMENT: Final = Text("Kommentar", "Comment")
MADE: Final = Text("Utgåvan byggd", "Release built")
_WIDTHS: Final = (24.0, 92.0, 32.0)
_REPORT_WIDTHS: Final = (*_WIDTHS, 14.0)


@dataclass(frozen=True, slots=True)
class Line:
    """A heading, its text, and where to read more, if anywhere."""

    heading: str
    text: str
    address: str = ""


def about_sheet(book: Book, name: str, document: Document, exhibit: Exhibit) -> str:
    """All that is to be known of one view; in a report, only what is its own."""
    page = book.page(name, _WIDTHS)
    title_block(page, exhibit.rendered)
    lines = [*_own(document, exhibit), *([] if document.is_report else _shared(exhibit.rendered))]
    _lines(page, 4, lines)
    return page.name


def _lines(page: Page, first: int, lines: Iterable[Line]) -> None:
    """A heading stands once for all the texts under it that share it."""
    before = ""
    for row, line in enumerate(lines, first):
        if line.heading != before:
            page.text(row, 0, line.heading, HEADING)
        before = line.heading
        page.text(row, 1, line.text, WRAPPED)
        if line.address:
            page.link(row, 2, line.address, _site(line.address), {"valign": "top"})


def _site(address: str) -> str:
    """A link is called by where it leads; the whole address is too long to read."""
    return urlsplit(address).netloc or address


def _own(document: Document, exhibit: Exhibit) -> Iterator[Line]:
    rendered, language = exhibit.rendered, document.language
    if exhibit.comment:
        yield Line(COMMENT.of(language), exhibit.comment)
    yield Line(said.DESCRIPTION.of(language), rendered.description)
    yield from (Line(words.REMARKS.of(language), remark) for remark in rendered.warnings)
    for sign, meaning in said.signs(rendered):
        yield Line(words.SIGNS.of(language), f"{sign} = {meaning}")
    yield Line(words.RELEASE.of(language), rendered.release)
    yield Line(MADE.of(language), document.made.date().isoformat())
    yield Line(said.CODE.of(language), exhibit.code)
    way = said.WAY_BACK.of(language).format(address=exhibit.address)
    yield Line(said.ADDRESS.of(language), way, exhibit.address)


def _shared(rendered: Rendered) -> Iterator[Line]:
    """What other views may say too: definitions, methods, sources."""
    yield from (Line(heading, text) for heading, text in rendered.about)
    yield from (_cited(source, rendered.state.language) for source in rendered.sources)


def methods_sheet(book: Book, document: Document) -> str:
    """Definitions, methods and sources of all views, each once, with the views that rest on it."""
    language = document.language
    title = f"{said.METHODS.of(language)}, {words.SOURCES.of(language).lower()}"
    page = book.page(title, _REPORT_WIDTHS)
    page.text(0, 0, book.stamp, STAMP)
    page.line(1, title, HEADLINE)
    page.text(3, 3, said.FIGURES.of(language), HEADING)
    found: list[Method | Source] = [*methods(document), *sources(document)]
    _lines(page, 4, (_line(one, language) for one in found))
    for row, one in enumerate(found, 4):
        page.text(row, 3, ", ".join(map(str, one.views)), WRAPPED)
    return page.name


def _line(known: Method | Source, language: Language) -> Line:
    if isinstance(known, Method):
        return Line(known.heading, known.text)
    return _cited(known.line, language)


def _cited(source: SourceLine, language: Language) -> Line:
    text = said.cited(source, language)
    return Line(words.SOURCES.of(language), text, source.address or "")
