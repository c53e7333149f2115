"""The headline and the text alternative of amounts in current and fixed prices.

Amounts of different years are told, never compared. Labels and notes are in `price_words.py`.
"""

from collections.abc import Sequence
from typing import Final

from dashboard.views.choices import sentence_case
from dashboard.views.funding_known import COMPENSATION
from dashboard.views.number_words import in_words, share_of
from dashboard.views.price_indices import CURRENT
from dashboard.views.price_words import Amount, Prices, fixed_words, name
from dashboard.views.wording import Wording, listed
from warehouse.members import ALL, NATURES
from warehouse.prices import FixedPrice
from warehouse.regions import ALF_REGION_CODES
from warehouse.text import Text

_OWN_NOTHING: Final = Text(
    "För {region} är inget daterat belopp känt ({item}); {every}.",
    "For {region} no dated amount is known ({item}); {every}.",
)
_COUNTED: Final = Text(
    "{n} belopp är kända, från {share} regioner", "{n} amounts are known, from {share} regions"
)
_ONE_COUNTED: Final = Text(
    "ett belopp är känt, från {share} regioner", "one amount is known, from {share} regions"
)
_NATION_ONLY: Final = Text("belopp är bara kända för riket", "amounts are known for Sweden only")
_OWN: Final = Text(
    "{region} fick {amounts}, i löpande priser.", "{region} got {amounts}, in current prices."
)
_OWN_NOT_PAID: Final = Text(
    "Kända belopp för {region}: {amounts}, i löpande priser.",
    "Known amounts for {region}: {amounts}, in current prices.",
)
_IN_YEAR: Final = Text("{value} {period}", "{value} in {period}")
_WORTH: Final = Text("{value} {period} motsvarar {fixed}", "{value} in {period} is {fixed}")
_OWN_FIXED: Final = Text(
    "{region}: {amounts} i {prices}.", "{region}: {amounts} in {prices}."
)  # fmt: skip
_LATEST: Final = Text(
    "{region}: det senaste av {n} kända belopp är {value} {period}, i löpande priser.",
    "{region}: the latest of {n} known amounts is {value} in {period}, in current prices.",
)
_LATEST_FIXED: Final = Text(
    "{region}: det senaste av {n} belopp, {value} {period}, motsvarar {fixed} i {prices}.",
    "{region}: the latest of {n} amounts, {value} in {period}, is {fixed} in {prices}.",
)
_MANY: Final = Text(
    "För {region} är {n} belopp kända, {first} till {last}, i löpande priser.",
    "For {region} {n} amounts are known, {first} to {last}, in current prices.",
)
_MANY_FIXED: Final = Text(
    "För {region} kan {n} belopp räknas om till {prices}, {first} till {last}.",
    "For {region} {n} amounts can be turned into {prices}, {first} to {last}.",
)
_OWN_NONE: Final = Text(
    "Beloppen för {region} kan inte räknas om till {prices}: indexet finns inte för deras period.",
    "The amounts of {region} cannot be turned into {prices}: the index lacks their period.",
)
_CAN: Final = Text(
    "{share} belopp kan räknas om till {prices}", "{share} amounts can be turned into {prices}"
)
_CAN_ONE: Final = Text(
    "ett av {n} belopp kan räknas om till {prices}",
    "one of {n} amounts can be turned into {prices}",
)
_CAN_ONLY: Final = Text(
    "det enda beloppet kan räknas om till {prices}", "the only amount can be turned into {prices}"
)
_CANNOT: Final = Text(
    "inget belopp kan räknas om till {prices}", "no amount can be turned into {prices}"
)
# A headline tells so many amounts; the chart and the table have them all.
_MOST_TOLD: Final = 2


def headline(prices: Prices) -> str:
    """Own region's amounts; without any, how much is known."""
    wording = prices.wording
    mine = [amount for amount in prices.amounts if amount.figure.region == prices.own]
    if not mine:
        every = _every(prices)
        if prices.own is None:
            return sentence_case(f"{every}.")
        region = wording.region(prices.own)
        return wording.say(_OWN_NOTHING, region=region, item=_what(prices), every=every)
    return _own_current(mine, prices) if prices.fixed is None else _own_fixed(mine, prices)


def _what(prices: Prices) -> str:
    """The part that was chosen; of a measure without parts its own name."""
    indicator, language = prices.wording.indicator, prices.wording.language
    if prices.item == ALL:
        return indicator.title.of(language)
    return indicator.items[prices.item].of(language)


def _every(prices: Prices) -> str:
    wording, language = prices.wording, prices.wording.language
    if prices.fixed is not None:
        return _convertible(prices)
    regional = [a for a in prices.amounts if a.figure.region in ALF_REGION_CODES]
    if not regional:
        return wording.say(_NATION_ONLY)
    regions = {a.figure.region for a in regional}
    share = share_of(len(regions), len(ALF_REGION_CODES), language)
    text = _ONE_COUNTED if len(regional) == 1 else _COUNTED
    return wording.say(text, n=in_words(len(regional), language), share=share)


def _convertible(prices: Prices) -> str:
    wording, language = prices.wording, prices.wording.language
    count, of, into = len(prices.converted()), len(prices.amounts), prices.price_name()
    if count == 0:
        return wording.say(_CANNOT, prices=into)
    if count == 1:
        text = _CAN_ONLY if of == 1 else _CAN_ONE
        return wording.say(text, n=in_words(of, language), prices=into)
    return wording.say(_CAN, share=share_of(count, of, language), prices=into)


def _own_current(mine: Sequence[Amount], prices: Prices) -> str:
    wording = prices.wording
    if len(mine) > _MOST_TOLD:
        return _many(mine, prices, _LATEST, _MANY)
    amounts = [
        wording.say(_IN_YEAR, value=wording.value(a.figure), period=_period(a, wording))
        for a in mine
    ]
    is_paid = wording.indicator.id == COMPENSATION and all(
        a.figure.nature == "outcome" for a in mine
    )
    region = wording.region(mine[0].figure.region)
    told = listed(amounts, wording.language)
    return wording.say(_OWN if is_paid else _OWN_NOT_PAID, region=region, amounts=told)


def _own_fixed(mine: Sequence[Amount], prices: Prices) -> str:
    wording = prices.wording
    region = wording.region(mine[0].figure.region)
    found = [a for a in mine if isinstance(a.fixed, FixedPrice)]
    if not found:
        return wording.say(_OWN_NONE, region=region, prices=prices.price_name())
    if len(found) > _MOST_TOLD:
        return _many(found, prices, _LATEST_FIXED, _MANY_FIXED)
    amounts = [
        wording.say(_WORTH, value=wording.value(a.figure), period=_period(a, wording),
                    fixed=fixed_words(a, wording))
        for a in found
    ]  # fmt: skip
    return wording.say(_OWN_FIXED, region=region, prices=prices.price_name(),
                       amounts=listed(amounts, wording.language))  # fmt: skip


def _many(mine: Sequence[Amount], prices: Prices, latest: Text, many: Text) -> str:
    """The latest of them; where several are for the latest period, only how many there are."""
    wording, language = prices.wording, prices.wording.language
    ordered = sorted(mine, key=lambda amount: amount.figure.period.sort_key)
    first, last = ordered[0].figure, ordered[-1].figure
    priced = {} if prices.fixed is None else {"prices": prices.price_name()}
    told = {**priced, "region": wording.region(last.region), "n": in_words(len(mine), language)}
    if ordered[-2].figure.period == last.period:
        ends = {"first": first.period.label(language), "last": last.period.label(language)}
        return wording.say(many, **told, **ends)
    fixed = {} if prices.fixed is None else {"fixed": fixed_words(ordered[-1], wording)}
    return wording.say(latest, **told, **fixed, value=wording.value(last),
                       period=_period(ordered[-1], wording))  # fmt: skip


def _period(amount: Amount, wording: Wording) -> str:
    """With what the region has several amounts of in the same year."""
    figure, language = amount.figure, wording.language
    named = [
        figure.body.name.of(language) if figure.organisation != ALL else "",
        wording.indicator.categories[figure.category].of(language)
        if figure.category != ALL and len(wording.indicator.categories) > 1
        else "",
        NATURES[figure.nature].of(language) if figure.nature != "outcome" else "",
    ]
    said = ", ".join(part for part in named if part)
    return f"{figure.period.label(language)}{f' ({said})' if said else ''}"


def description(prices: Prices) -> str:
    """Every amount, with its worth in fixed prices where it has one."""
    wording = prices.wording
    told = [_told(amount, prices) for amount in prices.amounts]
    heading = CURRENT.of(wording.language) if prices.fixed is None else prices.price_name()
    return f"{sentence_case(heading)}: {'; '.join(told)}."


def _told(amount: Amount, prices: Prices) -> str:
    wording = prices.wording
    current = f"{name(amount, wording)} {wording.value(amount.figure)}"
    if isinstance(amount.fixed, FixedPrice):
        return f"{current} ({fixed_words(amount, wording)})"
    return current
