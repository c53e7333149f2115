"""How a cell of a matrix looks wherever it is drawn, and what stands for its kind in the key.

The page says the same in `assets/matrix.css`; a test compares. Not for drawing it.
"""

from dataclasses import dataclass
from typing import Final

from dashboard.charts.grammar import CellKind, Matrix, MatrixCell
from dashboard.charts.signs import STATUS_SIGNS
from dashboard.charts.theme import (
    CARD,
    GUIDE,
    HAIRLINE,
    INK,
    OWN,
    OWN_ROW,
    REGION,
    SHADES,
    SOFT,
    WARNING,
    shade,
    text_on,
)

INFERRED_SIGN: Final = "*"
_SIGNS: Final = frozenset(STATUS_SIGNS.values())


@dataclass(frozen=True, slots=True)
class Dress:
    """Colours as "#RRGGBB"; `border` is empty where there is none."""

    fill: str
    ink: str
    border: str = ""
    dashed: bool = False
    bold: bool = False

    @property
    def dash(self) -> str:
        """The colour of its dashed edge; empty where it has another or none."""
        return self.border if self.dashed else ""


_PLAIN: Final = {
    CellKind.KNOWN: Dress(CARD, INK, HAIRLINE, bold=True),
    CellKind.INFERRED: Dress(CARD, INK, bold=True),
    CellKind.PARTLY: Dress(CARD, INK, REGION, dashed=True),
    CellKind.UNKNOWN: Dress(CARD, SOFT, GUIDE, dashed=True),
    CellKind.NOT_APPLICABLE: Dress(CARD, SOFT),
}
_OWN: Final = Dress(OWN_ROW, OWN, bold=True)
_CERTAIN: Final = (CellKind.KNOWN, CellKind.INFERRED)


@dataclass(frozen=True, slots=True)
class Sample:
    """What stands for a kind of cell in the key: a sign, or the shades that occur, or neither,
    which is one box as the kind has it.
    """

    sign: str = ""
    shades: tuple[int, ...] = ()


def sample(matrix: Matrix, kind: CellKind) -> Sample:
    if kind is CellKind.INFERRED:
        return Sample(sign=INFERRED_SIGN)
    found = [cell for cell in matrix.cells if cell.kind is kind]
    steps = {cell.step for cell in found if cell.step is not None and not cell.warning}
    if kind is CellKind.KNOWN and steps:
        return Sample(shades=tuple(sorted({shade(step, matrix.steps) for step in steps})))
    signs = {cell.label for cell in found if is_bare_sign(cell)}
    return Sample(sign=signs.pop()) if len(signs) == 1 else Sample()


def is_bare_sign(cell: MatrixCell) -> bool:
    return cell.label in _SIGNS


def shaded(index: int) -> Dress:
    return Dress(SHADES[index], text_on(SHADES[index]), bold=True)


def plain(kind: CellKind) -> Dress:
    return _PLAIN[kind]


def dress(cell: MatrixCell, matrix: Matrix, *, own: bool) -> Dress:
    """`own` in the column of one's own region."""
    if cell.warning:
        return Dress(WARNING, CARD, bold=True)
    if cell.kind in _CERTAIN and cell.step is not None:
        return shaded(shade(cell.step, matrix.steps))
    if own and cell.kind in _CERTAIN:
        return _OWN
    found = _PLAIN[cell.kind]
    # A bare sign needs no box of its own: many of them would be louder than what is known.
    if is_bare_sign(cell):
        return Dress(found.fill, found.ink)
    # Rows under headings have many words, which are set lightly.
    if any(row.group for row in matrix.rows):
        is_quiet = cell.kind in (CellKind.KNOWN, CellKind.UNKNOWN)
        return Dress(found.fill, found.ink, "" if is_quiet else found.border, found.dashed)
    return found
