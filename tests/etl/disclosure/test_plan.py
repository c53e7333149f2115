"""The plan hides what it must, shows what it can, and what it shows is proved by enumeration."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from etl.disclosure import hiding
from etl.disclosure.attack import attack
from etl.disclosure.errors import DisclosureRefused
from etl.disclosure.hiding import Draft
from etl.disclosure.model import NOTHING, Cell, CountTable, Leak, Partition, Rule, Shown
from etl.disclosure.plan import disclose, plan
from tests.etl.disclosure.tables import (
    COLLAPSING,
    SINGLE,
    crossed,
    every_table,
    hidden_counts,
    index_of,
    single_dimension,
    table_of,
)

RULE = Rule()
SMALL = Rule(smallest_group=3, smallest_part=2)


def assert_safe_by_enumeration(table: CountTable, shown: Shown, rule: Rule) -> None:
    """Every hidden count of a declared cell has two tables that put it k apart."""
    if not shown.answers.any():
        return
    hidden = hidden_counts(table, shown)
    truth = table.items["q1"].counts
    values = [truth[np.ix_(atoms, parts)].sum() for _, _, atoms, parts in hidden]
    low, high = np.array(values), np.array(values)
    most = int(truth.max(initial=0)) + 2 * rule.smallest_group
    for counts in every_table(table, shown, most):
        if (high - low >= rule.smallest_group).all():
            return
        for place, (_, _, atoms, parts) in enumerate(hidden):
            value = counts[np.ix_(atoms, parts)].sum()
            low[place], high[place] = min(low[place], value), max(high[place], value)
    assert (high - low >= rule.smallest_group).all()


def assert_primary_rule(table: CountTable, shown: Shown, rule: Rule) -> None:
    item = table.items["q1"]
    for cell, answers, code in zip(table.cells, shown.answers, shown.items["q1"], strict=True):
        atoms = list(cell.atoms)
        persons = table.persons[atoms].sum()
        assert not (answers and 0 < persons < rule.smallest_group)
        assert answers or code == NOTHING
        if 0 <= code < len(item.partitions):
            parts = item.counts[atoms].sum(axis=0)
            base = parts[: item.substantive].sum()
            for group in item.partitions[code]:
                count = parts[list(group)].sum()
                assert rule.smallest_part <= count <= base - rule.smallest_part
                assert len(group) == 1 or count >= rule.smallest_group


thin = st.integers(min_value=0, max_value=5)
rows_of = st.lists(st.tuples(thin, thin, thin), min_size=1, max_size=3)


@given(rows_of)
@settings(max_examples=120, deadline=None)
def test_what_is_planned_is_safe(rows: list[tuple[int, int, int]]) -> None:
    assume(sum(map(sum, rows)) <= 14)
    table = single_dimension(rows)
    shown, proof = disclose(table, SMALL)
    assert proof.leaks == ()
    assert_primary_rule(table, shown, SMALL)
    assert_safe_by_enumeration(table, shown, SMALL)


@pytest.mark.slow
def test_hundreds_of_small_tables_are_safe() -> None:
    chance = np.random.default_rng(20)
    for _ in range(500):
        rows = int(chance.integers(1, 5))
        if chance.random() < 0.3:
            table = crossed(chance.integers(0, 6, size=(2, 2, 3)).tolist())
        else:
            high = int(chance.choice([3, 8, 20]))
            counts = chance.integers(0, high, size=(rows, 4)) * (chance.random((rows, 1)) < 0.9)
            table = single_dimension(counts.tolist(), COLLAPSING)
        shown, proof = disclose(table, RULE)
        assert proof.leaks == ()
        assert_primary_rule(table, shown, RULE)


def test_the_crossings_of_small_tables_are_safe_by_enumeration() -> None:
    chance = np.random.default_rng(3)
    tried = 0
    while tried < 10:
        table = crossed(chance.integers(0, 2, size=(2, 2, 3)).tolist())
        shown = plan(table, SMALL)
        if shown.answers[0] and table.persons.sum() <= 6:  # there must be an end to the tables
            assert_safe_by_enumeration(table, shown, SMALL)
            tried += 1


def test_nothing_is_hidden_of_large_counts() -> None:
    chance = np.random.default_rng(5)
    for largest in (100, 500_000):
        table = crossed(chance.integers(20, largest, size=(6, 2, 4)).tolist(), COLLAPSING)
        shown, proof = disclose(table, RULE)
        assert shown.answers.all()
        assert (shown.items["q1"] == 0).all()
        assert proof.leaks == ()


def test_exactly_k_may_show() -> None:
    table = single_dimension([[5, 0, 0], [4, 0, 0], [30, 30, 9]])
    shown = plan(table, RULE)
    assert not shown.answers[2]
    five = single_dimension([[5, 0, 0], [30, 30, 9]])
    assert plan(five, RULE).answers.all()


def test_totals_are_kept_and_the_smallest_partner_goes() -> None:
    table = single_dimension([[200, 300, 9], [1, 2, 0], [20, 20, 1], [60, 70, 4]])
    shown = plan(table, RULE)
    assert shown.answers.tolist() == [True, True, False, False, True]


def test_a_thin_distribution_is_collapsed_before_it_is_hidden() -> None:
    table = single_dimension([[40, 30, 20, 3], [8, 1, 9, 2], [50, 9, 30, 2]], COLLAPSING)
    shown = plan(table, RULE)
    assert shown.items["q1"][2] == 1
    assert shown.items["q1"][0] >= 0


def test_planning_twice_gives_the_same() -> None:
    chance = np.random.default_rng(6)
    counts = chance.integers(0, 9, size=(9, 2, 4)).tolist()
    first, second = (plan(crossed(counts, COLLAPSING), RULE) for _ in range(2))
    assert np.array_equal(first.answers, second.answers)
    assert np.array_equal(first.items["q1"], second.items["q1"])


def test_without_complementary_suppression_the_attack_reports(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table = single_dimension([[20, 30, 5], [25, 25, 4], [1, 2, 0]])
    monkeypatch.setattr(hiding, "spread", lambda *_: None)
    monkeypatch.setattr(Draft, "settle_answers", lambda _: True)
    draft = Draft(table, RULE)
    draft.start_item("q1")
    assert attack(table, draft.shown, RULE).leaks


@pytest.mark.parametrize("parts", [2, 3, 6, 11])
@pytest.mark.parametrize("steps", [False, True])
def test_items_of_any_length(parts: int, steps: bool) -> None:
    chance = np.random.default_rng(parts)
    single: Partition = tuple((part,) for part in range(parts))
    halves: Partition = (tuple(range(parts // 2)), tuple(range(parts // 2, parts)))
    partitions = (single, halves) if steps and parts > 2 else (single,)
    rows = chance.integers(0, 12, size=(4, parts + 1)).tolist()
    table = single_dimension(rows, partitions)
    shown, proof = disclose(table, RULE)
    assert proof.leaks == ()
    assert_primary_rule(table, shown, RULE)


@pytest.mark.parametrize(
    "rows",
    [
        [[0, 0, 0]],
        [[0, 0, 0], [0, 0, 0]],
        [[0, 0, 40], [0, 0, 30]],
        [[3, 1, 0]],
        [[5, 0, 0]],
        [[50, 0, 0], [60, 0, 0]],
        [[40, 40, 0], [0, 0, 0]],
        [[500_000, 400_000, 10], [3, 1, 0]],
    ],
    ids=[
        "nobody",
        "two of nobody",
        "all unanswered",
        "few",
        "k",
        "all the same",
        "one empty",
        "huge",
    ],
)
def test_edges(rows: list[list[int]]) -> None:
    table = single_dimension(rows)
    shown, proof = disclose(table, RULE)
    assert proof.leaks == ()
    assert_primary_rule(table, shown, RULE)


def test_one_sex_only() -> None:
    """The sex is the organisation: both hide or neither does."""
    table = crossed([[[20, 3, 1], [0, 0, 0]], [[9, 8, 0], [0, 0, 0]]])
    shown, proof = disclose(table, RULE)
    assert proof.leaks == ()
    named = {cell.members: place for place, cell in enumerate(table.cells)}
    whole, women = named[("organisation", "o0"),], named[("organisation", "o0"), ("sex", "s0")]
    assert shown.items["q1"][whole] == shown.items["q1"][women]


def test_always_answered_items_have_no_base_to_hide() -> None:
    table = single_dimension([[20, 30], [3, 4], [5, 9]], SINGLE)
    shown, proof = disclose(table, RULE)
    assert proof.leaks == ()
    assert shown.answers.all()


def test_without_items_or_cells() -> None:
    table = replace(single_dimension([[20, 30, 1], [2, 1, 0]]), items={})
    assert disclose(table, RULE)[1].leaks == ()
    empty = table_of([], ("organisation",), [[3, 4, 5]])
    assert disclose(empty, RULE)[0].answers.tolist() == []


def test_an_index_needs_twice_k_and_a_spread() -> None:
    rows = [[20, 30, 5], [25, 25, 4], [5, 4, 0], [40, 9, 2]]
    table = single_dimension(rows)
    spread = replace(table, indices={"t": index_of([50, 50, 9, 40], [30.0, 20.0, 4.5, 20.0])})
    shown, proof = disclose(spread, RULE)
    assert proof.leaks == ()
    assert shown.indices["t"][0]
    assert not shown.indices["t"][3]
    alike = index_of([50, 50, 9, 40], [25.0, 25.0, 4.5, 20.0], spread=0.0)
    assert not plan(replace(table, indices={"t": alike}), RULE).indices["t"].any()


def test_what_is_refused_names_places_and_never_counts() -> None:
    refused = DisclosureRefused(
        (Leak(members=(("organisation", "o7"),), item="q1", parts=(3,), kind="range"),)
    )
    assert "organisation o7: q1 (range)" in str(refused)
    assert "3" not in str(refused)


def test_a_table_of_three_dimensions_is_disclosed() -> None:
    """Large enough for the attack to go block by block."""
    chance = np.random.default_rng(9)
    atoms = [(o, g, s) for o in range(7) for g in range(3) for s in range(2)]
    names = ("organisation", "group", "sex")
    crossings = [(), (0,), (1,), (2,), (0, 1), (0, 2), (1, 2)]
    cells = []
    for crossing in crossings:
        keys = sorted({tuple(atom[axis] for axis in crossing) for atom in atoms})
        for key in keys:
            held = [
                place
                for place, atom in enumerate(atoms)
                if tuple(atom[axis] for axis in crossing) == key
            ]
            members = tuple(
                (names[axis], str(one)) for axis, one in zip(crossing, key, strict=True)
            )
            cells.append(Cell(members=members, atoms=tuple(held)))
    rows = chance.poisson(chance.gamma(1, 6, size=(len(atoms), 1)) * [[0.1, 0.5, 1, 0.1]])
    table = table_of(cells, names, rows.tolist(), COLLAPSING)
    second = table.items["q1"].counts[:, [2, 1, 0, 3]]
    items = {**table.items, "q2": replace(table.items["q1"], counts=second)}
    table = replace(table, items={**items, "q3": items["q2"]})
    shown, proof = disclose(table, RULE)
    assert proof.leaks == ()
    assert_primary_rule(table, shown, RULE)
    assert shown.answers[0]
    assert (shown.items["q1"] != NOTHING).any()
