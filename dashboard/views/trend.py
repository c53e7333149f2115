"""Trend: one indicator over time, in small multiples. Nothing is joined across a series break.

One panel for each region; where only one region or the nation has figures, one panel for each
organisation it has them for. Lines join a figure only with the next one of the same kind from the
same source: a missing year is a gap.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from dashboard.charts.grammar import Emphasis
from dashboard.state import State
from dashboard.views import parts, passage
from dashboard.views.choices import (
    GROUP,
    ITEM,
    ORGANISATION,
    chosen_indicator,
    group_members,
    indicator_control,
    item_members,
    member_control,
    organisation_members,
    value_of,
)
from dashboard.views.figures import (
    Drawn,
    Figure,
    drawn,
    figures,
    main_nature,
    main_sex,
    stands_for_region,
)
from dashboard.views.model import Control, NothingToShow, Rendered, View
from dashboard.views.trend_chart import Line, Place, trend_chart
from dashboard.views.wording import Wording, listed, sentence
from warehouse.indicators.model import Indicator, Pooling
from warehouse.members import ALL
from warehouse.period import PeriodKind
from warehouse.queries import Release
from warehouse.regions import ALF_REGION_CODES, NATION
from warehouse.text import Text
from warehouse.units import GRADE, RANK

DEFAULT_INDICATOR: Final = "stockholm_vil_survey_response_rate"
_NO_SERIES: Final = Text("Det finns ingen serie för valet.", "There is no series for this choice.")


def applies_to(indicator: Indicator) -> bool:
    """Grades and ranks have no distances to draw a line between."""
    return indicator.unit not in (GRADE, RANK)


def _dated(release: Release, indicator: Indicator) -> list[Figure]:
    """Figures with a date, of one nature and one sex: targets are no points among outcomes."""
    dated = [f for f in figures(release, indicator.id) if f.period.has_date]
    nature = main_nature(dated)
    found = [f for f in dated if f.nature == nature and f.category == ALL]
    sex = main_sex(found)
    return [f for f in found if f.sex == sex and not _is_total_of_years(f, indicator)]


def _is_total_of_years(figure: Figure, indicator: Indicator) -> bool:
    """What was added up over several years is no point beside the amounts of single ones."""
    return indicator.pooling is Pooling.SUM and figure.period.kind is PeriodKind.SPAN


def _fits(release: Release, indicator: Indicator) -> bool:
    """A series needs two points in time for the same thing."""
    return applies_to(indicator) and length(_dated(release, indicator)) >= 2


def length(found: Iterable[Figure]) -> int:
    """How many periods the longest series of one thing has."""
    series: dict[tuple[str, ...], set[str]] = {}
    for f in (one for one in found if one.value is not None):
        key = (f.region, f.organisation, f.group, f.item)
        series.setdefault(key, set()).add(f.period.code)
    return max(map(len, series.values()), default=0)


def controls(release: Release, state: State) -> tuple[Control, ...]:
    language = state.language
    measure = indicator_control(release, _fits, state.indicator, DEFAULT_INDICATOR, language)
    indicator = chosen_indicator(release, [measure])
    found = _dated(release, indicator)
    offered = [measure]
    groups = group_members(found, indicator)
    if len(groups) > 1 and _is_regional(found):
        offered.append(
            member_control(
                "group", GROUP, groups, state.group, _longest("group", groups, found), language
            )
        )
        group = value_of(offered, "group")
        found = [f for f in found if f.group == group]
    items = item_members(found, indicator)
    if len(items) > 1:
        default = _longest("item", items, found)
        offered.append(member_control("item", ITEM, items, state.item, default, language))
    return (*offered, *_organisation_control(release, found, state))


def _longest(key: str, members: Sequence[tuple[str, Text]], found: Sequence[Figure]) -> str:
    """The member with the longest series, then with most figures; the first of equals."""

    def size(code: str) -> tuple[int, int]:
        mine = [f for f in found if getattr(f, key) == code]
        return (length(mine), len(mine))

    return max((code for code, _ in members), key=size)


def _organisation_control(
    release: Release, found: Sequence[Figure], state: State
) -> tuple[Control, ...]:
    members = organisation_members(release, found)
    if _is_regional(found) or len(members) < 2:
        return ()
    every = [("every", Text("alla bredvid varandra", "all side by side")), *members]
    control = member_control(
        "organisation", ORGANISATION, every, state.organisation, members[0][0], state.language
    )
    return (control,)


def _is_regional(found: Iterable[Figure]) -> bool:
    """Whether panels are regions: more than one region, or only the nation, has figures."""
    regions = {f.region for f in found if f.region in ALF_REGION_CODES}
    return len(regions) != 1


def render(release: Release, state: State) -> Rendered:
    offered = controls(release, state)
    indicator = chosen_indicator(release, offered)
    found = [f for f in _dated(release, indicator) if _is_chosen(f, offered)]
    return shown(VIEW.id, release, state, indicator, found)


def shown(
    view: str, release: Release, state: State, indicator: Indicator, found: Sequence[Figure]
) -> Rendered:
    """The trend of these figures; raises NothingToShow where none is known."""
    wording = Wording.for_figures(indicator, found, state.language)
    places = _places(drawn(found, indicator), indicator, state, wording)
    if not any(map(_known, places)):
        raise NothingToShow(_NO_SERIES)
    chosen = [d for place in places for line in place.lines for d in line.found]
    told, lacking = _told(places), _lacking_regions(places, found)
    # The nation's line stands in every panel but once in the table.
    unique = tuple(dict.fromkeys(chosen))
    subject = parts.Subject(view, release, state, indicator, unique, wording, None)
    return parts.rendered(
        subject,
        chart=trend_chart(places, lacking, indicator, wording),
        headline=_lacking(told, state.region, wording)
        + passage.headline(told.title, told.lines[0].found, indicator, wording),
        description=_description(places, wording),
        extra_note=_without(lacking, wording),
    )


def _told(places: Sequence[Place]) -> Place:
    """Own region where it has figures, else the place with the longest series."""
    longest = max(places, key=_known)
    return next((place for place in places if place.is_own and _known(place)), longest)


def _known(place: Place) -> int:
    """How many figures of its first line have a value."""
    return sum(d.figure.value is not None for d in place.lines[0].found)


def _lacking(told: Place, own: str | None, wording: Wording) -> str:
    """Said first where own region has no series and another place is told instead."""
    if own is None or told.lines[0].found[0].figure.region in (own, NATION.code):
        return ""
    said = Text("{region} har ingen serie här. ", "{region} has no series here. ")
    return wording.say(said, region=wording.region(own))


def _description(places: Sequence[Place], wording: Wording) -> str:
    """The measure, and which part of it, before the figures."""
    first = places[0].lines[0].found[0].figure
    item = wording.indicator.items[first.item].of(wording.language)
    named = [wording.indicator.title.of(wording.language), *([] if first.item == ALL else [item])]
    lines = [(_panel_title(p, line), line) for p in places for line in p.lines]
    return f"{sentence(', '.join(named))} {passage.description(lines, wording)}"


def _panel_title(place: Place, line: Line) -> str:
    """The nation stands in every panel but is told once."""
    return line.name if line.emphasis is Emphasis.NATION else place.title


def _is_chosen(figure: Figure, offered: Sequence[Control]) -> bool:
    return all(
        control.chosen in ("every", getattr(figure, control.key))
        for control in offered
        if control.key in ("group", "item", "organisation")
    )


def _places(
    chosen: Sequence[Drawn], indicator: Indicator, state: State, wording: Wording
) -> tuple[Place, ...]:
    if not _is_regional([d.figure for d in chosen]):
        return _organisation_places(chosen, wording)
    nation = tuple(
        d for d in chosen if d.figure.region == NATION.code and d.figure.organisation == ALL
    )
    regions = [
        Place(
            code,
            wording.region(code),
            code == state.region,
            _region_lines(code, chosen, nation, indicator, state, wording),
        )
        for code in ALF_REGION_CODES
        if any(d.figure.region == code and stands_for_region(d.figure, indicator) for d in chosen)
    ]
    if regions or not nation:
        return tuple(regions)
    name = wording.region(NATION.code)
    return (
        Place(NATION.code, name, False, (Line(NATION.code, name, name, Emphasis.OWN, nation),)),
    )


def _region_lines(
    code: str,
    chosen: Sequence[Drawn],
    nation: tuple[Drawn, ...],
    indicator: Indicator,
    state: State,
    wording: Wording,
) -> tuple[Line, ...]:
    mine = tuple(
        d for d in chosen if d.figure.region == code and stands_for_region(d.figure, indicator)
    )
    emphasis = Emphasis.OWN if code == state.region else Emphasis.REGION
    region = Line(code, wording.region(code), wording.region(code), emphasis, mine)
    if not nation:
        return (region,)
    name = wording.region(NATION.code)
    return (region, Line(NATION.code, name, name, Emphasis.NATION, nation))


def _organisation_places(chosen: Sequence[Drawn], wording: Wording) -> tuple[Place, ...]:
    by_code: dict[str, list[Drawn]] = {}
    for one in chosen:
        by_code.setdefault(one.figure.organisation, []).append(one)
    return tuple(
        Place(code, wording.place(mine[0].figure), False, _group_lines(mine, wording))
        for code, mine in by_code.items()
    )


def _group_lines(chosen: Sequence[Drawn], wording: Wording) -> tuple[Line, ...]:
    """The group with most figures is strong, the others grey."""
    by_group: dict[str, list[Drawn]] = {}
    for one in chosen:
        by_group.setdefault(one.figure.group, []).append(one)
    ordered = sorted(by_group.items(), key=lambda pair: -len(pair[1]))
    return tuple(
        Line(
            group,
            wording.group(group),
            wording.group_inside(group),
            Emphasis.REGION if i else Emphasis.OWN,
            tuple(found),
        )
        for i, (group, found) in enumerate(ordered)
    )


def _lacking_regions(places: Sequence[Place], found: Sequence[Figure]) -> tuple[str, ...]:
    """Which of the seven have no figures: an absent panel would look like an oversight."""
    if not _is_regional(found) or places[0].key == NATION.code:
        return ()
    return tuple(code for code in ALF_REGION_CODES if code not in {p.key for p in places})


def _without(lacking: Sequence[str], wording: Wording) -> str:
    said = Text("Utan värden: {names}.", "Without figures: {names}.")
    names = listed([wording.region(code) for code in lacking], wording.language)
    return wording.say(said, names=names) if lacking else ""


VIEW: Final = View(
    id="trend",
    title=Text("Utveckling", "Trend"),
    question=Text("Blir det bättre?", "Is it getting better?"),
    keys=("indicator", "group", "item", "organisation"),
    applies_to=applies_to,
    controls=controls,
    render=render,
)
