"""What may be said of a region among the others: sentences from the numbers, by rule.

Order is only stated where everybody was counted and every figure is exact. Where a figure rests
on who answered, or on a method with errors of its own, the figures are given and nothing is claimed
about the difference. A rank is a place already: it is told, never compared as an amount.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from dashboard.views.figures import Drawn, Figure, is_national
from dashboard.views.wording import Wording, listed, sentence
from warehouse.indicators.model import Indicator, Pooling, Uncertainty
from warehouse.text import Text
from warehouse.units import RANK

_RANGE: Final = Text(
    "{title}: från {low} ({lowest}) till {high} ({highest}).",
    "{title}: from {low} ({lowest}) to {high} ({highest}).",
)
_NO_FIGURE: Final = Text(
    "{region} har inget värde här; de andra går från {low} till {high}.",
    "{region} has no figure here; the others run from {low} to {high}.",
)
_NO_OTHER: Final = Text(
    "{region} har inget värde här; av de andra har bara {only} det ({value}).",
    "{region} has no figure here; of the others only {only} has one ({value}).",
)
_ONLY: Final = Text(
    "{title}: bara {only} har ett värde ({value}).", "{title}: only {only} has a figure ({value})."
)
_ALONE: Final = Text(
    "{region} har {value}{nation}; ingen annan region har ett värde här.",
    "{region} has {value}{nation}; no other region has a figure here.",
)
_ONE: Final = Text("{region} har {value}{place}{nation}.", "{region} has {value}{place}{nation}.")
_NATION: Final = Text("; riket {value}", "; Sweden {value}")
_HIGHEST: Final = Text(", högst av {n}", ", the highest of {n}")
_LOWEST: Final = Text(", lägst av {n}", ", the lowest of {n}")
_BETWEEN: Final = Text("; {above} av {n} andra ligger högre", "; {above} of {n} others are higher")
_NONE_ABOVE: Final = Text(
    "; ingen av de {n} andra ligger högre", "; none of the {n} others is higher"
)
_NOT_ORDERED: Final = Text(
    "{region} har {value}{nation}. {why}", "{region} has {value}{nation}. {why}"
)
_WHY_NOT: Final = {
    Uncertainty.ANSWERS: Text(
        "Skillnader kan bero på vilka som svarade.", "Differences may come from who answered."
    ),
    Uncertainty.ESTIMATED: Text(
        "Värdena är skattade; små skillnader säger inget.",
        "The figures are estimates; small differences say nothing.",
    ),
    Uncertainty.COUNTED: Text(
        "Alla värden är inte exakta, så ordningen är osäker.",
        "Not every figure is exact, so the order is uncertain.",
    ),
}
_HIGHEST_IN: Final = Text(
    "{region} ligger högst av regionerna i {k} av {n} jämförelser: {which}.",
    "{region} is the highest of the regions in {k} of {n} comparisons: {which}.",
)
_ABOVE_IN: Final = Text(
    "{region} ligger över riket i {k} av {n} jämförelser.",
    "{region} is above the nation in {k} of {n} comparisons.",
)
_HIGHER_IN: Final = Text(
    "{region} ligger högre än de flesta andra regioner i {k} av {n} jämförelser.",
    "{region} is higher than most other regions in {k} of {n} comparisons.",
)
_NEVER_ABOVE: Final = Text(
    "{region} ligger inte över riket i någon av {n} jämförelser.",
    "{region} is not above the nation in any of {n} comparisons.",
)
_NEVER_HIGHER: Final = Text(
    "{region} ligger inte högre än de flesta andra regioner i någon av {n} jämförelser.",
    "{region} is not higher than most other regions in any of {n} comparisons.",
)
_RANKED: Final = Text("{region} har placering {value}.", "{region} is ranked {value}.")

Series = tuple[int, int, int]


def by_series(chosen: Sequence[Drawn], indicator: Indicator) -> list[list[Figure]]:
    """The drawn figures that have a value, by group, item and category in the registry's order."""
    groups, items = list(indicator.groups), list(indicator.items)
    categories = list(indicator.categories)

    def series(figure: Figure) -> Series:
        return (
            groups.index(figure.group),
            items.index(figure.item),
            categories.index(figure.category),
        )

    have = sorted((d.figure for d in chosen if d.figure.value is not None), key=series)
    return [list(same) for _, same in groupby(have, key=series)]


def regional(found: Sequence[Figure]) -> list[Figure]:
    return [figure for figure in found if not is_national(figure)]


def _value(figure: Figure) -> float:
    assert figure.value is not None
    return figure.value


def headline(
    chosen: Sequence[Drawn], indicator: Indicator, own: str | None, wording: Wording
) -> str:
    """One sentence: where own region stands, or how far the regions lie apart."""
    every = [found for found in by_series(chosen, indicator) if regional(found)]
    having = [found for found in every if any(f.region == own for f in found)]
    if own is None or not having:
        return _spread(every, own, indicator, wording)
    if len(having) == 1:
        return _single(having[0], own, indicator, wording)
    return _several(having, own, indicator, wording)


def _spread(
    every: Sequence[Sequence[Figure]], own: str | None, indicator: Indicator, wording: Wording
) -> str:
    """The series with most regions, the first of equals; named where there are several."""
    ordered = sorted(regional(max(every, key=lambda found: len(regional(found)))), key=_value)
    low, high = ordered[0], ordered[-1]
    series = wording.series(low)
    title = series if series and len(every) > 1 else indicator.title.of(wording.language)
    if len(ordered) == 1:
        alone = {"only": wording.region(low.region), "value": wording.told(low)}
        if own is None:
            return wording.say(_ONLY, title=title, **alone)
        return wording.say(_NO_OTHER, region=wording.region(own), **alone)
    words = {"low": wording.told(low), "high": wording.told(high)}
    if own is not None:
        return wording.say(_NO_FIGURE, region=wording.region(own), **words)
    return wording.say(
        _RANGE,
        title=title,
        lowest=wording.region(low.region),
        highest=wording.region(high.region),
        **words,
    )


def _single(found: Sequence[Figure], own: str, indicator: Indicator, wording: Wording) -> str:
    mine = next(f for f in found if f.region == own)
    words = {
        "region": wording.region(own),
        "value": wording.told(mine),
        "nation": _nation(found, wording),
    }
    if indicator.unit is RANK:
        return wording.say(_RANKED, **words)
    if len(regional(found)) == 1:
        return wording.say(_ALONE, **words)
    if not is_ordered(found, indicator):
        return wording.say(_NOT_ORDERED, why=_why_not(indicator, wording), **words)
    return wording.say(_ONE, place=_place(mine, regional(found), wording), **words)


def is_yardstick(indicator: Indicator) -> bool:
    """Whether a region can be held against the nation: a sum of all is no measure of one."""
    return indicator.pooling is not Pooling.SUM


def is_ordered(found: Sequence[Figure], indicator: Indicator) -> bool:
    """Whether it may be said which is higher: all counted, by one source, none "about"."""
    one_source = len({figure.source for figure in regional(found)}) == 1
    exact = all(figure.qualifier == "exact" for figure in found)
    return indicator.uncertainty is Uncertainty.COUNTED and one_source and exact


def _why_not(indicator: Indicator, wording: Wording) -> str:
    return wording.say(_WHY_NOT[indicator.uncertainty])


def _nation(found: Sequence[Figure], wording: Wording) -> str:
    nation = next((f for f in found if is_national(f)), None)
    return wording.say(_NATION, value=wording.value(nation)) if nation else ""


def _place(mine: Figure, regions: Sequence[Figure], wording: Wording) -> str:
    others = [_value(f) for f in regions if f is not mine]
    above = sum(value > _value(mine) for value in others)
    below = sum(value < _value(mine) for value in others)
    if others and below == len(others):
        return wording.say(_HIGHEST, n=_of_seven(len(regions), wording))
    if others and above == len(others):
        return wording.say(_LOWEST, n=_of_seven(len(regions), wording))
    return wording.say(_BETWEEN if above else _NONE_ABOVE, above=above, n=len(others))


def _of_seven(count: int, wording: Wording) -> str:
    seven = Text("de sju", "the seven")
    some = Text("de {n} som har värde", "the {n} with a figure")
    return wording.say(seven) if count == 7 else wording.say(some, n=count)


def _several(
    every: Sequence[Sequence[Figure]], own: str, indicator: Indicator, wording: Wording
) -> str:
    mine = [next(f for f in found if f.region == own) for found in every]
    region = wording.region(own)
    values = listed([wording.told(f) for f in mine], wording.language)
    if indicator.unit is RANK:
        return wording.say(_RANKED, region=region, value=values)
    if not all(is_ordered(found, indicator) for found in every):
        why = _why_not(indicator, wording)
        return wording.say(_NOT_ORDERED, region=region, value=values, nation="", why=why)
    top = [f for f, found in zip(mine, every, strict=True) if _is_highest(f, found)]
    if top:
        which = listed(
            [f"{wording.series_inside(f)} ({wording.value(f)})" for f in top], wording.language
        )
        return wording.say(_HIGHEST_IN, region=region, k=len(top), n=len(every), which=which)
    nations = [next((f for f in found if is_national(f)), None) for found in every]
    if all(nations) and is_yardstick(indicator):
        above = sum(_value(f) > _value(n) for f, n in zip(mine, nations, strict=True) if n)
        text = _ABOVE_IN if above else _NEVER_ABOVE
        return wording.say(text, region=region, k=above, n=len(every))
    higher = sum(_is_higher_than_most(f, found) for f, found in zip(mine, every, strict=True))
    text = _HIGHER_IN if higher else _NEVER_HIGHER
    return wording.say(text, region=region, k=higher, n=len(every))


def _is_highest(mine: Figure, found: Sequence[Figure]) -> bool:
    others = [f for f in regional(found) if f is not mine]
    return bool(others) and all(_value(mine) > _value(f) for f in others)


def _is_higher_than_most(mine: Figure, found: Sequence[Figure]) -> bool:
    others = [f for f in regional(found) if f is not mine]
    return sum(_value(mine) > _value(f) for f in others) * 2 > len(others)


def description(chosen: Sequence[Drawn], wording: Wording) -> str:
    """Every figure in words, series by series: what a reader who cannot see the chart needs."""
    title = sentence(wording.indicator.title.of(wording.language))
    every = by_series(chosen, wording.indicator)
    return " ".join([title, *(_series_words(found, wording) for found in every)])


def _series_words(found: Sequence[Figure], wording: Wording) -> str:
    name = wording.series(found[0])
    values = [f"{wording.region(f.region)} {wording.told(f)}" for f in found]
    said = listed(values, wording.language)
    return sentence(f"{name}: {said}" if name else said)
