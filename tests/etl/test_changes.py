"""What is new, changed and gone, in numbers and in words."""

import json

from etl.changes import compare
from etl.report import change_lines
from tests.builders import INDICATOR, frame, observation


def test_nothing_changes_between_a_release_and_itself() -> None:
    rows = frame([observation()])
    assert compare(rows, rows).is_empty
    assert change_lines(compare(rows, rows)) == ["No figure changes."]


def test_the_line_in_the_file_is_no_part_of_a_figure() -> None:
    moved = frame([observation(input_row=99)])
    assert compare(frame([observation()]), moved).is_empty


def test_new_changed_and_gone_are_told_apart() -> None:
    before = frame([observation(), observation(region="uppsala"), observation(region="orebro")])
    after = frame([observation(), observation(region="uppsala", value=62.0),
                   observation(region="stockholm")])  # fmt: skip
    changes = compare(before, after)
    assert (changes.new.total, changes.changed.total, changes.gone.total) == (1, 1, 1)
    assert changes.changed.counts == {INDICATOR: 1}
    assert "stockholm" in changes.new.examples[0]
    assert changes.changed.examples[0].endswith("61 → 62")
    assert "orebro" in changes.gone.examples[0]
    assert changes.jumps == ()


def test_a_figure_that_becomes_missing_is_changed() -> None:
    after = frame([observation(value=None, status="missing")])
    (example,) = compare(frame([observation()]), after).changed.examples
    assert example.endswith("61 → missing")


def test_a_changed_note_is_a_change_without_another_figure() -> None:
    after = frame([observation(note_sv="Ny.", note_en="New.")])
    (example,) = compare(frame([observation()]), after).changed.examples
    assert example.endswith("61, its words differ")


def test_a_figure_that_moves_by_more_than_a_quarter_is_pointed_out() -> None:
    def moved_to(value: float) -> tuple[str, ...]:
        return compare(frame([observation(value=60.0)]), frame([observation(value=value)])).jumps

    assert moved_to(75.0) == ()
    (jump,) = moved_to(75.1)
    assert jump.endswith("60 → 75.1")


def test_few_examples_are_given_of_many_changes() -> None:
    periods = [str(year) for year in range(2001, 2021)]
    changes = compare(frame([]), frame([observation(period=period) for period in periods]))
    assert changes.new.total == 20
    assert len(changes.new.examples) == 3
    assert json.loads(changes.as_json())["new"]["counts"] == {INDICATOR: 20}
