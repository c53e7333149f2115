"""Stockholm's joint ALF/FoUU budget in its parts: the preliminary frame beside the decided one.

No other region's budget is in the sources, so the view is about Stockholm whatever one's region.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from dashboard.charts import numbers
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
    Stacking,
)
from dashboard.state import State
from dashboard.views import parts
from dashboard.views.choices import chosen_period, period_control, sentence_case
from dashboard.views.figures import Drawn, drawn, figures
from dashboard.views.model import Control, NothingToShow, Rendered, View
from dashboard.views.wording import Wording
from warehouse.indicators import INDICATORS
from warehouse.indicators.model import Indicator
from warehouse.members import NATURES
from warehouse.period import Period
from warehouse.queries import Release
from warehouse.text import Text

BUDGET: Final = "stockholm_alf_fouu_budget"
TOTAL: Final = "total"
PARTS: Final = (("alf_compensation", Emphasis.FIRST), ("region_contribution", Emphasis.SECOND))
STAGES: Final = ("preliminary", "decided")

_NOTHING: Final = Text("Det finns ingen budget i det som är inläst.", "No budget has been loaded.")
_NOTE: Final = Text(
    "Löpande priser. Gäller Region Stockholm och Karolinska Institutet, oavsett vald region.",
    "Current prices. About Region Stockholm and Karolinska Institutet, whatever region is chosen.",
)

Amounts = Mapping[tuple[str, str], Drawn]


def applies_to(indicator: Indicator) -> bool:
    return indicator.id == BUDGET


def controls(release: Release, state: State) -> tuple[Control, ...]:
    periods = _periods(release)
    if not periods:
        raise NothingToShow(_NOTHING)
    newest = max(periods, key=lambda p: p.sort_key)
    return (period_control(periods, state.period, newest, state.language),)


def _periods(release: Release) -> set[Period]:
    return {f.period for f in figures(release, BUDGET) if f.period.has_date and f.value is not None}


def render(release: Release, state: State) -> Rendered:
    period = chosen_period(controls(release, state))
    indicator = INDICATORS[BUDGET]
    chosen = drawn((f for f in figures(release, BUDGET) if f.period == period), indicator)
    wording = Wording.for_figures(indicator, [d.figure for d in chosen], state.language)
    amounts = {
        (d.figure.nature, d.figure.item): d for d in chosen if d.figure.value is not None
    }  # fmt: skip
    return parts.rendered(
        parts.Subject("funding_budget", release, state, indicator, chosen, wording, period),
        chart=_chart(amounts, wording),
        headline=headline(amounts, period, wording),
        description=_description(amounts, wording),
        extra_note=wording.say(_NOTE),
    )


# ── the chart ────────────────────────────────────────────────────────────────────────────────


def _stages(amounts: Amounts) -> list[str]:
    return [stage for stage in STAGES if (stage, TOTAL) in amounts]


def _value(one: Drawn) -> float:
    assert one.figure.value is not None
    return one.figure.value


def _chart(amounts: Amounts, wording: Wording) -> Chart:
    values = [_value(one) for one in amounts.values()]
    panel = Panel(
        key="budget",
        title="",
        subtitle=sentence_case(numbers.unit_name(wording.unit, wording.language)),
        categories=tuple(_category(stage, amounts, wording) for stage in _stages(amounts)),
        axis=value_axis(values, wording.unit, wording.language, from_zero=True),
        series=tuple(_series(item, kind, amounts, wording) for item, kind in PARTS),
    )
    return Chart(
        panels=(panel,),
        orientation=Orientation.ROWS,
        columns=1,
        stacking=Stacking.STACKED,
        key=tuple(
            KeyEntry(label=wording.item(item), mark=Mark.SQUARE, emphasis=kind)
            for item, kind in PARTS
        ),
    )


def _category(stage: str, amounts: Amounts, wording: Wording) -> Category:
    """The total stands with the name of its row: no bar of its own shows it."""
    total = wording.value(amounts[stage, TOTAL].figure)
    nature = sentence_case(NATURES[stage].of(wording.language))
    return Category(key=stage, label=f"{nature}: {total}")


def _series(item: str, kind: Emphasis, amounts: Amounts, wording: Wording) -> Series:
    found = [(s, amounts[s, item]) for s in _stages(amounts) if (s, item) in amounts]
    return Series(
        key=item,
        name=wording.item(item),
        form=Form.BARS,
        emphasis=kind,
        mark=Mark.SQUARE,
        points=tuple(
            Point(category=stage, value=one.figure.value, label=wording.label(one.figure),
                  detail=wording.detail(one))
            for stage, one in found
        ),
    )  # fmt: skip


# ── the words ────────────────────────────────────────────────────────────────────────────────

_CHANGED: Final = Text(
    "Stockholms ALF/FoUU-budget {period} {verb} med {amount} från preliminär till beslutad ram, "
    "till {total}{whose}.",
    "Stockholm's ALF/FoUU budget for {period} {verb} by {amount} from the preliminary to the "
    "decided frame, to {total}{whose}.",
)
_ROSE: Final = Text("ökade", "rose")
_FELL: Final = Text("minskade", "fell")
_WHOSE: Final = Text("; hela skillnaden är {part}", "; all of the difference is {part}")
_SAME: Final = Text(
    "Stockholms ALF/FoUU-budget {period} är {total}, lika mycket preliminärt som beslutat.",
    "Stockholm's ALF/FoUU budget for {period} is {total}, the same in the preliminary and the "
    "decided frame.",
)
_ONE: Final = Text(
    "Stockholms ALF/FoUU-budget {period} är {nature} {total}.",
    "Stockholm's {nature} ALF/FoUU budget for {period} is {total}.",
)
_NO_TOTAL: Final = Text(
    "Hela ramen för {period} är inte känd.", "The whole frame for {period} is not known."
)


def headline(amounts: Amounts, period: Period, wording: Wording) -> str:
    """What changed between the two frames, and in which part."""
    stages, when = _stages(amounts), period.label(wording.language)
    if not stages:
        return wording.say(_NO_TOTAL, period=when)
    total = wording.value(amounts[stages[-1], TOTAL].figure)
    if len(stages) == 1:
        nature = NATURES[stages[0]].of(wording.language)
        return wording.say(_ONE, period=when, nature=nature, total=total)
    difference = _difference(TOTAL, amounts)
    if difference == 0:
        return wording.say(_SAME, period=when, total=total)
    verb = wording.say(_ROSE if difference > 0 else _FELL)
    return wording.say(_CHANGED, period=when, verb=verb, amount=wording.amount(abs(difference)),
                       total=total, whose=_whose(difference, amounts, wording))  # fmt: skip


def _difference(item: str, amounts: Amounts) -> float:
    """In whole kronor: amounts are printed to a tenth of a million."""
    first, last = (_value(amounts[stage, item]) for stage in STAGES)
    return float(round(last - first))


def _whose(difference: float, amounts: Amounts, wording: Wording) -> str:
    """The one part that makes the whole difference, where one does."""
    both = [item for item, _ in PARTS if all((stage, item) in amounts for stage in STAGES)]
    alone = [item for item in both if _difference(item, amounts) == difference]
    rest = [item for item in both if item not in alone]
    if len(both) < len(PARTS) or len(alone) != 1 or any(_difference(i, amounts) for i in rest):
        return ""
    return wording.say(_WHOSE, part=wording.indicator.items[alone[0]].of(wording.language))


def _description(amounts: Amounts, wording: Wording) -> str:
    return " ".join(_stage_words(stage, amounts, wording) for stage in _stages(amounts))


def _stage_words(stage: str, amounts: Amounts, wording: Wording) -> str:
    told: Sequence[str] = [
        f"{wording.indicator.items[item].of(wording.language)} "
        f"{wording.value(amounts[stage, item].figure)}"
        for item in (TOTAL, *(item for item, _ in PARTS))
        if (stage, item) in amounts
    ]
    return f"{sentence_case(NATURES[stage].of(wording.language))}: {', '.join(told)}."


VIEW: Final = View(
    id="funding_budget",
    title=Text("Stockholms budget", "Stockholm's budget"),
    question=Text("Vad består Stockholms ALF/FoUU-budget av?",
                  "What does Stockholm's ALF/FoUU budget consist of?"),
    keys=("period",),
    applies_to=applies_to,
    controls=controls,
    render=render,
)  # fmt: skip
