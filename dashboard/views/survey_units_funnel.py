"""The funnel of units: share against number of answers, with limits of chance around a named group.

A unit outside the limits is a question, not a verdict. With few units no limits are drawn. The
formulas are in `warehouse/funnel.py`.
"""

from typing import Final

from dashboard.charts.signs import STATUS_SIGNS
from dashboard.state import State
from dashboard.views.model import Cell, Column, Rendered, Table, View
from dashboard.views.survey_intervals import supported_interval
from dashboard.views.survey_units import applies_to
from dashboard.views.survey_units_choices import KEYS, chosen_units, controls
from dashboard.views.survey_units_data import FEWEST, Compared, Unit, shown
from dashboard.views.survey_units_funnel_chart import answers, chart
from dashboard.views.survey_units_funnel_words import PLACES, funnel_headline, spread, widened
from dashboard.views.survey_units_words import (
    MAY,
    MAY_NOT,
    centre_words,
    counted,
    hidden,
    interval_note,
    overline_names,
    warnings,
)
from dashboard.views.survey_words import (
    Told,
    cell_label,
    cell_words,
    region_name,
    whole_number,
)
from warehouse.queries import Release
from warehouse.survey_statistics import Method
from warehouse.text import Language, Text

_TITLE: Final = Text("Enheter i trattdiagram", "Units in a funnel")
_SPREAD: Final = Text("Spridning mellan enheterna", "Variation between the units")
_SHORT: Final = Text(
    "En enhet utanför gränserna är värd en fråga, inte ett omdöme.",
    "A unit outside the limits is worth a question, not a verdict.",
)
_LIMITS: Final = Text(
    "Gränserna ligger runt {centre}, den gemensamma andelen för {group}; enheterna ingår själva"
    " i den.",
    "The limits lie around {centre}, the share that {group} have in common; the units themselves"
    " are part of it.",
)
_NO_LIMITS: Final = Text(
    "Med färre än {fewest} enheter ritas inga gränser.",
    "With fewer than {fewest} units no limits are drawn.",
)
_SHORT_WITHOUT: Final = Text(
    "Visar var enheterna ligger, inte vilka av dem som skiljer sig åt.",
    "Shows where the units lie, not which of them differ.",
)


def render(release: Release, state: State) -> Rendered:
    found, result = chosen_units(release, state)
    language = state.language
    told = Told(
        view=VIEW.id, release=release, state=state, series=found.asked.series, title=_TITLE,
        named=overline_names(found, language), rounds=(found.round,),
        short=_SHORT if result.has_limits else _SHORT_WITHOUT, may=MAY, may_not=MAY_NOT,
        methods=(Method.FUNNEL, Method.WILSON),
        more=((_SPREAD, spread(result)),) if result.has_limits else (),
    )  # fmt: skip
    return told.rendered(
        headline=funnel_headline(result, language),
        description=_description(result, language),
        chart=chart(result, language),
        table=_table(result, told.overline, language),
        note=_note(result, language),
        warnings=(*warnings(found, state), *widened(result, language)),
    )


def _note(result: Compared, language: Language) -> str:
    group = result.comparison.name.of(language)
    limits = (
        _LIMITS.of(language).format(centre=centre_words(result, language), group=group)
        if result.has_limits
        else f"{_NO_LIMITS.of(language).format(fewest=FEWEST)} {interval_note(result, language)}"
    )
    said = (counted(result.drawn, language), limits, hidden(result, language, elsewhere=True))
    return " ".join(text for text in said if text)


# ---------------------------------------------------------------- words and table

_TOLD: Final = Text("{name}: {value}, {n} svar{place}.", "{name}: {value}, {n} answers{place}.")


def _description(result: Compared, language: Language) -> str:
    """The headline, the limits in words, and every unit of the region."""
    own = [_told(result, unit, language) for unit in shown(result.own)]
    return " ".join([funnel_headline(result, language), _note(result, language), *own])


def _told(result: Compared, unit: Unit, language: Language) -> str:
    place = f", {PLACES[result.place(unit)].of(language)}" if result.has_limits else ""
    return _TOLD.of(language).format(
        name=unit.organisation.name.of(language),
        value=cell_words(unit.cell, language),
        n=whole_number(answers(unit), language),
        place=place,
    )


_HEADINGS: Final = (
    ("unit", Text("Enhet", "Unit"), False),
    ("region", Text("Region", "Region"), False),
    ("answers", Text("Svar", "Answers"), True),
    ("share", Text("Positiva svar, %", "Positive answers, %"), True),
    ("limits_95", Text("95\u00a0%-gränser", "95% limits"), False),
    ("limits_998", Text("99,8\u00a0%-gränser", "99.8% limits"), False),
    ("place", Text("Läge", "Place"), False),
)


def _table(result: Compared, caption: str, language: Language) -> Table:
    """The region's units first, hidden ones too, then those of other regions."""
    columns = tuple(
        Column(key=key, label=label.of(language), is_number=is_number)
        for key, label, is_number in _HEADINGS
    )
    rows = tuple(_row(result, unit, language) for unit in (*result.own, *result.others))
    emphasised = tuple(range(len(result.own))) if result.others else ()
    return Table(caption=caption, columns=columns, rows=rows, emphasised=emphasised)


def _row(result: Compared, unit: Unit, language: Language) -> tuple[Cell, ...]:
    cell = unit.cell
    named = (Cell(text=unit.organisation.name.of(language)),
             Cell(text=region_name(cell.region, language)))  # fmt: skip
    if unit.share is None:
        sign = Cell(text=STATUS_SIGNS[cell.status])
        return (*named, sign, sign, sign, sign, sign)
    n = unit.share.n
    return (
        *named,
        Cell(text=whole_number(n, language), value=n),
        Cell(text=cell_label(cell, language), value=cell.value),
        *_limits_cells(result, unit, language),
    )


def _limits_cells(result: Compared, unit: Unit, language: Language) -> tuple[Cell, ...]:
    """Both limits and the place; empty where units are too few for limits."""
    if not result.has_limits:
        return (Cell(text=""), Cell(text=""), Cell(text=""))
    limits = (result.limits_95[unit.code], result.limits_998[unit.code])
    said = [
        supported_interval(100 * x.low, 100 * x.high, unit.cell.n, language, with_unit=True)
        for x in limits
    ]
    place = PLACES[result.place(unit)].of(language)
    return (*(Cell(text=text) for text in said), Cell(text=place))


VIEW: Final = View(
    id="survey_units_funnel",
    title=_TITLE,
    question=Text(
        "Vilka enheter ligger längre från de andra än slumpen brukar ge?",
        "Which units lie further from the others than chance usually puts them?",
    ),
    keys=KEYS,
    applies_to=applies_to,
    controls=controls,
    render=render,
)
