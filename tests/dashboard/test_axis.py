"""Value axes: the laws that hold for any figures, and the axes of some real ones."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.axis import LEAST_SPAN, MOST_TICKS, value_axis
from dashboard.charts.numbers import money_scale
from warehouse.text import LANGUAGES, Language
from warehouse.units import (
    APPLICANTS_PER_PLACE,
    COUNT,
    FULL_TIME,
    INDEX,
    MEAN_SCORE,
    PERCENT,
    PERSONS,
    RANK,
    Unit,
)

SHARES = st.lists(st.floats(0, 100), min_size=1, max_size=20)
AMOUNTS = st.lists(st.floats(-1e9, 1e9, allow_subnormal=False), min_size=1, max_size=20)
PLACES = st.lists(st.integers(1, 70).map(float), min_size=1, max_size=20)
UNITS = st.sampled_from([PERSONS, COUNT, FULL_TIME, MEAN_SCORE, INDEX, APPLICANTS_PER_PLACE])


def assert_even(positions: list[float]) -> None:
    steps = [later - earlier for earlier, later in pairwise(positions)]
    assert all(step > 0 for step in steps)
    assert max(steps) == pytest.approx(min(steps), rel=1e-6)


@given(AMOUNTS, UNITS, st.booleans())
def test_ticks_are_even_few_and_enclose_the_figures(
    values: list[float], unit: Unit, from_zero: bool
) -> None:
    axis = value_axis(values, unit, "sv", from_zero=from_zero)
    positions = [tick.value for tick in axis.ticks]
    assert 2 <= len(positions) <= MOST_TICKS
    assert_even(positions)
    assert (axis.low, axis.high) == (positions[0], positions[-1])
    assert axis.low <= min(values)
    assert max(values) <= axis.high
    if from_zero:
        assert axis.low <= 0 <= axis.high


@given(AMOUNTS, UNITS, st.sampled_from(LANGUAGES))
def test_a_label_says_exactly_where_its_tick_stands(
    values: list[float], unit: Unit, language: Language
) -> None:
    axis = value_axis(values, unit, language, from_zero=False)
    labels = [tick.label for tick in axis.ticks]
    assert len(set(labels)) == len(labels)
    for tick in axis.ticks:
        written = tick.label.replace("\u00a0", "").replace("\u2212", "-").replace(",", ".")
        assert float(written) == pytest.approx(tick.value, rel=1e-9, abs=1e-9)


@given(SHARES, st.booleans())
def test_percentages_stay_between_0_and_100(values: list[float], from_zero: bool) -> None:
    axis = value_axis(values, PERCENT, "sv", from_zero=from_zero)
    assert 0 <= axis.low <= min(values)
    assert max(values) <= axis.high <= 100
    assert len(axis.ticks) <= MOST_TICKS
    assert_even([tick.value for tick in axis.ticks])
    assert ["%" in tick.label for tick in axis.ticks] == [i == 0 for i in range(len(axis.ticks))]


@given(PLACES)
def test_places_in_a_ranking_begin_with_1_and_are_whole(places: list[float]) -> None:
    axis = value_axis(places, RANK, "sv", from_zero=False)
    assert axis.low >= 1
    assert all(tick.value == int(tick.value) for tick in axis.ticks)
    assert axis.low <= min(places)
    assert max(places) <= axis.high


@given(st.lists(st.floats(1, 1e11), min_size=1, max_size=10))
def test_kronor_are_labelled_in_the_scale_of_the_chart(values: list[float]) -> None:
    scale = money_scale(values)
    axis = value_axis(values, scale, "sv", from_zero=True)
    assert len(axis.ticks) <= MOST_TICKS
    for tick in axis.ticks:
        written = float(tick.label.replace("\u00a0", "").replace(",", "."))
        assert written * scale.factor == pytest.approx(tick.value, rel=1e-9)


@given(SHARES, st.floats(0, 100))
def test_what_must_be_included_is(values: list[float], included: float) -> None:
    axis = value_axis(values, PERCENT, "sv", from_zero=False, include=[included])
    assert axis.low <= included <= axis.high


@pytest.mark.parametrize("values", [[0.0], [0.0, 0.0], [50.0], [100.0], [100.0, 100.0]])
@pytest.mark.parametrize("from_zero", [True, False])
def test_one_figure_alone_has_an_axis(values: list[float], from_zero: bool) -> None:
    axis = value_axis(values, PERCENT, "sv", from_zero=from_zero)
    assert axis.low < axis.high
    assert axis.low <= min(values) <= max(values) <= axis.high


def test_no_figure_at_all_is_an_error() -> None:
    with pytest.raises(ValueError, match="an axis needs a value"):
        value_axis([], PERCENT, "sv", from_zero=False)


def test_the_national_survey_runs_from_40_to_100() -> None:
    """48 is the lowest and 84 the highest rate of 2022."""
    axis = value_axis([48.0, 84.0], PERCENT, "sv", from_zero=False)
    assert [tick.label for tick in axis.ticks] == ["40\u00a0%", "50", "60", "70", "80", "90"]


def test_counts_of_0_to_2_have_whole_ticks() -> None:
    """The highest grades of 2018: none, one or two of three panels."""
    axis = value_axis([0.0, 1.0, 2.0], COUNT, "sv", from_zero=False)
    assert [tick.label for tick in axis.ticks] == ["0", "1", "2", "3"]


def test_the_amounts_are_not_changed_by_being_drawn() -> None:
    axis = value_axis([284.22, 403.7], INDEX, "en", from_zero=True)
    assert [tick.value for tick in axis.ticks] == [0, 100, 200, 300, 400, 500]


def test_an_axis_of_negative_bars_ends_at_zero() -> None:
    amounts = [-55e6, -30e6]
    axis = value_axis(amounts, money_scale(amounts), "sv", from_zero=True)
    assert axis.high == 0
    assert axis.low <= -55e6


@given(low=st.floats(0, 100), width=st.floats(0, 9.5), span=st.just(LEAST_SPAN))
def test_an_axis_of_shares_spans_at_least_what_is_asked(
    low: float, width: float, span: float
) -> None:
    axis = value_axis([low, min(low + width, 100)], PERCENT, "sv", from_zero=False, least_span=span)
    assert axis.high - axis.low >= span - 1e-9
    assert axis.low >= 0
    assert axis.high <= 100
    assert axis.low <= low
