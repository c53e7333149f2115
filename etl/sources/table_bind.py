"""A declared table held against the table that was read: columns, indicators, units, members.

Everything that can be wrong before the first row is looked at is found here, all at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from etl.problems import Problem
from etl.readers.model import Column, ColumnType, FileKind, RawTable
from etl.sources.declaration_model import (
    FROM_AREA,
    LEFT_OUT,
    TableDeclaration,
    ValueColumn,
)
from etl.sources.keys import nearest
from etl.sources.table_members import Resolver, resolver
from etl.sources.table_tally import Tally
from etl.sources.table_units import unit_faults
from warehouse.indicators.model import Indicator
from warehouse.registry import Registry
from warehouse.units import base_unit

_NOT_NUMBERS: Final = (ColumnType.TEXT, ColumnType.CODE, ColumnType.DATE, ColumnType.BOOLEAN)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundValue:
    """One column of figures. `beside` are numbers of the same row: figure → index of the column."""

    column: Column
    index: int
    indicator: Indicator
    unit: str
    factor: Decimal
    members: Mapping[str, str]
    beside: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A table that can be read: everything that it names is there."""

    table: TableDeclaration
    raw: RawTable
    kind: FileKind | None
    source: str
    registry: Registry
    values: tuple[BoundValue, ...]
    resolvers: Mapping[str, Resolver]
    indexes: Mapping[str, int]
    tally: Tally

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        return tuple({value.indicator.id: value.indicator for value in self.values}.values())


def choose(
    table: TableDeclaration, tables: Sequence[RawTable], place: Problem
) -> RawTable | Problem:
    """The table of the file that is meant; the only one needs no name."""
    named = [raw for raw in tables if raw.name == table.sheet]
    if named:
        return named[0]
    names = [raw.name for raw in tables]
    if table.sheet is None and len(tables) == 1:
        return tables[0]
    listed = ", ".join(f"'{name}'" for name in names) or "none"
    wanted = "no `sheet` is named" if table.sheet is None else f"there is no '{table.sheet}'"
    near = "" if table.sheet is None else f"; {nearest(table.sheet, names)}"
    message = f"{table.path}: the file has {len(tables)} tables ({listed}), and {wanted}{near}"
    return Problem("sheet_missing", message, place.file)


def bind(
    table: TableDeclaration,
    raw: RawTable,
    kind: FileKind | None,
    source: str,
    registry: Registry,
    tally: Tally,
) -> Bound:
    """Puts everything that is wrong into the tally; what is bound then is not to be read."""
    indexes = _indexes(table, raw, tally)
    values = tuple(
        bound
        for value in table.values
        if value.figure == "value" and value.name in indexes
        for bound in [_value(table, value, raw, indexes, registry, tally)]
        if bound is not None
    )
    bound = Bound(
        table=table,
        raw=raw,
        kind=kind,
        source=source,
        registry=registry,
        values=values,
        resolvers={},
        indexes=indexes,
        tally=tally,
    )
    if source not in registry.sources:
        near = nearest(source, registry.sources)
        tally.problem("unknown_source", f"unknown source '{source}'; {near}")
    _check_beside(table, values, indexes, tally)
    _check_members(bound)
    return _with_resolvers(bound)


def _with_resolvers(bound: Bound) -> Bound:
    resolvers = {
        dimension: resolver(dimension, bound.table, bound.registry, bound.indicators)
        for dimension in bound.table.columns
    }
    return replace(bound, resolvers=resolvers)


# ---------------------------------------------------------------- columns


def _indexes(table: TableDeclaration, raw: RawTable, tally: Tally) -> dict[str, int]:
    """Name → index of every column that the declaration names."""
    there = {column.name: index for index, column in enumerate(raw.columns)}
    named = [
        *table.columns.values(),
        *table.note.values(),
        *(value.name for value in table.values),
        *table.fill_down,
        *table.skip,
        *table.only,
        *([table.sections] if table.sections else []),
    ]
    for name in dict.fromkeys(named):
        if name not in there:
            message = f"{table.path}: no column '{name}'; {nearest(name, there)}"
            tally.problem("column_missing", message, column=name)
    return {name: there[name] for name in named if name in there}


def _value(
    table: TableDeclaration,
    value: ValueColumn,
    raw: RawTable,
    indexes: Mapping[str, int],
    registry: Registry,
    tally: Tally,
) -> BoundValue | None:
    column = raw.columns[indexes[value.name]]
    _check_numbers(column, tally)
    identifier = value.indicator or table.indicator or ""
    indicator = registry.indicators.get(identifier)
    if indicator is None:
        near = nearest(identifier, registry.indicators)
        message = f"{table.path}: unknown indicator '{identifier}'; {near}"
        tally.problem("unknown_indicator", message, column=value.name)
        return None
    unit = value.unit or table.unit
    assert unit is not None, "the declaration was parsed"
    found, factor = base_unit(unit)
    if found is not indicator.unit:
        message = f"'{unit}' is {found.id}, but {indicator.id} is in {indicator.unit.id}"
        tally.problem("unit_of_another_kind", message, column=value.name)
    for rule, message, row in unit_faults(table, raw, column, unit):
        tally.problem(rule, message, row=row, column=value.name)
    return BoundValue(
        column=column,
        index=indexes[value.name],
        indicator=indicator,
        unit=unit,
        factor=Decimal(str(factor)),
        members={**_single(indicator), **table.constants, **value.members},
        beside=_beside(table, value, indexes, tally),
    )


def _check_numbers(column: Column, tally: Tally) -> None:
    if column.type in _NOT_NUMBERS:
        tally.problem(
            "not_numbers",
            f"the column holds {column.type.value}, not numbers ({column.reason})",
            column=column.name,
            remedy=f'if they are numbers all the same: [read.columns."{column.name}"] '
            'type = "number"',
        )


def _beside(
    table: TableDeclaration, value: ValueColumn, indexes: Mapping[str, int], tally: Tally
) -> dict[str, int]:
    """Columns of n, parts and intervals for this figure: what they say of themselves must agree."""
    found: dict[str, int] = {}
    for other in table.values:
        if other.figure == "value" or other.name not in indexes:
            continue
        if not set(other.members.items()) <= set(value.members.items()):
            continue
        if other.indicator not in (None, value.indicator or table.indicator):
            continue
        if other.figure in found:
            message = f"two columns are the {other.figure} of '{value.name}'"
            tally.problem("figure_twice", message, column=other.name)
        found[other.figure] = indexes[other.name]
    return found


def _check_beside(
    table: TableDeclaration,
    values: Sequence[BoundValue],
    indexes: Mapping[str, int],
    tally: Tally,
) -> None:
    used = {index for value in values for index in value.beside.values()}
    for other in table.values:
        if other.figure != "value" and other.name in indexes and indexes[other.name] not in used:
            message = f"no column of figures has the members of this {other.figure}"
            tally.problem("figure_alone", message, column=other.name)


# ---------------------------------------------------------------- members


def _check_members(bound: Bound) -> None:
    """Members that the declaration writes itself, against the registry."""
    for value in bound.values:
        for dimension, members in _of_indicator(value.indicator).items():
            _check_said(bound, value, dimension, members)
    for member in _written(bound, "organisation"):
        if member not in bound.registry.organisations and member not in (LEFT_OUT, FROM_AREA):
            near = nearest(member, bound.registry.organisations)
            bound.tally.problem("unknown_organisation", f"unknown organisation '{member}'; {near}")


def _of_indicator(indicator: Indicator) -> dict[str, Sequence[str]]:
    return {
        "group": indicator.groups,
        "item": tuple(indicator.items),
        "category": tuple(indicator.categories),
    }


def _single(indicator: Indicator) -> dict[str, str]:
    """Dimensions of which the indicator has one member: nothing else could be meant."""
    members = _of_indicator(indicator).items()
    return {dimension: found[0] for dimension, found in members if len(found) == 1}


def _check_said(bound: Bound, value: BoundValue, dimension: str, members: Sequence[str]) -> None:
    table, indicator = bound.table, value.indicator
    if dimension in table.columns:
        written = [m for m in table.members.get(dimension, {}).values() if m != LEFT_OUT]
    elif dimension in value.members:
        written = [value.members[dimension]]
    else:
        message = f"nothing says the {dimension}; {indicator.id} has {', '.join(members)}"
        bound.tally.problem("member_missing", message, column=value.column.name)
        return
    for member in dict.fromkeys(written):
        if member not in members:
            message = f"'{member}' is no {dimension} of {indicator.id}; {nearest(member, members)}"
            bound.tally.problem("unknown_member", message, column=value.column.name)


def _written(bound: Bound, dimension: str) -> list[str]:
    """Every member of a dimension that the declaration writes."""
    found = [value.members[dimension] for value in bound.values if dimension in value.members]
    return list(dict.fromkeys([*found, *bound.table.members.get(dimension, {}).values()]))
