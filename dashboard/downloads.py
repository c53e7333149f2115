"""The folded list of every file that a card can be had as, grouped by what it is for."""

from typing import Final

from dashboard import report_words, words
from dashboard.elements import Element, element
from dashboard.exports import EXPORTS
from dashboard.exports.model import Export
from warehouse.text import Language, Text

# Which formats stand under which heading; a test holds that every format stands under one.
GROUPS: Final[tuple[tuple[Text, tuple[str, ...]], ...]] = (
    (report_words.DOCUMENT, ("pptx", "docx", "pdf")),
    (
        report_words.PICTURE,
        ("png", "png-column", "png-square", "svg", "svg-column", "svg-square"),
    ),
    (report_words.DATA, ("xlsx", "csv", "csv-plain", "parquet", "json")),
)


def downloads(address: str, query: str, language: Language) -> Element:
    """`address` is that of the exports of a view, `query` the choices of the card."""
    groups = [
        _group(
            heading, [EXPORTS[name] for name in names if name in EXPORTS], address, query, language
        )
        for heading, names in GROUPS
    ]
    return element(
        "details",
        element("summary", words.DOWNLOAD.of(language)),
        element("div", *groups, className="menu-panel"),
        className="menu",
        data_said=report_words.DOWNLOADING.of(language),
    )


def _group(
    heading: Text, exports: list[Export], address: str, query: str, language: Language
) -> Element | None:
    if not exports:
        return None
    links = [
        element(
            "li",
            element("a", made.label.of(language), href=href(made, address, query), download=""),
        )
        for made in exports
    ]
    name = element("p", heading.of(language), className="menu-name")
    return element("div", name, element("ul", *links, aria_label=heading.of(language)))


def href(export: Export, address: str, query: str) -> str:
    return f"{address}.{export.id}?{query}" if query else f"{address}.{export.id}"
