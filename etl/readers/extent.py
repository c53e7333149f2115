"""Where header and data of a table begin and end: told by the user, or found."""

from dataclasses import dataclass

from etl.problems import Problem
from etl.readers.footer import Shape, last_data, shape_of
from etl.readers.header import Header, find_header
from etl.readers.model import Grid
from etl.readers.options import Options
from etl.readers.row_kinds import BlankRows


@dataclass(frozen=True, slots=True)
class Extent:
    """Indices in the rows of a grid, inclusive; no data where `first` is greater than `last`."""

    header: Header
    first: int
    last: int
    blank: BlankRows
    shape: Shape
    is_header_told: bool
    are_rows_told: bool


def find_extent(grid: Grid, options: Options) -> Extent:
    """Header and data of the first table of a grid."""
    blank = BlankRows(grid.rows)
    header = _header(grid, options, blank)
    first = header.first_data
    while first < len(grid.rows) and first in blank:
        first += 1
    told = None if options.rows is None else _indices(grid, *options.rows)
    if told is not None:
        first = told[0]
    shape = shape_of(grid, first, blank)
    last = last_data(grid, first, blank, shape) if told is None else told[1]
    return Extent(
        header=header,
        first=first,
        last=last,
        blank=blank,
        shape=shape,
        is_header_told=options.header is not None,
        are_rows_told=told is not None,
    )


def outside(grid: Grid, options: Options, file: str) -> list[Problem]:
    """Rows that are told but that the table does not have."""
    problems = []
    for name, told in (("header", options.header), ("rows", options.rows)):
        if told is None or (name == "header" and told == (0, 0)):
            continue
        if _indices(grid, *told) is None:
            there = f"{grid.numbers[0]} to {grid.numbers[-1]}" if grid.rows else "none"
            message = f"no row {told[0]}:{told[1]} (there are rows {there})"
            remedy = f"correct --{name}"
            problems.append(
                Problem("rows_told", message, file, None, None, grid.name or None, remedy)
            )
    return problems


def _header(grid: Grid, options: Options, blank: BlankRows) -> Header:
    if options.header is None:
        return find_header(grid, blank)
    told = _indices(grid, *options.header)
    if told is None:
        start = next((index for index in range(len(grid.rows)) if index not in blank), 0)
        return Header(None, "told that there is none", first_data=start)
    return Header(told, "told", first_data=told[1] + 1)


def _indices(grid: Grid, first: int, last: int) -> tuple[int, int] | None:
    """The indices of the rows numbered so; None where there is none of them."""
    indices = [index for index, number in enumerate(grid.numbers) if first <= number <= last]
    return (indices[0], indices[-1]) if indices else None
