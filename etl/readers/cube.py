"""Tables whose cells are laid out by dimensions: PX and JSON-stat. One row for each cell.

Each dimension gives two columns, its code and its text; the cell's value follows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod
from typing import Final

import polars as pl

from etl.readers.column_names import unique
from etl.readers.column_types import examine, type_of
from etl.readers.model import Batch, Cells, Column, ColumnType, NumberStyle, RowsInMemory

# In PX and JSON a number has a decimal point and nothing between its thousands.
POINT: Final = NumberStyle(decimal=".", thousands="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """One dimension. `reason` says where its codes come from."""

    name: str
    parts: tuple[str, ...]
    codes: tuple[str, ...]
    texts: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CubeColumns:
    """Columns beside each other, with as many cells each."""

    columns: tuple[Column, ...]
    cells: tuple[Cells, ...]

    def rows(self) -> RowsInMemory:
        numbers = pl.int_range(1, self.height() + 1, eager=True)
        return RowsInMemory(Batch(numbers, self.cells))

    def height(self) -> int:
        return self.cells[0].stored.len()


def size_of(dimensions: Sequence[Dimension]) -> int:
    return prod(len(dimension.codes) for dimension in dimensions)


def cube_columns(
    dimensions: Sequence[Dimension], numbers: pl.Series, measures: Sequence[tuple[str, Cells]]
) -> CubeColumns:
    """`numbers` says which cell, counted from 0 with the last dimension fastest, each row is."""
    cells = [*_dimension_cells(dimensions, numbers), *(cells for _, cells in measures)]
    described = [*_described(dimensions), *((name, (name,), None) for name, _ in measures)]
    names = unique([name for name, _, _ in described])
    columns = [
        value_column(position, name, parts, one)
        if reason is None
        else _label_column(position, name, parts, one, reason)
        for position, (name, (_, parts, reason), one) in enumerate(
            zip(names, described, cells, strict=True), start=1
        )
    ]
    return CubeColumns(columns=tuple(columns), cells=tuple(cells))


def _described(
    dimensions: Sequence[Dimension],
) -> Iterator[tuple[str, tuple[str, ...], str | None]]:
    for one in dimensions:
        yield one.name, one.parts, one.reason
        yield f"{one.name} (text)", one.parts, "texts of the codes"


def _dimension_cells(dimensions: Sequence[Dimension], numbers: pl.Series) -> Iterator[Cells]:
    inner = size_of(dimensions)
    for one in dimensions:
        inner //= max(len(one.codes), 1)
        if numbers.is_empty():
            empty = Cells(pl.Series([], dtype=pl.String))
            yield from (empty, empty)
            continue
        index = (numbers // inner) % len(one.codes)
        yield Cells(pl.Series(one.codes, dtype=pl.String).gather(index))
        yield Cells(pl.Series(one.texts, dtype=pl.String).gather(index))


def _label_column(
    position: int, name: str, parts: tuple[str, ...], cells: Cells, reason: str
) -> Column:
    """Codes stay text whatever they look like: 0180 is a place and 2024 a year."""
    empty = cells.stored.null_count()
    return Column(
        position=position,
        name=name,
        parts=parts,
        type=ColumnType.TEXT if name.endswith("(text)") else ColumnType.CODE,
        reason=reason,
        filled=cells.stored.len() - empty,
        empty=empty,
    )


def value_column(position: int, name: str, parts: tuple[str, ...], cells: Cells) -> Column:
    """A column whose numbers are written as the format prescribes."""
    examined = examine(cells)
    kind, reason = type_of(examined)
    if kind == ColumnType.CODE and examined.codes != examined.filled:
        kind, reason = ColumnType.NUMBER, "the format has numbers here"
    has_text = cells.stored.dtype == pl.String and kind == ColumnType.NUMBER
    return Column(
        position=position,
        name=name,
        parts=parts,
        type=kind,
        reason=f"{reason}; the format prescribes a decimal point" if has_text else reason,
        style=POINT if has_text else None,
        filled=examined.filled,
        empty=examined.empty,
        signs=examined.signs,
    )
