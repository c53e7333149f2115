"""A development: a tested trend with five comparable rounds, else a change with its interval."""

from dataclasses import replace
from math import sqrt

import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from dashboard.views.survey_change import development, difference_of_means
from dashboard.views.survey_data import SurveyCell
from tests.dashboard.test_survey_distribution import CELL
from warehouse.period import parse_period
from warehouse.trend_tests import TrendDirection


def share(year: int, positive: float, n: float, population: float | None = None) -> SurveyCell:
    return replace(
        CELL, period=parse_period(str(year)), value=100 * positive / n, numerator=positive,
        denominator=n, base=n, population=population,
    )  # fmt: skip


def index(year: int, value: float, low: float | None, high: float | None) -> SurveyCell:
    return replace(CELL, period=parse_period(str(year)), value=value, low=low, high=high, base=50)


def hidden(year: int) -> SurveyCell:
    return replace(CELL, period=parse_period(str(year)), status="suppressed")


def test_a_change_has_newcombes_interval() -> None:
    found = development([share(2023, 56, 70), share(2024, 48, 80)])
    assert found
    assert found.change
    low, high = confint_proportions_2indep(48, 80, 56, 70, method="newcomb", compare="diff")
    assert found.change.interval.low == pytest.approx(low, abs=1e-9)
    assert found.change.interval.high == pytest.approx(high, abs=1e-9)
    assert found.change.value == pytest.approx(0.6 - 0.8)


def test_four_rounds_are_no_trend_and_five_are_tested() -> None:
    rounds = [share(2020 + i, 50 + 20 * i, 200) for i in range(5)]
    four, five = development(rounds[1:]), development(rounds)
    assert four
    assert four.trend is None
    assert five
    assert five.trend
    assert five.trend.direction is TrendDirection.RISING


def test_a_hidden_round_is_not_reckoned_with() -> None:
    found = development([share(2022, 30, 60), hidden(2023), share(2024, 33, 60), hidden(2025)])
    assert found
    assert found.earlier
    assert (found.last.period.code, found.earlier.period.code) == ("2024", "2022")


def test_nothing_shown_is_nothing_said() -> None:
    assert development([hidden(2023), hidden(2024)]) is None
    assert development([]) is None


def test_one_round_has_no_change() -> None:
    found = development([hidden(2023), share(2024, 33, 60)])
    assert found
    assert found.earlier is None
    assert found.change is None


def test_even_intervals_of_indices_add_as_their_squares() -> None:
    """Of normal means this is the interval of their difference: 1.96 √(s₁² + s₂²)."""
    found = difference_of_means(index(2024, 60, 56, 64), index(2023, 55, 52, 58))
    assert found
    assert found.value == 5
    assert found.interval.low == pytest.approx(5 - sqrt(4**2 + 3**2))
    assert found.interval.high == pytest.approx(5 + sqrt(4**2 + 3**2))
    assert not found.is_supported


def test_uneven_intervals_reach_to_the_side_that_could_make_the_difference() -> None:
    """Downwards: how low the later may be, and how high the earlier."""
    found = difference_of_means(index(2024, 95, 85, 97), index(2023, 50, 49, 58))
    assert found
    assert found.interval.low == pytest.approx(45 - sqrt(10**2 + 8**2))
    assert found.interval.high == pytest.approx(45 + sqrt(2**2 + 1**2))


def test_an_index_without_an_interval_has_no_change() -> None:
    assert difference_of_means(index(2024, 60, None, None), index(2023, 55, 52, 58)) is None


def test_an_index_has_no_trend() -> None:
    found = development([index(2019 + i, 50.0 + i, 45.0 + i, 55.0 + i) for i in range(6)])
    assert found
    assert found.trend is None
    assert found.change


def test_everybody_who_was_asked_narrows_the_change() -> None:
    wide = development([share(2023, 56, 70), share(2024, 48, 80)])
    narrow = development([share(2023, 56, 70, 90), share(2024, 48, 80, 100)])
    assert wide
    assert wide.change
    assert narrow
    assert narrow.change
    assert narrow.change.interval.low > wide.change.interval.low
