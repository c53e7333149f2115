"""Compare: one indicator, one period, the seven regions beside each other, the nation as a line."""

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Final

from dashboard.charts.axis import LEAST_SPAN, value_axis
from dashboard.charts.grammar import (
    Category,
    Chart,
    Emphasis,
    Form,
    Orientation,
    Panel,
    Point,
    ReferenceLine,
    Series,
)
from dashboard.state import State
from dashboard.views import parts, position
from dashboard.views.choices import (
    GROUP,
    ITEM,
    chosen_indicator,
    chosen_period,
    group_members,
    indicator_control,
    item_members,
    member_control,
    period_control,
    value_of,
)
from dashboard.views.figures import (
    Drawn,
    Figure,
    comparable_regions,
    drawn,
    figures,
    is_national,
    main_nature,
    main_sex,
    newest,
    stands_for_region,
)
from dashboard.views.gaps import region_gaps
from dashboard.views.model import Control, NothingToShow, Rendered, View
from dashboard.views.wording import Wording
from warehouse.indicators.model import Indicator
from warehouse.members import ALL
from warehouse.period import Period
from warehouse.queries import Release
from warehouse.regions import ALF_REGIONS
from warehouse.text import Language, Text
from warehouse.units import GRADE, PERCENT

DEFAULT_INDICATOR: Final = "alf_survey_response_rate"
MOST_PANELS: Final = 4
_NAMES: Final = {
    "own": Text("min region", "my region"),
    "others": Text("övriga regioner", "other regions"),
}
EVERY: Final = "every"
_EVERY_NAME: Final = Text("alla bredvid varandra", "all side by side")


def applies_to(indicator: Indicator) -> bool:
    """Grades have a view of their own, since they have no distances between them."""
    return indicator.unit is not GRADE


def _fits(release: Release, indicator: Indicator) -> bool:
    return applies_to(indicator) and bool(_periods(release, indicator))


@lru_cache(maxsize=512)
def _representing(release: Release, identifier: str) -> tuple[Figure, ...]:
    """Figures of the regions and the nation, outcomes before targets, one sex.

    Kept for as long as the release: a survey has thousands, and every choice asks for them.
    """
    indicator = release.registry.indicators[identifier]
    found = [
        f
        for f in figures(release, indicator.id)
        if stands_for_region(f, indicator) or is_national(f)
    ]
    nature = main_nature(found)
    same = [f for f in found if f.nature == nature]
    sex = main_sex(same)
    return tuple(f for f in same if f.sex == sex)


def _periods(release: Release, indicator: Indicator) -> list[Period]:
    """Periods in which at least two regions have the same thing."""
    by_period: dict[Period, list[Figure]] = {}
    for figure in _representing(release, indicator.id):
        by_period.setdefault(figure.period, []).append(figure)
    fitting = [period for period, at in by_period.items() if _is_comparable(at, indicator)]
    return sorted(fitting, key=lambda p: p.sort_key)


def _is_comparable(found: Sequence[Figure], indicator: Indicator, least: int = 2) -> bool:
    """Whether so many regions have the same thing: figures of different items do not count."""
    series: dict[tuple[str, str, str], list[Figure]] = {}
    for figure in found:
        series.setdefault((figure.group, figure.item, figure.category), []).append(figure)
    return any(len(comparable_regions(same, indicator)) >= least for same in series.values())


def _default_period(release: Release, indicator: Indicator) -> Period:
    found = _representing(release, indicator.id)
    for least in (4, 2):
        period = newest(found, partial(_is_comparable, indicator=indicator, least=least))
        if period:
            return period
    return _periods(release, indicator)[-1]


def controls(release: Release, state: State) -> tuple[Control, ...]:
    language = state.language
    measure = indicator_control(release, _fits, state.indicator, DEFAULT_INDICATOR, language)
    indicator = chosen_indicator(release, [measure])
    periods = _periods(release, indicator)
    when = period_control(periods, state.period, _default_period(release, indicator), language)
    at = [f for f in _representing(release, indicator.id) if f.period.code == when.chosen]
    return (measure, when, *_series_controls(at, indicator, state))


def _series_controls(
    at: Sequence[Figure], indicator: Indicator, state: State
) -> tuple[Control, ...]:
    groups, items = group_members(at, indicator), item_members(at, indicator)
    many = len({(f.group, f.item, f.category) for f in at}) > MOST_PANELS
    asked = (("group", GROUP, groups, state.group), ("item", ITEM, items, state.item))
    return tuple(
        member_control(
            key,
            label,
            [(EVERY, _EVERY_NAME), *members],
            chosen,
            _opening(key, members, at, indicator) if many else EVERY,
            state.language,
        )
        for key, label, members, chosen in asked
        if len(members) > 1
    )


def _opening(
    key: str, members: Sequence[tuple[str, Text]], at: Sequence[Figure], indicator: Indicator
) -> str:
    """Not all fit: the member that most regions have, but every group where those alone fit."""
    if key == "group" and len(members) <= MOST_PANELS:
        return EVERY

    def regions(code: str) -> int:
        return len(comparable_regions([f for f in at if getattr(f, key) == code], indicator))

    return max((code for code, _ in members), key=regions)


def render(release: Release, state: State) -> Rendered:
    offered = controls(release, state)
    indicator, period = chosen_indicator(release, offered), chosen_period(offered)
    group, item = value_of(offered, "group"), value_of(offered, "item")
    at = [
        f
        for f in _representing(release, indicator.id)
        if f.period == period and group in (None, EVERY, f.group) and item in (None, EVERY, f.item)
    ]
    chosen = drawn(at, indicator)
    if not any(d.figure.status == "ok" and not is_national(d.figure) for d in chosen):
        raise NothingToShow(
            Text("Det finns inga värden för valet.", "There are no figures for this choice.")
        )
    wording = Wording.for_figures(indicator, [d.figure for d in chosen], state.language)
    panels = _panels(chosen, indicator, state, wording)
    return parts.rendered(
        parts.Subject("compare", release, state, indicator, chosen, wording, period),
        chart=Chart(panels=panels, orientation=Orientation.ROWS, columns=len(panels)),
        headline=position.headline(chosen, indicator, state.region, wording),
        description=position.description(chosen, wording),
        extra_note=_left_to_table(_series_keys(chosen, indicator), wording),
    )


def _left_to_table(keys: Sequence[tuple[str, str, str]], wording: Wording) -> str:
    """Said where the chart has room for some of the comparisons only."""
    said = Text(
        "Diagrammet visar {shown} av {all} jämförelser; tabellen visar alla.",
        "The chart shows {shown} of {all} comparisons; the table shows all of them.",
    )
    many = len(keys) > MOST_PANELS
    return wording.say(said, shown=MOST_PANELS, all=len(keys)) if many else ""


def _series_keys(chosen: Sequence[Drawn], indicator: Indicator) -> list[tuple[str, str, str]]:
    keys = {(d.figure.group, d.figure.item, d.figure.category) for d in chosen}
    groups, items = list(indicator.groups), list(indicator.items)
    categories = list(indicator.categories)
    return sorted(
        keys, key=lambda k: (groups.index(k[0]), items.index(k[1]), categories.index(k[2]))
    )


def _panels(
    chosen: Sequence[Drawn], indicator: Indicator, state: State, wording: Wording
) -> tuple[Panel, ...]:
    has_line = position.is_yardstick(indicator)
    on_axis = [d.figure for d in chosen if has_line or not is_national(d.figure)]
    numbers = [v for f in on_axis for v in (f.value, f.low, f.high) if v is not None]
    axis = value_axis(numbers, wording.unit, wording.language, from_zero=False,
                      least_span=LEAST_SPAN if wording.unit is PERCENT else 0.0)  # fmt: skip
    keys = _series_keys(chosen, indicator)[:MOST_PANELS]
    by_key = {
        key: [d for d in chosen if (d.figure.group, d.figure.item, d.figure.category) == key]
        for key in keys
    }
    return tuple(
        Panel(
            key="|".join(key),
            title=wording.group(key[0]) if key[0] != ALL else "",
            subtitle=wording.subtitle(by_key[key]),
            categories=_categories(state.region, state.language),
            axis=axis,
            series=_dots(by_key[key], state.region, wording),
            lines=_nation(by_key[key], wording),
        )
        for key in keys
    )


def _categories(own: str | None, language: Language) -> tuple[Category, ...]:
    """All seven, always: a region without a figure keeps its row."""
    return tuple(
        Category(
            key=region.code,
            label=region.short.of(language),
            emphasis=Emphasis.OWN if region.code == own else Emphasis.REGION,
        )
        for region in ALF_REGIONS
    )


def _dots(chosen: Sequence[Drawn], own: str | None, wording: Wording) -> tuple[Series, ...]:
    regional = [d for d in chosen if not is_national(d.figure)]
    kinds = (
        ("own", Emphasis.OWN, [d for d in regional if d.figure.region == own]),
        ("others", Emphasis.REGION, [d for d in regional if d.figure.region != own]),
    )
    have = {d.figure.region for d in regional}
    gaps = region_gaps(have, own, wording.indicator, chosen[0].figure.period)
    return tuple(
        Series(
            key=key,
            name=wording.say(_NAMES[key]),
            form=Form.DOTS,
            emphasis=emphasis,
            points=(*(_point(d, wording) for d in members), *gaps[key]),
        )
        for key, emphasis, members in kinds
        if members or gaps[key]
    )


def _point(one: Drawn, wording: Wording) -> Point:
    figure = one.figure
    return Point(
        category=figure.region,
        value=figure.value,
        low=figure.low,
        high=figure.high,
        bound_low=figure.bound_low,
        bound_high=figure.bound_high,
        label=wording.label(figure),
        status=figure.status,
        detail=wording.detail(one),
        mark=wording.mark(figure),
    )


def _nation(chosen: Sequence[Drawn], wording: Wording) -> tuple[ReferenceLine, ...]:
    if not position.is_yardstick(wording.indicator):
        return ()
    return tuple(
        ReferenceLine(value=d.figure.value, label=wording.nation_label(d.figure))
        for d in chosen
        if is_national(d.figure) and d.figure.value is not None
    )


VIEW: Final = View(
    id="compare",
    title=Text("Jämför", "Compare"),
    question=Text("Hur står vi oss mot de andra?", "How do we stand against the others?"),
    keys=("indicator", "period", "group", "item"),
    applies_to=applies_to,
    controls=controls,
    render=render,
)
