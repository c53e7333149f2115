"""Observation: the one row shape, and the rules that a registry gives for it.

A rule answers True for a row that keeps it; a row that breaks one comes back under its name.
Not for checks that need several rows of different keys: those are in `etl/checks/`.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import dataframely as dy
import polars as pl

from warehouse.indicators.model import Indicator
from warehouse.members import (
    ALL,
    ESTIMATES,
    GROUPS,
    NATURES,
    ORIGINS,
    QUALIFIERS,
    READINGS,
    SEXES,
    STATUSES,
)
from warehouse.period import UnparseablePeriod, parse_period
from warehouse.regions import OTHER, REGIONS
from warehouse.registry import Registry
from warehouse.units import GRADE

KEY: Final = (
    "indicator", "region", "organisation", "period", "sex", "group", "item", "category",
    "estimate", "nature", "source", "reading",
)  # fmt: skip
NUMBERS: Final = (
    "value", "low", "high", "bound_low", "bound_high", "numerator", "denominator", "base",
)  # fmt: skip
WORDS: Final = ("qualifier", "status", "origin", "printed", "locator", "note_sv", "note_en")
# Where the row came from: the accepted file, its line or row there, and the ids of the
# facts that it cites, as `etl/accounting.py` counts them.
PROVENANCE: Final = ("input", "input_row", "cites")


def _is_period(code: str) -> bool:
    try:
        parse_period(code)
    except UnparseablePeriod:
        return False
    return True


def _member(column: pl.Expr, members: Collection[str]) -> pl.Expr:
    return column.is_in(list(members))


class Observation(dy.Schema):
    """One figure. Numbers are in the indicator's base unit.

    The rules here hold under every registry; `observation_schema` adds those of one.
    """

    indicator = dy.String(primary_key=True, description="Id of the indicator")
    region = dy.String(primary_key=True, description="Code of the region, riket or other")
    organisation = dy.String(primary_key=True, description="Organisation, or all")
    period = dy.String(primary_key=True, description="Code of the period")
    sex = dy.String(primary_key=True, description="Sex, or all")
    group = dy.String(primary_key=True, description="Population that the figure is about")
    item = dy.String(primary_key=True, description="The indicator's own dimension, or all")
    category = dy.String(primary_key=True, description="Answer category of an item, or all")
    estimate = dy.String(primary_key=True, description="unweighted or weighted")
    nature = dy.String(primary_key=True, description="outcome, target, plan, preliminary, decided")
    source = dy.String(primary_key=True, description="Id of the source")
    reading = dy.String(primary_key=True, description="Which of several printed figures")
    value = dy.Float64(nullable=True, description="The figure, in the base unit")
    low = dy.Float64(nullable=True, description="Lower end of the named interval")
    high = dy.Float64(nullable=True, description="Upper end of the named interval")
    bound_low = dy.Float64(nullable=True, description="Worst case of non-response")
    bound_high = dy.Float64(nullable=True, description="Best case of non-response")
    numerator = dy.Float64(nullable=True, min=0, description="Counted part, e.g. answers")
    denominator = dy.Float64(nullable=True, min=0, description="The whole, e.g. invited")
    base = dy.Float64(nullable=True, min=0, description="n: what the figure rests on")
    qualifier = dy.String(description="exact, about, at_least or at_most")
    status = dy.String(description="ok, or why there is no figure")
    origin = dy.String(description="printed, computed or inferred")
    printed = dy.String(nullable=True, description="The source's own characters")
    locator = dy.String(nullable=True, description="Where in the source")
    note_sv = dy.String(nullable=True, description="Note in Swedish")
    note_en = dy.String(nullable=True, description="Note in English")
    input = dy.String(description="Id of the accepted file")
    input_row = dy.Int64(nullable=True, description="Line or row in that file")
    cites = dy.String(nullable=True, description="Ids of the bundled facts it was read from")

    @dy.rule()
    def region_is_known(cls) -> pl.Expr:
        return _member(pl.col("region"), REGIONS)

    @dy.rule()
    def other_area_is_named(cls) -> pl.Expr:
        return (pl.col("region") != OTHER.code) | (pl.col("organisation") != ALL)

    @dy.rule()
    def period_is_parseable(cls) -> pl.Expr:
        return pl.col("period").map_elements(_is_period, return_dtype=pl.Boolean)

    @dy.rule()
    def sex_is_known(cls) -> pl.Expr:
        return _member(pl.col("sex"), SEXES)

    @dy.rule()
    def group_is_known(cls) -> pl.Expr:
        return _member(pl.col("group"), GROUPS)

    @dy.rule()
    def estimate_is_known(cls) -> pl.Expr:
        return _member(pl.col("estimate"), ESTIMATES)

    @dy.rule()
    def nature_is_known(cls) -> pl.Expr:
        return _member(pl.col("nature"), NATURES)

    @dy.rule()
    def reading_is_known(cls) -> pl.Expr:
        return _member(pl.col("reading"), READINGS)

    @dy.rule()
    def qualifier_is_known(cls) -> pl.Expr:
        return _member(pl.col("qualifier"), QUALIFIERS)

    @dy.rule()
    def status_is_known(cls) -> pl.Expr:
        return _member(pl.col("status"), STATUSES)

    @dy.rule()
    def origin_is_known(cls) -> pl.Expr:
        return _member(pl.col("origin"), ORIGINS)

    @dy.rule()
    def interval_holds_value(cls) -> pl.Expr:
        value = pl.col("value")
        above = (pl.col("low") <= value).fill_null(value=True)
        below = (value <= pl.col("high")).fill_null(value=True)
        return above & below & (pl.col("low") <= pl.col("high")).fill_null(value=True)

    @dy.rule()
    def part_is_not_more_than_whole(cls) -> pl.Expr:
        return (pl.col("numerator") <= pl.col("denominator")).fill_null(value=True)

    @dy.rule()
    def printed_figure_is_quoted(cls) -> pl.Expr:
        return (pl.col("origin") != "printed") | pl.col("printed").is_not_null()

    @dy.rule()
    def note_has_both_languages(cls) -> pl.Expr:
        return pl.col("note_sv").is_null() == pl.col("note_en").is_null()


# ---------------------------------------------------------------- the rules of one registry


@lru_cache(maxsize=8)
def observation_schema(registry: Registry) -> type[Observation]:  # noqa: C901  # rules, no branches
    """The contract with every rule: what a row of a release with this registry must keep."""
    facts = _Facts(registry)

    class Registered(Observation):
        @dy.rule()
        def indicator_is_known(cls) -> pl.Expr:
            return _member(pl.col("indicator"), registry.indicators)

        @dy.rule()
        def organisation_is_known(cls) -> pl.Expr:
            return _member(pl.col("organisation"), registry.organisations)

        @dy.rule()
        def organisation_lies_in_region(cls) -> pl.Expr:
            return facts.lies_in_region()

        @dy.rule()
        def group_belongs_to_indicator(cls) -> pl.Expr:
            return facts.belongs("group", lambda i: i.groups)

        @dy.rule()
        def item_belongs_to_indicator(cls) -> pl.Expr:
            return facts.belongs("item", lambda i: i.items)

        @dy.rule()
        def category_belongs_to_indicator(cls) -> pl.Expr:
            return facts.belongs("category", lambda i: i.categories)

        @dy.rule()
        def source_is_known(cls) -> pl.Expr:
            return _member(pl.col("source"), registry.sources)

        @dy.rule()
        def figure_exactly_when_ok(cls) -> pl.Expr:
            """A grade may be an interval without a value; nothing else may."""
            value = pl.col("value").is_not_null()
            interval = pl.col("low").is_not_null() & pl.col("high").is_not_null()
            figure = pl.when(facts.graded()).then(value | interval).otherwise(value)
            return (pl.col("status") == "ok") == figure

        @dy.rule()
        def value_inside_valid_range(cls) -> pl.Expr:
            return facts.inside("value") & facts.inside("low") & facts.inside("high")

        @dy.rule()
        def grade_is_a_whole_step(cls) -> pl.Expr:
            whole = (pl.col("value") % 1 == 0).fill_null(value=True)
            return ~facts.graded() | whole

    return Registered


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a registry says of a row, as expressions."""

    registry: Registry

    def lies_in_region(self) -> pl.Expr:
        homes = {o.code: o.region for o in self.registry.organisations.values() if o.region}
        home = pl.col("organisation").replace_strict(homes, default=None, return_dtype=pl.String)
        return (home == pl.col("region")).fill_null(value=True)

    def belongs(self, column: str, members: Callable[[Indicator], Collection[str]]) -> pl.Expr:
        indicators = self.registry.indicators.values()
        pairs = [f"{i.id}|{member}" for i in indicators for member in members(i)]
        return pl.concat_str("indicator", pl.lit("|"), column).is_in(pairs)

    def inside(self, column: str) -> pl.Expr:
        low = self._per_indicator(lambda i: i.valid_range[0])
        high = self._per_indicator(lambda i: i.valid_range[1])
        number = pl.col(column)
        return (number >= low).fill_null(value=True) & (number <= high).fill_null(value=True)

    def _per_indicator(self, value: Callable[[Indicator], float | None]) -> pl.Expr:
        found = {i.id: value(i) for i in self.registry.indicators.values()}
        known = {id_: float(number) for id_, number in found.items() if number is not None}
        return pl.col("indicator").replace_strict(known, default=None, return_dtype=pl.Float64)

    def graded(self) -> pl.Expr:
        graded = [i.id for i in self.registry.indicators.values() if i.unit is GRADE]
        return pl.col("indicator").is_in(graded)
