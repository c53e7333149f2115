"""What a report has besides its views: title page, contents, sources and methods, told once."""

from collections.abc import Iterable
from dataclasses import replace

from dashboard import words
from dashboard.charts.grammar import Chart
from dashboard.elements import Json
from dashboard.exports import said
from dashboard.exports.model import Document
from dashboard.exports.pdf_exhibit import known, sources
from dashboard.header import day
from dashboard.views.model import SourceLine


def report_content(document: Document) -> Json:
    language = document.language
    release = f"{words.RELEASE.of(language)} {document.release}"
    absent = [{"title": one.title, "reason": one.reason} for one in document.absent]
    pairs = dict.fromkeys(pair for one in document.exhibits for pair in one.rendered.about)
    return {
        "subtitle": document.subtitle,
        "lines": [f"{release} · {day(document.made, language)}"],
        "contents": said.CONTENTS.of(language),
        "figures": said.FIGURES.of(language),
        "has_figures": any(isinstance(one.rendered.chart, Chart) for one in document.exhibits),
        "absent": {"title": said.NOT_SHOWN.of(language), "items": absent},
        "methods": known(said.METHODS.of(language), tuple(pairs)),
        "sources": sources(_all_sources(document), language),
    }


def _all_sources(document: Document) -> list[SourceLine]:
    """Each source once, with every place that any of the views read in it."""
    found: dict[str, SourceLine] = {}
    for line in (line for one in document.exhibits for line in one.rendered.sources):
        before = found.get(line.id, replace(line, locators=()))
        found[line.id] = replace(before, locators=_once((*before.locators, *line.locators)))
    return sorted(found.values(), key=lambda line: line.citation.casefold())


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
