"""The R-indicator, against the deviation over persons, scipy's χ² and enumeration."""

import math
import statistics
from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from warehouse.representativeness import (
    ResponseStratum,
    partial_representativeness,
    representativeness,
    representativeness_by_chance,
)


def stratum(invited: int, answers: int) -> ResponseStratum:
    return ResponseStratum(invited=invited, answers=answers)


strata = st.lists(
    st.integers(1, 100).flatmap(lambda n: st.builds(stratum, st.just(n), st.integers(0, n))),
    min_size=1,
    max_size=8,
)


def test_two_halves_by_hand() -> None:
    # Rates 60 and 20 %: deviation 0.2 over all persons.
    halves = [stratum(100, 60), stratum(100, 20)]
    assert representativeness(halves) == pytest.approx(0.6)
    assert partial_representativeness(halves) == pytest.approx(0.2)


@given(strata)
def test_it_is_the_deviation_of_the_rates_over_persons(parts: list[ResponseStratum]) -> None:
    persons = [part.rate for part in parts for _ in range(int(part.invited))]
    expected = statistics.pstdev(persons)
    assert representativeness(parts) == pytest.approx(1 - 2 * expected, abs=1e-9)
    assert partial_representativeness(parts) == pytest.approx(expected, abs=1e-9)
    assert 0 <= representativeness(parts) <= 1


@given(strata)
def test_it_is_pearsons_statistic_of_answered_by_stratum(parts: list[ResponseStratum]) -> None:
    invited = sum(part.invited for part in parts)
    rate = sum(part.answers for part in parts) / invited
    assume(0 < rate < 1 and len(parts) > 1)
    table = [[part.answers, part.invited - part.answers] for part in parts]
    chi_square = stats.chi2_contingency(table, correction=False).statistic
    deviation = math.sqrt(chi_square * rate * (1 - rate) / invited)
    assert representativeness(parts) == pytest.approx(1 - 2 * deviation, abs=1e-9)


@given(st.lists(st.integers(1, 50), min_size=1, max_size=8), st.integers(0, 4))
def test_equal_rates_are_fully_representative(sizes: list[int], quarter: int) -> None:
    parts = [stratum(4 * size, quarter * size) for size in sizes]
    assert representativeness(parts) == pytest.approx(1)
    assert partial_representativeness(parts) == pytest.approx(0)


def test_half_that_all_answer_and_half_that_nobody_does_is_the_least_there_is() -> None:
    assert representativeness([stratum(30, 30), stratum(30, 0)]) == 0


@given(strata.filter(lambda parts: len(parts) > 2))
def test_merging_strata_never_lowers_it(parts: list[ResponseStratum]) -> None:
    first, second, *rest = parts
    merged = ResponseStratum(
        invited=first.invited + second.invited, answers=first.answers + second.answers
    )
    assert representativeness([merged, *rest]) >= representativeness(parts) - 1e-9
    part, whole = (partial_representativeness(those) for those in ([merged, *rest], parts))
    assert part <= whole + 1e-9


def test_by_chance_is_the_mean_over_all_ways_in_which_as_many_could_have_answered() -> None:
    """Seven persons in strata of 2, 4 and 1, of whom three answer: all 35 ways."""
    sizes, owner = (2, 4, 1), (0, 0, 1, 1, 1, 1, 2)
    variances = []
    for answering in combinations(range(7), 3):
        answers = [sum(owner[person] == part for person in answering) for part in range(3)]
        parts = [stratum(size, count) for size, count in zip(sizes, answers, strict=True)]
        variances.append(partial_representativeness(parts) ** 2)
    expected = 1 - 2 * math.sqrt(statistics.fmean(variances))
    parts = [stratum(2, 2), stratum(4, 1), stratum(1, 0)]
    assert representativeness_by_chance(parts) == pytest.approx(expected)


def test_chance_lowers_it_in_small_strata_and_hardly_in_large_ones() -> None:
    assert representativeness_by_chance([stratum(10, 3)] * 20) < 0.75
    assert representativeness_by_chance([stratum(10_000, 3_000)] * 2) > 0.99
    assert representativeness_by_chance([stratum(1, 1)]) == 1
    assert representativeness_by_chance([stratum(50, 20)]) == 1


@pytest.mark.parametrize(("invited", "answers"), [(0, 0), (5, 6), (5, -1)])
def test_a_stratum_that_cannot_be_is_refused(invited: int, answers: int) -> None:
    with pytest.raises(ValueError, match="invited"):
        stratum(invited, answers)


def test_no_strata_are_refused() -> None:
    with pytest.raises(ValueError, match="needs strata"):
        representativeness([])
