"""What is said of who is missing: which division differs most, and whether it may be chance.

Programmes and sexes may be named as answering most and least; units never are, for that is no
list of good and bad ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.charts.numbers import number
from dashboard.views.choices import sentence_case
from dashboard.views.survey_data import SurveyCell
from dashboard.views.survey_words import Told, cell_words, counts_of, region_name
from dashboard.views.wording import listed
from warehouse.statistics import CONFIDENCE, Share, newcombe
from warehouse.surveys.indicators import PARTIAL
from warehouse.text import Language, Text
from warehouse.units import RATIO

_UNITS: Final = "by_organisation"
# A region may have so many units that the table alone has room for them.
MOST_UNITS: Final = 15

SHORT: Final = Text(
    "Detta visar vilka som saknas, inte vad de tycker.",
    "This shows who is missing, not what they think.",
)
MAY: Final = Text(
    "Vilka delar av de inbjudna som svarat oftare eller mer sällan, och om skillnaderna är större"
    " än slumpen ensam ger. Delar som svarat ofta väger för tungt i ovägda resultat.",
    "Which parts of those invited answered more or less often, and whether the differences are"
    " larger than chance alone gives. Parts that answered often weigh too much in unweighted"
    " results.",
)
MAY_NOT: Final = Text(
    "Att resultaten är snedvridna, eller att de inte är det. Det syns bara för indelningar som är"
    " kända för alla inbjudna; den som är missnöjd kan låta bli att svara i alla delar lika ofta.",
    "That the results are skewed, or that they are not. It is seen only for divisions known for"
    " everybody invited; the dissatisfied may stay away equally often in every part.",
)


@dataclass(frozen=True, slots=True)
class Division:
    """One way to divide those invited; `parts` are names and response rates, in fixed order."""

    code: str
    parts: tuple[tuple[str, SurveyCell], ...]

    def name(self, language: Language) -> str:
        return sentence_case(PARTIAL[self.code].of(language))

    @property
    def shown(self) -> list[tuple[str, SurveyCell]]:
        return [(name, cell) for name, cell in self.parts if cell.value is not None]


@dataclass(frozen=True, slots=True)
class Skew:
    """R of the release, R of chance alone, and the part of each division; None where unknown.

    `crossing` is what R is of: an R of units says nothing of sexes.
    """

    whole: float | None
    by_chance: float | None
    partial: Mapping[str, float]
    crossing: tuple[str, ...] = ()


def is_more_than_chance(division: Division, divisions: int) -> bool:
    """Whether its parts answered more unequally than chance usually gives.

    Newcombe's interval of the two outermost rates, as if every person invited had decided by
    chance; strict in proportion to all pairs it was chosen from, in as many divisions.
    """
    shares = sorted(
        (Share(positive=cell.numerator, n=cell.denominator)
         for _, cell in division.shown
         if cell.numerator is not None and cell.denominator),
        key=lambda share: share.value,
    )  # fmt: skip
    if len(shares) < 2:
        return False
    pairs = divisions * len(shares) * (len(shares) - 1) / 2
    confidence = 1 - (1 - CONFIDENCE) / pairs
    return newcombe(shares[-1], shares[0], confidence=confidence).is_supported


_MOST: Final = Text(
    "{region}: {high} svarade oftast ({high_rate}), {low} mest sällan ({low_rate}).",
    "{region}: {high} answered most often ({high_rate}), {low} least often ({low_rate}).",
)
_MORE_OFTEN: Final = Text(
    "{region}: {high} svarade oftare ({high_rate}) än {low} ({low_rate}).",
    "{region}: {high} answered more often ({high_rate}) than {low} ({low_rate}).",
)
_UNITS_DIFFER: Final = Text(
    "{region}: enheternas svarsfrekvens går från {low_rate} till {high_rate}.",
    "{region}: the response rates of units run from {low_rate} to {high_rate}.",
)
_MAY_BE_CHANCE: Final = Text("Skillnaden kan vara slump.", "The difference may be chance.")
_OVER_CHANCE: Final = Text(
    "Skillnaden är större än slumpen brukar ge.",
    "The difference is larger than chance usually makes it.",
)
_ONE_PART: Final = Text(
    "{region}: bara en del visas, {high} ({high_rate}).",
    "{region}: only one part is shown, {high} ({high_rate}).",
)


def headline(region: str, divisions: Sequence[Division], skew: Skew, told: Told) -> str:
    """Of the division that differs most, by its part of R; else the first."""
    able = [one for one in divisions if len(one.shown) > 1] or list(divisions)
    most = max(able, key=lambda one: skew.partial.get(one.code, 0.0))
    ordered = sorted(most.shown, key=lambda part: part[1].value or 0.0)
    (low, low_cell), (high, high_cell) = ordered[0], ordered[-1]
    several = _MORE_OFTEN if len(ordered) == 2 else _MOST
    text = _UNITS_DIFFER if most.code == _UNITS else several
    said = told.say(
        _ONE_PART if len(ordered) == 1 else text,
        region=region_name(region, told.language),
        low=_inside(low), low_rate=cell_words(low_cell, told.language),
        high=_inside(high), high_rate=cell_words(high_cell, told.language),
    )  # fmt: skip
    if len(ordered) == 1:
        return said
    verdict = _OVER_CHANCE if is_more_than_chance(most, len(able)) else _MAY_BE_CHANCE
    return f"{said} {told.say(verdict)}"


def _inside(name: str) -> str:
    """Inside a sentence; "AT-läkare" stays as it is."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


_RATE: Final = Text("Svarsfrekvens {rate} ({counts}).", "Response rate {rate} ({counts}).")
_AGAINST: Final = Text(
    "Skevhet: delens andel av svaren minus dess andel av de inbjudna, i procentenheter.",
    "Skew: the part's share of answers minus its share of those invited, in percentage points.",
)
_R: Final = Text(
    "Representativitet{of} R = {r} (1: alla delar svarade lika ofta{chance}).",
    "Representativeness{of} R = {r} (1: all parts answered equally often{chance}).",
)
_OF: Final = Text(" efter {what}", " by {what}")
_DIMENSIONS: Final = {
    "sex": Text("kön", "sex"),
    "group": Text("utbildning", "programme"),
    "organisation": Text("enhet", "unit"),
}
_CHANCE: Final = Text("; slumpen ensam ger omkring {r}", "; chance alone gives about {r}")
_PARTS: Final = Text("Skillnadens delar: {parts}.", "The parts of the difference: {parts}.")
_HIDDEN: Final = Text(
    "Delar med U visas inte, för att skydda dem som svarade.",
    "Parts with U are not shown, to protect those who answered.",
)
_IN_TABLE: Final = Text("Alla enheter står i tabellen.", "All units stand in the table.")


def note(whole: SurveyCell, divisions: Sequence[Division], skew: Skew, told: Told) -> str:
    language = told.language
    counts = counts_of(whole.numerator or 0, whole.denominator or 0, language)
    said = [told.say(_RATE, rate=cell_words(whole, language), counts=counts), told.say(_AGAINST)]
    if skew.whole is not None:
        said.append(_r_words(skew, told))
    parts = [
        f"{PARTIAL[one.code].of(language)} {_ratio(skew.partial[one.code], language)}"
        for one in divisions
        if one.code in skew.partial
    ]
    if parts:
        said.append(told.say(_PARTS, parts=listed(parts, language)))
    if any(len(one.shown) < len(one.parts) for one in divisions):
        said.append(told.say(_HIDDEN))
    if any(len(one.parts) > MOST_UNITS for one in divisions):
        said.append(told.say(_IN_TABLE))
    return " ".join(said)


def _r_words(skew: Skew, told: Told) -> str:
    assert skew.whole is not None
    chance = ""
    if skew.by_chance is not None:
        chance = told.say(_CHANCE, r=_ratio(skew.by_chance, told.language))
    what = [_DIMENSIONS[name].of(told.language) for name in _DIMENSIONS if name in skew.crossing]
    of = told.say(_OF, what=listed(what, told.language)) if what else ""
    return told.say(_R, of=of, r=_ratio(skew.whole, told.language), chance=chance)


def _ratio(value: float, language: Language) -> str:
    return number(value, RATIO, language, decimals=2)


def description(divisions: Sequence[Division], told: Told) -> str:
    language = told.language
    return " ".join(
        f"{one.name(language)}: "
        + listed([f"{name} {cell_words(cell, language)}" for name, cell in one.parts], language)
        + "."
        for one in divisions
    )
