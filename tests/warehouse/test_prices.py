"""Fixed prices, against values computed by hand from the printed index (1980 = 100)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.period import parse_period
from warehouse.prices import (
    ConflictingIndex,
    FixedPrice,
    NotConverted,
    PriceIndex,
    fixed_prices,
    in_fixed_prices,
    price_index,
    real_amount,
)
from warehouse.text import Text

KPI = Text("KPI", "CPI")
# Yearly averages as Statistics Sweden prints them.
INDEX_2006 = 284.22
INDEX_2015 = 313.35
INDEX_2020 = 335.92
INDEX_2023 = 403.70
INDEX = PriceIndex(KPI, {2006: INDEX_2006, 2015: INDEX_2015, 2020: INDEX_2020, 2023: INDEX_2023})


@pytest.mark.parametrize(
    ("nominal_mkr", "index_of_year", "index_of_base", "real_mkr"),
    [
        # 525 × 403.70 = 211 942.5; ÷ 284.22 = 745.698…
        (525, INDEX_2006, INDEX_2023, 745.698),
        # 54 × 403.70 = 21 799.8; ÷ 313.35 = 69.570…
        (54, INDEX_2015, INDEX_2023, 69.570),
        # 232 × 284.22 = 65 939.04; ÷ 335.92 = 196.294…: backwards in time
        (232, INDEX_2020, INDEX_2006, 196.294),
    ],
)
def test_real_amount_is_nominal_times_base_over_year(
    nominal_mkr: float, index_of_year: float, index_of_base: float, real_mkr: float
) -> None:
    real = real_amount(nominal_mkr, index_of_year=index_of_year, index_of_base=index_of_base)
    assert real == pytest.approx(real_mkr, abs=0.001)


def test_amount_of_the_base_year_is_unchanged() -> None:
    assert real_amount(525e6, index_of_year=INDEX_2023, index_of_base=INDEX_2023) == 525e6


def test_converting_there_and_back_gives_the_nominal_amount() -> None:
    there = real_amount(525e6, index_of_year=INDEX_2006, index_of_base=INDEX_2023)
    back = real_amount(there, index_of_year=INDEX_2023, index_of_base=INDEX_2006)
    assert back == pytest.approx(525e6)


@pytest.mark.parametrize("wrong", [0.0, -1.0])
def test_index_that_is_not_above_zero_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="above zero"):
        real_amount(1, index_of_year=wrong, index_of_base=INDEX_2023)
    with pytest.raises(ValueError, match="above zero"):
        real_amount(1, index_of_year=INDEX_2023, index_of_base=wrong)


def test_fixed_price_shows_the_two_indices_it_used() -> None:
    found = in_fixed_prices(525e6, period=parse_period("2006"), base_year=2023, index=INDEX)
    assert isinstance(found, FixedPrice)
    assert (found.year, found.base_year) == (2006, 2023)
    assert (found.index_of_year, found.index_of_base) == (INDEX_2006, INDEX_2023)
    assert found.value == pytest.approx(745.698e6, abs=1e3)
    assert found.label.sv == "i 2023 års priser (KPI)"
    assert found.label.en == "in 2023 prices (CPI)"


@pytest.mark.parametrize("year", ["2026", "2001"])
def test_year_without_index_says_which_years_have_one(year: str) -> None:
    whole = PriceIndex(KPI, dict.fromkeys(range(2006, 2024), 100.0))
    found = in_fixed_prices(1, period=parse_period(year), base_year=2023, index=whole)
    assert isinstance(found, NotConverted)
    assert found.reason.sv == f"Prisindexet KPI saknas för {year} (det finns för 2006–2023)."
    assert found.reason.en == (f"The price index CPI is missing for {year} (it covers 2006–2023).")


def test_base_year_without_index_is_named() -> None:
    found = in_fixed_prices(1, period=parse_period("2006"), base_year=2024, index=INDEX)
    assert isinstance(found, NotConverted)
    assert "2024" in found.reason.sv
    assert "2024" in found.reason.en


def test_gaps_between_covered_years_are_shown() -> None:
    found = in_fixed_prices(
        1, period=parse_period("2008"), base_year=2006,
        index=PriceIndex(KPI, {2006: 1.0, 2007: 1.0, 2009: 1.0}),
    )  # fmt: skip
    assert isinstance(found, NotConverted)
    assert "2006–2007, 2009" in found.reason.en


def test_empty_index_says_that_none_is_loaded() -> None:
    found = in_fixed_prices(
        1, period=parse_period("2006"), base_year=2023, index=PriceIndex(KPI, {})
    )
    assert isinstance(found, NotConverted)
    assert "inget index är inläst" in found.reason.sv


def test_undated_amount_says_that_it_has_no_year() -> None:
    found = in_fixed_prices(1, period=parse_period("undated"), base_year=2023, index=INDEX)
    assert isinstance(found, NotConverted)
    assert "saknar år" in found.reason.sv
    assert "no year" in found.reason.en


@pytest.mark.parametrize(
    "code", ["FY1995/96", "2012-2015", "2020/21", "HT2020", "ca 2020", "ed 2020", "2020-01..05"]
)
def test_period_that_is_not_a_calendar_year_is_not_converted(code: str) -> None:
    period = parse_period(code)
    found = in_fixed_prices(1, period=period, base_year=2023, index=INDEX)
    assert isinstance(found, NotConverted)
    assert period.label("sv") in found.reason.sv
    assert period.label("en") in found.reason.en


def test_index_is_built_from_calendar_years_alone() -> None:
    index = price_index(KPI, [("2007", 290.51), ("2006", 284.22), ("HT2006", 285.0)])
    assert index.years == (2006, 2007)
    assert index.latest_year == 2007


def test_same_year_twice_with_different_figures_is_refused() -> None:
    with pytest.raises(ConflictingIndex, match="2006"):
        price_index(KPI, [("2006", 284.22), ("2006", 284.23)])


def test_same_year_twice_with_the_same_figure_is_kept_once() -> None:
    assert price_index(KPI, [("2006", 284.22), ("2006", 284.22)]).years == (2006,)


FIGURE = st.floats(min_value=0.01, max_value=1e5)


@given(
    of_year=FIGURE,
    of_base=FIGURE,
    factor=st.floats(min_value=1e-3, max_value=1e3),
    nominal=st.floats(min_value=-1e12, max_value=1e12),
)
def test_in_which_year_the_index_is_100_changes_nothing(
    of_year: float, of_base: float, factor: float, nominal: float
) -> None:
    def converted(scale: float) -> float:
        index = PriceIndex(KPI, {2006: of_year * scale, 2023: of_base * scale})
        found = in_fixed_prices(nominal, period=parse_period("2006"), base_year=2023, index=index)
        assert isinstance(found, FixedPrice)
        return found.value

    assert converted(factor) == pytest.approx(converted(1.0), rel=1e-9)


def test_every_name_of_fixed_prices_has_base_year_and_index() -> None:
    name = fixed_prices(2023, Text("KPIF", "CPIF"))
    assert (name.sv, name.en) == ("2023 års priser (KPIF)", "2023 prices (CPIF)")
