"""The draft of a table of statistics: what its columns seem to be, and questions for the rest."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

import polars as pl

from etl.readers.model import Column, ColumnType, RawTable, text_of
from etl.sources.declaration_model import FROM_AREA
from etl.sources.draft_guess import Guess, Heading, distinct_cells, guess, heading, sex_in
from etl.sources.draft_indicator import indicator_lines
from etl.sources.draft_parts import (
    constant_lines,
    is_percent,
    not_read,
    sign_lines,
    unit_lines,
    unit_of,
    value_line,
)
from etl.sources.draft_text import Lines, key, plain
from etl.sources.table_tally import listed
from etl.sources.table_units import spelling_of
from warehouse.regions import UnknownRegion

# The scheme of `warehouse/areas.py` whose areas are organisations.
UNIVERSITY: Final = "university"
_TEXT_OF_CODES: Final = " (text)"
_STATUS: Final = "status"
_BASE: Final = re.compile(r"(?i)^(n|bas)$|antal svar|svarande\b|antal i bas")
# Headings that tell columns of numbers apart.
_WIDE: Final = ("period", "sex", "region", "nature")


def table_lines(lines: Lines, raw: RawTable, sheet: str | None, said: str, identifier: str) -> None:
    guesses, unclear = _guesses(raw)
    taken = {column.name for column, _ in guesses.values()}
    numbers = [c for c in raw.columns if c.type is ColumnType.NUMBER and c.name not in taken]
    headings = {column.name: heading(column) for column in numbers}
    wide, left_out = _wide(headings)
    values = [column for column in numbers if column.name not in left_out]
    figures = [column for column in values if not _BASE.search(column.name)]
    is_wide = bool(wide) or len(figures) != 1
    shared = [c for c in figures if not is_wide or wide or not _own_unit(c)]
    words = " ".join([said, *(column.name for column in figures)])
    areas = guesses["region"][1].areas if "region" in guesses else None
    indicator_lines(
        lines, identifier, unit_of(raw, shared), words, by_university=areas == UNIVERSITY
    )
    lines.blank("[[table]]")
    if sheet is not None:
        lines.word("sheet", sheet)
    lines.word("indicator", identifier)
    unit_lines(lines, raw, shared)
    _region_lines(lines, guesses)
    _column_lines(lines, raw, guesses, unclear, [] if is_wide else values)
    _check_told_apart(lines, raw, [column for column, _ in guesses.values()], unclear)
    measures = {} if wide or not is_wide else _measures(values, guesses)
    given = {*guesses, *(d for members in (*wide.values(), *measures.values()) for d in members)}
    known = {"group": "all"}
    if areas == UNIVERSITY:
        known["organisation"] = FROM_AREA
    if unclear and "item" not in given:
        known["item"] = ""
    constant_lines(lines, "table.constants", said, given, known)
    not_read(lines, left_out)
    if is_wide:
        _value_lines(lines, values, wide, measures)
    for dimension, (column, found) in guesses.items():
        _member_lines(lines, dimension, column, found)
    sign_lines(lines, "table.signs", values, {})


# ---------------------------------------------------------------- columns


def _guesses(raw: RawTable) -> tuple[dict[str, tuple[Column, Guess]], dict[str, list[str]]]:
    """Dimension → the first column that seems to be it; and the columns that are not clear."""
    guesses: dict[str, tuple[Column, Guess]] = {}
    unclear: dict[str, list[str]] = {}
    names = {column.name for column in raw.columns}
    for index, column in enumerate(raw.columns):
        if column.type is ColumnType.EMPTY or _is_beside(column, names):
            continue
        cells = distinct_cells(raw, index)
        found = guess(column, cells)
        if found is not None and found.dimension not in guesses:
            guesses[found.dimension] = (column, found)
        elif column.type is not ColumnType.NUMBER:
            unclear[column.name] = cells
    return guesses, unclear


def _check_told_apart(
    lines: Lines, raw: RawTable, columns: Sequence[Column], unclear: Mapping[str, Sequence[str]]
) -> None:
    """Rows that all the named columns leave alike would be the same figure several times."""
    batch = next(raw.rows.batches(), None)
    if batch is None or not columns:
        return
    cells = [text_of(batch.cells[raw.column(column.name)]) for column in columns]
    alike = int(pl.DataFrame(cells).is_duplicated().sum())
    if alike:
        names = listed(f"'{column.name}'" for column in columns)
        lines.question(
            f"which column tells apart the {alike} rows that are alike in {names}?",
            "Name it above; or read the rows of its totals alone, with [table.only]."
            + ("" if unclear else " No other column does: is one of these misunderstood?"),
        )


def _is_beside(column: Column, names: set[str]) -> bool:
    """The words for a column of codes, and the flags of a data set, say nothing of their own."""
    is_text = column.name.removesuffix(_TEXT_OF_CODES) in names - {column.name}
    return is_text or column.name == _STATUS


def _region_lines(lines: Lines, guesses: Mapping[str, tuple[Column, Guess]]) -> None:
    if "region" not in guesses:
        return
    _, found = guesses["region"]
    if found.areas is not None:
        lines.word("areas", found.areas)
    if found.areas is not None or found.unknown:
        lines.comment("What is none of the seven, nor the nation, is counted and set aside.")
        lines.word("outside", "set_aside")
    if found.unknown and found.areas is None:
        nearest = str(UnknownRegion(found.unknown)).removeprefix("unknown region: ")
        lines.comment(f"Set aside by this, unless mapped in [table.members.region]: {nearest}")


def _says(raw: RawTable, name: str, other: str) -> bool:
    """Whether the one column says what stands in the other: names beside their codes."""
    batch = next(raw.rows.batches(), None)
    if batch is None:
        return False
    cells = [text_of(batch.cells[raw.column(one)]).alias(one) for one in (name, other)]
    pairs = pl.DataFrame(cells).unique()
    return 1 < pairs.height == cells[0].n_unique()


def _column_lines(
    lines: Lines,
    raw: RawTable,
    guesses: Mapping[str, tuple[Column, Guess]],
    unclear: Mapping[str, Sequence[str]],
    values: Sequence[Column],
) -> None:
    lines.blank("[table.columns]")
    for dimension, (column, _) in guesses.items():
        lines.word(dimension, column.name)
    for column in values:
        lines.word("base" if _BASE.search(column.name) else "value", column.name)
    for name, cells in unclear.items():
        shown = listed(f"'{cell}'" for cell in cells[:8])
        same = [other.name for _, (other, _) in guesses.items() if _says(raw, other.name, name)]
        if same and len(cells) > 1:
            lines.comment(f"Not read: '{name}', which says the same as '{same[0]}'.")
        elif len(cells) > 1 and any(u.place.startswith(f"{name} '") for u in raw.units):
            lines.question(
                f"which of the measures in the column '{name}' are read?",
                f"It holds {shown}, each with its unit. Write [[table]] once for each that is "
                f'read, with its indicator and unit, and [table.only] {key(name)} = ["…"].',
            )
        elif len(cells) > 1:
            lines.question(
                f"what is the column '{name}'?",
                f"It has {len(cells)} different cells: {plain(shown)}. Name it as item, category, "
                "group or organisation; or read some of its rows alone with [table.only]; or leave "
                "it, where another column says the same.",
            )
        elif cells:
            lines.comment(f"Not read: '{name}', always {shown}.")


# ---------------------------------------------------------------- columns of numbers


def _wide(headings: Mapping[str, Heading]) -> tuple[dict[str, Mapping[str, str]], list[str]]:
    """Members of each column where headings tell the columns apart; and columns left out."""
    if len(headings) < 2:
        return {}, []
    said = {
        name: {d: m for d, m in found.members.items() if d in _WIDE}
        for name, found in headings.items()
        if not found.is_change
    }
    most = {d for d in _WIDE if 2 * sum(d in members for members in said.values()) > len(said)}
    most |= {"region"} if sum("region" in m for m in said.values()) >= 2 else set()
    if not most:
        return {}, []
    wide = {name: members for name, members in said.items() if most <= set(members)}
    return dict(wide), [name for name in headings if name not in wide]


def _value_lines(
    lines: Lines,
    values: Sequence[Column],
    wide: Mapping[str, Mapping[str, str]],
    measures: Mapping[str, Mapping[str, str]],
) -> None:
    if wide:
        lines.blank("[table.values]")
        for name, members in wide.items():
            lines.raw(value_line(name, members))
    else:
        lines.blank("[table.values]")
        lines.question(
            "which of these columns are read?",
            "Give each its indicator, and its unit if it is another than that of the table; the "
            'column of n is figure = "base". Take the others out.',
        )
        for column in values:
            lines.raw(value_line(column.name, {**_measure(column), **measures[column.name]}))


def _measures(values: Sequence[Column], taken: Collection[str]) -> dict[str, dict[str, str]]:
    """Column → its sex, where sexes tell some of several measures apart; nothing otherwise."""
    sexes = {column.name: sex_in(column.name) for column in values}
    if "sex" in taken or not any(sexes.values()):
        return {name: {} for name in sexes}
    return {name: {"sex": sex or "all"} for name, sex in sexes.items()}


def _measure(column: Column) -> dict[str, str]:
    if _BASE.search(column.name):
        return {"figure": "base"}
    unit = _own_unit(column)
    return {"indicator": "", **({"unit": unit} if unit else {})}


def _own_unit(column: Column) -> str | None:
    if is_percent(column):
        return "%"
    return spelling_of(column.unit) if column.unit else None


def _member_lines(lines: Lines, dimension: str, column: Column, found: Guess) -> None:
    lines.table(f"table.members.{dimension}", found.members)
    if found.unknown and (dimension != "region" or found.areas is not None):
        lines.blank(f"[table.members.{dimension}]")
        for cell in found.unknown:
            lines.asked(cell, f"which {dimension} is this in column '{column.name}', or left_out?")
