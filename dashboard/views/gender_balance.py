"""Gender balance: women and men side by side by region, with the band of an even share."""

from collections.abc import Sequence
from typing import Final

from dashboard.charts.grammar import Category, Chart, Emphasis, Orientation, Panel
from dashboard.charts.signs import STATUS_SIGNS
from dashboard.state import State, require
from dashboard.views import parts
from dashboard.views.choices import (
    GROUP,
    PERIOD,
    chosen_indicator,
    group_members,
    indicator_control,
    member_control,
    value_of,
)
from dashboard.views.figures import (
    Drawn,
    Figure,
    comparable_regions,
    drawn,
    figures,
    is_national,
    stands_for_region,
)
from dashboard.views.model import Control, NothingToShow, Option, Rendered, View
from dashboard.views.sexes import (
    Pair,
    band,
    both_series,
    is_composition,
    is_even,
    key_of_marks,
    partner,
    share_axis,
)
from dashboard.views.wording import Wording
from warehouse.indicators.model import Indicator
from warehouse.period import Period
from warehouse.queries import Release
from warehouse.regions import ALF_REGION_CODES, NATION
from warehouse.text import Text

DEFAULT_INDICATOR: Final = "authorship_share_by_sex"
NEWEST: Final = "newest"
_NEWEST_NAME: Final = Text(
    "senast kända i varje region (olika år)", "newest known in each region (different years)"
)

_HEADLINE: Final = Text(
    "{k} av {n} regioner ligger inom 40–60\u00a0% kvinnor{own}.",
    "{k} of {n} regions lie within 40–60% women{own}.",
)
_HEADLINE_MIXED: Final = Text(
    "{k} av {n} regioner låg inom 40–60\u00a0% kvinnor, senast det är känt ({first}–{last}){own}.",
    "{k} of {n} regions lay within 40–60% women when last known ({first}–{last}){own}.",
)
_OWN: Final = Text("; {region} har {value}", "; {region} has {value}")
_OWN_THEN: Final = Text("; {region} hade {value} ({period})", "; {region} had {value} ({period})")
_OWN_LACKS: Final = Text("; {region} saknar värde", "; {region} has no figure")
_WORDS: Final = Text("{place}: kvinnor {women}, män {men}.", "{place}: women {women}, men {men}.")
_MIXED: Final = Text(
    "År eller sätt att räkna skiljer mellan regionerna: se tabellen.",
    "Years or ways of counting differ between the regions: see the table.",
)
_NONE: Final = Text("Det finns inga värden för valet.", "There are no figures for this choice.")


def _women(release: Release, indicator: Indicator) -> list[Figure]:
    return [f for f in _composed(release, indicator) if f.sex == "women"]


def _composed(release: Release, indicator: Indicator) -> list[Figure]:
    """Outcomes by sex of the bodies that stand for the regions, and of the nation."""
    return [
        f
        for f in figures(release, indicator.id)
        if f.nature == "outcome"
        and f.status == "ok"
        and f.sex in ("women", "men")
        and (stands_for_region(f, indicator) or is_national(f))
    ]


def _fits(release: Release, indicator: Indicator) -> bool:
    return (
        is_composition(indicator)
        and len(comparable_regions(_women(release, indicator), indicator)) >= 2
    )


def controls(release: Release, state: State) -> tuple[Control, ...]:
    language = state.language
    measure = indicator_control(release, _fits, state.indicator, DEFAULT_INDICATOR, language)
    indicator = chosen_indicator(release, [measure])
    found = _women(release, indicator)
    groups = [m for m in group_members(found, indicator) if _regions(found, m[0], indicator)]
    offered = [measure]
    if len(groups) > 1:
        default = max((code for code, _ in groups), key=lambda c: _regions(found, c, indicator))
        offered.append(member_control("group", GROUP, groups, state.group, default, language))
        found = [f for f in found if f.group == value_of(offered, "group")]
    return (*offered, _period_control(found, indicator, state))


def _regions(found: Sequence[Figure], group: str, indicator: Indicator) -> int:
    return len(comparable_regions([f for f in found if f.group == group], indicator))


def _period_control(found: Sequence[Figure], indicator: Indicator, state: State) -> Control:
    """Periods newest first; where none has most of the regions, each region's newest is default."""
    periods = sorted(
        {f.period for f in found}, key=lambda p: (p.has_date, p.sort_key), reverse=True
    )
    every = comparable_regions(found, indicator)
    whole = [p for p in periods if len(_at(found, p, indicator)) * 2 > len(every)]
    options = [Option(value=p.code, label=p.label(state.language)) for p in periods]
    if len(periods) > 1:
        options.insert(0, Option(value=NEWEST, label=_NEWEST_NAME.of(state.language)))
    codes = [option.value for option in options]
    default = whole[0].code if whole else codes[0]
    chosen = default if state.period is None else require("period", state.period, codes)
    return Control(
        key="period", label=PERIOD.of(state.language), options=tuple(options), chosen=chosen
    )


def _at(found: Sequence[Figure], period: Period, indicator: Indicator) -> set[str]:
    return comparable_regions([f for f in found if f.period == period], indicator)


def render(release: Release, state: State) -> Rendered:
    offered = controls(release, state)
    indicator, group = chosen_indicator(release, offered), value_of(offered, "group")
    when = value_of(offered, "period")
    found = [
        f
        for f in _composed(release, indicator)
        if group in (None, f.group) and when in (NEWEST, f.period.code)
    ]
    wording = Wording.for_figures(indicator, found, state.language)
    pairs = _pairs(drawn(found, indicator), indicator, wording, mixed=when == NEWEST)
    if not pairs:
        raise NothingToShow(_NONE)
    chosen = tuple(d for p in pairs for d in (p.women, p.men) if d)
    period = None if when == NEWEST else chosen[0].figure.period
    return parts.rendered(
        parts.Subject("gender_balance", release, state, indicator, chosen, wording, period),
        chart=_chart(pairs, indicator, state, wording, group),
        headline=headline(pairs, indicator, state.region, wording),
        description=" ".join(_words(pair, wording) for pair in pairs),
        extra_note=wording.say(_MIXED) if _is_mixed(pairs) else "",
    )


def _pairs(
    chosen: Sequence[Drawn], indicator: Indicator, wording: Wording, *, mixed: bool
) -> list[Pair]:
    """One pair for each region that has one, newest first, then the registry's order of items."""
    items = list(indicator.items)
    pairs = []
    for code in (*ALF_REGION_CODES, NATION.code):
        mine = [d for d in chosen if d.figure.region == code and d.figure.sex == "women"]
        if mine:
            best = min(mine, key=lambda d: (_age(d.figure), items.index(d.figure.item)))
            label = wording.region(code)
            year = f" {best.figure.period.label(wording.language)}" if mixed else ""
            pairs.append(Pair(code, label + year, best, partner(best.figure, chosen)))
    return pairs


def _age(figure: Figure) -> float:
    return -figure.period.middle if figure.period.has_date else 0.0


def _is_mixed(pairs: Sequence[Pair]) -> bool:
    return len({(p.women.figure.period, p.women.figure.item) for p in pairs}) > 1


def _chart(
    pairs: Sequence[Pair], indicator: Indicator, state: State, wording: Wording, group: str | None
) -> Chart:
    panel = Panel(
        key=group or "all",
        title=wording.group(group) if group else "",
        subtitle="",
        categories=_categories(pairs, state.region, wording),
        axis=share_axis(pairs, wording),
        series=both_series(pairs, ALF_REGION_CODES, wording),
        bands=band(indicator, wording),
        connected=True,
    )
    return Chart(
        panels=(panel,), orientation=Orientation.ROWS, columns=1, key=key_of_marks(wording)
    )


def _categories(pairs: Sequence[Pair], own: str | None, wording: Wording) -> tuple[Category, ...]:
    """All seven, also those without a figure; the nation last where it has one."""
    by_code = {pair.key: pair for pair in pairs}
    codes = [*ALF_REGION_CODES, *([NATION.code] if NATION.code in by_code else [])]
    return tuple(
        Category(
            key=code,
            label=by_code[code].label if code in by_code else wording.region(code),
            emphasis=_emphasis(code, own),
            sign="" if code in by_code else STATUS_SIGNS["missing"],
        )
        for code in codes
    )


def _emphasis(code: str, own: str | None) -> Emphasis:
    if code == NATION.code:
        return Emphasis.NATION
    return Emphasis.OWN if code == own else Emphasis.REGION


def headline(pairs: Sequence[Pair], indicator: Indicator, own: str | None, wording: Wording) -> str:
    """How many regions are even, and where own region is."""
    regional = [p for p in pairs if p.key != NATION.code]
    even = sum(is_even(p.women.figure, indicator) for p in regional)
    mine = next((p for p in regional if p.key == own), None)
    years = [y for p in regional if (y := _year(p.women.figure)) is not None]
    is_mixed = len({p.women.figure.period for p in regional}) > 1 and bool(years)
    return wording.say(
        _HEADLINE_MIXED if is_mixed else _HEADLINE,
        k=even,
        n=len(regional),
        own=_own(mine, own, wording, is_mixed=is_mixed),
        first=min(years, default=""),
        last=max(years, default=""),
    )


def _year(figure: Figure) -> int | None:
    return figure.period.end.year if figure.period.end else None


def _own(mine: Pair | None, own: str | None, wording: Wording, *, is_mixed: bool) -> str:
    if mine:
        figure = mine.women.figure
        return wording.say(
            _OWN_THEN if is_mixed else _OWN,
            region=wording.region(mine.key),
            value=wording.value(figure),
            period=figure.period.label(wording.language),
        )
    return wording.say(_OWN_LACKS, region=wording.region(own)) if own else ""


def _words(pair: Pair, wording: Wording) -> str:
    men = wording.value(pair.men.figure) if pair.men else STATUS_SIGNS["missing"]
    return wording.say(_WORDS, place=pair.label, women=wording.value(pair.women.figure), men=men)


VIEW: Final = View(
    id="gender_balance",
    title=Text("Kvinnor och män", "Women and men"),
    question=Text("Är fördelningen jämn?", "Is the share even?"),
    keys=("indicator", "group", "period"),
    applies_to=is_composition,
    controls=controls,
    render=render,
)
