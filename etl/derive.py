"""Figures computed from figures: the nation's weighted mean, and ratios the registry declares.

A derived figure says that it is computed, carries the source of its inputs and cites all of
them. Nothing is computed that no rule here names; nothing printed is changed.
"""

from collections.abc import Mapping
from typing import Final

import polars as pl

from warehouse.contract import KEY
from warehouse.indicators.model import Indicator, Pooling, Ratio, RepresentedBy
from warehouse.members import ALL, BOUNDS
from warehouse.regions import ALF_REGION_CODES, ALF_REGIONS, NATION
from warehouse.text import Text

# The seven and the nation share all of the key but where the figure is from.
SHARED: Final = [column for column in KEY if column not in {"region", "organisation"}]
_OF_A_RATIO: Final = [column for column in KEY if column != "indicator"]

WEIGHTED_NOTE: Final = Text(
    "Beräknat här: de sju regionernas värden, vägda med nämnaren. "
    "Källan anger bara ett ovägt värde för riket.",
    "Computed here: the figures of the seven regions, weighted by their denominators. "
    "The source prints only an unweighted figure for Sweden.",
)
RATIO_NOTE: Final = Text(
    "Beräknat här som en kvot mellan två mått ur samma källa.",
    "Computed here as a ratio of two measures from the same source.",
)


def derive(rows: pl.DataFrame, indicators: Mapping[str, Indicator]) -> pl.DataFrame:
    """The derived rows alone, in the columns of `rows`; «at least 350» is no input to either."""
    rows = rows.filter(~pl.col("qualifier").is_in(BOUNDS))
    ratios = [
        _ratio(rows, indicator.id, indicator.ratio, indicator.unit.decimals)
        for indicator in indicators.values()
        if indicator.ratio
    ]
    return pl.concat([_weighted_means(rows, indicators), *ratios])


def of_the_seven(rows: pl.DataFrame, indicators: Mapping[str, Indicator]) -> pl.DataFrame:
    """Figures of the body that stands for its region in a comparison of the seven."""
    bodies = pl.DataFrame(
        [
            (indicator.id, region.code, _body(indicator, region.university))
            for indicator in indicators.values()
            for region in ALF_REGIONS
        ],
        schema=dict.fromkeys(("indicator", "region", "organisation"), pl.String),
        orient="row",
    )
    return rows.join(bodies, on=bodies.columns, how="semi")


def _body(indicator: Indicator, university: str | None) -> str:
    stands = indicator.represented_by is RepresentedBy.UNIVERSITY
    return university if stands and university else ALL


def _weighted_means(rows: pl.DataFrame, indicators: Mapping[str, Indicator]) -> pl.DataFrame:
    pooled = [i.id for i in indicators.values() if i.pooling is Pooling.WEIGHTED]
    unweighted = rows.filter(pl.col("indicator").is_in(pooled), pl.col("estimate") == "unweighted")
    means = (
        of_the_seven(unweighted, indicators)
        .join(_printed_for_the_nation(unweighted), on=SHARED, how="semi")
        .filter(pl.col("value").is_not_null(), pl.col("denominator") > 0)
        .sort("region")
        .group_by(SHARED, maintain_order=True)
        .agg(_weighted_mean(), pl.len().alias("regions"), pl.sum("denominator"), *_gathered())
        .filter(pl.col("regions") == len(ALF_REGION_CODES))
    )
    decimals = {i.id: i.unit.decimals for i in indicators.values()}
    return _completed(
        _rounded(means, decimals).with_columns(
            estimate=pl.lit("weighted"), region=pl.lit(NATION.code), organisation=pl.lit(ALL)
        ),
        rows,
        WEIGHTED_NOTE,
    )


def _printed_for_the_nation(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.filter(
        pl.col("region") == NATION.code,
        pl.col("organisation") == ALL,
        pl.col("origin") == "printed",
        pl.col("value").is_not_null(),
    )


def _weighted_mean() -> pl.Expr:
    value, weight = pl.col("value"), pl.col("denominator")
    return ((value * weight).sum() / weight.sum()).alias("value")


def _gathered() -> list[pl.Expr]:
    """What a derived figure takes over from all its inputs."""
    exact = (pl.col("qualifier") == "exact").all()
    facts = pl.col("cites").drop_nulls().str.split(" ").explode().unique(maintain_order=True)
    return [
        pl.when(exact).then(pl.lit("exact")).otherwise(pl.lit("about")).alias("qualifier"),
        pl.first("input"),
        pl.when(facts.len() > 0).then(facts.str.join(" ")).alias("cites"),
    ]


def _ratio(rows: pl.DataFrame, indicator: str, ratio: Ratio, decimals: int) -> pl.DataFrame:
    known = rows.filter(pl.col("value").is_not_null())
    whole = known.filter(pl.col("indicator") == ratio.denominator, pl.col("value") != 0)
    part = known.filter(pl.col("indicator") == ratio.numerator)
    both = part.join(whole.select(*_OF_A_RATIO, divisor="value"), on=_OF_A_RATIO)
    pairs = pl.concat([part, whole]).join(both, on=_OF_A_RATIO, how="semi")
    inputs = pairs.group_by(_OF_A_RATIO, maintain_order=True).agg(*_gathered())
    values = both.select(*_OF_A_RATIO, value=pl.col("value") / pl.col("divisor") * ratio.factor)
    named = inputs.join(values, on=_OF_A_RATIO).with_columns(indicator=pl.lit(indicator))
    return _completed(_rounded(named, {indicator: decimals}), rows, RATIO_NOTE)


def _rounded(rows: pl.DataFrame, decimals: Mapping[str, int]) -> pl.DataFrame:
    """No more decimals than the unit is ever shown with: more would be invented precision."""
    places = pl.col("indicator").replace_strict(decimals, return_dtype=pl.Int64)
    scale = pl.lit(10.0).pow(places)
    return rows.with_columns(value=(pl.col("value") * scale).round() / scale)


def _completed(derived: pl.DataFrame, like: pl.DataFrame, note: Text) -> pl.DataFrame:
    """All columns of an observation, in their order."""
    said = derived.with_columns(
        status=pl.lit("ok"),
        origin=pl.lit("computed"),
        note_sv=pl.lit(note.sv),
        note_en=pl.lit(note.en),
    )
    missing = [
        pl.lit(None, dtype=kind).alias(name)
        for name, kind in like.schema.items()
        if name not in said.columns
    ]
    return said.with_columns(missing).select(like.columns)
