"""Value axes: even ticks that enclose the figures, from zero where length is what is read."""

from collections.abc import Iterable
from math import ceil, floor, log10
from typing import Final

from dashboard.charts.grammar import Tick, ValueAxis
from dashboard.charts.numbers import MoneyScale, number
from warehouse.text import Language
from warehouse.units import PERCENT, Unit

MOST_STEPS: Final = 5


def value_axis(
    values: Iterable[float],
    unit: Unit | MoneyScale,
    language: Language,
    *,
    from_zero: bool,
    include: Iterable[float] = (),
) -> ValueAxis:
    """An axis in base units around the values and whatever else must be `include`d.

    Percentages never pass 0 or 100. The first tick bears the unit where it is a percentage.
    """
    shown = [*values, *include, *((0.0,) if from_zero else ())]
    lowest, highest = min(shown), max(shown)
    step = _step(highest - lowest or abs(highest) or 1.0)
    low, high = floor(lowest / step) * step, ceil(highest / step) * step
    if not from_zero and low == lowest and low > 0:
        low -= step
    if high == highest:
        high += step
    if unit is PERCENT:
        low, high = max(low, 0.0), min(high, 100.0)
    count = round((high - low) / step)
    ticks = tuple(
        Tick(value=low + i * step, label=_label(low + i * step, unit, language, first=i == 0))
        for i in range(count + 1)
    )
    return ValueAxis(low=low, high=high, ticks=ticks)


def _step(width: float) -> float:
    """The smallest of 1, 2, 2.5 or 5 times a power of ten that needs no more than MOST_STEPS."""
    magnitude = 10.0 ** floor(log10(width / MOST_STEPS))
    return next(
        m * magnitude for m in (1, 2, 2.5, 5, 10, 20) if width / (m * magnitude) <= MOST_STEPS
    )


def _label(value: float, unit: Unit | MoneyScale, language: Language, *, first: bool) -> str:
    return number(value, unit, language, with_unit=first and unit is PERCENT)
