"""Counts of answers, against counting one row after the other in plain Python."""

import random
from collections import Counter
from fractions import Fraction

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.problems import InputRefused
from etl.surveys.counts import SurveyCounts, counts_of
from etl.surveys.model import DIMENSIONS
from etl.surveys.responses import DOES_NOT_APPLY
from tests.etl.surveys import made_up_answers as made_up
from tests.etl.surveys.made_up_answers import FIVE, TWO, item, survey_round, theme
from warehouse.indicators.model import Direction

ITEMS = (
    item("q1", theme="t"),
    item("q2", theme="t", direction=Direction.LOWER),
    item("q3", TWO, theme="t"),
    item("alone", theme="single"),
)
ROUND = survey_round(
    ITEMS,
    regions=("skane", "uppsala"),
    themes=(theme("t", minimum_items=2), theme("single", minimum_items=1)),
)
MEMBERS = {
    "region": ["skane", "uppsala"],
    "organisation": ["a", "b", "all"],
    "sex": ["women", "men", "unknown"],
    "group": ["medical_students", "students"],
}


def _slowly(frame: pl.DataFrame, code: str) -> Counter[tuple[tuple[str, ...], int | None]]:
    return Counter((tuple(row[name] for name in DIMENSIONS), row[code]) for row in frame.to_dicts())


def _index_of(row: dict[str, int | None]) -> Fraction | None:
    """By the definition: the mean of what was answered, each between the worst and the best."""
    found = []
    for code, steps, is_reversed in (("q1", 4, False), ("q2", 4, True), ("q3", 1, False)):
        answer = row[code]
        if answer is not None and answer != DOES_NOT_APPLY:
            share = Fraction(answer, steps)
            found.append(1 - share if is_reversed else share)
    return sum(found, Fraction(0)) / len(found) if len(found) >= 2 else None


def _as_dict(counts: SurveyCounts, code: str) -> dict[tuple[tuple[str, ...], int | None], int]:
    size = counts.items[code].shape[1] - 2
    named: list[int | None] = [*range(size), DOES_NOT_APPLY, None]
    return {
        (atom, answer): int(count)
        for atom, row in zip(counts.atoms, counts.items[code], strict=True)
        for answer, count in zip(named, row, strict=True)
        if count
    }


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 80))
def test_counts_are_those_of_counting_row_by_row(seed: int, size: int) -> None:
    frame = made_up.random_answers(ROUND, size, MEMBERS, seed, missing=0.2, not_applying=0.2)
    counts = counts_of(ROUND, frame)
    for code in ("q1", "q2", "q3", "alone"):
        assert _as_dict(counts, code) == _slowly(frame, code)
    persons = Counter(tuple(row[name] for name in DIMENSIONS) for row in frame.to_dicts())
    assert dict(zip(counts.atoms, counts.persons.tolist(), strict=True)) == persons


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 80))
def test_an_index_is_the_mean_of_those_who_answered_enough(seed: int, size: int) -> None:
    frame = made_up.random_answers(ROUND, size, MEMBERS, seed, missing=0.3, not_applying=0.2)
    found = counts_of(ROUND, frame)
    for number, atom in enumerate(found.atoms):
        rows = [r for r in frame.to_dicts() if tuple(r[name] for name in DIMENSIONS) == atom]
        known = [index for index in map(_index_of, rows) if index is not None]
        sums = found.themes["t"]
        assert sums.persons[number] == len(known)
        assert sums.sums[number] == pytest.approx(float(sum(known, Fraction(0))))
        assert sums.squares[number] == pytest.approx(
            float(sum((i * i for i in known), Fraction(0)))
        )


def test_the_order_of_rows_and_columns_makes_no_difference() -> None:
    frame = made_up.random_answers(ROUND, 200, MEMBERS, seed=3)
    columns = random.Random(4).sample(frame.columns, len(frame.columns))
    first, other = counts_of(ROUND, frame), counts_of(ROUND, frame.sample(
        fraction=1, shuffle=True, seed=5).select(columns))  # fmt: skip
    assert first.atoms == other.atoms
    for code, counts in first.items.items():
        assert np.array_equal(counts, other.items[code])
    assert np.allclose(first.themes["t"].sums, other.themes["t"].sums)


def test_atoms_are_in_the_order_of_their_members() -> None:
    frame = made_up.random_answers(ROUND, 300, MEMBERS, seed=6)
    atoms = counts_of(ROUND, frame).atoms
    assert list(atoms) == sorted(set(atoms))


def test_does_not_apply_is_told_from_not_answered() -> None:
    frame = made_up.answers(ROUND, [{"q1": DOES_NOT_APPLY}, {"q1": None}, {"q1": None}, {"q1": 4}])
    assert counts_of(ROUND, frame).items["q1"].tolist() == [[0, 0, 0, 0, 1, 1, 2]]


def test_a_theme_of_one_item_has_no_index() -> None:
    frame = made_up.random_answers(ROUND, 20, MEMBERS, seed=7)
    assert set(counts_of(ROUND, frame).themes) == {"t"}


def test_nobody_answered() -> None:
    counts = counts_of(ROUND, made_up.answers(ROUND, []))
    assert counts.atoms == ()
    assert counts.items["q1"].shape == (0, 7)
    assert counts.themes["t"].sums.shape == (0,)


def test_a_scale_of_one_value_gives_no_index() -> None:
    one = made_up.scale("one", [True])
    found = survey_round(
        [item("q1", one, theme="t"), item("q2", theme="t")],
        scales=(one, FIVE),
        themes=(theme("t"),),
    )
    with pytest.raises(InputRefused, match="'q1' has one value"):
        counts_of(found, made_up.answers(found, [{"q1": 0, "q2": 1}]))


def test_an_answer_that_the_scale_does_not_have_is_a_mistake_of_the_reader() -> None:
    with pytest.raises(ValueError, match="q3 is none of its scale"):
        counts_of(ROUND, made_up.answers(ROUND, [{"q3": 2}]))
