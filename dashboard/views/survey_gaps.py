"""Gaps: the same questions answered by students, staff and managers, or by women and men.

One pair at a time, in one region or unit and one period. Women stand before men, and both are
always shown or neither.
"""

from collections.abc import Sequence
from typing import Final

from dashboard.state import State
from dashboard.views.choices import (
    GROUP,
    chosen_period,
    member_control,
    period_control,
    sentence_case,
    value_of,
)
from dashboard.views.model import Control, NothingToShow, Rendered, View
from dashboard.views.survey_choices import chosen_region, organisation_control, series_control
from dashboard.views.survey_data import SurveyCell, cells
from dashboard.views.survey_gaps_chart import chart
from dashboard.views.survey_gaps_pairs import (
    WOMEN_MEN,
    Gaps,
    Side,
    Where,
    gaps,
    group_pairs,
    shared_items,
    shared_periods,
    told_by_sex,
)
from dashboard.views.survey_gaps_table import gap_table
from dashboard.views.survey_gaps_words import (
    MAY,
    MAY_NOT,
    ROUNDED,
    SHORT,
    description,
    headline,
    note,
    side_name,
    warnings,
)
from dashboard.views.survey_words import (
    Told,
    group_name,
    organisation_name,
    region_name,
    shown_for,
)
from warehouse.indicators.model import Indicator
from warehouse.members import ALL, GROUPS
from warehouse.period import Period
from warehouse.queries import Release
from warehouse.survey_statistics import Method
from warehouse.surveys.indicators import Measure
from warehouse.text import Language, Text

COMPARISON: Final = Text("Jämförelse", "Comparison")
_TITLE: Final = Text("Skillnader mellan grupper", "Gaps between groups")
_PAIR: Final = Text("{first} och {second}", "{first} and {second}")
_WOMEN_MEN: Final = Text("kvinnor och män", "women and men")
_ROUNDING: Final = Text("Avrundning", "Rounding")
_IN: Final = Text("i {place}", "in {place}")
_AT: Final = Text("vid {place}", "at {place}")
_NO_PAIRS: Final = Text(
    "I {region} har inga två grupper svarat på samma fråga, och inga svar redovisas efter kön."
    " Skillnader kan visas när minst två grupper fått samma fråga med samma skala.",
    "In {region} no two groups answered the same question, and no answers are told apart by sex."
    " Gaps can be shown when at least two groups were asked the same question on the same scale.",
)
_ALL_HIDDEN: Final = Text(
    "Ingen skillnad kan visas för valet: svaren är för få, eller dolda för att ingen ska kunna"
    " pekas ut. Välj en större grupp eller en annan period.",
    "No gap can be shown for this choice: the answers are too few, or hidden so that nobody can be"
    " singled out. Choose a larger group or another period.",
)


def applies_to(_: Indicator) -> bool:
    """It is chosen by survey, not by indicator."""
    return False


# ---------------------------------------------------------------- choices


def controls(release: Release, state: State) -> tuple[Control, ...]:
    series = series_control(release, state)
    region = chosen_region(release, series.chosen, state)
    comparison = _comparison_control(release, series.chosen, region, state)
    offered = [series, comparison]
    if comparison.chosen == WOMEN_MEN:
        offered.append(_group_control(release, series.chosen, region, state))
    sides = _sides(release, series.chosen, region, offered)
    when = _period_control(release, series.chosen, region, sides, state)
    where = Where(series=series.chosen, region=region, organisation=ALL,
                  period=chosen_period([when]))  # fmt: skip
    both = _with_both(release, where, sides)
    return (*offered, when, organisation_control(release, both, state))


def _comparison_control(release: Release, series: str, region: str, state: State) -> Control:
    pairs = group_pairs(release, series, region)
    members = [
        (code, Text(*(_PAIR.of(language).format(first=GROUPS[first].of(language),
                                                second=GROUPS[second].of(language))
                      for language in ("sv", "en"))))
        for code, (first, second) in pairs.items()
    ]  # fmt: skip
    if told_by_sex(release, series, region):
        members.append((WOMEN_MEN, _WOMEN_MEN))
    if not members:
        sv, en = (_NO_PAIRS.of(language).format(region=region_name(region, language))
                  for language in ("sv", "en"))  # fmt: skip
        raise NothingToShow(Text(sv, en))
    return member_control(
        "comparison", COMPARISON, members, state.comparison, members[0][0], state.language
    )


def _group_control(release: Release, series: str, region: str, state: State) -> Control:
    members = [(code, GROUPS[code]) for code in told_by_sex(release, series, region)]
    return member_control("group", GROUP, members, state.group, members[0][0], state.language)


def _sides(
    release: Release, series: str, region: str, offered: Sequence[Control]
) -> tuple[Side, Side]:
    comparison, group = value_of(offered, "comparison"), value_of(offered, "group")
    assert comparison is not None
    if group is not None:
        return Side(group=group, sex="women"), Side(group=group, sex="men")
    first, second = group_pairs(release, series, region)[comparison]
    return Side(group=first), Side(group=second)


def _period_control(
    release: Release, series: str, region: str, sides: tuple[Side, Side], state: State
) -> Control:
    first, second = sides
    periods: tuple[Period, ...]
    if first.sex == ALL:
        periods = shared_periods(release, series, region, first.group, second.group)
    else:
        periods = told_by_sex(release, series, region)[first.group]
    newest = max(periods, key=lambda period: period.sort_key)
    return period_control(periods, state.period, newest, state.language)


def _with_both(release: Release, where: Where, sides: tuple[Side, Side]) -> list[SurveyCell]:
    """One cell for each unit of which both sides have a row, hidden or shown.

    One question is looked at: which units there are is the same for every question.
    """
    surveys, code = release.registry.surveys, where.period.code
    one, other = (surveys.round(where.series, where.region, s.group, code) for s in sides)
    assert one is not None
    assert other is not None
    found = cells(
        release, where.series, Measure.SHARE_POSITIVE, region=where.region, organisation=None,
        period=code, item=shared_items(one, other)[0], group={side.group for side in sides},
        sex={side.sex for side in sides},
    )  # fmt: skip
    have = {(cell.organisation, cell.group, cell.sex): cell for cell in found}
    second = sides[1]
    return [
        cell
        for (organisation, group, sex), cell in have.items()
        if Side(group=group, sex=sex) == sides[0]
        and (organisation, second.group, second.sex) in have
    ]


# ---------------------------------------------------------------- the view


def render(release: Release, state: State) -> Rendered:
    offered = controls(release, state)
    chosen = {control.key: control.chosen for control in offered}
    region = chosen_region(release, chosen["series"], state)
    sides = _sides(release, chosen["series"], region, offered)
    where = Where(series=chosen["series"], region=region, organisation=chosen["organisation"],
                  period=chosen_period(offered))  # fmt: skip
    found = gaps(release, where, sides)
    if found is None or not found.tested:
        raise NothingToShow(_ALL_HIDDEN)
    language = state.language
    told, place = _told(release, state, where, found), _place(release, where, language)
    said = [warning for warning in (shown_for(region, state),) if warning]
    return told.rendered(
        headline=headline(found, place, language),
        description=description(found, place, language),
        chart=chart(found, language),
        table=gap_table(found, told.overline, language),
        note=note(found, language),
        warnings=(*said, *warnings(found, language)),
    )


def _told(release: Release, state: State, where: Where, found: Gaps) -> Told:
    language = state.language
    surveys = release.registry.surveys
    rounds = [
        surveys.round(where.series, where.region, side.group, where.period.code)
        for side in found.sides
    ]
    groups = list(dict.fromkeys(side.group for side in found.sides))
    first, second = (side_name(side, language) for side in found.sides)
    compared = (
        [group_name(code, language) for code in groups]
        if len(groups) == 1
        else [sentence_case(_PAIR.of(language).format(first=first, second=second))]
    )
    return Told(
        view=VIEW.id,
        release=release,
        state=state,
        series=where.series,
        title=_TITLE,
        named=(*compared, where.period.label(language)),
        rounds=tuple(dict.fromkeys(one for one in rounds if one is not None)),
        short=SHORT,
        may=MAY,
        may_not=MAY_NOT,
        methods=(Method.NEWCOMBE, Method.MANY_TESTS, Method.WILSON),
        more=((_ROUNDING, ROUNDED),),
    )


def _place(release: Release, where: Where, language: Language) -> str:
    """ "i Skåne" or "vid" a unit."""
    if where.organisation == ALL:
        return _IN.of(language).format(place=region_name(where.region, language))
    name = organisation_name(release, where.organisation, language)
    return _AT.of(language).format(place=name)


VIEW: Final = View(
    id="survey_gaps",
    title=_TITLE,
    question=Text(
        "Ser studenter, personal och chefer, eller kvinnor och män, olika på samma fråga?",
        "Do students, staff and managers, or women and men, see the same question differently?",
    ),
    keys=("series", "comparison", "group", "period", "organisation"),
    applies_to=applies_to,
    controls=controls,
    render=render,
)
