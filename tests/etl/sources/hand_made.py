"""Readings of tables that a test writes down cell by cell, laid out as the readers lay them out."""

from collections.abc import Sequence

from etl.readers.layout import lay_out
from etl.readers.model import FileKind, Grid, Reading, Value
from etl.readers.options import NO_OPTIONS, Options


def reading_of(
    *sheets: tuple[str, Sequence[Sequence[Value]]],
    kind: FileKind = FileKind.XLSX,
    file: str = "fil.xlsx",
    options: Options = NO_OPTIONS,
) -> Reading:
    """Each sheet is its name and its rows, from row 1 on."""
    laid = [lay_out(_grid(name, rows), options, file=file) for name, rows in sheets]
    return Reading(
        file=file,
        kind=kind,
        size=0,
        tables=tuple(one.table for one in laid),
        problems=tuple(problem for one in laid for problem in one.problems),
    )


def _grid(name: str, rows: Sequence[Sequence[Value]]) -> Grid:
    width = max(map(len, rows))
    padded = [[*row, *[None] * (width - len(row))] for row in rows]
    return Grid(name=name, rows=padded, numbers=range(1, len(rows) + 1))
