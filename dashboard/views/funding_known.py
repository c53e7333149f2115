"""What is known of the state's compensation: region and nation by year, honest about how little.

Each box holds one amount of `alf_compensation`, the most complete there is. The table has every
funding figure. Budgets are in `funding_budget.py`, prices in `funding_prices.py`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.charts.grammar import (
    Category,
    CellKind,
    Emphasis,
    Matrix,
    MatrixCell,
    MatrixColumn,
)
from dashboard.charts.numbers import unit_name
from dashboard.charts.signs import STATUS_SIGNS
from dashboard.state import State
from dashboard.views import parts
from dashboard.views.figures import Figure, figures
from dashboard.views.funding_sentences import headline
from dashboard.views.listing import no_controls
from dashboard.views.model import NothingToShow, Rendered, View
from dashboard.views.several import Several, subjects_of
from dashboard.views.wording import Wording, listed
from warehouse.indicators.model import Indicator, Topic
from warehouse.members import NATURES
from warehouse.period import Period
from warehouse.queries import Release
from warehouse.regions import ALF_REGIONS, NATION, REGIONS
from warehouse.text import Text

COMPENSATION: Final = "alf_compensation"
# The most complete amount first, and of two of the same kind the most certain.
ITEM_ORDER: Final = (
    "total", "old_agreement_total", "research", "education", "purpose_unclear",
    "research_four_years", "research_quality_part",
)  # fmt: skip
NATURE_ORDER: Final = ("outcome", "decided", "preliminary", "plan", "target")
WHOLE: Final = "total"
_SHORT_ITEMS: Final = {
    "total": Text("", ""),
    "old_agreement_total": Text("äldre avtal", "earlier agreement"),
    "research": Text("forskning", "research"),
    "education": Text("utbildning", "education"),
    "purpose_unclear": Text("oklart ändamål", "unclear purpose"),
    "research_four_years": Text("forskning, fyra år", "research, four years"),
    "research_quality_part": Text("forskning, kvalitetsdel", "research, quality part"),
}

_NOTE: Final = Text(
    "Belopp i {unit}, löpande priser. Hela ersättningen där den är känd, annars den del som står i "
    "rutan.{elsewhere}",
    "Amounts in {unit}, current prices. The whole compensation where it is known, else the part "
    "named in the box.{elsewhere}",
)
_ELSEWHERE: Final = Text(
    " Uppgifter för {periods} gäller annat och står i tabellen.",
    " Figures for {periods} are about other things; see the table.",
)
_NOTHING: Final = Text(
    "Det finns inga uppgifter om finansiering.", "There are no figures on funding."
)
_KINDS: Final = {
    CellKind.KNOWN: Text("hela ersättningen", "whole compensation"),
    CellKind.PARTLY: Text("en del eller annan uppgift", "a part or another figure"),
    CellKind.UNKNOWN: Text("uppgift saknas", "not available"),
    CellKind.NOT_APPLICABLE: Text("ingick inte i avtalet", "not in the agreement"),
}
_OTHERS: Final = Text("{n} andra uppgifter om finansiering", "{n} other figures on funding")
_ONE_OTHER: Final = Text("1 annan uppgift om finansiering", "1 other figure on funding")
_COUNT: Final = Text("{n} andra uppgifter", "{n} other figures")
_ONE_COUNT: Final = Text("1 annan uppgift", "1 other figure")


@dataclass(frozen=True, slots=True)
class _Known:
    """`amounts` are those of the compensation; `others` every other funding figure."""

    amounts: tuple[Figure, ...]
    others: tuple[Figure, ...]
    periods: tuple[Period, ...]
    state: State
    wording: Wording


def applies_to(indicator: Indicator) -> bool:
    return indicator.id == COMPENSATION


def render(release: Release, state: State) -> Rendered:
    # An index of prices is no funding.
    names = [i.id for i in release.registry.indicators.values()
             if i.topic is Topic.FUNDING and i.deflator is None]  # fmt: skip
    subjects = subjects_of("funding_known", release, state, names)
    if not subjects or subjects[0].indicator.id != COMPENSATION:
        raise NothingToShow(_NOTHING)
    known = _known(release, subjects, state)
    title = Text("Vad som är känt", "What is known")
    several = Several("funding_known", title, Topic.FUNDING, release, state, subjects)
    return several.rendered(
        chart=_matrix(known),
        headline=headline(known.amounts, state.region, known.wording),
        description=_description(known),
        note=_note(known),
        about_one=True,
    )


def _known(release: Release, subjects: Sequence[parts.Subject], state: State) -> _Known:
    amounts = tuple(f for f in figures(release, COMPENSATION) if f.value is not None)
    others = tuple(
        f for s in subjects[1:] for f in figures(release, s.indicator.id) if f.status == "ok"
    )
    periods = sorted({f.period for f in amounts}, key=lambda p: p.sort_key)
    return _Known(amounts, others, tuple(periods), state, subjects[0].wording)


# ── the matrix ───────────────────────────────────────────────────────────────────────────────


def _matrix(known: _Known) -> Matrix:
    wording = known.wording
    cells = tuple(
        _cell(region.code, period, known)
        for region in (*ALF_REGIONS, NATION)
        for period in known.periods
    )
    kinds = {cell.kind for cell in cells}
    return Matrix(
        row_title=wording.say(Text("Region", "Region")),
        rows=tuple(
            Category(key=region.code, label=wording.region(region.code),
                     emphasis=_emphasis(region.code, known.state.region))
            for region in (*ALF_REGIONS, NATION)
        ),
        columns=tuple(
            MatrixColumn(key=period.code, label=period.label(wording.language))
            for period in known.periods
        ),
        cells=cells,
        steps=1,
        key=tuple((kind, wording.say(text)) for kind, text in _KINDS.items() if kind in kinds),
    )  # fmt: skip


def _emphasis(region: str, own: str | None) -> Emphasis:
    if region == NATION.code:
        return Emphasis.NATION
    return Emphasis.OWN if region == own else Emphasis.REGION


def _cell(region: str, period: Period, known: _Known) -> MatrixCell:
    wording = known.wording
    amounts = _at(known.amounts, region, period)
    others = _at(known.others, region, period)
    best = min(amounts, key=_completeness, default=None)
    head = f"{wording.region(region)}, {period.label(wording.language)}"
    counted = _counted(len(others), _ONE_OTHER, _OTHERS, wording)
    told = [_amount_words(f, wording) for f in sorted(amounts, key=_completeness)]
    kind, label = _kind_and_label(region, period, best, len(others), wording)
    is_empty = best is None and not others
    return MatrixCell(
        row=region,
        column=period.code,
        label=label,
        kind=kind,
        value=best.value if best else None,
        step=0 if kind is CellKind.KNOWN else None,
        detail=(head, *([wording.say(_KINDS[kind])] if is_empty else []), *told,
                *([counted] if others else [])),
    )  # fmt: skip


def _at(found: Iterable[Figure], region: str, period: Period) -> list[Figure]:
    return [f for f in found if f.region == region and f.period == period]


def _completeness(figure: Figure) -> tuple[int, int]:
    return ITEM_ORDER.index(figure.item), NATURE_ORDER.index(figure.nature)


def _kind_and_label(
    region: str, period: Period, best: Figure | None, others: int, wording: Wording
) -> tuple[CellKind, str]:
    if best is not None:
        kind = CellKind.KNOWN if best.item == WHOLE else CellKind.PARTLY
        return kind, _label(best, wording)
    if others:
        return CellKind.PARTLY, _counted(others, _ONE_COUNT, _COUNT, wording)
    if _was_outside(region, period):
        return CellKind.NOT_APPLICABLE, STATUS_SIGNS["not_applicable"]
    return CellKind.UNKNOWN, STATUS_SIGNS["missing"]


def _was_outside(region: str, period: Period) -> bool:
    """Whether the region joined the agreement after the period."""
    since = REGIONS[region].agreement_since
    return since is not None and period.end is not None and period.end.year < since


def _label(figure: Figure, wording: Wording) -> str:
    """The amount, with a word for what part and of what nature it is where that is needed."""
    nature = "" if figure.nature == "outcome" else NATURES[figure.nature].of(wording.language)
    words = [wording.label(figure), wording.say(_SHORT_ITEMS[figure.item]), nature]
    return ", ".join(word for word in words if word)


def _amount_words(figure: Figure, wording: Wording) -> str:
    nature = (
        "" if figure.nature == "outcome" else f" ({NATURES[figure.nature].of(wording.language)})"
    )
    return f"{wording.item(figure.item)}: {wording.value(figure)}{nature}"


def _counted(count: int, one: Text, several: Text, wording: Wording) -> str:
    return wording.say(one) if count == 1 else wording.say(several, n=count)


# ── the words ────────────────────────────────────────────────────────────────────────────────


def _note(known: _Known) -> str:
    wording, language = known.wording, known.wording.language
    regions = {region.code for region in (*ALF_REGIONS, NATION)}
    beside = {f.period for f in known.others if f.region in regions} - set(known.periods)
    labels = [p.label(language) for p in sorted(beside, key=lambda p: p.sort_key)]
    elsewhere = wording.say(_ELSEWHERE, periods=listed(labels, language)) if labels else ""
    return wording.say(_NOTE, unit=unit_name(wording.unit, language), elsewhere=elsewhere)


def _description(known: _Known) -> str:
    return " ".join(_region_words(region.code, known) for region in (*ALF_REGIONS, NATION))


def _region_words(region: str, known: _Known) -> str:
    """Every amount of the compensation; what is missing is said once."""
    wording = known.wording
    told = [
        f"{f.period.label(wording.language)} {_amount_words(f, wording)}"
        for f in known.amounts
        if f.region == region
    ]
    nothing = Text("inget belopp", "no amount")
    return f"{wording.region(region)}: {'; '.join(told) or wording.say(nothing)}."


VIEW: Final = View(
    id="funding_known",
    title=Text("Vad som är känt", "What is known"),
    question=Text("Vad vet vi om statens ersättning, för vilka och när?",
                  "What do we know of the state's compensation, for whom and when?"),
    keys=(),
    applies_to=applies_to,
    controls=no_controls,
    render=render,
)  # fmt: skip
