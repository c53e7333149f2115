"""What a declaration says must add up in its own file: posts that make the printed total.

Held against the figures of one table; sums over several files are in `etl/checks/`.
"""

from collections.abc import Iterator
from typing import Any, Final

import polars as pl

from etl.problems import Problem
from etl.sources.declaration_model import DeclaredSum
from etl.sources.table_bind import Bound
from warehouse.contract import KEY
from warehouse.members import BOUNDS

# Sums of floats: far below anything that is printed.
_NOISE: Final = 1e-6


def sum_problems(bound: Bound, figures: pl.DataFrame) -> Iterator[Problem]:
    known = figures.filter((pl.col("status") == "ok") & ~pl.col("qualifier").is_in(list(BOUNDS)))
    for declared in bound.table.sums:
        yield from _problems(bound, declared, known)


def _problems(bound: Bound, declared: DeclaredSum, known: pl.DataFrame) -> Iterator[Problem]:
    named = {declared.total, *declared.parts, *declared.less}
    shared = [column for column in KEY if column != declared.dimension]
    rows = known.filter(pl.col(declared.dimension).is_in(list(named)))
    is_checked = False
    for _, group in rows.group_by(shared, maintain_order=True):
        by_member = {row[declared.dimension]: row for row in group.iter_rows(named=True)}
        if set(by_member) == named:
            is_checked = True
            yield from _broken(bound, declared, by_member)
    if not is_checked:
        message = f"the declared sum of '{declared.total}' is checked nowhere: a part is missing"
        yield _problem(bound, "sum_applies", message, None)


def _broken(
    bound: Bound, declared: DeclaredSum, rows: dict[str, dict[str, Any]]
) -> Iterator[Problem]:
    total = rows[declared.total]
    factor = next(
        float(value.factor) for value in bound.values if value.indicator.id == total["indicator"]
    )
    found = sum(rows[part]["value"] for part in declared.parts)
    found -= sum(rows[part]["value"] for part in declared.less)
    if abs(found - total["value"]) <= declared.tolerance * factor + _NOISE * factor:
        return
    parts = ", ".join(f"{part} in row {rows[part]['input_row']}" for part in declared.parts)
    less = "".join(f", less {part}" for part in declared.less)
    message = (
        f"the parts ({parts}{less}) make {found / factor:g}, not {total['value'] / factor:g}, in "
        f"{total['period']}, {total['nature']}"
    )
    yield _problem(bound, "declared_sum_holds", message, total["input_row"])


def _problem(bound: Bound, rule: str, message: str, row: int | None) -> Problem:
    place = bound.tally.place
    return Problem(rule, message, place.file, row, None, place.sheet)
