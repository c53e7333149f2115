"""A view or a report as an accessible document to print, send and keep: PDF/UA-1 and PDF/A-2a.

Charts are vectors, their text is text, tables are tables. What was checked of its accessibility,
and what was not, stands in `tests/dashboard/test_export_pdf_structure.py`.
"""

from typing import Final

from dashboard import words
from dashboard.charts.metrics import text_width
from dashboard.elements import Json
from dashboard.exports import said
from dashboard.exports.model import Document, Export, Holds
from dashboard.exports.pdf_compile import compiled
from dashboard.exports.pdf_exhibit import exhibit_content
from dashboard.exports.pdf_report import report_content
from dashboard.exports.pdf_tags import with_row_headers
from warehouse.text import Language, Text

_REGIONS: Final[dict[Language, str]] = {"sv": "SE", "en": "GB"}
# Points of the running title, beside the word for example data.
_RUNNING: Final = 400.0


def write(document: Document, _: bytes | None) -> bytes:
    return with_row_headers(compiled(_content(document)))


def _content(document: Document) -> Json:
    language = document.language
    made = document.made
    in_report = document.is_report
    return {
        "title": document.title,
        "running": _shortened(document.title),
        "author": words.PRODUCT,
        "description": _description(document),
        "keywords": _keywords(document),
        "made": {"year": made.year, "month": made.month, "day": made.day},
        "language": language,
        "region": _REGIONS[language],
        "stamp": said.stamp(document),
        "foot": f"{words.PRODUCT} · {words.RELEASE.of(language)} {document.release}",
        "page_of": said.PART_OF.of(language),
        "report": report_content(document) if in_report else None,
        "exhibits": [exhibit_content(one, in_report=in_report) for one in document.exhibits],
    }


def _description(document: Document) -> str:
    """What a list of files shows under the title."""
    if document.is_report:
        return " · ".join(filter(None, (said.stamp(document), document.subtitle)))
    return " ".join(exhibit.rendered.description for exhibit in document.exhibits)


def _keywords(document: Document) -> list[str]:
    codes = (exhibit.code for exhibit in document.exhibits)
    return [word for word in (said.stamp(document), document.release, *codes) if word]


def _shortened(title: str) -> str:
    """On one line at the top of every page; whole on the first and among the properties."""
    line = " ".join(title.split())
    if text_width(line, 8) <= _RUNNING:
        return line
    while text_width(line, 8) > _RUNNING:
        line = line[:-1]
    return f"{line.rstrip()} …"


EXPORT: Final = Export(
    id="pdf",
    extension="pdf",
    media_type="application/pdf",
    label=Text("PDF", "PDF"),
    write=write,
    holds=Holds.MANY,
)
