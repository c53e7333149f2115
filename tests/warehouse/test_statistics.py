"""Statistics against printed test vectors, published examples and scipy."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from warehouse.indicators.model import SeriesBreak
from warehouse.period import parse_period
from warehouse.statistics import (
    Band,
    Dated,
    NotComparable,
    Share,
    balanced_counts,
    band,
    band_in_persons,
    change,
    decimals_supported,
    newcombe,
    nonresponse_bounds,
    unweighted_mean,
    weighted_mean,
    wilson,
)
from warehouse.text import Text

EVEN = (40.0, 60.0)


def share(positive: float, n: float, population: float | None = None) -> Share:
    return Share(positive=positive, n=n, population=population)


@pytest.mark.parametrize(
    ("positive", "n", "population", "low", "high"),
    [
        (34, 48, None, 56.8, 81.8),
        (34, 48, 120, 60.1, 79.7),
        (34, 48, 60, 64.7, 76.3),
        (0, 10, 25, 0.0, 19.4),
        (9, 10, 12, 79.3, 95.5),
        (410, 600, 900, 66.1, 70.4),
        (48, 48, 60, 98.4, 100.0),
    ],
)
def test_the_wilson_interval_gives_the_printed_vectors(
    positive: int, n: int, population: int | None, low: float, high: float
) -> None:
    interval = wilson(share(positive, n, population))
    assert interval is not None
    assert (round(100 * interval.low, 1), round(100 * interval.high, 1)) == (low, high)


counts = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(counts, st.sampled_from([0.8, 0.95, 0.998]))
def test_the_wilson_interval_is_that_of_scipy(answers: tuple[int, int], confidence: float) -> None:
    positive, n = answers
    interval = wilson(share(positive, n), confidence=confidence)
    expected = stats.binomtest(positive, n).proportion_ci(confidence, method="wilson")
    assert interval is not None
    assert math.isclose(interval.low, expected.low, abs_tol=1e-9)
    assert math.isclose(interval.high, expected.high, abs_tol=1e-9)


@given(counts, st.integers(1, 5000))
def test_knowing_how_many_were_asked_narrows_the_interval_and_keeps_the_share_in_it(
    answers: tuple[int, int], unanswered: int
) -> None:
    positive, n = answers
    without, corrected = wilson(share(positive, n)), wilson(share(positive, n, n + unanswered))
    assert without is not None
    assert corrected is not None
    width = corrected.high - corrected.low
    assert width <= without.high - without.low + 1e-12
    assert corrected.low - 1e-12 <= positive / n <= corrected.high + 1e-12


def test_there_is_no_interval_when_everybody_answered() -> None:
    assert wilson(share(34, 48, 48)) is None


@pytest.mark.parametrize(("positive", "n", "population"), [(5, 4, None), (-1, 4, None),
                                                           (0, 0, None), (3, 4, 3)])  # fmt: skip
def test_what_is_no_share_is_refused(positive: int, n: int, population: int | None) -> None:
    with pytest.raises(ValueError, match=r"share|asked"):
        share(positive, n, population)


@pytest.mark.parametrize(
    ("positive", "n", "population", "low", "high"),
    # [x/N ; (x+N−n)/N]; the first is the printed 80–100.
    [(48, 48, 60, 0.8, 1.0), (34, 48, 120, 34 / 120, 106 / 120), (34, 48, 48, 34 / 48, 34 / 48)],
)
def test_bounds_of_nonresponse_count_the_silent_as_none_and_as_all(
    positive: int, n: int, population: int, low: float, high: float
) -> None:
    bounds = nonresponse_bounds(share(positive, n, population))
    assert (bounds.low, bounds.high) == pytest.approx((low, high))


def test_bounds_of_nonresponse_need_the_number_asked() -> None:
    with pytest.raises(ValueError, match="who were asked"):
        nonresponse_bounds(share(34, 48))


# Newcombe 1998, Interval estimation for the difference between independent proportions,
# table II, method 10.
@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 10), 0.6075, 1.0000),
        ((5, 56), (0, 29), -0.0381, 0.1926),
    ],
)
def test_the_difference_of_two_shares_gives_the_published_intervals(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    difference = newcombe(share(*first), share(*second))
    assert difference.value == pytest.approx(first[0] / first[1] - second[0] / second[1])
    found = (difference.interval.low, difference.interval.high)
    assert found == pytest.approx((low, high), abs=6e-5)
    assert difference.is_supported is (low > 0)


def test_overlapping_intervals_do_not_hide_a_difference() -> None:
    first, second = share(56, 70), share(48, 80)
    first_interval, second_interval = wilson(first), wilson(second)
    assert first_interval is not None
    assert second_interval is not None
    assert first_interval.low < second_interval.high
    assert newcombe(first, second).is_supported


def test_a_difference_between_complete_counts_has_nothing_left_to_chance() -> None:
    difference = newcombe(share(30, 40, 40), share(10, 20, 20))
    found = (difference.interval.low, difference.interval.high)
    assert found == pytest.approx((0.25, 0.25))


def test_a_mean_of_regions_says_how_it_was_made() -> None:
    # 10 of 100 and 90 of 300: 20 % if regions count the same, 25 % if persons do.
    unweighted, weighted = unweighted_mean([10, 30]), weighted_mean([10, 30], [100, 300])
    assert (unweighted.value, unweighted.method, unweighted.count) == (20, "unweighted", 2)
    assert (weighted.value, weighted.method, weighted.count) == (25, "weighted", 2)


@pytest.mark.parametrize(("values", "weights"), [([], []), ([1.0], [0.0]), ([1.0], [-1.0]),
                                                 ([1.0, 2.0], [1.0])])  # fmt: skip
def test_a_mean_without_weights_for_every_value_is_refused(
    values: list[float], weights: list[float]
) -> None:
    with pytest.raises(ValueError, match=r"weights|argument"):
        weighted_mean(values, weights)


def test_a_mean_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        unweighted_mean([])


BREAK = SeriesBreak(
    region="stockholm",
    group="students",
    before="2018",
    after="2020",
    title=Text("ny enkät", "new survey"),
    reason=Text("Frågan ändrades.", "The question changed."),
    source="x",
)


def change_of(
    first: str, second: str, *, region: str = "stockholm", group: str = "students"
) -> float:
    return change(
        Dated(parse_period(first), 48.0),
        Dated(parse_period(second), 51.0),
        [BREAK],
        region=region,
        group=group,
    )


@pytest.mark.parametrize(("first", "second"), [("2015", "2018"), ("2020", "2024")])
def test_a_change_on_one_side_of_a_break_is_a_difference(first: str, second: str) -> None:
    assert change_of(first, second) == 3.0


@pytest.mark.parametrize(("region", "group"), [("skane", "students"), ("stockholm", "managers")])
def test_a_break_holds_only_where_it_was_declared(region: str, group: str) -> None:
    assert change_of("2018", "2020", region=region, group=group) == 3.0


@pytest.mark.parametrize(("first", "second"), [("2018", "2020"), ("2015", "2024")])
def test_a_change_across_a_break_is_refused_with_its_reason(first: str, second: str) -> None:
    with pytest.raises(NotComparable, match="The question changed") as refused:
        change_of(first, second)
    assert refused.value.series_break is BREAK
    assert refused.value.reason.sv == "Frågan ändrades."


@pytest.mark.parametrize(
    ("first", "second"),
    [("undated", "2020"), ("2020", "undated"), ("2020", "2020"), ("2022", "2021"),
     ("2020", "2021/22"), ("2020", "ed 2021")],
)  # fmt: skip
def test_a_change_needs_two_periods_of_one_kind_in_order(first: str, second: str) -> None:
    with pytest.raises(NotComparable):
        change_of(first, second)


@pytest.mark.parametrize(
    ("value", "verdict"),
    [(39.9, Band.BELOW), (40, Band.INSIDE), (50, Band.INSIDE), (60, Band.INSIDE),
     (60.1, Band.ABOVE)],
)  # fmt: skip
def test_both_ends_of_the_target_are_inside_it(value: float, verdict: Band) -> None:
    assert band(value, EVEN) is verdict


@pytest.mark.parametrize(
    ("total", "balanced"),
    # 40–60 % by hand; of 7, 3 and 4 are the only balanced outcome (43 and 57 %).
    [(1, []), (2, [1]), (3, [1, 2]), (4, [2]), (5, [2, 3]), (6, [3]), (7, [3, 4]), (8, [4]),
     (9, [4, 5]), (10, [4, 5, 6])],
)  # fmt: skip
def test_a_small_board_is_judged_in_persons(total: int, balanced: list[int]) -> None:
    assert list(balanced_counts(total, EVEN)) == balanced


def test_the_verdict_in_persons_says_on_which_side() -> None:
    verdicts = [band_in_persons(women, 7, EVEN) for women in (2, 3, 4, 5)]
    assert verdicts == [Band.BELOW, Band.INSIDE, Band.INSIDE, Band.ABOVE]
    assert band_in_persons(1, 1, EVEN) is None


@given(st.integers(4, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_above_three_persons_the_verdict_is_that_of_the_share(board: tuple[int, int]) -> None:
    women, total = board
    # In whole numbers: 40 ≤ 100 × women / total ≤ 60.
    inside = 4 * total <= 10 * women <= 6 * total
    assert (band_in_persons(women, total, EVEN) is Band.INSIDE) is inside


@pytest.mark.parametrize(("n", "decimals"), [(5, 0), (99, 0), (100, 1), (5000, 1), (None, 1)])
def test_a_percentage_of_under_a_hundred_is_whole(n: float | None, decimals: int) -> None:
    assert decimals_supported(n) == decimals
