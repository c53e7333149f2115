"""The choices of both views of units: survey, group, period, question, comparison group."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.state import State
from dashboard.views.choices import GROUP, chosen_period, member_control, period_control
from dashboard.views.model import Control, NothingToShow
from dashboard.views.survey_choices import chosen_region, item_control, series_control
from dashboard.views.survey_units_data import (
    Asked,
    Compared,
    Comparison,
    Units,
    compared,
    comparisons,
    default_comparison,
    rounds_here,
    told_by_unit,
    units,
)
from warehouse.members import GROUPS
from warehouse.period import Period
from warehouse.queries import Release
from warehouse.regions import REGIONS
from warehouse.text import Text

KEYS: Final = ("series", "group", "period", "item", "comparison")
_COMPARED_WITH: Final = Text("Jämförs med", "Compared with")
_NO_UNITS: Final = Text(
    "I {region} redovisas enkäten inte efter enhet, så det finns inga enheter att jämföra.",
    "In {region} the survey is not told apart by unit, so there are no units to compare.",
)
_ALL_HIDDEN: Final = Text(
    "Ingen av enheterna i {region} kan visas utan att någon riskerar att pekas ut. Välj en annan"
    " grupp, fråga eller period.",
    "None of the units in {region} can be shown without a risk of singling somebody out. Choose"
    " another group, question or period.",
)


def _about_region(text: Text, region: str) -> Text:
    name = REGIONS[region].short
    return Text(text.sv.format(region=name.sv), text.en.format(region=name.en))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The controls, and what they lead to."""

    controls: tuple[Control, ...]
    units: Units
    comparison: Comparison


def chosen(release: Release, state: State) -> Chosen:
    """Raises NothingToShow where the region's answers are not told apart by unit."""
    series = series_control(release, state)
    region = chosen_region(release, series.chosen, state)
    periods = told_by_unit(release, series.chosen, region)
    if not periods:
        raise NothingToShow(_about_region(_NO_UNITS, region))
    members = [(code, GROUPS[code]) for code in periods]
    group = member_control("group", GROUP, members, state.group, members[0][0], state.language)
    when = _period_control(periods[group.chosen], state)
    period = chosen_period([when])
    rounds = rounds_here(release, series.chosen, region, group.chosen, period)
    item = item_control(rounds, state)
    asked = Asked(series=series.chosen, region=region, group=group.chosen, period=period,
                  item=item.chosen)  # fmt: skip
    found = units(release, asked, rounds[-1])
    offered = comparisons(found)
    comparison = _comparison_control(found, offered, state)
    return Chosen(
        controls=(series, group, when, item, comparison),
        units=found,
        comparison=next(one for one in offered if one.code == comparison.chosen),
    )


def _period_control(periods: Sequence[Period], state: State) -> Control:
    newest = max(periods, key=lambda period: period.sort_key)
    return period_control(periods, state.period, newest, state.language)


def _comparison_control(found: Units, offered: Sequence[Comparison], state: State) -> Control:
    members = [(one.code, one.name) for one in offered]
    default = default_comparison(found, offered).code
    return member_control(
        "comparison", _COMPARED_WITH, members, state.comparison, default, state.language
    )


def chosen_units(release: Release, state: State) -> tuple[Units, Compared]:
    """Raises NothingToShow where no unit of the region can be shown."""
    found = chosen(release, state)
    result = compared(found.units, found.comparison)
    if result is None:
        raise NothingToShow(_about_region(_ALL_HIDDEN, found.units.asked.region))
    return found.units, result


def controls(release: Release, state: State) -> tuple[Control, ...]:
    return chosen(release, state).controls
