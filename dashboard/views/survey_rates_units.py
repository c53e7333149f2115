"""Response rates of the units inside a region, and how many answers each still needs.

In the order of the register, never by size of the rate: which unit answers most is no result.
"""

from collections.abc import Sequence
from typing import Final

from dashboard.charts.grammar import Chart, Orientation
from dashboard.state import State
from dashboard.views.choices import chosen_period, value_of
from dashboard.views.listing import no_indicator, table
from dashboard.views.model import Control, NothingToShow, Rendered, Table, View
from dashboard.views.survey_choices import (
    chosen_region,
    group_control,
    rounds_with,
    series_control,
    survey_period_control,
)
from dashboard.views.survey_data import SurveyCell, cells
from dashboard.views.survey_rates_parts import (
    HEADINGS,
    NEEDED_ABOUT,
    RatePanel,
    RateRow,
    margin_control,
    needed,
    table_row,
)
from dashboard.views.survey_words import (
    Told,
    cell_words,
    group_name,
    organisation_name,
    region_name,
    rounds_at,
    rules,
    shown_for,
    whole_number,
)
from dashboard.views.wording import listed
from warehouse.members import ALL
from warehouse.queries import Release
from warehouse.surveys.indicators import Measure
from warehouse.text import Language, Text

_TITLE: Final = Text("Svarsfrekvens per enhet", "Response rate by unit")
_QUESTION: Final = Text("Var i regionen fattas svar?", "Where in the region are answers missing?")
_NO_UNITS: Final = Text(
    "Enkäten redovisar inga enheter för {region}, gruppen och perioden.",
    "The survey tells of no units for {region}, the group and the period.",
)
_ALL_HIDDEN: Final = Text(
    "För {region}, gruppen och perioden är alla enheter dolda, för att skydda dem som svarade.",
    "For {region}, the group and the period all units are hidden, to protect those who answered.",
)
_SHORT: Final = Text(
    "Raden säger var påminnelser behövs, inte vilken enhet som är bättre.",
    "A row tells where reminders are needed, not which unit is better.",
)
_MAY: Final = Text(
    "Hur stor del av dem som bjöds in på varje enhet som svarade, och hur många svar till som"
    " behövs för att enhetens resultat ska rymmas inom den valda felmarginalen.",
    "What part of those invited at each unit answered, and how many more answers it takes for the"
    " unit's results to fit within the chosen margin of error.",
)
_MAY_NOT: Final = Text(
    "Att en enhet med många svar är bättre, eller att en med få är sämre. En liten enhet behöver"
    " nästan alla svar för samma felmarginal, så det den saknar mäter storlek mer än vilja.",
    "That a unit with many answers is better, or one with few is worse. A small unit needs almost"
    " every answer for the same margin, so what it lacks measures size rather than will.",
)
_HEADLINE: Final = Text(
    "{region}: {enough} av {all} enheter har svar nog för ±{margin} procentenheter{rate}.",
    "{region}: {enough} of {all} units have answers enough for ±{margin} percentage points{rate}.",
)
_WHOLE: Final = Text("; i hela regionen svarade {rate}", "; in the whole region {rate} answered")
_HIDDEN: Final = Text(
    " {n} enheter visas inte, för att skydda dem som svarade.",
    " {n} units are not shown, to protect those who answered.",
)
_ONE_HIDDEN: Final = Text(
    " En enhet visas inte, för att skydda dem som svarade.",
    " One unit is not shown, to protect those who answered.",
)


def controls(release: Release, state: State) -> tuple[Control, ...]:
    series = series_control(release, state)
    region = chosen_region(release, series.chosen, state)
    group = group_control(release, series.chosen, state)
    period = survey_period_control(release, series.chosen, group.chosen, state, region)
    return (series, group, period, margin_control(state))


def render(release: Release, state: State) -> Rendered:
    offered = controls(release, state)
    series, group, margin = (value_of(offered, key) for key in ("series", "group", "margin"))
    assert series
    assert group
    assert margin
    region, period = chosen_region(release, series, state), chosen_period(offered)
    found = cells(
        release, series, Measure.RESPONSE_RATE,
        region=region, organisation=None, group=group, period=period.code,
    )  # fmt: skip
    rows = _rows(release, found, state)
    _refuse_without_units(rows, region)
    language = state.language
    told = Told(
        view=VIEW.id, release=release, state=state, series=series, title=_TITLE,
        named=(region_name(region, language), group_name(group, language),
               period.label(language)),
        rounds=rounds_at(rounds_with(release, series, group, region), period, [region]),
        short=_SHORT, may=_MAY, may_not=_MAY_NOT, methods=(), more=(NEEDED_ABOUT,),
    )  # fmt: skip
    total = next((cell for cell in found if cell.organisation == ALL), None)
    return told.rendered(
        headline=_headline(rows, total, region, margin, told),
        description=_description(rows, language),
        chart=_chart(rows, total, region, margin, language),
        table=_table(rows, group, margin, told),
        note=" ".join(
            part
            for part in (
                shown_for(region, state), *(rule.of(language) for rule in rules(told.rounds))
            )
            if part
        ),
    )  # fmt: skip


def _refuse_without_units(rows: Sequence[RateRow], region: str) -> None:
    if any(row.cell is not None and row.cell.is_shown for row in rows):
        return
    why = _ALL_HIDDEN if rows else _NO_UNITS
    names = (region_name(region, "sv"), region_name(region, "en"))
    raise NothingToShow(Text(why.sv.format(region=names[0]), why.en.format(region=names[1])))


def _rows(release: Release, found: Sequence[SurveyCell], state: State) -> list[RateRow]:
    """As the register lists them."""
    by_code = {cell.organisation: cell for cell in found if cell.organisation != ALL}
    return [
        RateRow(
            key=code,
            name=organisation_name(release, code, state.language),
            is_own=False,
            cell=by_code[code],
        )
        for code in release.registry.organisations
        if code in by_code
    ]


def _headline(
    rows: Sequence[RateRow], total: SurveyCell | None, region: str, margin: str, told: Told
) -> str:
    language = told.language
    shown = [row for row in rows if row.cell is not None and row.cell.is_shown]
    enough = sum(needed(row.cell, margin) == 0 for row in shown if row.cell is not None)
    said = told.say(
        _HEADLINE,
        region=region_name(region, language),
        enough=whole_number(enough, language),
        all=whole_number(len(shown), language),
        margin=margin,
        rate=told.say(_WHOLE, rate=cell_words(total, language)) if total and total.share else "",
    )
    hidden = len(rows) - len(shown)
    if not hidden:
        return said
    return said + told.say(_ONE_HIDDEN if hidden == 1 else _HIDDEN, n=hidden)


def _description(rows: Sequence[RateRow], language: Language) -> str:
    values = [f"{row.name} {cell_words(row.cell, language)}" for row in rows if row.cell]
    return f"{listed(values, language)}."


def _chart(
    rows: Sequence[RateRow], total: SurveyCell | None, region: str, margin: str,
    language: Language,
) -> Chart:  # fmt: skip
    share = total.share if total else None
    values = [row.cell.value or 0.0 for row in rows if row.cell is not None]
    one = RatePanel(
        key=region,
        title="",
        rows=rows,
        whole=(share, region_name(region, language)) if share else None,
        margin=margin,
        highest=max([*values, 100 * share.value if share else 0.0]),
        has_notes=True,
    )
    return Chart(panels=(one.panel(language),), orientation=Orientation.ROWS, columns=1)


_UNIT: Final = Text("Enhet", "Unit")


def _table(rows: Sequence[RateRow], group: str, margin: str, told: Told) -> Table:
    language = told.language
    headings = [
        (key, Text(text.sv.format(margin=margin), text.en.format(margin=margin)))
        for key, text in (("place", _UNIT), *HEADINGS[1:])
    ]
    cells_of = [table_row(row, group_name(group, language), margin, language) for row in rows]
    return table(told.overline, headings, cells_of, language)


VIEW: Final = View(
    id="survey_rates_units",
    title=_TITLE,
    question=_QUESTION,
    keys=("series", "group", "period", "margin"),
    applies_to=no_indicator,
    controls=controls,
    render=render,
)
