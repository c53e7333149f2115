"""The texts around the marks of a panel, as labels of series without marks: names, notes, titles.

Not for marks and strokes, and not for axes with figures.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from dashboard.charts.fitting import Fitted
from dashboard.charts.geometry import (
    NAME_SHIFT,
    SMALL_LINE,
    TITLE_LINE,
    Frame,
    is_own,
    is_own_panel,
    share_categories,
)
from dashboard.charts.grammar import Category, Emphasis, Orientation
from dashboard.charts.names import names_placed
from dashboard.charts.office.canvas import Canvas
from dashboard.charts.office.drawing import Align, Dash, Side, edge_layout, line, title
from dashboard.charts.office.model import Paint
from dashboard.charts.office.paint import themed
from dashboard.charts.office.series import Group, Stroke, Word
from dashboard.charts.office.sheet import Cell, Sheet
from dashboard.charts.plan import subtitle_lines, title_lines
from dashboard.charts.rows import BAR_HEIGHT, category_lines, lines_above, note_rooms
from dashboard.charts.signs_drawn import missing_sign
from dashboard.charts.strips import StripLabel, strip_labels
from dashboard.charts.theme import SMALL_SIZE, TEXT_SIZE
from dashboard.charts.ticks import time_ticks
from warehouse.text import Language, Text

TITLE: Final = Text("Rubrik", "Title")
SUBTITLE: Final = Text("Underrubrik", "Subtitle")
AXIS_TITLE: Final = Text("Axelns rubrik", "Title of the axis")
ROW_NAMES: Final = Text("Radernas namn", "Names of rows")
NOTES: Final = Text("Anmärkningar", "Notes")
MISSING: Final = Text("Varför värde saknas", "Why a figure is missing")
PERIODS: Final = Text("Perioder", "Periods")
NAMES: Final = Text("Linjernas namn", "Names of lines")
STRIP: Final = Text("Namn på linjer, fält och brott", "Names of lines, bands and breaks")
STAMP: Final = Text("Stämpel", "Stamp")

_AT_SIDE: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A panel about to be drawn: where, with what, and for whom."""

    fitted: Fitted
    frame: Frame
    canvas: Canvas
    paint: Paint
    language: Language

    @property
    def is_rows(self) -> bool:
        return self.frame.orientation is Orientation.ROWS

    @property
    def x_range(self) -> tuple[float, float]:
        """The ends of the horizontal axis, left to right."""
        axis = self.frame.panel.axis
        return (axis.low, axis.high) if self.is_rows else self.frame.category_range

    @property
    def y_range(self) -> tuple[float, float]:
        """The ends of the vertical axis, bottom to top: rows are counted downwards."""
        axis = self.frame.panel.axis
        if not self.is_rows:
            return axis.low, axis.high
        first, last = self.frame.category_range
        return last, first

    def at(self, place: Cell, value: Cell) -> tuple[Cell, Cell]:
        """(x, y) of a value at a place of its categories."""
        return (value, place) if self.is_rows else (place, value)

    def between(self, place: Cell, low: Cell, high: Cell) -> Stroke:
        """From one value to another, at a place."""
        return Stroke(start=self.at(place, low), end=self.at(place, high))

    def across(self, place: float) -> Stroke:
        """From one end of the values to the other."""
        axis = self.frame.panel.axis
        return self.between(place, axis.low, axis.high)

    def stroke(self, colour: str, pixels: float, dash: Dash = "solid") -> str:
        return line(colour, self.canvas.points(pixels), dash)


def panel_title(scene: Scene, support: Sheet) -> str:
    """`c:title` from a cell at the upper left; nothing where the panel has no title."""
    lines = title_lines(scene.frame)
    if not lines:
        return ""
    canvas, frame = scene.canvas, scene.frame
    cell = support.add(TITLE.of(scene.language), ["\n".join(lines)])
    top = frame.top - frame.strip - frame.header
    is_own = is_own_panel(scene.fitted.plan, frame)
    colour = scene.paint.emphasis[Emphasis.OWN] if is_own else scene.paint.ink
    at = edge_layout(*canvas.share_of(frame.left, top))
    return title(cell, at, colour, canvas.points(TEXT_SIZE))


def add_texts(group: Group, scene: Scene) -> None:
    """All texts of a panel but those at marks."""
    say = scene.language
    group.add_words(SUBTITLE.of(say), list(_subtitle(scene)))
    group.add_words(AXIS_TITLE.of(say), list(_axis_titles(scene)))
    group.add_words(ROW_NAMES.of(say), list(row_names(scene)))
    group.add_words(NOTES.of(say), list(notes(scene)))
    group.add_words(MISSING.of(say), list(_missing(scene)))
    group.add_words(PERIODS.of(say), list(_periods(scene)))
    group.add_words(STRIP.of(say), list(_strips(scene)))
    group.add_words(NAMES.of(say), list(_end_names(scene)))


def _subtitle(scene: Scene) -> Iterator[Word]:
    lines, frame = subtitle_lines(scene.frame), scene.frame
    if lines:
        height = len(lines) * SMALL_LINE
        top = len(title_lines(frame)) * TITLE_LINE + height / 2 - frame.header - frame.strip
        yield _corner(scene, "\n".join(lines), down=top)


def _corner(scene: Scene, text: str, *, across: float = 0.0, down: float, foot: bool = False
            ) -> Word:  # fmt: skip
    """A quiet text that begins over or under the left side of the plot."""
    return Word(
        text=text, x=scene.x_range[0], y=scene.y_range[0 if foot else 1], side="r",
        colour=scene.paint.soft, size=SMALL_SIZE, across=across - _AT_SIDE, down=down,
    )  # fmt: skip


def _axis_titles(scene: Scene) -> Iterator[Word]:
    """Under the figures of rows, over those of columns; and under a second axis of values."""
    frame = scene.frame
    under = 22 + SMALL_LINE / 2
    if frame.panel.axis.title and scene.is_rows:
        yield _corner(scene, frame.panel.axis.title, down=under, foot=True)
    elif frame.panel.axis.title:
        across = _AT_SIDE - scene.fitted.plan.left if frame.column == 0 else 0.0
        over = -frame.strip - 8 - SMALL_LINE / 2
        yield _corner(scene, frame.panel.axis.title, across=across, down=over)
    if frame.panel.along is not None and frame.panel.along.title:
        yield _corner(scene, frame.panel.along.title, down=under, foot=True)


def row_names(scene: Scene) -> Iterator[Word]:
    """At the left of rows, or over them; once for panels beside each other that share rows."""
    frame, width = scene.frame, scene.fitted.width
    panels = [other.panel for other in scene.fitted.plan.frames]
    if not scene.is_rows or (frame.column and share_categories(panels)):
        return
    for category in frame.panel.categories:
        lines = lines_above(category, width) if frame.names else category_lines(category, width)
        up = BAR_HEIGHT / 2 + 1 + frame.names / 2 if frame.names else 0.0
        yield Word(
            text="\n".join(lines), x=scene.x_range[0], y=frame.along(category), side="r",
            colour=_row_colour(scene, category), size=TEXT_SIZE, bold=is_own(category),
            across=scene.canvas.left - frame.left, down=-up,
        )  # fmt: skip


def _row_colour(scene: Scene, category: Category) -> str:
    return scene.paint.emphasis[Emphasis.OWN] if is_own(category) else scene.paint.ink


def notes(scene: Scene) -> Iterator[Word]:
    """Columns of text at the right of the rows, ranged right, under their titles."""
    frame, plan = scene.frame, scene.fitted.plan
    rooms = note_rooms(plan.chart)
    ends = list(accumulate(rooms, initial=plan.right - sum(rooms) - _AT_SIDE))[1:]
    right = scene.x_range[1]
    for at, (heading, end) in enumerate(zip(frame.panel.note_titles, ends, strict=False)):
        yield Word(text=heading, x=right, y=scene.y_range[1], side="l", colour=scene.paint.soft,
                   size=SMALL_SIZE, across=end + _AT_SIDE, down=-4 - SMALL_LINE / 2, align="r"
        )  # fmt: skip
        for category in frame.panel.categories:
            yield Word(
                text=category.notes[at], x=right, y=frame.along(category), side="l",
                colour=_row_colour(scene, category), size=TEXT_SIZE, bold=is_own(category),
                across=end + _AT_SIDE, align="r",
            )  # fmt: skip


def _missing(scene: Scene) -> Iterator[Word]:
    """The sign of why there is no figure, where the figure would have stood."""
    frame = scene.frame
    for category in frame.panel.categories:
        sign = missing_sign(frame.panel, category)
        if sign:
            at = frame.along(category)
            x, y = (scene.x_range[0], at) if scene.is_rows else (at, scene.y_range[0])
            yield Word(text=sign, x=x, y=y, side="r" if scene.is_rows else "t",
                       colour=scene.paint.soft, size=TEXT_SIZE)  # fmt: skip


def _periods(scene: Scene) -> Iterator[Word]:
    """Under a time axis, on one or two lines."""
    if scene.is_rows or scene.frame.panel.along is not None:
        return
    positions, texts = time_ticks(scene.frame)
    for position, text in zip(positions, texts, strict=True):
        below = len(text) - len(text.lstrip("\n"))
        yield Word(text=text.lstrip("\n"), x=position, y=scene.y_range[0], side="b",
                   colour=scene.paint.soft, size=SMALL_SIZE, down=_AT_SIDE + below * SMALL_LINE,
                   align="ctr")  # fmt: skip


_ALIGNED: Final[dict[str, Align]] = {"left": "l", "center": "ctr", "right": "r"}
_SIDES: Final[dict[str, Side]] = {"left": "r", "center": "t", "right": "l"}


def _strips(scene: Scene) -> Iterator[Word]:
    """Names of bands, lines and breaks over the plot."""
    colours = {"band": scene.paint.ink, "line": scene.paint.ink,
               "break": scene.paint.emphasis[Emphasis.WARNING]}  # fmt: skip
    for found in strip_labels(scene.frame):
        yield _strip(scene, found, colours[found.kind])


def _strip(scene: Scene, found: StripLabel, colour: str) -> Word:
    """Beside its line, so high that it stands on its lane; or over it."""
    is_over = found.anchor == "center"
    height = len(found.lines) * SMALL_LINE
    return Word(
        text="\n".join(found.lines), x=found.at, y=scene.y_range[1], side=_SIDES[found.anchor],
        colour=colour, size=SMALL_SIZE, bold=found.kind != "line", across=found.shift,
        down=-found.bottom - (0 if is_over else height / 2),
        align=_ALIGNED[found.anchor],
    )  # fmt: skip


def _end_names(scene: Scene) -> Iterator[Word]:
    """Names beside what they name, moved apart where they would meet."""
    for name, up in names_placed(scene.frame, scene.fitted.width):
        yield Word(
            text="\n".join(name.lines), x=scene.x_range[1] if name.x is None else name.x,
            y=name.value, side="r", colour=themed(scene.paint, name.colour), size=SMALL_SIZE,
            bold=name.bold, across=NAME_SHIFT - _AT_SIDE, down=-up,
        )  # fmt: skip
