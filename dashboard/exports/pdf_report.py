"""What a report has besides its views: title page, contents, sources and methods, told once."""

from dashboard import words
from dashboard.charts.grammar import Chart
from dashboard.elements import Json
from dashboard.exports import gathered, said
from dashboard.exports.model import Document
from dashboard.exports.pdf_exhibit import known, sources
from dashboard.header import day


def report_content(document: Document) -> Json:
    language = document.language
    release = f"{words.RELEASE.of(language)} {document.release}"
    absent = [{"title": one.title, "reason": one.reason} for one in gathered.absent(document)]
    methods = [(method.heading, method.text) for method in gathered.methods(document)]
    lines = [source.line for source in gathered.sources(document)]
    return {
        "subtitle": document.subtitle,
        "lines": [f"{release} · {day(document.made, language)}"],
        "contents": said.CONTENTS.of(language),
        "figures": said.FIGURES.of(language),
        "has_figures": any(isinstance(one.rendered.chart, Chart) for one in document.exhibits),
        "tables": said.TABLES.of(language),
        "table_last": said.TABLE_LAST.of(language),
        "on_page": said.ON_PAGE.of(language),
        "absent": {"title": said.NOT_SHOWN.of(language), "items": absent},
        "methods": known(said.METHODS.of(language), methods),
        "sources": sources(lines, language),
    }
