"""The table of a view as JSON-stat 2.0: a cube whose cells are the numbers of its columns.

What a row is about makes the dimensions; the columns of numbers are the categories of one more, the
metric. A table without numbers has its texts as values. What else stands in a row, and what the
file is, lies under `extension`. The format: https://json-stat.org/full/
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from math import prod
from typing import Any, Final

import orjson

from dashboard.charts.numbers import money_scale, unit_name
from dashboard.exports import said
from dashboard.exports.model import Document, Exhibit, Export
from dashboard.exports.telling_apart import columns_apart, key_of
from dashboard.exports.typed import TypedColumn, qualifier_of, typed_columns
from warehouse.text import Language, Text
from warehouse.units import UNITS

Json = dict[str, Any]

METRIC: Final = "metric"
ROW: Final = "row"
_METRIC_LABEL: Final = Text("Uppgift", "Figure")
_ROW_LABEL: Final = Text("Rad", "Row")
_ROLES: Final = {"period": "time", "region": "geo", "place": "geo"}
# A table of long texts would make a cube that is empty but for one cell in thousands; its rows are
# numbered instead.
_MOST_CELLS_FOR_A_ROW: Final = 1000


@dataclass(frozen=True, slots=True)
class _Dimension:
    key: str
    label: str
    categories: tuple[str, ...]
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Cube:
    """`metrics` are the columns whose cells are the values; `others` those that are neither."""

    dimensions: tuple[_Dimension, ...]
    metrics: tuple[TypedColumn, ...]
    others: tuple[TypedColumn, ...]

    @property
    def sizes(self) -> list[int]:
        return [len(one.categories) for one in self.dimensions] + [len(self.metrics)]

    def position(self, row: int) -> int:
        """The number of the first cell of a row: cells are counted with the last fastest."""
        position = 0
        for one in self.dimensions:
            position = position * len(one.categories) + one.categories.index(one.rows[row])
        return position * len(self.metrics)


def write(document: Document, template: bytes | None = None) -> bytes:
    del template
    exhibit = document.only
    cube = _cube(typed_columns(exhibit.rendered.table), exhibit.rendered.state.language)
    count = len(exhibit.rendered.table.rows)
    return orjson.dumps(
        {
            "version": "2.0",
            "class": "dataset",
            **_described(exhibit, document),
            **_structure(cube, exhibit.rendered.state.language),
            "value": _values(cube, count),
            **_status(cube, count),
            "extension": _extension(exhibit, cube),
        }
    )


def _described(exhibit: Exhibit, document: Document) -> Json:
    rendered = exhibit.rendered
    notes = (rendered.headline, rendered.note, *rendered.warnings)
    cited = "; ".join(source.citation for source in rendered.sources)
    return {
        "label": rendered.overline,
        **({"source": cited} if cited else {}),
        "updated": f"{document.made:%Y-%m-%dT%H:%M:%SZ}",
        "note": list(dict.fromkeys(notes)),
    }


# ---------------------------------------------------------------- the cube


def _cube(columns: Sequence[TypedColumn], language: Language) -> _Cube:
    metrics = tuple(one for one in columns if one.is_number)
    texts = tuple(one for one in columns if not one.is_number)
    rows = list(zip(*(one.texts for one in texts), strict=True))
    apart = sorted({*columns_apart(rows), *_said_of_all(columns)})
    if not _is_fit(rows, apart, len(columns[0].texts)):
        number = _rows_numbered(len(columns[0].texts), language)
        return _Cube((number,), metrics or texts, texts if metrics else ())
    dimensions = tuple(_dimension(texts[at]) for at in apart)
    others = tuple(one for at, one in enumerate(texts) if at not in apart)
    return _Cube(dimensions, metrics or others, others if metrics else ())


def _said_of_all(columns: Sequence[TypedColumn]) -> Iterator[int]:
    """Before the first number: what every row is about alike, such as the period."""
    for at, one in enumerate(takewhile(lambda column: not column.is_number, columns)):
        if len(set(one.texts)) == 1 and one.texts[0]:
            yield at


def _is_fit(rows: Sequence[tuple[str, ...]], apart: Sequence[int], count: int) -> bool:
    """Whether these columns tell all rows apart, in a cube that is not nearly empty."""
    if len({key_of(row, apart) for row in rows}) < count:
        return False
    cells = prod(len({row[at] for row in rows}) for at in apart)
    return cells <= _MOST_CELLS_FOR_A_ROW * count


def _rows_numbered(count: int, language: Language) -> _Dimension:
    numbers = tuple(str(number) for number in range(1, count + 1))
    return _Dimension(ROW, _ROW_LABEL.of(language), numbers, numbers)


def _dimension(typed: TypedColumn) -> _Dimension:
    categories = tuple(dict.fromkeys(typed.texts))
    return _Dimension(typed.column.key, typed.column.label, categories, typed.texts)


def _structure(cube: _Cube, language: Language) -> Json:
    metric = {"label": _METRIC_LABEL.of(language), "category": _metrics(cube, language)}
    described = {
        one.key: {"label": one.label, "category": _category(one.categories)}
        for one in cube.dimensions
    }
    return {
        "id": [*(one.key for one in cube.dimensions), METRIC],
        "size": cube.sizes,
        "role": _roles(cube),
        "dimension": {**described, METRIC: metric},
    }


def _category(categories: Sequence[str]) -> Json:
    return {"index": list(categories), "label": {one: one for one in categories}}


def _roles(cube: _Cube) -> dict[str, list[str]]:
    roles: dict[str, list[str]] = {"metric": [METRIC]}
    for one in cube.dimensions:
        if one.key in _ROLES:
            roles.setdefault(_ROLES[one.key], []).append(one.key)
    return roles


def _metrics(cube: _Cube, language: Language) -> Json:
    category: Json = {
        "index": [one.column.key for one in cube.metrics],
        "label": {one.column.key: one.column.label for one in cube.metrics},
    }
    units = {one.column.key: _unit(one, language) for one in cube.metrics if one.is_number}
    return {**category, "unit": units} if units else category


def _unit(typed: TypedColumn, language: Language) -> Json:
    """The unit, where the column's heading ends with one that is known."""
    last = typed.column.label.rpartition(", ")[2]
    decimals = max(-_exponent(typed, row) for row in range(len(typed.numbers)))
    return {"decimals": decimals, **({"label": last} if last in _known_units(language) else {})}


def _known_units(language: Language) -> set[str]:
    units = {unit_name(unit, language) for unit in UNITS.values()}
    money = {unit_name(money_scale([amount]), language) for amount in (1.0, 1e4, 1e6, 1e10)}
    return units | money | {"%"}


def _exponent(typed: TypedColumn, row: int) -> int:
    number = typed.numbers[row]
    exponent = 0 if number is None else number.as_tuple().exponent
    assert isinstance(exponent, int)
    return min(exponent, 0)


# ---------------------------------------------------------------- what its cells hold


def _values(cube: _Cube, count: int) -> list[Any] | Json:
    """All cells where most are filled; else those that are, by their number."""
    found = {
        cube.position(row) + at: value
        for row in range(count)
        for at, metric in enumerate(cube.metrics)
        if (value := _value(metric, row)) is not None
    }
    size = prod(cube.sizes)
    if 2 * len(found) >= size:
        return [found.get(position) for position in range(size)]
    return {str(position): value for position, value in sorted(found.items())}


def _value(metric: TypedColumn, row: int) -> float | str | None:
    if not metric.is_number:
        return metric.texts[row]
    number = metric.numbers[row]
    return None if number is None else float(number)


def _status(cube: _Cube, count: int) -> Json:
    """The sign of each cell that has one, or the words that stand there instead of a number."""
    status = {
        str(cube.position(row) + at): qualifier_of(metric.beside[row])
        for row in range(count)
        for at, metric in enumerate(cube.metrics)
        if metric.is_number and metric.beside[row]
    }
    return {"status": status} if status else {}


def _extension(exhibit: Exhibit, cube: _Cube) -> Json:
    rendered = exhibit.rendered
    return {
        "headline": rendered.headline,
        "caption": rendered.table.caption,
        "description": rendered.description,
        "note": rendered.note,
        "about": [list(pair) for pair in said.about(rendered)],
        "sources": [said.cited(source, rendered.state.language) for source in rendered.sources],
        "status": {"label": dict(rendered.signs)},
        "language": rendered.state.language,
        "release": rendered.release,
        "code": exhibit.code,
        "address": exhibit.address,
        "rows": _rows(cube, len(rendered.table.rows)),
    }


def _rows(cube: _Cube, count: int) -> list[Json]:
    """Beside the cells: for each row of the table the number of its first cell, and its texts."""
    return [
        {
            "cell": cube.position(row),
            "texts": {one.column.key: one.texts[row] for one in cube.others if one.texts[row]},
        }
        for row in range(count)
    ]


EXPORT: Final = Export(
    id="json",
    extension="json",
    media_type="application/json",
    label=Text("JSON-stat", "JSON-stat"),
    write=write,
)
