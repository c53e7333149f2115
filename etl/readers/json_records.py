"""Any other JSON: arrays of objects, wherever they lie, become tables.

An object inside a record gives columns with dotted names. A list inside a record stays in its
cell as JSON text; where it is a list of objects it also becomes a table of its own, each row of
which begins with the record's first short cells.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

import polars as pl

from etl.problems import Problem
from etl.readers.cells import cells_of
from etl.readers.column_names import unique
from etl.readers.column_remarks import Place
from etl.readers.columns import Heading, decide_columns
from etl.readers.json_beside import page_remarks, refuse_no_table
from etl.readers.json_lists import Listed, Path, arrays, is_array_of_objects, lists_of, numbered
from etl.readers.json_text import Json, JsonTables, refused
from etl.readers.marks import LARGEST_COLUMN
from etl.readers.model import (
    Aside,
    AsideKind,
    Batch,
    Cells,
    Column,
    ColumnType,
    Decision,
    RawTable,
    RowsInMemory,
    Value,
)
from etl.readers.options import Options

Record = Mapping[Path, Value]
# The path of a name inside a path.
Paths = dict[tuple[Path, str], Path]

# Records that have few of the keys in common would fill the memory with empty cells.
_MOST_EMPTY_CELLS: Final = 5_000_000
# What identifies a record is short and stands first; the rest is not repeated in its lists.
_REPEATED_COLUMNS: Final = 10
_LONGEST_REPEATED: Final = 100
_SHORTEST_CODE: Final = 4
LIST_NAME: Final = "list"


def record_tables(
    document: Json, options: Options, file: str, lines: Sequence[int] | None = None
) -> JsonTables:
    """Every table in the document; raises InputRefused where there is none."""
    document = numbered(document)
    refuse_no_table(document, file)
    found = lists_of(document, file)
    tables: list[RawTable] = []
    problems: list[Problem] = []
    remarks = list(page_remarks(document, file))
    for one in found:
        for name, records in _with_inner(one):
            made = table_of(name, records, lines, options, file)
            tables += made.tables
            problems += made.problems
            remarks += made.remarks
    beside = tuple(_beside(document))
    tables[0] = replace(tables[0], aside=beside)
    names = ", ".join(f"'{one.name}'" for one in tables if one.name) or "the whole file"
    decision = Decision(subject="tables", value=str(len(tables)), reason=f"arrays: {names}")
    return JsonTables(tuple(tables), (decision,), tuple(problems), tuple(remarks))


def _beside(document: Json) -> Iterator[Aside]:
    """What stands outside the arrays: when a file was made, which school it is about, …"""
    if not isinstance(document, Mapping) or next(arrays(document, ()), None) is None:
        return
    for path, value in _flattened(document, (), {}):
        if isinstance(value, str | int | float) and value != "":
            yield Aside(kind=AsideKind.NOTE, row=1, text=f"{'.'.join(path)}: {value}")


# ---------------------------------------------------------------- records


def _with_inner(one: Listed) -> Iterator[tuple[str, Iterator[Record]]]:
    """The records, then a table for each list of objects inside them; flattened as they come."""
    yield ".".join(one.path), _cells_of_records(one)
    for path in dict.fromkeys(
        path
        for record in _flat(one)
        for path, value in record.items()
        if is_array_of_objects(value)
    ):
        yield ".".join((*one.path, *path)), _inner(_flat(one), path)


def _flat(one: Listed) -> Iterator[Mapping[Path, Json]]:
    """Paths are made once: a tuple for each cell would be larger than most cells."""
    known: Paths = {}
    for index, record in enumerate(one.records):
        flat = dict(_flattened(record, (), known))
        if one.names is None:
            yield flat
        else:
            name: dict[Path, Json] = {(LIST_NAME,): one.names[index]}
            yield name | flat | name  # first of all, whatever the record itself has


def _cells_of_records(one: Listed) -> Iterator[Record]:
    for record in _flat(one):
        yield {path: cell_of(value) for path, value in record.items()}


def _flattened(value: Mapping[str, Json], path: Path, known: Paths) -> Iterator[tuple[Path, Json]]:
    for name, inner in value.items():
        inside = known.get((path, name))
        if inside is None:
            inside = known[path, name] = (*path, name)
        if isinstance(inner, dict) and inner:
            yield from _flattened(inner, inside, known)
        else:
            yield inside, inner


def cell_of(value: Json) -> Value:
    """The value as a cell; a list or an empty object as JSON text."""
    if value is None or isinstance(value, str | int | float):
        return value
    return json.dumps(value, ensure_ascii=False)


def _inner(records: Iterable[Mapping[Path, Json]], path: Path) -> Iterator[Record]:
    known: Paths = {}
    for record in records:
        rows = record.get(path)
        if not is_array_of_objects(rows):
            continue
        repeated = _repeated(record)
        for row in rows:
            cells = {inner: cell_of(value) for inner, value in _flattened(row, path, known)}
            yield {**repeated, **cells}


def _repeated(record: Mapping[Path, Json]) -> Record:
    short = {
        path: value
        for path, value in record.items()
        if value is None or (isinstance(value, str | int | float) and _is_short(value))
    }
    return dict(list(short.items())[:_REPEATED_COLUMNS])


def _is_short(value: str | float) -> bool:
    return not isinstance(value, str) or len(value) <= _LONGEST_REPEATED


# ---------------------------------------------------------------- a table


def table_of(
    name: str,
    records: Iterable[Record],
    lines: Sequence[int] | None,
    options: Options,
    file: str,
) -> JsonTables:
    """The records as one table; `lines` are theirs in the file, where they are known."""
    columns, count = _columns(records, file)
    numbers = lines if lines is not None and len(lines) == count else None
    rows = pl.Series(numbers or range(1, count + 1), dtype=pl.Int64)
    paths = list(columns)
    batch = Batch(rows, tuple(cells_of(columns.pop(path)) for path in paths))
    names = unique([".".join(path) or "#1" for path in paths])
    headings = [
        Heading(position, one, path)
        for position, (one, path) in enumerate(zip(names, paths, strict=True), start=1)
    ]
    decided = decide_columns(headings, batch, options, Place(file, name or None, rows))
    table = RawTable(
        name=name,
        columns=tuple(
            _as_code(column, cells)
            for column, cells in zip(decided.columns, batch.cells, strict=True)
        ),
        header_rows=(),
        rows=RowsInMemory(batch),
        row_count=count,
    )
    return JsonTables((table,), problems=decided.problems, remarks=decided.remarks)


def _as_code(column: Column, cells: Cells) -> Column:
    """Digits given as text, all equally many, where JSON could have given numbers: a code."""
    stored = cells.stored
    if column.is_told or column.type != ColumnType.NUMBER or stored.dtype != pl.String:
        return column
    lengths = stored.drop_nulls().str.len_chars().unique()
    if lengths.len() != 1 or lengths[0] < _SHORTEST_CODE or column.signs:
        return column
    if not stored.drop_nulls().str.contains("^[0-9]+$").all():
        return column
    reason = f"all are texts of {lengths[0]} digits, where JSON could hold numbers"
    return replace(column, type=ColumnType.CODE, style=None, reason=reason)


def _columns(records: Iterable[Record], file: str) -> tuple[dict[Path, list[Value]], int]:
    """The cells of each key, None where a record has it not; and how many records there are."""
    columns: dict[Path, list[Value]] = {}
    count = filled = 0
    for count, record in enumerate(records, start=1):
        filled += len(record)
        for path, value in record.items():
            cells = columns.setdefault(path, [])
            if len(cells) < count - 1:
                cells.extend([None] * (count - 1 - len(cells)))
            cells.append(value)
        _refuse_too_wide(len(columns), count, filled, file)
    if not columns:
        raise refused("the objects of the list are all empty: there is no table", file)
    for cells in columns.values():
        cells.extend([None] * (count - len(cells)))
    return columns, count


def _refuse_too_wide(width: int, count: int, filled: int, file: str) -> None:
    # A wider one than any sheet is no table but an object whose keys are data.
    if width > LARGEST_COLUMN:
        message = f"the objects have more than {LARGEST_COLUMN} different keys: they are no rows"
        raise refused(f"{message} of one table", file, rule="json_too_wide")
    if width * count - filled > max(_MOST_EMPTY_CELLS, 9 * filled):
        message = f"{count} objects share few of their {width} different keys"
        raise refused(message, file, rule="json_too_wide")
