"""The decks that ship: a strategy day for each region, gender, surveys, funding.

A view that has nothing to show yet, as before the first survey is loaded, is named in the report
with the reason. What a deck is, and how it is read and written: `decks.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dashboard.decks import NEWEST, Deck, Views, deck_from
from warehouse.regions import ALF_REGIONS, REGIONS
from warehouse.text import Language, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyDeck:
    """`cards` are the address of a view, without its common keys, and the heading over it."""

    name: str
    title: Text
    subtitle: Text
    cards: tuple[tuple[str, Text], ...]
    region: str | None = None


_STRATEGY: Final = (
    ("/view/compare?indicator=alf_survey_response_rate",
     Text("Svarar våra forskare?", "Do our researchers answer?")),
    ("/view/survey_rates", Text("Svarar våra studenter?", "Do our students answer?")),
    ("/view/survey_results", Text("Vad svarar de?", "What do they answer?")),
    ("/view/survey_trend", Text("Blir det bättre?", "Is it getting better?")),
    ("/view/survey_trust", Text("Går det att lita på?", "Can it be trusted?")),
    ("/view/compare?indicator=new_physician_positive_share",
     Text("Vad säger de nya läkarna?", "What do the new physicians say?")),
    ("/view/gender_balance?indicator=authorship_share_by_sex",
     Text("Vem skriver forskningen?", "Who writes the research?")),
    ("/view/gender_targets", Text("Når universitetet sina mål?", "Are targets met?")),
    ("/view/evaluation_grades",
     Text("Hur bedöms den kliniska forskningen?", "How is clinical research judged?")),
    ("/view/evaluation_other", Text("Övriga omdömen", "Other judgements")),
    ("/view/funding_known", Text("Vad är känt om pengarna?", "What is known of the money?")),
    ("/view/quality", Text("Vad vilar siffrorna på?", "What do the figures rest on?")),
)  # fmt: skip

_GENDER: Final = ReadyDeck(
    name="gender",
    title=Text("Jämställdhet i de sju ALF-regionerna", "Gender in the seven ALF regions"),
    subtitle=Text("Kvinnor och män, mål och utfall", "Women and men, targets and outcomes"),
    cards=(
        ("/view/gender_balance?indicator=authorship_share_by_sex",
         Text("Vem skriver forskningen?", "Who writes the research?")),
        ("/view/gender_balance?indicator=staff_share_by_sex",
         Text("Lärare och forskare", "Teachers and researchers")),
        ("/view/gender_balance?indicator=student_share_by_sex", Text("Studenter", "Students")),
        ("/view/gender_targets",
         Text("Mål för nya professorer", "Targets for new professors")),
        ("/view/gender_ladder", Text("Karriärtrappan", "The career ladder")),
        ("/view/trend?indicator=new_professors_share_by_sex",
         Text("Nya professorer över tid", "New professors over time")),
        ("/view/trend?indicator=staff_share_by_sex",
         Text("Lärare och forskare över tid", "Teachers and researchers over time")),
        ("/view/survey_gaps", Text("Svarar kvinnor och män olika?", "Do the answers differ?")),
    ),
)  # fmt: skip

_SURVEYS: Final = ReadyDeck(
    name="surveys",
    title=Text("Enkäter om klinisk utbildning", "Surveys on clinical education"),
    subtitle=Text("Svarsfrekvens, resultat och osäkerhet", "Response, results and uncertainty"),
    cards=(
        ("/view/survey_rates", Text("Hur många svarade?", "How many answered?")),
        ("/view/survey_rates_units", Text("Enheterna", "The units")),
        ("/view/survey_rates_trend", Text("Svaren över tid", "Response over time")),
        ("/view/survey_missing", Text("Vilka svarade inte?", "Who did not answer?")),
        ("/view/survey_results", Text("Vad svarade de?", "What did they answer?")),
        ("/view/survey_trend", Text("Blir det bättre?", "Is it getting better?")),
        ("/view/survey_gaps", Text("Var skiljer sig grupperna?", "Where do groups differ?")),
        ("/view/survey_units", Text("Enheterna i regionen", "The units of the region")),
        ("/view/survey_units_funnel", Text("Vilka enheter avviker?", "Which units differ?")),
        ("/view/survey_trust", Text("Går det att lita på?", "Can it be trusted?")),
        ("/view/compare?indicator=alf_survey_response_rate",
         Text("Vetenskapsrådets enkät", "The Research Council's survey")),
        ("/view/trend?indicator=stockholm_vil_survey_response_rate",
         Text("Stockholms enkät över tid", "Stockholm's survey over time")),
    ),
)  # fmt: skip

_FUNDING: Final = ReadyDeck(
    name="funding",
    title=Text("ALF-medlen i de sju regionerna", "ALF funding in the seven regions"),
    subtitle=Text("Vad är känt om pengarna", "What is known of the money"),
    cards=(
        ("/view/funding_known", Text("Vad är känt?", "What is known?")),
        ("/view/funding_prices?indicator=alf_compensation",
         Text("ALF-ersättningen", "The ALF compensation")),
        ("/view/funding_prices?indicator=alf_distribution",
         Text("Fördelningen", "The distribution")),
        ("/view/funding_prices?indicator=region_research_funding",
         Text("Regionernas egna medel", "The regions' own funds")),
        ("/view/funding_budget", Text("Stockholms budget", "Stockholm's budget")),
        ("/view/trend?indicator=alf_share_by_quality",
         Text("Den del som kvaliteten avgör", "The part that quality decides")),
        ("/view/evaluation_grades",
         Text("Omdömena som styr", "The judgements it follows")),
        ("/view/trend?indicator=consumer_price_index", Text("Priserna", "Prices")),
    ),
)  # fmt: skip


def _strategy_day(code: str) -> ReadyDeck:
    name = REGIONS[code].short
    return ReadyDeck(
        name=f"strategy-{code.replace('_', '-')}",
        title=Text(f"Strategidag: {name.sv}", f"Strategy day: {name.en}"),
        subtitle=Text("Så står vi bland de sju ALF-regionerna", "How we stand among the seven"),
        cards=_STRATEGY,
        region=code,
    )


_LISTED: Final = (
    *(_strategy_day(region.code) for region in ALF_REGIONS),
    _GENDER,
    _SURVEYS,
    _FUNDING,
)

READY: Final[Mapping[str, ReadyDeck]] = {deck.name: deck for deck in _LISTED}


def ready_deck(name: str, language: Language, views: Views) -> Deck:
    """A deck that ships, in a language; raises KeyError for a name there is not."""
    ready = READY[name]
    said = {
        "title": ready.title.of(language),
        "subtitle": ready.subtitle.of(language),
        "language": language,
        "periods": NEWEST,
        "card": [
            {"view": address, "heading": heading.of(language)} for address, heading in ready.cards
        ],
    }
    return deck_from(said | ({"region": ready.region} if ready.region else {}), views)
