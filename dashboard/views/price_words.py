"""Amounts in current and fixed prices: what each is called, and how its worth is written.

The sentences about all of them are in `price_sentences.py`, the chart in `funding_prices.py`, the
table in `price_table.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import Final

from dashboard.charts import numbers
from dashboard.charts.signs import QUALIFIER_SIGNS
from dashboard.views.figures import Drawn, Figure
from dashboard.views.price_indices import FixedPrices
from dashboard.views.wording import Wording, listed
from warehouse.members import ALL, NATURES, QUALIFIERS, SEXES
from warehouse.prices import FixedPrice, NotConverted
from warehouse.text import Text


@dataclass(frozen=True, slots=True)
class Amount:
    """A known amount; in fixed prices also its worth, or why it has none."""

    one: Drawn
    fixed: FixedPrice | NotConverted | None

    @property
    def figure(self) -> Figure:
        return self.one.figure

    @property
    def key(self) -> str:
        figure = self.figure
        members = (figure.organisation, figure.sex, figure.category)
        named = (figure.region, *(code for code in members if code != ALL), figure.period.code)
        return "|".join(named)


@dataclass(frozen=True, slots=True)
class Prices:
    """What the view shows: `own` is one's region, `fixed` the chosen fixed prices or None."""

    amounts: tuple[Amount, ...]
    fixed: FixedPrices | None
    item: str
    own: str | None
    wording: Wording

    def converted(self) -> list[Amount]:
        return [amount for amount in self.amounts if isinstance(amount.fixed, FixedPrice)]

    def index_years(self) -> set[int]:
        """The years whose index figures the amounts were computed from."""
        if self.fixed is None:
            return set()
        found = (amount.fixed for amount in self.amounts)
        return {self.fixed.base_year, *(f.year for f in found if isinstance(f, FixedPrice))}

    def price_name(self) -> str:
        """Such as "2023 års priser (KPI)". Declared words are never used as a pattern."""
        assert self.fixed is not None
        return self.fixed.name.of(self.wording.language)


def name(amount: Amount, wording: Wording) -> str:
    """Such as "Stockholm 2026, beslutat"."""
    figure, language = amount.figure, wording.language
    parts = [
        SEXES[figure.sex].of(language) if figure.sex != ALL else "",
        wording.indicator.categories[figure.category].of(language)
        if figure.category != ALL and len(wording.indicator.categories) > 1
        else "",
        NATURES[figure.nature].of(language) if figure.nature != "outcome" else "",
    ]
    place = f"{wording.place(figure)} {figure.period.label(language)}"
    return ", ".join((place, *(part for part in parts if part)))


# Index figures are printed with so many or few more.
_MOST_FIGURES: Final = 4


# ── an amount in fixed prices ────────────────────────────────────────────────────────────────


def _fixed_text(amount: Amount, wording: Wording, *, with_unit: bool) -> str:
    """A computed amount is no more exact than the one it comes from, nor than the index."""
    assert isinstance(amount.fixed, FixedPrice)
    value, figures = amount.fixed.value, _figures(amount.figure.value or 0.0)
    if amount.figure.qualifier != "exact":
        value = float(f"{value:.{figures - 1}e}")
    decimals = _decimals(value, figures, wording)
    return numbers.number(
        value, wording.unit, wording.language, decimals=decimals, with_unit=with_unit
    )


def _figures(nominal: float) -> int:
    """How many figures of an amount say something: two of 2 200 million. Two to four."""
    return min(max(2, len(f"{abs(nominal):.0f}".rstrip("0"))), _MOST_FIGURES)


def _decimals(value: float, figures: int, wording: Wording) -> int:
    """So many that this many figures are written, within what the unit shows of other amounts."""
    factor = wording.unit.factor if isinstance(wording.unit, numbers.MoneyScale) else 1.0
    whole = floor(log10(abs(value) / factor)) + 1 if value else 1
    return min(max(0, figures - whole), wording.unit.decimals)


def fixed_label(amount: Amount, wording: Wording) -> str:
    sign = QUALIFIER_SIGNS[amount.figure.qualifier]
    return sign + _fixed_text(amount, wording, with_unit=False)


def fixed_words(amount: Amount, wording: Wording) -> str:
    words = QUALIFIERS[amount.figure.qualifier].of(wording.language)
    return f"{words} {_fixed_text(amount, wording, with_unit=True)}".strip()


_HOW: Final = Text(
    "{prices}: {index} {of_base} för {base}, {of_year} för {year}",
    "{prices}: {index} {of_base} for {base}, {of_year} for {year}",
)


def how(price: FixedPrice, prices: Prices) -> str:
    """The figures that it was computed from, for the hover box."""
    assert prices.fixed is not None
    wording = prices.wording
    return wording.say(_HOW, prices=prices.price_name(), base=price.base_year, year=price.year,
                       index=price.index.of(wording.language),
                       of_base=index_label(prices.fixed, price.base_year, wording),
                       of_year=index_label(prices.fixed, price.year, wording))  # fmt: skip


def index_label(fixed: FixedPrices, year: int, wording: Wording) -> str:
    figure = next(one for one in fixed.series.used if one.period.code == str(year))
    return index_figure(figure, fixed, wording)


def index_figure(figure: Figure, fixed: FixedPrices, wording: Wording) -> str:
    assert figure.value is not None
    unit = fixed.series.indicator.unit
    return numbers.label(figure.value, unit, wording.language, qualifier=figure.qualifier)


# ── what must be said besides ────────────────────────────────────────────────────────────────


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


_DISAGREEING: Final = Text(
    "Källorna anger olika tal för {index}: {years}. {used} används.",
    "The sources give different figures for the {index}: {years}. {used} is used.",
)
_OF_YEAR: Final = Text("{year} {one} ({used}) och {other} ({source})",
                       "{year} {one} ({used}) and {other} ({source})")  # fmt: skip
# More years than these would make a list of the sentence; the table has them all.
_MOST_YEARS: Final = 3
_MORE_YEARS: Final = Text(" med flera år", " and other years")


def disagreements(prices: Prices) -> tuple[str, ...]:
    """Where another source prints another figure of the index for a year that counts here."""
    fixed, wording = prices.fixed, prices.wording
    if fixed is None:
        return ()
    years = prices.index_years()
    used = fixed.series.source.short.of(wording.language)

    def of_year(year: int, one: Figure, other: Figure) -> str:
        return wording.say(_OF_YEAR, year=year, one=index_figure(one, fixed, wording),
                           other=index_figure(other, fixed, wording), used=used,
                           source=other.publication.short.of(wording.language))  # fmt: skip

    said = [
        _disagreement([of_year(*pair) for pair in pairs], prices, used)
        for source in fixed.series.other_sources
        if (pairs := [pair for pair in fixed.series.disagreeing(source) if pair[0] in years])
    ]
    return tuple(said)


def _disagreement(told: Sequence[str], prices: Prices, used: str) -> str:
    assert prices.fixed is not None
    wording = prices.wording
    more = wording.say(_MORE_YEARS) if len(told) > _MOST_YEARS else ""
    index = prices.fixed.index_name.of(wording.language)
    years = f"{'; '.join(told[:_MOST_YEARS])}{more}"
    return wording.say(_DISAGREEING, index=index, years=years, used=used)


_CURRENT_NOTE: Final = Text(
    "Belopp i löpande priser från olika år.", "Amounts of different years in current prices."
)
_FIXED_NOTE: Final = Text(
    "{prices}: beloppet gånger {index} för {base} delat med {index} för beloppets år. {index}: "
    "{title}. Källa: {source}.",
    "{prices}: the amount times the {index} of {base} over the {index} of its own year. {index}: "
    "{title}. Source: {source}.",
)
_ALSO: Final = Text(
    " {index} finns också från {sources}; de talen står i tabellen och används inte.",
    " There is also the {index} from {sources}; those figures stand in the table and are not used.",
)


def note(prices: Prices) -> str:
    wording, fixed = prices.wording, prices.fixed
    if fixed is None:
        return wording.say(_CURRENT_NOTE)
    index, language = fixed.index_name.of(wording.language), wording.language
    said = wording.say(_FIXED_NOTE, prices=_opening(prices), base=fixed.base_year, index=index,
                       title=fixed.series.indicator.title.of(language),
                       source=fixed.series.source.short.of(language))  # fmt: skip
    others = [source.short.of(language) for source in fixed.series.other_sources]
    return said + (
        wording.say(_ALSO, index=index, sources=listed(others, language)) if others else ""
    )


def _opening(prices: Prices) -> str:
    """In English a sentence cannot begin with a number."""
    return f"{prices.wording.say(Text('I', 'In'))} {prices.price_name()}"
