"""Can the conclusion of one question be trusted? Bounds beside the interval, and other ways.

One panel has the shares, the other the difference against the other regions in each way of
drawing the conclusion. Who is missing has a view of its own (`survey_missing.py`).
"""

from collections.abc import Sequence
from typing import Final

from dashboard.charts.numbers import number
from dashboard.charts.signs import STATUS_SIGNS
from dashboard.state import State
from dashboard.views import survey_trust_words as words
from dashboard.views.choices import chosen_period, sentence_case, value_of
from dashboard.views.listing import no_indicator, table
from dashboard.views.model import Cell, Control, NothingToShow, Rendered, Table, View
from dashboard.views.survey_choices import (
    chosen_region,
    group_control,
    item_control,
    rounds_with,
    series_control,
    survey_period_control,
)
from dashboard.views.survey_data import item_of
from dashboard.views.survey_trust_chart import POINTS, trust_chart
from dashboard.views.survey_trust_checks import (
    Check,
    Question,
    as_answered,
    checks,
    difference_bounds,
)
from dashboard.views.survey_words import (
    Told,
    bare_percent,
    group_name,
    region_name,
    rounds_at,
    shown_for,
    whole_number,
)
from warehouse.queries import Release
from warehouse.regions import ALF_REGION_CODES
from warehouse.statistics import (
    Share,
    decimals_supported,
)
from warehouse.survey_statistics import Method
from warehouse.text import Language, Text
from warehouse.units import RATIO

_TITLE: Final = Text("Håller slutsatsen?", "Does the conclusion hold?")
_QUESTION: Final = Text("Kan vi lita på resultatet?", "Can we trust the result?")
_HIDDEN: Final = Text(
    "Regionens svar på frågan visas inte: de är för få, eller så kunde någons svar ha gått att"
    " räkna ut. Välj en annan fråga, grupp eller period.",
    "The region's answers to the question are not shown: they are too few, or somebody's answer"
    " could have been worked out. Choose another question, group or period.",
)
_ANSWERS: Final = Text("Svar", "Answers")


def controls(release: Release, state: State) -> tuple[Control, ...]:
    series = series_control(release, state)
    region = chosen_region(release, series.chosen, state)
    group = group_control(release, series.chosen, state)
    period = survey_period_control(release, series.chosen, group.chosen, state, region)
    rounds = rounds_with(release, series.chosen, group.chosen)
    at = rounds_at(rounds, chosen_period([period]), ALF_REGION_CODES)
    return (series, group, period, item_control(at, state))


def render(release: Release, state: State) -> Rendered:
    question = _question(release, state)
    first = as_answered(question)
    if first.own is None:
        raise NothingToShow(_HIDDEN)
    tried = checks(question, first) if first.others else ()
    told = _told(question, state)
    bounds = difference_bounds(first)
    effect = question.design_effects().get(question.region)
    effect_words = number(effect, RATIO, state.language) if effect is not None else ""
    note = words.note(question, bounds, effect_words, told)
    return told.rendered(
        headline=words.headline(question, first, tried, told),
        description=words.description(first, tried, told),
        chart=trust_chart(question, first, tried, state),
        table=_table(first, tried, told),
        note=" ".join(part for part in (shown_for(question.region, state), note) if part),
        warnings=words.reasons(tried, told),
    )


def _question(release: Release, state: State) -> Question:
    offered = controls(release, state)
    series, group, item = (value_of(offered, key) for key in ("series", "group", "item"))
    assert series
    assert group
    assert item
    return Question(
        release=release, series=series, region=chosen_region(release, series, state),
        group=group, period=chosen_period(offered), item=item,
    )  # fmt: skip


def _told(question: Question, state: State) -> Told:
    language = state.language
    found = rounds_with(question.release, question.series, question.group)
    rounds = rounds_at(found, question.period, ALF_REGION_CODES)
    asked = [item for one in rounds if (item := item_of(one, question.item)) is not None]
    return Told(
        view=VIEW.id, release=question.release, state=state, series=question.series,
        title=_TITLE,
        named=(region_name(question.region, language), group_name(question.group, language),
               question.period.label(language), asked[-1].wording.of(language)),
        rounds=rounds, short=words.SHORT, may=words.MAY, may_not=words.MAY_NOT,
        methods=(Method.WILSON, Method.BOUNDS, Method.NEWCOMBE, Method.POST_STRATIFICATION),
    )  # fmt: skip


# ---------------------------------------------------------------- the table

_HEADINGS: Final = (
    ("way", Text("Prövning", "Check")),
    ("own", Text("Regionen, procent", "The region, percent")),
    ("answers", _ANSWERS),
    ("others", Text("Övriga, procent", "Others, percent")),
    ("difference", Text("Skillnad, procentenheter", "Difference, percentage points")),
    ("interval", Text("95 % intervall", "95% interval")),
    ("conclusion", Text("Slutsats", "Conclusion")),
    ("verdict", Text("Mot den första", "Against the first")),
)


def _table(first: Check, tried: Sequence[Check], told: Told) -> Table:
    rows = [_row(check, first, told.language) for check in (first, *tried)]
    return table(told.overline, _HEADINGS, rows, told.language)


def _row(check: Check, first: Check, language: Language) -> list[Cell]:
    name = Cell(text=sentence_case(words.WAYS[check.way].of(language)))
    verdict = "" if check is first else words.VERDICTS[check.against(first)].of(language)
    difference = check.difference
    if difference is None:
        own = [_share_cell(check.own, language), _count(check.answers, language)]
        missing = Cell(text=STATUS_SIGNS["missing"])
        return [name, *own, missing, missing, missing,
                Cell(text=words.conclusion_word(check, language)), Cell(text=verdict)]  # fmt: skip
    decimals = decimals_supported(check.answers)
    ends = [
        number(100 * end, POINTS, language, decimals=decimals, signed=True)
        for end in (difference.interval.low, difference.interval.high)
    ]
    between = Text("{low} till {high}", "{low} to {high}").of(language)
    value = 100 * difference.value
    return [
        name,
        _share_cell(check.own, language),
        _count(check.answers, language),
        _share_cell(check.others, language),
        Cell(text=number(value, POINTS, language, decimals=decimals, signed=True), value=value),
        Cell(text=between.format(low=ends[0], high=ends[1])),
        Cell(text=words.conclusion_word(check, language)),
        Cell(text=verdict),
    ]


def _share_cell(share: Share | None, language: Language) -> Cell:
    if share is None:
        return Cell(text=STATUS_SIGNS["missing"])
    value = 100 * share.value
    return Cell(text=bare_percent(value, share.n, language), value=value)


def _count(value: float | None, language: Language) -> Cell:
    if value is None:
        return Cell(text=STATUS_SIGNS["missing"])
    return Cell(text=whole_number(value, language), value=value)


VIEW: Final = View(
    id="survey_trust",
    title=_TITLE,
    question=_QUESTION,
    keys=("series", "group", "period", "item"),
    applies_to=no_indicator,
    controls=controls,
    render=render,
)
