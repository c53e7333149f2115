"""Which price index amounts are turned into fixed prices by, from which source, to which year.

An index is an indicator that says so (`deflator`). Its figures are taken from one source only,
since only ratios within one series mean anything; what other sources print is kept beside them.
Not for converting (`warehouse/prices.py`) or for words about amounts (`price_words.py`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final

from dashboard.state import State
from dashboard.views.choices import member_control, refuse_unoffered, value_of
from dashboard.views.figures import Figure, drawn, figures, is_national, main_nature
from dashboard.views.model import Control
from warehouse.indicators.model import Indicator
from warehouse.members import ALL
from warehouse.period import Period
from warehouse.prices import (
    FixedPrice,
    NotConverted,
    PriceIndex,
    calendar_year,
    fixed_prices,
    in_fixed_prices,
    price_index,
)
from warehouse.queries import Release
from warehouse.sources import Source
from warehouse.text import Text

NOMINAL: Final = "nominal"
FIXED: Final = "fixed"
CURRENT: Final = Text("löpande priser", "current prices")
# The keys of the address that a view with these choices takes.
KEYS: Final = ("prices", "price_index", "base_year")

_FIXED: Final = Text("fasta priser", "fixed prices")
_PRICES: Final = Text("Priser", "Prices")
_INDEX: Final = Text("Prisindex", "Price index")
_BASE_YEAR: Final = Text("Basår", "Base year")


@dataclass(frozen=True, slots=True)
class IndexSeries:
    """`used` are the figures of one source, a year each; `others` those of the other sources."""

    indicator: Indicator
    index: PriceIndex
    used: tuple[Figure, ...]
    others: tuple[Figure, ...]

    @property
    def source(self) -> Source:
        return self.used[0].publication

    @property
    def other_sources(self) -> tuple[Source, ...]:
        return tuple(dict.fromkeys(figure.publication for figure in self.others))

    def other(self, source: Source, year: int) -> Figure | None:
        """What another source prints for the year."""
        return next(
            (f for f in self.others if f.publication == source and f.period.code == str(year)), None
        )

    def disagreeing(self, source: Source) -> list[tuple[int, Figure, Figure]]:
        """Years for which another source prints another figure: the one used, then the other."""
        pairs = ((one, self.other(source, int(one.period.code))) for one in self.used)
        return [
            (int(one.period.code), one, other)
            for one, other in pairs
            if other is not None and other.value != one.value
        ]


@lru_cache(maxsize=8)
def price_indices(release: Release) -> tuple[IndexSeries, ...]:
    """Every price index with a figure for some calendar year, in the order of the registry."""
    known = (indicator for indicator in release.registry.indicators.values() if indicator.deflator)
    return tuple(series for one in known if (series := _series(release, one)) is not None)


def _series(release: Release, indicator: Indicator) -> IndexSeries | None:
    by_source = sorted(_by_source(release, indicator), key=lambda one: _place(one, indicator))
    if not by_source:
        return None
    assert indicator.deflator is not None
    used = by_source[0]
    pairs = ((figure.period.code, figure.value or 0.0) for figure in used)
    index = price_index(indicator.deflator, pairs)
    others = tuple(figure for source in by_source[1:] for figure in source)
    return IndexSeries(indicator, index, used, others)


def _by_source(release: Release, indicator: Indicator) -> Iterator[tuple[Figure, ...]]:
    """The yearly figures of each source. No ratio can be made with a figure not above zero."""
    found = [
        figure
        for figure in figures(release, indicator.id)
        if is_national(figure)
        and figure.sex == ALL
        and calendar_year(figure.period) is not None
        and figure.value is not None
        and figure.value > 0
    ]
    nature = main_nature(found)
    kept = sorted((f for f in found if f.nature == nature), key=lambda f: f.source)
    for _, same in groupby(kept, key=lambda f: f.source):
        yield tuple(one.figure for one in drawn(same, indicator))


def _place(found: Sequence[Figure], indicator: Indicator) -> tuple[bool, int, int, int, str]:
    """First the source that reaches the latest year, of equals the preferred, then the longest.

    A source of one year comes last: no ratio can be made of it.
    """
    source, preferred = found[0].source, indicator.preferred_sources
    rank = preferred.index(source) if source in preferred else len(preferred)
    latest = max(int(figure.period.code) for figure in found)
    return (len(found) == 1, -latest, rank, -len(found), source)


# ── the reader's choice ──────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class FixedPrices:
    """Fixed prices as chosen; `name` has index and base year and stands in every label."""

    series: IndexSeries
    base_year: int

    @property
    def name(self) -> Text:
        return fixed_prices(self.base_year, self.index_name)

    @property
    def index_name(self) -> Text:
        return self.series.index.name

    def of(self, nominal: float, period: Period) -> FixedPrice | NotConverted:
        return in_fixed_prices(
            nominal, period=period, base_year=self.base_year, index=self.series.index
        )


def price_controls(release: Release, state: State) -> tuple[Control, ...]:
    """Current or fixed prices, where there is an index; in fixed prices, by which and to when."""
    found, language = price_indices(release), state.language
    kinds = [(NOMINAL, CURRENT), *([(FIXED, _FIXED)] if found else [])]
    prices = member_control("prices", _PRICES, kinds, state.prices, NOMINAL, language)
    if prices.chosen == NOMINAL:
        refuse_unoffered(KEYS, (prices,), state)
        return (prices,)
    first = found[0].indicator.id
    members = [(one.indicator.id, _index_label(one)) for one in found]
    index = member_control("price_index", _INDEX, members, state.price_index, first, language)
    chosen = _of(found, index.chosen)
    years = [str(year) for year in reversed(chosen.index.years)]
    base_years = [(year, Text(year, year)) for year in years]
    base = member_control("base_year", _BASE_YEAR, base_years, state.base_year, years[0], language)
    return (prices, index, base)


def _index_label(series: IndexSeries) -> Text:
    name, title = series.index.name, series.indicator.title
    return Text(f"{name.sv}: {title.sv}", f"{name.en}: {title.en}")


def _of(found: Sequence[IndexSeries], identifier: str) -> IndexSeries:
    return next(series for series in found if series.indicator.id == identifier)


def chosen_prices(release: Release, controls: Sequence[Control]) -> FixedPrices | None:
    """What `price_controls` of the release have chosen; None: current prices."""
    if value_of(controls, "prices") != FIXED:
        return None
    identifier, base_year = value_of(controls, "price_index"), value_of(controls, "base_year")
    assert identifier is not None
    assert base_year is not None
    return FixedPrices(_of(price_indices(release), identifier), int(base_year))
