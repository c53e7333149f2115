"""What reading a file gives: raw tables, each cell as stored, and every decision with its reason.

Bytes become tables here; what the tables mean is for `etl/sources/`. Nothing is converted: a
number stored as text stays text, and its value is worked out from the column's declared style.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import reduce
from typing import Protocol

import polars as pl

from etl.problems import InputRefused, Problem

Value = str | int | float | bool | date | datetime | time | timedelta | None


class FileKind(StrEnum):
    """What a file is by its content, whatever its name says."""

    DELIMITED = "delimited"
    XLSX = "xlsx"
    XLSM = "xlsm"
    XLS = "xls"
    XLSB = "xlsb"
    ODS = "ods"
    JSON_STAT = "json-stat"
    PXWEB_JSON = "pxweb-json"
    KOLADA = "kolada"
    JSON = "json"
    PX = "px"
    SERVICE_ANSWERS = "service-answers"


class CellType(StrEnum):
    """How a cell is stored."""

    EMPTY = "empty"
    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    TIME = "time"
    ERROR = "error"


class ColumnType(StrEnum):
    """What a column holds, by all of its cells. CODE: digits that must stay text, as 0180."""

    TEXT = "text"
    NUMBER = "number"
    CODE = "code"
    DATE = "date"
    BOOLEAN = "boolean"
    EMPTY = "empty"


class AsideKind(StrEnum):
    """Why a row is no row of data."""

    TITLE = "title"
    UNIT = "unit"
    NOTE = "note"
    FOOTER = "footer"
    BLANK = "blank"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberStyle:
    """How numbers are written as text. Either sign is "" where no number has it.

    Every kind of space (U+0020, U+00A0, U+202F, U+2009) is written as " " here.
    """

    decimal: str
    thousands: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One thing decided about a file or a table: what, and on which evidence."""

    subject: str
    value: str
    reason: str
    is_told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A row set aside; `text` joins its cells."""

    kind: AsideKind
    row: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundUnit:
    """A unit that the file states, as written; a source must confirm it. `column` None: for all."""

    written: str
    place: str
    row: int | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. `position` counts from 1 in the file (A is 1); `name` is unique in its table.

    `parts` are its header cells from top to bottom, spans filled in. `style` is that of numbers
    stored as text, None where there are none. `signs` are cells of a column of numbers that are
    no number, such as "..", with how often they stand there; what they mean is for the source.
    """

    position: int
    name: str
    parts: tuple[str, ...]
    type: ColumnType
    reason: str
    style: NumberStyle | None = None
    number_format: str | None = None
    unit: str | None = None
    filled: int = 0
    empty: int = 0
    signs: Mapping[str, int] = field(default_factory=dict)
    is_told: bool = False


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one column, as stored.

    `stored` is String, Int64, Float64, Boolean, Date, Datetime or Time where all cells are
    alike; where they are not it is String, and `types` (String, a CellType each) says what each
    one was. Null is an empty cell. `formats` are the number formats of a workbook's cells.
    """

    stored: pl.Series
    types: pl.Series | None = None
    formats: pl.Series | None = None

    def part(self, start: int, size: int) -> "Cells":
        """At most `size` cells from `start` on."""
        return self._each(lambda series: series.slice(start, size))

    def chosen(self, keep: pl.Series) -> "Cells":
        """The cells of the rows for which `keep` is true."""
        return self._each(lambda series: series.filter(keep))

    def _each(self, change: Callable[[pl.Series], pl.Series]) -> "Cells":
        return Cells(
            change(self.stored),
            None if self.types is None else change(self.types),
            None if self.formats is None else change(self.formats),
        )


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of a table: `rows` are their numbers in the file (Int64), one Cells a column."""

    rows: pl.Series
    cells: tuple[Cells, ...]

    def chosen(self, keep: pl.Series) -> "Batch":
        """The rows for which `keep` is true."""
        return Batch(self.rows.filter(keep), tuple(cells.chosen(keep) for cells in self.cells))


class Rows(Protocol):
    """The rows of a table; a large file is read anew by each call, in bounded memory.

    `batches` raises InputRefused where a later row breaks what was decided on samples.
    """

    def batches(self) -> Iterator[Batch]: ...


@dataclass(frozen=True, slots=True)
class RowsInMemory:
    """The rows of a table that was read whole."""

    batch: Batch

    def batches(self) -> Iterator[Batch]:
        yield self.batch


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTable:
    """One table of a file. `name` is the sheet or data set, "" where a file has only one table.

    `row_count` is None where a large file is only counted while it is read.
    """

    name: str
    columns: tuple[Column, ...]
    header_rows: tuple[int, ...]
    rows: Rows
    row_count: int | None
    aside: tuple[Aside, ...] = ()
    units: tuple[FoundUnit, ...] = ()
    decisions: tuple[Decision, ...] = ()
    is_hidden: bool = False

    def column(self, name: str) -> int:
        """Index of the column; raises KeyError with the names there are."""
        for index, column in enumerate(self.columns):
            if column.name == name:
                return index
        there_are = ", ".join(f"'{column.name}'" for column in self.columns)
        raise KeyError(f"no column '{name}' (there are: {there_are})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A sheet or a text file cut into cells, before anything is decided about its rows.

    `numbers` is the row (of a sheet) or line (of a text) on which each of `rows` begins.
    `first_column` is the position of the leftmost cell. `formats` are the number formats other
    than General, by (index in rows, index in the row). `errors` are the cells whose text is
    the error of a calculation, by the same indices. `merged` are spans of cells as
    (first row, first column, last row, last column), indices, both ends inside.
    `gap_after`: rows are left out behind this index, the grid is a sample of head and tail.
    """

    name: str
    rows: Sequence[Sequence[Value]]
    numbers: Sequence[int]
    first_column: int = 1
    formats: Mapping[tuple[int, int], str] = field(default_factory=dict)
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    is_hidden: bool = False
    gap_after: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A file as it was understood. Any of `problems` stops a load; `remarks` do not.

    `answers` says why the file seems to hold survey answers, None where it does not: then no
    cell of it is ever shown.
    """

    file: str
    kind: FileKind | None
    size: int
    decisions: tuple[Decision, ...] = ()
    tables: tuple[RawTable, ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()
    answers: str | None = None

    def accepted(self) -> tuple[RawTable, ...]:
        """The tables; raises InputRefused where anything is wrong with the file."""
        if self.problems:
            raise InputRefused(self.problems)
        return self.tables


def text_of(cells: Cells) -> pl.Series:
    """The cells as text, as short as they can be written: 445, 57.9, 2024-01-31; null is empty."""
    stored = cells.stored
    if stored.dtype == pl.Float64:
        is_whole = (stored == stored.floor()) & (stored.abs() < 2**53)
        whole = stored.cast(pl.Int64, strict=False).cast(pl.String)
        return pl.select(
            pl.when(is_whole).then(whole).otherwise(stored.cast(pl.String)).alias(stored.name)
        ).to_series()
    return stored if stored.dtype == pl.String else stored.cast(pl.String)


def whole(table: RawTable) -> Batch:
    """All rows of a table at once; for a table that fits into memory."""
    return reduce(_joined, table.rows.batches())


def _joined(first: Batch, second: Batch) -> Batch:
    cells = tuple(_both(a, b) for a, b in zip(first.cells, second.cells, strict=True))
    return Batch(first.rows.append(second.rows), cells)


def _both(first: Cells, second: Cells) -> Cells:
    """Only streamed text and cubes come in several batches, and neither has formats."""
    if first.types is None or second.types is None:
        return Cells(first.stored.append(second.stored))
    return Cells(first.stored.append(second.stored), types=first.types.append(second.types))
