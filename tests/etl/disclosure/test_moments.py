"""Mean and standard deviation that give the values, against the counts they were made of."""

import statistics

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from etl.disclosure.moments import values_from_moments

SCALE = (1, 2, 3, 4, 5)


def figures(counts: tuple[int, ...]) -> tuple[int, float, float]:
    answers = [value for value, count in zip(SCALE, counts, strict=True) for _ in range(count)]
    return len(answers), statistics.fmean(answers), statistics.stdev(answers)


def test_few_persons_follow_from_two_figures() -> None:
    n, mean, deviation = figures((0, 0, 1, 1, 3))
    found = values_from_moments(n, round(mean, 2), round(deviation, 2), SCALE, decimals=2)
    assert found == ((0, 0, 1, 1, 3),)


def test_many_do_not() -> None:
    n, mean, deviation = figures((9, 12, 30, 44, 25))
    found = values_from_moments(n, round(mean, 1), round(deviation, 1), SCALE, decimals=1)
    assert len(found) == 2


@given(st.tuples(*[st.integers(0, 4)] * 5), st.integers(0, 3))
def test_the_truth_is_always_among_them_when_it_is_alone(
    counts: tuple[int, ...], decimals: int
) -> None:
    assume(sum(counts) > 1)
    n, mean, deviation = figures(counts)
    rounded = round(mean, decimals), round(deviation, decimals)
    found = values_from_moments(n, *rounded, SCALE, decimals=decimals)
    assert found
    assert len(found) == 2 or found == (counts,)


def test_one_person_has_no_deviation() -> None:
    with pytest.raises(ValueError, match="1 persons"):
        values_from_moments(1, 3.0, 0.0, SCALE, decimals=1)
