"""Fixed prices: what an amount of one year is worth in the prices of another.

Real amount = nominal amount × index of the base year ÷ index of the amount's year. Only calendar
years with a printed index are converted; nothing is interpolated or carried forward. Not for
drawing, nor for choosing the index, its source or the base year.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import assert_never

from warehouse.period import Period, PeriodKind, parse_period
from warehouse.text import Language, Text


class ConflictingIndex(ValueError):
    """Two different index figures for the same year: which one holds must be decided first."""

    def __init__(self, year: int, figures: tuple[float, float]) -> None:
        super().__init__(f"two index figures for {year}: {figures[0]} and {figures[1]}")


@dataclass(frozen=True, slots=True)
class PriceIndex:
    """The index figure of each calendar year that has one; `name` is what labels call it."""

    name: Text
    by_year: Mapping[int, float]

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted(self.by_year))

    @property
    def latest_year(self) -> int | None:
        return max(self.by_year, default=None)


def price_index(name: Text, observations: Iterable[tuple[str, float]]) -> PriceIndex:
    """The index from pairs of period code and figure; raises ConflictingIndex.

    Periods that are not calendar years are left aside, since a yearly average has none.
    """
    by_year: dict[int, float] = {}
    for code, figure in observations:
        year = calendar_year(parse_period(code))
        if year is None:
            continue
        if by_year.setdefault(year, figure) != figure:
            raise ConflictingIndex(year, (by_year[year], figure))
    return PriceIndex(name, by_year)


def calendar_year(period: Period) -> int | None:
    """The year of a period that is exactly one calendar year, otherwise None."""
    return int(period.code) if period.kind is PeriodKind.YEAR else None


def real_amount(nominal: float, *, index_of_year: float, index_of_base: float) -> float:
    """`nominal` in the prices of the base year; raises ValueError unless both indices are > 0."""
    if index_of_year <= 0 or index_of_base <= 0:
        raise ValueError(f"an index is above zero: {index_of_year}, {index_of_base}")
    return nominal * index_of_base / index_of_year


def fixed_prices(base_year: int, index: Text) -> Text:
    """What fixed prices are called: never without base year and index."""
    return Text(f"{base_year} års priser ({index.sv})", f"{base_year} prices ({index.en})")


@dataclass(frozen=True, slots=True)
class FixedPrice:
    """An amount in fixed prices with the figures it was computed from."""

    value: float
    index: Text
    year: int
    base_year: int
    index_of_year: float
    index_of_base: float

    @property
    def label(self) -> Text:
        named = fixed_prices(self.base_year, self.index)
        return Text(f"i {named.sv}", f"in {named.en}")


@dataclass(frozen=True, slots=True)
class NotConverted:
    """Why an amount has no fixed price, for the reader."""

    reason: Text


def in_fixed_prices(
    nominal: float, *, period: Period, base_year: int, index: PriceIndex
) -> FixedPrice | NotConverted:
    """The amount in prices of `base_year`, or why that cannot be said."""
    year = calendar_year(period)
    if year is None:
        return NotConverted(_not_a_year(period))
    missing = [wanted for wanted in (year, base_year) if wanted not in index.by_year]
    if missing:
        return NotConverted(_no_index(missing[0], index))
    index_of_year, index_of_base = index.by_year[year], index.by_year[base_year]
    return FixedPrice(
        value=real_amount(nominal, index_of_year=index_of_year, index_of_base=index_of_base),
        index=index.name,
        year=year,
        base_year=base_year,
        index_of_year=index_of_year,
        index_of_base=index_of_base,
    )


def _not_a_year(period: Period) -> Text:
    if not period.has_date:
        return Text(
            "Beloppet saknar år och kan inte räknas om till fasta priser.",
            "The amount has no year and cannot be turned into fixed prices.",
        )
    return Text(
        f"Indexet gäller kalenderår, och {period.label('sv')} är inte ett bestämt kalenderår.",
        f"The index is per calendar year, and {period.label('en')} is not one certain year.",
    )


def _no_index(year: int, index: PriceIndex) -> Text:
    return Text(
        f"Prisindexet {index.name.sv} saknas för {year} ({_covered(index, 'sv')}).",
        f"The price index {index.name.en} is missing for {year} ({_covered(index, 'en')}).",
    )


def _covered(index: PriceIndex, language: Language) -> str:
    """The years that have an index, in words: "det finns för 2006–2023"."""
    spans = ", ".join(_spans(index.years))
    match language:
        case "sv":
            return f"det finns för {spans}" if spans else "inget index är inläst"
        case "en":
            return f"it covers {spans}" if spans else "no index has been loaded"
        case _:
            assert_never(language)


def _spans(years: tuple[int, ...]) -> list[str]:
    """Years without a gap between them as one span: 2006, 2007, 2009 → 2006–2007, 2009."""
    starts = [year for year in years if year - 1 not in years]
    ends = [year for year in years if year + 1 not in years]
    return [
        f"{start}" if start == end else f"{start}–{end}"
        for start, end in zip(starts, ends, strict=True)
    ]
