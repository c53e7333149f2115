"""What is said about units: headlines, notes and what may be concluded. Never a ranking.

A unit is named in a headline only where the test puts it apart. Not for the numbers
(`survey_units_data.py`).
"""

from collections.abc import Sequence
from typing import Final

from dashboard.state import State
from dashboard.views.choices import sentence_case
from dashboard.views.survey_choices import items_of
from dashboard.views.survey_units_data import Compared, Unit, Units, shown
from dashboard.views.survey_words import (
    group_name,
    percent,
    region_name,
    shown_for,
    whole_number,
)
from dashboard.views.wording import listed, sentence
from warehouse.text import Language, Text

MAY: Final = Text(
    "Att svaren vid en enhet skiljer sig mer från de andras än slumpen brukar ge, och att det är"
    " värt att ta reda på varför.",
    "That the answers at a unit differ more from the others' than chance usually makes them, and"
    " that it is worth finding out why.",
)
MAY_NOT: Final = Text(
    "Vilken enhet som är bäst eller sämst. Enheter har olika uppdrag, tar emot olika studenter och"
    " har olika svarsfrekvens, och inget av det är inräknat. Två enheter som inte kan skiljas åt"
    " är inte därför lika.",
    "Which unit is best or worst. Units have different tasks, receive different students and have"
    " different response rates, and none of that is accounted for. Two units that cannot be told"
    " apart are not equal for that reason.",
)


def overline_names(found: Units, language: Language) -> tuple[str, ...]:
    """Group, period and question, behind the survey's name."""
    asked = found.asked
    item = next(item for item in items_of([found.round]) if item.code == asked.item)
    question = sentence_case(item.wording.of(language))
    return group_name(asked.group, language), asked.period.label(language), question


def centre_words(result: Compared, language: Language) -> str:
    return percent(100 * result.centre, result.pool.share.n, language)


# ---------------------------------------------------------------- which can be told apart

_ONE_UNIT: Final = Text(
    "Bara en enhet i {region} kan visas, så det finns inget att skilja den från",
    "Only one unit in {region} can be shown, so there is nothing to tell it apart from",
)
_NO_PAIR: Final = Text(
    "Ingen av de {n} enheterna i {region} kan skiljas från någon annan av dem",
    "Not one of the {n} units in {region} can be told apart from any other of them",
)
_NOT_TWO: Final = Text(
    "De två enheterna i {region} kan inte skiljas åt",
    "The two units in {region} cannot be told apart",
)
_TWO: Final = Text(
    "De två enheterna i {region} kan skiljas åt",
    "The two units in {region} can be told apart",
)
_PAIRS: Final = Text(
    "{k} av {m} par av enheter i {region} kan skiljas åt; för övriga kan skillnaden vara slump",
    "{k} of {m} pairs of units in {region} can be told apart; for the others the difference may"
    " be chance",
)
_ALL_PAIRS: Final = Text(
    "Alla {n} enheter i {region} kan skiljas från varandra",
    "All {n} units in {region} can be told apart from each other",
)
_APART_LOWER: Final = Text(
    "{name} har lägre andel positiva svar än var och en av de {others} andra enheterna i"
    " {region}; {rest}",
    "{name} has a lower share of positive answers than each of the {others} other units in"
    " {region}; {rest}",
)
_APART_HIGHER: Final = Text(
    "{name} har högre andel positiva svar än var och en av de {others} andra enheterna i"
    " {region}; {rest}",
    "{name} has a higher share of positive answers than each of the {others} other units in"
    " {region}; {rest}",
)
_REST_ALIKE: Final = Text(
    "de andra kan inte skiljas åt", "the others cannot be told apart from each other"
)
_REST_SOME: Final = Text(
    "av de andra kan {k} av {m} par skiljas åt",
    "of the others {k} of {m} pairs can be told apart",
)


def apart_headline(result: Compared, language: Language) -> str:
    """Which units the test tells apart; where one stands alone against all, it is named."""
    region = region_name(result.asked.region, language)
    own = shown(result.own)
    n, pairs = len(own), result.separation.pairs
    every = n * (n - 1) // 2
    words: dict[str, object] = {"region": region, "n": n, "k": len(pairs), "m": every}
    if n <= 2:
        said = _ONE_UNIT if n == 1 else (_TWO if pairs else _NOT_TWO)
    elif not pairs:
        said = _NO_PAIR
    elif len(pairs) == every:
        said = _ALL_PAIRS
    elif alone := _alone(result):
        (at,) = alone
        left = len(pairs) - (n - 1)
        rest = _REST_SOME.of(language).format(k=left, m=every - (n - 1)) if left else ""
        words |= {"name": own[at].organisation.name.of(language), "others": n - 1,
                  "rest": rest or _REST_ALIKE.of(language)}  # fmt: skip
        is_highest = any(higher == at for higher, _ in pairs)
        said = _APART_HIGHER if is_highest else _APART_LOWER
    else:
        said = _PAIRS
    return sentence(said.of(language).format(**words))


def separate_from(result: Compared, at: int) -> int:
    """From how many of the region's other shown units one can be told apart."""
    return sum(at in pair for pair in result.separation.pairs)


def _alone(result: Compared) -> list[int]:
    """The one unit that is higher than all others, or lower than all; none where several are."""
    n, pairs = result.separation.count, result.separation.pairs
    ends = [(at, end) for at in range(n) for end in (0, 1)]
    found = [at for at, end in ends if sum(pair[end] == at for pair in pairs) == n - 1]
    return found if len(found) == 1 else []


# ---------------------------------------------------------------- notes and warnings

_COUNTED: Final = Text("{n} enheter med {range} svar var.", "{n} units with {range} answers each.")
_COUNTED_ONE: Final = Text("En enhet med {range} svar.", "One unit with {range} answers.")
_HIDDEN: Final = Text(
    "{count} av enheterna i {region} visas inte, för att ingen ska kunna pekas ut.",
    "{count} of the units in {region} are not shown, so that nobody can be singled out.",
)
_ONE_HIDDEN: Final = Text(
    "En av enheterna i {region} visas inte, för att ingen ska kunna pekas ut.",
    "One of the units in {region} is not shown, so that nobody can be singled out.",
)
_HIDDEN_ELSEWHERE: Final = Text(
    "{count} av enheterna i andra regioner visas inte.",
    "Not shown in other regions: {count} of the units.",
)
_OTHER_QUESTION: Final = Text(
    "Jämförs inte, eftersom frågan eller skalan var en annan där: {regions}.",
    "Not compared, since the question or the scale was another there: {regions}.",
)
_INTERVALS: Final = Text(
    "Strecken är Wilsons intervall (95\u00a0%){corrected}.",
    "The bars are Wilson intervals (95%){corrected}.",
)
_CORRECTED: Final = Text(
    ", med korrigering för att alla bjöds in", ", corrected for everybody having been invited"
)
_UNCORRECTED: Final = Text(
    ", utan korrigering för ändlig population", ", not corrected for a finite population"
)


def interval_note(result: Compared, language: Language) -> str:
    """Which kind the drawn intervals are."""
    known = any(unit.cell.population for unit in result.own)
    corrected = (_CORRECTED if known else _UNCORRECTED).of(language)
    return _INTERVALS.of(language).format(corrected=corrected)


def counted(units: Sequence[Unit], language: Language) -> str:
    """How many units are drawn, and how many answers they have."""
    ns = [unit.cell.n for unit in units if unit.cell.n is not None]
    low, high = whole_number(min(ns), language), whole_number(max(ns), language)
    said = _COUNTED_ONE if len(units) == 1 else _COUNTED
    span = low if low == high else f"{low}–{high}"
    return said.of(language).format(n=len(units), range=span)


def hidden(result: Compared, language: Language, *, elsewhere: bool) -> str:
    """How many units are hidden; those of other regions only where these are drawn."""
    region = region_name(result.asked.region, language)
    said = []
    if result.hidden_own:
        words = _ONE_HIDDEN if result.hidden_own == 1 else _HIDDEN
        said.append(words.of(language).format(count=result.hidden_own, region=region))
    if elsewhere and result.hidden_elsewhere:
        said.append(_HIDDEN_ELSEWHERE.of(language).format(count=result.hidden_elsewhere))
    return " ".join(said)


def warnings(found: Units, state: State) -> tuple[str, ...]:
    language = state.language
    said = [shown_for(found.asked.region, state)]
    if found.other_question:
        regions = [region_name(code, language) for code in found.other_question]
        said.append(_OTHER_QUESTION.of(language).format(regions=listed(regions, language)))
    return tuple(text for text in said if text)
