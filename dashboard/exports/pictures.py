"""A whole picture of one view: headline, key, chart, note, sources and the way back.

It comes in the proportions that it is published in: a slide, a column, a square. Where a chart
needs more room than they have, the picture grows in height: it never loses a figure in silence.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from math import inf
from typing import Final

from dashboard.charts.fitting import Fitted, Room, fitted, least_stretch
from dashboard.charts.grammar import Chart, Matrix
from dashboard.charts.svg.alone import height_of, key_drawn, whole
from dashboard.charts.svg.chart import drawn
from dashboard.charts.svg.furniture import stamp
from dashboard.charts.svg.matrix import matrix_drawn, most_scale
from dashboard.charts.svg.matrix_parts import matrix_in_parts, parts
from dashboard.charts.svg.tables import Grid, table_drawn
from dashboard.charts.svg.writing import box, number, tag
from dashboard.charts.theme import CARD, SMALL_SIZE, STAMP_SIZE, TEXT_SIZE
from dashboard.exports import said
from dashboard.exports.model import Document
from dashboard.exports.picture_words import above, below, more_rows
from dashboard.views.model import Rendered, Table


class Proportion(StrEnum):
    SLIDE = "slide"
    COLUMN = "column"
    SQUARE = "square"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Pixels of a picture and the sizes of the text in its chart."""

    width: int
    height: int
    margin: int
    least_text: float
    most_text: float


FORMS: Final[dict[Proportion, Form]] = {
    Proportion.SLIDE: Form(width=1280, height=720, margin=48, least_text=14, most_text=20),
    Proportion.COLUMN: Form(width=800, height=1000, margin=40, least_text=11.5, most_text=18),
    Proportion.SQUARE: Form(width=1000, height=1000, margin=48, least_text=11, most_text=18),
}
_KEY_SIZE: Final = 15.0
_AIR: Final = 18.0
# To the right of a chart: half a figure of its axis may stand out there.
_EDGE: Final = 8.0
# A chart is drawn less wide where that is enough for its height, but in no smaller text than this.
_LEAST_TEXT: Final = 12.0
_MATRIX_SIZES: Final = (17.0, 15.5, 14.0, 13.0, 12.0)
_MATRIX_PARTS: Final = (2, 3)
# Of its width: a matrix in parts that would be higher than this stays whole.
_MOST_HEIGHT: Final = 1.25
_TABLE_SIZE: Final = 14.0

fitted_once = lru_cache(maxsize=256)(fitted)


@dataclass(frozen=True, slots=True)
class _Part:
    """What is drawn from its own upper left corner, and how high it is."""

    drawn: str
    height: float


def picture(document: Document, proportion: Proportion) -> str:
    """The one view of a document as SVG."""
    exhibit = document.only
    form = FORMS[proportion]
    wide = form.width - 2 * form.margin
    head, foot = above(exhibit, wide), below(exhibit, wide)
    room = form.height - 2 * form.margin - head.height - foot.height - 2 * _AIR
    body = _body(exhibit.rendered, form, room, said.stamp(document))
    high = form.height + max(body.height - room, 0.0)
    inner = (
        box(0, 0, form.width, high, CARD)
        + _at(form.margin, form.margin, head.drawn)
        + _at(form.margin, form.margin + head.height + _AIR, body.drawn)
        + _at(form.margin, high - form.margin - foot.height, foot.drawn)
    )
    rendered = exhibit.rendered
    language = rendered.state.language
    return whole(inner, form.width, high, rendered.headline, rendered.description, language)


def _at(left: float, top: float, inner: str) -> str:
    return tag("g", inner, transform=f"translate({number(left)} {number(top)})")


def _body(rendered: Rendered, form: Form, room: float, word: str) -> _Part:
    wide = form.width - 2 * form.margin
    if isinstance(rendered.chart, Chart):
        return _chart(rendered.chart, form, room)
    if isinstance(rendered.chart, Matrix):
        return _matrix(rendered.chart, wide, room)
    return _table(rendered, wide, room, word)


def _chart(chart: Chart, form: Form, room: float) -> _Part:
    wide = form.width - 2 * form.margin - _EDGE
    key, key_height = key_drawn(chart, wide, _KEY_SIZE / SMALL_SIZE)
    sheet = _sheet(chart, form, Room(
        width=wide, height=room - key_height,
        least_text=form.least_text, most_text=form.most_text,
    ))  # fmt: skip
    return _Part(key + drawn(sheet, left=0, top=key_height), key_height + height_of(sheet))


def _sheet(chart: Chart, form: Form, room: Room) -> Fitted:
    """The chart in its room, else low, in small text, and then as high as it is."""
    first, *others = fitted_once(chart, room)
    is_squeezed = first.scale * first.width.pixels < room.width - 1
    if not others and not is_squeezed:
        return first
    low = replace(
        room, height=inf, most_text=form.least_text + 2, most_stretch=least_stretch(chart)
    )
    sheet = fitted_once(chart, low)[0]
    shrunk = sheet.scale * room.height / height_of(sheet)
    return replace(sheet, scale=shrunk) if shrunk * TEXT_SIZE >= _LEAST_TEXT else sheet


@lru_cache(maxsize=64)
def _matrix(matrix: Matrix, wide: float, room: float) -> _Part:
    """In the largest text with which it has room, else in the smallest.

    Where even that has no room on its width, its columns are shared out under each other, as long
    as the picture is not much higher for it.
    """
    for size in _MATRIX_SIZES:
        part = _Part(*matrix_drawn(matrix, wide, size / TEXT_SIZE))
        if part.height <= room:
            break
    if most_scale(matrix, wide) * TEXT_SIZE >= _LEAST_TEXT:
        return part
    for count in _MATRIX_PARTS:
        scale = min(most_scale(one, wide) for one in parts(matrix, count))
        if scale * TEXT_SIZE >= _LEAST_TEXT:
            parted = _Part(*matrix_in_parts(matrix, wide, _LEAST_TEXT / TEXT_SIZE, count))
            return parted if parted.height <= max(room, _MOST_HEIGHT * wide) else part
    return part


def _table(rendered: Rendered, wide: float, room: float, word: str) -> _Part:
    language = rendered.state.language
    inner, height = table_drawn(
        _grid(rendered.table), wide, room, _TABLE_SIZE / TEXT_SIZE, lambda n: more_rows(n, language)
    )
    across = stamp(word, wide / 2, room / 2, STAMP_SIZE) if word else ""
    return _Part(inner + across, height)


def _grid(table: Table) -> Grid:
    return Grid(
        header=tuple(column.label for column in table.columns),
        rows=tuple(tuple(cell.text for cell in row) for row in table.rows),
        numbers=frozenset(at for at, column in enumerate(table.columns) if column.is_number),
        own=frozenset(table.emphasised),
    )
