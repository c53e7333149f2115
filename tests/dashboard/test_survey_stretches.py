"""Which rounds can be compared: stretches, and why they end."""

from dataclasses import replace

import pytest

from dashboard.views.survey_stretches import Stretch, Subject, stretches
from tests.survey_release import rounds
from warehouse.surveys.model import Comparability, RoundBreak, SurveyRound
from warehouse.text import Text

REASON = Text("Skäl", "Reason")


def students(region: str = "skane") -> list[SurveyRound]:
    return [one for one in rounds() if one.group == "students" and region in one.regions]


def item(code: str) -> Subject:
    return Subject(code, is_theme=False)


def periods(found: tuple[Stretch, ...]) -> list[tuple[str, ...]]:
    return [one.periods for one in found]


ALL_YEARS = ("2019", "2020", "2021", "2022", "2023", "2024")
BEFORE, AFTER = ("2019", "2020", "2021"), ("2022", "2023", "2024")


def test_the_same_question_is_one_stretch() -> None:
    found = stretches(students(), item("goals"))
    assert periods(found) == [ALL_YEARS]
    assert found[0].begins is None


@pytest.mark.parametrize(
    ("code", "title"), [("feedback", "Ändrad fråga"), ("safety", "Ändrad skala")]
)
def test_a_changed_question_or_scale_gives_two_lines_and_the_reason(code: str, title: str) -> None:
    found = stretches(students(), item(code))
    assert periods(found) == [BEFORE, AFTER]
    change = found[1].begins
    assert change
    assert (change.before.period, change.after.period) == ("2021", "2022")
    assert change.title.sv == title
    assert change.reason == next(i for i in change.after.items if i.code == code).reason


def test_a_break_of_the_survey_parts_every_question() -> None:
    found = stretches(students("stockholm"), item("goals"))
    assert periods(found) == [("2019", "2020"), ("2021", "2022", "2023", "2024")]
    assert found[1].begins
    assert found[1].begins.title.en == "New survey"


def test_a_break_in_a_round_that_did_not_ask_parts_it_too() -> None:
    first, second, third, *_ = students()
    without = replace(
        second,
        items=tuple(i for i in second.items if i.code != "goals"),
        series_break=RoundBreak(title=Text("Ny krets", "New circle"), reason=REASON),
    )
    found = stretches([first, without, third], item("goals"))
    assert periods(found) == [("2019",), ("2021",)]
    assert found[1].begins
    assert found[1].begins.reason == REASON


def test_a_round_that_did_not_ask_does_not_part_what_is_the_same() -> None:
    first, second, third, *_ = students()
    without = replace(second, items=tuple(i for i in second.items if i.code != "goals"))
    assert periods(stretches([third, without, first], item("goals"))) == [("2019", "2021")]


def test_a_question_that_is_asked_anew_is_not_compared() -> None:
    first, second, *_ = students()
    items = tuple(
        replace(i, comparability=Comparability.NEW) if i.code == "goals" else i
        for i in second.items
    )
    found = stretches([first, replace(second, items=items)], item("goals"))
    assert periods(found) == [("2019",), ("2020",)]
    assert found[1].begins
    assert "anew" in found[1].begins.reason.en


def test_a_new_question_begins_without_a_break() -> None:
    first, second, *_ = students()
    items = tuple(
        replace(i, comparability=Comparability.NEW) if i.code == "goals" else i
        for i in second.items
    )
    earlier = replace(first, items=tuple(i for i in first.items if i.code != "goals"))
    found = stretches([earlier, replace(second, items=items)], item("goals"))
    assert [(one.periods, one.begins) for one in found] == [(("2020",), None)]


def test_a_theme_is_parted_where_one_of_its_questions_is_changed() -> None:
    found = stretches(students(), Subject("learning", is_theme=True))
    assert periods(found) == [BEFORE, AFTER]


def test_a_theme_of_other_questions_is_another_index() -> None:
    first, second, *_ = students()
    fewer = replace(second, items=tuple(i for i in second.items if i.code != "feedback"))
    found = stretches([first, fewer], Subject("learning", is_theme=True))
    assert periods(found) == [("2019",), ("2020",)]
    assert found[1].begins
    assert "other questions" in found[1].begins.reason.en


def test_what_was_never_asked_has_no_stretch() -> None:
    assert stretches(students(), item("nothing")) == ()
    assert stretches([], item("goals")) == ()
