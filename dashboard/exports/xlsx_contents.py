"""The first sheet of a report: what it is, what is in it, and what there was nothing of."""

from typing import Final

from dashboard import words
from dashboard.exports import said
from dashboard.exports.gathered import absent
from dashboard.exports.model import Document
from dashboard.exports.xlsx_book import (
    HEADING,
    HEADLINE,
    NOTE,
    OVERLINE,
    STAMP,
    WRAPPED,
    Book,
    Page,
)

_WIDTHS: Final = (6.0, 90.0, 12.0, 12.0, 12.0)
# Names of the sheets of one view, in the order of its columns here.
Sheets = dict[str, str]


def contents_sheet(book: Book, document: Document) -> Page:
    """Made first, so that it lies first; `fill_contents` writes it when all sheets have names."""
    return book.page(said.CONTENTS.of(document.language), _WIDTHS)


def fill_contents(page: Page, document: Document, sheets: list[Sheets], methods: str) -> None:
    _title(page, document)
    row = _figures(page, document, sheets)
    page.link(row + 1, 1, f"internal:'{methods}'!A1", methods, WRAPPED)
    _absent(page, document, row + 3)


def _title(page: Page, document: Document) -> None:
    release = words.RELEASE.of(document.language)
    page.text(0, 0, page.book.stamp, STAMP)
    page.line(1, document.title, HEADLINE)
    page.line(2, document.subtitle, OVERLINE)
    made = document.made.date().isoformat()
    page.line(3, f"ALF Atlas · {release} {document.release} · {made}", NOTE)
    page.text(5, 0, said.FIGURES.of(document.language), HEADING | {"text_wrap": False})


def _figures(page: Page, document: Document, sheets: list[Sheets]) -> int:
    """A row for each view, with a link to each of its sheets; gives the row after the last."""
    row = 6
    for number, (exhibit, names) in enumerate(zip(document.exhibits, sheets, strict=True), 1):
        page.text(row, 0, str(number), HEADING)
        title = exhibit.heading or exhibit.rendered.headline
        page.text(row, 1, title, WRAPPED | {"bold": True})
        for column, (kind, name) in enumerate(names.items(), 2):
            page.link(row, column, f"internal:'{name}'!A1", kind, {"valign": "top"})
        if exhibit.comment:
            row += 1
            page.text(row, 1, exhibit.comment, WRAPPED)
        row += 1
    return row


def _absent(page: Page, document: Document, row: int) -> None:
    if document.absent:
        page.text(row, 1, said.NOT_SHOWN.of(document.language), HEADING)
    for at, missing in enumerate(absent(document), row + 1):
        page.text(at, 1, f"{missing.title}\n{missing.reason}", WRAPPED)
