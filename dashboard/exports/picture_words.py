"""The words of a picture over and under its chart, in lines that fit its width."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from dashboard import words
from dashboard.charts.grammar import Chart
from dashboard.charts.svg.breaking import lines_in
from dashboard.charts.svg.writing import Style, stroke, text
from dashboard.charts.theme import HAIRLINE, INK, SOFT
from dashboard.exports import said
from dashboard.exports.model import Exhibit
from dashboard.views.model import Rendered
from warehouse.text import Language, Text

MORE_ROWS: Final = Text(
    "… och {count} rader till. Filerna i Excel- och CSV-format har alla.",
    "… and {count} more rows. The files in Excel and CSV format have them all.",
)
ONE_MORE_ROW: Final = Text(
    "… och en rad till. Filerna i Excel- och CSV-format har alla.",
    "… and one more row. The files in Excel and CSV format have them all.",
)
MORE_SOURCES: Final = Text("och {count} till", "and {count} more")

_OVERLINE: Final = Style(15, SOFT, line=20)
_HEADLINES: Final = tuple(Style(size, INK, bold=True, line=1.2 * size) for size in (30, 27, 24, 22))
_MOST_LINES: Final = 3
_NOTE: Final = Style(15, INK, line=21)
_QUIET: Final = Style(13, SOFT, line=18)
_GAP: Final = 6.0
# More than this is said in number: a picture has no room to say it all.
_OPEN_REMARKS: Final = 2
_OPEN_SOURCES: Final = 3


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs below each other, from an upper left corner, and how high they are."""

    drawn: str
    height: float


Paragraph = tuple[list[str], Style]


def above(exhibit: Exhibit, width: float) -> Block:
    """What it is about, and what it says."""
    rendered = exhibit.rendered
    over = (lines_in(rendered.overline, width, _OVERLINE.size), _OVERLINE)
    return _block([over, _headline(rendered.headline, width)], gap=2)


def _headline(headline: str, width: float) -> Paragraph:
    """As large as it may be in three lines."""
    for style in _HEADLINES:
        lines = lines_in(headline, width, style.size, bold=True)
        if len(lines) <= _MOST_LINES:
            break
    return lines, style


def below(exhibit: Exhibit, width: float) -> Block:
    """Note, remarks, signs and sources, and under a line how to come back to the view."""
    rendered = exhibit.rendered
    paragraphs = [(lines_in(rendered.note, width, _NOTE.size), _NOTE)]
    paragraphs += [(lines_in(line, width, _QUIET.size), _QUIET) for line in _small(exhibit)]
    notes = _block(paragraphs, gap=_GAP)
    back = _block([(lines_in(said.way_back(exhibit), width, _QUIET.size), _QUIET)], gap=0)
    at = notes.height + _GAP
    line = stroke([(0, at), (width, at)], HAIRLINE, 1)
    moved = f'<g transform="translate(0 {at + _GAP})">{back.drawn}</g>'
    return Block(notes.drawn + line + moved, at + _GAP + back.height)


def _small(exhibit: Exhibit) -> Iterator[str]:
    rendered = exhibit.rendered
    yield from _remarks(exhibit)
    if signs := said.signs_line(_as_seen(rendered)):
        yield signs
    if sources := _sources(rendered):
        yield sources


def _as_seen(rendered: Rendered) -> Rendered:
    """Of a chart only its own signs are to be explained, not those of a table that is not there."""
    return replace(rendered, signs=()) if isinstance(rendered.chart, Chart) else rendered


def _remarks(exhibit: Exhibit) -> Iterator[str]:
    remarks = exhibit.rendered.warnings
    if len(remarks) <= _OPEN_REMARKS:
        yield from remarks
        return
    count = words.REMARK_COUNT.of(exhibit.rendered.state.language).format(count=len(remarks))
    yield f"{count}: {exhibit.address}"


def _sources(rendered: Rendered) -> str:
    """Those that the note has not named; where they are many the first of them."""
    language = rendered.state.language
    named = [source.short for source in rendered.sources]
    if not named or all(name in rendered.note for name in named[:_OPEN_SOURCES]):
        return ""
    rest = len(named) - _OPEN_SOURCES
    shown = named[:_OPEN_SOURCES]
    shown += [MORE_SOURCES.of(language).format(count=rest)] if rest > 0 else []
    return f"{words.SOURCES.of(language)}: {'; '.join(shown)}"


def _block(paragraphs: list[Paragraph], *, gap: float) -> Block:
    drawn, top = [], 0.0
    for lines, style in paragraphs:
        drawn.append(text(lines, 0, top, style))
        top += len(lines) * style.line_height + gap
    return Block("".join(drawn), top - gap if paragraphs else 0.0)


def more_rows(count: int, language: Language) -> str:
    return (MORE_ROWS if count > 1 else ONE_MORE_ROW).of(language).format(count=count)
