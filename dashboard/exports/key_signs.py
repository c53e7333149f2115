"""The marks of a chart as signs of text, for keys that are lines of text."""

from typing import Final

from dashboard.charts.grammar import KeyEntry, Mark

_MARKS: Final[dict[Mark, str]] = {
    Mark.DOT: "●", Mark.OPEN_DOT: "○", Mark.SQUARE: "■", Mark.OPEN_SQUARE: "□",
    Mark.DIAMOND: "◆", Mark.OPEN_DIAMOND: "◇",
}  # fmt: skip
_LINE: Final = "━"
_BAND: Final = "▬"


def sign_of(entry: KeyEntry) -> str:
    if entry.is_band:
        return _BAND
    return _LINE if entry.is_line or entry.mark is None else _MARKS[entry.mark]
