"""Gaps as two panels: both sides of each question joined, and beside it the difference.

Not for what is compared (`survey_gaps_pairs.py`).
"""

from typing import Final

from dashboard.charts.axis import value_axis
from dashboard.charts.grammar import (
    Category,
    Chart,
    Emphasis,
    Form,
    KeyEntry,
    Mark,
    Orientation,
    Panel,
    Point,
    ReferenceLine,
    Series,
)
from dashboard.charts.signs import STATUS_SIGNS
from dashboard.views.choices import sentence_case
from dashboard.views.survey_data import SurveyCell
from dashboard.views.survey_gaps_pairs import Gap, Gaps
from dashboard.views.survey_gaps_words import (
    bare_difference,
    detail_of_gap,
    detail_of_side,
    points,
    side_name,
)
from dashboard.views.survey_words import cell_label
from warehouse.text import Language, Text
from warehouse.units import COUNT, PERCENT

# Filled and open, so that the two are told apart without their colours.
_MARKS: Final = (Mark.DOT, Mark.OPEN_SQUARE)
_BY_SEX: Final = {"women": Emphasis.WOMEN, "men": Emphasis.MEN}
_BY_ORDER: Final = (Emphasis.FIRST, Emphasis.SECOND)
_DIFFERENCE: Final = Text("skillnad", "difference")
_SHARES: Final = Text("Andel positiva svar", "Share of positive answers")
_OF_ANSWERS: Final = Text(
    "Procent av dem som svarade på frågan", "Per cent of those who answered the question"
)
_MINUS: Final = Text(
    "{first} minus {second}, procentenheter", "{first} minus {second}, percentage points"
)
_NO_DIFFERENCE: Final = Text("ingen skillnad", "no difference")
_HELD: Final = Text("säkerställd skillnad", "supported difference")
_CHANCE: Final = Text("kan vara slump", "may be chance")


def chart(found: Gaps, language: Language) -> Chart:
    return Chart(
        panels=(_shares(found, language), _differences(found, language)),
        orientation=Orientation.ROWS,
        columns=2,
        key=_key(found, language),
    )


def _emphasis(found: Gaps, at: int) -> Emphasis:
    return _BY_SEX.get(found.sides[at].sex, _BY_ORDER[at])


def _categories(found: Gaps, language: Language) -> tuple[Category, ...]:
    return tuple(
        Category(key=gap.item, label=sentence_case(gap.wordings[0].of(language)))
        for gap in found.found
    )


def _shares(found: Gaps, language: Language) -> Panel:
    shown = [
        cell.value for gap in found.found for cell in gap.cells if cell and cell.value is not None
    ]
    return Panel(
        key="shares",
        title=_SHARES.of(language),
        subtitle=_OF_ANSWERS.of(language),
        categories=_categories(found, language),
        axis=value_axis(shown, PERCENT, language, from_zero=False),
        series=tuple(_side(found, at, language) for at in (0, 1)),
        connected=True,
    )


def _side(found: Gaps, at: int, language: Language) -> Series:
    side = found.sides[at]
    return Series(
        key=side.key,
        name=side_name(side, language),
        form=Form.DOTS,
        emphasis=_emphasis(found, at),
        mark=_MARKS[at],
        points=tuple(_share_point(gap, at, language) for gap in found.found),
    )


def _share_point(gap: Gap, at: int, language: Language) -> Point:
    cell: SurveyCell | None = gap.cells[at]
    if cell is None or cell.value is None or not cell.is_shown:
        status = "missing" if cell is None else cell.status
        return Point(category=gap.item, value=None, status=status, label=STATUS_SIGNS[status])
    return Point(
        category=gap.item,
        value=cell.value,
        label=cell_label(cell, language),
        detail=detail_of_side(gap, at, language),
    )


def _differences(found: Gaps, language: Language) -> Panel:
    ends = [
        100 * end
        for gap in found.tested
        if gap.difference
        for end in (gap.difference.interval.low, gap.difference.interval.high)
    ]
    first, second = (side_name(side, language) for side in found.sides)
    return Panel(
        key="differences",
        title=sentence_case(_DIFFERENCE.of(language)),
        subtitle=sentence_case(_MINUS.of(language).format(first=first, second=second)),
        categories=_categories(found, language),
        axis=value_axis(ends or [0.0], COUNT, language, from_zero=False, include=(0.0,)),
        series=(
            Series(
                key="difference",
                name=_DIFFERENCE.of(language),
                form=Form.DOTS,
                emphasis=Emphasis.THIRD,
                points=tuple(_difference_point(found, gap, language) for gap in found.found),
            ),
        ),
        lines=(ReferenceLine(value=0.0, label=_NO_DIFFERENCE.of(language)),),
    )


def _difference_point(found: Gaps, gap: Gap, language: Language) -> Point:
    if gap.difference is None:
        status = "missing" if None in gap.cells else "suppressed"
        return Point(category=gap.item, value=None, status=status, label=STATUS_SIGNS[status])
    interval = gap.difference.interval
    return Point(
        category=gap.item,
        value=100 * gap.difference.value,
        low=100 * interval.low,
        high=100 * interval.high,
        label=bare_difference(gap, language),
        detail=(*detail_of_gap(found, gap, language), points(gap, language)),
        mark=Mark.DOT if gap.is_found else Mark.OPEN_DOT,
    )


def _key(found: Gaps, language: Language) -> tuple[KeyEntry, ...]:
    sides = tuple(
        KeyEntry(
            label=side_name(side, language), mark=_MARKS[at], emphasis=_emphasis(found, at),
        )
        for at, side in enumerate(found.sides)
    )  # fmt: skip
    return (
        *sides,
        KeyEntry(label=_HELD.of(language), mark=Mark.DOT, emphasis=Emphasis.THIRD),
        KeyEntry(label=_CHANCE.of(language), mark=Mark.OPEN_DOT, emphasis=Emphasis.THIRD),
    )
