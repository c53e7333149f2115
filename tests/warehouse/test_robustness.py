"""Whether a conclusion holds when it is drawn in another way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.post_stratification import Stratum, post_stratified_share
from warehouse.robustness import (
    Conclusion,
    conclusion,
    pooled_share,
    same_conclusion,
    without_smallest,
)
from warehouse.statistics import Share, newcombe


def share(positive: float, n: float, population: float | None = None) -> Share:
    return Share(positive=positive, n=n, population=population)


def test_pooling_counts_every_answer_the_same() -> None:
    assert pooled_share([share(10, 100, 200), share(90, 300, 400)]) == share(100, 400, 600)


def test_a_pool_has_a_population_only_when_all_parts_have() -> None:
    assert pooled_share([share(1, 2, 3), share(1, 2)]).population is None


def test_nothing_cannot_be_pooled() -> None:
    with pytest.raises(ValueError, match="nothing"):
        pooled_share([])


def test_the_smallest_quarter_is_left_out_and_the_order_kept() -> None:
    units = [share(1, size) for size in (40, 5, 30, 9, 20, 60, 50, 10)]
    left = without_smallest(units)
    assert left is not None
    assert [unit.n for unit in left] == [40, 30, 20, 60, 50, 10]


@pytest.mark.parametrize("sizes", [(), (10,), (10, 20, 30), (5, 5, 5, 5), (5, 5, 9, 9, 9)])
def test_where_none_can_be_left_out_there_is_no_answer(sizes: tuple[int, ...]) -> None:
    assert without_smallest([share(1, size) for size in sizes]) is None


@given(st.lists(st.integers(1, 20), max_size=30), st.floats(0.05, 0.95))
def test_what_is_left_is_larger_than_all_that_went_and_no_more_went_than_was_said(
    sizes: list[int], part: float
) -> None:
    left = without_smallest([share(1, size) for size in sizes], part)
    if left is not None:
        gone = sorted(sizes)[: len(sizes) - len(left)]
        assert 0 < len(gone) <= part * len(sizes)
        assert max(gone) < min(unit.n for unit in left)


@pytest.mark.parametrize("part", [0, 1, 25])
def test_a_part_is_a_share(part: float) -> None:
    with pytest.raises(ValueError, match="part"):
        without_smallest([share(1, 2)], part)


HIGHER = newcombe(share(80, 100), share(50, 100))
LOWER = newcombe(share(50, 100), share(80, 100))
OPEN = newcombe(share(52, 100), share(50, 100))


def test_a_conclusion_is_drawn_only_where_it_is_supported() -> None:
    found = [conclusion(difference) for difference in (HIGHER, LOWER, OPEN)]
    assert found == [Conclusion.HIGHER, Conclusion.LOWER, Conclusion.NOT_SUPPORTED]


def test_conclusions_are_the_same_or_they_are_not() -> None:
    assert same_conclusion(HIGHER, HIGHER)
    assert same_conclusion(OPEN, OPEN, OPEN)
    assert not same_conclusion(HIGHER, HIGHER, LOWER)
    assert not same_conclusion(HIGHER, OPEN)
    assert not same_conclusion(OPEN, HIGHER)


def test_a_weighted_share_can_be_compared_as_any_other() -> None:
    """The difference comes from who answered: weighted to those invited it is gone."""
    first = [Stratum(invited=100, answers=80, positive=72),
             Stratum(invited=100, answers=20, positive=8)]  # fmt: skip
    second = [Stratum(invited=100, answers=20, positive=18),
              Stratum(invited=100, answers=80, positive=32)]  # fmt: skip
    plain = newcombe(share(80, 100), share(50, 100))
    weighted = newcombe(
        *(post_stratified_share(those, everyone_invited=True).share for those in (first, second))
    )
    assert conclusion(plain) is Conclusion.HIGHER
    assert weighted.value == pytest.approx(0)
    assert not same_conclusion(plain, weighted)
