"""Any other JSON: arrays of objects, wherever they lie, become tables.

An object inside a record gives columns with dotted names. A list inside a record stays in its
cell as JSON text; where it is a list of objects it also becomes a table of its own, each row of
which begins with the record's first short cells.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

import polars as pl

from etl.problems import Problem
from etl.readers.cells import cells_of
from etl.readers.column_names import unique
from etl.readers.column_remarks import Place
from etl.readers.columns import Heading, decide_columns
from etl.readers.json_lists import Listed, Path, arrays, is_array_of_objects, lists_of
from etl.readers.json_text import Json, JsonTables, refused
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

# The widest table of a workbook; a wider one is no table but an object whose keys are data.
_MOST_COLUMNS: Final = 16_384
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
    found = lists_of(document, file)
    tables: list[RawTable] = []
    problems: list[Problem] = []
    remarks: list[Problem] = []
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
    for path, value in _flattened(document, ()):
        if isinstance(value, str | int | float) and value != "":
            yield Aside(kind=AsideKind.NOTE, row=1, text=f"{'.'.join(path)}: {value}")


# ---------------------------------------------------------------- records


def _with_inner(one: Listed) -> Iterator[tuple[str, list[Record]]]:
    """The records, then a table for each list of objects inside them."""
    flat = [dict(_flattened(record, ())) for record in one.records]
    if one.names is not None:
        for record, name in zip(flat, one.names, strict=True):
            record[LIST_NAME,] = name
        flat = [{(LIST_NAME,): record[LIST_NAME,], **record} for record in flat]
    yield (
        ".".join(one.path),
        [{path: cell_of(value) for path, value in record.items()} for record in flat],
    )
    for path in dict.fromkeys(
        path for record in flat for path, value in record.items() if is_array_of_objects(value)
    ):
        yield ".".join((*one.path, *path)), list(_inner(flat, path))


def _flattened(value: Mapping[str, Json], path: Path) -> Iterator[tuple[Path, Json]]:
    for name, inner in value.items():
        if isinstance(inner, Mapping) and inner:
            yield from _flattened(inner, (*path, name))
        else:
            yield (*path, name), inner


def cell_of(value: Json) -> Value:
    """The value as a cell; a list or an empty object as JSON text."""
    if value is None or isinstance(value, str | int | float):
        return value
    return json.dumps(value, ensure_ascii=False)


def _inner(records: Sequence[Mapping[Path, Json]], path: Path) -> Iterator[Record]:
    for record in records:
        rows = record.get(path)
        if not is_array_of_objects(rows):
            continue
        repeated = _repeated(record)
        assert isinstance(rows, list)
        for row in rows:
            assert isinstance(row, Mapping)
            cells = {(*path, *inner): cell_of(value) for inner, value in _flattened(row, ())}
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
    records: Sequence[Record],
    lines: Sequence[int] | None,
    options: Options,
    file: str,
) -> JsonTables:
    """The records as one table; `lines` are theirs in the file, where they are known."""
    paths = list(dict.fromkeys(path for record in records for path in record))
    _refuse_too_wide(paths, records, file)
    numbers = lines if lines is not None and len(lines) == len(records) else None
    rows = pl.Series(numbers or range(1, len(records) + 1), dtype=pl.Int64)
    batch = Batch(rows, tuple(cells_of([record.get(path) for record in records]) for path in paths))
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
        row_count=len(records),
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


def _refuse_too_wide(paths: Sequence[Path], records: Sequence[Record], file: str) -> None:
    filled = sum(map(len, records))
    if not paths:
        raise refused("the objects of the list are all empty: there is no table", file)
    if len(paths) > _MOST_COLUMNS:
        message = f"the objects have {len(paths)} different keys: they are no rows of one table"
        raise refused(message, file, rule="json_too_wide")
    if len(paths) * len(records) - filled > max(_MOST_EMPTY_CELLS, 9 * filled):
        message = f"{len(records)} objects share few of their {len(paths)} different keys"
        raise refused(message, file, rule="json_too_wide")
