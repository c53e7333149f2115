"""PxWeb's own "json" answer (API v1): columns, and rows with a key and values, all as text."""

from collections.abc import Mapping, Sequence
from typing import Final

import polars as pl

from etl.readers.cells import cells_of
from etl.readers.column_names import unique
from etl.readers.cube import value_column
from etl.readers.json_text import ASK_FOR_DATA, Json, JsonTables, refused
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

_RULE: Final = "pxweb_json"


def pxweb_reason(document: Json) -> str | None:
    """Why this is an answer of PxWeb; None where it is not."""
    if not isinstance(document, Mapping):
        return None
    if _are_objects(document.get("columns"), "code") and isinstance(document.get("data"), list):
        return "an object with 'columns' that have codes, and 'data'"
    if _are_objects(document.get("variables"), "code") and "title" in document:
        return "an object with 'title' and 'variables' that have codes"
    saved = document.get("queryObj")
    if any(
        isinstance(one, Mapping) and _are_objects(one.get("query"), "selection")
        for one in (document, saved)
    ):
        return "an object with a 'query' of selections"
    return None


def _are_objects(value: Json, key: str) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(one, Mapping) and key in one for one in value)
    )


def pxweb_tables(document: Json, options: Options, file: str) -> JsonTables:
    """The one table; raises InputRefused for a description without data."""
    del options
    assert isinstance(document, Mapping)
    if "columns" not in document:
        raise refused(_description(document), file, rule=_RULE, remedy=ASK_FOR_DATA)
    described = _objects(document["columns"])
    is_value = [one.get("type") == "c" for one in described]
    rows = _rows(document["data"], is_value.count(False), is_value.count(True), file)
    columns, cells = _columns(described, is_value, rows)
    decision = Decision(
        subject="columns",
        value=f"{is_value.count(False)} of keys, {is_value.count(True)} of values",
        reason="their 'type'",
    )
    table = RawTable(
        name="",
        columns=columns,
        header_rows=(),
        rows=RowsInMemory(Batch(pl.int_range(1, len(rows) + 1, eager=True), cells)),
        row_count=len(rows),
        aside=tuple(_asides(document)),
        decisions=(decision,),
    )
    return JsonTables((table,))


def _description(document: Mapping[str, Json]) -> str:
    if "variables" not in document:
        return "the file is a question to PxWeb and holds no data"
    said = ", ".join(
        f"'{one.get('code')}' with {len(values) if isinstance(values, list) else 0} values"
        for one in _objects(document["variables"])
        for values in [one.get("values")]
    )
    return f"the file describes a table of PxWeb and holds no data; its variables: {said}"


def _objects(value: Json) -> list[Mapping[str, Json]]:
    listed = value if isinstance(value, list) else []
    return [one for one in listed if isinstance(one, Mapping)]


def _rows(data: Json, keys: int, values: int, file: str) -> list[tuple[Value, ...]]:
    assert isinstance(data, list)
    return [_row(one, row, keys, values, file) for row, one in enumerate(data, start=1)]


def _row(one: Json, row: int, keys: int, values: int, file: str) -> tuple[Value, ...]:
    """Keys, then values."""
    key = one.get("key") if isinstance(one, Mapping) else None
    value = one.get("values") if isinstance(one, Mapping) else None
    counts = [len(part) if isinstance(part, list) else 0 for part in (key, value)]
    if counts != [keys, values]:
        message = (
            f"row {row} of 'data' has {counts[0]} keys and {counts[1]} values, 'columns' makes "
            f"{keys} and {values}"
        )
        raise refused(message, file, rule=_RULE)
    assert isinstance(key, list)
    assert isinstance(value, list)
    cells = tuple(
        cell for cell in (*key, *value) if cell is None or isinstance(cell, str | float | int)
    )
    if len(cells) != keys + values:
        raise refused(f"row {row} of 'data' holds lists or objects", file, rule=_RULE)
    return cells


def _columns(
    described: Sequence[Mapping[str, Json]],
    is_value: Sequence[bool],
    rows: Sequence[tuple[Value, ...]],
) -> tuple[tuple[Column, ...], tuple[Cells, ...]]:
    """In the order of the rows: the columns of keys first."""
    ordered = sorted(zip(is_value, described, strict=True), key=lambda one: one[0])
    names = unique([str(one.get("code")) for _, one in ordered])
    by_column = list(zip(*rows, strict=True)) or [()] * len(ordered)
    cells = tuple(cells_of(column) for column in by_column)
    columns = tuple(
        value_column(position, name, _parts(one), stored)
        if holds_values
        else _key_column(position, name, _parts(one), stored)
        for position, (name, (holds_values, one), stored) in enumerate(
            zip(names, ordered, cells, strict=True), start=1
        )
    )
    return columns, cells


def _parts(one: Mapping[str, Json]) -> tuple[str, ...]:
    return tuple(str(one[key]) for key in ("code", "text") if one.get(key))


def _key_column(position: int, name: str, parts: tuple[str, ...], cells: Cells) -> Column:
    empty = cells.stored.null_count()
    return Column(
        position=position,
        name=name,
        parts=parts,
        type=ColumnType.CODE,
        reason="a key of the row, by its 'type'",
        filled=cells.stored.len() - empty,
        empty=empty,
    )


def _asides(document: Mapping[str, Json]) -> list[Aside]:
    asides = [
        Aside(kind=kind, row=1, text=str(one[key]))
        for one in _objects(document.get("metadata"))
        for key, kind in (("label", AsideKind.TITLE), ("source", AsideKind.FOOTER))
        if one.get(key)
    ]
    asides += [
        Aside(kind=AsideKind.NOTE, row=1, text=f"{one.get('code')}: {str(one['comment']).strip()}")
        for one in _objects(document.get("columns"))
        if one.get("comment")
    ]
    return asides + [
        Aside(kind=AsideKind.NOTE, row=1, text=_comment(one))
        for one in _objects(document.get("comments"))
        if one.get("comment")
    ]


def _comment(one: Mapping[str, Json]) -> str:
    of = " ".join(str(one[key]) for key in ("variable", "value") if one.get(key))
    return f"{of}: {one['comment']}" if of else str(one["comment"])
