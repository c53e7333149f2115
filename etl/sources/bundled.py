"""Figures in the project's own shape: one line is one figure as its source prints it.

`unit` says in which unit it is printed; the numbers are turned into the indicator's base unit
here. What ships and what a user adds in this shape are read alike. Not for any other shape.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from math import isfinite
from typing import Final

import polars as pl

from etl.problems import InputRefused, Problem
from etl.readers.content import Content
from etl.sources.lines import Line, read_lines
from warehouse.contract import KEY, NUMBERS, WORDS
from warehouse.indicators.model import Indicator
from warehouse.period import UnparseablePeriod, parse_period
from warehouse.regions import UnknownRegion, region_for
from warehouse.units import UnknownUnit, base_unit

COLUMNS: Final = (*KEY, *NUMBERS, "unit", *WORDS, "cites")
# Counts keep their own unit: persons, places or full-time equivalents, never thousands of them.
CONVERTED: Final = ("value", "low", "high", "bound_low", "bound_high")

SCHEMA: Final[dict[str, type[pl.DataType]]] = {
    **dict.fromkeys(KEY, pl.String),
    **dict.fromkeys(NUMBERS, pl.Float64),
    **dict.fromkeys(WORDS, pl.String),
    "input": pl.String,
    "input_row": pl.Int64,
    "cites": pl.String,
}

_ALLOWED: Final = " (digits and a decimal point)"
_HEADER_SIZE: Final = 4096
_WORD: Final = re.compile(r"[a-z_]+")
_DIGITS: Final = re.compile(r"-?\d+(\.\d+)?", re.ASCII)

LEFT_OUT_COLUMNS: Final = ("fact", "kind", "reason_sv", "reason_en")
LEFT_OUT_KINDS: Final = ("merged", "unused")


def read_bundled(file: str, content: bytes, indicators: Mapping[str, Indicator]) -> pl.DataFrame:
    """Observations (columns of the contract) from one file; raises InputRefused."""
    lines = read_lines(file, content, COLUMNS)
    problems = [
        problem for number, row in lines for problem in _problems(file, number, row, indicators)
    ]
    if not lines:
        problems = [Problem("no_figures", "there is no figure below the header", file, 1)]
    if problems:
        raise InputRefused(problems)
    rows = [_observation(file, line) for line in lines]
    return pl.DataFrame(rows, orient="row", schema=SCHEMA)


def is_in_own_shape(content: Content) -> bool:
    """Whether the header names most of the columns, in whatever encoding and separated by what.

    So a file that is nearly right is read here, and what is wrong with it is said by name.
    """
    begun = content.part(0, _HEADER_SIZE).replace(b"\0", b"").splitlines()
    words = set(_WORD.findall(begun[0].decode("utf-8", errors="replace"))) if begun else set()
    return 2 * len(words & set(COLUMNS)) > len(COLUMNS)


def read_left_out(file: str, content: bytes, topic: str) -> pl.DataFrame:
    """Facts that no observation cites, each with its reason; raises InputRefused."""
    lines = read_lines(file, content, LEFT_OUT_COLUMNS)
    problems = [
        Problem("empty_cell", f"'{column}' says nothing", file, number, column)
        for number, row in lines
        for column in LEFT_OUT_COLUMNS
        if not row[column]
    ] + [
        Problem("unknown_kind", f"'{row['kind']}' (known: {', '.join(LEFT_OUT_KINDS)})", file,
                number, "kind")
        for number, row in lines
        if row["kind"] not in LEFT_OUT_KINDS
    ]  # fmt: skip
    if problems:
        raise InputRefused(problems)
    schema = dict.fromkeys((*LEFT_OUT_COLUMNS, "topic"), pl.String)
    return pl.DataFrame([{**row, "topic": topic} for _, row in lines], schema=schema)


def _problems(
    file: str, number: int, row: dict[str, str], indicators: Mapping[str, Indicator]
) -> Iterator[Problem]:
    if row["indicator"] not in indicators:
        message = f"unknown measure '{row['indicator']}'"
        yield Problem("unknown_indicator", message, file, number, "indicator")
    yield from _spelling_problems(file, number, row)
    yield from _unit_problem(file, number, row, indicators.get(row["indicator"]))
    yield from (
        Problem("not_a_number", f"'{row[column]}' is not a number{_ALLOWED}", file, number, column)
        for column in NUMBERS
        if row[column] and _number(row[column]) is None
    )


def _spelling_problems(file: str, number: int, row: dict[str, str]) -> Iterator[Problem]:
    checks: Iterable[tuple[str, str, Callable[[str], object]]] = (
        ("unknown_region", "region", region_for),
        ("unparseable_period", "period", parse_period),
        ("unknown_unit", "unit", base_unit),
    )
    for rule, column, check in checks:
        try:
            check(row[column])
        except (UnknownRegion, UnparseablePeriod, UnknownUnit) as error:
            yield Problem(rule, str(error), file, number, column)


def _unit_problem(
    file: str, number: int, row: dict[str, str], indicator: Indicator | None
) -> Iterator[Problem]:
    try:
        unit, _ = base_unit(row["unit"])
    except UnknownUnit:
        return
    if indicator and unit is not indicator.unit:
        message = f"'{row['unit']}' is {unit.id}, but {indicator.id} is in {indicator.unit.id}"
        yield Problem("unit_of_another_kind", message, file, number, "unit")


def _number(text: str) -> Decimal | None:
    """The number that a cell holds: digits and a decimal point, nothing else."""
    # Decimal alone would read "6_4", "1e5" and the digits of any script.
    return Decimal(text) if _DIGITS.fullmatch(text) and isfinite(float(text)) else None


def _converted(text: str, factor: float) -> float | None:
    # Decimal, since 4.1 as a float times 1e6 is 4 099 999.9999999995.
    number = _number(text)
    return None if number is None else float(number * Decimal(str(factor)))


def _observation(file: str, line: Line) -> dict[str, object]:
    number, row = line
    _, factor = base_unit(row["unit"])
    numbers = {
        column: _converted(row[column], factor if column in CONVERTED else 1.0)
        for column in NUMBERS
    }
    words = {column: row[column] or None for column in WORDS}
    key = {column: row[column] for column in KEY} | {"region": region_for(row["region"]).code}
    provenance = {"input": file, "input_row": number, "cites": row["cites"] or None}
    return {**key, **numbers, **words, **provenance}
