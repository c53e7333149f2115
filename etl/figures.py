"""Figures looked up by key, and how precisely each is known.

The checks compare few figures with few others, so they read better on rows than on frames.
Not for reading or changing figures.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from math import inf
from typing import Any, Final

import polars as pl

from etl.problems import Problem
from warehouse.contract import KEY
from warehouse.indicators.model import Indicator
from warehouse.members import BOUNDS
from warehouse.units import SEK

Row = Mapping[str, Any]
Key = tuple[str, ...]
Figures = Mapping[Key, Row]

# Spaces stand between thousands, but may also stand between two numbers.
_NUMBERS_IN_TEXT: Final = (re.compile(r"\d[\d\s.,]*"), re.compile(r"\d[\d.,]*"))


def by_key(rows: pl.DataFrame) -> dict[Key, Row]:
    return {key_of(row): row for row in rows.iter_rows(named=True)}


def key_of(row: Row, but: Mapping[str, str] | None = None) -> Key:
    """The key of a row, or of the row that differs from it in the columns named by `but`."""
    return tuple((but or {}).get(column) or row[column] for column in KEY)


def grouped(rows: Iterable[Row], apart_from: Iterable[str]) -> dict[Key, list[Row]]:
    """Rows that share all of the key apart from some columns."""
    columns = [column for column in KEY if column not in set(apart_from)]
    groups: dict[Key, list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row[column] for column in columns), []).append(row)
    return groups


def half_step(row: Row, indicator: Indicator, column: str = "value") -> float:
    """Half of the last digit that the source gives: «24,0» is known to 0.05, «about 500» to 50.

    Where the source's own characters are not at hand, zeros at the end of an amount say nothing:
    it may have been given in millions.
    """
    number = Decimal(repr(row[column])).normalize()
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int), "a stored number is finite"
    if row["qualifier"] != "exact":
        return 0.5 * 10.0**exponent
    zeros = _zeros_printed(number, row["printed"]) if column == "value" else None
    if zeros is not None:
        return 0.5 * 10.0 ** (exponent - zeros)
    return 0.5 * 10.0 ** (exponent if indicator.unit is SEK else min(exponent, 0))


def _zeros_printed(number: Decimal, printed: str | None) -> int | None:
    """How many zeros the source gives after the last other digit; None where it is not seen."""
    digits = "".join(map(str, number.as_tuple().digits))
    for pattern in _NUMBERS_IN_TEXT:
        for found in pattern.findall(printed or ""):
            given = re.sub(r"\D", "", found).lstrip("0")
            if number and given.rstrip("0") == digits:
                return len(given) - len(digits)
    return None


def span(row: Row, indicator: Indicator) -> tuple[float, float]:
    """Between which numbers the true figure lies, as the source gives it."""
    if row["value"] is None:  # a grade that is known only as an interval of grades
        return row["low"], row["high"]
    half = half_step(row, indicator)
    low = -inf if row["qualifier"] == "at_most" else row["value"] - half
    high = inf if row["qualifier"] == "at_least" else row["value"] + half
    return low, high


def agree(one: Row, other: Row, indicator: Indicator) -> bool:
    """Whether both can be true of the same thing."""
    (low, high), (other_low, other_high) = span(one, indicator), span(other, indicator)
    return low <= other_high + 1e-9 and other_low <= high + 1e-9


def is_bound(row: Row) -> bool:
    return row["qualifier"] in BOUNDS


def named(row: Row) -> str:
    """The figure and where it stands, for a message."""
    figure = row["printed"] or row["value"]
    return f"{figure} ({row['source']}, {row['input']}, line {row['input_row']})"


def problem(rule: str, message: str, row: Row, column: str = "value") -> Problem:
    return Problem(rule, message, row["input"], row["input_row"], column)
