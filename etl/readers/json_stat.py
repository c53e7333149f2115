"""JSON-stat 2.0 and 1.x: data sets whose values are laid out by dimensions.

The format: https://json-stat.org/full/
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import polars as pl

from etl.readers.cells import cells_of
from etl.readers.cube import Dimension, cube_columns, size_of
from etl.readers.json_stat_values import status_cells, stored_cells
from etl.readers.json_text import ASK_FOR_DATA, Json, JsonTables, refused
from etl.readers.model import Aside, AsideKind, Cells, Decision, FoundUnit, RawTable
from etl.readers.options import Options

_CLASSES: Final = frozenset({"dataset", "collection", "dimension"})
_RULE: Final = "json_stat"
# Where a number is asked for, a message quotes no more of what stands there.
_LONGEST_SAID: Final = 40


def json_stat_reason(document: Json) -> str | None:
    """Why this is JSON-stat; None where it is not."""
    if not isinstance(document, Mapping):
        return None
    kind = document.get("class")
    if kind in _CLASSES and ("version" in document or "dimension" in document):
        return f"an object of the class '{kind}'"
    if isinstance(document.get("dimension"), Mapping) and "value" in document:
        return "an object with 'dimension' and 'value'"
    named = [one for one in document.values() if isinstance(one, Mapping)]
    if named and all(isinstance(one.get("dimension"), Mapping) for one in named):
        return "an object of data sets that each have a 'dimension'"
    return None


def json_stat_tables(document: Json, options: Options, file: str) -> JsonTables:
    """A table for each data set; raises InputRefused where one is without values or unsound."""
    del options
    assert isinstance(document, Mapping)
    sets = _data_sets(document, file)
    tables = tuple(_table(name if len(sets) > 1 else "", one, file) for name, one in sets)
    return JsonTables(tables)


def _data_sets(document: Mapping[str, Json], file: str) -> list[tuple[str, Mapping[str, Json]]]:
    if document.get("class") == "collection":
        return _collected(document, file)
    if document.get("class") == "dimension":
        message = "the file describes one dimension of JSON-stat and holds no values"
        raise refused(message, file, rule=_RULE, remedy=ASK_FOR_DATA)
    if isinstance(document.get("dimension"), Mapping) and "category" not in document:
        return [(_text(document.get("label")), document)]
    return [(name, one) for name, one in document.items() if isinstance(one, Mapping)]


def _collected(document: Mapping[str, Json], file: str) -> list[tuple[str, Mapping[str, Json]]]:
    """A collection holds addresses; only data sets that lie in it whole are read."""
    link = document.get("link")
    items = link.get("item") if isinstance(link, Mapping) else None
    listed = items if isinstance(items, list) else []
    whole = [one for one in listed if isinstance(one, Mapping) and "dimension" in one]
    if not whole:
        message = f"the file is a collection of {len(listed)} links and holds no values"
        raise refused(message, file, rule=_RULE, remedy="ask for one of its data sets")
    return [(_text(one.get("label")) or f"#{n}", one) for n, one in enumerate(whole, start=1)]


def _text(value: Json) -> str:
    return value if isinstance(value, str) else ""


def _table(name: str, one: Mapping[str, Json], file: str) -> RawTable:
    dimensions = _dimensions(one, file)
    stored = stored_cells(one, size_of(dimensions), file)
    status = status_cells(one, size_of(dimensions), stored.numbers, file)
    measures = [("value", cells_of(stored.values))]
    if status is not None:
        measures.append(("status", Cells(pl.Series(status, dtype=pl.String))))
    made = cube_columns(dimensions, stored.numbers, measures)
    index = len(dimensions) * 2
    units = _units(one, made.columns[index].name)
    columns = list(made.columns)
    if len({unit.written for unit in units}) == 1:
        columns[index] = replace(columns[index], unit=units[0].written)
    return RawTable(
        name=name,
        columns=tuple(columns),
        header_rows=(),
        rows=made.rows(),
        row_count=made.height(),
        aside=_asides(one),
        units=units,
        decisions=(*_decisions(one, dimensions), *stored.decisions),
    )


# ---------------------------------------------------------------- dimensions


def _dimensions(one: Mapping[str, Json], file: str) -> tuple[Dimension, ...]:
    """`id` and `size` lie beside the dimensions in 2.0 and inside them in 1.x."""
    described = one.get("dimension")
    if not isinstance(described, Mapping):
        raise refused("the data set has no 'dimension'", file, rule=_RULE)
    names = one.get("id", described.get("id"))
    sizes = one.get("size", described.get("size"))
    if not isinstance(names, list) or not isinstance(sizes, list):
        raise refused("'id' and 'size' must be lists", file, rule=_RULE)
    if len(names) != len(sizes):
        counts = f"'id' names {len(names)} dimensions, 'size' has {len(sizes)}"
        message = f"'id' and 'size' must be of the same length: {counts}"
        raise refused(message, file, rule=_RULE)
    return tuple(
        _dimension(_text(name), size, described.get(_text(name)), file)
        for name, size in zip(names, sizes, strict=True)
    )


def _dimension(name: str, size: Json, described: Json, file: str) -> Dimension:
    if not isinstance(described, Mapping) or not isinstance(described.get("category"), Mapping):
        message = f"the dimension '{name}' of 'id' has no description with categories"
        raise refused(message, file, rule=_RULE)
    category = described["category"]
    assert isinstance(category, Mapping)
    labels = category.get("label")
    labelled = labels if isinstance(labels, Mapping) else {}
    codes = _codes(name, category.get("index"), labelled, file)
    if type(size) is not int or size != len(codes):
        said = f"'size' says {json.dumps(size)[:_LONGEST_SAID]} for the dimension '{name}'"
        message = f"{said}, which has {len(codes)} categories"
        raise refused(message, file, rule=_RULE)
    label = _text(described.get("label"))
    return Dimension(
        name=name,
        parts=(name, label) if label else (name,),
        codes=codes,
        texts=tuple(_text(labelled.get(code)) or code for code in codes),
        reason="'category.index'" if category.get("index") else "'category.label'",
    )


def _codes(name: str, index: Json, labels: Mapping[str, Json], file: str) -> tuple[str, ...]:
    """A list of codes, or an object of their positions; a single category may have only a label."""
    if index is None:
        codes = list(labels)
        if len(codes) != 1:
            message = f"the dimension '{name}' has no 'index' for its {len(codes)} categories"
            raise refused(message, file, rule=_RULE)
    elif isinstance(index, Mapping):
        codes = _by_position(name, index, file)
    elif isinstance(index, list) and all(isinstance(code, str) for code in index):
        codes = [_text(code) for code in index]
    else:
        message = f"the 'index' of the dimension '{name}' is neither a list of codes nor an object"
        raise refused(message, file, rule=_RULE)
    if len(set(codes)) != len(codes):
        raise refused(f"the dimension '{name}' has a category twice", file, rule=_RULE)
    return tuple(codes)


def _by_position(name: str, index: Mapping[str, Json], file: str) -> list[str]:
    positions = {place: code for code, place in index.items() if type(place) is int}
    if sorted(positions) != list(range(len(index))):
        message = (
            f"the 'index' of the dimension '{name}' does not number its {len(index)} categories "
            "from 0 on"
        )
        raise refused(message, file, rule=_RULE)
    return [positions[place] for place in range(len(index))]


# ---------------------------------------------------------------- what is said beside


def _asides(one: Mapping[str, Json]) -> tuple[Aside, ...]:
    """They stand on no row of their own; 1 is the file's first."""
    asides = [
        (AsideKind.TITLE, [one.get("label")]),
        (AsideKind.NOTE, _notes(one)),
        (AsideKind.FOOTER, [one.get("source")]),
    ]
    return tuple(
        Aside(kind=kind, row=1, text=_text(text).strip())
        for kind, texts in asides
        for text in texts
        if _text(text).strip()
    )


def _notes(one: Mapping[str, Json]) -> list[Json]:
    """Of the data set, of its dimensions and of their categories."""
    notes = _as_list(one.get("note"))
    described = one.get("dimension")
    for dimension in described.values() if isinstance(described, Mapping) else ():
        if not isinstance(dimension, Mapping):
            continue
        notes += _as_list(dimension.get("note"))
        category = dimension.get("category")
        of_codes = category.get("note") if isinstance(category, Mapping) else None
        if isinstance(of_codes, Mapping):
            notes += [
                f"{code}: {text}" for code, texts in of_codes.items() for text in _as_list(texts)
            ]
    return notes


def _as_list(value: Json) -> list[Json]:
    if isinstance(value, list):
        return list(value)
    return [] if value is None else [value]


def _units(one: Mapping[str, Json], column: str) -> tuple[FoundUnit, ...]:
    described = one.get("dimension")
    assert isinstance(described, Mapping)
    return tuple(
        FoundUnit(written=written, place=f"{name} '{code}'", column=column)
        for name, dimension in described.items()
        if isinstance(dimension, Mapping)
        for code, unit in _unit_of(dimension).items()
        if (written := _unit_text(unit))
    )


def _unit_of(dimension: Mapping[str, Json]) -> Mapping[str, Json]:
    category = dimension.get("category")
    units = category.get("unit") if isinstance(category, Mapping) else None
    return units if isinstance(units, Mapping) else {}


def _unit_text(unit: Json) -> str:
    if not isinstance(unit, Mapping):
        return ""
    return next((_text(unit.get(key)) for key in ("base", "label", "symbol") if unit.get(key)), "")


def _decisions(one: Mapping[str, Json], dimensions: Sequence[Dimension]) -> list[Decision]:
    sizes = " × ".join(str(len(dimension.codes)) for dimension in dimensions)
    size = str(size_of(dimensions))
    decisions = [Decision(subject="cells", value=size, reason=f"{sizes} by 'size'")]
    described = one.get("dimension")
    inside = described.get("role") if isinstance(described, Mapping) else None
    roles = one.get("role", inside)
    for role, names in roles.items() if isinstance(roles, Mapping) else ():
        named = ", ".join(_text(name) for name in _as_list(names))
        decisions.append(Decision(subject=role, value=named, reason="'role' says so"))
    if updated := _text(one.get("updated")):
        decisions.append(Decision(subject="updated", value=updated, reason="'updated'"))
    return decisions
