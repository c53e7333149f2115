"""Texts around bars, as labels of bars that nobody sees: notes behind rows, names over them, stamp.

These bars lie on axes of their own, unseen, with the same ends: what stands in a stack would move
it. Titles are real titles and names beside rows are the axis'; both are in `bars.py`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, Literal

from dashboard.charts.geometry import SMALL_LINE, TITLE_LINE, is_own
from dashboard.charts.grammar import Category, Emphasis, Orientation
from dashboard.charts.metrics import text_width
from dashboard.charts.office.bars_axes import over_plot
from dashboard.charts.office.bars_parts import BarSide, Part, bar_label
from dashboard.charts.office.bars_stamp import widest
from dashboard.charts.office.drawing import letters, moved
from dashboard.charts.office.paint import text_colour
from dashboard.charts.office.sheet import Sheet
from dashboard.charts.office.surroundings import (
    AXIS_TITLE,
    NOTES,
    ROW_NAMES,
    STAMP,
    SUBTITLE,
    Scene,
)
from dashboard.charts.plan import subtitle_lines, title_lines
from dashboard.charts.rows import BAR_HEIGHT, lines_above, note_rooms
from dashboard.charts.signs_drawn import missing_sign
from dashboard.charts.theme import SMALL_SIZE, TEXT_SIZE

# What a label keeps between itself and the end of its bar.
_AT_SIDE: Final = 4
_NO_FILL: Final = ""

Place = Literal["low", "middle", "high"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """A text in a row, beside an end of the axis, moved so many pixels from there.

    At the low end it begins there, at the high end it ends there. It `hides` what it stands on.
    """

    row: int
    at: Place
    text: str
    colour: str
    size: float
    bold: bool = False
    across: float = 0.0
    down: float = 0.0
    hides: bool = False


def words_of(scene: Scene, support: Sheet) -> list[Part]:
    """Series of unseen bars with the texts of a panel that neither axes nor titles hold."""
    say = scene.language
    found: list[tuple[str, list[Caption]]] = []
    if not over_plot(scene):
        found.append((SUBTITLE.of(say), list(_subtitle(scene))))
        found.append((STAMP.of(say), list(_stamp(scene))))
    found.append((AXIS_TITLE.of(say), list(_axis_title(scene))))
    if scene.frame.names:
        found.append((ROW_NAMES.of(say), list(_names_above(scene))))
    for title, captions in _notes(scene):
        heading = f"{NOTES.of(say)}: {title.text}"
        found += [(heading, captions), (f"{heading}, {ROW_NAMES.of(say).lower()}", [title])]
    return [_part(scene, support, name, captions) for name, captions in found if captions]


def _part(scene: Scene, support: Sheet, name: str, captions: Sequence[Caption]) -> Part:
    """One series; each of its rows has at most one text."""
    by_row = {caption.row: caption for caption in captions}
    rows = range(len(scene.frame.panel.categories))
    shown = support.add(name, [by_row[row].text if row in by_row else None for row in rows])
    length = support.add(
        f"{name}: x", [_length(scene, by_row[row]) if row in by_row else None for row in rows]
    )
    texts = tuple(_label(scene, caption) for caption in captions)
    return Part(
        name=support.heading(shown.column), values=length, texts=texts, shown=shown,
        fills=(_NO_FILL,) * len(rows),
    )  # fmt: skip


def _length(scene: Scene, caption: Caption) -> float:
    axis = scene.frame.panel.axis
    return axis.low if caption.at == "low" and axis.low < 0 else axis.high


def _label(scene: Scene, caption: Caption) -> str:
    canvas, axis = scene.canvas, scene.frame.panel.axis
    sides: dict[Place, BarSide] = {"low": "inEnd" if axis.low < 0 else "inBase",
                                   "middle": "ctr", "high": "inEnd"}  # fmt: skip
    run = letters(caption.colour, canvas.points(caption.size), bold=caption.bold, tag="a:rPr")
    layout = moved(*canvas.moved(caption.across, caption.down))
    ground = scene.paint.card if caption.hides else ""
    side = sides[caption.at]
    return bar_label(caption.row, caption.text, run, side, layout=layout, ground=ground)


def _names_above(scene: Scene) -> Iterator[Caption]:
    """The name of each row over its bars, with the sign of why these are not there."""
    frame = scene.frame
    for row, category in enumerate(frame.panel.categories):
        yield Caption(
            row=row, at="low", text=name_with_sign(scene, category),
            colour=_colour(scene, category), size=TEXT_SIZE, bold=is_own(category),
            across=scene.canvas.left - frame.left - _AT_SIDE,
            down=-(BAR_HEIGHT / 2 + 1 + frame.names / 2), hides=True,
        )  # fmt: skip


def name_with_sign(scene: Scene, category: Category) -> str:
    """A row's name in its lines; the sign stands behind the last."""
    sign = missing_sign(scene.frame.panel, category)
    lines = lines_above(category, scene.fitted.width)
    return "\n".join(lines) + (f"  {sign}" if sign else "")


def _colour(scene: Scene, category: Category) -> str:
    return scene.paint.emphasis[Emphasis.OWN] if is_own(category) else scene.paint.ink


def _notes(scene: Scene) -> Iterator[tuple[Caption, list[Caption]]]:
    """Columns of texts behind the rows, ranged right: the title of each, and its texts."""
    frame, plan = scene.frame, scene.fitted.plan
    rooms = note_rooms(plan.chart)
    ends = list(accumulate(rooms, initial=plan.right - sum(rooms) - _AT_SIDE))[1:]
    up = (frame.row_height + frame.names) / 2
    for at, (heading, end) in enumerate(zip(frame.panel.note_titles, ends, strict=False)):
        title = Caption(
            row=0, at="high", text=heading, colour=scene.paint.soft, size=SMALL_SIZE,
            across=end + _AT_SIDE, down=-up - 4 - SMALL_LINE / 2,
        )  # fmt: skip
        yield title, [
            Caption(row=row, at="high", text=category.notes[at], colour=_colour(scene, category),
                    size=TEXT_SIZE, bold=is_own(category), across=end + _AT_SIDE)
            for row, category in enumerate(frame.panel.categories)
            if category.notes[at]
        ]  # fmt: skip


def _stamp(scene: Scene) -> Iterator[Caption]:
    """Where it hides nothing; over the last of columns, at the end of the axis."""
    word, frame = scene.fitted.plan.chart.stamp, scene.frame
    if not word or not frame.panel.categories:
        return
    colour = text_colour(scene.paint, Emphasis.WARNING)
    if frame.orientation is Orientation.COLUMNS:
        last = len(frame.panel.categories) - 1
        yield Caption(row=last, at="high", text=word, colour=colour, size=TEXT_SIZE, bold=True)
        return
    gap = widest(scene, word)
    yield Caption(row=gap.row, at="high", text=word, colour=colour, size=gap.size(word), bold=True,
                  down=gap.down)  # fmt: skip


def _subtitle(scene: Scene) -> Iterator[Caption]:
    lines, frame = subtitle_lines(scene.frame), scene.frame
    if lines:
        top = len(title_lines(frame)) * TITLE_LINE - frame.header - frame.strip
        yield _over_plot(scene, "\n".join(lines), top + len(lines) * SMALL_LINE / 2)


def _axis_title(scene: Scene) -> Iterator[Caption]:
    """Over the figures of columns; that of rows is a title of the axis itself."""
    frame = scene.frame
    if frame.orientation is Orientation.COLUMNS and frame.panel.axis.title:
        aside = scene.canvas.left - frame.left if frame.column == 0 else 0.0
        over = -frame.strip - 8 - SMALL_LINE / 2
        yield _over_plot(scene, frame.panel.axis.title, over, across=aside)


def _over_plot(scene: Scene, text: str, down: float, *, across: float = 0.0) -> Caption:
    """A quiet text that begins at the left of the plot, so far below its upper end."""
    frame = scene.frame
    colour, size = scene.paint.soft, SMALL_SIZE
    if frame.orientation is Orientation.ROWS:
        up = (frame.row_height + frame.names) / 2
        return Caption(
            row=0,
            at="low",
            text=text,
            colour=colour,
            size=size,
            across=across - _AT_SIDE,
            down=down - up,
        )
    # Over a column a label stands in its middle, just under the end of the axis.
    middle = frame.width / len(frame.panel.categories) / 2
    aside = text_width(text, SMALL_SIZE) / 2 - middle
    return Caption(row=0, at="high", text=text, colour=colour, size=size, across=across + aside,
                   down=down - SMALL_LINE / 2)  # fmt: skip
