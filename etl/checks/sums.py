"""What must add up: the sums that a topic declares, and women and men everywhere."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from etl.contradictions import Declared, Kind, Sum, undeclared
from etl.figures import Figures, Row, grouped, half_step, is_bound, key_of, named, problem
from etl.problems import Problem
from warehouse.contract import KEY
from warehouse.indicators.model import Direction, Indicator
from warehouse.members import ALL
from warehouse.units import APPLICATIONS, AUTHORSHIPS, COUNT, FULL_TIME, PERCENT, PERSONS, PLACES

# Whole heads add up exactly; full-time equivalents and places are rounded one by one.
_COUNTED: Final = (PERSONS, APPLICATIONS, COUNT)
_ROUNDED: Final = (FULL_TIME, PLACES, AUTHORSHIPS)


def broken_sums(figures: Figures, sums: Sequence[Sum], declared: Declared) -> Iterator[Problem]:
    for declared_sum in sums:
        instances = list(_instances(figures, declared_sum))
        if not any(len(parts) == len(declared_sum.parts) for _, parts in instances):
            message = f"{declared_sum.id}: no total has all its parts: nothing is checked"
            yield Problem("sum_applies", message, declared_sum.file)
        for total, parts in instances:
            yield from _broken(declared_sum, total, parts, declared)


def _instances(figures: Figures, declared_sum: Sum) -> Iterator[tuple[Row, list[Row]]]:
    """Each total with those of its parts that are given."""
    where = {"indicator": declared_sum.indicator, **declared_sum.total}
    column = declared_sum.column
    for total in figures.values():
        if any(total[name] != word for name, word in where.items()) or total[column] is None:
            continue
        keys = [key_of(total, but=part) for part in declared_sum.parts]
        parts = [figures[key] for key in keys if key in figures]
        yield total, [part for part in parts if part[column] is not None]


def _broken(
    declared_sum: Sum, total: Row, parts: Sequence[Row], declared: Declared
) -> Iterator[Problem]:
    column = declared_sum.column
    if column == "value" and any(map(is_bound, [total, *parts])):
        return
    found = sum(part[column] for part in parts)
    is_whole = len(parts) == len(declared_sum.parts)
    if _differ(found, total[column], is_whole) <= declared_sum.tolerance + 1e-6:
        return
    if declared.cover([key_of(total), *map(key_of, parts)], Kind.PARTS_DO_NOT_SUM):
        return
    yield _does_not_sum("declared_sum_holds", total, parts, found, column)


def _differ(parts: float, total: float, is_whole: bool) -> float:
    """Where a part is not known, the others may be less than the total, but never more."""
    return abs(parts - total) if is_whole else parts - total


def _does_not_sum(
    rule: str, total: Row, parts: Sequence[Row], found: float, column: str = "value"
) -> Problem:
    lines = "; ".join(f"{row[column]:g} in line {row['input_row']}" for row in parts)
    message = f"the parts ({lines}) make {found:g}, not {total[column]:g}: {_where(total)}"
    found_broken = problem(rule, message, total, column)
    if column != "value":  # a part without it has no such number to expect
        return found_broken
    return undeclared(found_broken, Kind.PARTS_DO_NOT_SUM, [total, *parts])


def _where(row: Row) -> str:
    said = [row[column] for column in KEY if column != "source" and row[column] != ALL]
    return ", ".join([*said, row["source"]])


def sexes_that_do_not_sum(
    figures: Figures, indicators: Mapping[str, Indicator], declared: Declared
) -> Iterator[Problem]:
    known = [row for row in figures.values() if row["value"] is not None and not is_bound(row)]
    for rows in grouped(known, apart_from=["sex"]).values():
        by_sex = {row["sex"]: row for row in rows}
        indicator = indicators[rows[0]["indicator"]]
        if indicator.unit in (*_COUNTED, *_ROUNDED):
            yield from _unequal_total(by_sex, indicator, declared)
        elif not {"women", "men"} <= set(by_sex):
            continue
        elif indicator.unit is PERCENT and indicator.direction is Direction.CLOSER_TO_TARGET:
            yield from _not_a_hundred(by_sex, indicator, declared)


def _unequal_total(
    by_sex: Mapping[str, Row], indicator: Indicator, declared: Declared
) -> Iterator[Problem]:
    if ALL not in by_sex or len(by_sex) == 1:
        return
    total, parts = by_sex[ALL], [row for sex, row in by_sex.items() if sex != ALL]
    found = sum(part["value"] for part in parts)
    exact = indicator.unit in _COUNTED and all(r["qualifier"] == "exact" for r in by_sex.values())
    tolerance = 0.0 if exact else _rounding([total, *parts], indicator)
    is_whole = {"women", "men"} <= set(by_sex)
    if _differ(found, total["value"], is_whole) <= tolerance + 1e-6:
        return
    if not declared.cover([key_of(total), *map(key_of, parts)], Kind.PARTS_DO_NOT_SUM):
        yield _does_not_sum("women_and_men_make_the_total", total, parts, found)


def _not_a_hundred(
    by_sex: Mapping[str, Row], indicator: Indicator, declared: Declared
) -> Iterator[Problem]:
    parts = [row for sex, row in by_sex.items() if sex != ALL]
    found = sum(part["value"] for part in parts)
    if abs(found - 100) <= _rounding(parts, indicator) + 1e-6:
        return
    if declared.cover([key_of(part) for part in parts]):
        return
    shares = " + ".join(named(part) for part in parts)
    message = f"{shares} make {found:g} %, not 100: {_where(by_sex['women'])}"
    broken = problem("shares_of_women_and_men_make_100", message, by_sex["women"])
    yield undeclared(broken, Kind.DEFINITION_UNCLEAR, parts)


def _rounding(rows: Sequence[Row], indicator: Indicator) -> float:
    return sum(half_step(row, indicator) for row in rows)
