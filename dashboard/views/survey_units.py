"""Units: the organisations of a region on one question, each with its interval, and which of them
can be told apart.

In the order of their names. Not a league table: no place is ever written.
"""

from typing import Final

from dashboard.charts.axis import value_axis
from dashboard.charts.grammar import (
    Category,
    Chart,
    Emphasis,
    Form,
    Orientation,
    Panel,
    Point,
    ReferenceLine,
    Series,
)
from dashboard.charts.numbers import unit_name
from dashboard.charts.signs import STATUS_SIGNS
from dashboard.state import State
from dashboard.views.model import Cell, Column, Rendered, Table, View
from dashboard.views.survey_intervals import cell_interval
from dashboard.views.survey_units_choices import KEYS, chosen_units, controls
from dashboard.views.survey_units_data import Compared, Unit, shown
from dashboard.views.survey_units_words import (
    MAY,
    MAY_NOT,
    apart_headline,
    centre_words,
    counted,
    hidden,
    interval_note,
    overline_names,
    separate_from,
    warnings,
)
from dashboard.views.survey_words import (
    Told,
    bare_percent,
    cell_label,
    cell_words,
    counts_of,
    whole_number,
)
from warehouse.indicators.model import Indicator
from warehouse.queries import Release
from warehouse.survey_statistics import Method
from warehouse.text import Language, Text
from warehouse.units import PERCENT

_TITLE: Final = Text("Enheter", "Units")
_SHORT: Final = Text(
    "Enheterna står i namnordning, inte i rangordning: se vilka som kan skiljas åt, inte vem som"
    " är först.",
    "The units stand in the order of their names, not ranked: see which can be told apart, not"
    " which is first.",
)
_N: Final = Text("n", "n")


def applies_to(_: Indicator) -> bool:
    """It is chosen by survey, not by indicator."""
    return False


def render(release: Release, state: State) -> Rendered:
    found, result = chosen_units(release, state)
    language = state.language
    told = Told(
        view=VIEW.id, release=release, state=state, series=found.asked.series, title=_TITLE,
        named=overline_names(found, language), rounds=(found.round,), short=_SHORT, may=MAY,
        may_not=MAY_NOT, methods=(Method.WILSON, Method.SEPARATION),
    )  # fmt: skip
    return told.rendered(
        headline=apart_headline(result, language),
        description=_description(result, language),
        chart=_chart(result, language),
        table=_table(result, told.overline, language),
        note=_note(result, language),
        warnings=warnings(found, state),
    )


def _note(result: Compared, language: Language) -> str:
    said = (
        counted(shown(result.own), language),
        interval_note(result, language),
        hidden(result, language, elsewhere=False),
    )
    return " ".join(text for text in said if text)


# ---------------------------------------------------------------- the chart


def _chart(result: Compared, language: Language) -> Chart:
    cells = [unit.cell for unit in result.own]
    numbers = [x for cell in cells for x in (cell.value, cell.low, cell.high) if x is not None]
    centre = 100 * result.centre
    label = bare_percent(centre, result.pool.share.n, language)
    panel = Panel(
        key="units",
        title="",
        subtitle="",
        categories=tuple(_category(unit, language) for unit in result.own),
        axis=value_axis(numbers, PERCENT, language, from_zero=False, include=(centre,)),
        series=(
            Series(
                key="units",
                name=_TITLE.of(language),
                form=Form.DOTS,
                emphasis=Emphasis.OWN,
                points=tuple(_point(result, unit, language) for unit in result.own),
            ),
        ),
        lines=(
            ReferenceLine(value=centre, label=f"{result.comparison.name.of(language)} {label}"),
        ),
        note_titles=(unit_name(PERCENT, language), _N.of(language)),
    )
    return Chart(panels=(panel,), orientation=Orientation.ROWS, columns=1)


def _category(unit: Unit, language: Language) -> Category:
    """The figure beside the row: at the end of an interval it would be read as that end."""
    cell = unit.cell
    n = cell.n if cell.is_shown else None
    return Category(
        key=unit.code,
        label=unit.organisation.name.of(language),
        notes=("", "") if n is None else (cell_label(cell, language), whole_number(n, language)),
    )


def _point(result: Compared, unit: Unit, language: Language) -> Point:
    cell = unit.cell
    if not cell.is_shown:
        sign = STATUS_SIGNS[cell.status]
        return Point(category=unit.code, value=None, status=cell.status, label=sign)
    return Point(
        category=unit.code,
        value=cell.value,
        low=cell.low,
        high=cell.high,
        detail=(*_lines(unit, language), _apart(result, unit, language)),
    )


def _lines(unit: Unit, language: Language) -> tuple[str, ...]:
    """Name, share, counts and interval, as the hover box has them."""
    cell = unit.cell
    counts = (
        counts_of(cell.numerator, cell.denominator, language)
        if cell.numerator is not None and cell.denominator is not None
        else ""
    )
    said = (unit.organisation.name.of(language), cell_words(cell, language), counts,
            cell_interval(cell, language))  # fmt: skip
    return tuple(text for text in said if text)


_APART: Final = Text(
    "Kan skiljas från {k} av {m} andra enheter", "Can be told apart from {k} of {m} other units"
)


def _apart(result: Compared, unit: Unit, language: Language) -> str:
    own = shown(result.own)
    return _APART.of(language).format(k=separate_from(result, own.index(unit)), m=len(own) - 1)


# ---------------------------------------------------------------- words and table

_COMPARED: Final = Text(
    "Tillsammans har {group} {value} positiva svar.",
    "Together {group} have {value} positive answers.",
)
_UNIT: Final = Text(
    "{name}: {value}{interval}, {n} svar.", "{name}: {value}{interval}, {n} answers."
)
_UNIT_HIDDEN: Final = Text("{name}: {value}.", "{name}: {value}.")


def _description(result: Compared, language: Language) -> str:
    together = _COMPARED.of(language).format(
        group=result.comparison.name.of(language), value=centre_words(result, language)
    )
    units = [_unit_sentence(unit, language) for unit in result.own]
    return " ".join([apart_headline(result, language), together, *units])


def _unit_sentence(unit: Unit, language: Language) -> str:
    cell, name = unit.cell, unit.organisation.name.of(language)
    value = cell_words(cell, language)
    if not cell.is_shown or cell.n is None:
        return _UNIT_HIDDEN.of(language).format(name=name, value=value)
    ends = cell_interval(cell, language)
    interval = f" ({ends})" if ends else ""
    n = whole_number(cell.n, language)
    return _UNIT.of(language).format(name=name, value=value, interval=interval, n=n)


_HEADINGS: Final = (
    ("unit", Text("Enhet", "Unit"), False),
    ("answers", Text("Svar", "Answers"), True),
    ("share", Text("Positiva svar, %", "Positive answers, %"), True),
    ("interval", Text("95\u00a0%-intervall", "95% interval"), False),
    ("apart", Text("Kan skiljas från", "Can be told apart from"), False),
)


def _table(result: Compared, caption: str, language: Language) -> Table:
    columns = tuple(
        Column(key=key, label=label.of(language), is_number=is_number)
        for key, label, is_number in _HEADINGS
    )
    rows = tuple(_row(result, unit, language) for unit in result.own)
    return Table(caption=caption, columns=columns, rows=rows)


_OTHERS: Final = Text("{k} av {m} andra", "{k} of {m} others")


def _row(result: Compared, unit: Unit, language: Language) -> tuple[Cell, ...]:
    cell = unit.cell
    name = Cell(text=unit.organisation.name.of(language))
    if not cell.is_shown or cell.n is None:
        sign = Cell(text=STATUS_SIGNS[cell.status])
        return (name, sign, sign, sign, sign)
    own = shown(result.own)
    apart = separate_from(result, own.index(unit))
    return (
        name,
        Cell(text=whole_number(cell.n, language), value=cell.n),
        Cell(text=cell_label(cell, language), value=cell.value),
        Cell(text=cell_interval(cell, language)),
        Cell(text=_OTHERS.of(language).format(k=apart, m=len(own) - 1), value=float(apart)),
    )


VIEW: Final = View(
    id="survey_units",
    title=_TITLE,
    question=Text(
        "Vilka av regionens enheter kan skiljas åt på en fråga?",
        "Which of the region's units can be told apart on a question?",
    ),
    keys=KEYS,
    applies_to=applies_to,
    controls=controls,
    render=render,
)
