"""Amounts in current and fixed prices, and what is said of them.

The chart is in `funding_prices.py`, the table in `price_table.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.charts import numbers
from dashboard.charts.signs import QUALIFIER_SIGNS
from dashboard.views.choices import sentence_case
from dashboard.views.figures import Drawn, Figure
from dashboard.views.number_words import in_words, share_of
from dashboard.views.wording import Wording, listed
from warehouse.indicators import INDICATORS
from warehouse.members import NATURES, QUALIFIERS
from warehouse.prices import FixedPrice, NotConverted, PriceIndex
from warehouse.regions import ALF_REGION_CODES
from warehouse.text import Text

CURRENT: Final = Text("löpande priser", "current prices")
_INDEX: Final = INDICATORS["consumer_price_index"]


def fixed(base_year: int) -> Text:
    """The name of fixed prices, with index and base year."""
    return Text(f"{base_year} års priser, KPI", f"{base_year} prices, CPI")


@dataclass(frozen=True, slots=True)
class Amount:
    """A known amount, and the same in the prices of the base year or why it has none."""

    one: Drawn
    fixed: FixedPrice | NotConverted

    @property
    def figure(self) -> Figure:
        return self.one.figure

    @property
    def key(self) -> str:
        return f"{self.figure.region}|{self.figure.period.code}"


@dataclass(frozen=True, slots=True)
class Prices:
    """What the view shows: `own` is one's region, `is_fixed` whether fixed prices are asked for."""

    amounts: tuple[Amount, ...]
    index: PriceIndex
    is_fixed: bool
    item: str
    own: str | None
    wording: Wording

    @property
    def price_name(self) -> Text:
        return fixed(self.index.latest_year or 0)

    def converted(self) -> list[Amount]:
        return [amount for amount in self.amounts if isinstance(amount.fixed, FixedPrice)]


def name(amount: Amount, wording: Wording) -> str:
    """Such as "Stockholm 2026, beslutat"."""
    figure = amount.figure
    nature = (
        "" if figure.nature == "outcome" else f", {NATURES[figure.nature].of(wording.language)}"
    )
    return f"{wording.region(figure.region)} {figure.period.label(wording.language)}{nature}"


def _fixed_text(amount: Amount, wording: Wording, *, with_unit: bool) -> str:
    """A computed amount is no more exact than the one it comes from: whole units, and of a
    rounded amount as many figures as the source gives."""
    assert isinstance(amount.fixed, FixedPrice)
    value, nominal = amount.fixed.value, amount.figure.value or 0.0
    if amount.figure.qualifier != "exact":
        value = float(f"{value:.{_figures(nominal) - 1}e}")
    return numbers.number(
        value, wording.unit, wording.language, decimals=0, with_unit=with_unit
    )  # fmt: skip


def _figures(nominal: float) -> int:
    """How many figures of an amount say something: two of 2 200 million. At least two."""
    return max(2, len(f"{nominal:.0f}".rstrip("0")))


def fixed_label(amount: Amount, wording: Wording) -> str:
    sign = QUALIFIER_SIGNS[amount.figure.qualifier]
    return sign + _fixed_text(amount, wording, with_unit=False)


def _fixed_words(amount: Amount, wording: Wording) -> str:
    words = QUALIFIERS[amount.figure.qualifier].of(wording.language)
    return f"{words} {_fixed_text(amount, wording, with_unit=True)}".strip()


_HOW: Final = Text(
    "{base} års priser: KPI {of_base} för {base}, {of_year} för {year}",
    "{base} prices: CPI {of_base} for {base}, {of_year} for {year}",
)


def how(price: FixedPrice, wording: Wording) -> str:
    def figure(index: float) -> str:
        return numbers.number(index, _INDEX.unit, wording.language)

    return wording.say(_HOW, base=price.base_year, year=price.year,
                       of_base=figure(price.index_of_base),
                       of_year=figure(price.index_of_year))  # fmt: skip


# ── the sentences ────────────────────────────────────────────────────────────────────────────

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
    "{region}: {amounts} i {base} års priser.", "{region}: {amounts} in {base} prices."
)
_OWN_NONE: Final = Text(
    "Beloppen för {region} kan inte räknas om till fasta priser: prisindex finns inte för deras "
    "period.",
    "The amounts of {region} cannot be turned into fixed prices: there is no price index for their "
    "period.",
)
_CAN: Final = Text(
    "{share} belopp kan räknas om till {base} års priser",
    "{share} amounts can be turned into {base} prices",
)
_CAN_ONE: Final = Text(
    "ett av {n} belopp kan räknas om till {base} års priser",
    "one of {n} amounts can be turned into {base} prices",
)
_CAN_ONLY: Final = Text(
    "det enda beloppet kan räknas om till {base} års priser",
    "the only amount can be turned into {base} prices",
)
_CANNOT: Final = Text(
    "inget belopp kan räknas om till {base} års priser",
    "no amount can be turned into {base} prices",
)


def headline(prices: Prices) -> str:
    """Own region's amounts; without any, how much is known. Amounts of other years are not
    compared."""
    wording = prices.wording
    mine = [amount for amount in prices.amounts if amount.figure.region == prices.own]
    if not mine:
        every = _every(prices)
        if prices.own is None:
            return sentence_case(f"{every}.")
        item = wording.indicator.items[prices.item].of(wording.language)
        return wording.say(_OWN_NOTHING, region=wording.region(prices.own), item=item, every=every)
    return _own_fixed(mine, prices) if prices.is_fixed else _own_current(mine, prices)


def _every(prices: Prices) -> str:
    wording, language = prices.wording, prices.wording.language
    if prices.is_fixed:
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
    count, of = len(prices.converted()), len(prices.amounts)
    base = prices.index.latest_year
    if count == 0:
        return wording.say(_CANNOT, base=base)
    if count == 1:
        text = _CAN_ONLY if of == 1 else _CAN_ONE
        return wording.say(text, n=in_words(of, language), base=base)
    return wording.say(_CAN, share=share_of(count, of, language), base=base)


def _own_current(mine: Sequence[Amount], prices: Prices) -> str:
    wording = prices.wording
    amounts = [
        wording.say(_IN_YEAR, value=wording.value(a.figure), period=_period(a, wording))
        for a in mine
    ]
    is_paid = all(a.figure.nature == "outcome" for a in mine)
    region = wording.region(mine[0].figure.region)
    told = listed(amounts, wording.language)
    return wording.say(_OWN if is_paid else _OWN_NOT_PAID, region=region, amounts=told)


def _own_fixed(mine: Sequence[Amount], prices: Prices) -> str:
    wording = prices.wording
    region = wording.region(mine[0].figure.region)
    amounts = [
        wording.say(_WORTH, value=wording.value(a.figure), period=_period(a, wording),
                    fixed=_fixed_words(a, wording))
        for a in mine
        if isinstance(a.fixed, FixedPrice)
    ]  # fmt: skip
    if not amounts:
        return wording.say(_OWN_NONE, region=region)
    return wording.say(_OWN_FIXED, region=region, base=prices.index.latest_year,
                       amounts=listed(amounts, wording.language))  # fmt: skip


def _period(amount: Amount, wording: Wording) -> str:
    figure, language = amount.figure, wording.language
    nature = "" if figure.nature == "outcome" else f" ({NATURES[figure.nature].of(language)})"
    return f"{figure.period.label(language)}{nature}"


def not_converted(prices: Prices) -> tuple[str, ...]:
    """Why some amounts are in current prices only, each reason with the amounts it holds for."""
    wording = prices.wording
    reasons: dict[str, list[str]] = {}
    for amount in prices.amounts:
        if isinstance(amount.fixed, NotConverted):
            reasons.setdefault(amount.fixed.reason.of(wording.language), []).append(
                name(amount, wording)
            )
    return tuple(f"{'; '.join(names)}: {reason}" for reason, names in reasons.items())


_CURRENT_NOTE: Final = Text(
    "Belopp i löpande priser från olika år.", "Amounts of different years in current prices."
)
_FIXED_NOTE: Final = Text(
    "Fasta priser: beloppet gånger konsumentprisindex (KPI) för {base} delat med KPI för beloppets "
    "år. Källa för KPI: SCB.",
    "Fixed prices: the amount times the consumer price index (CPI) of {base} over the CPI of its "
    "own year. Source of the CPI: Statistics Sweden.",
)


def note(prices: Prices) -> str:
    text = _FIXED_NOTE if prices.is_fixed else _CURRENT_NOTE
    return prices.wording.say(text, base=prices.index.latest_year)


def description(prices: Prices) -> str:
    """Every amount, with its worth in fixed prices where it has one."""
    wording = prices.wording
    told = [_told(amount, prices) for amount in prices.amounts]
    heading = wording.say(prices.price_name if prices.is_fixed else CURRENT)
    return f"{sentence_case(heading)}: {'; '.join(told)}."


def _told(amount: Amount, prices: Prices) -> str:
    wording = prices.wording
    current = f"{name(amount, wording)} {wording.value(amount.figure)}"
    if prices.is_fixed and isinstance(amount.fixed, FixedPrice):
        return f"{current} ({_fixed_words(amount, wording)})"
    return current
