"""Value axes: even ticks that enclose the figures, from zero where length is what is read."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from math import ceil, floor, isclose, log10
from typing import Final

from dashboard.charts.grammar import Tick, ValueAxis
from dashboard.charts.numbers import MoneyScale, number
from warehouse.text import Language
from warehouse.units import PERCENT, RANK, Unit

MOST_STEPS: Final = 5
MOST_TICKS: Final = 7
# Percentage points. Shares that are nearly the same shall look so.
LEAST_SPAN: Final = 10.0
_DIGITS: Final = (1.0, 2.0, 2.5, 5.0)


def value_axis(
    values: Iterable[float],
    unit: Unit | MoneyScale,
    language: Language,
    *,
    from_zero: bool,
    include: Iterable[float] = (),
    least_span: float = 0.0,
) -> ValueAxis:
    """An axis in base units around the values and whatever else must be `include`d.

    Percentages never pass 0 or 100, and places in a ranking begin with 1. The first tick bears
    the unit where it is a percentage. It spans at least `least_span`, so that small differences do
    not fill it. Raises ValueError where there is no value at all.
    """
    shown = [*values, *include, *((0.0,) if from_zero else ())]
    if not shown:
        raise ValueError("an axis needs a value")
    shown += _around(shown, least_span, unit)
    positions = next(
        found
        for step in _steps(max(shown) - min(shown) or abs(max(shown)) or 1.0, unit)
        if len(found := _positions(shown, step, unit, from_zero=from_zero)) <= MOST_TICKS
    )
    ticks = tuple(
        Tick(value=position, label=_label(position, unit, language, first=i == 0))
        for i, position in enumerate(positions)
    )
    return ValueAxis(low=positions[0], high=positions[-1], ticks=ticks)


def _around(shown: Sequence[float], span: float, unit: Unit | MoneyScale) -> list[float]:
    """The ends of a span around what is shown, where that is narrower."""
    low, high = min(shown), max(shown)
    if high - low >= span:
        return []
    middle = (low + high) / 2
    if unit is PERCENT and low >= 0 and high <= 100:
        middle = min(max(middle, span / 2), 100 - span / 2)
    return [middle - span / 2, middle + span / 2]


def _positions(
    shown: Sequence[float], step: float, unit: Unit | MoneyScale, *, from_zero: bool
) -> list[float]:
    """Multiples of the step around what is shown, with room beyond the outermost figures."""
    origin = 1.0 if unit is RANK else 0.0
    lowest, highest = min(shown), max(shown)
    first, last = floor((lowest - origin) / step), ceil((highest - origin) / step)
    if not from_zero and first > 0 and isclose(origin + first * step, lowest):
        first -= 1
    # Bars that go down from zero need no room above it.
    ends_at_zero = from_zero and highest == 0 > lowest
    if isclose(origin + last * step, highest) and not ends_at_zero:
        last += 1
    if unit is PERCENT and highest <= 100:
        last = min(last, round(100 / step))
    return [_exact(origin + i * step) for i in range(first, last + 1)]


def _exact(position: float) -> float:
    """Without the tail that adding binary fractions leaves: 0.3, not 0.30000000000000004."""
    return float(f"{position:.12g}")


def _steps(width: float, unit: Unit | MoneyScale) -> Iterator[float]:
    """1, 2, 2.5 or 5 times a power of ten, smallest first, that the unit's decimals can write.

    A step of 2.5 persons would be labelled 3, 5, 8; percentages end evenly at 100.
    """
    factor = unit.factor if isinstance(unit, MoneyScale) else 1.0
    reach = max(width / factor, 10.0**-unit.decimals)
    start = floor(log10(reach / MOST_STEPS))
    for exponent in count(start):
        for digit in _DIGITS:
            step = digit * 10.0**exponent
            evenly = unit is not PERCENT or step <= 50 or width > 100
            if reach / step <= MOST_STEPS and _writable(step, unit) and evenly:
                yield step * factor


def _writable(step: float, unit: Unit | MoneyScale) -> bool:
    return isclose(step, round(step, unit.decimals))


def _label(value: float, unit: Unit | MoneyScale, language: Language, *, first: bool) -> str:
    return number(value, unit, language, with_unit=first and unit is PERCENT)
