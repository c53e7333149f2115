"""Answers of Kolada (API v2 and v3): values of indicators, and the lists of what there is.

The shapes are those that the package koladapy 1.0.1 reads: `values` holds records, in each of
which the values lie by gender, and `next_url` (v2: `next_page`) is the address of the rest.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from etl.problems import Problem
from etl.readers.json_records import Record, cell_of, table_of
from etl.readers.json_text import Json, JsonTables, refused
from etl.readers.model import Column, ColumnType
from etl.readers.options import Options

_PLACES: Final = ("municipality", "ou")
_FIRST: Final = ("kpi", *_PLACES, "period", "gender", "value", "status", "count", "isdeleted")
# Digits that name something: 0180 is Stockholm, 0001 its region.
_CODES: Final = frozenset({"id", "kpi", "kpi_id", "municipality", "municipality_id", "ou", "ou_id"})
_NEXT: Final = ("next_url", "next_page", "next")
_RULE: Final = "kolada"
_OTHER: Final = "ask for another indicator, place or year"


def kolada_reason(document: Json) -> str | None:
    """Why this is an answer of Kolada; None where it is not."""
    values = document.get("values") if isinstance(document, Mapping) else None
    if not isinstance(values, list):
        return None
    assert isinstance(document, Mapping)
    if "count" not in document:
        return "an object with 'values' by 'kpi' and 'period'" if _are_figures(values) else None
    if not values:
        return "an object with 'count' and an empty list of 'values'"
    if all(isinstance(one, Mapping) and {"kpi", "period"} <= one.keys() for one in values):
        return "an object with 'count' and 'values' that have 'kpi' and 'period'"
    if all(isinstance(one, Mapping) and {"id", "title"} <= one.keys() for one in values):
        return "an object with 'count' and 'values' that have 'id' and 'title'"
    return None


def _are_figures(values: Sequence[Json]) -> bool:
    """The records of indicators, in which the values lie by gender."""
    return bool(values) and all(
        isinstance(one, Mapping)
        and {"kpi", "period"} <= one.keys()
        and isinstance(one.get("values"), list)
        for one in values
    )


def kolada_tables(document: Json, options: Options, file: str) -> JsonTables:
    """A row for each value, or for each indicator, municipality or unit of a list."""
    assert isinstance(document, Mapping)
    values = document["values"]
    assert isinstance(values, list)
    if not values:
        raise refused("the answer of Kolada holds no values", file, rule=_RULE, remedy=_OTHER)
    records = [row for one in values if isinstance(one, Mapping) for row in _rows(one, file)]
    made = table_of("", records, None, options, file)
    table = made.tables[0]
    table = replace(table, columns=tuple(_as_code(column) for column in table.columns))
    return JsonTables(
        (table,), problems=made.problems, remarks=(*made.remarks, *_rest(document, file))
    )


def _rows(one: Mapping[str, Json], file: str) -> Iterator[Record]:
    """Without `kpi` it is a record of a list; without inner values it is one row."""
    inner = one.get("values")
    own = {name: value for name, value in one.items() if name != "values"}
    if not isinstance(inner, list):
        yield _record(one)
    elif not inner:
        yield _record(own)
    for value in inner if isinstance(inner, list) else ():
        if not isinstance(value, Mapping):
            raise refused(
                "'values' of a record holds something else than objects", file, rule=_RULE
            )
        yield _record({**own, **value})


def _record(cells: Mapping[str, Json]) -> Record:
    """In the order that a reader expects; a list of names is kept as text."""
    first = [name for name in _FIRST if name in cells] if "kpi" in cells else []
    order = [*first, *(name for name in cells if name not in first)]
    return {(name,): cell_of(cells[name]) for name in order}


def _as_code(column: Column) -> Column:
    if column.name not in _CODES:
        return column
    return replace(column, type=ColumnType.CODE, style=None, reason="an identifier of Kolada")


def _rest(document: Mapping[str, Json], file: str) -> tuple[Problem, ...]:
    """An answer in pages is whole only with all of them."""
    if not any(document.get(key) for key in _NEXT):
        return ()
    message = "the answer is one page of several: the others are not in this file"
    return (Problem("kolada_page", message, file, remedy="ask for the address of its next page"),)
