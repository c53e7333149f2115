"""Gender ladder: women and men at each step of a career, for one university and the nation.

A ladder is drawn from one body, one year and one way of counting; steps from different years or
counts are never put on the same ladder.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.charts.grammar import Category, Chart, Emphasis, Orientation, Panel
from dashboard.state import State
from dashboard.views import parts
from dashboard.views.figures import Drawn, Figure, drawn, figures, is_national, stands_for_region
from dashboard.views.model import Control, NothingToShow, Rendered, View
from dashboard.views.sexes import Pair, band, both_series, key_of_marks, partner, share_axis
from dashboard.views.wording import Wording
from warehouse.indicators import INDICATORS
from warehouse.indicators.model import Indicator
from warehouse.queries import Release
from warehouse.regions import NATION, REGIONS
from warehouse.text import Text

INDICATOR: Final = "staff_share_by_sex"
# Lecturers (adjunkter) teach without a doctorate and are no step on the way to a chair.
STEPS: Final = (
    "doctoral_students",
    "career_development_positions",
    "senior_lecturers",
    "professors",
)
LEAST_STEPS: Final = 3
MOST_LADDERS: Final = 3

_HEADLINE: Final = Text(
    "{place} {period}: kvinnornas andel går från {first} ({start}) till {last} ({end}).",
    "{place} {period}: the share of women goes from {first} ({start}) to {last} ({end}).",
)
_LACKS: Final = Text(
    "{region} saknar uppgifter för en hel trappa. ", "{region} has no figures for a whole ladder. "
)
_WORDS: Final = Text(
    "{place} {period}, {step}: kvinnor {women}, män {men}.",
    "{place} {period}, {step}: women {women}, men {men}.",
)
_UNKNOWN: Final = Text("okänt", "unknown")


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps of one body in one period, counted in one way, lowest first."""

    region: str
    pairs: tuple[Pair, ...]

    @property
    def first(self) -> Figure:
        return self.pairs[0].women.figure

    @property
    def last(self) -> Figure:
        return self.pairs[-1].women.figure


def applies_to(indicator: Indicator) -> bool:
    return indicator.id == INDICATOR


def controls(_release: Release, _state: State) -> tuple[Control, ...]:
    """No choices: own region's ladder where there is one, and the nation's."""
    return ()


def render(release: Release, state: State) -> Rendered:
    indicator = INDICATORS[INDICATOR]
    found = [
        f
        for f in figures(release, INDICATOR)
        if f.group in STEPS
        and f.status == "ok"
        and f.sex in ("women", "men")
        and (stands_for_region(f, indicator) or is_national(f))
    ]
    wording = Wording.for_figures(indicator, found, state.language)
    ladders = _ladders(drawn(found, indicator), state.region, wording)
    if not ladders:
        raise NothingToShow(
            Text("Ingen har uppgifter för en hel trappa.", "Nobody has figures for a whole ladder.")
        )
    chosen = tuple(d for lad in ladders for p in lad.pairs for d in (p.women, p.men) if d)
    return parts.rendered(
        parts.Subject("gender_ladder", release, state, indicator, chosen, wording, None),
        chart=_chart(ladders, indicator, state.region, wording),
        headline=headline(ladders, state.region, wording),
        description=" ".join(_words(lad, pair, wording) for lad in ladders for pair in lad.pairs),
    )


def _ladders(chosen: Sequence[Drawn], own: str | None, wording: Wording) -> list[Ladder]:
    """Own region's first, then the nation's, then the others'."""
    regions = dict.fromkeys(d.figure.region for d in chosen)
    found = [
        lad
        for region in regions
        if (lad := _best([d for d in chosen if d.figure.region == region], wording))
    ]
    order = {own: 0, NATION.code: 1}
    found.sort(key=lambda lad: (order.get(lad.region, 2), REGIONS[lad.region].order))
    return found[:MOST_LADDERS]


def _best(chosen: Sequence[Drawn], wording: Wording) -> Ladder | None:
    """The period and way of counting with most steps; the newest of equals."""
    ways = {(d.figure.period, d.figure.item) for d in chosen}
    ladders = [
        _ladder([d for d in chosen if (d.figure.period, d.figure.item) == way], wording)
        for way in sorted(ways, key=lambda w: (w[0].sort_key, w[1]), reverse=True)
    ]
    best = max(ladders, key=lambda lad: len(lad.pairs))
    return best if len(best.pairs) >= LEAST_STEPS else None


def _ladder(chosen: Sequence[Drawn], wording: Wording) -> Ladder:
    women = {d.figure.group: d for d in chosen if d.figure.sex == "women"}
    pairs = tuple(
        Pair(step, wording.group(step), women[step], partner(women[step].figure, chosen))
        for step in STEPS
        if step in women
    )
    return Ladder(chosen[0].figure.region, pairs)


def _chart(
    ladders: Sequence[Ladder], indicator: Indicator, own: str | None, wording: Wording
) -> Chart:
    axis = share_axis([pair for lad in ladders for pair in lad.pairs], wording)
    steps = [step for step in STEPS if any(p.key == step for lad in ladders for p in lad.pairs)]
    panels = tuple(
        Panel(
            key=lad.region,
            title=wording.place(lad.first),
            subtitle=_basis(lad.first, wording),
            categories=_categories(ladders, wording),
            axis=axis,
            series=both_series(lad.pairs, steps, wording, _emphasis(lad, own)),
            bands=band(indicator, wording),
            connected=True,
        )
        for lad in ladders
    )
    return Chart(
        panels=panels,
        orientation=Orientation.ROWS,
        columns=len(panels),
        key=key_of_marks(wording, Emphasis.REGION if own else None),
    )


def _emphasis(ladder: Ladder, own: str | None) -> Emphasis | None:
    """Own region's ladder is strong and the others grey, once a region is chosen."""
    if own is None:
        return None
    return Emphasis.OWN if ladder.region == own else Emphasis.REGION


def _basis(figure: Figure, wording: Wording) -> str:
    """When, and how they are counted."""
    counted = wording.indicator.items[figure.item].of(wording.language)
    return f"{figure.period.label(wording.language)} · {counted}"


def _categories(ladders: Sequence[Ladder], wording: Wording) -> tuple[Category, ...]:
    """Every step that some ladder has, professors at the top as on a ladder."""
    have = {pair.key for lad in ladders for pair in lad.pairs}
    return tuple(
        Category(key=step, label=wording.group(step), emphasis=Emphasis.REGION)
        for step in reversed(STEPS)
        if step in have
    )


def headline(ladders: Sequence[Ladder], own: str | None, wording: Wording) -> str:
    told = ladders[0]
    lacks = own is not None and told.region != own
    prefix = wording.say(_LACKS, region=wording.region(own)) if own and lacks else ""
    return prefix + wording.say(
        _HEADLINE,
        place=wording.place(told.first),
        period=told.first.period.label(wording.language),
        first=wording.value(told.first),
        start=wording.group_inside(told.first.group),
        last=wording.value(told.last),
        end=wording.group_inside(told.last.group),
    )


def _words(ladder: Ladder, pair: Pair, wording: Wording) -> str:
    return wording.say(
        _WORDS,
        place=wording.place(ladder.first),
        period=ladder.first.period.label(wording.language),
        step=wording.group_inside(pair.key),
        women=wording.value(pair.women.figure),
        men=wording.value(pair.men.figure) if pair.men else wording.say(_UNKNOWN),
    )


VIEW: Final = View(
    id="gender_ladder",
    title=Text("Karriärtrappan", "Career ladder"),
    question=Text(
        "Var på trappan blir kvinnorna färre?", "Where on the ladder do women become fewer?"
    ),
    keys=(),
    applies_to=applies_to,
    controls=controls,
    render=render,
)
