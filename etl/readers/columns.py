"""The columns of a table: names, types and the style of numbers that is told or proved.

Where a column alone does not prove its style, the other columns of the table may; where they do
not either, the table is refused with the rows as evidence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from etl.problems import Problem
from etl.readers.column_remarks import Place, column_remarks, named
from etl.readers.column_types import Examined, examine, type_of
from etl.readers.model import Batch, Cells, CellType, Column, ColumnType
from etl.readers.number_style import Ambiguous, Proved, is_written, style_of, told_style, trimmed
from etl.readers.options import ColumnOptions, Options
from etl.readers.units_found import unit_in

_SHOWN: Final = 5
_NO_OPTIONS: Final = ColumnOptions()


@dataclass(frozen=True, slots=True)
class Heading:
    """What the header says of one column."""

    position: int
    name: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """The columns, and what is wrong or worth a remark."""

    columns: tuple[Column, ...]
    problems: tuple[Problem, ...]
    remarks: tuple[Problem, ...]


def decide_columns(
    headings: Sequence[Heading], batch: Batch, options: Options, place: Place
) -> Decided:
    """The columns of a batch of rows."""
    examined = [examine(cells) for cells in batch.cells]
    proved = options.decimal or _proved_decimal(examined)
    columns, problems, remarks = [], [], []
    for heading, found in zip(headings, examined, strict=True):
        told = _told(options, heading.name)
        column, problem = _decide(heading, found, told, proved)
        columns.append(column)
        if problem is not None:
            problems.append(_ambiguous(problem, column, found, place))
        elif column.style is not None and column.is_told:
            problems += _not_in_style(column, found.cells, place)
        remarks += column_remarks(column, found, place)
    return Decided(tuple(columns), tuple(problems), tuple(remarks))


def _told(options: Options, name: str) -> ColumnOptions:
    """What is told about a column, or about every column."""
    own = options.columns.get(name, _NO_OPTIONS)
    return ColumnOptions(
        type=own.type,
        decimal=own.decimal or options.decimal,
        thousands=own.thousands if own.thousands is not None else options.thousands,
    )


def _proved_decimal(examined: Sequence[Examined]) -> str | None:
    """The decimal sign of every column that proves one; None where none or both are proved."""
    proved = {
        mark
        for column in examined
        if column.found is not None and type_of(column)[0] is ColumnType.NUMBER
        for mark in column.found.decimal
    }
    return next(iter(proved)) if len(proved) == 1 else None


def _decide(
    heading: Heading, found: Examined, told: ColumnOptions, proved: str | None
) -> tuple[Column, Ambiguous | None]:
    kind, reason = type_of(found)
    if told.type is not None:
        kind, reason = ColumnType(told.type), "told"
    style: Proved | Ambiguous | None = None
    is_told = told.type is not None
    if kind is ColumnType.NUMBER and found.found is not None:
        if told.decimal is not None or told.thousands is not None:
            style = told_style(found.found, told.decimal, told.thousands)
            is_told = True
        else:
            style = style_of(found.found, proved)
        reason = f"{reason}; {style.reason}"
    column = Column(
        position=heading.position,
        name=heading.name,
        parts=heading.parts,
        type=kind,
        reason=reason,
        style=style.style if isinstance(style, Proved) else None,
        number_format=_usual_format(found.cells),
        unit=unit_in(heading.name),
        filled=found.filled,
        empty=found.empty,
        signs=found.signs if kind in (ColumnType.NUMBER, ColumnType.DATE) else {},
        is_told=is_told,
    )
    return column, style if isinstance(style, Ambiguous) else None


def _usual_format(cells: Cells) -> str | None:
    if cells.formats is None or cells.formats.null_count() == cells.formats.len():
        return None
    return str(cells.formats.drop_nulls().mode(maintain_order=True)[0])


def _ambiguous(problem: Ambiguous, column: Column, found: Examined, place: Place) -> Problem:
    rows = _rows_of(problem, found, place)
    cells = found.cells.stored.filter(place.rows.is_in(rows))
    mark = column.name.replace('"', "'")
    return Problem(
        "ambiguous_numbers",
        f"{problem.reason} (rows {', '.join(map(str, rows))})",
        place.file,
        rows[0] if rows else None,
        column.name,
        place.sheet,
        f"tell the style: --decimal , --thousands . (or the other way round), for this column "
        f'alone --column "{mark}:decimal=,"',
        tuple(f"row {row}: {cell}" for row, cell in zip(rows, cells, strict=True)),
    )


def _not_in_style(column: Column, cells: Cells, place: Place) -> list[Problem]:
    """Cells with digits that are no number in the style that was told."""
    assert column.style is not None
    if cells.stored.dtype != pl.String:
        return []
    text = trimmed(cells.stored)
    wrong = text.str.contains("[0-9]") & ~is_written(text, column.style)
    if cells.types is not None:
        wrong &= cells.types == CellType.TEXT.value
    return named(
        "not_in_style",
        "cells are no numbers in the style that was told",
        column,
        wrong.fill_null(value=False),
        cells.stored,
        place,
        remedy="tell another style or another type for the column",
    )


def _rows_of(problem: Ambiguous, found: Examined, place: Place) -> list[int]:
    """Rows that hold the cells which speak for different styles, or more of the only kind."""
    text = trimmed(found.cells.stored)
    examples = {row for cell in problem.cells for row in place.first(text == cell)[:1]}
    if len(examples) < 2:
        examples |= {*place.first(text.str.contains(r"[0-9][.,' ][0-9]"))}
    return sorted(examples)[:_SHOWN]
