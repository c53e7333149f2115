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
from etl.readers.model import Batch, Cells, Column, ColumnType, NumberStyle

# In PX and JSON a number has a decimal point and nothing between its thousands.
POINT: Final = NumberStyle(decimal=".", thousands="")
_TEXTS: Final = "texts of the codes"
_BATCH: Final = 1 << 19


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
    """The columns of a cube and its rows."""

    columns: tuple[Column, ...]
    cube: "CubeRows"

    def rows(self) -> "CubeRows":
        return self.cube

    def height(self) -> int:
        return self.cube.numbers.len()


@dataclass(frozen=True, slots=True, kw_only=True)
class CubeRows:
    """Only the values are kept; codes and texts, many times their size, are made as they come.

    `numbers` says which cell, counted from 0 with the last dimension fastest, each row is.
    """

    dimensions: Sequence[Dimension]
    numbers: pl.Series
    measures: Sequence[Cells]

    def batches(self) -> Iterator[Batch]:
        for start in range(0, max(self.numbers.len(), 1), _BATCH):
            numbers = self.numbers.slice(start, _BATCH)
            rows = pl.int_range(start + 1, start + 1 + numbers.len(), eager=True)
            labels = _dimension_cells(self.dimensions, numbers)
            measured = (one.part(start, _BATCH) for one in self.measures)
            yield Batch(rows, (*labels, *measured))


def size_of(dimensions: Sequence[Dimension]) -> int:
    return prod(len(dimension.codes) for dimension in dimensions)


def cube_columns(
    dimensions: Sequence[Dimension], numbers: pl.Series, measures: Sequence[tuple[str, Cells]]
) -> CubeColumns:
    """A code and a text for each dimension, then the measures."""
    labels = [label for one in dimensions for label in _labels(one)]
    names = unique([*(name for name, _, _ in labels), *(name for name, _ in measures)])
    columns = [
        _label_column(position, name, parts, numbers.len(), reason)
        for position, (name, (_, parts, reason)) in enumerate(
            zip(names[: len(labels)], labels, strict=True), start=1
        )
    ]
    columns += [
        value_column(position, name, (own,), cells)
        for position, (name, (own, cells)) in enumerate(
            zip(names[len(labels) :], measures, strict=True), start=len(labels) + 1
        )
    ]
    rows = CubeRows(
        dimensions=dimensions, numbers=numbers, measures=[cells for _, cells in measures]
    )
    return CubeColumns(columns=tuple(columns), cube=rows)


def _labels(one: Dimension) -> Iterator[tuple[str, tuple[str, ...], str]]:
    yield one.name, one.parts, one.reason
    yield f"{one.name} (text)", one.parts, _TEXTS


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
    position: int, name: str, parts: tuple[str, ...], filled: int, reason: str
) -> Column:
    """Codes stay text whatever they look like: 0180 is a place and 2024 a year."""
    return Column(
        position=position,
        name=name,
        parts=parts,
        type=ColumnType.TEXT if reason == _TEXTS else ColumnType.CODE,
        reason=reason,
        filled=filled,
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
