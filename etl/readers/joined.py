"""Tables with the same columns under each other: the answers of a service that came in parts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import reduce
from typing import Final

import polars as pl

from etl.problems import InputRefused, Problem
from etl.readers.cells import cells_of
from etl.readers.cube import value_column
from etl.readers.model import (
    Batch,
    Cells,
    CellType,
    Column,
    ColumnType,
    RawTable,
    RowsInMemory,
    Value,
    whole,
)

_REMEDY: Final = "load the answers as files of their own"


def join(tables: Sequence[RawTable], file: str) -> RawTable:
    """Raises InputRefused where numbers are written in different styles."""
    batches = [whole(table) for table in tables]
    cells = tuple(
        _cells([batch.cells[index] for batch in batches]) for index in range(len(batches[0].cells))
    )
    columns = tuple(
        _column([table.columns[index] for table in tables], one, file)
        for index, one in enumerate(cells)
    )
    rows = pl.concat([batch.rows for batch in batches])
    return replace(
        tables[0],
        columns=columns,
        rows=RowsInMemory(Batch(rows, cells)),
        row_count=rows.len(),
        aside=tuple(dict.fromkeys(aside for table in tables for aside in table.aside)),
        units=tuple(dict.fromkeys(unit for table in tables for unit in table.units)),
    )


def _cells(parts: Sequence[Cells]) -> Cells:
    types = {part.stored.dtype for part in parts}
    if len(types) == 1 and all(part.types is None for part in parts):
        return Cells(pl.concat([part.stored for part in parts]))
    return cells_of([value for part in parts for value in _values(part)])


def _values(cells: Cells) -> list[Value]:
    """As they were before cells that are not alike were written as text."""
    if cells.types is None:
        return list(cells.stored)
    return [
        _number(text) if kind == CellType.NUMBER and text is not None else text
        for text, kind in zip(cells.stored, cells.types, strict=True)
    ]


def _number(text: str) -> int | float:
    return int(text) if text.lstrip("-").isdigit() else float(text)


def _column(parts: Sequence[Column], cells: Cells, file: str) -> Column:
    """Of one type where all parts that hold anything are; else decided by all cells together."""
    filled = [part for part in parts if part.type != ColumnType.EMPTY] or list(parts[:1])
    first = filled[0]
    styles = {part.style for part in filled if part.style is not None}
    if len(styles) > 1:
        message = "its numbers are written in different styles in different answers"
        raise InputRefused(
            [Problem("ambiguous_numbers", message, file, column=first.name, remedy=_REMEDY)]
        )
    if len({part.type for part in filled}) > 1:
        return value_column(first.position, first.name, first.parts, cells)
    units = {part.unit for part in filled}
    return replace(
        first,
        style=next(iter(styles), None),
        unit=first.unit if len(units) == 1 else None,
        filled=sum(part.filled for part in parts),
        empty=sum(part.empty for part in parts),
        signs=reduce(_added, [part.signs for part in parts]),
    )


def _added(first: Mapping[str, int], second: Mapping[str, int]) -> Mapping[str, int]:
    return {sign: first.get(sign, 0) + second.get(sign, 0) for sign in (*first, *second)}
