"""What is said about the funnel: which units chance does not explain, and why limits are wider.

Not for the numbers (`survey_units_data.py`).
"""

from collections.abc import Sequence
from typing import Final

from dashboard.charts.numbers import number
from dashboard.views.survey_units_data import Compared, Unit, shown
from dashboard.views.survey_units_words import centre_words
from dashboard.views.survey_words import (
    region_name,
)
from dashboard.views.wording import listed, sentence
from warehouse.funnel import FunnelPlace
from warehouse.text import Language, Text
from warehouse.units import RATIO

# So many units are named in a sentence; more are counted.
MOST_NAMED: Final = 3

_TOO_FEW: Final = Text(
    "Bara {n} enheter kan visas bland {group}: för få för att dra gränser för slumpen",
    "Only {n} units can be shown among {group}: too few to draw limits of chance",
)
_ONLY_ONE: Final = Text(
    "Bara en enhet kan visas bland {group}: för få för att dra gränser för slumpen",
    "Only one unit can be shown among {group}: too few to draw limits of chance",
)
_ALL_INSIDE: Final = Text(
    "Ingen av de {n} enheterna i {region} ligger utanför gränserna runt {group}: skillnaderna"
    " kan vara slump",
    "Not one of the {n} units in {region} lies outside the limits around {group}: the differences"
    " may be chance",
)
_ONE_INSIDE: Final = Text(
    "Den enda enhet i {region} som kan visas ligger innanför gränserna runt {group}: skillnaden"
    " kan vara slump",
    "The only unit in {region} that can be shown lies inside the limits around {group}: the"
    " difference may be chance",
)
_NEAR: Final = Text(
    "Ingen av enheterna i {region} ligger utanför 99,8\u00a0%-gränsen runt {group}; {k} av {n}"
    " ligger utanför 95\u00a0%-gränsen, och dit hamnar ungefär en enhet av 20 av en slump",
    "Not one of the units in {region} lies outside the 99.8% limit around {group}; {k} of {n}"
    " outside the 95% limit, where chance alone puts about one unit in 20",
)
_FAR: Final = Text(
    "{names} ligger längre {way} {group} än slumpen brukar ge",
    "{names} further {way} {group} than chance usually puts a unit",
)
_FAR_MANY: Final = Text(
    "{k} av {n} enheter i {region} ligger längre från {group} än slumpen brukar ge",
    "{k} of {n} units in {region} lie further from {group} than chance usually puts a unit",
)
_UNDER: Final = Text("under", "below")
_OVER: Final = Text("över", "above")
_LIES: Final = Text("{names}", "{names} lies")
_LIE: Final = Text("{names}", "{names} lie")
PLACES: Final = {
    FunnelPlace.INSIDE: Text("innanför gränserna", "inside the limits"),
    FunnelPlace.BELOW_95: Text("under 95\u00a0%-gränsen", "below the 95% limit"),
    FunnelPlace.ABOVE_95: Text("över 95\u00a0%-gränsen", "above the 95% limit"),
    FunnelPlace.BELOW_998: Text("under 99,8\u00a0%-gränsen", "below the 99.8% limit"),
    FunnelPlace.ABOVE_998: Text("över 99,8\u00a0%-gränsen", "above the 99.8% limit"),
}
FAR: Final = frozenset({FunnelPlace.BELOW_998, FunnelPlace.ABOVE_998})
NEAR: Final = frozenset({FunnelPlace.BELOW_95, FunnelPlace.ABOVE_95})


def funnel_headline(result: Compared, language: Language) -> str:
    """Which of the region's units chance does not explain; says so where it cannot be told."""
    own = shown(result.own)
    n = len(own)
    group = f"{result.comparison.name.of(language)} ({centre_words(result, language)})"
    words: dict[str, object] = {"region": region_name(result.asked.region, language), "n": n,
                                "group": group}  # fmt: skip
    if not result.has_limits:
        said = _ONLY_ONE if len(result.drawn) == 1 else _TOO_FEW
        words |= {"n": len(result.drawn), "group": result.comparison.name.of(language)}
        return sentence(said.of(language).format(**words))
    places = [result.place(unit) for unit in own]
    far = [unit for unit, place in zip(own, places, strict=True) if place in FAR]
    near = sum(place in NEAR for place in places)
    if far:
        return _far_headline(result, far, words, language)
    if near:
        return sentence(_NEAR.of(language).format(**words, k=near))
    return sentence((_ONE_INSIDE if n == 1 else _ALL_INSIDE).of(language).format(**words))


def _far_headline(
    result: Compared, far: Sequence[Unit], words: dict[str, object], language: Language
) -> str:
    ways = {result.place(unit) for unit in far}
    if len(ways) > 1 or len(far) > MOST_NAMED:
        return sentence(_FAR_MANY.of(language).format(**words, k=len(far)))
    named = [unit.organisation.name.of(language) for unit in far]
    names = (_LIES if len(far) == 1 else _LIE).of(language)
    way = _UNDER if FunnelPlace.BELOW_998 in ways else _OVER
    return sentence(
        _FAR.of(language).format(
            **words, names=names.format(names=listed(named, language)), way=way.of(language)
        )
    )


_WIDENED: Final = Text(
    "Enheterna varierar mer än slumpen förklarar (spridningen är {factor} gånger slumpens), så"
    " gränserna är vidgade i motsvarande grad. Något som skiljer många enheter åt ligger bakom,"
    " till exempel uppdraget eller vilka som svarade.",
    "The units vary more than chance explains (the variance is {factor} times that of chance), so"
    " the limits have been widened to match. Something that many units differ in is behind it,"
    " such as their task or who answered.",
)


_SPREAD: Final = Text(
    "Variansen mellan enheterna är {factor} gånger slumpens, sedan de yttersta tiondelarna dragits"
    " in till de närmaste innanför; {verdict}.",
    "The variance between the units is {factor} times that of chance, after the outermost tenths"
    " have been drawn in to the nearest inside; {verdict}.",
)
_AS_CHANCE: Final = Text(
    "det är inte mer än slumpen kan ge", "that is no more than chance may give"
)
_OVER_CHANCE: Final = Text(
    "det är mer än slumpen ger, så gränserna är vidgade",
    "that is more than chance gives, so the limits have been widened",
)


def spread(result: Compared) -> Text:
    """For the about tab: how much the units vary, whether or not it is more than chance."""
    verdict = _OVER_CHANCE if result.dispersion.is_over else _AS_CHANCE
    return Text(
        _SPREAD.sv.format(factor=_factor(result, "sv"), verdict=verdict.sv),
        _SPREAD.en.format(factor=_factor(result, "en"), verdict=verdict.en),
    )


def _factor(result: Compared, language: Language) -> str:
    return number(result.dispersion.factor, RATIO, language, decimals=1)


def widened(result: Compared, language: Language) -> tuple[str, ...]:
    """Said where the units vary more than chance; the limits are then wider."""
    if not (result.has_limits and result.dispersion.is_over):
        return ()
    return (_WIDENED.of(language).format(factor=_factor(result, language)),)
