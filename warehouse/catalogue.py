"""The registry and the value lists as tables, so that a release explains itself.

Not for the figures: those come from a load and are put beside these in `contents.py`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final

import polars as pl

from warehouse import members
from warehouse.indicators.model import TOPIC_NAMES, Indicator
from warehouse.period import parse_period
from warehouse.regions import ALF_REGION_CODES, REGIONS
from warehouse.registry import Registry
from warehouse.surveys.stored import as_json
from warehouse.text import Text
from warehouse.units import UNITS

Row = dict[str, object]

# Lists that are the same for every indicator, by the column of `observation` that uses them.
MEMBER_LISTS: Final[Mapping[str, Mapping[str, Text]]] = {
    "sex": members.SEXES,
    "group": members.GROUPS,
    "estimate": members.ESTIMATES,
    "nature": members.NATURES,
    "reading": members.READINGS,
    "qualifier": members.QUALIFIERS,
    "status": members.STATUSES,
    "origin": members.ORIGINS,
}


def both(name: str, text: Text | None) -> Row:
    """A text as two columns."""
    return {f"{name}_sv": text.sv if text else None, f"{name}_en": text.en if text else None}


def regions() -> Iterable[Row]:
    for region in REGIONS.values():
        yield {
            "code": region.code,
            **both("name", region.name),
            **both("short", region.short),
            "position": region.order,
            "is_alf_region": region.code in ALF_REGION_CODES,
            "university": region.university,
            "agreement_since": region.agreement_since,
        }


def organisations(registry: Registry) -> Iterable[Row]:
    for organisation in registry.organisations.values():
        yield {
            "code": organisation.code,
            **both("name", organisation.name),
            "kind": organisation.kind.value,
            "region": organisation.region,
            "is_declared": registry.is_declared("organisation", organisation.code),
        }


def periods(codes: Collection[str], registry: Registry) -> Iterable[Row]:
    """The periods in time order; a series break names some that no figure has."""
    breaks = [one for indicator in registry.indicators.values() for one in indicator.breaks]
    used = {code for one in breaks for code in (one.before, one.after)}
    used |= {one.period for one in registry.surveys.rounds}
    for period in sorted(map(parse_period, used | set(codes)), key=lambda p: p.sort_key):
        yield {
            "code": period.code,
            "kind": period.kind.value,
            "start": period.start,
            "end": period.end,
            "label_sv": period.label("sv"),
            "label_en": period.label("en"),
        }


def member_lists() -> Iterable[Row]:
    topics = {topic.value: name for topic, name in TOPIC_NAMES.items()}
    for name, texts in {**MEMBER_LISTS, "topic": topics}.items():
        for position, (code, text) in enumerate(texts.items(), start=1):
            yield {"list": name, "code": code, "sv": text.sv, "en": text.en, "position": position}


def units() -> Iterable[Row]:
    for unit in UNITS.values():
        yield {
            "id": unit.id,
            **both("label", unit.label),
            **both("symbol", unit.symbol),
            "decimals": unit.decimals,
        }


def sources(registry: Registry) -> Iterable[Row]:
    for source in registry.sources.values():
        yield {
            "id": source.id,
            **both("short", source.short),
            "title": source.title,
            "publisher": source.publisher,
            "published": source.published,
            "licence": source.licence,
            "address": source.address,
            **both("update_rhythm", source.update_rhythm),
            "is_declared": registry.is_declared("source", source.id),
        }


def indicators(registry: Registry) -> Iterable[Row]:
    for position, indicator in enumerate(registry.indicators.values(), start=1):
        yield {
            "id": indicator.id,
            "position": position,
            "topic": indicator.topic.value,
            **both("title", indicator.title),
            **both("definition", indicator.definition),
            "unit": indicator.unit.id,
            "direction": indicator.direction.value,
            **_judgement(indicator),
            "smallest_base": indicator.smallest_base,
            "uncertainty": indicator.uncertainty.value,
            "represented_by": indicator.represented_by.value,
            **_ratio(indicator),
            **both("caveat", indicator.caveat),
            **both("deflator", indicator.deflator),
            "is_declared": registry.is_declared("indicator", indicator.id),
        }


def _judgement(indicator: Indicator) -> Row:
    target_low, target_high = indicator.target or (None, None)
    return {
        "target_low": target_low,
        "target_high": target_high,
        **both("denominator", indicator.denominator),
        "pooling": indicator.pooling.value,
        "range_low": indicator.valid_range[0],
        "range_high": indicator.valid_range[1],
    }


def _ratio(indicator: Indicator) -> Row:
    ratio = indicator.ratio
    return {
        "ratio_numerator": ratio.numerator if ratio else None,
        "ratio_denominator": ratio.denominator if ratio else None,
        "ratio_factor": ratio.factor if ratio else None,
    }


def indicator_groups(registry: Registry) -> Iterable[Row]:
    for indicator in registry.indicators.values():
        for position, code in enumerate(indicator.groups, start=1):
            yield {"indicator": indicator.id, "code": code, "position": position}


def indicator_members(
    registry: Registry, texts: Callable[[Indicator], Mapping[str, Text]]
) -> Iterable[Row]:
    """Items or categories."""
    for indicator in registry.indicators.values():
        for position, (code, text) in enumerate(texts(indicator).items(), start=1):
            yield {
                "indicator": indicator.id,
                "code": code,
                "sv": text.sv,
                "en": text.en,
                "position": position,
            }


def indicator_steps(registry: Registry) -> Iterable[Row]:
    for indicator in registry.indicators.values():
        for step, text in enumerate(indicator.scale, start=1):
            yield {"indicator": indicator.id, "step": step, "sv": text.sv, "en": text.en}


def indicator_sources(registry: Registry) -> Iterable[Row]:
    for indicator in registry.indicators.values():
        for position, source in enumerate(indicator.preferred_sources, start=1):
            yield {"indicator": indicator.id, "source": source, "position": position}


def series_breaks(registry: Registry) -> Iterable[Row]:
    for indicator in registry.indicators.values():
        for position, series_break in enumerate(indicator.breaks, start=1):
            yield {
                "indicator": indicator.id,
                "position": position,
                "region": series_break.region,
                "group": series_break.group,
                "item": series_break.item,
                "before": series_break.before,
                "after": series_break.after,
                **both("title", series_break.title),
                **both("reason", series_break.reason),
                "source": series_break.source,
            }


def survey_rounds(registry: Registry) -> Iterable[Row]:
    for position, one in enumerate(registry.surveys.rounds, start=1):
        yield {
            "id": one.id,
            "position": position,
            "series": one.series,
            **both("title", one.title),
            "group": one.group,
            "period": one.period,
            "source": one.source,
            "is_example": one.is_example,
            "definition": as_json(one),
        }


def catalogue(period_codes: Collection[str], registry: Registry) -> dict[str, list[Row]]:
    """Every table of the registry by name, in the order in which they refer to each other."""
    return {
        "region": list(regions()),
        "organisation": list(organisations(registry)),
        "period": list(periods(period_codes, registry)),
        "member": list(member_lists()),
        "unit": list(units()),
        "source": list(sources(registry)),
        "indicator": list(indicators(registry)),
        "indicator_group": list(indicator_groups(registry)),
        "indicator_item": list(indicator_members(registry, lambda i: i.items)),
        "indicator_category": list(indicator_members(registry, lambda i: i.categories)),
        "indicator_step": list(indicator_steps(registry)),
        "indicator_source": list(indicator_sources(registry)),
        "series_break": list(series_breaks(registry)),
        "survey_round": list(survey_rounds(registry)),
    }


def frame(rows: Iterable[Row], schema: pl.Schema) -> pl.DataFrame:
    """Rows as a table whose columns are exactly those of the schema."""
    return pl.DataFrame(list(rows), schema=schema, orient="row", strict=True)
