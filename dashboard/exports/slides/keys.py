"""The key of a chart above it: a sample of each mark that no label explains, and its words.

Samples are shapes, so that they look as the marks in the chart do. Not for signs such as ".." in
cells and labels: those stand under the chart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from dashboard.charts import theme
from dashboard.charts.grammar import Chart, KeyEntry, Mark
from dashboard.charts.metrics import text_width
from dashboard.charts.office.model import Paint, Rectangle
from dashboard.charts.office.paint import rgb
from dashboard.charts.styles import emphasis_in_key
from dashboard.exports.slides.drawing import Drawing
from dashboard.exports.slides.lettering import LINE, Paragraph, Run
from dashboard.exports.slides.shapes import group, mark, text_frame
from warehouse.text import Text

NAME: Final = Text("Teckenförklaring", "Key")
_SIZE: Final = 11.0
_LINE: Final = _SIZE * LINE + 4
_MARK: Final = 8.0
_WIDE: Final = 18.0
_GAP: Final = 20.0
_GEOMETRY: Final[dict[Mark, str]] = {
    Mark.DOT: "ellipse", Mark.OPEN_DOT: "ellipse", Mark.SQUARE: "rect", Mark.OPEN_SQUARE: "rect",
    Mark.DIAMOND: "diamond", Mark.OPEN_DIAMOND: "diamond",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """An entry, or the heading of those after it; `across` and `down` from the key's corner."""

    entry: KeyEntry | None
    words: str
    across: float
    down: float
    width: float


def key_height(chart: Chart, width: float, wider: float) -> float:
    pieces = list(_pieces(chart, width, wider))
    return max((piece.down for piece in pieces), default=-_LINE) + _LINE


def draw_key(drawing: Drawing, chart: Chart, place: Rectangle, paint: Paint, wider: float) -> None:
    pieces = list(_pieces(chart, place.width, wider))
    if not pieces:
        return
    language = drawing.language
    number = drawing.number()
    children = "".join(_drawn(drawing, chart, piece, place, paint) for piece in pieces)
    spoken = "; ".join(entry.label for entry in chart.key)
    name = NAME.of(language)
    drawing.shapes.append(group(number, name, f"{name}: {spoken}", place, children))


def _pieces(chart: Chart, width: float, wider: float) -> Iterator[_Piece]:
    across, down = 0.0, 0.0
    for entry, words in _said(chart.key):
        needed = _mark_room(entry) + text_width(words, _SIZE, bold=entry is None) * wider + 2
        starts = entry is None and across > 0
        if across and (across + needed > width or starts):
            across, down = 0.0, down + _LINE
        yield _Piece(entry=entry, words=words, across=across, down=down, width=min(needed, width))
        across += needed + _GAP


def _said(key: Sequence[KeyEntry]) -> Iterator[tuple[KeyEntry | None, str]]:
    for heading, entries in groupby(key, key=lambda entry: entry.group):
        if heading:
            yield None, heading
        yield from ((entry, entry.label) for entry in entries)


def _mark_room(entry: KeyEntry | None) -> float:
    if entry is None:
        return 0.0
    return (_WIDE if _is_wide(entry) else _MARK) + 6


def _is_wide(entry: KeyEntry) -> bool:
    return entry.is_band or entry.is_line or entry.mark is None


def _drawn(drawing: Drawing, chart: Chart, piece: _Piece, place: Rectangle, paint: Paint) -> str:
    left, top = place.left + piece.across, place.top + piece.down
    entry = piece.entry
    sample = ""
    if entry:
        colour = _colour(chart, entry, paint)
        sample = _sample(drawing.number(), entry, left, top, colour, paint)
    shift = _mark_room(entry)
    box = Rectangle(left=left + shift, top=top, width=piece.width - shift, height=_SIZE * LINE)
    words = Paragraph(runs=(Run(piece.words, entry is None, paint.ink),), size=_SIZE)
    return sample + text_frame(drawing.number(), piece.words, box, [words], drawing.language)


def _colour(chart: Chart, entry: KeyEntry, paint: Paint) -> str:
    if entry.place is not None:
        return rgb(theme.two_sided(entry.place))
    return paint.emphasis[emphasis_in_key(chart, entry)]


def _sample(
    number: int, entry: KeyEntry, left: float, top: float, colour: str, paint: Paint
) -> str:
    middle = top + _SIZE * LINE / 2
    if entry.is_band:
        return mark(number, "rect", _centred(left, middle, _WIDE, 10), paint.band, paint.hairline)
    if entry.is_line or entry.mark is None:
        return mark(number, "rect", _centred(left, middle, _WIDE, 2), colour, "")
    is_open = entry.mark in theme.OPEN_MARKS
    box = _centred(left, middle, _MARK, _MARK)
    return mark(number, _GEOMETRY[entry.mark], box, paint.card if is_open else colour, colour)


def _centred(left: float, middle: float, width: float, height: float) -> Rectangle:
    return Rectangle(left=left, top=middle - height / 2, width=width, height=height)
