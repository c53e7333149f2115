"""Response-level exports of others, each through an instrument written by hand.

Counts are the manifest's facts, or counted by Python's own csv module.
"""

import csv
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from etl.problems import InputRefused
from etl.readers.content import Content
from etl.surveys.answers import read_answers
from etl.surveys.model import Instrument, ItemColumn, Platform, Role
from etl.surveys.responses import DOES_NOT_APPLY, NotCounted, Responses
from tests.etl.surveys.exports.instruments import KEY, TICKED, instrument, item, scale
from tests.etl.surveys.exports.reading import not_counted
from tests.real_files import FOLDER, NEEDED, manifest
from warehouse.surveys.model import Scale

SURVEYS = FOLDER / "survey"
STAR_WARS = "surveymonkey_starwars_2header_cp1252.csv"
COMMA = "surveymonkey_comma_survey.csv"
FLYING = "surveymonkey_flying_etiquette.csv"
LIME = "limesurvey_883163_R_data.csv"
SEXES = {"Male": "men", "Female": "women"}
YES = scale("yes", ["No", "Yes"])

pytestmark = NEEDED


def read(one: Instrument, name: str) -> Responses:
    return read_answers(one, Content.of_file(SURVEYS / name), KEY)


def records(name: str, encoding: str = "ascii") -> list[list[str]]:
    with (SURVEYS / name).open(encoding=encoding, newline="") as opened:
        return list(csv.reader(opened))


def facts(name: str) -> str:
    return next(row["expected_facts"] for row in manifest() if row["path"] == f"survey/{name}")


def counted(found: Responses, column: str) -> dict[Any, int]:
    return dict(Counter(found.frame[column].to_list()))


def surveymonkey(items: Sequence[tuple[ItemColumn, Scale]], **changes: object) -> Instrument:
    given: dict[str, Any] = {
        "platform": Platform.SURVEYMONKEY,
        "columns": {Role.RESPONDENT: "RespondentID", Role.SEX: "Gender"},
        "members": {Role.SEX: SEXES},
    }
    return instrument(items, **(given | changes))


# ---------------------------------------------------------------- two header rows

SEEN = "Which of the following Star Wars films have you seen? Please select all that apply."
RANK = (
    "Please rank the Star Wars films in order of preference with 1 being your favorite film in "
    "the franchise and 6 being your least favorite film."
)
LIKED = scale(
    "liked",
    [
        "Very unfavorably",
        "Somewhat unfavorably",
        "Neither favorably nor unfavorably (neutral)",
        "Somewhat favorably",
        "Very favorably",
    ],
    not_applying="Unfamiliar (N/A)",
)


def star_wars() -> Instrument:
    header, options = records(STAR_WARS, "cp1252")[:2]
    films = [
        item(
            f"{SEEN} > {' '.join(option.split())}",
            TICKED,
            code=f"seen{at}",
            extra={option: "a1"},
            blank="a0",
        )
        for at, option in enumerate(options[3:9])
    ]
    people = [item(name, LIKED) for name in options[15:29]]
    return surveymonkey(
        [item(header[1], YES, code="any"), *films, *people],
        ignored=[RANK, *header[2:3], *(name for name in header[29:] if name != "Gender")],
    )


def test_star_wars() -> None:
    assert "data_rows=1186" in facts(STAR_WARS)
    assert "answers Yes in col 2=936" in facts(STAR_WARS)
    rows = records(STAR_WARS, "cp1252")[2:]
    found = read(star_wars(), STAR_WARS)
    assert found.read == found.frame.height == 1186
    assert counted(found, "any") == {1: 936, 0: 250}
    assert found.frame["respondent"].n_unique() == 1186
    for at in range(6):
        ticked = sum(bool(row[3 + at]) for row in rows)
        assert counted(found, f"seen{at}") == {1: ticked, 0: 1186 - ticked}
    for at, name in enumerate(star_wars().items[7:], 15):
        labels = {"": None, "Unfamiliar (N/A)": DOES_NOT_APPLY} | {
            answer.label.en: place for place, answer in enumerate(LIKED.answers)
        }
        assert counted(found, name.item) == dict(Counter(labels[row[at]] for row in rows))


def test_the_same_option_of_two_questions_needs_its_question() -> None:
    one = surveymonkey([item(records(STAR_WARS, "cp1252")[1][3], TICKED, code="seen")])
    with pytest.raises(InputRefused, match="may be any of 2 columns"):
        read(one, STAR_WARS)


# ---------------------------------------------------------------- one header row


def test_comma() -> None:
    assert "data_rows=1129" in facts(COMMA)
    assert "Male=489 Female=548 blank=92" in facts(COMMA)
    header, *rows = records(COMMA)
    sentences = sorted({row[1] for row in rows})
    one = surveymonkey(
        [item(header[1], scale("sentence", sentences), code="sentence")], ignored=header[2:]
    )
    found = read(one, COMMA)
    assert found.read == 1129
    assert counted(found, "sex") == {"men": 489, "women": 548, "all": 92}
    assert counted(found, "sentence") == {
        place: sum(row[1] == text for row in rows) for place, text in enumerate(sentences)
    }


def test_flying() -> None:
    assert "data_rows=1040" in facts(FLYING)
    header, *rows = records(FLYING)
    rude = scale("rude", ["Yes, very rude", "Yes, somewhat rude", "No, not rude at all"])
    at = [place for place, name in enumerate(header) if "rude" in name]
    items = [
        item(header[place], rude, code=f"q{place}", extra={"No, not at all rude": "a2"})
        for place in at
    ]
    one = surveymonkey(
        items,
        minimum_answered=5,
        ignored=[name for place, name in enumerate(header) if place not in at and place],
    )
    found = read(one, FLYING)
    partial = [n for n, row in enumerate(rows, 2) if sum(bool(row[place]) for place in at) < 5]
    assert len(at) >= 5
    assert found.read == 1040
    assert not_counted(found) == {NotCounted.PARTIAL: (len(partial), tuple(partial[:5]))}
    assert found.frame.height == 1040 - len(partial)


# ---------------------------------------------------------------- R


def limesurvey(opened: date | None = None) -> Instrument:
    header = records(LIME, "utf-8")[0]
    return instrument(
        [item("lastpage", scale("page", ["0", "1"]), code="page")],
        platform=Platform.LIMESURVEY,
        columns={Role.RESPONDENT: "id", Role.SUBMITTED: "submitdate"},
        ignored=header[7:],
        opened=opened,
    )


def test_limesurvey_as_r_exports_it() -> None:
    assert "data_rows=30" in facts(LIME)
    assert "completed (submitdate not NA)=2" in facts(LIME)
    found = read(limesurvey(), LIME)
    assert found.read == found.frame.height == 30
    assert counted(found, "page") == {0: 28, 1: 2}


def test_of_the_two_submitted_answers_one_is_before_may() -> None:
    found = read(limesurvey(opened=date(2018, 5, 1)), LIME)
    assert not_counted(found)[NotCounted.BEFORE_OPENING][0] == 1
