"""University healthcare units: what is known of their number, by region and year.

So few figures are known that a table of boxes is honest and a chart would not be. The northern
health care region has four counties; it keeps a row of its own and is never Västerbotten.
"""

from collections.abc import Sequence
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
from dashboard.charts.signs import QUALIFIER_SIGNS, STATUS_SIGNS
from dashboard.state import State
from dashboard.views.figures import Drawn, Figure, stands_for_region
from dashboard.views.listing import no_controls
from dashboard.views.model import NothingToShow, Rendered, View
from dashboard.views.number_words import in_words, share_of
from dashboard.views.several import Several, subjects_of
from dashboard.views.wording import Wording, listed
from warehouse.indicators.model import Indicator, Topic
from warehouse.members import ALL, NATURES
from warehouse.period import Period
from warehouse.queries import Release
from warehouse.regions import ALF_REGIONS, OTHER
from warehouse.text import Text

UNITS: Final = "usv_units"
INDICATORS: Final = (UNITS, "usv_minimum_levels", "usv_minimum_levels_met")
APPOINTED: Final = "units"
# Part of a region's units: the region has at least as many.
A_PART: Final = "innovation_strategy_known"

_NOTE: Final = Text(
    "Antal enheter enligt den källa som finns; regionerna delar in sin vård på olika sätt, så "
    "antalen säger inget om storlek. Norra sjukvårdsregionen omfattar fyra regioner.",
    "Number of units according to what source there is; regions divide their care in different "
    "ways, so the numbers say nothing of size. The northern health care region has four counties.",
)
_NOTHING: Final = Text(
    "Det finns inga uppgifter om universitetssjukvårdsenheter.",
    "There are no figures on university healthcare units.",
)
_KINDS: Final = {
    CellKind.KNOWN: Text("antal enheter", "number of units"),
    CellKind.PARTLY: Text("bara en del är känd", "only a part is known"),
    CellKind.UNKNOWN: Text("uppgift saknas", "not available"),
}
_UNKNOWN: Final = Text("Ingen uppgift i källorna", "No figure in the sources")
_AT_LEAST: Final = Text(
    "Hela antalet framgår inte; det är minst så många.",
    "The whole number is not stated; it is at least as many.",
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A region, or an area that is not one of the seven, with its figures."""

    key: str
    label: str
    emphasis: Emphasis
    found: tuple[Drawn, ...]


def applies_to(indicator: Indicator) -> bool:
    return indicator.id == UNITS


def render(release: Release, state: State) -> Rendered:
    subjects = subjects_of("university_units", release, state, INDICATORS)
    if not subjects or subjects[0].indicator.id != UNITS:
        raise NothingToShow(_NOTHING)
    subject = subjects[0]
    rows = _rows(subject.chosen, subject.wording, state.region)
    title = Text("Universitetssjukvårdsenheter", "University healthcare units")
    several = Several(
        "university_units", title, Topic.EVALUATIONS, release, state, subjects
    )  # fmt: skip
    return several.rendered(
        chart=_matrix(rows, subject.wording),
        headline=headline(rows, state.region, subject.wording),
        description=_description(rows, subject.wording),
        note=subject.wording.say(_NOTE),
        about_one=True,
    )


def _rows(chosen: Sequence[Drawn], wording: Wording, own: str | None) -> list[_Row]:
    regions = [
        _Row(
            region.code,
            wording.region(region.code),
            Emphasis.OWN if region.code == own else Emphasis.REGION,
            tuple(d for d in chosen if d.figure.region == region.code
                  and stands_for_region(d.figure, wording.indicator)),
        )
        for region in ALF_REGIONS
    ]  # fmt: skip
    areas = {
        d.figure.organisation: d.figure.body.name for d in chosen if d.figure.region == OTHER.code
    }
    return regions + [
        _Row(code, wording.say(name), Emphasis.REGION,
             tuple(d for d in chosen if d.figure.organisation == code))
        for code, name in areas.items()
    ]  # fmt: skip


# ── the matrix ───────────────────────────────────────────────────────────────────────────────


def _periods(rows: Sequence[_Row]) -> list[Period]:
    return sorted({d.figure.period for row in rows for d in row.found}, key=lambda p: p.sort_key)


def _matrix(rows: Sequence[_Row], wording: Wording) -> Matrix:
    periods = _periods(rows)
    cells = tuple(_cell(row, period, wording) for row in rows for period in periods)
    kinds = {cell.kind for cell in cells}
    return Matrix(
        row_title=wording.say(Text("Område", "Area")),
        rows=tuple(Category(key=row.key, label=row.label, emphasis=row.emphasis) for row in rows),
        columns=tuple(
            MatrixColumn(key=period.code, label=period.label(wording.language))
            for period in periods
        ),
        cells=cells,
        steps=1,
        key=tuple((kind, wording.say(text)) for kind, text in _KINDS.items() if kind in kinds),
    )


def _cell(row: _Row, period: Period, wording: Wording) -> MatrixCell:
    at = [d for d in row.found if d.figure.period == period]
    figure = _appointed(at)
    part = next((d.figure for d in at if d.figure.item == A_PART), None)
    details = [line for d in at for line in _detail(d, wording)]
    if figure is not None:
        return MatrixCell(row=row.key, column=period.code, label=_label(figure, wording),
                          kind=CellKind.KNOWN, value=figure.value, step=0,
                          detail=tuple(details))  # fmt: skip
    if part is not None:
        return MatrixCell(row=row.key, column=period.code,
                          label=QUALIFIER_SIGNS["at_least"] + wording.label(part),
                          kind=CellKind.PARTLY, low=part.value,
                          detail=(*details, wording.say(_AT_LEAST)))  # fmt: skip
    return MatrixCell(
        row=row.key, column=period.code, label=STATUS_SIGNS["missing"], kind=CellKind.UNKNOWN,
        detail=(f"{row.label}, {period.label(wording.language)}", wording.say(_UNKNOWN)),
    )  # fmt: skip


def _appointed(at: Sequence[Drawn]) -> Figure | None:
    told = (d.figure for d in at if d.figure.item == APPOINTED and d.figure.value is not None)
    return next(told, None)


def _label(figure: Figure, wording: Wording) -> str:
    nature = NATURES[figure.nature].of(wording.language)
    label = wording.label(figure)
    return label if figure.nature == "outcome" else f"{label}, {nature}"


def _detail(one: Drawn, wording: Wording) -> tuple[str, ...]:
    note = one.figure.note
    return (*wording.detail(one), *([note.of(wording.language)] if note else []))


# ── the words ────────────────────────────────────────────────────────────────────────────────

_OWN: Final = Text(
    "Kända antal universitetssjukvårdsenheter i {region}: {units}.",
    "Known numbers of university healthcare units in {region}: {units}.",
)
_OWN_UNKNOWN: Final = Text(
    "Antalet universitetssjukvårdsenheter i {region} framgår inte av källorna, bara i {others}.",
    "The number of university healthcare units in {region} is not in the sources, only in "
    "{others}.",
)
_KNOWN: Final = Text(
    "Antalet universitetssjukvårdsenheter är känt för {share} regioner{years}.",
    "The number of university healthcare units is known for {share} regions{years}.",
)
_OTHER_YEARS: Final = Text(", men inte för samma år", ", but not for the same year")
_SAME_YEAR: Final = Text(", för {n} av dem samma år", ", for {n} of them in the same year")


def headline(rows: Sequence[_Row], own: str | None, wording: Wording) -> str:
    """Own region's numbers with their years, else how many regions have one at all."""
    seven = {region.code for region in ALF_REGIONS}
    known = {row.key: _told(row) for row in rows if row.key in seven and _told(row)}
    if own in known:
        units = [_dated(figure, wording) for figure in known[own]]
        return wording.say(_OWN, region=wording.region(own), units=listed(units, wording.language))
    if own is not None and known:
        others = listed([wording.region(code) for code in known], wording.language)
        return wording.say(_OWN_UNKNOWN, region=wording.region(own), others=others)
    share = share_of(len(known), len(seven), wording.language)
    return wording.say(_KNOWN, share=share, years=_same_year(list(known.values()), wording))


def _told(row: _Row) -> list[Figure]:
    found = [_appointed([d]) for d in row.found]
    return [figure for figure in found if figure is not None]


def _dated(figure: Figure, wording: Wording) -> str:
    """With its year and, where it is no outcome, its nature: "70 (2026, preliminärt)"."""
    is_outcome = figure.nature == "outcome"
    nature = "" if is_outcome else f", {NATURES[figure.nature].of(wording.language)}"
    return f"{wording.value(figure)} ({figure.period.label(wording.language)}{nature})"


def _same_year(known: Sequence[Sequence[Figure]], wording: Wording) -> str:
    """How many regions share a year; one alone shares none."""
    years = [{f.period for f in found} for found in known]
    most = max((sum(period in year for year in years) for year in years for period in year),
               default=0)  # fmt: skip
    if len(years) < 2:
        return ""
    if most < 2:
        return wording.say(_OTHER_YEARS)
    return wording.say(_SAME_YEAR, n=in_words(most, wording.language))


def _description(rows: Sequence[_Row], wording: Wording) -> str:
    told = [f"{row.label}: {listed(_words(row, wording), wording.language)}." for row in rows]
    return " ".join(told)


def _words(row: _Row, wording: Wording) -> list[str]:
    words = [
        f"{wording.indicator.items[d.figure.item].of(wording.language)} {_dated(d.figure, wording)}"
        for d in row.found
        if d.figure.item != ALL
    ]
    unknown = wording.say(_UNKNOWN)
    return words or [unknown[:1].lower() + unknown[1:]]


VIEW: Final = View(
    id="university_units",
    title=Text("Universitetssjukvårdsenheter", "University healthcare units"),
    question=Text("Hur många enheter är känt, och var?", "How many units are known, and where?"),
    keys=(),
    applies_to=applies_to,
    controls=no_controls,
    render=render,
)
