"""An export as a draft looks at it: its one table, and for each column how often each cell stands.

Cells are held in memory and counted; which of them may be written is for those who use it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

import polars as pl

from etl.problems import InputRefused, Problem
from etl.readers import read
from etl.readers.content import Content
from etl.readers.model import Column, RawTable, Reading, text_of
from etl.readers.options import ColumnOptions, Options
from etl.surveys.answers.export_file import first_row, without_cells
from etl.surveys.answers.exports import EXPORTS
from etl.surveys.draft.platform import platform_of
from etl.surveys.instrument.words import normal_spelling
from etl.surveys.model import Platform, Role

# A column with more different cells has no list of answers or members.
MOST_DIFFERENT: Final = 400
# What the readers say of numbers and dates.
OF_TYPES: Final = frozenset({"ambiguous_numbers", "not_in_style", "breaks_decision"})
# A cell is written only where so many rows have it: a rarer one may be a person's own words.
FEWEST_ROWS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One column. `cells` are spelling → rows, empty where there are more than MOST_DIFFERENT.

    `filled` rows of `rows` hold something.
    """

    column: Column
    cells: Mapping[str, int]
    filled: int
    rows: int
    has_many: bool

    @property
    def name(self) -> str:
        return self.column.name

    @property
    def is_blank_somewhere(self) -> bool:
        return self.filled < self.rows


@dataclass(frozen=True, slots=True)
class Rare:
    """Spellings that are counted only: how many, and on how many rows."""

    spellings: int = 0
    rows: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """`long` are the columns of questions and answers of an export with a row for each answer;
    then `looks` has the questions as columns.
    """

    platform: Platform
    table: RawTable
    looks: tuple[Look, ...]
    long: Mapping[Role, str] = field(default_factory=dict)


def opened(content: Content, options: Options) -> Opened:
    """Raises InputRefused where the export cannot be read, or holds several tables."""
    told = replace(options, answers=True)
    table = _table(content, told)
    platform = platform_of(table)
    header = _other_header(table, platform) if options.header is None else None
    if header is not None:
        table = _table(content, replace(told, header=header))
    return Opened(platform=platform, table=table, looks=tuple(_looks(table, platform)))


def _table(content: Content, options: Options) -> RawTable:
    reading = read(content, options)
    if any(problem.rule in OF_TYPES for problem in reading.problems):  # cells are compared as text
        names = {column.name for table in reading.tables for column in table.columns}
        as_text = dict.fromkeys(names, ColumnOptions(type="text"))
        reading = read(content, replace(options, columns={**as_text, **options.columns}))
    tables = [one for one in _accepted(reading) if one.row_count != 0]
    if len(tables) == 1:
        return tables[0]
    if tables:
        listed = ", ".join(f"'{one.name}'" for one in tables)
        message = f"has several tables: {listed}"
        remedy = "say which with --sheet"
        raise InputRefused([Problem("survey_table", message, content.name, remedy=remedy)])
    message = "has no row of answers: there is nothing to draft from"
    raise InputRefused([Problem("survey_table", message, content.name)])


def _accepted(reading: Reading) -> tuple[RawTable, ...]:
    try:
        return reading.accepted()
    except InputRefused as refused:
        raise InputRefused(without_cells(refused)) from None


def _other_header(table: RawTable, platform: Platform) -> tuple[int, int] | None:
    """The header rows of the platform, where the readers took fewer."""
    first = first_row(table)
    return EXPORTS[platform].header(table, first) if first else None


def _looks(table: RawTable, platform: Platform) -> Iterator[Look]:
    counts = [_Count() for _ in table.columns]
    rows = 0
    for batch in table.rows.batches():
        rows += batch.rows.len()
        for count, cells in zip(counts, batch.cells, strict=True):
            count.add(text_of(cells))
    missing = EXPORTS[platform].missing
    for column, count in zip(table.columns, counts, strict=True):
        yield count.look(column, rows, missing)


def look_of(column: Column, cells: pl.Series, rows: int, platform: Platform) -> Look:
    """Of a column whose cells are in memory."""
    count = _Count()
    count.add(cells)
    return count.look(column, rows, EXPORTS[platform].missing)


class _Count:
    """The cells of one column; no longer counted one by one where they are too many."""

    def __init__(self) -> None:
        self._cells: Counter[str] = Counter()
        self._more = 0

    def add(self, text: pl.Series) -> None:
        filled = text.drop_nulls()
        if self._more or filled.n_unique() > 4 * MOST_DIFFERENT:
            self._more += filled.len()
            return
        self._cells.update(dict(filled.value_counts().iter_rows()))
        if len(self._cells) > 4 * MOST_DIFFERENT:
            self._more += self._cells.total()
            self._cells.clear()

    def look(self, column: Column, rows: int, missing: frozenset[str]) -> Look:
        found: Counter[str] = Counter()
        for cell, count in self._cells.items():
            spelling = normal_spelling(cell)
            if spelling and spelling not in missing:
                found[spelling] += count
        has_many = bool(self._more) or len(found) > MOST_DIFFERENT
        return Look(
            column=column,
            cells={} if has_many else dict(found),
            filled=found.total() + self._more,
            rows=rows,
            has_many=has_many,
        )
