"""A draft of an export: what it proposes, what it asks, and what it never writes."""

import re
import tomllib
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.problems import InputRefused
from etl.readers.content import Content
from etl.readers.options import Options
from etl.sources.declaration import QUESTION
from etl.surveys.answers import read_answers
from etl.surveys.draft import draft
from etl.surveys.draft.known import families, is_not_applying, lettered, number_of, placed
from etl.surveys.instrument import is_instrument, parse_instrument
from etl.surveys.model import Instrument, Role
from etl.surveys.responses import DOES_NOT_APPLY
from tests.etl.surveys.answering import answered
from tests.etl.surveys.exports_to_draft import (
    EXPORTS,
    MARKER,
    ROWS,
    Made,
    day,
    long,
    nordic,
    qualtrics,
    written,
)
from tests.real_files import FOLDER, NEEDED


def drafted(data: bytes, name: str = "export.csv") -> str:
    return draft(Content.of_bytes(name, data))


def instrument(data: bytes) -> Instrument:
    return parse_instrument(answered(drafted(data)), "export.csv.alf.toml")


def table(text: str) -> dict[str, Any]:
    return tomllib.loads(text)


def likert(columns: int, rows: int = 40, **more: list[str]) -> bytes:
    """Questions with the answers 1 to 4, and beside them columns of their own cells."""
    made = Made(1)
    body = [
        [*(made.must("1234") for _ in range(columns)), *(cells[row] for cells in more.values())]
        for row in range(rows)
    ]
    return written([[*(f"Fråga {number}" for number in range(columns)), *more], *body])


# ---------------------------------------------------------------- every platform


@pytest.mark.parametrize("name", EXPORTS)
def test_a_draft_is_refused_until_its_questions_are_answered(name: str) -> None:
    text = drafted(EXPORTS[name]())
    assert is_instrument(text)
    with pytest.raises(InputRefused) as caught:
        parse_instrument(text, "x")
    rules = Counter(problem.rule for problem in caught.value.problems)
    assert rules["question"] == text.count(f"\n{QUESTION}")
    assert set(rules) == {"question"}, caught.value.problems


@pytest.mark.parametrize("name", EXPORTS)
def test_with_its_questions_answered_the_export_is_read(name: str) -> None:
    data = EXPORTS[name]()
    one = instrument(data)
    found = read_answers(one, Content.of_bytes("export.csv", data), bytes(32))
    assert found.read == ROWS
    assert found.frame.height + sum(counted.count for counted in found.counted) == ROWS
    assert found.frame.height > 0.6 * ROWS
    for item in one.round.items:
        assert found.frame[item.code].null_count() < 0.5 * ROWS


@pytest.mark.parametrize("name", EXPORTS)
def test_nobodys_words_are_written(name: str) -> None:
    text = drafted(EXPORTS[name]())
    assert MARKER not in text
    assert "192.0.2.1" not in text
    assert not re.search(r"S00\d\d|R_000|tok\d|12345\d\d|\b1000\b", text)


@pytest.mark.parametrize(
    ("name", "roles", "items", "themes"),
    [
        ("nordic", {"respondent", "submitted", "organisation", "programme", "sex"}, 6, 0),
        ("norwegian", {"respondent", "submitted", "organisation", "sex"}, 3, 0),
        ("limesurvey_codes", {"respondent", "submitted", "sex"}, 5, 1),
        ("limesurvey_texts", {"respondent", "submitted", "sex"}, 5, 1),
        ("limesurvey_codes_and_texts", {"respondent", "submitted", "sex"}, 5, 1),
        ("limesurvey_r", {"respondent", "submitted", "sex"}, 2, 1),
        ("qualtrics", {"respondent", "submitted", "programme", "sex"}, 4, 1),
        ("qualtrics_legacy", {"respondent", "submitted", "programme"}, 2, 1),
        ("surveymonkey", {"respondent", "submitted", "programme", "sex"}, 4, 1),
        ("google_forms", {"submitted", "programme"}, 6, 1),
    ],
)
def test_what_is_found(name: str, roles: set[str], items: int, themes: int) -> None:
    found = table(drafted(EXPORTS[name]()))
    assert name.startswith(found["file"]["platform"]) or found["file"]["platform"] == "plain"
    assert (found["file"]["platform"] == "plain") == (name in ("nordic", "norwegian"))
    assert set(found["columns"]) == roles
    assert len(found["item"]) == items
    assert len(found.get("theme", [])) == themes


# ---------------------------------------------------------------- scales


def test_known_answers_are_put_in_order_in_both_languages() -> None:
    scales = {one["id"]: one for one in table(drafted(nordic()))["scale"]}
    agreement = scales["agreement"]
    assert [one["label"]["sv"] for one in agreement["answers"]] == [
        "Instämmer inte alls", "Instämmer till liten del", "Instämmer delvis",
        "Instämmer till stor del", "Instämmer helt",
    ]  # fmt: skip
    assert [one["value"] for one in agreement["answers"]] == [1, 2, 3, 4, 5]
    assert [one["positive"] for one in agreement["answers"]] == [False, False, False, True, True]
    assert agreement["answers"][4]["label"]["en"] == "Strongly agree"
    assert agreement["does_not_apply"]["spellings"] == ["Ej aktuellt"]
    assert [len(step["groups"]) for step in agreement["step"]] == [3, 2]


def test_numbers_with_words_at_the_ends_are_one_scale() -> None:
    scales = {one["id"]: one for one in table(drafted(nordic()))["scale"]}
    answers = scales["numbers_1_to_5"]["answers"]
    assert [one["label"]["sv"] for one in answers] == [
        "Mycket dåligt", "2", "3", "4", "Mycket bra",
    ]  # fmt: skip
    assert answers[0]["spellings"] == ["1", "1 - Mycket dåligt"]


def test_a_number_that_nobody_chose_is_an_answer_all_the_same() -> None:
    (scale,) = table(drafted(likert(3)))["scale"]
    assert [one["value"] for one in scale["answers"]] == [1, 2, 3, 4]
    rows = [["Fråga 1"], *([str(2 + row % 3)] for row in range(30)), ["6"]]
    (scale,) = table(
        drafted(written([["Nr", *rows[0]], *([row, *one] for row, one in enumerate(rows[1:]))]))
    )["scale"]
    assert [one["value"] for one in scale["answers"]] == [1, 2, 3, 4, 5, 6]


def test_nine_far_from_the_scale_does_not_apply() -> None:
    made = Made(3)
    rows = [[made.must(("1", "2", "3", "4", "5", "9")), made.must("12345")] for _ in range(60)]
    found = table(drafted(written([["Fråga 1", "Fråga 2"], *rows])))
    (scale,) = found["scale"]
    assert scale["does_not_apply"]["spellings"] == ["9"]
    assert len(scale["answers"]) == 5


def test_codes_of_answers_are_asked_for() -> None:
    text = drafted(EXPORTS["limesurvey_codes"]())
    scale = table(text)["scale"][0]
    assert [one["spellings"] for one in scale["answers"]] == [
        ["A1"],
        ["A2"],
        ["A3"],
        ["A4"],
        ["A5"],
    ]
    assert scale["answers"][0]["label"] == {"sv": "", "en": ""}
    assert "what do the codes say" in text


def test_an_unknown_order_is_asked_for() -> None:
    made = Made(4)
    rows = [[made.must(("Röd", "Grön", "Blå")), made.must(("Röd", "Blå"))] for _ in range(40)]
    text = drafted(written([["Vilken färg?", "Och i år?"], *rows]))
    (scale,) = table(text)["scale"]
    assert {one["label"]["sv"] for one in scale["answers"]} == {"Röd", "Grön", "Blå"}
    assert "in which order are the answers" in text


def test_ticked_options_repeat_their_text_or_have_a_sign() -> None:
    items = {one["code"]: one for one in table(drafted(EXPORTS["surveymonkey"]()))["item"]}
    assert items["rond"]["spellings"] == {"Rond": "yes"}
    assert items["rond"]["blank"] == "no"
    items = {one["code"]: one for one in table(drafted(nordic()))["item"]}
    assert items["deltog_i_rond"]["blank"] == "no"
    assert "spellings" not in items["deltog_i_rond"]


def test_options_joined_in_a_cell_become_an_item_each() -> None:
    items = [one for one in table(drafted(EXPORTS["google_forms"]()))["item"] if "blank" in one]
    assert [one["column"] for one in items] == ["Vad gjorde du?"] * 3
    assert {tuple(one["spellings"]) for one in items} == {
        ("Rond",),
        ("Operation",),
        ("Mottagning",),
    }


@pytest.mark.parametrize("family", families())
def test_every_known_scale_is_recognised_in_each_language(family: str) -> None:
    for column in ("sv", "en", "no"):
        cells = []
        for position in families()[family]:
            words = [word for word, language in position.words.items() if language == column]
            cells += words[:1]
        if len(cells) < 3 or len(set(cells)) < len(cells):
            continue
        places = placed(cells)
        assert places is not None
        assert [places[cell].order for cell in cells] == sorted(
            places[cell].order for cell in cells
        )


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("5", 5), ("5 - Instämmer helt", 5), ("(5) Helt", 5), ("5. Helt", 5), ("5=Helt", 5),
        ("5 Instämmer helt", 5), ("Instämmer helt (5)", 5), ("Helt", None), ("2024-04-01", None),
        ("19-24", None), ("4,5", None),
    ],
)  # fmt: skip
def test_numbers_before_and_behind_words(cell: str, number: int | None) -> None:
    assert number_of(cell) == number


def test_lettered_codes_are_of_one_letter() -> None:
    assert lettered(["A1", "A02"]) == {"A1": 1, "A02": 2}
    assert lettered(["A1", "B2"]) is None
    assert lettered(["A1", "Annat"]) is None
    assert is_not_applying("9 - Vet ej.")


# ---------------------------------------------------------------- columns


def test_members_are_proposed_and_new_units_declared() -> None:
    found = table(drafted(nordic()))
    assert found["members"]["sex"] == {"Kvinna": "women", "Man": "men"}
    assert found["members"]["programme"]["Läkarprogrammet"] == "medical_students"
    units = found["members"]["organisation"]
    assert units["Danderyds sjukhus"] == "danderyd_hospital"
    new = {one["code"] for one in found["organisation"]}
    assert new == set(units.values()) - {"danderyd_hospital"}


def test_a_rare_spelling_is_counted_and_not_written() -> None:
    text = drafted(nordic(f"{MARKER}s mottagning"))
    assert MARKER not in text
    assert "1 further spellings on 1 rows are not written" in text


def test_open_text_and_background_are_ignored() -> None:
    found = table(drafted(nordic()))
    assert set(found["ignore"]["columns"]) == {"Ålder", "Namn", "Antal veckor", "Kommentar"}


def test_a_short_open_answer_is_not_written() -> None:
    """A few people write "nej" in an open question; the others write what only they can."""
    cells = [f"{MARKER} {row}" if row % 4 else "inget särskilt" for row in range(40)]
    text = drafted(likert(3, Kommentar=cells))
    assert "inget särskilt" not in text
    assert MARKER not in text


def test_few_rows_write_nothing_but_known_words() -> None:
    """With two rows of each answer nothing says that it is no open text."""
    rows = [[f"{MARKER} {row // 2}", "Instämmer helt", row] for row in range(8)]
    text = drafted(written([["Något att säga?", "Jag fick hjälp", "Nr"], *rows]))
    assert MARKER not in text


def test_several_questions_of_one_name_keep_their_columns() -> None:
    made = Made(5)
    rows = [[made.must("12345"), made.must("12345")] for _ in range(30)]
    found = table(drafted(written([["Betyg", "Betyg"], *rows])))
    assert len({one["column"] for one in found["item"]}) == 2
    assert len({one["code"] for one in found["item"]}) == 2


def test_a_question_named_like_a_role_is_no_reserved_code() -> None:
    made = Made(6)
    rows = [[made.must("12345")] for _ in range(30)]
    found = table(
        drafted(written([["Respondent", "All"], *([row, *one] for row, one in enumerate(rows))]))
    )
    assert found["item"][0]["code"] == "all_2"


def test_decimal_commas_do_not_stop_a_draft() -> None:
    made = Made(7)
    rows = [[made.must(("1,0", "2,0", "3,0")), made.must(("1.0", "2.0", "3.0"))] for _ in range(30)]
    found = table(drafted(written([["Fråga 1", "Fråga 2"], *rows], ";")))
    (scale,) = found["scale"]
    assert [one["value"] for one in scale["answers"]] == [1, 2, 3]


def test_options_of_reading_are_kept() -> None:
    text = draft(Content.of_bytes("x.csv", nordic()), Options(encoding="windows-1252"))
    assert table(text)["read"] == {"encoding": "windows-1252"}
    assert parse_instrument(answered(text), "x").options.encoding == "windows-1252"


def test_what_a_person_answered_counts_as_the_draft_says() -> None:
    data = qualtrics()
    one = instrument(data)
    found = read_answers(one, Content.of_bytes("x.csv", data), bytes(32))
    assert set(found.frame["q3_1"].drop_nulls().to_list()) == {0, 1}
    assert DOES_NOT_APPLY not in found.frame["q2_1"].to_list()
    assert set(found.frame["group"]) == {"medical_students", "nursing_students"}
    assert Role.RESPONDENT in one.columns


# ---------------------------------------------------------------- a row for each answer


def test_a_long_export_has_its_questions_as_items() -> None:
    text = drafted(long())
    found = table(text)
    assert MARKER not in text
    assert found["file"] == {"platform": "plain", "shape": "long"}
    assert found["columns"]["question"] == "Fråga"
    assert found["columns"]["answer"] == "Svar"
    assert [one["column"] for one in found["item"]] == [
        "Jag fick återkoppling", "Min handledare hade tid", "Hur nöjd är du?",
    ]  # fmt: skip
    assert [one["id"] for one in found["scale"]] == ["agreement", "satisfaction"]
    assert found["ignore"]["columns"] == ["Vad var bra?"]
    data = b"\r\n".join(line for line in long().split(b"\r\n") if f"{MARKER}?".encode() not in line)
    one = parse_instrument(answered(text), "x")
    read = read_answers(one, Content.of_bytes("x.csv", data), bytes(32))
    assert read.frame.height > 0.6 * ROWS


def test_what_one_person_repeats_is_one() -> None:
    """In a long export the unit of one person stands on each of their rows."""
    data = long().decode().replace("S0007,2024-04-08 10:00,", f"S0007,2024-04-08 10:00,{MARKER} ")
    text = drafted(data.encode())
    assert MARKER not in text
    assert "1 further spellings on 1 rows" in text


# ---------------------------------------------------------------- what cannot be drafted


@pytest.mark.parametrize(
    "data", [b"", b"<html><body><table></table></body></html>", b"Fr\xe5ga;Svar\n", b"\x00\x01\x02"]
)
def test_what_is_no_export_is_refused(data: bytes) -> None:
    with pytest.raises(InputRefused):
        drafted(data)


def test_a_refusal_shows_no_cell() -> None:
    data = (
        written([["Fråga 1", "Kommentar"], ["1", MARKER], ["2", f"{MARKER}\x00"]])
        + b'"'
        + MARKER.encode()
    )
    try:
        text = drafted(data)
    except InputRefused as refused:
        text = f"{refused!r} {refused}" + "".join(map(repr, refused.problems))
    assert MARKER not in text


_CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(_CELLS.filter(str.strip), min_size=2, max_size=5, unique=True),
    st.lists(
        st.sampled_from(["1", "2", "3", "Ja", "Nej", "Instämmer helt", ""]), min_size=3, max_size=5
    ),
    st.integers(0, 10),
)
def test_a_draft_is_always_toml(heads: list[str], cells: list[str], turn: int) -> None:
    rows = [
        [day(row), *(cells[(row * turn + at) % len(cells)] for at in range(len(heads)))]
        for row in range(24)
    ]
    try:
        text = drafted(written([["Datum", *heads], *rows]))
    except InputRefused:
        return
    assert is_instrument(text)
    tomllib.loads(text)
    with pytest.raises(InputRefused) as caught:
        parse_instrument(text, "x")
    assert not any("is no TOML" in problem.message for problem in caught.value.problems)


# ---------------------------------------------------------------- files of others


@NEEDED
@pytest.mark.parametrize(
    ("name", "platform", "rows", "respondent"),
    [
        ("surveymonkey_starwars_2header_cp1252.csv", "surveymonkey", 1186, "RespondentID"),
        ("surveymonkey_comma_survey.csv", "surveymonkey", 1129, "RespondentID"),
        ("surveymonkey_flying_etiquette.csv", "surveymonkey", 1040, "RespondentID"),
        ("limesurvey_883163_R_data.csv", "limesurvey", 30, "id"),
    ],
)
def test_files_of_others(name: str, platform: str, rows: int, respondent: str) -> None:
    content = Content.of_file(FOLDER / "survey" / name)
    text = draft(content)
    found = table(text)
    assert found["file"]["platform"] == platform
    assert found["columns"]["respondent"] == respondent
    assert not re.search(r"\b32\d{8}\b", text)
    if platform == "limesurvey":  # two of thirty answered anything: no item can be seen
        assert "item" not in found
        return
    one = parse_instrument(answered(text), "x")
    read = read_answers(one, content, bytes(32))
    assert read.read == rows
    assert read.frame.height + sum(c.count for c in read.counted if c.column is None) == rows
