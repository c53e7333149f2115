"""The sourced figures that ship with the project: one CSV per topic in `bundled/`.

Each line is one figure as its source prints it, in the printed unit; `unit` says which, and the
numbers are converted to the indicator's base unit here. Not for files of the user's own.
"""

import csv
import io
from collections.abc import Iterable
from typing import Final

import polars as pl

from etl.problems import InputRefused, Problem
from warehouse.contract import KEY, NUMBERS, WORDS
from warehouse.indicators import INDICATORS
from warehouse.period import UnparseablePeriod, parse_period
from warehouse.regions import UnknownRegion, region_for
from warehouse.units import UnknownUnit, base_unit

COLUMNS: Final = (*KEY, *NUMBERS, "unit", *WORDS, "cites")
# Counts keep their own unit: persons, places or full-time equivalents, never thousands of them.
CONVERTED: Final = ("value", "low", "high", "bound_low", "bound_high")


def read_bundled(file: str, content: bytes) -> pl.DataFrame:
    """Observations (columns of the contract) from one bundled file; raises InputRefused."""
    rows = _rows(file, content)
    problems = [problem for number, row in rows for problem in _problems(file, number, row)]
    if problems:
        raise InputRefused(problems)
    return pl.DataFrame([_observation(file, number, row) for number, row in rows], orient="row",
                        schema=_SCHEMA)


_SCHEMA: Final[dict[str, type[pl.DataType]]] = {
    **dict.fromkeys(KEY, pl.String),
    **dict.fromkeys(NUMBERS, pl.Float64),
    **dict.fromkeys(WORDS, pl.String),
    "input": pl.String,
    "input_row": pl.Int64,
    "cites": pl.String,
}


def _rows(file: str, content: bytes) -> list[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(_decoded(file, content)), strict=True)
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        expected = f"expected {', '.join(COLUMNS)}; found {', '.join(reader.fieldnames or ())}"
        raise InputRefused(
            [Problem("column_missing", f"no column '{column}': {expected}", file, 1, column)
             for column in missing]
        )
    return [(reader.line_num, row) for row in reader]


def _decoded(file: str, content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"byte {content[error.start]:#04x} is not UTF-8: save the file as UTF-8"
        raise InputRefused([Problem("wrong_encoding", message, file, line)]) from error


def _problems(file: str, number: int, row: dict[str, str]) -> Iterable[Problem]:
    checks = (
        ("unknown_region", "region", lambda: region_for(row["region"])),
        ("unparseable_period", "period", lambda: parse_period(row["period"])),
        ("unknown_unit", "unit", lambda: base_unit(row["unit"])),
    )
    if row["indicator"] not in INDICATORS:
        yield Problem("unknown_indicator", f"unknown measure '{row['indicator']}'", file, number,
                      "indicator")
    for rule, column, check in checks:
        try:
            check()
        except (UnknownRegion, UnparseablePeriod, UnknownUnit) as error:
            yield Problem(rule, str(error), file, number, column)
    yield from _unit_problem(file, number, row)
    yield from (
        Problem("not_a_number", f"'{row[column]}' is not a number", file, number, column)
        for column in NUMBERS
        if row[column] and not _is_number(row[column])
    )


def _unit_problem(file: str, number: int, row: dict[str, str]) -> Iterable[Problem]:
    indicator = INDICATORS.get(row["indicator"])
    try:
        unit, _ = base_unit(row["unit"])
    except UnknownUnit:
        return
    if indicator and unit is not indicator.unit:
        message = f"'{row['unit']}' is {unit.id}, but {indicator.id} is in {indicator.unit.id}"
        yield Problem("unit_of_another_kind", message, file, number, "unit")


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _observation(file: str, number: int, row: dict[str, str]) -> dict[str, object]:
    _, factor = base_unit(row["unit"])
    numbers = {
        column: float(row[column]) * (factor if column in CONVERTED else 1.0) if row[column] else None
        for column in NUMBERS
    }
    words = {column: row[column] or None for column in WORDS}
    key = {column: row[column] for column in KEY} | {"region": region_for(row["region"]).code}
    return {**key, **numbers, **words, "input": file, "input_row": number,
            "cites": row["cites"] or None}
