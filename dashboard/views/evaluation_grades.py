"""Grades of the national evaluation of clinical research: region by panel and year.

What is printed, inferred, partly known and unknown are told apart. Grades are an ordered scale:
compared, never averaged. Other evaluations are in `evaluation_other.py`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dashboard.charts.grammar import (
    Category,
    CellKind,
    Emphasis,
    Matrix,
    MatrixCell,
    MatrixColumn,
)
from dashboard.charts.numbers import signs_used
from dashboard.state import State
from dashboard.views import evaluation_sentences, parts
from dashboard.views.choices import item_members
from dashboard.views.evaluation_sentences import Grades
from dashboard.views.figures import Drawn, Figure, drawn, figures, stands_for_region
from dashboard.views.grades import HOW_KNOWN, Known
from dashboard.views.listing import no_controls, table
from dashboard.views.model import Cell, NothingToShow, Rendered, Table, View
from dashboard.views.wording import Wording, listed
from warehouse.indicators import INDICATORS
from warehouse.indicators.model import Indicator
from warehouse.period import Period
from warehouse.queries import Release
from warehouse.regions import ALF_REGION_CODES, ALF_REGIONS
from warehouse.text import Text

GRADE_INDICATOR: Final = "alf_evaluation_grade"
TOP_INDICATOR: Final = "alf_evaluation_top_grades"

_TOP: Final = Text(
    "Högsta omdöme i {k} av {n} paneler, {period}", "Top grade in {k} of {n} panels, {period}"
)
_NOTE: Final = Text(
    "Ordnad skala i tre steg, aldrig medelvärden. Starkare blått är ett högre omdöme, vinrött det"
    " lägsta. Streckad ruta: inte fullt känt.",
    "Ordered scale of three steps, never averaged. Stronger blue is a higher grade, plum the"
    " lowest. Dashed box: not fully known.",
)
_NOTHING: Final = Text("Det finns inga omdömen i det som är inläst.", "No grades have been loaded.")


@dataclass(frozen=True, slots=True)
class _Shown:
    """Everything the view draws: each region's grade by panel and period."""

    grades: Grades
    panels: tuple[str, ...]
    periods: tuple[Period, ...]
    top: tuple[Figure, ...]
    state: State
    wording: Wording


def applies_to(indicator: Indicator) -> bool:
    return indicator.id == GRADE_INDICATOR


def render(release: Release, state: State) -> Rendered:
    indicator = INDICATORS[GRADE_INDICATOR]
    found = [f for f in figures(release, indicator.id) if stands_for_region(f, indicator)]
    chosen = drawn([f for f in found if f.period.has_date], indicator)
    if not any(d.figure.status == "ok" for d in chosen):
        raise NothingToShow(_NOTHING)
    wording = Wording(indicator, state.language, indicator.unit)
    shown = _shown(release, chosen, wording, state)
    subject = parts.Subject("evaluation_grades", release, state, indicator, chosen, wording, None)
    whole = parts.rendered(
        subject,
        chart=_matrix(shown),
        headline=evaluation_sentences.headline(
            shown.grades, shown.panels, shown.periods, state.region, wording
        ),
        description=_description(shown),
        extra_note=wording.say(_NOTE),
    )
    grades = _table(shown, whole.overline)
    return replace(
        whole,
        table=grades,
        signs=signs_used(parts.cell_texts(grades), state.language),
        sources=parts.merged_sources(whole.sources, parts.source_lines(shown.top, state.language)),
    )


def _shown(release: Release, chosen: Sequence[Drawn], wording: Wording, state: State) -> _Shown:
    indicator = wording.indicator
    panels = tuple(code for code, _ in item_members([d.figure for d in chosen], indicator))
    periods = sorted({d.figure.period for d in chosen}, key=lambda p: p.sort_key)
    told = {(d.figure.region, d.figure.item, d.figure.period): d for d in chosen}
    grades = {
        place: Known.from_figures(_all_of(told.get(place)), indicator.scale)
        for region in ALF_REGION_CODES
        for panel in panels
        for period in periods
        for place in [(region, panel, period)]
    }
    top = tuple(f for f in figures(release, TOP_INDICATOR) if f.status == "ok")
    return _Shown(grades, panels, tuple(periods), top, state, wording)


def _all_of(one: Drawn | None) -> tuple[Figure, ...]:
    return (one.figure, *one.others) if one else ()


# ── the matrix ───────────────────────────────────────────────────────────────────────────────


def _matrix(shown: _Shown) -> Matrix:
    language = shown.state.language
    cells = tuple(_cell(place, shown) for place in shown.grades)
    kinds = {cell.kind for cell in cells}
    return Matrix(
        row_title=Text("Region", "Region").of(language),
        rows=tuple(
            Category(
                key=region.code,
                label=region.short.of(language),
                emphasis=Emphasis.OWN if region.code == shown.state.region else Emphasis.REGION,
            )
            for region in ALF_REGIONS
        ),
        columns=tuple(
            MatrixColumn(key=_column_key(panel, period), label=period.label(language),
                         group=shown.wording.item(panel))
            for panel in shown.panels
            for period in shown.periods
        ),
        cells=cells,
        steps=len(shown.wording.indicator.scale),
        key=tuple((kind, how.of(language)) for kind, how in HOW_KNOWN.items() if kind in kinds),
    )  # fmt: skip


def _column_key(panel: str, period: Period) -> str:
    return f"{panel}|{period.code}"


def _cell(place: tuple[str, str, Period], shown: _Shown) -> MatrixCell:
    region, panel, period = place
    known, language = shown.grades[place], shown.state.language
    is_partly = known.kind is CellKind.PARTLY
    return MatrixCell(
        row=region,
        column=_column_key(panel, period),
        label=known.short(language),
        kind=known.kind,
        value=known.step,
        low=known.low if is_partly else None,
        high=known.high if is_partly else None,
        step=None if known.step is None else known.step - 1,
        warning=known.is_lowest,
        detail=_detail(place, shown),
    )


def _detail(place: tuple[str, str, Period], shown: _Shown) -> tuple[str, ...]:
    region, panel, period = place
    known, wording, language = shown.grades[place], shown.wording, shown.state.language
    return (
        f"{wording.region(region)}, {period.label(language)}",
        wording.item(panel),
        f"{known.in_full(language)}, {known.how(language)}"
        if known.kind is not CellKind.UNKNOWN else known.how(language),
        *known.notes(language),
        *([] if known.kind is CellKind.KNOWN else _top_lines(region, period, shown)),
        *known.sources(language),
    )  # fmt: skip


def _top_lines(region: str, period: Period, shown: _Shown) -> Iterator[str]:
    """How many panels gave the top grade, where a source says so."""
    for figure in shown.top:
        if (figure.region, figure.period) == (region, period) and figure.value is not None:
            yield shown.wording.say(_TOP, k=int(figure.value), n=len(shown.panels),
                                    period=period.label(shown.state.language))  # fmt: skip


# ── the table and the words ──────────────────────────────────────────────────────────────────

_HEADINGS: Final = (
    ("region", Text("Region", "Region")),
    ("panel", Text("Panel", "Panel")),
    ("period", Text("Period", "Period")),
    ("grade", Text("Omdöme", "Grade")),
    ("how", Text("Omdömet är", "The grade is")),
    ("source", Text("Källa", "Source")),
    ("note", Text("Anmärkning", "Note")),
)


def _table(shown: _Shown, caption: str) -> Table:
    language = shown.state.language
    places = list(shown.grades)
    own = tuple(i for i, place in enumerate(places) if place[0] == shown.state.region)
    rows = [_row(place, shown) for place in places]
    return table(caption, _HEADINGS, rows, language, emphasised=own)


def _row(place: tuple[str, str, Period], shown: _Shown) -> tuple[Cell, ...]:
    region, panel, period = place
    known, wording, language = shown.grades[place], shown.wording, shown.state.language
    notes = [*known.notes(language)]
    if known.kind is not CellKind.KNOWN:
        notes += [f"{line}." for line in _top_lines(region, period, shown)]
    address = known.found[0].publication.address if known.found else None
    return (
        Cell(text=wording.region(region)),
        Cell(text=wording.item(panel)),
        Cell(text=period.label(language)),
        Cell(text=known.in_full(language), value=known.step),
        Cell(text=known.how(language)),
        Cell(text=listed(known.sources(language), language), address=address),
        Cell(text=" ".join(notes)),
    )


def _description(shown: _Shown) -> str:
    """Every grade in words, region by region."""
    return " ".join(_region_words(region, shown) for region in ALF_REGION_CODES)


def _region_words(region: str, shown: _Shown) -> str:
    language = shown.state.language
    told = [
        f"{shown.wording.indicator.items[panel].of(language)} "
        + ", ".join(
            f"{period.label(language)} {_spoken(shown.grades[region, panel, period], shown)}"
            for period in shown.periods
        )
        for panel in shown.panels
    ]
    return f"{shown.wording.region(region)}: {'; '.join(told)}."


def _spoken(known: Known, shown: _Shown) -> str:
    label = known.short(shown.state.language)
    return label[:1].lower() + label[1:]


VIEW: Final = View(
    id="evaluation_grades",
    title=Text("Omdömen", "Grades"),
    question=Text("Vilka omdömen fick regionerna i ALF-utvärderingen?",
                  "Which grades did the regions get in the ALF evaluation?"),
    keys=(),
    applies_to=applies_to,
    controls=no_controls,
    render=render,
)  # fmt: skip
