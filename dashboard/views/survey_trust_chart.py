"""The chart of `survey_trust.py`: the shares in one panel, the differences in the other."""

from collections.abc import Iterable, Sequence
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
from dashboard.charts.numbers import change, number, unit_name
from dashboard.charts.signs import HARD_SPACE
from dashboard.state import State
from dashboard.views import survey_trust_words as words
from dashboard.views.choices import sentence_case
from dashboard.views.survey_trust_checks import Check, Question
from dashboard.views.survey_words import bare_percent, region_name, share_words, whole_number
from warehouse.statistics import Share, decimals_supported, nonresponse_bounds, wilson
from warehouse.text import Language, Text
from warehouse.units import PERCENT, Unit

_OTHERS: Final = Text("övriga regioner", "other regions")
_SHARES: Final = Text("Andel positiva svar", "Share of positive answers")
_DIFFERENCE: Final = Text(
    "Skillnad mot övriga regioner, procentenheter",
    "Difference from the other regions, percentage points",
)
_ANSWERS: Final = Text("svar", "answers")
_POINTS_APART: Final = Text("skillnad", "difference")
_CONCLUSION: Final = Text("slutsats", "conclusion")
_NONE: Final = Text("ingen skillnad", "no difference")
POINTS: Final = Unit(id="percentage_points", label=_DIFFERENCE, symbol=Text("", ""), decimals=1)


def trust_chart(question: Question, first: Check, tried: Sequence[Check], state: State) -> Chart:
    panels = [_share_panel(question, first, state)]
    if tried:
        panels.append(_difference_panel((first, *tried), state.language))
    return Chart(panels=tuple(panels), orientation=Orientation.ROWS, columns=1)


def _share_panel(question: Question, first: Check, state: State) -> Panel:
    language = state.language
    own = Emphasis.OWN if state.region == question.region else Emphasis.FIRST
    rows = [("own", region_name(question.region, language), own, first.own)]
    if first.others:
        rows.append(("others", sentence_case(_OTHERS.of(language)), Emphasis.REGION, first.others))
    points = {key: _share_point(key, share, language) for key, _, _, share in rows if share}
    return Panel(
        key="shares",
        title=_SHARES.of(language),
        subtitle="",
        categories=tuple(
            Category(
                key=key,
                label=name,
                emphasis=emphasis,
                notes=_share_notes(share, language) if share else ("", ""),
            )
            for key, name, emphasis, share in rows
        ),
        axis=value_axis(_ends(points.values()), PERCENT, language, from_zero=False),
        series=tuple(
            Series(key=key, name=name, form=Form.DOTS, emphasis=emphasis, points=(points[key],))
            for key, name, emphasis, _ in rows
        ),
        note_titles=(unit_name(PERCENT, language), _ANSWERS.of(language)),
    )


def _share_notes(share: Share, language: Language) -> tuple[str, str]:
    """Beside the row: on interval and bounds there is no room for them."""
    return bare_percent(100 * share.value, share.n, language), whole_number(share.n, language)


def _share_point(key: str, share: Share, language: Language) -> Point:
    interval = wilson(share)
    bounds = nonresponse_bounds(share) if share.population is not None else None
    value = 100 * share.value
    return Point(
        category=key,
        value=value,
        low=100 * interval.low if interval else None,
        high=100 * interval.high if interval else None,
        bound_low=100 * bounds.low if bounds else None,
        bound_high=100 * bounds.high if bounds else None,
        detail=(share_words(share, language), f"n = {whole_number(share.n, language)}"),
    )


def _ends(points: Iterable[Point]) -> list[float]:
    return [
        end
        for point in points
        for end in (point.value, point.low, point.high, point.bound_low, point.bound_high)
        if end is not None
    ]


def _difference_panel(every: Sequence[Check], language: Language) -> Panel:
    points = [_difference_point(check, language) for check in every]
    return Panel(
        key="difference",
        title=_DIFFERENCE.of(language),
        subtitle="",
        categories=tuple(
            Category(
                key=check.way.value,
                label=_way(check, language),
                notes=(
                    _difference(check, language),
                    words.conclusion_word(check, language),
                ),
            )
            for check in every
        ),
        axis=value_axis([*_ends(points), 0.0], POINTS, language, from_zero=False),
        series=(
            Series(
                key="difference", name=_DIFFERENCE.of(language), form=Form.DOTS,
                emphasis=Emphasis.REGION, points=tuple(points),
            ),
        ),
        lines=(ReferenceLine(value=0.0, label=_NONE.of(language)),),
        note_titles=(_POINTS_APART.of(language), _CONCLUSION.of(language)),
    )  # fmt: skip


def _way(check: Check, language: Language) -> str:
    """The way, and how many answers of the region it rests on."""
    name = sentence_case(words.WAYS[check.way].of(language))
    if check.answers is None:
        return name
    return f"{name}, n{HARD_SPACE}={HARD_SPACE}{whole_number(check.answers, language)}"


def _difference(check: Check, language: Language) -> str:
    """Beside the row: on an interval there is no room for it."""
    if check.difference is None:
        return ""
    value, decimals = 100 * check.difference.value, decimals_supported(check.answers)
    return number(value, POINTS, language, decimals=decimals, signed=True)


def _difference_point(check: Check, language: Language) -> Point:
    difference = check.difference
    if difference is None:
        reason = check.reason.of(language) if check.reason else ""
        return Point(category=check.way.value, value=None, status="missing", detail=(reason,))
    decimals = decimals_supported(check.answers)
    value = 100 * difference.value
    return Point(
        category=check.way.value,
        value=value,
        low=100 * difference.interval.low,
        high=100 * difference.interval.high,
        detail=(change(value, PERCENT, language, decimals=decimals),),
    )
