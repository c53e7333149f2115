"""A figure printed for the nation that is only the mean of the seven must be named as that."""

from collections.abc import Iterator, Mapping

import polars as pl

from etl.contradictions import Declared, Kind, undeclared
from etl.derive import SHARED, of_the_seven
from etl.figures import half_step, key_of, named, problem
from etl.problems import Problem
from warehouse.indicators.model import Indicator
from warehouse.members import ALL
from warehouse.regions import ALF_REGION_CODES, NATION


def undeclared_means(
    rows: pl.DataFrame, indicators: Mapping[str, Indicator], declared: Declared
) -> Iterator[Problem]:
    """Equal to the unweighted mean of the seven within rounding, but not to the weighted one."""
    for row in _nation_beside_means(rows, indicators).iter_rows(named=True):
        half = half_step(row, indicators[row["indicator"]]) + 1e-9
        is_unweighted = abs(row["value"] - row["mean"]) <= half
        is_weighted = abs(row["value"] - row["weighted"]) <= half
        if not is_unweighted or is_weighted:
            continue
        if not declared.cover([key_of(row)], Kind.MEAN_NOT_WEIGHTED):
            message = (
                f"{named(row)} is the unweighted mean of the seven regions; weighted by the "
                f"denominator it is {row['weighted']:.1f}: declare it as mean_not_weighted"
            )
            found = problem("mean_named_for_what_it_is", message, row)
            yield undeclared(found, Kind.MEAN_NOT_WEIGHTED, [row])


def _nation_beside_means(rows: pl.DataFrame, indicators: Mapping[str, Indicator]) -> pl.DataFrame:
    value, weight = pl.col("value"), pl.col("denominator")
    means = (
        of_the_seven(rows, indicators)
        .filter(value.is_not_null(), weight > 0)
        .group_by(SHARED)
        .agg(
            regions=pl.col("region").n_unique(),
            mean=value.mean(),
            weighted=(value * weight).sum() / weight.sum(),
        )
        .filter(pl.col("regions") == len(ALF_REGION_CODES))
    )
    nation = rows.filter(
        pl.col("region") == NATION.code, pl.col("organisation") == ALL, value.is_not_null()
    )
    return nation.join(means, on=SHARED)
