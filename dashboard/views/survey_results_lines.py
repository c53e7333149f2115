"""The rows of the answers to one question: the region, the others, all of them, and its units."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.charts.grammar import Emphasis
from dashboard.views.survey_against import Against
from dashboard.views.survey_data import Pooled, SurveyCell
from dashboard.views.survey_distribution import (
    Distribution,
    distribution,
    pooled_distribution,
)
from dashboard.views.survey_results_scope import Scope
from dashboard.views.survey_words import organisation_name
from warehouse.members import ALL
from warehouse.surveys.indicators import Measure
from warehouse.text import Text

OTHERS: Final = "others"
NATION: Final = "nation"

_OTHERS: Final = Text("övriga regioner ({count})", "other regions ({count})")
_NATION: Final = Text("alla regioner ({count})", "all regions ({count})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row: a region, several of them, or a unit. `cell` None for what is pooled."""

    key: str
    label: str
    cell: SurveyCell | None
    pooled: Pooled | None
    found: Distribution | None
    status: str
    emphasis: Emphasis
    is_unit: bool = False


def regions(one: Against, asked: Scope) -> list[Line]:
    answers = asked.cells(Measure.DISTRIBUTION, item=asked.item)
    mine = [cell for cell in answers if cell.region == asked.region]
    own = _line(asked.region, asked.place, one.mine, mine, Emphasis.OWN, asked)
    others = _pooled_line(OTHERS, _OTHERS, one.others, answers, asked)
    nation = _pooled_line(NATION, _NATION, one.nation, answers, asked)
    return [own, *(line for line in (others, nation) if line)]


def _line(
    key: str,
    label: str,
    cell: SurveyCell | None,
    answers: Sequence[SurveyCell],
    emphasis: Emphasis,
    asked: Scope,
    *,
    is_unit: bool = False,
) -> Line:
    hidden = next((c.status for c in (*answers, *([cell] if cell else [])) if not c.is_shown), None)
    return Line(
        key=key, label=label, cell=cell, pooled=None, emphasis=emphasis, is_unit=is_unit,
        found=distribution(answers, asked.round.scale_of[asked.item]), status=hidden or "missing",
    )  # fmt: skip


def _pooled_line(
    key: str, label: Text, found: Pooled | None, answers: Sequence[SurveyCell], asked: Scope
) -> Line | None:
    """Of the regions that were asked alike, so they have the scale of one's own."""
    if found is None:
        return None
    scale = asked.round.scale_of[asked.item]
    each = [
        distribution([c for c in answers if c.region == region], scale) for region in found.regions
    ]
    # Part of a pool would stand there as if it were all of it.
    whole = [one for one in each if one]
    pool = pooled_distribution(whole) if len(whole) == len(each) else None
    return Line(
        key=key, label=asked.say(label, count=len(found.regions)), cell=None, pooled=found,
        found=pool, status="suppressed", emphasis=Emphasis.REGION,
    )  # fmt: skip


def units(asked: Scope) -> list[Line]:
    """Those of the region that have a row, in the order of the registry: never by result."""
    shares = asked.cells(
        Measure.SHARE_POSITIVE, item=asked.item, region=asked.region, organisation=None
    )
    answers = asked.cells(
        Measure.DISTRIBUTION, item=asked.item, region=asked.region, organisation=None
    )
    by_unit: dict[str, list[SurveyCell]] = {}
    for cell in answers:
        by_unit.setdefault(cell.organisation, []).append(cell)
    found = {cell.organisation: cell for cell in shares if cell.organisation != ALL}
    return [
        _line(
            code,
            organisation_name(asked.release, code, asked.language),
            found[code],
            by_unit.get(code, []),
            Emphasis.REGION,
            asked,
            is_unit=True,
        )
        for code in asked.release.registry.organisations
        if code in found
    ]
