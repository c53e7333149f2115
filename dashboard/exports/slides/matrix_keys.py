"""The key of a matrix under its table: a sample of each kind of cell, as the cells are."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dashboard.charts.grammar import CellKind, Matrix, MatrixCell, MatrixColumn
from dashboard.charts.matrix import INFERRED_SIGN
from dashboard.charts.metrics import text_width
from dashboard.charts.office.model import Paint, Rectangle
from dashboard.charts.signs import STATUS_SIGNS
from dashboard.exports.slides.drawing import Drawing
from dashboard.exports.slides.keys import NAME
from dashboard.exports.slides.lettering import LINE, Paragraph, Run
from dashboard.exports.slides.matrices import look
from dashboard.exports.slides.shapes import group, sample_box, text_frame

_SIZE: Final = 10.0
_LINE: Final = _SIZE * LINE + 4
_SAMPLE: Final = 16.0
_GAP: Final = 20.0
_SIGNS: Final = frozenset(STATUS_SIGNS.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """`across` and `down` from the key's corner; `room` is the width of its words."""

    kind: CellKind
    words: str
    samples: tuple[MatrixCell, ...]
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
    children = "".join(
        shape for entry in entries for shape in _drawn(drawing, entry, matrix, place, paint)
    )
    spoken = "; ".join(words for _, words in matrix.key)
    drawing.shapes.append(group(number, name, f"{name}: {spoken}", place, children))


def _entries(matrix: Matrix, width: float, wider: float) -> Iterator[_Entry]:
    across = down = 0.0
    for kind, words in matrix.key:
        samples = tuple(_samples(matrix, kind))
        room = text_width(words, _SIZE) * wider + 2
        needed = len(samples) * (_SAMPLE + 2) + 4 + room
        if across and across + needed > width:
            across, down = 0.0, down + _LINE
        yield _Entry(kind=kind, words=words, samples=samples, across=across, down=down, room=room)
        across += needed + _GAP


def _samples(matrix: Matrix, kind: CellKind) -> list[MatrixCell]:
    """A cell for each look that the kind has: its shades, or one of them all."""
    found = [cell for cell in matrix.cells if cell.kind is kind and not cell.warning]
    by_shade = {cell.step: cell for cell in found if cell.step is not None}
    if kind is CellKind.KNOWN and by_shade:
        return [by_shade[step] for step in sorted(by_shade)]
    boxes = [cell for cell in found if cell.label not in _SIGNS]
    return (boxes or found)[:1]


def _drawn(
    drawing: Drawing, entry: _Entry, matrix: Matrix, place: Rectangle, paint: Paint
) -> Iterator[str]:
    left, top = place.left + entry.across, place.top + entry.down
    for cell in entry.samples:
        box = Rectangle(left=left, top=top, width=_SAMPLE, height=_SIZE * LINE)
        yield _sample(drawing, cell, box, matrix.steps, paint)
        left += _SAMPLE + 2
    box = Rectangle(left=left + 4, top=top, width=entry.room, height=_SIZE * LINE)
    words = Paragraph(runs=(Run(entry.words, colour=paint.soft),), size=_SIZE)
    yield text_frame(drawing.number(), entry.words, box, [words], drawing.language)


def _sample(drawing: Drawing, cell: MatrixCell, box: Rectangle, steps: int, paint: Paint) -> str:
    """A sign stands for itself; everything else is a box as its cells are."""
    is_inferred = cell.kind is CellKind.INFERRED
    if is_inferred or cell.label in _SIGNS:
        sign = INFERRED_SIGN if is_inferred else cell.label
        words = Paragraph(runs=(Run(sign, bold=True, colour=paint.ink),), size=_SIZE, align="ctr")
        return text_frame(drawing.number(), sign, box, [words], drawing.language)
    seen = look(cell, MatrixColumn(key=cell.column, label=""), steps, paint)
    line = seen.dashed or paint.soft
    inside = seen.background or "<a:noFill/>"
    return sample_box(drawing.number(), box, inside, line, "dash" if seen.dashed else "solid")
