"""The card under the view of a code: what has changed since, and why as far as known."""

from collections.abc import Sequence

from dashboard import changed_words as words
from dashboard.browser_components import static, watched
from dashboard.changed import Change, Changes
from dashboard.changed_since import CodeReport, cut, lists, when
from dashboard.elements import Element, Json, Node, element
from dashboard.tables import table_component
from dashboard.views.model import Cell, Column, Table
from warehouse.text import Language, Text


def since_section(report: CodeReport) -> Json:
    language = report.language
    compared = [when(words.COMPARED, report.now, language)] if report.now else []
    return watched(
        "section",
        static(
            element("h2", words.SINCE.of(language), id="since", className="headline"),
            element(
                "div",
                *(element("p", text, className="note") for text in compared),
                *_changes(report),
                element("p", report.instead, className="instead") if report.instead else None,
                *_why(report),
                className="card-body",
            ),
        ),
        id="code-since",
        className="card span-full since",
        aria_labelledby="since",
    )


def _changes(report: CodeReport) -> list[Node]:
    language = report.language
    if isinstance(report.since, Text):
        return [element("p", report.since.of(language))]
    return [
        *_pairs(report.since, language),
        *_rows(report.since, language),
        *(
            _list(heading.of(language), cut(texts, language))
            for heading, texts in lists(report.since)
            if texts
        ),
    ]


def _pairs(since: Changes, language: Language) -> list[Element]:
    """Headline, note and what is said of the measure: then, and now."""
    named = ((words.HEADLINE, since.headline), (words.NOTE, since.note))
    found = [(heading.of(language), change) for heading, change in named if change]
    found += [(change.what, change) for change in since.about]
    return [part for heading, change in found for part in _pair(heading, change, language)]


def _pair(heading: str, change: Change, language: Language) -> tuple[Element, Element]:
    nothing = words.NOTHING.of(language)
    said = ((words.THEN, change.old), (words.NOW, change.new))
    rows = [
        element("div", element("dt", when_.of(language)), element("dd", text or nothing))
        for when_, text in said
    ]
    return element("h3", heading), element("dl", *rows, className="about")


def _rows(since: Changes, language: Language) -> list[Node]:
    """The changed rows as a table of its own: a row for each figure."""
    found = [(row.row, change) for row in since.table.changed for change in row.changes]
    if not found:
        return []
    heading = words.ROWS_CHANGED.of(language)
    table = _table(heading, found, language)
    return [element("h3", heading), table_component(table, "code-changes", language)]


def _table(caption: str, found: Sequence[tuple[str, Change]], language: Language) -> Table:
    nothing = words.NOTHING.of(language)
    columns = (("row", words.ROW), ("part", words.PART), ("then", words.THEN), ("now", words.NOW))
    return Table(
        caption=caption,
        columns=tuple(Column(key=key, label=text.of(language)) for key, text in columns),
        rows=tuple(
            tuple(Cell(text=text or nothing) for text in (row, one.what, one.old, one.new))
            for row, one in found
        ),
    )


def _list(heading: str, texts: Sequence[str]) -> Element:
    listed = [element("li", text) for text in texts]
    return element("div", element("h3", heading), element("ul", *listed, className="remarks"))


def _why(report: CodeReport) -> list[Element]:
    """Nothing where the release is the same."""
    if report.is_in_force or report.now is None:
        return []
    language = report.language
    files = cut(report.inputs, language) or [words.SAME_INPUTS.of(language)]
    program = [report.program] if report.program else []
    return [_list(words.WHY.of(language), [*files, *program])]
