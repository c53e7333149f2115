"""One view as the print template takes it. What a report adds is in `pdf_report.py`."""

from collections.abc import Sequence
from typing import Final

from dashboard import words
from dashboard.charts.fitting import Room
from dashboard.charts.grammar import Chart, Matrix
from dashboard.charts.metrics import wrapped
from dashboard.charts.svg.alone import chart_svgs
from dashboard.elements import Json
from dashboard.exports import said
from dashboard.exports.model import Exhibit
from dashboard.exports.paper_widths import UPRIGHT
from dashboard.exports.pdf_tables import matrix_content, table_content
from dashboard.views.model import Rendered, SourceLine
from warehouse.text import Language

# Points between the margins of a page that stands, as `print/document.typ` has them.
_PAGE_HEIGHT: Final = 724.0
# Around heading, chart and caption; the lines themselves are counted.
_AIR: Final = 80.0
_LEAST_CHART: Final = 320.0
# A longer comment stands under the chart, which it would push away from its heading.
_MOST_COMMENT: Final = 10


def exhibit_content(exhibit: Exhibit, *, in_report: bool) -> Json:
    """In a report, methods and sources stand at its end, once for all of its views."""
    rendered = exhibit.rendered
    language = rendered.state.language
    comment = [part.strip() for part in exhibit.comment.splitlines() if part.strip()]
    is_short = _lines(comment, 10) <= _MOST_COMMENT
    table = table_content(rendered.table, exhibit.address, language)
    return {
        "overline": rendered.overline,
        "heading": exhibit.heading or rendered.headline,
        "sentence": rendered.headline if exhibit.heading else "",
        "comment_above": comment if is_short else [],
        "comment_below": [] if is_short else comment,
        "sheets": _sheets(exhibit, comment if is_short else []),
        "matrix": _matrix(exhibit),
        "note": rendered.note,
        "signs": said.signs_line(rendered),
        "remarks": {"title": words.REMARKS.of(language), "items": list(rendered.warnings)},
        "table": table,
        "put_last": in_report and rendered.chart is not None and table["lies"],
        "about": known(words.ABOUT.of(language), () if in_report else rendered.about),
        "sources": sources(() if in_report else rendered.sources, language),
        "way_back": said.way_back(exhibit),
        "address": exhibit.address,
    }


def known(title: str, pairs: Sequence[tuple[str, str]]) -> Json:
    return {"title": title, "pairs": [list(pair) for pair in pairs]}


def sources(lines: Sequence[SourceLine], language: Language) -> Json:
    items = [
        {
            "name": line.short,
            "citation": line.citation,
            "address": line.address or "",
            "read_at": said.read_at(line, language, said.MOST_PLACES),
        }
        for line in lines
    ]
    return {"title": words.SOURCES.of(language), "items": items}


def _sheets(exhibit: Exhibit, comment: Sequence[str]) -> list[Json]:
    """The chart as pictures whose text is text, on as few pages as it needs."""
    rendered = exhibit.rendered
    if not isinstance(rendered.chart, Chart):
        return []
    taken = _height_of_words(exhibit, comment)
    room = Room(
        width=UPRIGHT,
        height=max(_PAGE_HEIGHT - taken, _LEAST_CHART),
        least_text=8,
        most_text=12,
        most_stretch=1,
    )
    language = rendered.state.language
    drawn = chart_svgs(
        rendered.chart, room, title=rendered.headline, description=rendered.description,
        language=language,
    )  # fmt: skip
    parts = [_part(number, len(drawn), language) for number in range(1, len(drawn) + 1)]
    return [
        {
            "svg": one.svg,
            "width": one.width,
            "height": one.height,
            "alt": f"{rendered.description}{part}",
            "caption": f"{rendered.overline}{part}",
        }
        for one, part in zip(drawn, parts, strict=True)
    ]


def _part(number: int, count: int, language: Language) -> str:
    if count == 1:
        return ""
    return f" ({said.PART_OF.of(language).format(part=number, parts=count)})"


def _height_of_words(exhibit: Exhibit, comment: Sequence[str]) -> float:
    """What stands on the page of the chart besides it: from its heading to its way back."""
    rendered = exhibit.rendered
    heading = exhibit.heading or rendered.headline
    sentence = [rendered.headline] if exhibit.heading else []
    return (
        _AIR
        + 19 * _lines([heading], 15)
        + 15 * _lines(sentence, 11)
        + 15 * _lines(comment, 10)
        + 12 * _lines([rendered.overline], 8.5) * 2
        + 12 * _lines([rendered.note, said.signs_line(rendered), said.way_back(exhibit)], 8.5)
    )


def _lines(paragraphs: Sequence[str], size: float) -> int:
    return sum(len(wrapped(text, UPRIGHT - 10, size, bold=True)) for text in paragraphs)


def _matrix(exhibit: Exhibit) -> Json | None:
    rendered = exhibit.rendered
    if not isinstance(rendered.chart, Matrix):
        return None
    return matrix_content(rendered.chart, _caption(rendered), exhibit.address)


def _caption(rendered: Rendered) -> str:
    return rendered.overline
