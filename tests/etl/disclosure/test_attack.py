"""The attack finds what can be computed, and nothing else: enumeration of all tables says so."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from etl.disclosure import attack as attacks
from etl.disclosure.attack import attack
from etl.disclosure.blocks import blocks, membership, persons_block
from etl.disclosure.known import known
from etl.disclosure.model import (
    NOTHING,
    Cell,
    CountTable,
    Published,
    Rule,
    Shown,
)
from etl.disclosure.program import Program
from tests.etl.disclosure.tables import (
    COLLAPSING,
    crossed,
    every_table,
    hidden_counts,
    index_of,
    showing,
    single_dimension,
    table_of,
)

RULE = Rule()
SMALL = Rule(smallest_group=3, smallest_part=2)


def leaks_of(table: CountTable, shown: Shown, rule: Rule = RULE) -> set[tuple[object, ...]]:
    return {(leak.members, leak.item, leak.parts) for leak in attack(table, shown, rule).leaks}


def by_enumeration(table: CountTable, shown: Shown, rule: Rule) -> set[tuple[object, ...]]:
    """The declared counts that vary by less than k over every table that agrees."""
    hidden = hidden_counts(table, shown)
    low = np.full(len(hidden), np.inf)
    high = np.full(len(hidden), -np.inf)
    most = int(table.items["q1"].counts.max()) + rule.smallest_group
    for counts in every_table(table, shown, most):
        for place, (_, _, atoms, parts) in enumerate(hidden):
            value = counts[np.ix_(atoms, parts)].sum()
            low[place], high[place] = min(low[place], value), max(high[place], value)
        if (high - low >= rule.smallest_group).all():
            break
    of_item = table.items["q1"].counts.shape[1]
    return {
        (members, None if len(parts) == of_item else "q1", named)
        for place, (members, named, _, parts) in enumerate(hidden)
        if high[place] - low[place] < rule.smallest_group
    }


def declared_only(table: CountTable, found: set[tuple[object, ...]]) -> set[tuple[object, ...]]:
    declared = {cell.members for cell in table.cells}
    return {leak for leak in found if leak[0] in declared}


counts = st.integers(min_value=0, max_value=3)


@st.composite
def shown_tables(draw: st.DrawFn) -> tuple[CountTable, Shown]:
    """Any small table, and anything shown of it, however unwise."""
    rows = draw(st.lists(st.tuples(counts, counts, counts), min_size=2, max_size=3))
    assume(sum(map(sum, rows)) <= 9)
    table = single_dimension(rows)
    answers = draw(st.lists(st.booleans(), min_size=len(rows) + 1, max_size=len(rows) + 1))
    codes = st.sampled_from([NOTHING, 0, 1])
    answers[0] = True  # or there is no end to the tables
    items = [draw(codes) if shows else NOTHING for shows in answers]
    return table, showing(table, answers, items)


@given(shown_tables())
@settings(max_examples=150, deadline=None)
def test_the_attack_is_the_enumeration(case: tuple[CountTable, Shown]) -> None:
    table, shown = case
    found = declared_only(table, leaks_of(table, shown, SMALL))
    assert found == by_enumeration(table, shown, SMALL)


def test_the_attack_is_the_enumeration_of_a_crossing() -> None:
    chance = np.random.default_rng(4)
    for _ in range(25):
        table = crossed(chance.integers(0, 2, size=(2, 2, 3)).tolist(), both=True)
        answers = chance.random(len(table.cells)) < 0.6
        items = np.where(answers, chance.integers(-1, 2, size=len(answers)), NOTHING)
        answers[0], items[0] = True, 0
        shown = showing(table, answers.tolist(), items.tolist())
        found = declared_only(table, leaks_of(table, shown, SMALL))
        assert found == by_enumeration(table, shown, SMALL)


def test_what_is_shown_all_over_leaves_nothing_to_find() -> None:
    table = single_dimension([[20, 30, 5], [25, 25, 4]])
    proof = attack(table, showing(table, [True] * 3, [0] * 3), RULE)
    assert (proof.tried, proof.leaks) == (0, ())


def test_total_minus_rest() -> None:
    table = single_dimension([[20, 30, 5], [25, 25, 4], [1, 2, 0]])
    shown = showing(table, [True, True, True, False], [0, 0, 0, NOTHING])
    leaking = (("organisation", "o2"),)
    assert (leaking, None, (0,)) in leaks_of(table, shown)
    assert (leaking, "q1", (0,)) in leaks_of(table, shown)
    assert {leak.kind for leak in attack(table, shown, RULE).leaks} == {"small"}


def test_a_share_that_gives_the_count() -> None:
    """The base of an item shows, and the rest of its distribution in all cells but one."""
    table = single_dimension([[20, 30, 0], [25, 25, 0], [9, 2, 0]])
    shown = showing(table, [True] * 4, [0, 0, 0, 1])
    assert ((("organisation", "o2"),), "q1", (1,)) in leaks_of(table, shown)


def test_a_collapse_that_differs_between_organisations() -> None:
    """All parts in total and in one organisation: merging them in the other hides nothing."""
    rows = [[20, 30, 20, 3], [6, 4, 1, 1]]
    table = single_dimension(rows, COLLAPSING)
    shown = showing(table, [True] * 3, [0, 0, 1])
    assert leaks_of(table, shown) >= {
        ((("organisation", "o1"),), "q1", (1,)),
        ((("organisation", "o1"),), "q1", (2,)),
    }
    wider = single_dimension([[20, 30, 20, 3], [6, 8, 9, 1]], COLLAPSING)
    assert leaks_of(wider, showing(wider, [True] * 3, [0, 1, 1])) == set()


def test_differencing_two_filters() -> None:
    """Women, less those of the largest organisation: three persons that no crossing declares."""
    parts = [[[30, 30, 0], [40, 20, 0]], [[1, 0, 0], [30, 20, 0]], [[1, 1, 0], [30, 20, 0]]]
    table = crossed(parts, both=False)
    cell = Cell(members=(("organisation", "o0"), ("sex", "s0")), atoms=(0,))
    table = replace(table, cells=(*table.cells, cell), invited=np.full(7, -1))
    shown = showing(table, [True] * 7, [0, 0, NOTHING, NOTHING, 0, 0, 0])
    left = (("sex", "s0"), ("organisation", "not o0"))
    assert (left, None, (0,)) in leaks_of(table, shown)
    assert (left, "q1", (0,)) in leaks_of(table, shown)


def test_a_cell_that_equals_another() -> None:
    """The only organisation of a region is the region."""
    table = single_dimension([[20, 30, 5]])
    shown = showing(table, [True, True], [0, NOTHING])
    assert (((("organisation", "o0"),)), "q1", (0,)) in leaks_of(table, shown)


def test_two_hidden_that_are_too_few_together() -> None:
    table = single_dimension([[20, 30, 5], [1, 1, 0], [1, 1, 0]])
    shown = showing(table, [True, True, False, False], [0, 0, NOTHING, NOTHING])
    assert ((("organisation", "o1"),), None, (0,)) in leaks_of(table, shown)


def test_an_earlier_delivery() -> None:
    """The earlier publication showed one of the two that are hidden now."""
    cells = single_dimension([[20, 30, 5], [2, 2, 0], [3, 4, 0]])
    earlier = Published(members=(("organisation", "o2"),), item=None, partition=(), counts=(7,))
    shown = showing(cells, [True, True, False, False], [0, 0, NOTHING, NOTHING])
    assert attack(cells, shown, RULE).leaks == ()
    leaks = attack(replace(cells, earlier=(earlier,)), shown, RULE).leaks
    assert (("organisation", "o1"),) in {leak.members for leak in leaks}
    assert {leak.kind for leak in leaks} == {"earlier"}


@pytest.mark.parametrize(
    ("then", "leaks"),
    [((20, 30), False), ((19, 29), True), ((10, 20), False), ((13, 30), True), ((21, 29), True)],
)
def test_a_later_delivery_with_a_few_more(then: tuple[int, int], leaks: bool) -> None:
    """What changed between the two is a group of its own: it must be as large as any other."""
    table = single_dimension([[20, 30, 5], [25, 25, 4]])
    earlier = Published(
        members=(("organisation", "o0"),), item="q1", partition=((0,), (1,)), counts=then
    )
    shown = showing(table, [True] * 3, [0] * 3)
    found = attack(replace(table, earlier=(earlier,)), shown, RULE).leaks
    assert [leak.kind for leak in found] == (["earlier"] if leaks else [])


def test_an_earlier_cell_that_is_no_more_is_an_error_that_names_it() -> None:
    table = single_dimension([[20, 30, 5], [25, 25, 4]])
    gone = Published(members=(("organisation", "old"),), item=None, partition=(), counts=(7,))
    with pytest.raises(ValueError, match="old"):
        attack(replace(table, earlier=(gone,)), showing(table, [True] * 3, [0] * 3), RULE)


def test_a_hidden_index_that_follows() -> None:
    table = single_dimension([[20, 30, 5], [25, 25, 4], [4, 4, 0]])
    table = replace(table, indices={"t1": index_of([50, 46, 8], [30.5, 20.2, 4.1])})
    shown = showing(table, [True] * 4, [0, 0, 0, NOTHING], {"t1": [True, True, True, False]})
    kinds = {leak.kind for leak in attack(table, shown, RULE).leaks if leak.item == "t1"}
    assert kinds == {"index"}
    apart = replace(shown, indices={"t1": np.array([True, True, False, False])})
    assert not [leak for leak in attack(table, apart, RULE).leaks if leak.item == "t1"]


def test_nobody_is_nothing_to_hide() -> None:
    """A cell that shows that nobody answered, one without atoms, and one nobody was asked in."""
    parts = [[20, 30, 5], [0, 0, 0], [0, 0, 0]]
    cells = [
        Cell(members=(), atoms=(0, 1, 2)),
        Cell(members=(("organisation", "o0"),), atoms=(0,)),
        Cell(members=(("organisation", "o1"),), atoms=(1,)),
        Cell(members=(("organisation", "o2"),), atoms=(2,)),
        Cell(members=(("organisation", "none"),), atoms=()),
    ]
    table = replace(table_of(cells, ("organisation",), parts), invited=np.array([90, 90, 9, 0, 0]))
    shown = showing(table, [True, True, True, False, False], [0, 0, NOTHING, NOTHING, NOTHING])
    assert attack(table, shown, RULE).leaks == ()


def test_the_large_attack_agrees_with_the_exact_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Block by block nothing is called safe that the one program of all calls a leak."""
    chance = np.random.default_rng(8)
    for _ in range(15):
        table = crossed(chance.integers(0, 9, size=(4, 2, 3)).tolist())
        answers = chance.random(len(table.cells)) < 0.7
        items = np.where(answers, chance.integers(-1, 2, size=len(answers)), NOTHING)
        shown = showing(table, answers.tolist(), items.tolist())
        exact = leaks_of(table, shown)
        with monkeypatch.context() as patch:
            patch.setattr(attacks, "SMALL_ENOUGH", 0)
            assert leaks_of(table, shown) >= exact


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"persons": np.array([55, 55])}, "q1"),
        ({"invited": np.array([1])}, "invited"),
        ({"cells": (Cell(members=(), atoms=(0, 7)),), "invited": np.array([1])}, "atom"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(
    change: dict[str, object], message: str
) -> None:
    table = single_dimension([[20, 30, 5], [25, 25, 4]])
    shown = showing(table, [True] * 3, [0] * 3)
    with pytest.raises(ValueError, match=message):
        attack(replace(table, **change), shown, RULE)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("table", "is_exact"),
    [
        ([55, 54, 20, 30, 5, 25, 25, 4], True),
        ([55, 54, 21, 29, 5, 24, 26, 4], True),
        ([55, 54, 20.5, 29.5, 5, 24.5, 25.5, 4], False),
        ([55, 54, 21, 29, 5, 25, 25, 4], False),
        ([55, 54, 46, 4, 5, -1, 51, 4], False),
        ([56, 53, 20, 31, 5, 25, 24, 4], False),
    ],
    ids=["true", "another", "not whole", "a sum that is off", "below 0", "persons that show"],
)
def test_only_whole_tables_that_satisfy_all_that_is_known_count(
    table: list[float], is_exact: bool
) -> None:
    """What the solver says is not believed: it works with tolerances."""
    counts = single_dimension([[20, 30, 5], [25, 25, 4]])
    shown = showing(counts, [True] * 3, [0, NOTHING, NOTHING])
    cells = membership(counts)
    persons, item = (
        known(counts, shown, block, cells)
        for block in (persons_block(counts), blocks(counts)["q1"])
    )
    found = Program(persons, [item]).exact(np.array(table, dtype=np.float64))
    assert (found is not None) == is_exact
