"""Means, answers needed and texts of surveys, against statsmodels, enumeration and brute force."""

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

from warehouse.statistics import Share, wilson
from warehouse.survey_statistics import (
    METHODS,
    RESPONSE_RATE_RULE,
    Method,
    answers_needed,
    answers_needed_for_margin,
    mean_interval,
    moments,
)
from warehouse.text import Text

# ------------------------------------------------------------------ means

distributions = st.lists(st.integers(0, 40), min_size=2, max_size=7).filter(
    lambda counts: sum(count > 0 for count in counts) > 1
)


@given(distributions, st.sampled_from([0.8, 0.95, 0.998]))
def test_the_mean_its_deviation_and_its_interval_are_those_of_statsmodels(
    counts: list[int], confidence: float
) -> None:
    values = list(range(1, len(counts) + 1))
    expected = DescrStatsW(values, weights=counts, ddof=1)
    found = moments(values, counts)
    assert found.mean == pytest.approx(expected.mean)
    assert found.standard_deviation == pytest.approx(expected.std)
    assert found.standard_deviation is not None
    interval = mean_interval(found.mean, found.standard_deviation, found.n, confidence=confidence)
    assert interval is not None
    assert (interval.low, interval.high) == pytest.approx(
        DescrStatsW(values, weights=counts).tconfint_mean(alpha=1 - confidence)
    )


def test_the_correction_of_a_mean_gives_the_variance_over_all_samples_there_are() -> None:
    """All 35 samples of 4 from 7: s²/n·(N−n)/N is on average the variance of the mean."""
    people = [1.0, 1.0, 2.0, 4.0, 5.0, 5.0, 3.0]
    size = 4
    truth = sum(people) / len(people)
    samples = [moments(sample, [1] * size) for sample in combinations(people, size)]
    variance = sum((sample.mean - truth) ** 2 for sample in samples) / len(samples)
    estimates = []
    for sample in samples:
        assert sample.standard_deviation is not None
        arguments = (sample.mean, sample.standard_deviation, size)
        whole, corrected = mean_interval(*arguments), mean_interval(*arguments, population=7)
        assert whole is not None
        assert corrected is not None
        ratio = (corrected.high - corrected.low) / (whole.high - whole.low)
        estimates.append(ratio**2 * sample.standard_deviation**2 / size)
    assert sum(estimates) / len(estimates) == pytest.approx(variance)


@given(st.integers(2, 500), st.integers(1, 500), st.floats(0.1, 3))
def test_a_known_population_narrows_the_interval_of_a_mean(
    n: int, silent: int, deviation: float
) -> None:
    whole = mean_interval(3.0, deviation, n)
    corrected = mean_interval(3.0, deviation, n, population=n + silent)
    assert whole is not None
    assert corrected is not None
    assert whole.low < corrected.low < 3.0 < corrected.high < whole.high


@pytest.mark.parametrize(
    ("deviation", "n", "population"), [(0.8, 1, None), (0.8, 12, 12), (0.0, 12, None)]
)
def test_there_is_no_interval_of_one_answer_of_everybody_or_where_all_agree(
    deviation: float, n: int, population: int | None
) -> None:
    assert mean_interval(4.0, deviation, n, population=population) is None


def test_the_interval_of_a_mean_ends_where_the_scale_does() -> None:
    interval = mean_interval(4.8, 0.5, 5, scale=(1, 5))
    assert interval is not None
    assert interval.high == 5
    # t with 4 degrees of freedom at 97.5 % is 2.776 in every printed table.
    assert interval.low == pytest.approx(4.8 - 2.776 * 0.5 / math.sqrt(5), abs=1e-3)


@pytest.mark.parametrize(("deviation", "population"), [(-1.0, None), (1.0, 9)])
def test_an_impossible_mean_is_refused(deviation: float, population: int | None) -> None:
    with pytest.raises(ValueError, match="no more answer than were asked"):
        mean_interval(3.0, deviation, 10, population=population)


def test_one_answer_has_a_mean_and_no_deviation() -> None:
    assert moments([1, 2, 3], [0, 1, 0]) == moments([2], [1])
    assert moments([2], [1]).standard_deviation is None


@pytest.mark.parametrize(("values", "counts"), [([], []), ([1], [0]), ([1, 2], [3, -1]),
                                                ([1, 2], [3])])  # fmt: skip
def test_a_distribution_without_answers_is_refused(values: list[float], counts: list[int]) -> None:
    with pytest.raises(ValueError, match=r"distribution|argument"):
        moments(values, counts)


# ------------------------------------------------------------------ answers needed


def half_width(value: float, n: float, population: int | None) -> float:
    interval = wilson(Share(positive=min(value * n, n), n=n, population=population))
    return 0.0 if interval is None else (interval.high - interval.low) / 2


@given(
    st.integers(1, 80).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.none() | st.integers(0, 120),
    st.sampled_from([0.03, 0.05, 0.1, 0.2]),
)
def test_the_answers_needed_are_the_fewest_that_reach_the_margin(
    answers: tuple[int, int], silent: int | None, margin: float
) -> None:
    positive, n = answers
    population = None if silent is None else n + silent
    needed = answers_needed(Share(positive=positive, n=n, population=population), margin)
    value = positive / n
    expected = next(
        more for more in range(10_000) if half_width(value, n + more, population) <= margin
    )
    assert needed == expected
    assert silent is None or needed <= silent


def test_planning_takes_the_widest_interval_there_is() -> None:
    # At one half the half-width of statsmodels' Wilson interval is under 5 points from 381 on.
    widths = {
        n: (high - low) / 2
        for n in (380, 381)
        for low, high in [proportion_confint(n / 2, n, method="wilson")]
    }
    assert widths[380] > 0.05 >= widths[381]
    assert answers_needed_for_margin(0, None, 0.05) == 381
    assert answers_needed_for_margin(300, None, 0.05) == 81
    assert answers_needed_for_margin(400, None, 0.05) == 0


@given(st.integers(0, 300), st.integers(0, 300), st.sampled_from([0.02, 0.05, 0.1]))
def test_no_more_are_needed_than_have_not_answered(n: int, silent: int, margin: float) -> None:
    population = n + silent
    needed = answers_needed_for_margin(n, population, margin)
    assert needed <= silent
    if n:
        shares = (Share(positive=x, n=n, population=population) for x in range(0, n + 1, 7))
        assert all(answers_needed(share, margin) <= needed for share in shares)


@given(st.integers(1, 200), st.integers(0, 400))
def test_a_wider_margin_never_needs_more(n: int, silent: int) -> None:
    needed = [answers_needed_for_margin(n, n + silent, m / 100) for m in (3, 5, 10, 20)]
    assert needed == sorted(needed, reverse=True)


def test_two_margins_by_hand() -> None:
    # 34 of 48: half of 56.8–81.8 is 12.5, half of 64.7–76.3 with 60 asked is 5.8.
    assert answers_needed(Share(positive=34, n=48), 0.126) == 0
    assert answers_needed(Share(positive=34, n=48), 0.12) > 0
    assert answers_needed(Share(positive=34, n=48, population=60), 0.059) == 0
    assert 0 < answers_needed(Share(positive=34, n=48, population=60), 0.05) <= 12


@pytest.mark.parametrize("margin", [0, -0.1, 1, 5])
def test_a_margin_is_a_share(margin: float) -> None:
    with pytest.raises(ValueError, match="margin"):
        answers_needed(Share(positive=3, n=5), margin)


@pytest.mark.parametrize(("n", "population"), [(-1, None), (5, 4)])
def test_answers_that_cannot_be_are_refused(n: int, population: int | None) -> None:
    with pytest.raises(ValueError, match="asked"):
        answers_needed_for_margin(n, population, 0.05)


# ------------------------------------------------------------------ texts


def test_every_method_is_explained_in_both_languages() -> None:
    assert set(METHODS) == set(Method)


@pytest.mark.parametrize("text", [*METHODS.values(), RESPONSE_RATE_RULE])
def test_an_explanation_is_one_or_two_sentences(text: Text) -> None:
    for words in (text.sv, text.en):
        assert words.endswith(".")
        assert 1 <= words.count(". ") + 1 <= 2
        assert "  " not in words
