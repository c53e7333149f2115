"""What does not count, and that it is said: by number and rows."""

from datetime import date
from typing import Any

import pytest

from etl.surveys.model import LEFT_OUT, Duplicates, Instrument, OutsideScale, Role, Shape
from etl.surveys.responses import Counted, NotCounted
from tests.etl.surveys.exports.instruments import instrument, item
from tests.etl.surveys.exports.reading import (
    answers,
    not_counted,
    read,
    refusal,
    rules,
    table,
)

NO, PARTLY, FULLY = "Instämmer inte alls", "Instämmer delvis", "Instämmer helt"
HEAD = ["Nr", "Tid", "A", "B"]
COLUMNS = {Role.RESPONDENT: "Nr", Role.SUBMITTED: "Tid"}


def survey(**changes: object) -> Instrument:
    given: dict[str, Any] = {"columns": COLUMNS}
    return instrument([item("A"), item("B")], **(given | changes))


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        (Duplicates.FIRST, [0, 2]),
        (Duplicates.LAST, [1, 2]),
        (Duplicates.MOST_COMPLETE, [2, 2]),
    ],
)
def test_one_answer_for_each_respondent_by_when_it_was_submitted(
    rule: Duplicates, kept: list[int]
) -> None:
    found = read(
        survey(duplicates=rule),
        table(
            HEAD,
            ["p1@x.se", "2024-03-02 10:00:00", FULLY, NO],
            ["P1@X.SE ", "2024-03-03 10:00:00", PARTLY, ""],
            ["p1@x.se", "2024-03-01 10:00:00", NO, ""],
            ["p2@x.se", "2024-03-01 10:00:00", FULLY, ""],
        ),
    )
    assert answers(found, "a") == kept
    assert not_counted(found)[NotCounted.DUPLICATE][0] == 2
    assert found.read == 4


def test_the_rows_of_duplicates_are_said_and_rows_without_a_time_are_in_the_files_order() -> None:
    rows = [["1", "", NO, ""], ["2", "", NO, ""], ["1", "", FULLY, ""]]
    first = read(survey(duplicates=Duplicates.FIRST), table(HEAD, *rows))
    last = read(survey(duplicates=Duplicates.LAST), table(HEAD, *rows))
    assert not_counted(first) == {NotCounted.DUPLICATE: (1, (4,))}
    assert not_counted(last) == {NotCounted.DUPLICATE: (1, (2,))}
    assert (answers(first, "a"), answers(last, "a")) == ([0, 0], [0, 2])


def test_duplicates_may_be_refused() -> None:
    refused = refusal(
        survey(duplicates=Duplicates.REFUSE),
        table(HEAD, ["1", "", NO, ""], ["1", "", FULLY, ""], ["2", "", NO, ""]),
    )
    assert rules(refused) == ["duplicate_respondent"]
    assert "2 rows are of 1 respondent who" in str(refused)
    assert "rows 2, 3" in str(refused)


def test_rows_without_an_id_are_not_one_respondent() -> None:
    rows = [["", "", NO, ""], ["NA", "", NO, ""], ["  ", "", NO, ""]]
    found = read(survey(duplicates=Duplicates.REFUSE), table(HEAD, *rows))
    assert found.frame["respondent"].to_list() == [None] * 3


def test_a_partial_answer_is_no_duplicate_of_a_whole_one() -> None:
    found = read(
        survey(minimum_answered=1, duplicates=Duplicates.REFUSE),
        table(HEAD, ["1", "", "", ""], ["1", "", FULLY, ""]),
    )
    assert not_counted(found) == {NotCounted.PARTIAL: (1, (2,))}


def test_the_days_of_opening_and_closing_count() -> None:
    found = read(
        survey(opened=date(2024, 3, 1), closed=date(2024, 3, 31)),
        table(
            HEAD,
            ["1", "2024-02-29 23:59:59", NO, ""],
            ["2", "2024-03-01 00:00:00", NO, ""],
            ["3", "2024-03-31 23:59:59", NO, ""],
            ["4", "2024-04-01 00:00:00", NO, ""],
            ["5", "", NO, ""],
        ),
    )
    assert found.frame.height == 3
    assert not_counted(found) == {
        NotCounted.BEFORE_OPENING: (1, (2,)),
        NotCounted.AFTER_CLOSING: (1, (5,)),
    }


def test_tests_that_the_instrument_declares_may_hold_anything() -> None:
    found = read(
        survey(tests={"Nr": ("Test",)}),
        table(HEAD, ["test ", "", "hej", "x"], ["1", "", NO, ""]),
    )
    assert not_counted(found) == {NotCounted.TEST: (1, (2,))}
    assert found.frame.height == 1


def test_an_answer_outside_the_scale_may_count_as_missing() -> None:
    one = instrument(
        [item("A", outside=OutsideScale.COUNT_AS_MISSING, blank="a0"), item("B")],
        columns=COLUMNS,
    )
    found = read(one, table(HEAD, ["1", "", "hej", NO], ["2", "", "", NO], ["3", "", "du", FULLY]))
    assert answers(found, "a") == [None, 0, None]
    assert found.counted == (
        Counted(why=NotCounted.OUTSIDE_SCALE, count=2, rows=(2, 4), column="A"),
    )


def test_every_column_with_other_answers_is_said_at_once() -> None:
    one = instrument(
        [item("A"), item("B")],
        columns={Role.SEX: "Nr", Role.REGION: "Tid"},
        members={Role.SEX: {"K": "women"}, Role.REGION: {"Skåne": "skane"}},
    )
    refused = refusal(one, table(HEAD, ["K", "", "hm", "5"], ["Q", "Skåne", "hm", NO]))
    assert sorted(rules(refused)) == [
        "member_missing",
        "outside_scale",
        "outside_scale",
        "unknown_member",
    ]
    said = [(one.column, one.row) for one in refused.problems]
    assert said == [("Nr", 3), ("Tid", 2), ("A", 2), ("B", 2)]
    assert "2 cells are no answers of the scale 'agreement' (rows 2, 3)" in str(refused)


def test_an_empty_cell_may_be_declared_as_a_member() -> None:
    one = instrument(
        [item("A"), item("B")],
        columns={Role.SEX: "Nr"},
        members={Role.SEX: {"K": "women", "": "unknown"}},
        ignored=["Tid"],
    )
    found = read(one, table(HEAD, ["K", "", NO, ""], ["", "", NO, ""]))
    assert found.frame["sex"].to_list() == ["women", "unknown"]


def test_every_row_is_counted_once() -> None:
    """A row that is a test, left out, late, partial and again is one that does not count."""
    one = instrument(
        [item("A")],
        columns=COLUMNS | {Role.PROGRAMME: "B"},
        members={Role.PROGRAMME: {"x": LEFT_OUT, "y": "medical_students"}},
        closed=date(2024, 1, 1),
        minimum_answered=1,
        tests={"A": ("prov",)},
    )
    late = "2024-05-01"
    found = read(
        one,
        table(
            HEAD,
            ["1", late, "prov", "x"],
            ["1", late, "", "x"],
            ["1", late, "", "y"],
            ["1", "2023-01-01", "", "y"],
            ["1", "2023-01-01", NO, "y"],
            ["1", "2023-01-02", NO, "y"],
        ),
    )
    assert {why: count for why, (count, _) in not_counted(found).items()} == {
        NotCounted.TEST: 1,
        NotCounted.LEFT_OUT: 1,
        NotCounted.AFTER_CLOSING: 1,
        NotCounted.PARTIAL: 1,
        NotCounted.DUPLICATE: 1,
    }
    assert found.frame.height == 1
    assert found.read == 6


# ---------------------------------------------------------------- a row for each answer

LONG_HEAD = ["Nr", "Kön", "Fråga", "Svar"]
LONG_COLUMNS = {
    Role.RESPONDENT: "Nr",
    Role.SEX: "Kön",
    Role.QUESTION: "Fråga",
    Role.ANSWER: "Svar",
}


def long_survey(**changes: object) -> Instrument:
    given: dict[str, Any] = {
        "columns": LONG_COLUMNS,
        "members": {Role.SEX: {"K": "women", "M": "men"}},
        "shape": Shape.LONG,
    }
    return instrument([item("A"), item("B")], **(given | changes))


@pytest.mark.parametrize(
    ("rule", "kept"),
    [(Duplicates.FIRST, 0), (Duplicates.LAST, 2), (Duplicates.MOST_COMPLETE, 2)],
)
def test_an_answer_given_again_in_a_long_table(rule: Duplicates, kept: int) -> None:
    found = read(
        long_survey(duplicates=rule),
        table(LONG_HEAD, ["1", "K", "A", NO], ["1", "", "B", NO], ["1", "K", "A", FULLY]),
    )
    assert answers(found, "a") == [kept]
    assert answers(found, "b") == [0]
    assert found.counted[0].why is NotCounted.DUPLICATE
    assert found.counted[0].count == 1
    assert found.counted[0].column == "Fråga"


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (["", "K", "A", NO], "respondent_missing"),
        (["1", "K", "C", NO], "question_unnamed"),
        (["1", "K", "", NO], "question_unnamed"),
        (["1", "M", "A", NO], "member_changes"),
        (["1", "X", "A", NO], "unknown_member"),
        (["1", "K", "A", "hej"], "outside_scale"),
    ],
)
def test_a_long_table_that_cannot_be_put_together(row: list[str], rule: str) -> None:
    rows = [["1", "K", "B", NO], ["2", "M", "A", NO], ["2", "M", "B", NO], row]
    refused = refusal(long_survey(), table(LONG_HEAD, *rows))
    assert rules(refused) == [rule]


def test_a_long_table_may_refuse_answers_given_again() -> None:
    rows = [["1", "K", "A", NO], ["1", "K", "A", FULLY]]
    refused = refusal(long_survey(duplicates=Duplicates.REFUSE), table(LONG_HEAD, *rows))
    assert rules(refused) == ["duplicate_answer"]


def test_two_times_of_submission_are_two_answers_of_one_respondent() -> None:
    columns = {**LONG_COLUMNS, Role.SUBMITTED: "Tid"}
    found = read(
        long_survey(columns=columns, duplicates=Duplicates.LAST),
        table(
            [*LONG_HEAD, "Tid"],
            ["1", "K", "A", NO, "2024-03-02"],
            ["1", "K", "B", NO, "2024-03-02"],
            ["1", "K", "A", FULLY, "2024-03-01"],
            ["2", "M", "A", PARTLY, "2024-03-01"],
        ),
    )
    assert answers(found, "a") == [0, 1]
    assert answers(found, "b") == [0, None]
    assert not_counted(found) == {NotCounted.DUPLICATE: (1, (4,))}
