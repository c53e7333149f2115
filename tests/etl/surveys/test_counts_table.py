"""Cells and partitions: what is published, what only follows, and what was published before."""

from collections.abc import Mapping, Sequence

import numpy as np

from etl.disclosure.blocks import blocks
from etl.disclosure.model import CountTable, Published
from etl.surveys.counts import counts_of
from etl.surveys.counts.table import count_table, is_published, partitions
from etl.surveys.frame.strata import Strata
from etl.surveys.responses import DOES_NOT_APPLY
from tests.etl.surveys import made_up_answers as made_up
from tests.etl.surveys.made_up_answers import FIVE, TWO, item, survey_round, theme
from warehouse.surveys.model import SurveyRound

ROUND = survey_round(
    [item("q1")],
    subgroups=("medical_students",),
    terms=("VT2024",),
    crossings=(("organisation",), ("group",), ("sex", "organisation"), ("term",)),
)
SKANE = ("region", "skane")


def _table(
    one: SurveyRound, rows: Sequence[Mapping[str, object]], *invited: Mapping[str, object]
) -> CountTable:
    strata = Strata(one, made_up.invited(one, invited)) if invited else None
    return count_table(one, counts_of(one, made_up.answers(one, rows)), strata)


def _members(table: CountTable, one: SurveyRound) -> list[dict[str, str]]:
    return [dict(cell.members) for cell in table.cells if is_published(one, cell)]


def test_there_is_the_region_and_every_member_of_a_declared_crossing() -> None:
    table = _table(ROUND, [
        {"organisation": "a", "sex": "women", "group": "medical_students", "term": "VT2024"},
        {"organisation": "b", "sex": "men", "group": "medical_students", "term": "VT2024"},
    ])  # fmt: skip
    assert _members(table, ROUND) == [
        {"region": "skane"},
        {"region": "skane", "organisation": "a"},
        {"region": "skane", "organisation": "b"},
        {"region": "skane", "group": "medical_students"},
        {"region": "skane", "organisation": "a", "sex": "women"},
        {"region": "skane", "organisation": "b", "sex": "men"},
        {"region": "skane", "term": "VT2024"},
    ]


def test_those_without_a_member_are_a_cell_that_is_not_published() -> None:
    """Total less the others gives them, so they must be protected."""
    table = _table(ROUND, [{"organisation": "a"}] * 9 + [{"organisation": "all"}] * 2)
    cells = {cell.members: cell for cell in table.cells}
    lacking = cells[SKANE, ("organisation", "all")]
    assert table.persons[list(lacking.atoms)].sum() == 2
    assert not is_published(ROUND, lacking)
    # All of organisation `a` lack a sex: that cell would be the organisation's once more.
    assert (SKANE, ("organisation", "a"), ("sex", "all")) not in cells


def test_where_somebody_was_invited_there_is_a_cell_though_nobody_answered() -> None:
    table = _table(ROUND, [{"organisation": "a"}], {"organisation": "a", "invited": 9},
                   {"organisation": "b", "invited": 7})  # fmt: skip
    found = {dict(cell.members).get("organisation"): at for at, cell in enumerate(table.cells)}
    assert table.cells[found["b"]].atoms == ()
    assert table.invited[found["b"]] == 7
    assert table.invited[0] == 16


def test_what_does_not_apply_or_was_not_answered_is_one_part() -> None:
    table = _table(ROUND, [{"q1": DOES_NOT_APPLY}, {"q1": None}, {"q1": 4}])
    assert table.items["q1"].counts.tolist() == [[0, 0, 0, 0, 1, 2]]
    assert table.items["q1"].substantive == 5


def test_partitions_are_the_answers_then_the_steps() -> None:
    assert dict(partitions(FIVE)) == {
        ((0,), (1,), (2,), (3,), (4,)): ("a1", "a2", "a3", "a4", "a5"),
        ((0, 1), (2,), (3, 4)): ("s1g1", "s1g2", "s1g3"),
        ((0, 1, 2), (3, 4)): ("s2g1", "s2g2"),
    }


def test_positive_or_not_is_always_the_last_resort() -> None:
    without_steps = made_up.scale("x", [False, False, True])
    assert list(partitions(without_steps).items())[-1] == (((0, 1), (2,)), None)
    assert list(partitions(TWO)) == [((0,), (1,))]
    all_alike = made_up.scale("y", [False, False])
    assert list(partitions(all_alike)) == [((0,), (1,))]


def test_an_item_and_a_theme_may_have_the_same_code() -> None:
    one = survey_round([item("x", theme="x"), item("y", theme="x")], themes=(theme("x"),))
    table = _table(one, [{"x": 1, "y": 2}])
    assert set(blocks(table)) == {"x", "y", "theme x"}


def test_a_cell_of_an_earlier_publication_stays_a_cell() -> None:
    """Its crossing may be declared no more, and its organisation be gone."""
    counts = counts_of(ROUND, made_up.answers(ROUND, [{"sex": "women"}, {"sex": "men"}]))
    told = [(SKANE, ("sex", "women")), (SKANE, ("organisation", "gone"))]
    earlier = tuple(Published(members=m, item=None, partition=(), counts=(9,)) for m in told)
    table = count_table(ROUND, counts, None, earlier)
    cells = {cell.members: cell for cell in table.cells}
    assert counts.persons[list(cells[told[0]].atoms)].sum() == 1
    assert cells[told[1]].atoms == ()
    assert not is_published(ROUND, cells[told[0]])


def test_every_cell_is_the_sum_of_those_who_have_its_members() -> None:
    members = {"organisation": ["a", "b", "all"], "sex": ["women", "men", "all"],
               "group": ["medical_students", "students"], "term": ["VT2024", "2024"]}  # fmt: skip
    frame = made_up.random_answers(ROUND, 400, members, seed=2)
    table = count_table(ROUND, counts_of(ROUND, frame), None)
    rows = frame.to_dicts()
    for cell in table.cells:
        inside = [row for row in rows if all(row[name] == member for name, member in cell.members)]
        assert table.persons[list(cell.atoms)].sum() == len(inside)
    assert np.array_equal(table.invited, [-1] * len(table.cells))
