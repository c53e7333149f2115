"""Declared contradictions and sums: what is known to disagree, and what must add up.

A contradiction is kept and shown, never repaired; each of its rows says which value it expects,
so that the load stops once the producer mends it. Read from TOML in
`etl/sources/declared_contradictions.py`; what figures are held against is in `etl/checks/`. Not for
finding contradictions nobody declared.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

import polars as pl

from etl.figures import Row
from etl.problems import Problem
from etl.sources.keys import nearest
from warehouse.contract import KEY
from warehouse.members import ALL
from warehouse.text import Text

Key = tuple[str, ...]

# The key columns that a contradiction says once for all its rows, unless a row says another.
SHARED: Final = ("indicator", "region", "period")
# Most figures are this: an id need not say it.
_UNSAID: Final = (ALL, "unweighted", "outcome", "main")


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
    """`rows` select one observation each; of parts that do not sum the first is the total.

    `file` and `line` are where it is declared.
    """

    id: str
    kind: Kind
    indicator: str
    region: str
    period: str
    text: Text
    rows: tuple[Expected, ...]
    file: str
    line: int | None = None


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
    return Problem(
        rule,
        f"{contradiction.id}: {message}",
        contradiction.file,
        contradiction.line,
        remedy="correct this [[contradiction]], or take it out if it holds no longer",
    )


def unknown_words(
    declarations: Declarations, indicators: Collection[str], sources: Collection[str]
) -> Iterator[Problem]:
    """Indicators and sources that nobody has: better said than that they select no figure."""
    for contradiction in declarations.contradictions:
        for name, known in (("indicator", indicators), ("source", sources)):
            named = {expected.where[name] for expected in contradiction.rows
                     if name in expected.where}  # fmt: skip
            for word in sorted(named - set(known)):
                message = f"unknown {name} '{word}'; {nearest(word, known)}"
                yield _problem(contradiction, f"unknown_{name}", message)
    for one in declarations.sums:
        if one.indicator not in indicators:
            message = f"{one.id}: unknown indicator '{one.indicator}'"
            yield Problem("unknown_indicator", message, one.file)


# ---------------------------------------------------------------- what nobody declared


def undeclared(problem: Problem, kind: Kind, rows: Sequence[Row]) -> Problem:
    """With the way out: all figures are kept where a declaration says why they differ."""
    remedy = (
        f'if that is what the sources print, say so with [[contradiction]], kind = "{kind}", in '
        "the declaration of one of the files"
    )
    return replace(problem, remedy=remedy, block=_ready_block(kind, rows))


def _ready_block(kind: Kind, rows: Sequence[Row]) -> str:
    """Ready but for the words for readers: they are asked for as in any draft."""
    return "\n".join(
        [
            "[[contradiction]]",
            f"id = {_quoted(_ready_id(rows))}",
            f"kind = {_quoted(kind)}",
            *(f"{name} = {_quoted(rows[0][name])}" for name in SHARED),
            "# QUESTION: what must readers know of this, in both languages?",
            'text_sv = ""',
            'text_en = ""',
            "rows = [",
            *(f"  {_ready_row(row, rows[0])}," for row in rows),
            "]",
        ]
    )


def _ready_row(row: Row, first: Row) -> str:
    """Every column of the key but what is shared: with fewer, other figures could be meant too."""
    names = [name for name in KEY if name not in SHARED or row[name] != first[name]]
    column = "value" if row["value"] is not None else "low"  # a grade may be an interval alone
    cells = [
        *(f"{name} = {_quoted(row[name])}" for name in names),
        *([f"column = {_quoted(column)}"] if column != "value" else []),
        f"expect = {row[column]!r}",
    ]
    return f"{{ {', '.join(cells)} }}"


def _ready_id(rows: Sequence[Row]) -> str:
    """Of the words that the rows share, and their sources."""
    shared = [name for name in KEY if name != "source" and len({row[name] for row in rows}) == 1]
    words = [rows[0][name] for name in shared if rows[0][name] not in _UNSAID]
    sources = dict.fromkeys(row["source"] for row in rows)
    return re.sub(r"[^a-z0-9]+", "_", "_".join([*words, *sources]).lower()).strip("_")


def _quoted(word: str) -> str:
    """A text of TOML, which JSON writes alike."""
    return json.dumps(word, ensure_ascii=False)


# ---------------------------------------------------------------- into the release


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
