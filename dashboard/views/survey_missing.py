"""Who is missing: how often each part of those invited answered, and whether that skews.

The parts are those that the survey shows: sex, programme, unit. The R-indicator and its parts
come from the release; what chance alone would give is worked out of the parts that are shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.charts.signs import STATUS_SIGNS
from dashboard.state import State
from dashboard.views.choices import chosen_period, sentence_case, value_of
from dashboard.views.listing import no_indicator, table
from dashboard.views.model import Cell, Control, NothingToShow, Rendered, Table, View
from dashboard.views.survey_choices import (
    chosen_region,
    group_control,
    rounds_with,
    series_control,
    survey_period_control,
)
from dashboard.views.survey_data import SurveyCell, cells
from dashboard.views.survey_missing_chart import missing_chart, over, skew_words
from dashboard.views.survey_missing_words import (
    MAY,
    MAY_NOT,
    SHORT,
    Division,
    Skew,
    description,
    headline,
    note,
)
from dashboard.views.survey_words import (
    Told,
    cell_label,
    group_name,
    organisation_name,
    region_name,
    rounds_at,
    shown_for,
    whole_number,
)
from warehouse.members import ALL, SEXES
from warehouse.queries import Release
from warehouse.representativeness import ResponseStratum, representativeness_by_chance
from warehouse.survey_statistics import Method
from warehouse.surveys.indicators import Measure
from warehouse.text import Language, Text

_TITLE: Final = Text("Vilka saknas?", "Who is missing?")
_QUESTION: Final = Text("Liknar de som svarade dem som bjöds in?",
                        "Are those who answered like those invited?")  # fmt: skip
_NOTHING: Final = Text(
    "Enkäten visar ingen svarsfrekvens efter kön, utbildning eller enhet för valet, så det går inte"
    " att se vilka som saknas.",
    "The survey shows no response rate by sex, programme or unit for this choice, so it cannot be"
    " seen who is missing.",
)


def controls(release: Release, state: State) -> tuple[Control, ...]:
    series = series_control(release, state)
    region = chosen_region(release, series.chosen, state)
    group = group_control(release, series.chosen, state)
    period = survey_period_control(release, series.chosen, group.chosen, state, region)
    return (series, group, period)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    release: Release
    series: str
    region: str
    group: str
    period: str

    def rates(self, **asked: str | Sequence[str] | None) -> tuple[SurveyCell, ...]:
        place = {"region": self.region, "group": self.group, "period": self.period}
        return cells(self.release, self.series, Measure.RESPONSE_RATE, **{**place, **asked})


def render(release: Release, state: State) -> Rendered:
    offered = controls(release, state)
    series, group = (value_of(offered, key) for key in ("series", "group"))
    assert series
    assert group
    region, period = chosen_region(release, series, state), chosen_period(offered)
    asked = _Asked(release=release, series=series, region=region, group=group, period=period.code)
    whole = next(iter(asked.rates()), None)
    divisions = tuple(one for one in _divisions(asked, state.language) if one.shown)
    if whole is None or not whole.is_shown or not divisions:
        raise NothingToShow(_NOTHING)
    language = state.language
    told = Told(
        view=VIEW.id, release=release, state=state, series=series, title=_TITLE,
        named=(region_name(region, language), group_name(group, language),
               period.label(language)),
        rounds=rounds_at(rounds_with(release, series, group, region), period, [region]),
        short=SHORT, may=MAY, may_not=MAY_NOT, methods=(Method.REPRESENTATIVENESS,),
    )  # fmt: skip
    skew = _skew(asked, whole)
    return told.rendered(
        headline=headline(region, divisions, skew, told),
        description=description(divisions, told),
        chart=missing_chart(divisions, whole, language),
        table=_table(divisions, whole, told),
        note=" ".join(
            part for part in (shown_for(region, state), note(whole, divisions, skew, told)) if part
        ),
    )


# ---------------------------------------------------------------- the divisions


def _divisions(asked: _Asked, language: Language) -> Iterable[Division]:
    """By sex, by programme, by unit: those that the survey shows."""
    by_sex = {cell.sex: cell for cell in asked.rates(sex=None) if cell.sex != ALL}
    sexes = ((name, by_sex[code]) for code, name in SEXES.items() if code in by_sex)
    yield Division("by_sex", tuple((sentence_case(name.of(language)), c) for name, c in sexes))
    programmes = _programmes(asked)
    yield Division("by_group", tuple((group_name(c.group, language), c) for c in programmes))
    units = {c.organisation: c for c in asked.rates(organisation=None) if c.organisation != ALL}
    named = (
        (organisation_name(asked.release, code, language), units[code])
        for code in asked.release.registry.organisations
        if code in units
    )
    yield Division("by_organisation", tuple(named))


def _programmes(asked: _Asked, **more: None) -> list[SurveyCell]:
    """The subgroups of the rounds that the group is the target of."""
    codes = _codes(asked)
    return list(asked.rates(group=codes, **more)) if codes else []


def _codes(asked: _Asked) -> list[str]:
    """None where the group is a programme itself."""
    rounds = rounds_with(asked.release, asked.series, asked.group, asked.region)
    return [
        code
        for one in rounds
        if one.group == asked.group and asked.period in (one.period, *one.terms)
        for code in one.subgroups
    ]


def _skew(asked: _Asked, whole: SurveyCell) -> Skew:
    found = cells(
        asked.release, asked.series, Measure.REPRESENTATIVENESS,
        region=asked.region, group=asked.group, period=asked.period, estimate=None,
    )  # fmt: skip
    values: Mapping[str, float] = {c.item: c.value for c in found if c.value is not None}
    crossing, strata = _finest(asked, whole)
    by_chance = representativeness_by_chance(strata) if len(strata) > 1 else None
    return Skew(values.get(ALL), by_chance, values, crossing if by_chance is not None else ())


# ---------------------------------------------------------------- chance alone


def _finest(asked: _Asked, whole: SurveyCell) -> tuple[tuple[str, ...], Sequence[ResponseStratum]]:
    """The crossing with most parts, which the release's own R is of, and its parts."""
    one = asked.release.registry.surveys.round(
        asked.series, asked.region, asked.group, asked.period
    )
    found = [(by, _strata(asked, by, whole)) for by in (one.crossings if one else ())]
    return max(found, key=lambda pair: len(pair[1]), default=((), []))


def _strata(asked: _Asked, crossing: Sequence[str], whole: SurveyCell) -> list[ResponseStratum]:
    """The parts that are shown, and what is left of the whole as one more."""
    found = _crossed(asked, crossing)
    counts = [(c.denominator, c.numerator) for c in found if c.denominator and c.numerator]
    rest = (
        (whole.denominator or 0) - sum(invited for invited, _ in counts),
        (whole.numerator or 0) - sum(answers for _, answers in counts),
    )
    told = [*counts, *([rest] if counts and 0 < rest[1] <= rest[0] else [])]
    return [ResponseStratum(invited=invited, answers=answers) for invited, answers in told]


def _crossed(asked: _Asked, crossing: Sequence[str]) -> list[SurveyCell]:
    """The cells of a crossing inside the group; of a programme those that tell programmes apart."""
    more: dict[str, None] = {name: None for name in ("organisation", "sex") if name in crossing}
    programmes = _programmes(asked, **more) if "group" in crossing else []
    found = programmes or asked.rates(**more)
    return [cell for cell in found if all(getattr(cell, name) != ALL for name in more)]


# ---------------------------------------------------------------- the table

_HEADINGS: Final = (
    ("part", Text("Del", "Part")),
    ("division", Text("Indelning", "Division")),
    ("rate", Text("Svarsfrekvens, procent", "Response rate, percent")),
    ("answers", Text("Svar", "Answers")),
    ("invited", Text("Inbjudna", "Invited")),
    ("skew", Text("Skevhet, procentenheter",
                  "Skew, percentage points")),
)  # fmt: skip


def _table(divisions: Sequence[Division], whole: SurveyCell, told: Told) -> Table:
    language = told.language
    rows = [
        _row(name, one.name(language), cell, whole, language)
        for one in divisions
        for name, cell in one.parts
    ]
    return table(told.overline, _HEADINGS, rows, language)


def _row(
    name: str, division: str, cell: SurveyCell, whole: SurveyCell, language: Language
) -> list[Cell]:
    named = [Cell(text=name), Cell(text=division)]
    if not cell.is_shown:
        return [*named, *(Cell(text=STATUS_SIGNS[cell.status]) for _ in range(4))]
    return [
        *named,
        Cell(text=cell_label(cell, language), value=cell.value),
        *(
            Cell(text="" if value is None else whole_number(value, language), value=value)
            for value in (cell.numerator, cell.denominator)
        ),
        Cell(text=skew_words(cell, whole, language), value=over(cell, whole)),
    ]


VIEW: Final = View(
    id="survey_missing",
    title=_TITLE,
    question=_QUESTION,
    keys=("series", "group", "period"),
    applies_to=no_indicator,
    controls=controls,
    render=render,
)
