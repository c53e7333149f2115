"""`[[table]]` of a declaration: what columns, rows and signs of one table mean.

Members that belong to an indicator or to the file are looked at when the file is read; what can
be known without them is refused here.
"""

from collections.abc import Collection, Mapping
from typing import Final, Literal

from etl.sources.declaration_model import (
    DIMENSIONS,
    FIGURES,
    FROM_AREA,
    FROM_NAME,
    FROM_ORGANISATION,
    FROM_TITLE,
    LEFT_OUT,
    MAIN_READING,
    NEEDED,
    ZERO,
    DeclaredSum,
    TableDeclaration,
    ValueColumn,
)
from etl.sources.keys import Keys, nearest, unknown, written
from etl.sources.period_words import period_code
from warehouse.area_codes import SCHEMES
from warehouse.members import ESTIMATES, GROUPS, NATURES, READINGS, SEXES, STATUSES
from warehouse.period import UnparseablePeriod
from warehouse.regions import OTHER, REGIONS, UnknownRegion, region_for
from warehouse.units import UnknownUnit, base_unit

NOTE: Final = "note"
# Dimensions whose members are the same for every indicator.
FIXED: Final[Mapping[str, Collection[str]]] = {
    "sex": SEXES,
    "group": GROUPS,
    "estimate": ESTIMATES,
    "nature": NATURES,
    "reading": READINGS,
}
MEANINGS: Final = (*(status for status in STATUSES if status != "ok"), ZERO, LEFT_OUT)
# Codes of areas as others write them; what each is for is said in `warehouse/areas.py`.
_OUTSIDE: Final = "set_aside"
_SUM: Final = "sum"


def table_of(keys: Keys) -> TableDeclaration:
    with keys:
        columns = _columns(keys)
        constants = _members_of_all(keys.child_or_empty("constants"))
        values = _values(keys, columns)
        indicator, unit = keys.word_or_none("indicator"), _unit(keys)
        members = _spellings(keys.child_or_empty("members"))
        table = TableDeclaration(
            path=written(keys.path),
            sheet=keys.word_or_none("sheet"),
            indicator=indicator,
            unit=unit,
            unit_confirmed=keys.words("unit_confirmed"),
            columns={name: cell for name, cell in columns.items() if name in DIMENSIONS},
            constants={"reading": MAIN_READING, **constants},
            values=values,
            members=members,
            signs=_signs(keys.child_or_empty("signs")),
            areas=keys.word_or_none("areas"),
            outside=_outside(keys),
            fill_down=keys.words("fill_down"),
            sections=keys.word_or_none("sections"),
            skip=_cells(keys.child_or_empty("skip")),
            only=_cells(keys.child_or_empty("only")),
            sums=tuple(map(_sum, keys.children("sum"))),
            locator=keys.word_or_none("locator"),
            same_key=_same_key(keys),
            note={NOTE: columns[NOTE]} if NOTE in columns else {},
        )
        _check_whole(keys, table, columns)
    return table


# ---------------------------------------------------------------- columns and members


def _columns(keys: Keys) -> dict[str, str]:
    columns = keys.pairs("columns")
    known = (*DIMENSIONS, *FIGURES, NOTE)
    for name in columns:
        if name not in known:
            keys.faults.add((*keys.path, "columns", name), unknown(name, known))
    return columns


def _members_of_all(keys: Keys) -> dict[str, str]:
    """Dimension → the one member that holds for all rows."""
    found = {}
    for name in keys.table:
        if name not in DIMENSIONS:
            keys.fault(name, unknown(name, DIMENSIONS))
            keys.any(name)
        else:  # an empty one is a fault of its own, and no dimension that is missing
            word = keys.word(name)
            found[name] = member_of(keys, name, word) if word else ""
    return found


def member_of(keys: Keys, dimension: str, word: str, key: str | None = None) -> str:
    """The member as it is stored; those of the indicator are held against it later."""
    place = key or dimension
    if dimension in FIXED and word not in FIXED[dimension]:
        keys.fault(place, unknown(word, FIXED[dimension]))
    elif dimension == "region" and word != FROM_ORGANISATION:
        try:
            return region_for(word).code
        except UnknownRegion as error:
            keys.fault(place, f"{error} (or '{FROM_ORGANISATION}'; known: {', '.join(REGIONS)})")
    elif dimension == "period" and (word not in (FROM_NAME, FROM_TITLE) or key):
        try:
            return period_code(word)
        except UnparseablePeriod as error:
            keys.fault(place, str(error))
    return word


def _spellings(keys: Keys) -> dict[str, dict[str, str]]:
    """Dimension → spelling in the file → member."""
    found: dict[str, dict[str, str]] = {}
    for dimension in keys.table:
        if dimension not in DIMENSIONS:
            keys.fault(dimension, unknown(dimension, DIMENSIONS))
            keys.any(dimension)
            continue
        inner = keys.child(dimension)
        found[dimension] = {
            spelling: member
            if member == LEFT_OUT
            else member_of(inner, dimension, member, spelling)
            for spelling in inner.table
            if (member := inner.word(spelling))
        }
    return found


# ---------------------------------------------------------------- columns of numbers


def _values(keys: Keys, columns: Mapping[str, str]) -> tuple[ValueColumn, ...]:
    plain = [
        ValueColumn(name=columns[figure], figure=figure, members={}, indicator=None, unit=None)
        for figure in FIGURES
        if figure in columns
    ]
    named = keys.child_or_empty("values")
    return (*plain, *(_value(named.child(name), name) for name in named.table))


def _value(keys: Keys, name: str) -> ValueColumn:
    with keys:
        figure = keys.one_of("figure", FIGURES) if "figure" in keys else "value"
        indicator, unit = keys.word_or_none("indicator"), _unit(keys)
        given = {key: keys.any(key) for key in DIMENSIONS if key in keys}
        keys.any("figure")
        for key in DIMENSIONS:  # so that the nearest known key is among all of them
            keys.any(key)
    members = _members_of_all(Keys(given, keys.path, keys.faults))
    return ValueColumn(name=name, figure=figure, members=members, indicator=indicator, unit=unit)


def _unit(keys: Keys) -> str | None:
    unit = keys.word_or_none("unit")
    try:
        if unit:
            base_unit(unit)
    except UnknownUnit as error:
        keys.fault("unit", str(error))
    return unit


# ---------------------------------------------------------------- rows and signs


def _signs(keys: Keys) -> dict[str, str]:
    return {sign: keys.one_of(sign, MEANINGS) for sign in keys.table}


def _outside(keys: Keys) -> Literal["set_aside"] | None:
    if "outside" not in keys:
        keys.any("outside")
        return None
    keys.one_of("outside", [_OUTSIDE])
    return "set_aside"


def _same_key(keys: Keys) -> Literal["sum"] | None:
    if "same_key" not in keys:
        keys.any("same_key")
        return None
    keys.one_of("same_key", [_SUM])
    return "sum"


def _cells(keys: Keys) -> dict[str, tuple[str, ...]]:
    return {column: keys.words(column) for column in keys.table}


def _sum(keys: Keys) -> DeclaredSum:
    with keys:
        named = [dimension for dimension in DIMENSIONS if dimension in keys]
        if len(named) != 1:
            keys.fault("of", f"says the sum of one dimension (one of {', '.join(DIMENSIONS)})")
        for dimension in DIMENSIONS:
            if dimension not in named:
                keys.any(dimension)
        parts = keys.words("of")
        if not parts:
            keys.fault("of", "needs the members that make the sum")
        return DeclaredSum(
            dimension=named[0] if named else "item",
            total=keys.word(named[0]) if named else "",
            parts=parts,
            less=keys.words("less"),
            tolerance=keys.number("tolerance"),
        )


# ---------------------------------------------------------------- the table as a whole


def _check_whole(keys: Keys, table: TableDeclaration, columns: Mapping[str, str]) -> None:
    _check_once(keys, table)
    figures = [value for value in table.values if value.figure == "value"]
    if not figures:
        keys.fault("columns", "no column of figures: name it as `value`, or each in [table.values]")
    for value in figures:
        _check_said(keys, table, value)
    _check_names(keys, table, columns)


def _check_once(keys: Keys, table: TableDeclaration) -> None:
    for dimension in DIMENSIONS:
        places = [
            place
            for place, found in (
                ("columns", table.columns),
                ("constants", keys.table.get("constants", {})),
                ("values", {d for value in table.values for d in value.members}),
            )
            if dimension in found
        ]
        if len(places) > 1:
            said = f"'{dimension}' is said in {' and in '.join(places)}: keep one"
            keys.faults.add((*keys.path, places[1], dimension), said)


def _check_said(keys: Keys, table: TableDeclaration, value: ValueColumn) -> None:
    said = {*table.columns, *table.constants, *value.members}
    lacking = [dimension for dimension in NEEDED if dimension not in said]
    if lacking:
        keys.fault(
            "constants",
            f"column '{value.name}': nothing says {', '.join(lacking)}; name a column of the file "
            "in [table.columns], or one member for all in [table.constants]",
        )
    for what, there in (
        ("indicator", table.indicator or value.indicator),
        ("unit", table.unit or value.unit),
    ):
        if not there and what not in keys:
            keys.fault(what, f"is missing for column '{value.name}'")


def _check_names(keys: Keys, table: TableDeclaration, columns: Mapping[str, str]) -> None:
    """A column is either a dimension or a figure, and stands for one of them only."""
    names = [*columns.values(), *(value.name for value in table.values if value.members)]
    for name in sorted({name for name in names if name and names.count(name) > 1}):
        keys.fault("columns", f"the column '{name}' is named {names.count(name)} times: keep one")
    for dimension in table.members:
        if dimension not in table.columns:
            near = nearest(dimension, table.columns) if table.columns else "no column is named"
            keys.fault("members", f"'{dimension}' has no column to map; {near}")
    if table.areas is not None and "region" not in table.columns:
        keys.fault("areas", "codes of areas need a column of regions in [table.columns]")
    if table.areas is not None and table.areas not in SCHEMES:
        keys.fault("areas", unknown(table.areas, SCHEMES))
    if FROM_AREA in table.constants.values() and table.areas is None:
        keys.fault("constants", f"'{FROM_AREA}' needs `areas`: the scheme of the codes")
    if table.constants.get("region") == OTHER.code and "organisation" not in (
        *table.columns,
        *table.constants,
    ):
        keys.fault("constants", "the region 'other' needs an organisation that names it")
