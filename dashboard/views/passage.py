"""What may be said of a series over time: sentences from the numbers, by rule.

First and last figure, with every break between them. Figures of different sources, or of different
kinds of period, are set beside each other without saying that one became the other. A direction is
named only with five comparable points or more, where a rank test finds one that first and last
agree with and that is more than rounding.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, Protocol

from scipy.stats import kendalltau

from dashboard.charts.numbers import decimals_of
from dashboard.views.figures import Drawn, Figure, breaks_for, is_broken
from dashboard.views.wording import Wording, listed, sentence
from warehouse.indicators.model import Indicator, Uncertainty
from warehouse.text import Text

LEAST_POINTS: Final = 5
_LEVEL: Final = 0.05

_ONE: Final = Text(
    "{place}: {value} ({period}). Ett enda värde är ingen utveckling.",
    "{place}: {value} ({period}). A single figure is no trend.",
)
_FROM_TO: Final = Text(
    "{place} gick från {first} ({start}) till {last} ({end}).",
    "{place} went from {first} ({start}) to {last} ({end}).",
)
_SAME: Final = Text(
    "{place} hade samma värde i början ({start}) som i slutet ({end}): {first}.",
    "{place} had the same figure at the start ({start}) as at the end ({end}): {first}.",
)
_UNLIKE: Final = Text(
    "{place}: {first} ({start}) och {last} ({end}), men perioderna är av olika slag.",
    "{place}: {first} ({start}) and {last} ({end}), but the periods are of different kinds.",
)
_SOURCES: Final = Text(
    "{place}: {first} ({start}) och {last} ({end}), ur olika källor som kan räkna olika.",
    "{place}: {first} ({start}) and {last} ({end}), from sources that may count differently.",
)
_ANSWERS: Final = Text(
    " Skillnaden kan bero på vilka som svarade.", " The difference may come from who answered."
)
_RISING: Final = Text(
    "{place}: värdet har stigit från {first} ({start}) till {last} ({end}).",
    "{place}: the figure has risen from {first} ({start}) to {last} ({end}).",
)
_FALLING: Final = Text(
    "{place}: värdet har sjunkit från {first} ({start}) till {last} ({end}).",
    "{place}: the figure has fallen from {first} ({start}) to {last} ({end}).",
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
    """A line of the chart: its name, alone and inside a sentence, and its figures."""

    @property
    def name(self) -> str: ...
    @property
    def inside(self) -> str: ...
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
        "value": wording.told(last),
        "period": last.period.label(wording.language),
        "first": wording.told(first),
        "start": first.period.label(wording.language),
        "last": wording.told(last),
        "end": last.period.label(wording.language),
    }
    if len(shown) == 1:
        return wording.say(_ONE, **words)
    times = broken_times(shown, indicator)
    if times:
        return wording.say(_BROKEN, times=_times(times, wording), **words)
    text = _comparison(shown)
    claims_change = text in (_FROM_TO, _RISING, _FALLING)
    doubt = claims_change and indicator.uncertainty is Uncertainty.ANSWERS
    return wording.say(text, **words) + (wording.say(_ANSWERS) if doubt else "")


def _comparison(shown: Sequence[Figure]) -> Text:
    """What may be said of first and last, by what they have in common."""
    first, last = shown[0], shown[-1]
    if first.source != last.source:
        return _SOURCES
    if first.period.kind is not last.period.kind:
        return _UNLIKE
    if first.qualifier != "exact" or last.qualifier != "exact":
        return _FROM_TO
    return _SAME if first.value == last.value else _direction(shown)


def _times(times: int, wording: Wording) -> str:
    many = Text("{n} gånger", "{n} times")
    return wording.say(_TIMES[times - 1]) if times <= len(_TIMES) else wording.say(many, n=times)


def broken_times(shown: Sequence[Figure], indicator: Indicator) -> int:
    """How many declared breaks lie between the figures."""
    last = shown[-1]
    breaks = breaks_for(indicator, last.region, last.group, last.item)
    return sum(
        any(is_broken([b], earlier.period, later.period) for earlier, later in pairwise(shown))
        for b in breaks
    )


def _direction(shown: Sequence[Figure]) -> Text:
    """Mann–Kendall on five comparable points or more; otherwise only first and last are told."""
    comparable = len({(f.source, f.period.kind, f.qualifier) for f in shown}) == 1
    if len(shown) < LEAST_POINTS or not comparable or shown[0].qualifier != "exact":
        return _FROM_TO
    tau, probability = kendalltau(range(len(shown)), [f.value for f in shown])
    change = _value(shown[-1]) - _value(shown[0])
    if not probability < _LEVEL or tau * change <= 0 or abs(change) <= _rounding(shown):
        return _FROM_TO
    return _RISING if tau > 0 else _FALLING


def _value(figure: Figure) -> float:
    assert figure.value is not None
    return figure.value


def _rounding(shown: Sequence[Figure]) -> float:
    """One step of the last decimal that is printed: 60 and 61 may be 60.4 and 60.6.

    Amounts that are printed in another unit than they are stored in are held to one base unit.
    """
    decimals = [decimals_of(f.printed) or 0 for f in (shown[0], shown[-1])]
    return float(10.0 ** -min(decimals))


def description(lines: Iterable[tuple[str, NamedLine]], wording: Wording) -> str:
    """Every line in words: the panel, the name where it differs, each period with its figure."""
    said = []
    for title, line in lines:
        name = title if title == line.name else f"{title}, {line.inside}"
        values = [
            f"{wording.told(d.figure)} ({d.figure.period.label(wording.language)})"
            for d in sorted(line.found, key=lambda d: d.figure.period.sort_key)
        ]
        said.append(sentence(f"{name}: {listed(values, wording.language)}"))
    return " ".join(dict.fromkeys(said))
