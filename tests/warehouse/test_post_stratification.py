"""Weighted shares: laws of the design effect, and the variance of a stratified estimate."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

from warehouse.post_stratification import (
    Stratum,
    StratumWithoutAnswers,
    kish_design_effect,
    post_stratified_share,
)
from warehouse.statistics import Share, wilson


def stratum(invited: float, answers: float, positive: float) -> Stratum:
    return Stratum(invited=invited, answers=answers, positive=positive)


strata = st.lists(
    st.integers(1, 60).flatmap(
        lambda answers: st.builds(
            stratum,
            st.integers(answers, answers + 200),
            st.just(answers),
            st.integers(0, answers),
        )
    ),
    min_size=1,
    max_size=6,
)


def test_a_weighted_share_by_hand() -> None:
    # Women 80 of 100 invited answer, 40 positive: 50 %; men 10 of 100, all positive: 100 %.
    weighted = post_stratified_share([stratum(100, 80, 40), stratum(100, 10, 10)])
    assert weighted.value == pytest.approx(0.75)
    # Weights 1.25 and 10: 90 · (80·1.5625 + 10·100) / 200² = 2.53125.
    assert weighted.design_effect == pytest.approx(2.53125)
    assert weighted.effective_n == pytest.approx(90 / 2.53125)
    expected = proportion_confint(0.75 * 90 / 2.53125, 90 / 2.53125, method="wilson")
    assert weighted.interval is not None
    assert (weighted.interval.low, weighted.interval.high) == pytest.approx(expected)


@given(strata)
def test_the_weighted_share_is_the_weighted_mean_of_the_answers(parts: list[Stratum]) -> None:
    values = [value for _ in parts for value in (1, 0)]
    weights = [
        part.invited / part.answers * count
        for part in parts
        for count in (part.positive, part.answers - part.positive)
    ]
    expected = DescrStatsW(values, weights=weights).mean
    assert post_stratified_share(parts).value == pytest.approx(expected, abs=1e-9)


@given(strata)
def test_weighting_costs_precision_and_never_gives_it(parts: list[Stratum]) -> None:
    weighted = post_stratified_share(parts)
    answers = sum(part.answers for part in parts)
    assert weighted.design_effect >= 1
    assert weighted.effective_n <= answers
    assert weighted.interval is not None
    assert 0 <= weighted.interval.low <= weighted.interval.high <= 1
    assert weighted.interval.low - 1e-9 <= weighted.value <= weighted.interval.high + 1e-9


@given(strata)
def test_the_finite_population_is_corrected_as_in_a_stratified_estimate(
    parts: list[Stratum],
) -> None:
    """Σ(N_h/N)²(1−n_h/N_h)s²/n_h, for s² = 1, is 1/n_eff − 1/N."""
    weighted = post_stratified_share(parts, everyone_invited=True)
    invited = sum(part.invited for part in parts)
    stratified = math.fsum(
        (part.invited / invited) ** 2 * (1 - part.answers / part.invited) / part.answers
        for part in parts
    )
    assert 1 / weighted.effective_n - 1 / invited == pytest.approx(stratified, abs=1e-12)


@given(strata, st.integers(2, 5))
def test_equal_weights_change_nothing(parts: list[Stratum], times: int) -> None:
    even = [stratum(part.answers * times, part.answers, part.positive) for part in parts]
    weighted = post_stratified_share(even, everyone_invited=True)
    n, positive = sum(p.answers for p in parts), sum(p.positive for p in parts)
    assert weighted.design_effect == pytest.approx(1)
    expected = wilson(Share(positive=positive, n=n, population=n * times))
    assert expected is not None
    assert weighted.interval is not None
    assert weighted.interval.low == pytest.approx(expected.low, abs=1e-9)
    assert weighted.interval.high == pytest.approx(expected.high, abs=1e-9)


def test_when_everybody_answers_nothing_is_left_to_chance() -> None:
    parts = [stratum(48, 48, 34), stratum(7, 7, 0)]
    complete = post_stratified_share(parts, everyone_invited=True)
    assert complete.interval is None
    assert complete.value == pytest.approx(34 / 55)
    # A sample of which all answered still is a sample.
    assert post_stratified_share(parts).interval is not None


def test_a_stratum_nobody_speaks_for_is_refused_by_its_number() -> None:
    with pytest.raises(StratumWithoutAnswers, match=r"stratum 2 .*merge"):
        post_stratified_share([stratum(10, 5, 3), stratum(4, 0, 0)])


@pytest.mark.parametrize("numbers", [(4, 5, 2), (5, 4, 5), (5, 4, -1)])
def test_a_stratum_that_cannot_be_is_refused(numbers: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="invited"):
        stratum(*numbers)


@given(st.lists(st.integers(1, 50), min_size=1, max_size=8), st.floats(0.1, 30))
def test_the_design_effect_of_equal_weights_is_one(counts: list[int], weight: float) -> None:
    effect = kish_design_effect([weight] * len(counts), counts)
    assert effect >= 1
    assert effect == pytest.approx(1)


@given(st.lists(st.floats(0.1, 10), min_size=2, max_size=20))
def test_the_design_effect_is_one_and_the_squared_variation_of_the_weights(
    weights: list[float],
) -> None:
    described = DescrStatsW(weights)
    expected = 1 + described.var / described.mean**2
    assert kish_design_effect(weights, [1] * len(weights)) == pytest.approx(expected)


@pytest.mark.parametrize(("weights", "counts"), [([], []), ([0.0], [3]), ([1.0], [-1]),
                                                 ([1.0, 2.0], [1])])  # fmt: skip
def test_weights_that_weigh_nothing_are_refused(weights: list[float], counts: list[int]) -> None:
    with pytest.raises(ValueError, match=r"weights|argument"):
        kish_design_effect(weights, counts)


def test_no_strata_are_refused() -> None:
    with pytest.raises(ValueError, match="not all zero"):
        post_stratified_share([])
