"""How much is known of the state's compensation, in one sentence, by rule. Not for layout."""

from collections.abc import Sequence
from typing import Final

from dashboard.views.figures import Figure
from dashboard.views.number_words import in_words, share_of
from dashboard.views.wording import Wording, listed
from warehouse.period import Period
from warehouse.regions import ALF_REGION_CODES
from warehouse.text import Text

TOTAL: Final = "total"

_ALL: Final = Text(
    "hela ALF-ersättningen är känd för {share} regioner{years}",
    "the whole ALF compensation is known for {share} regions{years}",
)
_IT_ALL: Final = Text(
    "den är känd för {share} regioner{years}", "it is known for {share} regions{years}"
)
_NO_YEAR: Final = Text(", men inget år för alla {n}", ", but in no year for all {n}")
_NEVER_TWO: Final = Text(", aldrig för två av dem samma år", ", never for two of them in one year")
_SOME_YEAR: Final = Text(" ({year})", " ({year})")
_NONE_AT_ALL: Final = Text(
    "hela ALF-ersättningen är inte känd för någon region",
    "the whole ALF compensation is not known for any region",
)
_OWN_WHOLE: Final = Text(
    "För {region} är hela ALF-ersättningen känd {periods}; {every}.",
    "For {region} the whole ALF compensation is known in {periods}; {every}.",
)
_OWN_PARTS: Final = Text(
    "För {region} är hela ALF-ersättningen inte känd, bara andra belopp ({periods}); {every}.",
    "For {region} the whole ALF compensation is not known, only other amounts ({periods}); "
    "{every}.",
)
_OWN_NOTHING: Final = Text(
    "För {region} är inget belopp känt; {every}.", "For {region} no amount is known; {every}."
)


def headline(amounts: Sequence[Figure], own: str | None, wording: Wording) -> str:
    """For how many of the seven the whole amount is known, after what is known of one's own."""
    mine = [f for f in amounts if f.region == own]
    whole = [f.period for f in mine if _is_whole(f)]
    every = _every(amounts, _IT_ALL if mine else _ALL, wording)
    if own is None:
        return f"{every[:1].upper()}{every[1:]}."
    region = wording.region(own)
    if whole:
        periods = _labels(whole, wording)
        return wording.say(_OWN_WHOLE, region=region, periods=periods, every=every)
    if mine:
        periods = _labels([f.period for f in mine], wording)
        return wording.say(_OWN_PARTS, region=region, periods=periods, every=every)
    return wording.say(_OWN_NOTHING, region=region, every=every)


def _every(amounts: Sequence[Figure], text: Text, wording: Wording) -> str:
    whole = [f for f in amounts if _is_whole(f) and f.region in ALF_REGION_CODES]
    known = {f.region for f in whole}
    if not known:
        return wording.say(_NONE_AT_ALL)
    share = share_of(len(known), len(ALF_REGION_CODES), wording.language)
    return wording.say(text, share=share, years=_years(whole, wording))


def _is_whole(figure: Figure) -> bool:
    return figure.item == TOTAL and figure.period.has_date


def _years(whole: Sequence[Figure], wording: Wording) -> str:
    """Whether any period has them all, or even two of them."""
    by_period = {p: {f.region for f in whole if f.period == p} for p in {f.period for f in whole}}
    most = max(by_period, key=lambda p: (len(by_period[p]), p.sort_key))
    if len(by_period[most]) == len(ALF_REGION_CODES):
        return wording.say(_SOME_YEAR, year=most.label(wording.language))
    if len(by_period[most]) < 2 and len({f.region for f in whole}) > 1:
        return wording.say(_NEVER_TWO)
    return wording.say(_NO_YEAR, n=in_words(len(ALF_REGION_CODES), wording.language))


def _labels(periods: Sequence[Period], wording: Wording) -> str:
    """Many years without a gap are told by the first and the last."""
    ordered = sorted(set(periods), key=lambda p: p.sort_key)
    years = [int(p.code) for p in ordered if p.code.isdigit()]
    if len(years) == len(ordered) > 2 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}–{years[-1]}"
    return listed([p.label(wording.language) for p in ordered], wording.language)
