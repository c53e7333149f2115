"""Declared contradictions and sums: what is known to disagree, and what must add up.

A contradiction is kept and shown, never repaired; each of its rows says which value it expects,
so that the load stops once the producer mends it. Read here from TOML beside the figures; what
they are held against is in `etl/checks/`. Not for finding contradictions nobody declared.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import polars as pl

from etl.problems import InputRefused, Problem
from warehouse.contract import KEY, NUMBERS
from warehouse.indicators import INDICATORS
from warehouse.text import Text

Key = tuple[str, ...]


class Kind(StrEnum):
    PARTS_DO_NOT_SUM = "parts_do_not_sum"
    SOURCES_DISAGREE = "sources_disagree"
    READINGS_DIFFER = "readings_differ"
    MEAN_NOT_WEIGHTED = "mean_not_weighted"
    DEFINITION_UNCLEAR = "definition_unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One observation of a contradiction: the key columns that select it, and its value."""

    where: Mapping[str, str]
    column: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """`rows` select one observation each; of parts that do not sum the first is the total."""

    id: str
    kind: Kind
    indicator: str
    region: str
    period: str
    text: Text
    rows: tuple[Expected, ...]
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """Total and parts; a key column that a part does not name is the same as the total's."""

    id: str
    indicator: str
    total: Mapping[str, str]
    parts: tuple[Mapping[str, str], ...]
    column: str
    tolerance: float
    file: str


@dataclass(frozen=True, slots=True)
class Declarations:
    contradictions: tuple[Contradiction, ...] = ()
    sums: tuple[Sum, ...] = ()

    def __add__(self, other: "Declarations") -> "Declarations":
        return Declarations(self.contradictions + other.contradictions, self.sums + other.sums)


@dataclass(frozen=True, slots=True)
class Declared:
    """Contradictions with the keys that they cover."""

    contradictions: tuple[Contradiction, ...] = ()
    keys: Mapping[str, tuple[Key, ...]] = field(default_factory=dict)

    def cover(self, keys: Sequence[Key], *kinds: Kind) -> bool:
        """Whether one declared contradiction (of these kinds, if named) holds all the keys."""
        return any(
            set(keys) <= set(self.keys[contradiction.id])
            for contradiction in self.contradictions
            if not kinds or contradiction.kind in kinds
        )


# ---------------------------------------------------------------- reading


class _Malformed(ValueError):
    """A table of the file is not in its shape; the message says where."""


_CONTRADICTION_FIELDS: Final = frozenset(
    {"id", "kind", "indicator", "region", "period", "text_sv", "text_en", "rows"}
)
_SUM_FIELDS: Final = frozenset({"id", "indicator", "total", "parts", "column", "tolerance"})


def read_declarations(file: str, content: bytes) -> Declarations:
    """Contradictions and sums of one file; raises InputRefused."""
    try:
        tables = tomllib.loads(content.decode("utf-8"))
        unknown = set(tables) - {"contradiction", "sum"}
        if unknown:
            raise _Malformed(f"unknown tables {sorted(unknown)}")
        contradictions = tuple(_contradiction(file, t) for t in tables.get("contradiction", []))
        sums = tuple(_sum(file, table) for table in tables.get("sum", []))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, _Malformed) as error:
        raise InputRefused([Problem("unreadable_declaration", str(error), file)]) from error
    return Declarations(contradictions, sums)


def _contradiction(file: str, table: Mapping[str, object]) -> Contradiction:
    _only(table, _CONTRADICTION_FIELDS)
    identifier = _word(table, "id")
    kind = _word(table, "kind")
    if kind not in list(Kind):
        raise _Malformed(f"{identifier}: unknown kind '{kind}' (known: {', '.join(Kind)})")
    indicator, region = _indicator(table), _word(table, "region")
    shared = {"indicator": indicator, "region": region, "period": _word(table, "period")}
    return Contradiction(
        id=identifier,
        kind=Kind(kind),
        indicator=indicator,
        region=region,
        period=shared["period"],
        text=Text(_word(table, "text_sv"), _word(table, "text_en")),
        rows=tuple(_expected(identifier, shared, row) for row in _tables(table, "rows")),
        file=file,
    )


def _expected(identifier: str, shared: Mapping[str, str], row: Mapping[str, object]) -> Expected:
    value = row.get("expect")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _Malformed(f"{identifier}: each of its rows needs expect, a number in the base unit")
    where = {name: cell for name, cell in row.items() if name not in {"expect", "column"}}
    return Expected(
        where={**shared, **_where(identifier, where)},
        column=_column(identifier, row),
        value=float(value),
    )


def _sum(file: str, table: Mapping[str, object]) -> Sum:
    _only(table, _SUM_FIELDS)
    identifier = _word(table, "id")
    tolerance = table.get("tolerance")
    if not isinstance(tolerance, int | float):
        raise _Malformed(f"{identifier}: tolerance is a number in the base unit")
    total = table.get("total")
    if not isinstance(total, dict):
        raise _Malformed(f"{identifier}: total is a table of key columns")
    return Sum(
        id=identifier,
        indicator=_indicator(table),
        total=_where(identifier, total),
        parts=tuple(_where(identifier, part) for part in _tables(table, "parts")),
        column=_column(identifier, table),
        tolerance=float(tolerance),
        file=file,
    )


def _only(table: Mapping[str, object], allowed: frozenset[str]) -> None:
    unknown = set(table) - allowed
    if unknown:
        raise _Malformed(f"{table.get('id')}: unknown fields {sorted(unknown)}")


def _word(table: Mapping[str, object], name: str) -> str:
    word = table.get(name)
    if not isinstance(word, str) or not word:
        raise _Malformed(f"{table.get('id')}: '{name}' is missing")
    return word


def _indicator(table: Mapping[str, object]) -> str:
    indicator = _word(table, "indicator")
    if indicator not in INDICATORS:
        raise _Malformed(f"{table.get('id')}: unknown measure '{indicator}'")
    return indicator


def _tables(table: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    rows = table.get(name)
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise _Malformed(f"{table.get('id')}: '{name}' is a list of tables")
    return rows


def _where(identifier: str, cells: Mapping[str, object]) -> dict[str, str]:
    wrong = [name for name, cell in cells.items() if name not in KEY or not isinstance(cell, str)]
    if wrong:
        raise _Malformed(f"{identifier}: {', '.join(wrong)}: only key columns, each a text")
    return {name: str(cell) for name, cell in cells.items()}


def _column(identifier: str, table: Mapping[str, object]) -> str:
    column = table.get("column", "value")
    if column not in NUMBERS:
        raise _Malformed(f"{identifier}: '{column}' is no number column ({', '.join(NUMBERS)})")
    return str(column)


# ---------------------------------------------------------------- against the figures


def selected(rows: pl.DataFrame, where: Mapping[str, str]) -> pl.DataFrame:
    """The observations whose key columns hold these words."""
    return rows.filter(pl.lit(value=True), *(pl.col(name) == word for name, word in where.items()))


def declare(
    rows: pl.DataFrame, contradictions: Sequence[Contradiction]
) -> tuple[Declared, list[Problem]]:
    """The contradictions with the keys that they cover, and what does not hold of them."""
    keys: dict[str, tuple[Key, ...]] = {}
    problems: list[Problem] = []
    for contradiction in contradictions:
        if contradiction.id in keys:
            problems.append(_problem(contradiction, "declared_twice", "the id stands twice"))
        found = [selected(rows, expected.where) for expected in contradiction.rows]
        keys[contradiction.id] = tuple(key for row in found for key in row.select(KEY).rows())
        problems.extend(_unexpected(contradiction, found))
    return Declared(tuple(contradictions), keys), problems


def _unexpected(contradiction: Contradiction, found: Sequence[pl.DataFrame]) -> Iterator[Problem]:
    values: list[float] = []
    for expected, rows in zip(contradiction.rows, found, strict=True):
        if rows.height != 1:
            message = f"selects {rows.height} figures, not one: {dict(expected.where)}"
            yield _problem(contradiction, "contradiction_selects_one", message)
            continue
        value = rows.item(0, expected.column)
        if value is None or abs(value - expected.value) > 1e-6:
            message = f"expects {expected.value:g}, but the figure is {value}: was it mended?"
            where = f"{message} {dict(expected.where)}"
            yield _problem(contradiction, "contradiction_as_expected", where)
        values.append(expected.value)
    if len(values) == len(found) and not _contradicts(contradiction.kind, values):
        yield _problem(contradiction, "contradiction_is_one", f"{values} do not contradict")


def _contradicts(kind: Kind, values: Sequence[float]) -> bool:
    match kind:
        case Kind.PARTS_DO_NOT_SUM:
            return abs(values[0] - sum(values[1:])) > 1e-6
        case Kind.SOURCES_DISAGREE | Kind.READINGS_DIFFER:
            return len(set(values)) > 1
        case Kind.MEAN_NOT_WEIGHTED | Kind.DEFINITION_UNCLEAR:
            return True


def _problem(contradiction: Contradiction, rule: str, message: str) -> Problem:
    return Problem(rule, f"{contradiction.id}: {message}", contradiction.file)


def contradictions_frame(
    rows: pl.DataFrame, contradictions: Sequence[Contradiction]
) -> pl.DataFrame:
    """As the release holds them; `rows` is the JSON text of full keys with their values."""
    columns = ("id", "kind", "indicator", "region", "period", "text_sv", "text_en", "rows")
    return pl.DataFrame(
        [
            (c.id, str(c.kind), c.indicator, c.region, c.period, c.text.sv, c.text.en,
             json.dumps(_members(rows, c), ensure_ascii=False))
            for c in contradictions
        ],
        schema=dict.fromkeys(columns, pl.String),
        orient="row",
    )  # fmt: skip


def _members(rows: pl.DataFrame, contradiction: Contradiction) -> list[dict[str, object]]:
    return [
        {**row, "column": expected.column, "expect": expected.value}
        for expected in contradiction.rows
        for row in selected(rows, expected.where).select(KEY).to_dicts()
    ]
