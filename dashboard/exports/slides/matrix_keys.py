"""The key of a matrix under its table: a sample of each kind of cell, as the cells are."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from dashboard.charts.grammar import CellKind, Emphasis, Matrix
from dashboard.charts.matrix_look import Sample, plain, sample
from dashboard.charts.metrics import text_width
from dashboard.charts.office.model import Paint, Rectangle
from dashboard.charts.office.paint import rgb
from dashboard.charts.theme import SHADES
from dashboard.exports.slides.drawing import Drawing
from dashboard.exports.slides.keys import NAME
from dashboard.exports.slides.lettering import LINE, Paragraph, Run
from dashboard.exports.slides.shapes import fill, group, sample_box, text_frame

_SIZE: Final = 10.0
_LINE: Final = _SIZE * LINE + 4
_SAMPLE: Final = 16.0
_GAP: Final = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """`across` and `down` from the key's corner; `room` is the width of its words."""

    kind: CellKind
    words: str
    sample: Sample
    across: float
    down: float
    room: float


def matrix_key_height(matrix: Matrix, width: float, wider: float) -> float:
    entries = list(_entries(matrix, width, wider))
    return entries[-1].down + _LINE if entries else 0.0


def draw_matrix_key(
    drawing: Drawing, matrix: Matrix, place: Rectangle, paint: Paint, wider: float
) -> None:
    entries = list(_entries(matrix, place.width, wider))
    if not entries:
        return
    name = NAME.of(drawing.language)
    number = drawing.number()
    children = "".join(shape for entry in entries for shape in _drawn(drawing, entry, place, paint))
    spoken = "; ".join(words for _, words in matrix.key)
    drawing.shapes.append(group(number, name, f"{name}: {spoken}", place, children))


def _entries(matrix: Matrix, width: float, wider: float) -> Iterator[_Entry]:
    across = down = 0.0
    for kind, words in matrix.key:
        found = sample(matrix, kind)
        room = text_width(words, _SIZE) * wider + 2
        needed = max(len(found.shades), 1) * (_SAMPLE + 2) + 4 + room
        if across and across + needed > width:
            across, down = 0.0, down + _LINE
        yield _Entry(kind=kind, words=words, sample=found, across=across, down=down, room=room)
        across += needed + _GAP


def _drawn(drawing: Drawing, entry: _Entry, place: Rectangle, paint: Paint) -> Iterator[str]:
    top = place.top + entry.down
    box = Rectangle(left=place.left + entry.across, top=top, width=_SAMPLE, height=_SIZE * LINE)
    for index in entry.sample.shades:
        ground = fill(rgb(SHADES[index]))
        yield sample_box(drawing.number(), box, ground, paint.soft, "solid")
        box = replace(box, left=box.left + _SAMPLE + 2)
    if not entry.sample.shades:
        yield _only_sample(drawing, entry, box, paint)
        box = replace(box, left=box.left + _SAMPLE + 2)
    box = Rectangle(left=box.left + 4, top=top, width=entry.room, height=_SIZE * LINE)
    words = Paragraph(runs=(Run(entry.words, colour=paint.soft),), size=_SIZE)
    yield text_frame(drawing.number(), entry.words, box, [words], drawing.language)


def _only_sample(drawing: Drawing, entry: _Entry, box: Rectangle, paint: Paint) -> str:
    """A sign stands for itself; everything else is a box as its cells are."""
    sign = entry.sample.sign
    if sign:
        words = Paragraph(runs=(Run(sign, bold=True, colour=paint.ink),), size=_SIZE, align="ctr")
        return text_frame(drawing.number(), sign, box, [words], drawing.language)
    dashed = plain(entry.kind).dashed
    line = paint.emphasis[Emphasis.REGION] if dashed else paint.soft
    style = "dash" if dashed else "solid"
    return sample_box(drawing.number(), box, "<a:noFill/>", line, style)
