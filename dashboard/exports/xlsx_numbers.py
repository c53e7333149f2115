"""What a cell of a table is to a spreadsheet: a number that looks as it is read, or a text.

The words and signs around a figure ("≈", "mkr", "av 25") become its number format, so that it
still counts as a number. What says no figure, such as a grade or "U", stays a text. Not for CSV,
which has no formats.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from dashboard.charts.signs import HARD_SPACE, MINUS, ZERO_SIGN
from dashboard.views.model import Cell
from warehouse.text import Language

_DECIMAL_MARKS: Final[dict[Language, str]] = {"sv": ",", "en": "."}
_FIGURES: Final[dict[Language, re.Pattern[str]]] = {
    language: re.compile(
        rf"(?P<sign>[+{MINUS}]?)"
        rf"(?P<whole>\d{{1,3}}(?:{HARD_SPACE}\d{{3}})+(?!\d)|\d+)"
        rf"(?:{re.escape(mark)}(?P<decimals>\d+))?"
    )
    for language, mark in _DECIMAL_MARKS.items()
}
# A table of money writes thousands, millions or billions of its unit.
_POWERS: Final = (0, 3, 6, 9)


@dataclass(frozen=True, slots=True)
class Written:
    """A number and the number format under which it reads as on the page."""

    value: float
    number_format: str


def written(cell: Cell, language: Language) -> Written | None:
    """None where the text does not say the number behind it: then the text is what is known."""
    if cell.value is None:
        return None
    if cell.text == ZERO_SIGN and cell.value == 0:
        return Written(0.0, f"0;0;{_quoted(ZERO_SIGN)}")
    figure = _FIGURES[language].search(cell.text)
    if figure is None:
        return None
    value = _in_unit_of(figure, cell.value)
    if value is None:
        return None
    before, after = cell.text[: figure.start()], cell.text[figure.end() :]
    return Written(value, _number_format(figure, before, after))


def _in_unit_of(figure: re.Match[str], value: float) -> float | None:
    """The number in the unit that the text writes it in, None where it is another number."""
    decimals = figure["decimals"] or ""
    whole = figure["whole"].replace(HARD_SPACE, "")
    read = Decimal(f"{'-' if figure['sign'] == MINUS else ''}{whole}.{decimals}")
    exact = Decimal(repr(value))
    step = Decimal(1).scaleb(-len(decimals))
    for power in _POWERS:
        scaled = exact.scaleb(-power)
        if scaled.quantize(step, ROUND_HALF_UP) == read:
            return float(scaled)
    return None


def _number_format(figure: re.Match[str], before: str, after: str) -> str:
    digits = "#,##0" if HARD_SPACE in figure["whole"] else "0"
    decimals = f".{'0' * len(figure['decimals'])}" if figure["decimals"] else ""
    first, last = _quoted(before), _quoted(after)
    plain, negative = (f"{first}{sign}{digits}{decimals}{last}" for sign in ("", _quoted(MINUS)))
    if figure["sign"] == "+":
        return f"{first}+{digits}{decimals}{last};{negative};{plain}"
    return f"{plain};{negative}" if figure["sign"] else plain


def _quoted(text: str) -> str:
    """Literal text inside a number format."""
    pieces = [f'"{piece}"' if piece else "" for piece in text.split('"')]
    return '\\"'.join(pieces)
