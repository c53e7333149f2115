"""Every figure of a survey against the same figure worked out from the answers in plain Python."""

import math
import warnings
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from etl.surveys.figures.shares import (
    mean_intervals,
    nonresponse_bounds,
    rounded,
    rounded_percent,
    share_intervals,
)
from etl.surveys.responses import DOES_NOT_APPLY
from tests.etl.surveys import made_up_answers as made_up
from tests.etl.surveys.made_up_answers import TWO, item, survey_round, theme
from tests.etl.surveys.shown_figures import figures, one_row
from warehouse import statistics, survey_statistics
from warehouse.indicators.model import Direction
from warehouse.statistics import Share
from warehouse.surveys.model import SurveyRound

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from statsmodels.stats.proportion import proportion_confint
    from statsmodels.stats.weightstats import DescrStatsW

ITEMS = (
    item("q1", theme="t"),
    item("q2", theme="t", direction=Direction.LOWER),
    item("q3", TWO),
)
ROUND = survey_round(
    ITEMS,
    themes=(theme("t"),),
    crossings=(("organisation",), ("sex",), ("organisation", "sex")),
)
MEMBERS = {"organisation": ["a", "b"], "sex": ["women", "men"]}
INVITED = 60


def _round(*, everyone_invited: bool) -> SurveyRound:
    return replace(ROUND, everyone_invited=everyone_invited)


def _surveyed(one: SurveyRound, seed: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Answers and figures; 60 invited in each of four strata, 2 of them ineligible."""
    frame = made_up.random_answers(one, 100, MEMBERS, seed, missing=0.1, not_applying=0.1)
    strata = [{"organisation": o, "sex": s, "invited": INVITED, "ineligible": 2}
              for o in MEMBERS["organisation"] for s in MEMBERS["sex"]]  # fmt: skip
    return frame, figures(one, frame, made_up.invited(one, strata))


def _cells(frame: pl.DataFrame) -> Iterator[tuple[dict[str, str], list[dict[str, Any]], int]]:
    """Key, the persons of the cell, and how many of them could answer."""
    rows = frame.to_dicts()
    for organisation in ("all", "a", "b"):
        for sex in ("all", "women", "men"):
            inside = [r for r in rows if organisation in ("all", r["organisation"])
                      and sex in ("all", r["sex"])]  # fmt: skip
            strata = (2 if organisation == "all" else 1) * (2 if sex == "all" else 1)
            yield {"organisation": organisation, "sex": sex}, inside, strata * (INVITED - 2)


def _valid(rows: list[dict[str, Any]], code: str) -> list[int]:
    return [row[code] for row in rows if row[code] not in (None, DOES_NOT_APPLY)]


def _is_percent(found: float | None, expected: float, n: float) -> bool:
    # Halves may be rounded either way: floats do not tell them apart.
    step = 1 if n < 100 else 0.1
    return found is not None and abs(found - 100 * expected) <= step / 2 + 1e-9


# ---------------------------------------------------------------- from the answers


@pytest.mark.parametrize("seed", range(5))
def test_response_rate(seed: int) -> None:
    frame, rows = _surveyed(ROUND, seed)
    for key, persons, eligible in _cells(frame):
        row = one_row(rows, "response_rate", **key)
        assert _is_percent(row["value"], len(persons) / eligible, eligible)
        assert (row["numerator"], row["denominator"], row["base"]) == (
            len(persons), eligible, len(persons)
        )  # fmt: skip
        assert [row[name] for name in ("low", "high", "bound_low", "bound_high")] == [None] * 4


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("everyone", [True, False])
def test_share_positive(seed: int, everyone: bool) -> None:
    frame, rows = _surveyed(_round(everyone_invited=everyone), seed)
    for key, persons, eligible in _cells(frame):
        for code, positive in (("q1", {3, 4}), ("q3", {1})):
            row = one_row(rows, "share_positive", item=code, **key)
            valid = _valid(persons, code)
            n, x = len(valid), sum(answer in positive for answer in valid)
            assert (row["numerator"], row["denominator"], row["base"]) == (x, n, n)
            assert _is_percent(row["value"], x / n, n)
            if everyone:
                interval = statistics.wilson(Share(positive=x, n=n, population=eligible))
                assert interval is not None
                low, high = interval.low, interval.high
                assert _is_percent(row["bound_low"], x / eligible, n)
                assert _is_percent(row["bound_high"], (x + eligible - n) / eligible, n)
            else:
                low, high = proportion_confint(x, n, method="wilson")
                assert row["bound_low"] is None
                assert row["bound_high"] is None
            assert _is_percent(row["low"], low, n)
            assert _is_percent(row["high"], high, n)


@pytest.mark.parametrize("seed", range(5))
def test_distribution(seed: int) -> None:
    frame, rows = _surveyed(ROUND, seed)
    for key, persons, _ in _cells(frame):
        valid = _valid(persons, "q1")
        for answer in range(5):
            row = one_row(rows, "distribution", item="q1", category=f"five_a{answer + 1}", **key)
            assert row["numerator"] == valid.count(answer)
            assert row["denominator"] == row["base"] == len(valid)
            assert _is_percent(row["value"], valid.count(answer) / len(valid), len(valid))


@pytest.mark.parametrize("seed", range(5))
def test_mean_and_deviation_without_a_population(seed: int) -> None:
    frame, rows = _surveyed(_round(everyone_invited=False), seed)
    for key, persons, _ in _cells(frame):
        values = [answer + 1 for answer in _valid(persons, "q1")]
        known = DescrStatsW(values)
        low, high = known.tconfint_mean()
        row = one_row(rows, "mean", item="q1", **key)
        found = [row["value"], row["low"], row["high"]]
        assert found == pytest.approx([known.mean, low, high], abs=0.005 + 1e-9)
        deviation = one_row(rows, "standard_deviation", item="q1", **key)["value"]
        assert deviation == pytest.approx(np.std(values, ddof=1), abs=0.005 + 1e-9)


@pytest.mark.parametrize("seed", range(5))
def test_mean_of_everybody_has_a_narrower_interval(seed: int) -> None:
    frame, rows = _surveyed(ROUND, seed)
    for key, persons, eligible in _cells(frame):
        values = [answer + 1 for answer in _valid(persons, "q1")]
        known = survey_statistics.mean_interval(
            float(np.mean(values)), float(np.std(values, ddof=1)), len(values),
            population=eligible, scale=(1, 5),
        )  # fmt: skip
        assert known is not None
        row = one_row(rows, "mean", item="q1", **key)
        assert [row["low"], row["high"]] == pytest.approx([known.low, known.high], abs=0.005 + 1e-9)


@pytest.mark.parametrize("seed", range(5))
def test_theme_index(seed: int) -> None:
    """Of those who answered both of its items; the second is better the lower it is."""
    frame, rows = _surveyed(_round(everyone_invited=False), seed)
    for key, persons, _ in _cells(frame):
        both = [
            (row["q1"] + 4 - row["q2"]) / 8
            for row in persons
            if _valid([row], "q1") and _valid([row], "q2")
        ]
        n, row = len(both), one_row(rows, "theme_index", item="t", **key)
        low, high = stats.t.interval(0.95, n - 1, np.mean(both), stats.sem(both))
        assert row["base"] == n
        assert _is_percent(row["value"], float(np.mean(both)), n)
        assert _is_percent(row["low"], low, n)
        assert _is_percent(row["high"], high, n)


def test_what_is_the_same_in_every_row() -> None:
    _, rows = _surveyed(ROUND, 0)
    assert rows.select("nature", "reading", "qualifier", "origin", "source").unique().row(0) == (
        "outcome", "main", "exact", "computed", "vil_source"
    )  # fmt: skip
    assert (
        rows.select("printed", "locator", "note_sv", "note_en").null_count().row(0)
        == (rows.height,) * 4
    )


def test_a_term_is_the_period_of_its_row() -> None:
    one = survey_round([item("q1")], terms=("VT2024", "HT2024"), crossings=(("term",),))
    frame = made_up.random_answers(one, 60, {"term": ["VT2024", "HT2024"]}, 1)
    rows = figures(one, frame)
    spring = one_row(rows, "share_positive", item="q1", period="VT2024")
    assert spring["base"] == len(_valid(frame.filter(term="VT2024").to_dicts(), "q1"))
    assert one_row(rows, "share_positive", item="q1", period="2024")["base"] > spring["base"]


# ---------------------------------------------------------------- what there is not


def test_without_a_frame_there_is_no_rate_and_no_bound() -> None:
    rows = figures(ROUND, made_up.random_answers(ROUND, 100, MEMBERS, 1))
    rate = one_row(rows, "response_rate")
    assert (rate["status"], rate["value"], rate["denominator"], rate["base"]) == (
        "missing", None, None, 100.0
    )  # fmt: skip
    share = one_row(rows, "share_positive", item="q1")
    assert share["status"] == "ok"
    assert share["bound_low"] is None
    low, _ = proportion_confint(share["numerator"], share["base"], method="wilson")
    assert _is_percent(share["low"], low, share["base"])


def test_nobody_answered_is_missing_and_not_hidden() -> None:
    strata = made_up.invited(ROUND, [{"organisation": o, "invited": 9} for o in ("a", "b")])
    rows = figures(ROUND, made_up.answers(ROUND, [{"organisation": "a", "q1": 3}] * 9), strata)
    rate = one_row(rows, "response_rate", organisation="b")
    assert (rate["status"], rate["value"], rate["base"]) == ("ok", 0.0, 0.0)
    for measure in ("share_positive", "mean", "standard_deviation", "distribution"):
        row = one_row(rows, measure, organisation="b", item="q1")
        assert (row["status"], row["value"], row["base"], row["category"]) == (
            "missing", None, 0.0, "all"
        )  # fmt: skip


def test_everybody_answered_leaves_nothing_to_chance() -> None:
    strata = made_up.invited(ROUND, [{"invited": 12}])
    given_answers = [{"q1": answer % 5} for answer in range(12)]
    row = one_row(figures(ROUND, made_up.answers(ROUND, given_answers), strata), "share_positive",
                  item="q1")  # fmt: skip
    assert (row["low"], row["high"]) == (None, None)
    assert row["bound_low"] == row["bound_high"] == row["value"]


def test_a_scale_where_nothing_counts_as_positive_has_no_share() -> None:
    neutral = made_up.scale("neutral", [False, False, False])
    one = survey_round([item("q1", neutral)], scales=(neutral,))
    rows = figures(one, made_up.random_answers(one, 50, MEMBERS, 2))
    assert rows.filter(indicator="vil_share_positive").is_empty()
    assert one_row(rows, "mean", item="q1")["status"] == "ok"


# ---------------------------------------------------------------- known vectors

# FEATURES 5.4: positive, answers, invited, low and high in per cent.
VECTORS = [
    (34, 48, None, 56.8, 81.8),
    (34, 48, 120, 60.1, 79.7),
    (34, 48, 60, 64.7, 76.3),
    (0, 10, 25, 0.0, 19.4),
    (9, 10, 12, 79.3, 95.5),
    (410, 600, 900, 66.1, 70.4),
    (48, 48, 60, 98.4, 100.0),
]


@pytest.mark.parametrize(("positive", "n", "invited", "low", "high"), VECTORS)
def test_vectors_by_the_formula(
    positive: int, n: int, invited: int | None, low: float, high: float
) -> None:
    population = math.nan if invited is None else float(invited)
    found = share_intervals(
        np.array([float(positive)]), np.array([float(n)]), np.array([population])
    )
    assert [round(100 * found.low[0], 1), round(100 * found.high[0], 1)] == [low, high]


@pytest.mark.parametrize(("positive", "n", "invited", "low", "high"), VECTORS)
def test_vectors_through_the_whole(
    positive: int, n: int, invited: int | None, low: float, high: float
) -> None:
    one = survey_round([item("q3", TWO)], everyone_invited=invited is not None)
    given_answers = [{"q3": int(number < positive)} for number in range(n)]
    strata = made_up.invited(one, [{"invited": invited or 1000}])
    row = one_row(figures(one, made_up.answers(one, given_answers), strata), "share_positive",
                  item="q3")  # fmt: skip
    decimals = statistics.decimals_supported(n)
    assert row["low"] == pytest.approx(low, abs=0.05 + 0.5 * 10**-decimals)
    assert row["high"] == pytest.approx(high, abs=0.05 + 0.5 * 10**-decimals)
    assert [round(row[name], decimals) for name in ("low", "high")] == [row["low"], row["high"]]


def test_an_interval_that_excludes_what_nonresponse_could_do() -> None:
    """48 of 48, 60 asked: 98.4–100 by chance, 80–100 by non-response."""
    found = nonresponse_bounds(np.array([48.0]), np.array([48.0]), np.array([60.0]))
    assert (found.low[0], found.high[0]) == pytest.approx((0.8, 1.0))


# ---------------------------------------------------------------- laws


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 3000), st.data())
def test_intervals_are_those_of_the_warehouse(n: int, data: st.DataObject) -> None:
    positive = data.draw(st.integers(0, n))
    population = data.draw(st.one_of(st.none(), st.integers(n, n + 3000)))
    known = statistics.wilson(Share(positive=positive, n=n, population=population))
    given_population = math.nan if population is None else float(population)
    found = share_intervals(*(np.array([float(x)]) for x in (positive, n, given_population)))
    if known is None:
        assert math.isnan(found.low[0])
        assert math.isnan(found.high[0])
    else:
        assert (found.low[0], found.high[0]) == pytest.approx((known.low, known.high), abs=1e-12)
        assert 0 <= found.low[0] <= positive / n <= found.high[0] <= 1


@settings(max_examples=200, deadline=None)
@given(
    st.floats(1, 5),
    st.floats(0, 3),
    st.integers(1, 500),
    st.one_of(st.none(), st.integers(0, 500)),
)
def test_means_are_those_of_the_warehouse(
    mean: float, deviation: float, n: int, more: int | None
) -> None:
    population = None if more is None else n + more
    known = survey_statistics.mean_interval(
        mean, deviation, n, population=population, scale=(1.0, 5.0)
    )
    given_population = math.nan if population is None else float(population)
    numbers = [np.array([float(x)]) for x in (mean, deviation, n, given_population)]
    found = mean_intervals(numbers[0], numbers[1], numbers[2], numbers[3], (1.0, 5.0))
    if known is None:
        assert math.isnan(found.low[0])
    else:
        assert (found.low[0], found.high[0]) == pytest.approx((known.low, known.high))


@pytest.mark.parametrize(
    ("number", "decimals", "expected"),
    [(0.5, 0, 1), (2.5, 0, 3), (12.25, 1, 12.3), (0.285, 2, 0.29), (-2.5, 0, -3), (99.96, 1, 100)],
)
def test_halves_are_rounded_away_from_zero(number: float, decimals: int, expected: float) -> None:
    assert rounded(np.array([number]), decimals)[0] == expected


def test_a_percentage_has_the_decimals_that_its_answers_carry() -> None:
    numbers = np.array([12.34, 12.34])
    assert rounded_percent(numbers, np.array([99.0, 100.0])).tolist() == [12.0, 12.3]
    assert math.isnan(rounded_percent(np.array([math.nan]), np.array([5.0]))[0])


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32))
def test_figures_do_not_depend_on_the_order_of_answers(seed: int) -> None:
    frame, rows = _surveyed(ROUND, seed)
    strata = [{"organisation": o, "sex": s, "invited": INVITED, "ineligible": 2}
              for s in reversed(MEMBERS["sex"]) for o in MEMBERS["organisation"]]  # fmt: skip
    shuffled = frame.sample(fraction=1, shuffle=True, seed=seed % 1000)
    assert figures(ROUND, shuffled, made_up.invited(ROUND, strata)).equals(rows)
