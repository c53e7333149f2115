"""Indicators, sources and organisations of the user's own, from TOML, under the same rules.

The fields are those of the dataclasses in `warehouse/`, by name. Where a field does not apply
the word `none` says so: nothing that carries meaning is defaulted.
"""

from collections.abc import Mapping
from typing import Final

from etl.sources.keys import Keys
from warehouse.indicators.model import (
    NO_ITEMS,
    Direction,
    Indicator,
    Pooling,
    Ratio,
    RepresentedBy,
    SeriesBreak,
    Topic,
    Uncertainty,
)
from warehouse.members import ALL, GROUPS
from warehouse.organisations import Organisation, OrganisationKind
from warehouse.sources import Source
from warehouse.text import Text
from warehouse.units import UNITS

NONE: Final = "none"


def indicator_of(keys: Keys) -> Indicator | None:
    """None where it cannot be one; the faults say why."""
    before = len(keys.faults)
    with keys:
        unit = UNITS.get(keys.one_of("unit", UNITS), UNITS["count"])
        categories = keys.child_or_empty("categories")
        fields: dict[str, object] = {
            "id": keys.word("id"),
            "topic": keys.member("topic", Topic),
            "title": keys.text("title"),
            "definition": keys.text("definition"),
            "unit": unit,
            "direction": keys.member("direction", Direction),
            "target": _target(keys),
            "denominator": None if _is_none(keys, "denominator") else keys.text("denominator"),
            "pooling": keys.member("pooling", Pooling),
            "valid_range": _range(keys),
            "smallest_base": keys.whole("smallest_base"),
            "uncertainty": keys.member("uncertainty", Uncertainty),
            "represented_by": keys.member("represented_by", RepresentedBy),
            "groups": _groups(keys),
            "items": NO_ITEMS if _is_none(keys, "items") else _texts(keys.child("items")),
            "scale": tuple(step.both() for step in keys.children("scale")),
            "breaks": tuple(filter(None, map(_break, keys.children("break")))),
            "ratio": _ratio(keys),
            "preferred_sources": keys.words("preferred_sources"),
            "caveat": keys.text_or_none("caveat"),
            "deflator": keys.text_or_none("deflator"),
        }
        if categories.table:
            fields["categories"] = _texts(categories)
    return _built(keys, before, fields)


def _built(keys: Keys, before: int, fields: Mapping[str, object]) -> Indicator | None:
    if len(keys.faults) > before:
        return None
    try:
        return Indicator(**fields)  # type: ignore[arg-type]
    except ValueError as error:
        keys.faults.add(keys.path, str(error))
        return None


def _is_none(keys: Keys, key: str) -> bool:
    """Whether the field is said not to apply."""
    return bool(keys.table.get(key) == NONE and keys.any(key))


def _texts(keys: Keys) -> dict[str, Text]:
    return {code: keys.text(code) for code in keys.table}


def _groups(keys: Keys) -> tuple[str, ...]:
    groups = keys.words("groups")
    if not groups:
        keys.fault("groups", f'is missing: the populations it is about, or ["{ALL}"]')
    for group in groups:
        if group not in GROUPS:
            keys.fault("groups", f"unknown group '{group}' (known: {', '.join(GROUPS)})")
    return groups


def _target(keys: Keys) -> tuple[float, float] | None:
    if "target" not in keys:
        keys.any("target")
        return None
    with keys.child("target", "must be an interval: {low = 40, high = 60}") as target:
        return target.number("low"), target.number("high")


def _range(keys: Keys) -> tuple[float | None, float | None]:
    with keys.child(
        "valid_range", "must be {low = …, high = …}, without a bound that is none"
    ) as r:
        return r.number_or_none("low"), r.number_or_none("high")


def _ratio(keys: Keys) -> Ratio | None:
    if "ratio" not in keys:
        keys.any("ratio")
        return None
    with keys.child("ratio") as ratio:
        return Ratio(
            numerator=ratio.word("numerator"),
            denominator=ratio.word("denominator"),
            factor=ratio.number("factor"),
        )


def _break(keys: Keys) -> SeriesBreak | None:
    before = len(keys.faults)
    with keys:
        fields = {
            "region": keys.word_or_none("region"),
            "group": keys.word_or_none("group"),
            "item": keys.word_or_none("item"),
            "before": keys.word("before"),
            "after": keys.word("after"),
            "title": keys.text("title"),
            "reason": keys.text("reason"),
            "source": keys.word("source"),
        }
    if len(keys.faults) > before:
        return None
    try:
        return SeriesBreak(**fields)  # type: ignore[arg-type]
    except ValueError as error:
        keys.faults.add(keys.path, str(error))
        return None


def source_of(keys: Keys) -> tuple[str | None, Source | None]:
    """The id that figures are given to, and the source where it is a new one."""
    before = len(keys.faults)
    with keys:
        identifier = keys.word("id")
        if set(keys.table) <= {"id"}:
            return identifier, None
        fields = {
            "id": identifier,
            "short": keys.text("short"),
            "title": keys.word_or_none("title"),
            "publisher": keys.word_or_none("publisher"),
            "published": keys.word_or_none("published"),
            "licence": keys.word_or_none("licence"),
            "address": keys.word_or_none("address"),
            "update_rhythm": keys.text_or_none("update_rhythm"),
        }
    whole = len(keys.faults) == before
    return identifier, Source(**fields) if whole else None  # type: ignore[arg-type]


def organisation_of(keys: Keys) -> Organisation | None:
    before = len(keys.faults)
    with keys:
        found = Organisation(
            keys.word("code"),
            keys.text("name"),
            keys.member("kind", OrganisationKind),
            keys.word_or_none("region"),
        )
    return found if len(keys.faults) == before else None
