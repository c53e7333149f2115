"""The funnel as a chart: units as points, the common share as a line, the limits as curves.

Not for what is compared (`survey_units_data.py`).
"""

from collections.abc import Sequence
from typing import Final

from dashboard.charts.axis import value_axis
from dashboard.charts.grammar import (
    Category,
    Chart,
    Curve,
    Emphasis,
    Form,
    KeyEntry,
    Mark,
    Orientation,
    Panel,
    Point,
    ReferenceLine,
    Series,
    ValueAxis,
)
from dashboard.views.choices import sentence_case
from dashboard.views.survey_units_data import Compared, Unit, shown
from dashboard.views.survey_units_funnel_words import FAR, PLACES
from dashboard.views.survey_words import (
    bare_percent,
    cell_words,
    counts_of,
    region_name,
)
from warehouse.funnel import CurvePoint, FunnelPlace, funnel_curve
from warehouse.statistics import CONFIDENCE, CONFIDENCE_FOR_COLOUR
from warehouse.text import Language, Text
from warehouse.units import COUNT, PERCENT

_SHARE: Final = Text("andel positiva svar", "share of positive answers")
_ANSWERS: Final = Text("antal svar", "number of answers")
_OWN: Final = Text("enhet i {region}", "unit in {region}")
_OTHER: Final = Text("enhet i annan region", "unit in another region")
_FAR_MARK: Final = Text("utanför 99,8\u00a0%-gränsen", "outside the 99.8% limit")
_NAMES: Final = {
    CONFIDENCE: Text("95\u00a0%", "95%"),
    CONFIDENCE_FOR_COLOUR: Text("99,8\u00a0%", "99.8%"),
}


def chart(result: Compared, language: Language) -> Chart:
    along = _along(result, language)
    curve = _curve(result, along)
    panel = Panel(
        key="funnel",
        title="",
        subtitle="",
        categories=tuple(_category(unit, language) for unit in result.drawn),
        axis=_axis(result, curve, language),
        series=_series(result, language),
        lines=(_centre(result, language),),
        along=along,
        curves=_curves(curve, language),
    )
    key = _key(result, language)
    return Chart(panels=(panel,), orientation=Orientation.COLUMNS, columns=1, key=key)


def answers(unit: Unit) -> float:
    assert unit.share is not None
    return unit.share.n


def _along(result: Compared, language: Language) -> ValueAxis:
    ns = [answers(unit) for unit in result.drawn]
    axis = value_axis(ns, COUNT, language, from_zero=True)
    return ValueAxis(low=axis.low, high=axis.high, ticks=axis.ticks, title=_ANSWERS.of(language))


def _curve(result: Compared, along: ValueAxis) -> tuple[CurvePoint, ...]:
    """From the smallest unit to the end of the axis; none where units are few."""
    if not result.has_limits:
        return ()
    smallest = min(answers(unit) for unit in result.drawn)
    widening = result.dispersion.widening
    return funnel_curve(result.centre, smallest, along.high, dispersion=widening)


def _axis(result: Compared, curve: Sequence[CurvePoint], language: Language) -> ValueAxis:
    cells = [unit.cell for unit in result.drawn]
    numbers = [100 * result.centre, *(x.value for x in cells if x.value is not None)]
    if not curve:
        numbers += [end for x in cells for end in (x.low, x.high) if end is not None]
    else:
        numbers += [100 * curve[0].limits_998.low, 100 * curve[0].limits_998.high]
    axis = value_axis(numbers, PERCENT, language, from_zero=False)
    return ValueAxis(low=axis.low, high=axis.high, ticks=axis.ticks, title=_SHARE.of(language))


def _curves(curve: Sequence[CurvePoint], language: Language) -> tuple[Curve, ...]:
    """Four limits, named once each: at the end that has the more room."""
    if not curve:
        return ()
    middle = (curve[-1].limits_95.low + curve[-1].limits_95.high) / 2
    named = "low" if middle > 0.5 else "high"
    found = []
    for confidence, key, dashed in (
        (CONFIDENCE_FOR_COLOUR, "998", False), (CONFIDENCE, "95", True),
    ):  # fmt: skip
        for side in ("high", "low"):
            label = _NAMES[confidence].of(language) if side == named else ""
            points = tuple((point.n, 100 * _end(point, key, side)) for point in curve)
            found.append(Curve(key=f"{side}_{key}", label=label, points=points, dashed=dashed))
    return tuple(found)


def _end(point: CurvePoint, limits: str, side: str) -> float:
    interval = point.limits_95 if limits == "95" else point.limits_998
    return interval.low if side == "low" else interval.high


def _centre(result: Compared, language: Language) -> ReferenceLine:
    value = 100 * result.centre
    label = bare_percent(value, result.pool.share.n, language)
    return ReferenceLine(value=value, label=f"{result.comparison.name.of(language)} {label}")


def _category(unit: Unit, language: Language) -> Category:
    return Category(
        key=unit.code,
        label=unit.organisation.name.of(language),
        position=answers(unit),
        emphasis=Emphasis.OWN if unit.is_own else Emphasis.REGION,
    )


def _series(result: Compared, language: Language) -> tuple[Series, ...]:
    """Other regions' units lie under one's own."""
    region = region_name(result.asked.region, language)
    kinds = (
        ("others", _OTHER.of(language), Emphasis.REGION, result.others),
        ("own", _OWN.of(language).format(region=region), Emphasis.OWN, shown(result.own)),
    )
    return tuple(
        Series(
            key=key,
            name=name,
            form=Form.DOTS,
            emphasis=emphasis,
            points=tuple(_point(result, unit, language) for unit in units),
        )
        for key, name, emphasis, units in kinds
        if units
    )


def _point(result: Compared, unit: Unit, language: Language) -> Point:
    """Named where it is outside. Without limits each has its own interval instead."""
    cell, has_limits = unit.cell, result.has_limits
    place = result.place(unit) if has_limits else FunnelPlace.INSIDE
    is_outside = place in FAR or (unit.is_own and place is not FunnelPlace.INSIDE)
    return Point(
        category=unit.code,
        value=cell.value,
        low=None if has_limits else cell.low,
        high=None if has_limits else cell.high,
        label=unit.organisation.name.of(language) if is_outside else "",
        detail=_detail(result, unit, language),
        mark=Mark.DIAMOND if place in FAR else Mark.DOT,
    )


def _detail(result: Compared, unit: Unit, language: Language) -> tuple[str, ...]:
    cell = unit.cell
    assert cell.numerator is not None
    assert cell.denominator is not None
    lines = (
        unit.organisation.name.of(language),
        region_name(cell.region, language),
        cell_words(cell, language),
        counts_of(cell.numerator, cell.denominator, language),
    )
    if not result.has_limits:
        return lines
    return (*lines, sentence_case(PLACES[result.place(unit)].of(language)))


def _key(result: Compared, language: Language) -> tuple[KeyEntry, ...]:
    """Own units have the strong colour, which the key calls the first."""
    region = region_name(result.asked.region, language)
    own = _OWN.of(language).format(region=region)
    entries = [KeyEntry(label=own, mark=Mark.DOT, emphasis=Emphasis.FIRST)]
    if result.others:
        entries.append(KeyEntry(label=_OTHER.of(language), mark=Mark.DOT, emphasis=Emphasis.REGION))
    if result.has_limits and any(result.place(unit) in FAR for unit in result.drawn):
        entries.append(
            KeyEntry(label=_FAR_MARK.of(language), mark=Mark.DIAMOND, emphasis=Emphasis.THIRD)
        )
    return tuple(entries) if len(entries) > 1 else ()
