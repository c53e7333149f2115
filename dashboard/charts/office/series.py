"""Series of XY charts: what bears marks, texts, strokes or lines, all of it from cells.

Helpers have cells in the sheet of support; figures have theirs in the sheet of data.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from dashboard.charts.office.canvas import Canvas
from dashboard.charts.office.drawing import (
    CLEAR,
    Align,
    Side,
    label,
    label_cells,
    labels,
    letters,
    marker,
    moved,
    numbers,
    shape,
    strings,
)
from dashboard.charts.office.sheet import Cell, Range, Sheet, value_of
from warehouse.text import Language

NO_MARKER: Final = marker("none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A text in a chart, beside the place (x, y) of its axes and moved so many pixels from there.

    `size` is in pixels of the plan, as the sizes of the theme are; `align` says how its lines
    stand above each other.
    """

    text: Cell
    x: Cell
    y: Cell
    side: Side
    colour: str
    size: float
    bold: bool = False
    across: float = 0.0
    down: float = 0.0
    align: Align = "l"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """From one place to another."""

    start: tuple[Cell, Cell]
    end: tuple[Cell, Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A series but for its number: `before` and `after` are what stands around its places."""

    name: Range
    x: Range
    y: Range
    before: str
    after: str

    def written(self, at: int, rows: int = 0) -> str:
        """`rows` is how many cells it refers to at least; those beyond its own are blank."""
        x, y = self.x.padded(rows), self.y.padded(rows)
        return (
            f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx>{strings(self.name)}</c:tx>'
            f"{self.before}<c:xVal>{numbers(x)}</c:xVal><c:yVal>{numbers(y)}</c:yVal>"
            f'<c:smooth val="0"/>{self.after}</c:ser>'
        )


@dataclass(slots=True)
class Group:
    """The series of a chart in the order that they are drawn, with the sheet of their helpers."""

    canvas: Canvas
    support: Sheet
    language: Language
    series: list[Series] = field(default_factory=list)

    def add_words(self, name: str, words: Sequence[Word]) -> None:
        """A series without marks that bears texts, those that say something."""
        words = [word for word in words if value_of(word.text)]
        if not words:
            return
        shown = self.support.add(name, [word.text for word in words])
        x = self.support.add(f"{name}: x", [word.x for word in words])
        y = self.support.add(f"{name}: y", [word.y for word in words])
        texts = [_written(index, word, self.canvas) for index, word in enumerate(words)]
        self.series.append(
            Series(
                name=self.support.heading(shown.column), x=x, y=y,
                before=CLEAR + NO_MARKER + labels(texts), after=label_cells(shown),
            )
        )  # fmt: skip

    def add_strokes(self, name: str, strokes: Sequence[Stroke], line: str) -> None:
        """A line with a blank row after each stroke: neither Office nor others draw across it."""
        rows = [end for one in strokes for end in (one.start, one.end, (None, None))][:-1]
        if rows:
            self.add_line(name, rows, line)

    def add_line(self, name: str, points: Sequence[tuple[Cell, Cell]], line: str) -> None:
        """A line through places; it is interrupted where one is blank."""
        x = self.support.add(f"{name}: x", [at for at, _ in points])
        y = self.support.add(f"{name}: y", [at for _, at in points])
        heading = self.support.heading(x.column)
        before = shape(line) + NO_MARKER
        self.series.append(Series(name=heading, x=x, y=y, before=before, after=""))

    @property
    def xml(self) -> str:
        """Office draws series by their order, the last on top; LibreOffice as they come, the first
        on top: so they come from the last to the first. And LibreOffice forgets what it has read
        when a series has more rows than all before it: so the first that comes refers to as many
        as the longest, the last of them blank.
        """
        longest = max((len(one.x.values) for one in self.series), default=0)
        last = len(self.series) - 1
        return "".join(
            one.written(at, longest if at == last else 0)
            for at, one in reversed(list(enumerate(self.series)))
        )


def _written(index: int, word: Word, canvas: Canvas) -> str:
    run = letters(word.colour, canvas.points(word.size), bold=word.bold, tag="a:rPr")
    return label(
        index, str(value_of(word.text)), run, word.side,
        layout=moved(*canvas.moved(word.across, word.down)), align=word.align,
    )  # fmt: skip


def runs(keys: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Stretches of the same key: the key, where it begins and where it has ended."""
    at = 0
    for key, found in groupby(keys):
        count = len(list(found))
        yield key, at, at + count
        at += count
