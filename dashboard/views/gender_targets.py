"""Gender targets: the share of women among newly recruited professors, outcome beside target."""

from collections.abc import Sequence
from typing import Final

from dashboard.charts.axis import value_axis
from dashboard.charts.grammar import (
    Category,
    Chart,
    Emphasis,
    Form,
    KeyEntry,
    Mark,
    Orientation,
    Panel,
    Point,
    Series,
)
from dashboard.charts.signs import STATUS_SIGNS
from dashboard.state import State
from dashboard.views import parts
from dashboard.views.figures import Drawn, Figure, drawn, figures, stands_for_region
from dashboard.views.gaps import no_figure
from dashboard.views.model import Control, NothingToShow, Rendered, View
from dashboard.views.sexes import band
from dashboard.views.target_sentences import Aim, headline, target_words
from dashboard.views.wording import Wording
from warehouse.indicators import INDICATORS
from warehouse.indicators.model import Indicator
from warehouse.members import NATURES
from warehouse.period import Period
from warehouse.queries import Release
from warehouse.regions import ALF_REGION_CODES, ALF_REGIONS
from warehouse.text import Text

INDICATOR: Final = "new_professors_share_by_sex"
AS_TARGET: Final = "as_target"
MOST_PANELS: Final = 3

_NOTE: Final = Text(
    "Andel kvinnor bland nyrekryterade professorer, räknat som målet: befordrade och"
    " gästprofessorer ingår, adjungerade inte. Få personer varje period.",
    "Share of women among newly recruited professors, counted as the target is: promoted and"
    " visiting professors included, adjunct ones not. Few persons in each period.",
)
_MARKS: Final = {"outcome": Mark.DOT, "target": Mark.OPEN_DIAMOND}


def applies_to(indicator: Indicator) -> bool:
    return indicator.id == INDICATOR


def controls(_release: Release, _state: State) -> tuple[Control, ...]:
    """No choices: every period that has a target is shown, newest last."""
    return ()


def render(release: Release, state: State) -> Rendered:
    indicator = INDICATORS[INDICATOR]
    found = [
        f
        for f in figures(release, INDICATOR)
        if f.sex == "women"
        and f.item == AS_TARGET
        and f.status == "ok"
        and f.nature in _MARKS
        and stands_for_region(f, indicator)
    ]
    wording = Wording.for_figures(indicator, found, state.language)
    aims = _aims(drawn(found, indicator))
    if not aims:
        raise NothingToShow(
            Text("Det finns inga mål i underlaget.", "There are no targets in the data.")
        )
    chosen = tuple(d for aim in aims for d in (aim.target, aim.outcome) if d)
    return parts.rendered(
        parts.Subject("gender_targets", release, state, indicator, chosen, wording, None),
        chart=_chart(aims, indicator, state, wording),
        headline=headline(aims, state.region, wording, _doubted(release)),
        description=" ".join(target_words(aim, wording) for aim in aims),
        extra_note=wording.say(_NOTE),
    )


def _doubted(release: Release) -> set[tuple[str, str]]:
    return {
        (row["region"], row["period"])
        for row in parts.contradictions(release)
        if row["indicator"] == INDICATOR
    }


def _aims(chosen: Sequence[Drawn]) -> list[Aim]:
    """The newest periods with a target for more than one region, oldest of them first."""
    targets = [d for d in chosen if d.figure.nature == "target"]
    periods = sorted({d.figure.period for d in targets}, key=lambda p: p.sort_key)
    shared = [p for p in periods if sum(d.figure.period == p for d in targets) > 1][-MOST_PANELS:]
    return [
        aim
        for period in shared
        for region in ALF_REGIONS
        if (aim := _aim(region.code, period, chosen)).target or aim.outcome
    ]


def _aim(region: str, period: Period, chosen: Sequence[Drawn]) -> Aim:
    mine = {
        d.figure.nature: d
        for d in chosen
        if d.figure.region == region and d.figure.period == period
    }
    return Aim(region, period, mine.get("target"), mine.get("outcome"))


def _chart(aims: Sequence[Aim], indicator: Indicator, state: State, wording: Wording) -> Chart:
    numbers = [d.figure.value for a in aims for d in (a.target, a.outcome) if d]
    axis = value_axis(
        [n for n in numbers if n is not None], wording.unit, wording.language, from_zero=True
    )
    periods = list(dict.fromkeys(aim.period for aim in aims))
    panels = tuple(
        Panel(
            key=period.code,
            title=period.label(wording.language),
            subtitle="",
            categories=_categories([a for a in aims if a.period == period], state.region, wording),
            axis=axis,
            series=_series([a for a in aims if a.period == period], wording),
            bands=band(indicator, wording),
            connected=True,
        )
        for period in periods
    )
    key = tuple(
        KeyEntry(
            label=NATURES[nature].of(wording.language),
            mark=_MARKS[nature],
            emphasis=_emphasis(nature),
        )
        for nature in ("outcome", "target")
    )
    return Chart(panels=panels, orientation=Orientation.ROWS, columns=len(panels), key=key)


def _emphasis(nature: str) -> Emphasis:
    return Emphasis.WOMEN if nature == "outcome" else Emphasis.NATION


def _categories(aims: Sequence[Aim], own: str | None, wording: Wording) -> tuple[Category, ...]:
    have = {aim.region for aim in aims}
    return tuple(
        Category(
            key=region.code,
            label=wording.region(region.code),
            emphasis=Emphasis.OWN if region.code == own else Emphasis.REGION,
            sign="" if region.code in have else STATUS_SIGNS["missing"],
        )
        for region in ALF_REGIONS
    )


def _series(aims: Sequence[Aim], wording: Wording) -> tuple[Series, ...]:
    """The target is a larger mark, so that it shows around the same outcome."""
    found: dict[str, list[Drawn]] = {
        "outcome": [a.outcome for a in aims if a.outcome],
        "target": [a.target for a in aims if a.target],
    }
    have = {aim.region for aim in aims}
    gaps = {"target": [no_figure(code) for code in ALF_REGION_CODES if code not in have]}
    return tuple(
        Series(
            key=nature,
            name=NATURES[nature].of(wording.language),
            form=Form.DOTS,
            emphasis=_emphasis(nature),
            mark=_MARKS[nature],
            points=(*(_point(d, wording) for d in chosen), *gaps.get(nature, ())),
        )
        for nature, chosen in found.items()
        if chosen
    )


def _point(one: Drawn, wording: Wording) -> Point:
    figure: Figure = one.figure
    return Point(
        category=figure.region,
        value=figure.value,
        label=wording.label(figure),
        status=figure.status,
        detail=wording.detail(one),
    )


VIEW: Final = View(
    id="gender_targets",
    title=Text("Mål och utfall", "Targets and outcomes"),
    question=Text("Nås rekryteringsmålen?", "Are the recruitment targets reached?"),
    keys=(),
    applies_to=applies_to,
    controls=controls,
    render=render,
)
