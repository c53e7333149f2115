"""What may be said of a series over time: sentences from the numbers, by rule.

First and last of the newest unbroken stretch, never across a break. A direction is named only with
five comparable points or more, and only where a rank test finds one.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, Protocol

from scipy.stats import kendalltau

from dashboard.views.figures import Drawn, Figure, is_broken
from dashboard.views.wording import Wording, listed
from warehouse.indicators.model import Indicator
from warehouse.text import Text

LEAST_POINTS: Final = 5
_LEVEL: Final = 0.05

_ONE: Final = Text(
    "{place}: {value}, {period}. Ett enda värde är ingen utveckling.",
    "{place}: {value}, {period}. A single figure is no trend.",
)
_FROM_TO: Final = Text(
    "{place} gick från {first} ({start}) till {last} ({end}).",
    "{place} went from {first} ({start}) to {last} ({end}).",
)
_SAME: Final = Text(
    "{place} hade {first} både {start} och {end}.", "{place} had {first} in both {start} and {end}."
)
_RISING: Final = Text(
    "{place} har stigit: från {first} ({start}) till {last} ({end}).",
    "{place} has risen: from {first} ({start}) to {last} ({end}).",
)
_FALLING: Final = Text(
    "{place} har sjunkit: från {first} ({start}) till {last} ({end}).",
    "{place} has fallen: from {first} ({start}) to {last} ({end}).",
)
_BROKEN: Final = Text(
    "{place} gick från {first} ({start}) till {last} ({end}), men serien är bruten {times}.",
    "{place} went from {first} ({start}) to {last} ({end}), but the series is broken {times}.",
)
_TIMES: Final = (
    Text("en gång", "once"),
    Text("två gånger", "twice"),
    Text("tre gånger", "three times"),
    Text("fyra gånger", "four times"),
)


class NamedLine(Protocol):
    """A line of the chart: its name and its figures."""

    @property
    def name(self) -> str: ...
    @property
    def found(self) -> tuple[Drawn, ...]: ...


def headline(place: str, found: Sequence[Drawn], indicator: Indicator, wording: Wording) -> str:
    """One sentence on the first and the last figure, and what lies between them."""
    shown = sorted(
        (d.figure for d in found if d.figure.value is not None), key=lambda f: f.period.sort_key
    )
    first, last = shown[0], shown[-1]
    words = {
        "place": place,
        "value": wording.value(last),
        "period": last.period.label(wording.language),
        "first": wording.value(first),
        "start": first.period.label(wording.language),
        "last": wording.value(last),
        "end": last.period.label(wording.language),
    }
    if len(shown) == 1:
        return wording.say(_ONE, **words)
    times = broken_times(shown, indicator)
    if times:
        return wording.say(_BROKEN, times=_times(times, wording), **words)
    if first.value == last.value:
        return wording.say(_SAME, **words)
    return wording.say(_direction(shown), **words)


def _times(times: int, wording: Wording) -> str:
    many = Text("{n} gånger", "{n} times")
    return wording.say(_TIMES[times - 1]) if times <= len(_TIMES) else wording.say(many, n=times)


def broken_times(shown: Sequence[Figure], indicator: Indicator) -> int:
    """How many declared breaks lie between the figures."""
    region, group = shown[-1].region, shown[-1].group
    breaks = [
        b for b in indicator.breaks if b.region in (None, region) and b.group in (None, group)
    ]
    return sum(
        any(is_broken([b], earlier.period, later.period) for earlier, later in pairwise(shown))
        for b in breaks
    )


def _direction(shown: Sequence[Figure]) -> Text:
    """Mann–Kendall on five comparable points or more; otherwise only first and last are told."""
    comparable = len({(f.source, f.period.kind) for f in shown}) == 1
    if len(shown) < LEAST_POINTS or not comparable:
        return _FROM_TO
    tau, probability = kendalltau(range(len(shown)), [f.value for f in shown])
    if not probability < _LEVEL:
        return _FROM_TO
    return _RISING if tau > 0 else _FALLING


def description(lines: Iterable[tuple[str, NamedLine]], wording: Wording) -> str:
    """Every line in words: the panel, the name where it differs, each period with its figure."""
    said = []
    for title, line in lines:
        name = title if title == line.name else f"{title}, {line.name.lower()}"
        values = [
            f"{d.figure.period.label(wording.language)} {wording.value(d.figure)}"
            for d in sorted(line.found, key=lambda d: d.figure.period.sort_key)
        ]
        said.append(f"{name}: {listed(values, wording.language)}.")
    return " ".join(dict.fromkeys(said))
