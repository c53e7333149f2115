"""The funnel, against the tables and verdicts of PHEindicatormethods, and laws."""

import random
import statistics
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from warehouse.funnel import (
    FunnelPlace,
    classify,
    funnel_curve,
    funnel_limits,
    over_dispersion,
)
from warehouse.robustness import pooled_share
from warehouse.statistics import Share, wilson


def share(positive: float, n: float) -> Share:
    return Share(positive=positive, n=n)


# Rows of tests/testthat/testdata_funnel_prop_outputs.csv in
# https://github.com/ukhsa-collaboration/PHEindicatormethods: answers, then the limits in percent.
CENTRE = 0.80642448
PUBLISHED = [
    (1, 3.204264, 100, 0, 100),
    (10, 56.154344, 100, 42.03259, 100),
    (18, 62.390093, 98.894803, 51.864359, 100),
    (41, 68.548635, 92.73626, 61.574398, 99.710497),
    (102, 72.974925, 88.309971, 68.553233, 92.731663),
    (1008, 78.203374, 83.081521, 76.796814, 84.488082),
    (110000, 80.408963, 80.875933, 80.274317, 81.010578),
]


@pytest.mark.parametrize(("n", "low_95", "high_95", "low_998", "high_998"), PUBLISHED)
def test_the_limits_are_the_published_ones(
    n: int, low_95: float, high_95: float, low_998: float, high_998: float
) -> None:
    (inner,) = funnel_limits(CENTRE, [n])
    (outer,) = funnel_limits(CENTRE, [n], confidence=0.998)
    found = [100 * limit for limit in (inner.low, inner.high, outer.low, outer.high)]
    assert found == pytest.approx([low_95, high_95, low_998, high_998], abs=2e-6)


# Rows of testdata_funnel_prop_inputs.csv there: numerator, denominator and verdict.
@pytest.mark.parametrize(
    ("positive", "n", "place"),
    [
        (35078.488, 41980, FunnelPlace.ABOVE_998),
        (24803.6256, 31824, FunnelPlace.BELOW_998),
        (50050.7443, 61921, FunnelPlace.INSIDE),
        (26789.238, 33012, FunnelPlace.ABOVE_95),
        (36850.0492, 45449, FunnelPlace.ABOVE_95),
        (30277.5312, 37828, FunnelPlace.BELOW_95),
        (24648.7596, 30521, FunnelPlace.INSIDE),
    ],
)
def test_the_verdicts_are_the_published_ones(positive: float, n: int, place: FunnelPlace) -> None:
    assert classify(share(positive, n), CENTRE) is place


counts = st.integers(1, 500).flatmap(lambda n: st.builds(share, st.integers(0, n), st.just(n)))
centres = st.floats(0.02, 0.98)


@given(counts, centres)
def test_a_unit_is_outside_exactly_when_its_own_interval_leaves_out_the_centre(
    unit: Share, centre: float
) -> None:
    place = classify(unit, centre)
    inner, outer = wilson(unit), wilson(unit, confidence=0.998)
    assert inner is not None
    assert outer is not None
    # A hair from the limit either may say inside.
    if min(abs(inner.low - centre), abs(inner.high - centre), abs(outer.low - centre),
           abs(outer.high - centre)) < 1e-9:  # fmt: skip
        return
    assert (place is FunnelPlace.INSIDE) == inner.holds(centre)
    assert (place in {FunnelPlace.BELOW_998, FunnelPlace.ABOVE_998}) == (not outer.holds(centre))
    if place in {FunnelPlace.BELOW_95, FunnelPlace.BELOW_998}:
        assert unit.value < centre


@given(centres, st.floats(1, 1000), st.floats(1.01, 10), st.floats(1, 5))
def test_limits_hold_the_centre_and_open_with_few_answers_confidence_and_dispersion(
    centre: float, n: float, times: float, dispersion: float
) -> None:
    few, many = funnel_limits(centre, [n, n * times])
    (outer,) = funnel_limits(centre, [n], confidence=0.998)
    (wide,) = funnel_limits(centre, [n], dispersion=dispersion)
    assert 0 <= few.low <= many.low <= centre <= many.high <= few.high <= 1
    assert outer.low <= few.low
    assert few.high <= outer.high
    assert wide.low <= few.low
    assert few.high <= wide.high


def test_on_the_limit_is_inside_it() -> None:
    (limits,) = funnel_limits(0.5, [64])
    assert classify(share(limits.high * 64, 64), 0.5) is FunnelPlace.INSIDE


def test_a_curve_runs_from_the_smallest_unit_to_the_largest() -> None:
    curve = funnel_curve(0.7, 8, 950)
    assert len(curve) == 100
    assert (curve[0].n, curve[-1].n) == pytest.approx((8, 950))
    assert all(a.n < b.n and a.limits_998.low <= b.limits_998.low for a, b in pairwise(curve))
    (expected,) = funnel_limits(0.7, [curve[40].n])
    assert curve[40].limits_95 == expected
    # One size only is a funnel still.
    assert [point.n for point in funnel_curve(0.7, 30, 30)] == pytest.approx([30] * 100)


@pytest.mark.parametrize(("smallest", "largest"), [(0, 5), (9, 5)])
def test_a_curve_without_extent_is_refused(smallest: float, largest: float) -> None:
    with pytest.raises(ValueError, match="answers"):
        funnel_curve(0.5, smallest, largest)


@pytest.mark.parametrize(("centre", "dispersion"), [(-0.1, 1), (1.1, 1), (0.5, 0.5)])
def test_what_is_no_centre_or_narrows_the_funnel_is_refused(
    centre: float, dispersion: float
) -> None:
    with pytest.raises(ValueError, match="centre"):
        funnel_limits(centre, [10], dispersion=dispersion)


# ------------------------------------------------------------------ over-dispersion


@given(st.lists(counts, min_size=2, max_size=60), centres)
def test_phi_is_the_mean_square_of_scores_drawn_in_to_their_outer_tenths(
    units: list[Share], centre: float
) -> None:
    scores = [(u.value - centre) / (centre * (1 - centre) / u.n) ** 0.5 for u in units]
    tenths = statistics.quantiles(scores, n=10, method="inclusive")
    drawn_in = [min(max(score, tenths[0]), tenths[-1]) for score in scores]
    expected = statistics.fmean(score**2 for score in drawn_in)
    found = over_dispersion(units, centre)
    assert found.factor == pytest.approx(expected)
    assert found.p_value == pytest.approx(
        stats.chi2.sf(expected * len(units), len(units) - 1), abs=1e-9
    )
    assert found.widening >= 1
    assert found.factor > 1 or not found.is_over


def units_around(truths: list[float], seed: int) -> list[Share]:
    draw = random.Random(seed)
    return [share(sum(draw.random() < truth for _ in range(60)), 60) for truth in truths]


def test_chance_alone_is_not_called_more_and_one_outlier_is_not_either() -> None:
    flags = 0
    for seed in range(200):
        units = units_around([0.7] * 29 + [0.3], seed)
        flags += over_dispersion(units, pooled_share(units).value).is_over
    assert flags <= 10


def test_units_that_differ_throughout_are_called_so_and_widen_the_funnel() -> None:
    units = units_around([0.5, 0.9] * 15, seed=1)
    centre = pooled_share(units).value
    found = over_dispersion(units, centre)
    assert found.is_over
    assert found.widening == found.factor > 5
    outside = [classify(unit, centre) is not FunnelPlace.INSIDE for unit in units]
    still = [
        classify(unit, centre, dispersion=found.widening) is not FunnelPlace.INSIDE
        for unit in units
    ]
    assert sum(outside) > 15
    assert sum(still) <= 2


@pytest.mark.parametrize("positive", [0, 10])
def test_units_that_all_agree_vary_less_than_chance(positive: int) -> None:
    units = [share(positive, 10)] * 5
    centre = pooled_share(units).value
    assert over_dispersion(units, centre).factor == 0
    assert not over_dispersion(units, centre).is_over
    assert {classify(unit, centre) for unit in units} == {FunnelPlace.INSIDE}


def test_one_unit_says_nothing_of_dispersion_and_none_is_refused() -> None:
    assert not over_dispersion([share(1, 100)], 0.9).is_over
    with pytest.raises(ValueError, match="needs units"):
        over_dispersion([], 0.5)
    with pytest.raises(ValueError, match="cannot vary"):
        over_dispersion([share(9, 10)], 1.0)
