"""Response rates of a survey: the regions beside each other, and how many answers are needed.

One group with its counts, or every target group side by side. Units inside a region have a view
of their own (`survey_rates_units.py`), and so has the time (`survey_rates_trend.py`). No rate has
an interval: everybody invited is counted.
"""

from collections.abc import Sequence
from typing import Final

from dashboard.charts.grammar import Chart, Orientation
from dashboard.state import State
from dashboard.views.choices import GROUP, chosen_period, member_control, value_of
from dashboard.views.listing import no_indicator, table
from dashboard.views.model import Control, NothingToShow, Rendered, Table, View
from dashboard.views.number_words import in_words
from dashboard.views.survey_choices import (
    group_control,
    rounds_with,
    series_control,
    survey_period_control,
    target_groups,
)
from dashboard.views.survey_data import SurveyCell, cells, nation, round_of
from dashboard.views.survey_rates_parts import (
    HEADINGS,
    NEEDED_ABOUT,
    RatePanel,
    RateRow,
    margin_control,
    table_row,
)
from dashboard.views.survey_rates_words import NOTHING_SHOWN, Found, headline
from dashboard.views.survey_words import (
    Told,
    cell_words,
    group_name,
    rounds_at,
    rules,
)
from dashboard.views.wording import listed
from warehouse.members import GROUPS
from warehouse.period import Period
from warehouse.queries import Release
from warehouse.regions import ALF_REGIONS
from warehouse.statistics import Share
from warehouse.surveys.indicators import Measure
from warehouse.surveys.model import SurveyRound
from warehouse.text import Language, Text

EVERY: Final = "every"
MOST_PANELS: Final = 4
_EVERY_NAME: Final = Text("alla målgrupper bredvid varandra", "all target groups side by side")
_TITLE: Final = Text("Svarsfrekvens", "Response rate")
_QUESTION: Final = Text("Hur många svarade?", "How many answered?")
_SHORT: Final = Text(
    "Frekvensen visar hur många som svarade, inte om de som svarade är lika dem som inte gjorde"
    " det.",
    "The rate tells how many answered, not whether they are like those who did not.",
)
# Never called the nation: some regions may be hidden, or not have asked.
_TOGETHER: Final = Text("de {n} tillsammans", "the {n} together")
_MAY: Final = Text(
    "Alla inbjudna är räknade, så en frekvens är vad den är: skillnaden mellan två regioners"
    " frekvenser beror inte på urvalsslump. Hur många svar som fattas säger hur smalt intervallet"
    " för resultaten kan bli.",
    "Everybody invited is counted, so a rate is what it is: a difference between the rates of two"
    " regions does not come from sampling chance. How many answers are needed tells how narrow the"
    " interval of the results can get.",
)
_MAY_NOT: Final = Text(
    "En hög svarsfrekvens betyder inte att resultaten stämmer, och en låg inte att de är fel: det"
    " beror på om de som inte svarade tycker annorlunda. Regionerna är inte rangordnade; de kan ha"
    " bjudit in olika kretsar och påmint olika mycket.",
    "A high response rate does not mean that the results are right, nor a low one that they are"
    " wrong: that depends on whether those who did not answer think otherwise. The regions are not"
    " ranked; they may have invited different circles and sent different reminders.",
)

Rows = dict[str, list[RateRow]]


def controls(release: Release, state: State) -> tuple[Control, ...]:
    series_choice = series_control(release, state)
    series = series_choice.chosen
    group_choice = _group_control(release, series, state)
    first = target_groups(release, series)[0]
    group = first if group_choice.chosen == EVERY else group_choice.chosen
    period = survey_period_control(release, series, group, state, state.region)
    return (series_choice, group_choice, period, margin_control(state))


def _group_control(release: Release, series: str, state: State) -> Control:
    """Each group, and all target groups at once where there are several."""
    chosen = None if state.group == EVERY else state.group
    one = group_control(release, series, state.with_(group=chosen))
    if len(target_groups(release, series)) < 2:
        return one if state.group != EVERY else group_control(release, series, state)
    members = [(option.value, GROUPS[option.value]) for option in one.options]
    return member_control(
        "group", GROUP, [*members, (EVERY, _EVERY_NAME)], state.group, one.chosen, state.language
    )


def render(release: Release, state: State) -> Rendered:
    offered = controls(release, state)
    series, group, margin = (value_of(offered, key) for key in ("series", "group", "margin"))
    assert series
    assert group
    assert margin
    period = chosen_period(offered)
    groups = target_groups(release, series) if group == EVERY else (group,)
    found = _found(release, series, groups[:MOST_PANELS], period)
    if not any(cell.is_shown for same in found.values() for cell in same):
        raise NothingToShow(NOTHING_SHOWN)
    told = _told(release, state, series, group, period, found)
    rows = {code: _rows(same, state) for code, same in found.items()}
    return told.rendered(
        headline=headline(found, state, margin, told),
        description=_description(rows, told),
        chart=_chart(rows, found, margin, state.language),
        table=_table(rows, margin, told),
        note=_note(found, told),
    )


def _found(release: Release, series: str, groups: Sequence[str], period: Period) -> Found:
    found = {
        group: cells(release, series, Measure.RESPONSE_RATE, group=group, period=period.code)
        for group in groups
    }
    return {group: same for group, same in found.items() if same}


def _told(
    release: Release, state: State, series: str, group: str, period: Period, found: Found
) -> Told:
    language = state.language
    named = [] if group == EVERY else [group_name(group, language)]
    rounds: list[SurveyRound] = []
    for code, same in found.items():
        regions = [cell.region for cell in same]
        rounds += rounds_at(rounds_with(release, series, code), period, regions)
    return Told(
        view=VIEW.id, release=release, state=state, series=series, title=_TITLE,
        named=(*named, period.label(language)), rounds=tuple(dict.fromkeys(rounds)),
        short=_SHORT, may=_MAY, may_not=_MAY_NOT, methods=(), more=(NEEDED_ABOUT,),
    )  # fmt: skip


def _rows(found: Sequence[SurveyCell], state: State) -> list[RateRow]:
    """All seven, always: a region that was not asked keeps its row."""
    by_region = {cell.region: cell for cell in found}
    return [
        RateRow(
            key=region.code,
            name=region.short.of(state.language),
            is_own=region.code == state.region,
            cell=by_region.get(region.code),
        )
        for region in ALF_REGIONS
    ]


def _chart(rows: Rows, found: Found, margin: str, language: Language) -> Chart:
    highest = max(cell.value or 0.0 for same in found.values() for cell in same)
    alone = len(rows) == 1
    panels = (
        RatePanel(
            key=code,
            title="" if alone else group_name(code, language),
            rows=same,
            whole=_whole(found[code], language),
            margin=margin,
            highest=highest,
            has_notes=alone,
        )
        for code, same in rows.items()
    )
    return Chart(
        panels=tuple(one.panel(language) for one in panels),
        orientation=Orientation.ROWS,
        columns=len(rows),
    )


def _whole(found: Sequence[SurveyCell], language: Language) -> tuple[Share, str] | None:
    """The line of all regions together; none where one alone is shown."""
    whole = nation(found)
    if whole is None or len(whole.cells) < 2:
        return None
    return whole.share, _TOGETHER.of(language).format(n=in_words(len(whole.cells), language))


def _description(rows: Rows, told: Told) -> str:
    said = []
    for code, same in rows.items():
        values = [
            f"{row.name} {cell_words(row.cell, told.language)}"
            for row in same
            if row.cell is not None
        ]
        said.append(f"{group_name(code, told.language)}: {listed(values, told.language)}.")
    return " ".join(said)


def _table(rows: Rows, margin: str, told: Told) -> Table:
    language = told.language
    every = [(code, row) for code, same in rows.items() for row in same]
    headings = [
        (key, Text(text.sv.format(margin=margin), text.en.format(margin=margin)))
        for key, text in HEADINGS
    ]
    return table(
        told.overline,
        headings,
        [table_row(row, group_name(code, language), margin, language) for code, row in every],
        language,
        emphasised=[at for at, (_, row) in enumerate(every) if row.is_own],
    )


_SAMPLE: Final = Text(
    "Inbjudna är ett urval, inte alla i gruppen.", "Those invited are a sample of the group."
)


def _note(found: Found, told: Told) -> str:
    """How it is counted, as the survey prints it; whether a sample was asked."""
    rounds = [
        one
        for same in found.values()
        for cell in same
        if (one := round_of(told.release, told.series, cell)) is not None
    ]
    sampled = any(not one.everyone_invited for one in rounds)
    said = [rule.of(told.language) for rule in rules(rounds)]
    return " ".join([*said, *([told.say(_SAMPLE)] if sampled else [])])


VIEW: Final = View(
    id="survey_rates",
    title=_TITLE,
    question=_QUESTION,
    keys=("series", "group", "period", "margin"),
    applies_to=no_indicator,
    controls=controls,
    render=render,
)
