"""The draft of a measure that no registered indicator may be: its shape, and the nearest known.

A proposal only. The person who answers takes a registered indicator or describes a new one.
"""

import re
from collections.abc import Sequence
from typing import Final

from etl.sources.draft_text import Lines, plain
from warehouse.indicators.model import Indicator, Topic
from warehouse.registry import SHIPPED
from warehouse.units import PERCENT, UNITS, Unit, base_unit

_NEAREST: Final = 3
# Words of titles that say nothing of what is measured.
_COMMON: Final = (
    "andel", "antal", "efter", "samtliga", "totalt", "region", "regioner", "tabell", "källa",
    "enligt", "inom", "eller", "share", "number", "value", "värde", "procent", "percent",
    "uppgift", "uppgifter",
)  # fmt: skip
# So many letters of a word are compared: Swedish compounds and endings differ behind them.
_STEM: Final = 7


def indicator_lines(
    lines: Lines, identifier: str, unit: str | None, said: str, *, by_university: bool
) -> None:
    """`unit` is a spelling of `warehouse/units.py`; `said` is every word about the measure."""
    known = None if unit is None else base_unit(unit)[0]
    lines.blank("[[indicator]]")
    near = nearest_indicators(said, known)
    if near:
        lines.comment("Registered, and perhaps the same:")
        lines.add(f"#   {one.id}: {plain(one.title.sv)} ({one.unit.id})" for one in near)
    lines.question(
        "which measure is it?",
        "If it is a registered one, name that id as `indicator` of the table below and take this "
        "whole [[indicator]] out. If not, describe it here. With several measures, one for each.",
    )
    lines.word("id", identifier)
    lines.raw(f'topic = ""  # {", ".join(topic.value for topic in Topic)}')
    lines.raw('title = {sv = "", en = ""}', 'definition = {sv = "", en = ""}')
    if known is None:
        lines.comment(f"One of: {', '.join(UNITS)}")
    lines.word("unit", known.id if known else "")
    lines.raw('direction = "no_judgement"  # or higher, lower: which is better')
    if known is PERCENT:
        lines.raw('denominator = {sv = "", en = ""}  # of whom or what it is a share')
    else:
        lines.raw('denominator = "none"  # or of what it is a share: {sv = "…", en = "…"}')
    lines.raw('pooling = "not_poolable"  # or sum: regions may be added up')
    lines.raw(f"valid_range = {'{low = 0, high = 100}' if known is PERCENT else '{low = 0}'}")
    lines.raw("smallest_base = 1  # figures on fewer are not compared")
    lines.raw('uncertainty = "counted"  # or answers, estimated')
    lines.word("represented_by", "university" if by_university else "region")
    lines.raw('groups = ["all"]', 'items = "none"')


def nearest_indicators(said: str, unit: Unit | None) -> list[Indicator]:
    """Registered indicators of this unit that share words with the table."""
    words = _stems([said])
    shared = {
        one.id: len(words & _stems([one.title.sv, one.title.en]))
        for one in SHIPPED.indicators.values()
        if unit is None or one.unit is unit
    }
    best = sorted((found for found in shared if shared[found]), key=lambda i: (-shared[i], i))
    return [SHIPPED.indicators[found] for found in best[:_NEAREST]]


def _stems(texts: Sequence[str]) -> set[str]:
    words = re.findall(r"[^\W\d_]{4,}", " ".join(texts).casefold())
    return {word[:_STEM] for word in words if word not in _COMMON}
