"""Many comparisons, against statsmodels and scipy."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportions_ztest

from warehouse.many_tests import (
    Places,
    adjusted_p_values,
    benjamini_hochberg,
    difference_p_value,
    separate,
)
from warehouse.statistics import Share, newcombe


def share(positive: float, n: float, population: float | None = None) -> Share:
    return Share(positive=positive, n=n, population=population)


shares = st.integers(1, 400).flatmap(
    lambda n: st.builds(share, st.integers(0, n), st.just(n), st.none() | st.integers(n, 2 * n))
)
p_values = st.lists(st.floats(0, 1), min_size=1, max_size=60)

# ------------------------------------------------------------------ false discoveries


@given(p_values, st.sampled_from([0.01, 0.05, 0.2]))
def test_findings_and_adjusted_values_are_those_of_statsmodels(ps: list[float], q: float) -> None:
    found, adjusted, _, _ = multipletests(ps, alpha=q, method="fdr_bh")
    assert adjusted_p_values(ps) == pytest.approx(adjusted)
    on_the_line = any(math.isclose(value, q, rel_tol=1e-9) for value in adjusted)
    assert on_the_line or benjamini_hochberg(ps, q) == tuple(found)


def test_the_published_example_gives_four_findings() -> None:
    # Benjamini and Hochberg 1995, p. 295: fifteen comparisons, four findings at 5 %.
    ps = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240,
          0.4262, 0.5719, 0.6528, 0.7590, 1.0000]  # fmt: skip
    assert benjamini_hochberg(ps) == (True,) * 4 + (False,) * 11


@given(p_values, st.randoms(use_true_random=False))
def test_a_smaller_p_value_is_a_finding_where_a_larger_is_in_any_order(
    ps: list[float], order: random.Random
) -> None:
    found = dict(zip(ps, benjamini_hochberg(ps), strict=True))
    assert all(found[small] or not found[large] for small in ps for large in ps if small <= large)
    shuffled = order.sample(ps, len(ps))
    assert dict(zip(shuffled, benjamini_hochberg(shuffled), strict=True)) == found


@given(p_values)
def test_a_list_never_finds_more_than_single_tests_do(ps: list[float]) -> None:
    adjusted = adjusted_p_values(ps)
    assert all(p - 1e-12 <= value <= 1 for p, value in zip(ps, adjusted, strict=True))


def test_an_empty_list_has_no_findings() -> None:
    assert benjamini_hochberg([]) == ()


@pytest.mark.parametrize("ps", [[0.1, math.nan], [1.2], [-0.1]])
def test_what_is_no_p_value_is_refused(ps: list[float]) -> None:
    with pytest.raises(ValueError, match=r"p-value|between 0 and 1"):
        benjamini_hochberg(ps)


@pytest.mark.parametrize("q", [0, 1, 5])
def test_what_is_no_rate_is_refused(q: float) -> None:
    with pytest.raises(ValueError, match="rate of false findings"):
        benjamini_hochberg([0.1], q)


# ------------------------------------------------------------------ differences

counts = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(counts, counts)
def test_the_test_of_a_difference_is_that_of_statsmodels_and_of_scipy(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    (x, n), (y, m) = first, second
    found = difference_p_value(share(x, n), share(y, m))
    if x + y in {0, n + m}:
        assert found == 1
        return
    _, expected = proportions_ztest([x, y], [n, m])
    assert found == pytest.approx(expected, abs=1e-9)
    table = [[x, n - x], [y, m - y]]
    assert found == pytest.approx(stats.chi2_contingency(table, correction=False).pvalue, abs=1e-9)


def test_of_a_population_the_variance_is_that_of_a_draw_without_replacement() -> None:
    # Both of 40 asked, 20 answered each; if one half is the truth, 20 of the 40 are positive.
    variance = 2 * stats.hypergeom(40, 20, 20).var() / 20**2
    expected = 2 * stats.norm.sf((12 - 8) / 20 / math.sqrt(variance))
    assert difference_p_value(share(12, 20, 40), share(8, 20, 40)) == pytest.approx(expected)


def test_a_share_of_everybody_is_the_truth_for_the_other() -> None:
    _, expected = proportions_ztest(9, 30, value=0.5, prop_var=0.5)
    assert difference_p_value(share(20, 40, 40), share(9, 30)) == pytest.approx(expected)
    assert difference_p_value(share(9, 30), share(20, 40, 40)) == pytest.approx(expected)
    # Nobody can be negative where all are positive.
    assert difference_p_value(share(40, 40, 40), share(9, 10)) == 0
    assert difference_p_value(share(20, 40, 40), share(21, 40, 40)) == 0
    assert difference_p_value(share(20, 40, 40), share(10, 20, 20)) == 1


@given(shares, shares)
def test_the_order_of_the_two_and_which_answer_is_counted_do_not_matter(
    first: Share, second: Share
) -> None:
    found = difference_p_value(first, second)
    turned = [
        Share(positive=one.n - one.positive, n=one.n, population=one.population)
        for one in (first, second)
    ]
    assert 0 <= found <= 1
    assert difference_p_value(second, first) == pytest.approx(found, abs=1e-9)
    assert difference_p_value(*turned) == pytest.approx(found, abs=1e-7)


@given(
    st.integers(1, 300).flatmap(
        lambda n: st.tuples(st.integers(0, n), st.integers(0, n), st.just(n))
    ),
    st.integers(0, 300),
)
def test_knowing_how_many_were_asked_makes_a_difference_surer(
    answers: tuple[int, int, int], silent: int
) -> None:
    first, second, n = answers
    unknown = difference_p_value(share(first, n), share(second, n))
    known = difference_p_value(share(first, n, n + silent), share(second, n, n + silent))
    assert known <= unknown + 1e-12


def test_the_p_value_and_the_interval_of_newcombe_part_only_near_the_line() -> None:
    for n, m in ((5, 12), (10, 10), (20, 8), (60, 40)):
        for x in range(n + 1):
            for y in range(m + 1):
                p_value = difference_p_value(share(x, n), share(y, m))
                supported = newcombe(share(x, n), share(y, m)).is_supported
                assert supported == (p_value < 0.05) or 0.02 < p_value < 0.06


# ------------------------------------------------------------------ separation


def test_seven_regions_a_point_apart_cannot_be_put_in_order() -> None:
    # The example of the notes: shares 86, 85 … 80 % of 60 answers each.
    regions = [share(60 * percent / 100, 60) for percent in range(86, 79, -1)]
    found = separate(regions)
    assert found.pairs == frozenset()
    assert {found.places(unit) for unit in range(7)} == {Places(1, 7)}


def test_units_far_apart_are_and_the_rest_share_their_places() -> None:
    found = separate([share(50, 100), share(95, 100), share(52, 100), share(10, 100)])
    assert found.pairs == {(1, 0), (1, 2), (1, 3), (0, 3), (2, 3)}
    assert found.are_separate(0, 1)
    assert not found.are_separate(0, 2)
    places = [found.places(unit) for unit in range(4)]
    assert places == [Places(2, 3), Places(1, 1), Places(2, 3), Places(4, 4)]


@given(st.lists(shares, max_size=8))
def test_a_unit_is_never_above_one_with_a_higher_share(units: list[Share]) -> None:
    found = separate(units)
    assert all(units[higher].value > units[lower].value for higher, lower in found.pairs)
    assert all(not found.are_separate(unit, unit) for unit in range(len(units)))
    for unit in range(len(units)):
        places = found.places(unit)
        assert 1 <= places.first <= places.last <= len(units)


def test_equal_units_are_separated_in_few_lists() -> None:
    """Twelve units with one truth: at 5 % few of the lists say anything at all."""
    draw = random.Random(4)
    lists = 200
    wrong = sum(
        bool(
            separate(
                [share(sum(draw.random() < 0.7 for _ in range(50)), 50) for _ in range(12)]
            ).pairs
        )
        for _ in range(lists)
    )
    # The exact level is not reached with counts; 20 of 200 would be four deviations over it.
    assert wrong <= 20
