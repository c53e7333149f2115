"""Where the table lies in a grid: header, data, and the rows that are set aside.

The hops in their order; what a column holds is decided in `columns`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from etl.problems import Problem
from etl.readers.aside import rows_aside
from etl.readers.column_names import header_parts, name_of, unique
from etl.readers.column_remarks import Place
from etl.readers.columns import Heading, decide_columns
from etl.readers.extent import Extent, find_extent, outside
from etl.readers.model import (
    Batch,
    Column,
    ColumnType,
    Decision,
    Grid,
    RawTable,
    RowsInMemory,
)
from etl.readers.options import Options
from etl.readers.row_remarks import other_tables, row_remarks
from etl.readers.table_rows import TableRows, table_rows
from etl.readers.units_found import find_units


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A table, what is wrong with it, and its rows of data in the grid, both inclusive."""

    table: RawTable
    problems: tuple[Problem, ...]
    remarks: tuple[Problem, ...]
    first: int
    last: int


def lay_out(grid: Grid, options: Options, *, file: str) -> LaidOut:
    """The table of a grid; where `first` is greater than `last` there is no row of data."""
    extent = find_extent(grid, options)
    data, sheet = table_rows(grid, extent), grid.name or None
    batch = data.batch
    headings = _headings(grid, extent, batch)
    left = _leading_blank(headings, batch)
    headings, batch = headings[left:], Batch(batch.rows, batch.cells[left:])
    decided = decide_columns(headings, batch, options, Place(file, sheet, batch.rows))
    aside = rows_aside(grid, extent, data)
    table = RawTable(
        name=grid.name,
        columns=decided.columns,
        header_rows=_header_rows(grid, extent),
        rows=RowsInMemory(batch),
        row_count=None if grid.gap_after is not None else batch.rows.len(),
        aside=aside,
        units=find_units(aside, decided.columns),
        decisions=_decisions(grid, extent, data, decided.columns, left),
        is_hidden=grid.is_hidden,
    )
    problems = (
        *outside(grid, options, file),
        *decided.problems,
        *other_tables(grid, extent, data, file),
    )
    remarks = (
        *_weak_header(grid, extent, file),
        *decided.remarks,
        *row_remarks(batch, file, sheet),
    )
    return LaidOut(table, problems, remarks, extent.first, extent.last)


def _headings(grid: Grid, extent: Extent, batch: Batch) -> list[Heading]:
    width = len(batch.cells)
    cells = [made.stored for made in batch.cells]
    with_data = {column for column, stored in enumerate(cells) if stored.null_count() < len(stored)}
    parts = header_parts(grid, extent.header.rows, width, frozenset(with_data))
    positions = range(grid.first_column, grid.first_column + width)
    names = unique([name_of(*pair) for pair in zip(parts, positions, strict=True)])
    return [Heading(*three) for three in zip(positions, names, parts, strict=True)]


def _leading_blank(headings: Sequence[Heading], batch: Batch) -> int:
    """How many columns at the left edge have neither name nor data: the table begins later."""
    for index, (heading, cells) in enumerate(zip(headings, batch.cells, strict=True)):
        if any(heading.parts) or cells.stored.null_count() < len(cells.stored):
            return index
    return 0


def _header_rows(grid: Grid, extent: Extent) -> tuple[int, ...]:
    if extent.header.rows is None:
        return ()
    first, last = extent.header.rows
    return tuple(grid.numbers[index] for index in range(first, last + 1))


def _decisions(
    grid: Grid, extent: Extent, data: TableRows, columns: Sequence[Column], left: int
) -> tuple[Decision, ...]:
    rows = _header_rows(grid, extent)
    has_data = extent.first <= extent.last
    numbers = (grid.numbers[extent.first], grid.numbers[extent.last]) if has_data else ()
    told = "told" if extent.are_rows_told else "all below the header but blank rows and notes"
    return (
        Decision(
            subject="header",
            value=f"{rows[0]}:{rows[-1]}" if rows else "none",
            reason=extent.header.reason,
            is_told=extent.is_header_told,
        ),
        Decision(
            subject="rows",
            value=":".join(map(str, numbers)) or "none",
            reason=told,
            is_told=extent.are_rows_told,
        ),
        *_about_blank(data, columns, left),
        *_about_sample(grid, data),
    )


def _about_blank(data: TableRows, columns: Sequence[Column], left: int) -> list[Decision]:
    empty = [column for column in columns if column.type is ColumnType.EMPTY]
    nameless = [str(column.position) for column in empty if not any(column.parts)]
    decisions = []
    if left:
        reason = "neither name nor data at the left edge: left out"
        decisions.append(Decision(subject="blank columns", value=f"1:{left}", reason=reason))
    if nameless:
        reason = "neither name nor data: kept as empty columns"
        value = ", ".join(nameless)
        decisions.append(Decision(subject="blank columns", value=value, reason=reason))
    if data.blank:
        reason = "blank rows between the rows of data: set aside"
        decisions.append(Decision(subject="blank rows", value=str(len(data.blank)), reason=reason))
    if data.repeated:
        value, reason = str(len(data.repeated)), "rows that are the header once more: set aside"
        decisions.append(Decision(subject="repeated header", value=value, reason=reason))
    return decisions


def _about_sample(grid: Grid, data: TableRows) -> list[Decision]:
    if grid.gap_after is None:
        return []
    value = f"{data.batch.rows.len()} rows"
    reason = "the columns are decided by rows at the start, the middle and the end; while the "
    reason += "file is read, each row is checked against them"
    return [Decision(subject="sample", value=value, reason=reason)]


def _weak_header(grid: Grid, extent: Extent, file: str) -> list[Problem]:
    if not extent.header.is_weak:
        return []
    rows = _header_rows(grid, extent)
    message = f"the header is uncertain: {extent.header.reason}"
    remedy = "if the file has no header tell --header none"
    return [Problem("weak_header", message, file, rows[0], None, grid.name or None, remedy)]
