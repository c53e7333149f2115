"""The registry of a release, read back from its own tables.

What ships is the program's own, so that it is one object everywhere; what is declared is made
again from the rows that `catalogue.py` wrote. Not for a registry that has not been stored.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import polars as pl

from warehouse.indicators.model import (
    Direction,
    Indicator,
    Pooling,
    Ratio,
    RepresentedBy,
    SeriesBreak,
    Topic,
    Uncertainty,
)
from warehouse.organisations import Organisation, OrganisationKind
from warehouse.registry import SHIPPED, Registry
from warehouse.sources import Source
from warehouse.surveys.model import Surveys
from warehouse.surveys.stored import round_of
from warehouse.text import Text
from warehouse.units import UNITS

Row = Mapping[str, Any]
Tables = Mapping[str, pl.DataFrame]
_THINGS: Final = ("organisation", "source", "indicator")
_PARTS_OF_INDICATORS: Final = (
    "indicator_group", "indicator_item", "indicator_category", "indicator_step",
    "indicator_source", "series_break",
)  # fmt: skip
# The tables that are read.
REGISTRY_TABLES: Final = (*_THINGS, *_PARTS_OF_INDICATORS, "survey_round")


def registry_of(tables: Tables) -> Registry:
    """Raises RegistryError, or ValueError or KeyError where a word of a row is unknown."""
    registry = _whole(tables).with_preferred_sources(_preferred(tables["indicator_source"]))
    stored = tables["survey_round"].sort("position")["definition"]
    rounds = tuple(map(round_of, stored))
    return replace(registry, surveys=Surveys(rounds=rounds)) if rounds else registry


def _whole(tables: Tables) -> Registry:
    if not any(tables[name]["is_declared"].any() for name in _THINGS):
        return SHIPPED
    return SHIPPED.with_declared(
        [_indicator(row, tables) for row in _declared(tables["indicator"].sort("position"))],
        [_source(row) for row in _declared(tables["source"])],
        [_organisation(row) for row in _declared(tables["organisation"])],
    )


def _preferred(rows: pl.DataFrame) -> dict[str, list[str]]:
    """Also of what ships: a declaration may bring a further source for it."""
    found: dict[str, list[str]] = {}
    for row in rows.sort("position").iter_rows(named=True):
        found.setdefault(row["indicator"], []).append(row["source"])
    return found


def _declared(rows: pl.DataFrame) -> list[dict[str, Any]]:
    return rows.filter(pl.col("is_declared")).to_dicts()


def _text(row: Row, name: str) -> Text:
    return Text(row[f"{name}_sv"], row[f"{name}_en"])


def _text_or_none(row: Row, name: str) -> Text | None:
    return None if row[f"{name}_sv"] is None else _text(row, name)


def _organisation(row: Row) -> Organisation:
    kind = OrganisationKind(row["kind"])
    return Organisation(row["code"], _text(row, "name"), kind, row["region"])


def _source(row: Row) -> Source:
    return Source(
        id=row["id"],
        short=_text(row, "short"),
        title=row["title"],
        publisher=row["publisher"],
        published=row["published"],
        licence=row["licence"],
        address=row["address"],
        update_rhythm=_text_or_none(row, "update_rhythm"),
    )


def _indicator(row: Row, tables: Tables) -> Indicator:
    target = (row["target_low"], row["target_high"])
    parts = {name: _of(tables[name], row["id"]) for name in _PARTS_OF_INDICATORS}
    return Indicator(
        id=row["id"],
        topic=Topic(row["topic"]),
        title=_text(row, "title"),
        definition=_text(row, "definition"),
        unit=UNITS[row["unit"]],
        direction=Direction(row["direction"]),
        target=None if target == (None, None) else target,
        denominator=_text_or_none(row, "denominator"),
        pooling=Pooling(row["pooling"]),
        valid_range=(row["range_low"], row["range_high"]),
        smallest_base=row["smallest_base"],
        uncertainty=Uncertainty(row["uncertainty"]),
        represented_by=RepresentedBy(row["represented_by"]),
        groups=tuple(one["code"] for one in parts["indicator_group"]),
        items={one["code"]: Text(one["sv"], one["en"]) for one in parts["indicator_item"]},
        categories={one["code"]: Text(one["sv"], one["en"]) for one in parts["indicator_category"]},
        scale=tuple(Text(one["sv"], one["en"]) for one in parts["indicator_step"]),
        breaks=tuple(map(_break, parts["series_break"])),
        ratio=_ratio(row),
        preferred_sources=tuple(one["source"] for one in parts["indicator_source"]),
        caveat=_text_or_none(row, "caveat"),
        deflator=_text_or_none(row, "deflator"),
    )


def _of(rows: pl.DataFrame, indicator: str) -> list[dict[str, Any]]:
    """In their order: steps have their number for it."""
    order = "step" if "step" in rows.columns else "position"
    return rows.filter(pl.col("indicator") == indicator).sort(order).to_dicts()


def _break(row: Row) -> SeriesBreak:
    return SeriesBreak(
        region=row["region"],
        group=row["group"],
        item=row["item"],
        before=row["before"],
        after=row["after"],
        title=_text(row, "title"),
        reason=_text(row, "reason"),
        source=row["source"],
    )


def _ratio(row: Row) -> Ratio | None:
    if row["ratio_numerator"] is None:
        return None
    return Ratio(
        numerator=row["ratio_numerator"],
        denominator=row["ratio_denominator"],
        factor=row["ratio_factor"],
    )
