"""Rows of one table that say the same of everything: a ledger with many rows a post, or a mistake.

They are added up only where the declaration says `same_key = "sum"`, and only figures that can be
added: amounts and counts. Without it they are refused, once, with what may tell them apart.
"""

from decimal import Decimal
from typing import Final

import polars as pl

from etl.sources.bundled import SCHEMA
from etl.sources.table_bind import Bound
from warehouse.contract import KEY
from warehouse.units import APPLICATIONS, AUTHORSHIPS, COUNT, FULL_TIME, PERSONS, PLACES, SEK

# A share, a grade or a rank of two rows is not the sum of theirs.
ADDS_UP: Final = (SEK, PERSONS, FULL_TIME, PLACES, APPLICATIONS, COUNT, AUTHORSHIPS)
_REMEDY: Final = (
    "name the column that tells them apart in [table.columns], read some of the rows alone with "
    '[table.only], or, where they are parts of one figure, add them up with same_key = "sum"'
)


def check_adds_up(bound: Bound) -> None:
    """Before the first row is read: whether these figures can be added at all."""
    if bound.table.same_key is None:
        return
    for value in bound.values:
        if value.indicator.unit not in ADDS_UP:
            message = f'figures in {value.indicator.unit.id} do not add up: same_key = "sum" is for'
            message += f" {', '.join(unit.id for unit in ADDS_UP)}"
            bound.tally.problem("adds_up", message, column=value.column.name)
        if value.beside:
            listed = ", ".join(value.beside)
            message = (
                f'same_key = "sum" adds up figures alone, not what stands beside them ({listed})'
            )
            bound.tally.problem("adds_up", message, column=value.column.name)


def one_for_each_key(bound: Bound, figures: pl.DataFrame) -> pl.DataFrame:
    """The figures with each key once; what stands in the way goes to the tally."""
    same = pl.struct(KEY).is_duplicated()
    repeated = figures.filter(same)
    if repeated.is_empty():
        return figures
    if bound.table.same_key is None:
        _refuse(bound, repeated)
        return figures
    if _has_unknown(bound, repeated):
        return figures
    return pl.concat([figures.filter(~same), _added(bound, repeated)])


def _refuse(bound: Bound, repeated: pl.DataFrame) -> None:
    first = repeated.group_by(KEY, maintain_order=True).agg("input_row").row(0)[-1]
    keys = repeated.select(KEY).n_unique()
    message = (
        f"{repeated.height} figures have only {keys} different keys: nothing that is declared "
        f"tells them apart (such as those of rows {first[0]} and {first[1]})"
    )
    bound.tally.problem("duplicate_key", message, row=first[0], remedy=_REMEDY)


def _has_unknown(bound: Bound, repeated: pl.DataFrame) -> bool:
    """A sum of which one part is not known, or not exactly, would be a wrong figure."""
    unknown = repeated.filter((pl.col("status") != "ok") | (pl.col("qualifier") != "exact"))
    if unknown.height:
        rows = ", ".join(map(str, unknown["input_row"].unique().sort()[:5]))
        message = (
            f"{unknown.height} of the figures that are to be added are not known, or not exactly "
            f"(rows {rows}{' …' if unknown.height > 5 else ''})"
        )
        remedy = 'map their signs in [table.signs] to "zero" or "left_out", or leave the rows out'
        bound.tally.problem("adds_up", message, row=unknown["input_row"][0], remedy=remedy)
    return not unknown.is_empty()


def _added(bound: Bound, repeated: pl.DataFrame) -> pl.DataFrame:
    groups = repeated.group_by(KEY, maintain_order=True).agg(
        pl.all().exclude(*KEY, "value").first(),
        pl.col("value").alias("parts"),
        pl.len().alias("rows"),
        pl.col("input_row").last().alias("last"),
    )
    count = int(groups["rows"].sum()) - groups.height
    bound.tally.count_aside('added to an earlier row of the same key (same_key = "sum")', "", count)
    rows = pl.col("rows").cast(pl.String)
    return groups.with_columns(
        # Exactly, as the converted figures are: 0.1 + 0.2 is 0.3.
        pl.Series("value", [_sum(parts) for parts in groups["parts"].to_list()], dtype=pl.Float64),
        origin=pl.lit("computed"),
        printed=pl.lit(None, dtype=pl.String),
        locator=pl.concat_str("locator", pl.lit(" to row "), pl.col("last").cast(pl.String)),
        note_sv=pl.concat_str(pl.lit("Summan av "), rows, pl.lit(" rader i filen.")),
        note_en=pl.concat_str(pl.lit("The sum of "), rows, pl.lit(" rows of the file.")),
    ).select(list(SCHEMA))


def _sum(parts: list[float]) -> float:
    return float(sum(Decimal(repr(part)) for part in parts))
