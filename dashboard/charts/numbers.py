"""Every number that a reader meets: on axes, in hover boxes, labels, tables, words and exports.

One writer for all of them, so that a figure looks the same wherever it stands. Not for files that
machines read (a clean CSV has its own rules), and not for deciding what is shown.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from math import isfinite
from typing import Final

from babel import Locale
from babel.numbers import format_decimal

from dashboard.charts.signs import (
    EN_DASH,
    HARD_SPACE,
    MINUS,
    QUALIFIER_SIGNS,
    STATUS_SIGNS,
    TO,
    ZERO_SIGN,
    signs_used,
    spoken,
)
from warehouse.members import QUALIFIERS
from warehouse.text import Language, Text
from warehouse.units import GRADE, PERCENT, SEK, Unit

__all__ = [
    "MoneyScale", "cell", "change", "decimals_of", "grade", "interval", "label", "money_scale",
    "number", "rank", "signs_used", "spoken", "unit_name",
]  # fmt: skip

_LOCALES: Final[dict[Language, Locale]] = {"sv": Locale.parse("sv"), "en": Locale.parse("en_GB")}

SINGULAR: Final[dict[str, Text]] = {
    "persons": Text("person", "person"),
    "places": Text("plats", "place"),
    "applications": Text("ansökan", "application"),
    "authorships": Text("författarskap", "authorship"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyScale:
    """The readable unit of a chart's or table's kronor; `decimals` is the most that is shown."""

    symbol: Text
    factor: float
    decimals: int


_MONEY_UNITS: Final[tuple[tuple[float, float, Text], ...]] = (
    # A billion is used from ten of them: 1,101.4 million is what sources print.
    (1e10, 1e9, Text("mdkr", "SEK billion")),
    (1e6, 1e6, Text("mkr", "SEK million")),
    (1e4, 1e3, Text("tkr", "SEK thousand")),
    (0.0, 1.0, Text("kr", "SEK")),
)


def money_scale(kronor: Iterable[float | None]) -> MoneyScale:
    """The one unit in which these amounts are read together, chosen by the largest of them."""
    amounts = [abs(amount) for amount in kronor if amount is not None]
    largest = max(amounts, default=0.0)
    factor, symbol = next((f, s) for least, f, s in _MONEY_UNITS if largest >= least)
    return MoneyScale(symbol=symbol, factor=factor, decimals=_money_decimals(amounts, factor))


def _money_decimals(amounts: Sequence[float], factor: float) -> int:
    """As many as the amounts have, at most three; computed amounts get one, small ones two."""
    scaled = [amount / factor for amount in amounts]
    exact = max((_decimals_needed(amount, 4) for amount in scaled), default=0)
    if exact <= 3:
        return exact
    return 2 if any(0 < amount < 1 for amount in scaled) else 1


def decimals_of(printed: str | None) -> int | None:
    """How many decimals the source printed; None where it printed no figure."""
    figures = re.findall(r"\d+(?:[.,](\d+))?", printed or "")
    return max(map(len, figures)) if figures else None


def _rounded(value: float, decimals: int) -> Decimal:
    rounded = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded


def _decimals_needed(value: float, most: int) -> int:
    """The fewest decimals that say the same as the most allowed."""
    fullest = _rounded(value, most)
    return next(d for d in range(most + 1) if _rounded(value, d) == fullest)


@lru_cache(maxsize=8192)
def _written(value: float, decimals: int, language: Language) -> str:
    """Both languages set thousands apart with a space, so that a comma never means two things."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    locale = _LOCALES[language]
    text = format_decimal(_rounded(value, decimals), format=pattern, locale=locale)
    if language == "en":
        text = text.replace(",", HARD_SPACE)
    return text.replace("-", MINUS)


def _most_decimals(unit: Unit | MoneyScale) -> int:
    return unit.decimals


def _in_unit(value: float, unit: Unit | MoneyScale) -> float:
    if not isfinite(value):
        raise ValueError(f"not a number to show: {value}")
    return value / unit.factor if isinstance(unit, MoneyScale) else value


def _readable(unit: Unit | MoneyScale, values: Iterable[float]) -> Unit | MoneyScale:
    return money_scale(values) if unit is SEK else unit


def number(
    value: float,
    unit: Unit | MoneyScale,
    language: Language,
    *,
    decimals: int | None = None,
    qualifier: str = "exact",
    signed: bool = False,
    with_unit: bool = True,
) -> str:
    """A number as it stands in running text, such as "cirka 57,9 %".

    `decimals` are those the source printed (`decimals_of`); without it, as few as say the same.
    Kronor without a scale take the unit that suits them alone.
    """
    unit = _readable(unit, [value])
    text = _figure(value, unit, language, decimals=decimals, signed=signed)
    words = QUALIFIERS[qualifier].of(language)
    whole = _with_unit(text, unit, language) if with_unit else text
    return f"{words}{HARD_SPACE}{whole}" if words else whole


def _figure(
    value: float,
    unit: Unit | MoneyScale,
    language: Language,
    *,
    decimals: int | None,
    signed: bool = False,
) -> str:
    shown = _in_unit(value, unit)
    if decimals is None:
        decimals = _decimals_needed(shown, _most_decimals(unit))
    text = _written(shown, decimals, language)
    return f"+{text}" if signed and _rounded(shown, decimals) > 0 else text


def _with_unit(text: str, unit: Unit | MoneyScale, language: Language) -> str:
    if isinstance(unit, MoneyScale):
        return _money(text, unit, language)
    symbol = unit.symbol.of(language)
    if text.lstrip(f"+{MINUS}") == "1" and unit.id in SINGULAR:
        symbol = SINGULAR[unit.id].of(language)
    space = "" if unit is PERCENT and language == "en" else HARD_SPACE
    return f"{text}{space}{symbol}" if symbol else text


def _money(text: str, scale: MoneyScale, language: Language) -> str:
    """In Swedish "1 101,4 mkr", in English "SEK 1 101.4 million"."""
    if language == "sv":
        return f"{text}{HARD_SPACE}{scale.symbol.sv}"
    currency, _, magnitude = scale.symbol.en.partition(" ")
    return HARD_SPACE.join(part for part in (currency, text, magnitude) if part)


def label(
    value: float,
    unit: Unit | MoneyScale,
    language: Language,
    *,
    decimals: int | None = None,
    qualifier: str = "exact",
) -> str:
    """A number at a point of a chart: bare, with a sign instead of words ("≥350")."""
    text = number(value, unit, language, decimals=decimals, with_unit=False)
    return QUALIFIER_SIGNS[qualifier] + text


def cell(
    value: float | None,
    unit: Unit | MoneyScale,
    language: Language,
    *,
    status: str = "ok",
    decimals: int | None = None,
    qualifier: str = "exact",
) -> str:
    """A number or a sign in a table. An exact zero has a sign of its own; "0" is nearly nothing."""
    if status != "ok":
        return STATUS_SIGNS[status]
    if value is None:
        return STATUS_SIGNS["missing"]
    if value == 0 and qualifier == "exact" and unit is not GRADE:
        return ZERO_SIGN
    return label(value, unit, language, decimals=decimals, qualifier=qualifier)


def unit_name(unit: Unit | MoneyScale, language: Language) -> str:
    """What a column or an axis of bare numbers is headed with."""
    return (unit.symbol if isinstance(unit, MoneyScale) else unit.label).of(language)


def interval(
    low: float,
    high: float,
    unit: Unit | MoneyScale,
    language: Language,
    *,
    with_unit: bool = False,
) -> str:
    """Such as "60,1–79,7": both ends with equally many decimals, "to" if negative."""
    unit = _readable(unit, [low, high])
    ends = [_in_unit(end, unit) for end in (low, high)]
    decimals = max(_decimals_needed(end, _most_decimals(unit)) for end in ends)
    first, last = (_written(end, decimals, language) for end in ends)
    between = TO.of(language) if low < 0 else EN_DASH
    text = f"{first}{between}{last}"
    return _with_unit(text, unit, language) if with_unit else text


_POINT: Final = Text("procentenhet", "percentage point")
_POINTS: Final = Text("procentenheter", "percentage points")


def change(
    difference: float, unit: Unit | MoneyScale, language: Language, *, decimals: int | None = None
) -> str:
    """A difference with its sign; between percentages it is percentage points."""
    text = number(
        difference, unit, language, decimals=decimals, signed=True, with_unit=unit is not PERCENT
    )
    if unit is not PERCENT:
        return text
    words = _POINT if text.lstrip(f"+{MINUS}") == "1" else _POINTS
    return f"{text}{HARD_SPACE}{words.of(language)}"


def rank(place: int, of: int | None, language: Language) -> str:
    """Such as "7 av 25". Some sources print a place without the number of places."""
    words = Text("av", "of").of(language)
    return f"{place}{HARD_SPACE}{words}{HARD_SPACE}{of}" if of is not None else str(place)


def grade(
    value: float | None,
    scale: Sequence[Text],
    language: Language,
    *,
    low: float | None = None,
    high: float | None = None,
) -> str:
    """A grade in the words of its scale (1 is the lowest step), or what is known of it."""
    if value is not None:
        return _step(value, scale).of(language)
    lowest, highest = int(low or 1), int(high or len(scale))
    if (lowest, highest) == (1, len(scale)):
        return Text("okänt", "unknown").of(language)
    if lowest == 1 and highest == len(scale) - 1:
        return Text("ej högsta", "not the highest").of(language)
    if highest == len(scale) and lowest == 2:
        return Text("ej lägsta", "not the lowest").of(language)
    names = [_step(step, scale).of(language) for step in sorted({lowest, highest})]
    return Text(" eller ", " or ").of(language).join(names)


def _step(value: float, scale: Sequence[Text]) -> Text:
    if value != int(value) or not 1 <= value <= len(scale):
        raise ValueError(f"grade {value} lies outside a scale of {len(scale)} steps")
    return scale[int(value) - 1]
