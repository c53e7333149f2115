"""The χ² test for trend, against R's printed example and statsmodels."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.contingency_tables import Table

from warehouse.period import parse_period
from warehouse.statistics import NotComparable, Share
from warehouse.trend_tests import (
    DatedShare,
    TooFewPoints,
    TrendDirection,
    slope_and_chi_square,
    trend_in_shares,
)


def share(positive: float, n: float) -> Share:
    return Share(positive=positive, n=n)


def series(*points: tuple[str, int, int]) -> list[DatedShare]:
    return [DatedShare(parse_period(code), share(x, n)) for code, x, n in points]


RISING = series(
    ("2018", 50, 100), ("2019", 56, 100), ("2020", 63, 100), ("2021", 66, 100), ("2022", 75, 100)
)


def test_the_statistic_is_that_of_the_example_in_r() -> None:
    # prop.trend.test(smokers, patients), https://rdrr.io/r/stats/prop.trend.test.html
    shares = [share(83, 86), share(90, 93), share(129, 136), share(70, 82)]
    slope, chi_square = slope_and_chi_square([1, 2, 3, 4], shares)
    assert chi_square == pytest.approx(8.2249, abs=5e-5)
    assert stats.chi2.sf(chi_square, 1) == pytest.approx(0.004132, abs=5e-7)
    assert slope < 0


counts = st.integers(1, 300).flatmap(lambda n: st.builds(share, st.integers(0, n), st.just(n)))


@given(
    st.lists(
        st.tuples(st.integers(0, 20), counts), min_size=3, max_size=8, unique_by=lambda p: p[0]
    )
)
def test_the_statistic_is_that_of_statsmodels_and_the_slope_that_of_a_weighted_line(
    points: list[tuple[int, Share]],
) -> None:
    times, shares = [time for time, _ in points], [one for _, one in points]
    total = sum(one.n for one in shares)
    assume(0 < sum(one.positive for one in shares) < total)
    slope, chi_square = slope_and_chi_square(times, shares)
    table = np.array([[one.n - one.positive, one.positive] for one in shares])
    expected = Table(table, shift_zeros=False).test_ordinal_association(
        row_scores=np.array(times, dtype=float), col_scores=np.array([0.0, 1.0])
    )
    # statsmodels has the permutation variance, which is larger by N / (N − 1).
    assert chi_square * (total - 1) / total == pytest.approx(expected.zscore**2, abs=1e-7)
    fitted = np.polyfit(times, [one.value for one in shares], 1, w=[one.n**0.5 for one in shares])
    assert slope == pytest.approx(fitted[0], abs=1e-7)


def test_a_steady_rise_is_a_trend() -> None:
    trend = trend_in_shares(RISING)
    assert trend.direction is TrendDirection.RISING
    assert trend.slope == pytest.approx(0.06, abs=0.001)
    assert trend.p_value < 0.001
    falling = series(*((str(2022 - i), 50 + 6 * i, 100) for i in range(5)))
    assert trend_in_shares(falling).direction is TrendDirection.FALLING


def test_a_peak_and_a_standstill_are_no_trend() -> None:
    peak = series(("2018", 50, 100), ("2019", 70, 100), ("2020", 90, 100), ("2021", 70, 100),
                  ("2022", 50, 100))  # fmt: skip
    still = series(*((str(year), 100, 100) for year in range(2018, 2023)))
    assert trend_in_shares(peak).direction is TrendDirection.NOT_SUPPORTED
    assert trend_in_shares(still).direction is TrendDirection.NOT_SUPPORTED
    assert trend_in_shares(still).p_value == 1


def test_only_the_five_latest_are_tested_in_whatever_order_they_come() -> None:
    earlier = series(("2010", 99, 100), ("2012", 98, 100))
    trend = trend_in_shares([*RISING[::-1], *earlier])
    assert trend == trend_in_shares(RISING)
    assert [point.period.code for point in trend.points] == ["2018", "2019", "2020", "2021", "2022"]


def test_a_year_that_is_missing_is_time_that_passed() -> None:
    gap = series(("2014", 50, 100), ("2016", 56, 100), ("2018", 62, 100), ("2020", 68, 100),
                 ("2022", 74, 100))  # fmt: skip
    assert trend_in_shares(gap).slope == pytest.approx(0.03, abs=0.0005)


@pytest.mark.parametrize("count", range(5))
def test_under_five_points_there_is_no_trend(count: int) -> None:
    with pytest.raises(TooFewPoints, match=f"not {count}") as refused:
        trend_in_shares(RISING[:count])
    assert refused.value.count == count


@pytest.mark.parametrize(
    ("code", "reason"),
    [("2022", "run into"), ("2021-2023", "different kinds"), ("2022/23", "different kinds"),
     ("undated", "undated")],
)  # fmt: skip
def test_points_that_have_no_order_among_each_other_are_refused(code: str, reason: str) -> None:
    with pytest.raises(NotComparable, match=reason):
        trend_in_shares([*RISING, *series((code, 50, 100))])


def test_rolling_spans_are_not_independent() -> None:
    rolling = series(*((f"{year}-{year + 2}", 50, 100) for year in range(2010, 2016)))
    with pytest.raises(NotComparable, match="run into") as refused:
        trend_in_shares(rolling)
    assert refused.value.reason.sv == "perioderna går in i varandra"


def test_points_at_one_time_are_refused() -> None:
    with pytest.raises(ValueError, match="at one time"):
        slope_and_chi_square([2020, 2020], [share(1, 2), share(2, 3)])


@given(st.lists(counts, min_size=5, max_size=5))
def test_the_complement_moves_the_other_way_just_as_surely(shares: list[Share]) -> None:
    def trend(those: list[Share]) -> tuple[float, float]:
        return slope_and_chi_square([1, 2, 3, 4, 5], those)

    slope, chi_square = trend(shares)
    turned_slope, turned = trend([share(one.n - one.positive, one.n) for one in shares])
    assert (-turned_slope, turned) == pytest.approx((slope, chi_square), abs=1e-6)
