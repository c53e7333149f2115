"""A real file as it was read, and independent looks at its bytes: what facts are held against.

It decides nothing of its own: the bytes are cut by Python's csv module, which shares no code with
the readers.
"""

import csv
import io
import json
from collections import Counter
from functools import cached_property
from pathlib import Path

import polars as pl

from etl.readers import read
from etl.readers.content import Content
from etl.readers.model import AsideKind, Batch, Column, RawTable, Reading, text_of, whole
from etl.readers.numbers import read_numbers
from etl.readers.options import NO_OPTIONS, Options


class Subject:
    """One file of the manifest."""

    def __init__(self, folder: Path, row: dict[str, str], options: Options = NO_OPTIONS) -> None:
        self.folder = folder
        self.row = row
        self.options = options
        self.path = folder / row["path"]

    @cached_property
    def reading(self) -> Reading:
        return read(Content.of_file(self.path), self.options)

    @cached_property
    def table(self) -> "Table":
        """The only table of the file, or its first sheet."""
        return Table(self.reading.tables[0])

    def sheet(self, name: str) -> "Table":
        return Table(next(table for table in self.reading.tables if table.name == name))

    @cached_property
    def bytes(self) -> bytes:
        return self.path.read_bytes()

    @cached_property
    def json(self) -> object:
        return json.loads(self.bytes.decode("utf-8-sig"))

    @cached_property
    def text(self) -> str:
        return self.bytes.decode(self._encoding)

    @property
    def _encoding(self) -> str:
        stated = self.row["encoding"].split(" ")[0]
        return {"not": "windows-1252", "cp1252": "windows-1252", "utf-16-le": "utf-16"}.get(
            stated, stated
        )

    @cached_property
    def records(self) -> list[tuple[int, list[str]]]:
        """(line on which it begins, cells) of each record, also the blank ones."""
        delimiter = {"TAB": "\t"}.get(self.row["delimiter"], self.row["delimiter"].strip("'"))
        # newline="" leaves the line ends to the csv module, which knows all three.
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=delimiter)
        records = []
        begin = 1
        for cells in reader:
            records.append((begin, cells))
            begin = reader.line_num + 1
        return records

    def said(self) -> str:
        """Everything that the reading says, as one text."""
        reading = self.reading
        told = [*reading.problems, *reading.remarks]
        words = [f"{problem} {' '.join(problem.evidence)}" for problem in told]
        decisions = [*reading.decisions, *(d for t in reading.tables for d in t.decisions)]
        return "\n".join([*words, *(f"{d.subject} {d.value} {d.reason}" for d in decisions)])


class Table:
    """One table of it, whole."""

    def __init__(self, table: RawTable) -> None:
        self.raw = table

    @cached_property
    def batch(self) -> Batch:
        return whole(self.raw)

    @property
    def rows(self) -> list[int]:
        return self.batch.rows.to_list()

    def index(self, position: int) -> int:
        return next(i for i, column in enumerate(self.raw.columns) if column.position == position)

    def column(self, position: int) -> Column:
        return self.raw.columns[self.index(position)]

    def texts(self, index: int) -> list[str]:
        """The cells of a column as text; "" is an empty one."""
        return text_of(self.batch.cells[index]).fill_null("").to_list()

    def named(self, name: str) -> list[str]:
        """The cells of the column whose header says this, in any of its rows."""
        return self.texts(self.index_of(name))

    def index_of(self, name: str) -> int:
        for index, column in enumerate(self.raw.columns):
            if is_named(column, name):
                return index
        raise AssertionError(f"no column {name!r}: {[c.name for c in self.raw.columns]}")

    def numbers(self, index: int) -> pl.DataFrame:
        return read_numbers(self.batch.cells[index], self.raw.columns[index])

    def exact(self, index: int) -> pl.Series:
        """The numbers of a column that are meant exactly."""
        numbers = self.numbers(index)
        return numbers.filter(pl.col("is_number") & (pl.col("qualifier") == "exact"))["value"]

    def others(self, index: int) -> Counter[str]:
        """The cells of a column that are no exact number, "" being the empty ones."""
        numbers = self.numbers(index)
        is_exact = (pl.col("is_number") & (pl.col("qualifier") == "exact")).fill_null(value=False)
        texts = pl.Series("text", self.texts(index))
        return Counter(numbers.with_columns(texts).filter(~is_exact)["text"].to_list())

    def aside_after(self) -> list[int]:
        """Rows with content that are set aside below the data."""
        last = max(self.rows, default=0)
        return [a.row for a in self.raw.aside if a.row > last and a.kind != AsideKind.BLANK]

    @property
    def records(self) -> list[list[str]]:
        """Header, data and what is set aside, as they follow each other in the file."""
        columns = [self.texts(index) for index in range(len(self.raw.columns))]
        found = dict(zip(self.rows, map(list, zip(*columns, strict=True)), strict=True))
        found |= {aside.row: [aside.text] for aside in self.raw.aside}
        for index, row in enumerate(self.raw.header_rows):
            found[row] = [column.parts[index] for column in self.raw.columns]
        return [found[row] for row in sorted(found)]


def is_named(column: Column, name: str) -> bool:
    """By its whole name or by one of its header cells; "" is one without a name."""
    names = {_plain(part) for part in (*column.parts, column.name)}
    return _plain(name) in names or (name == "" and not "".join(column.parts).strip())


def _plain(text: str) -> str:
    return " ".join(text.split())
