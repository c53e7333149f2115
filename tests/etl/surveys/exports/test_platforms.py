"""The exports of each platform: what was answered comes out, whichever way it is written."""

import io

import pytest
import xlsxwriter

from etl.surveys.model import LEFT_OUT, Platform, Role, Shape
from etl.surveys.responses import DOES_NOT_APPLY, NotCounted
from tests.etl.surveys.exports.instruments import TICKED, instrument, item, scale
from tests.etl.surveys.exports.reading import (
    answers,
    not_counted,
    read,
    refusal,
    rules,
    table,
)

NO, PARTLY, FULLY = range(3)
SEXES = {"Kvinna": "women", "Man": "men", "Vill inte ange": "unknown"}

# ---------------------------------------------------------------- plain


def test_a_nordic_table_in_windows_1252() -> None:
    one = instrument(
        [item("Tid", extra={"2": "a1"}), item("Plan")],
        columns={Role.RESPONDENT: "Nr", Role.SEX: "Kön", Role.ORGANISATION: "Ställe"},
        members={
            Role.SEX: SEXES,
            Role.ORGANISATION: {"Östra": "east", "Västra": "west", "Prov": LEFT_OUT},
        },
        ignored=["Öppet"],
    )
    found = read(
        one,
        table(
            ["Nr", "Kön", "Ställe", "Tid", "Plan", "Öppet"],
            ["1", "Kvinna", "Östra", "Instämmer inte alls", "Ej aktuellt", "bra – och å"],
            ["2", "Man", "Västra", "2,0", "", ""],
            ["3", "", "", "INSTÄMMER  HELT ", "Instämmer\u00a0delvis", "hej"],
            ["4", "Man", "Prov", "2", "Instämmer helt", "x"],
        ),
        encoding="cp1252",
    )
    assert answers(found, "tid") == [NO, PARTLY, FULLY]
    assert answers(found, "plan") == [DOES_NOT_APPLY, None, PARTLY]
    assert found.frame["sex"].to_list() == ["women", "men", "all"]
    assert found.frame["organisation"].to_list() == ["east", "west", "all"]
    assert found.frame["group"].to_list() == ["students"] * 3
    assert found.frame["term"].to_list() == ["2024"] * 3
    assert found.frame["region"].to_list() == ["stockholm"] * 3
    assert found.read == 4
    assert not_counted(found) == {NotCounted.LEFT_OUT: (1, (5,))}


def test_the_frame_has_these_columns_and_types() -> None:
    one = instrument([item("A")], ignored=["Nr"])
    found = read(one, table(["Nr", "A"], ["1", "Instämmer helt"]))
    assert {name: str(kind) for name, kind in found.frame.schema.items()} == {
        "respondent": "String",
        "region": "String",
        "organisation": "String",
        "group": "String",
        "sex": "String",
        "term": "String",
        "a": "UInt8",
    }
    assert found.frame["respondent"].to_list() == [None]


@pytest.mark.parametrize("ticked", ["1", "x", "X", "Ja", "Sjukhus"])
@pytest.mark.parametrize("unticked", ["0", "", "Nej"])
def test_a_column_for_each_ticked_option(ticked: str, unticked: str) -> None:
    extra = {"1": "a1", "x": "a1", "0": "a0"}
    one = instrument(
        [
            item("Sjukhus", TICKED, blank="a0", extra={**extra, "Sjukhus": "a1"}),
            item("Primärvård", TICKED, blank="a0", extra={**extra, "Sjukhus": "a1"}),
            item("Tid"),
        ],
        ignored=["Nr"],
    )
    found = read(
        one,
        table(
            ["Nr", "Sjukhus", "Primärvård", "Tid"],
            ["1", ticked, unticked, "Instämmer helt"],
            ["2", unticked, ticked, ""],
            ["3", "", "", "Instämmer helt"],
            ["4", "", "", ""],
        ),
    )
    assert answers(found, "sjukhus") == [1, 0, 0, None]
    assert answers(found, "primärvård") == [0, 1, 0, None]


def test_a_declared_not_applicable_is_no_missing_answer() -> None:
    with_na = scale("with_na", ["Nej", "Ja"], not_applying="NA")
    one = instrument([item("A", with_na), item("B", scale("b", ["Nej", "Ja"]))])
    found = read(one, table(["A", "B"], ["NA", "NA"], ["Ja", "Nej"], ["", "Ja"]))
    assert answers(found, "a") == [DOES_NOT_APPLY, 1, None]
    assert answers(found, "b") == [None, 0, 1]


def test_a_long_table_gives_what_the_wide_one_gives() -> None:
    items = [item("Tid"), item("Plan")]
    columns = {Role.RESPONDENT: "Nr", Role.SEX: "Kön"}
    members = {Role.SEX: SEXES}
    wide = read(
        instrument(items, columns=columns, members=members),
        table(
            ["Nr", "Kön", "Tid", "Plan"],
            ["7", "Kvinna", "Instämmer helt", "Ej aktuellt"],
            ["8", "Man", "", "Instämmer delvis"],
            ["9", "Man", "", ""],
        ),
    )
    long = read(
        instrument(
            items,
            shape=Shape.LONG,
            columns={**columns, Role.QUESTION: "Fråga", Role.ANSWER: "Svar"},
            members=members,
            ignored=["Kommentar"],
        ),
        table(
            ["Nr", "Kön", "Fråga", "Svar"],
            ["7", "Kvinna", "Tid", "Instämmer helt"],
            ["8", "Man", "Kommentar", "fritext"],
            ["9", "Man", "Tid", ""],
            ["8", "Man", "Plan", "Instämmer delvis"],
            ["7", "Kvinna", "plan", "Ej aktuellt"],
        ),
    )
    assert wide.frame.sort("respondent").equals(long.frame.sort("respondent"))
    assert long.read == 5


def test_a_workbook_is_read_as_well() -> None:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate([["Nr", "Tid"], [1, 3], [2, 4.0], [3, ""]]):
            sheet.write_row(place, 0, row)
    five = scale("five", ["1", "2", "3", "4", "5"])
    one = instrument([item("Tid", five)], columns={Role.RESPONDENT: "Nr"})
    assert answers(read(one, written.getvalue()), "tid") == [2, 3, None]


# ---------------------------------------------------------------- LimeSurvey

LIME = [
    ("q1_sq001", "Q1[SQ001]", "Q1_SQ001", "Handledning [Tid]", "Q1[SQ001]. Handledning [Tid]"),
    ("q1_sq002", "Q1[SQ002]", "Q1_SQ002", "Handledning [Plan]", "Q1[SQ002]. Handledning [Plan]"),
]
LIME_OWN = ["id", "submitdate", "lastpage", "startlanguage", "seed"]
LIME_FULL = ["Response ID", "Date submitted", "Last page", "Start language", "Seed"]


# An export of texts alone has no codes.
PAIRS = [(named, header) for named in range(1, 5) for header in range(1, 5)]
WAYS = [pair for pair in PAIRS if 3 not in pair or 4 in pair or pair == (3, 3)]


@pytest.mark.parametrize(("named", "header"), WAYS)
def test_limesurvey_by_codes_by_texts_and_by_both(named: int, header: int) -> None:
    """A name leads to the same column in every way of export that holds it."""
    items = [item(columns[named], code=columns[0], extra={"A1": "a0"}) for columns in LIME]
    one = instrument(items, platform=Platform.LIMESURVEY, columns={Role.RESPONDENT: "id"})
    found = read(
        one,
        table(
            [f'"{name}"' for name in ["id", *LIME_OWN[1:], *(x[header] for x in LIME)]],
            ['"1"', '"2024-03-01 10:00:00"', '"3"', '"sv"', '"99"', '"A1"', '"Instämmer helt"'],
            ['"2"', '""', '"1"', '"sv"', '"98"', '"N/A"', '""'],
            delimiter=",",
        ),
    )
    assert answers(found, "q1_sq001") == [NO, None]
    assert answers(found, "q1_sq002") == [FULLY, None]


def test_limesurvey_with_full_headings_of_its_own_columns() -> None:
    one = instrument(
        [item("Handledning [Tid]", code="time")],
        platform=Platform.LIMESURVEY,
        columns={Role.RESPONDENT: "Response ID"},
    )
    data = table([*LIME_FULL, "Handledning [Tid]"], ["1", "", "1", "sv", "5", "Instämmer helt"])
    assert answers(read(one, data), "time") == [FULLY]


def test_limesurvey_with_code_and_text_of_its_own_columns() -> None:
    """Its column of times is found by its code, and none of them need be named."""
    one = instrument(
        [item("Handledning [Tid]")],
        platform=Platform.LIMESURVEY,
        columns={Role.RESPONDENT: "id", Role.SUBMITTED: "submitdate. Date submitted"},
    )
    own = [f"{code}. {text}" for code, text in zip(LIME_OWN, LIME_FULL, strict=True)]
    data = table(
        [*own, "G1[SQ1]. Handledning [Tid]"],
        ["1", "2024-04-02 10:00:00", "1", "sv", "5", "Instämmer helt"],
    )
    assert read(one, data).read == 1


def test_limesurvey_as_r_exports_it() -> None:
    """Names of rows without a header, NA without quotes, texts in quotes."""
    one = instrument(
        [item("Q1[SQ001]", code="time"), item("Q1_SQ002", code="plan")],
        platform=Platform.LIMESURVEY,
        columns={Role.RESPONDENT: "id"},
        minimum_answered=1,
    )
    found = read(
        one,
        '"","id","submitdate","lastpage","startlanguage","Q1_SQ001","Q1_SQ002"\n'
        '"1",57,NA,0,"sv",NA,NA\n'
        '"2",58,"2024-03-01 10:00:00",3,"sv","Instämmer helt",NA\n',
    )
    assert answers(found, "time") == [FULLY]
    assert answers(found, "plan") == [None]
    assert not_counted(found) == {NotCounted.PARTIAL: (1, (2,))}


def test_an_answer_other_of_limesurvey_must_be_declared() -> None:
    one = instrument([item("Q1")], platform=Platform.LIMESURVEY)
    refused = refusal(one, table(["id", "Q1"], ["1", "-oth-"], ["2", "Instämmer helt"]))
    assert rules(refused) == ["outside_scale"]


# ---------------------------------------------------------------- Qualtrics

QUALTRICS_HEAD = (
    "StartDate,EndDate,Status,Progress,Finished,ResponseId,DistributionChannel,Q1,Q2_1\n"
)
QUALTRICS_TEXTS = (
    "Start Date,End Date,Response Type,Progress,Finished,Response ID,Distribution Channel,"
    '"Jag fick tid","Var var du? - Selected Choice - Sjukhus"\n'
)
QUALTRICS_IDS = ",".join(
    '"{""ImportId"":""' + name + '""}"'
    for name in [
        "startDate",
        "endDate",
        "status",
        "progress",
        "finished",
        "_recordId",
        "dc",
        "QID7",
        "QID8_1",
    ]
)


def qualtrics(*rows: str) -> str:
    head = QUALTRICS_HEAD + QUALTRICS_TEXTS + QUALTRICS_IDS + "\n"
    return head + "".join(f"{row}\n" for row in rows)


@pytest.mark.parametrize("names", [("Q1", "Q2_1"), ("Jag fick tid", "QID8_1")])
def test_qualtrics_with_three_header_rows(names: tuple[str, str]) -> None:
    one = instrument(
        [
            item(names[0], code="time", extra={"3": "a2"}),
            item(names[1], TICKED, code="hospital", extra={"Sjukhus": "a1"}, blank="a0"),
        ],
        platform=Platform.QUALTRICS,
        columns={Role.RESPONDENT: "ResponseId", Role.SUBMITTED: "EndDate"},
        minimum_answered=1,
    )
    found = read(
        one,
        qualtrics(
            "2024-03-01 10:00:00,2024-03-01 10:05:00,IP Address,100,True,R_a,anonymous,3,Sjukhus",
            "2024-03-01 10:00:00,2024-03-01 10:05:00,Survey Preview,100,True,R_b,preview,3,",
            "2024-03-01 10:00:00,2024-03-01 10:05:00,0,100,1,R_c,preview,3,",
            "2024-03-01 10:00:00,2024-03-01 10:05:00,0,20,0,R_d,email,-99,",
            "2024-03-01 10:00:00,2024-03-01 10:05:00,0,90,0,R_e,email,Instämmer delvis,",
        ),
    )
    assert answers(found, "time") == [FULLY, PARTLY]
    assert answers(found, "hospital") == [1, 0]
    assert not_counted(found) == {
        NotCounted.TEST: (2, (5, 6)),
        NotCounted.PARTIAL: (1, (7,)),
    }


def test_qualtrics_with_the_two_header_rows_of_older_exports() -> None:
    one = instrument(
        [item("Jag fick tid", code="time")],
        platform=Platform.QUALTRICS,
        columns={Role.RESPONDENT: "V1"},
    )
    found = read(
        one,
        "V1,V2,V3,V8,V9,V10,Q1\n"
        "ResponseID,ResponseSet,Name,StartDate,EndDate,Finished,Jag fick tid\n"
        "R_1,Default Response Set,Anonymous,2014-03-01 10:00:00,2014-03-01 10:01:00,1,"
        "Instämmer helt\n"
        "R_2,Default Response Set,Anonymous,2014-03-01 10:00:00,2014-03-01 10:01:00,1,\n",
    )
    assert answers(found, "time") == [FULLY, None]
    assert found.read == 2


@pytest.mark.parametrize("own", ["V1,V2,V3", "ResponseID,ResponseSet,Name"])
def test_two_header_rows_of_qualtrics_where_no_column_holds_numbers(own: str) -> None:
    one = instrument(
        [item("Jag fick tid", code="time")],
        platform=Platform.QUALTRICS,
        columns={Role.RESPONDENT: "ResponseID"},
    )
    found = read(
        one,
        f"{own},Q1\n"
        "ResponseID,ResponseSet,Name,Jag fick tid\n"
        "R_1,Default Response Set,Anonymous,Instämmer helt\n"
        "R_2,Default Response Set,Anonymous,\n",
    )
    assert answers(found, "time") == [FULLY, None]
    assert found.read == 2


def test_the_words_of_a_respondents_row_are_no_second_header() -> None:
    one = instrument([item("Q1")], platform=Platform.QUALTRICS)
    rows = ["IP Address,R_1,email,Instämmer helt\n", "IP Address,R_2,email,\n"]
    found = read(one, "".join(["Status,ResponseId,DistributionChannel,Q1\n", *rows]))
    assert answers(found, "q1") == [FULLY, None]


def test_identifiers_that_differ_by_capitals_are_two_respondents() -> None:
    one = instrument(
        [item("Jag fick tid", code="time")],
        platform=Platform.QUALTRICS,
        columns={Role.RESPONDENT: "ResponseId"},
        ignored=["Q2_1"],
    )
    row = "2024-03-01,2024-03-01,0,100,1,{},email,Instämmer helt,"
    found = read(one, qualtrics(row.format("R_aB"), row.format("R_Ab")))
    assert found.frame["respondent"].n_unique() == 2


# ---------------------------------------------------------------- SurveyMonkey

MONKEY = (
    "Respondent ID,Collector ID,Start Date,End Date,Hur var tiden?,Var var du?,,,Övrigt?\n"
    ",,,,Response,Sjukhus,Primärvård,Annat (ange),Open-Ended Response\n"
)


@pytest.mark.parametrize("place", ["Var var du? > Sjukhus", "Sjukhus"])
def test_surveymonkey_with_two_header_rows(place: str) -> None:
    one = instrument(
        [
            item("Hur var tiden?", code="time"),
            item(place, TICKED, code="hospital", extra={"Sjukhus": "a1"}, blank="a0"),
            item("Primärvård", TICKED, code="care", extra={"Primärvård": "a1"}, blank="a0"),
        ],
        platform=Platform.SURVEYMONKEY,
        columns={Role.RESPONDENT: "Respondent ID", Role.SUBMITTED: "End Date"},
        ignored=["Annat (ange)", "Övrigt?"],
    )
    found = read(
        one,
        MONKEY
        + "101,1,03/01/2024 10:00:00 AM,03/13/2024 10:01:00 PM,Instämmer helt,Sjukhus,,,bra\n"
        "102,1,03/01/2024 10:00:00 AM,03/13/2024 10:01:00 PM,,,Primärvård,hemma,\n"
        "103,1,03/01/2024 10:00:00 AM,03/13/2024 10:01:00 PM,,,,,\n",
    )
    assert found.read == 3
    assert answers(found, "time") == [FULLY, None, None]
    assert answers(found, "hospital") == [1, 0, None]
    assert answers(found, "care") == [0, 1, None]


def test_surveymonkey_with_few_questions_of_one_answer() -> None:
    """The second header row holds one "Response" among many options."""
    one = instrument(
        [item(f"O{n}", TICKED, extra={f"O{n}": "a1"}, blank="a0") for n in range(6)]
        + [item("Tid?", code="time")],
        platform=Platform.SURVEYMONKEY,
        columns={Role.RESPONDENT: "Respondent ID"},
    )
    found = read(
        one,
        "Respondent ID,Collector ID,Var?,,,,,,Tid?\n"
        ",,O0,O1,O2,O3,O4,O5,Response\n"
        "1,9,O0,,,,,O5,Instämmer helt\n"
        "2,9,,,,,,,Instämmer delvis\n",
    )
    assert found.read == 2
    assert [answers(found, f"o{n}")[0] for n in range(6)] == [1, 0, 0, 0, 0, 1]
    assert answers(found, "time") == [FULLY, PARTLY]


def test_surveymonkey_that_keeps_one_header_row() -> None:
    one = instrument(
        [item("Hur var tiden?", code="time")],
        platform=Platform.SURVEYMONKEY,
        columns={Role.RESPONDENT: "respondent_id"},
    )
    data = "respondent_id,collector_id,Hur var tiden?\n1,2,Instämmer helt\n2,2,\n"
    assert answers(read(one, data), "time") == [FULLY, None]


# ---------------------------------------------------------------- Google Forms

GOOGLE = [
    item("Var var du?", TICKED, code="hospital", extra={"Sjukhus": "a1"}, blank="a0"),
    item("Var var du?", TICKED, code="care", extra={"Primärvård, jour": "a1"}, blank="a0"),
    item("Var var du?", TICKED, code="other", extra={"Annat": "a1"}, blank="a0"),
    item("Tid?", code="time"),
]


def google(*cells: str) -> str:
    head = "Tidstämpel,Var var du?,Tid?\n"
    return head + "".join(
        f'"2024/03/05 9:13:22 em CET","{cell}","Instämmer helt"\n' for cell in cells
    )


def test_google_forms_with_several_options_in_one_cell() -> None:
    one = instrument(GOOGLE, platform=Platform.GOOGLE_FORMS, columns={Role.SUBMITTED: "Tidstämpel"})
    found = read(one, google("Sjukhus, Primärvård, jour", "Annat", "", "primärvård, jour;Annat;"))
    assert answers(found, "hospital") == [1, 0, 0, 0]
    assert answers(found, "care") == [1, 0, 0, 1]
    assert answers(found, "other") == [0, 1, 0, 1]
    assert answers(found, "time") == [FULLY] * 4


@pytest.mark.parametrize("cell", ["Sjukhus, Båt", "Sjukhus Annat", "Primärvård", "Ja"])
def test_a_cell_that_names_an_option_nobody_declared_is_refused(cell: str) -> None:
    one = instrument(GOOGLE, platform=Platform.GOOGLE_FORMS)
    refused = refusal(one, google("Sjukhus", cell))
    assert set(rules(refused)) == {"outside_scale"}
    assert all(problem.row == 3 for problem in refused.problems)


def test_items_that_share_a_column_must_say_what_a_blank_is() -> None:
    items = [item("Var?", TICKED, code="a", extra={"A": "a1"}), item("Var?", TICKED, code="b")]
    refused = refusal(instrument(items), table(["Var?", "x"], ["A", ""]))
    assert "column_shared" in rules(refused)
