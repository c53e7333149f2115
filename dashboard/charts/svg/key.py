"""The key of a chart or a matrix: samples of marks with their words, as many on a line as fit.

Not for signs such as "..": those are words under the picture.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from dashboard.charts.grammar import Chart, Emphasis, KeyEntry, Mark
from dashboard.charts.metrics import text_width, wrapped
from dashboard.charts.styles import emphasis_in_key
from dashboard.charts.svg.shapes import shape
from dashboard.charts.svg.writing import Style, box, stroke, tag, text_around
from dashboard.charts.theme import (
    BAND,
    BAND_LABEL,
    CARD,
    EMPHASIS,
    INK,
    OPEN_MARKS,
    SMALL_SIZE,
    SOFT,
    two_sided,
)

LINE: Final = 20.0
_RADIUS: Final = 5.0
_LONG: Final = 20.0
_TO_WORDS: Final = 7.0
_BETWEEN: Final = 18.0
_WORDS: Final = Style(SMALL_SIZE, SOFT)
_HEADING: Final = Style(SMALL_SIZE, INK, bold=True)


@dataclass(frozen=True, slots=True)
class Entry:
    """A sample, `wide` pixels across and drawn from its left side at 0, and what it means."""

    sample: str
    wide: float
    lines: tuple[str, ...]
    is_heading: bool = False

    @property
    def width(self) -> float:
        words = max(text_width(line, SMALL_SIZE, bold=self.is_heading) for line in self.lines)
        return self.wide + (_TO_WORDS if self.wide else 0.0) + words


@dataclass(frozen=True, slots=True)
class Key:
    """A key that has been laid out: what to draw, from its upper left corner, and how high."""

    drawn: str
    height: float


def chart_key(chart: Chart, width: float) -> Key:
    """Entries that share a heading begin on a line of their own."""
    rows = []
    for group, entries in groupby(chart.key, key=lambda entry: entry.group):
        heading = [Entry("", 0.0, (group,), is_heading=True)] if group else []
        rows.append([*heading, *(_entry(chart, entry, width) for entry in entries)])
    return laid_out(rows, width)


def laid_out(groups: Sequence[Sequence[Entry]], width: float) -> Key:
    drawn, top = [], 0.0
    for group in groups:
        for line in _lines(group, width):
            drawn += _written(line, top)
            top += max(LINE, max(len(entry.lines) for entry in line) * _WORDS.line_height + 2)
    return Key("".join(drawn), top)


def _lines(entries: Sequence[Entry], width: float) -> list[list[Entry]]:
    lines: list[list[Entry]] = []
    at = 0.0
    for entry in entries:
        if not lines or at + entry.width > width:
            lines.append([])
            at = 0.0
        lines[-1].append(entry)
        at += entry.width + _BETWEEN
    return lines


def _written(line: Sequence[Entry], top: float) -> list[str]:
    drawn, left = [], 0.0
    middle = top + LINE / 2
    for entry in line:
        if entry.sample:
            drawn.append(tag("g", entry.sample, transform=f"translate({left:.2f} {middle:.2f})"))
        words = left + entry.wide + (_TO_WORDS if entry.wide else 0.0)
        style = _HEADING if entry.is_heading else _WORDS
        down = (len(entry.lines) - 1) * style.line_height / 2
        drawn.append(text_around(entry.lines, words, middle + down, style))
        left += entry.width + _BETWEEN
    return drawn


def _entry(chart: Chart, entry: KeyEntry, width: float) -> Entry:
    sample, wide = _sample(chart, entry)
    return Entry(sample, wide, words_in(entry.label, width, wide))


def words_in(words: str, width: float, wide: float) -> tuple[str, ...]:
    """The words behind a sample in lines that fit."""
    return tuple(wrapped(words, width - wide - _TO_WORDS, SMALL_SIZE))


def _sample(chart: Chart, entry: KeyEntry) -> tuple[str, float]:
    emphasis = emphasis_in_key(chart, entry)
    colour = EMPHASIS[emphasis] if entry.place is None else two_sided(entry.place)
    if entry.is_band:
        return box(0.5, -5.5, _LONG - 0.5, 5.5, BAND, stroke=BAND_LABEL), _LONG
    if entry.is_line or entry.mark is None:
        dash = "3 3" if emphasis is Emphasis.NATION else ""
        return stroke([(0, 0), (_LONG, 0)], colour, 2, dash), _LONG
    return _mark(entry.mark, colour), 2 * _RADIUS


def _mark(mark: Mark, colour: str) -> str:
    hollow = mark in OPEN_MARKS
    return shape(
        mark, _RADIUS, 0, _RADIUS, fill=CARD if hollow else colour, stroke=colour,
        stroke_width=1.75 if hollow else 1.0,
    )  # fmt: skip
