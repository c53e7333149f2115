"""The key of a matrix: the shades that occur, or one box of each kind, with their words."""

from dashboard.charts.grammar import CellKind, Matrix
from dashboard.charts.matrix_look import Dress, plain, sample, shaded
from dashboard.charts.svg.key import Entry, Key, laid_out, words_in
from dashboard.charts.svg.writing import Style, box, text_around
from dashboard.charts.theme import INK, SMALL_SIZE

_WIDE = 20.0
_GAP = 3.0


def matrix_key(matrix: Matrix, width: float) -> Key:
    return laid_out([[_entry(matrix, kind, words, width) for kind, words in matrix.key]], width)


def _entry(matrix: Matrix, kind: CellKind, words: str, width: float) -> Entry:
    sample, wide = _sample(matrix, kind)
    return Entry(sample, wide, words_in(words, width, wide))


def _sample(matrix: Matrix, kind: CellKind) -> tuple[str, float]:
    found = sample(matrix, kind)
    if found.sign:
        return _sign(found.sign), _WIDE / 2
    looks = [shaded(index) for index in found.shades] or [plain(kind)]
    boxes = [_box(look, at * (_WIDE + _GAP)) for at, look in enumerate(looks)]
    return "".join(boxes), len(boxes) * (_WIDE + _GAP) - _GAP


def _sign(sign: str) -> str:
    return text_around([sign], _WIDE / 4, 0, Style(SMALL_SIZE, INK, bold=True), anchor="middle")


def _box(look: Dress, left: float) -> str:
    edge = {"stroke": look.border} if look.border else {}
    if look.dashed:
        edge["stroke_dasharray"] = "3 2"
    return box(left, -8, left + _WIDE, 8, look.fill, rx="4", **edge)
