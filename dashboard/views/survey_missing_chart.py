"""The chart of `survey_missing.py`: a panel for each division, its parts as dots from zero."""

from collections.abc import Sequence
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
from dashboard.charts.numbers import number
from dashboard.charts.signs import STATUS_SIGNS
from dashboard.views.survey_data import SurveyCell
from dashboard.views.survey_missing_words import MOST_UNITS, Division
from dashboard.views.survey_words import cell_label, cell_words, counts_of
from warehouse.text import Language, Text
from warehouse.units import PERCENT

_ANSWERS: Final = Text("svar", "answers")
_AGAINST: Final = Text("skevhet", "skew")


def missing_chart(
    divisions: Sequence[Division], whole: SurveyCell, language: Language
) -> Chart | None:
    """None where there are only units, and too many to draw."""
    drawn = [one for one in divisions if len(one.parts) <= MOST_UNITS]
    if not drawn:
        return None
    values = [c.value for one in drawn for _, c in one.parts if c.value is not None]
    highest = max([*values, whole.value or 0.0])
    axis = value_axis([highest], PERCENT, language, from_zero=True)
    panels = tuple(
        Panel(
            key=one.code,
            title=one.name(language),
            subtitle="",
            categories=tuple(_category(name, cell, whole, language) for name, cell in one.parts),
            axis=axis,
            series=(_dots(one, language),),
            lines=(_line(whole, language),),
            note_titles=(_ANSWERS.of(language), _AGAINST.of(language)),
        )
        for one in drawn
    )
    return Chart(panels=panels, orientation=Orientation.ROWS, columns=1)


def _key(cell: SurveyCell) -> str:
    return "|".join((cell.organisation, cell.group, cell.sex))


def _category(name: str, cell: SurveyCell, whole: SurveyCell, language: Language) -> Category:
    return Category(key=_key(cell), label=name, notes=(_counts(cell, language),
                    skew_words(cell, whole, language)))  # fmt: skip


def _counts(cell: SurveyCell, language: Language) -> str:
    if cell.numerator is None or cell.denominator is None:
        return STATUS_SIGNS[cell.status]
    return counts_of(cell.numerator, cell.denominator, language)


def skew_words(cell: SurveyCell, whole: SurveyCell, language: Language) -> str:
    value = over(cell, whole)
    if value is None:
        return ""
    return number(value, PERCENT, language, decimals=0, signed=True, with_unit=False)


def over(cell: SurveyCell, whole: SurveyCell) -> float | None:
    """Its share of the answers minus its share of those invited, in percentage points."""
    if cell.numerator is None or cell.denominator is None:
        return None
    if not whole.numerator or not whole.denominator:
        return None
    return 100 * (cell.numerator / whole.numerator - cell.denominator / whole.denominator)


def _dots(one: Division, language: Language) -> Series:
    points = tuple(
        Point(
            category=_key(cell),
            value=cell.value,
            label=cell_label(cell, language),
            status=cell.status,
            detail=(name, cell_words(cell, language)),
        )
        for name, cell in one.parts
    )
    return Series(key=one.code, name=one.name(language), form=Form.DOTS,
                  emphasis=Emphasis.REGION, points=points)  # fmt: skip


def _line(whole: SurveyCell, language: Language) -> ReferenceLine:
    value = whole.value or 0.0
    name = Text("alla", "all").of(language)
    return ReferenceLine(value=value, label=f"{name} {cell_label(whole, language)}")
