"""What is said of response rates: where own region stands, or how far the regions lie apart.

Order may be told where everybody invited is counted, and is not: no region is ranked.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from dashboard.state import State
from dashboard.views.number_words import in_words
from dashboard.views.survey_data import Pooled, SurveyCell, nation
from dashboard.views.survey_rates_parts import needed
from dashboard.views.survey_words import (
    Told,
    cell_words,
    counts_of,
    percent,
    rate_status,
    region_name,
    whole_number,
)
from dashboard.views.wording import listed
from warehouse.members import GROUPS
from warehouse.regions import ALF_REGION_CODES
from warehouse.text import Language, Text

Found = Mapping[str, Sequence[SurveyCell]]

_OWN: Final = Text("{region}: {rate} svarade ({counts}){needed}.",
                   "{region}: {rate} answered ({counts}){needed}.")  # fmt: skip
_NEEDED: Final = Text(
    "; {n} svar till skulle ge ±{margin} procentenheter",
    "; {n} more answers would give ±{margin} percentage points",
)
_ONE_NEEDED: Final = Text(
    "; ett svar till skulle ge ±{margin} procentenheter",
    "; one more answer would give ±{margin} percentage points",
)
_ENOUGH: Final = Text(
    "; det räcker för ±{margin} procentenheter", "; enough for ±{margin} percentage points"
)
_OWN_SHORT: Final = Text("{group} {rate}", "{group} {rate}")
_OWN_SEVERAL: Final = Text("{region}: {rates} svarade.", "{region}: {rates} answered.")
NOTHING_SHOWN: Final = Text(
    "Ingen region har en svarsfrekvens att visa för valet: antingen är svaren för få, eller så är"
    " det inte känt hur många som bjöds in.",
    "No region has a response rate to show for this choice: either the answers are too few, or it"
    " is not known how many were invited.",
)
_HIDDEN: Final = Text(
    "{region}: svarsfrekvensen är {why}.", "{region}: the response rate is {why}."
)
_NOT_ASKED: Final = Text("inte med i enkäten", "not in the survey")
_SPREAD: Final = Text(
    "Svarsfrekvens: från {low} ({lowest}) till {high} ({highest}){nation}.",
    "Response rate: from {low} ({lowest}) to {high} ({highest}){nation}.",
)
_ONLY: Final = Text("{region}: {rate} svarade ({counts}).", "{region}: {rate} answered ({counts}).")
_NATION: Final = Text("; de {n} tillsammans {rate}", "; the {n} together {rate}")


def headline(found: Found, state: State, margin: str, told: Told) -> str:
    if state.region is None:
        return _spread(next(iter(found.values())), told)
    region = region_name(state.region, state.language)
    mine = {
        code: cell for code, same in found.items() for cell in same if cell.region == state.region
    }
    if not mine:
        return told.say(_HIDDEN, region=region, why=told.say(_NOT_ASKED))
    if len(found) > 1:
        rates = [
            told.say(_OWN_SHORT, group=GROUPS[code].of(state.language),
                     rate=cell_words(cell, state.language))
            for code, cell in mine.items()
        ]  # fmt: skip
        return told.say(_OWN_SEVERAL, region=region, rates=listed(rates, state.language))
    cell = next(iter(mine.values()))
    if not cell.is_shown:
        return told.say(_HIDDEN, region=region, why=rate_status(cell, state.language))
    return told.say(
        _OWN, region=region, rate=cell_words(cell, state.language),
        counts=_counts(cell, state.language), needed=_needed_words(cell, margin, told),
    )  # fmt: skip


def _counts(cell: SurveyCell, language: Language) -> str:
    return counts_of(cell.numerator or 0, cell.denominator or 0, language)


def _needed_words(cell: SurveyCell, margin: str, told: Told) -> str:
    """Nothing where the sample itself was too small: then no reminder would help."""
    more = needed(cell, margin)
    if more is None or more > (cell.denominator or 0) - (cell.numerator or 0):
        return ""
    text = {0: _ENOUGH, 1: _ONE_NEEDED}.get(more, _NEEDED)
    return told.say(text, n=whole_number(more, told.language), margin=margin)


def _spread(found: Sequence[SurveyCell], told: Told) -> str:
    language = told.language
    shown = [cell for cell in found if cell.is_shown and cell.region in ALF_REGION_CODES]
    if not shown:
        return told.say(NOTHING_SHOWN)
    low, high = (pick(shown, key=lambda c: c.value or 0.0) for pick in (min, max))
    if low is high:
        name = region_name(low.region, language)
        counts = _counts(low, language)
        return told.say(_ONLY, region=name, rate=cell_words(low, language), counts=counts)
    whole = nation(found)
    return told.say(
        _SPREAD, low=cell_words(low, language), lowest=region_name(low.region, language),
        high=cell_words(high, language), highest=region_name(high.region, language),
        nation=_nation_words(whole, told),
    )  # fmt: skip


def _nation_words(whole: Pooled | None, told: Told) -> str:
    if whole is None:
        return ""
    rate = 100 * whole.share.value
    return told.say(
        _NATION,
        n=in_words(len(whole.cells), told.language),
        rate=percent(rate, whole.share.n, told.language),
    )
