"""How a cell of a matrix looks: the same dress as on the page, whose style sheet is
`assets/matrix.css`.
"""

from dataclasses import dataclass
from typing import Final

from dashboard.charts.grammar import CellKind, MatrixCell
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


@dataclass(frozen=True, slots=True)
class Dress:
    """`border` is empty where there is none."""

    fill: str
    ink: str
    border: str = ""
    dashed: bool = False
    bold: bool = False


_PLAIN: Final = {
    CellKind.KNOWN: Dress(CARD, INK, HAIRLINE, bold=True),
    CellKind.INFERRED: Dress(CARD, INK, bold=True),
    CellKind.PARTLY: Dress(CARD, INK, REGION, dashed=True),
    CellKind.UNKNOWN: Dress(CARD, SOFT, GUIDE, dashed=True),
    CellKind.NOT_APPLICABLE: Dress(CARD, SOFT),
}
_OWN: Final = Dress(OWN_ROW, OWN, bold=True)
_CERTAIN: Final = (CellKind.KNOWN, CellKind.INFERRED)


def shaded(index: int) -> Dress:
    return Dress(SHADES[index], text_on(SHADES[index]), bold=True)


def plain(kind: CellKind) -> Dress:
    return _PLAIN[kind]


def dress(cell: MatrixCell, steps: int, *, listed: bool, own: bool) -> Dress:
    """`listed` where rows stand under headings: their many words are set lightly."""
    if cell.warning:
        return Dress(WARNING, CARD, bold=True)
    if cell.kind in _CERTAIN and cell.step is not None:
        return shaded(shade(cell.step, steps))
    if own and cell.kind in _CERTAIN:
        return _OWN
    found = _PLAIN[cell.kind]
    # A bare sign needs no box of its own: many of them would be louder than what is known.
    if cell.label in STATUS_SIGNS.values():
        return Dress(found.fill, found.ink)
    if listed:
        is_quiet = cell.kind in (CellKind.KNOWN, CellKind.UNKNOWN)
        return Dress(found.fill, found.ink, "" if is_quiet else found.border, found.dashed)
    return found
