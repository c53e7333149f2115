"""A file looked at whole: how it was read, what every row says to that, and what may be shown.

A file that holds survey answers shows columns, row numbers and counts. No cell of it leaves this
module: not as a row, not as evidence, not as a footer, and not inside a reason.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Final

import polars as pl

from etl.problems import InputRefused, Problem
from etl.readers import read
from etl.readers.cells import types_of
from etl.readers.content import Content
from etl.readers.model import (
    Aside,
    Batch,
    Cells,
    Column,
    ColumnType,
    Decision,
    RawTable,
    Reading,
    text_of,
)
from etl.readers.numbers import read_numbers
from etl.readers.options import Options

# So many rows are turned into Python's objects at once.
ROWS_AT_ONCE: Final = 5_000
FIRST_ROWS: Final = 5

_BY_ITS_ROWS: Final = (
    "its rows look like those of respondents; names of columns are shown once --header says "
    "where they stand"
)

Cell = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Inspection:
    """A reading whose rows were all gone through; nothing in it may not be shown."""

    reading: Reading

    @property
    def shows_cells(self) -> bool:
        return self.reading.answers is None

    def rows(self, table: RawTable) -> Iterator[tuple[int, list[Cell]]]:
        """Every row of one of its tables, unless the file holds survey answers."""
        if not self.shows_cells:
            return
        # A row that breaks what was decided ends them; it is among the problems already.
        with suppress(InputRefused):
            for batch in table.rows.batches():
                yield from _rows_of(table, batch)


def inspected(content: Content, options: Options) -> Inspection:
    """Reads the file and goes through all rows, so that a later one that breaks it is found."""
    reading = read(content, options)
    tables = []
    problems = list(reading.problems)
    for table in reading.tables:
        counted, found = _gone_through(table)
        tables.append(counted)
        problems += [problem for problem in found if problem not in problems]
    whole = replace(reading, tables=tuple(tables), problems=tuple(problems))
    return Inspection(whole if reading.answers is None else without_cells(whole))


def _gone_through(table: RawTable) -> tuple[RawTable, tuple[Problem, ...]]:
    """What is in memory was looked at when it was read."""
    if table.row_count is not None:
        return table, ()
    rows = 0
    empty = [0] * len(table.columns)
    try:
        for batch in table.rows.batches():
            rows += len(batch.rows)
            empty = [n + c.stored.null_count() for n, c in zip(empty, batch.cells, strict=True)]
    except InputRefused as refused:
        return table, refused.problems
    columns = tuple(
        replace(column, filled=rows - blank, empty=blank)
        for column, blank in zip(table.columns, empty, strict=True)
    )
    return replace(table, row_count=rows, columns=columns), ()


# ---------------------------------------------------------------- survey answers


def without_cells(reading: Reading) -> Reading:
    """The reading with everything left out that holds the content of a cell, or might.

    A header that is only weakly told may be a respondent's row: then no name is shown either.
    """
    is_named = all(remark.rule != "weak_header" for remark in reading.remarks)
    return replace(
        reading,
        answers=reading.answers if is_named else _BY_ITS_ROWS,
        decisions=_without_reasons(reading.decisions),
        tables=tuple(_table_without_cells(table, is_named) for table in reading.tables),
        problems=tuple(_without_content(problem, is_named) for problem in reading.problems),
        remarks=tuple(_without_content(remark, is_named) for remark in reading.remarks),
    )


def _without_content(problem: Problem, is_named: bool) -> Problem:
    return replace(problem, evidence=(), column=problem.column if is_named else None)


def _table_without_cells(table: RawTable, is_named: bool) -> RawTable:
    columns = [replace(column, reason="", signs={}) for column in table.columns]
    if not is_named:
        columns = [replace(c, name=f"#{c.position}", parts=(), unit=None) for c in columns]
    return replace(
        table,
        columns=tuple(columns),
        aside=tuple(Aside(kind=aside.kind, row=aside.row, text="") for aside in table.aside),
        units=tuple(u for u in table.units if u.column is not None) if is_named else (),
        decisions=_without_reasons(table.decisions),
    )


def _without_reasons(decisions: tuple[Decision, ...]) -> tuple[Decision, ...]:
    return tuple(replace(decision, reason="") for decision in decisions)


# ---------------------------------------------------------------- rows


def _rows_of(table: RawTable, batch: Batch) -> Iterator[tuple[int, list[Cell]]]:
    for start in range(0, len(batch.rows), ROWS_AT_ONCE):
        numbers = batch.rows.slice(start, ROWS_AT_ONCE).to_list()
        columns = [
            _cells_of(column, cells.part(start, ROWS_AT_ONCE))
            for column, cells in zip(table.columns, batch.cells, strict=True)
        ]
        for index, number in enumerate(numbers):
            yield number, [cells[index] for cells in columns]


def _cells_of(column: Column, cells: Cells) -> list[Cell]:
    texts = text_of(cells).to_list()
    frame = pl.DataFrame({"text": pl.Series(texts, dtype=pl.String), "type": types_of(cells)})
    if cells.formats is not None:
        frame = frame.with_columns(cells.formats.alias("number_format"))
    found: list[dict[str, Any]] = frame.to_dicts()
    if column.type == ColumnType.NUMBER:
        numbers = read_numbers(cells, column).to_dicts()
        return [
            cell | _number(number) for cell, number in zip(map(_kept, found), numbers, strict=True)
        ]
    return [_kept(cell) for cell in found]


def _kept(cell: dict[str, Any]) -> dict[str, object]:
    """`number_format` only where there is one."""
    if cell.get("number_format", "") is None:
        del cell["number_format"]
    return cell


def _number(number: Mapping[str, Any]) -> dict[str, object]:
    """What a cell of a column of numbers says; a qualifier only where it is not exact."""
    said: dict[str, object] = {}
    if number["is_number"]:
        said["value"] = number["value"]
        if number["qualifier"] != "exact":
            said["qualifier"] = number["qualifier"]
        if number["is_percent"]:
            said["percent"] = True
    elif number["sign"] is not None:
        said["sign"] = number["sign"]
    return said
