"""An instrument with a mistake is refused with its key, line and column; all mistakes at once."""

from datetime import date
from typing import Final

import pytest

from etl.problems import InputRefused, Problem
from etl.surveys.instrument import is_instrument, parse_instrument
from etl.surveys.instrument.words import normal_spelling
from etl.surveys.model import Duplicates, FrameKind, Instrument, OutsideScale, Role, Shape
from tests.etl.surveys.test_instrument_page import BLOCKS, NAME
from warehouse.organisations import OrganisationKind

WHOLE: Final = BLOCKS[NAME]
FILE: Final = "x.csv.alf.toml"


def changed(*pairs: tuple[str, str]) -> str:
    """The whole example with each first text replaced by the second."""
    text = WHOLE
    for before, after in pairs:
        assert before in text, before
        text = text.replace(before, after, 1)
    return text


def parsed(*pairs: tuple[str, str]) -> Instrument:
    return parse_instrument(changed(*pairs), FILE)


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(InputRefused) as caught:
        parse_instrument(text, FILE)
    return caught.value.problems


# ---------------------------------------------------------------- what is read


def test_every_part_is_read() -> None:
    one = parsed()
    assert one.file == FILE
    assert one.columns == {
        Role.RESPONDENT: "Svars-ID",
        Role.SUBMITTED: "Inskickad",
        Role.ORGANISATION: "Placering",
        Role.PROGRAMME: "Program",
        Role.SEX: "Kön",
    }
    assert one.members[Role.PROGRAMME]["Utbytesstudent"] == "left_out"
    assert one.tests == {"Program": ("Test",)}
    assert one.ignored == ("Kommentar",)
    assert one.minimum_answered == 2
    assert one.duplicates is Duplicates.LAST
    assert (one.opened, one.closed) == (date(2024, 4, 1), date(2024, 5, 31))
    assert one.keep_until == date(2026, 12, 31)
    assert one.units == (OrganisationKind.HOSPITAL, OrganisationKind.UNIT)
    assert one.frame is not None
    assert (one.frame.kind, one.frame.count, one.frame.ineligible) == (
        FrameKind.COUNTS, "Antal", "Avbrott",
    )  # fmt: skip
    assert [one.id for one in one.sources] == ["vil_survey"]
    assert one.round.source == "vil_survey"
    assert [item.code for item in one.round.items] == [
        "feedback", "supervisor_had_time", "joined_round",
    ]  # fmt: skip
    assert one.round.scale_of["feedback"].steps[0][0].answers == ("not_at_all", "partly")
    assert not one.round.is_example


def test_labels_are_spellings_and_an_items_own_go_first() -> None:
    one = parsed(('blank = "no"', 'blank = "no"\nspellings = {x = "no", "Deltog" = "yes"}'))
    assert one.items[2].spellings == {
        "Nej": "no", "No": "no", "Ja": "yes", "Yes": "yes", "x": "no", "Deltog": "yes",
    }  # fmt: skip
    assert one.items[2].blank == "no"
    assert one.items[0].spellings["Ej aktuellt"] == "not_relevant"


def test_all_is_the_total_of_its_dimension() -> None:
    one = parsed(
        ('"Utbytesstudent" = "left_out"', '"Utbytesstudent" = "all"'),
        ('"Vill ej ange" = "unknown"', '"Vill ej ange" = "all"'),
        ('sex = "Kön"', 'sex = "Kön"\nterm = "Termin"'),
        (
            "[tests]",
            '[members.term]\nVår = "VT2024"\nAnnan = "all"\n\n[tests]'.replace("Vår", "Var"),
        ),
    )
    assert one.members[Role.PROGRAMME]["Utbytesstudent"] == "students"
    assert one.members[Role.SEX]["Vill ej ange"] == "all"
    assert one.members[Role.TERM] == {"Var": "VT2024", "Annan": "2024"}
    assert one.round.terms == ("VT2024",)
    assert one.round.subgroups == ("medical_students", "nursing_students")


def test_a_programme_nobody_answered_for_is_known_by_the_frame() -> None:
    frame = WHOLE[WHOLE.index("[frame]") : WHOLE.index("[source]")]
    strata = """[[frame.stratum]]
members = {programme = "medical_students"}
invited = 10
[[frame.stratum]]
members = {programme = "dental_students"}
invited = 4
ineligible = 1

"""
    one = parsed((frame, strata))
    assert one.frame is not None
    assert one.frame.strata[1].members == {"group": "dental_students"}
    assert (one.frame.strata[1].invited, one.frame.strata[1].ineligible) == (4, 1)
    assert one.round.subgroups == ("medical_students", "nursing_students", "dental_students")


def test_regions_may_be_told_by_a_column() -> None:
    one = parsed(
        ('region = "stockholm"\ngroup', "group"),
        ('sex = "Kön"', 'sex = "Kön"\nregion = "Region"'),
        ("[tests]", '[members.region]\n"Region Skåne" = "Skåne"\nSthlm = "stockholm"\n\n[tests]'),
        ('organisation = "Enhet"', 'organisation = "Enhet"\nregion = "Region"'),
    )
    assert one.round.regions == ("skane", "stockholm")


def test_a_long_export_has_questions_and_answers() -> None:
    one = parsed(
        ('platform = "plain"', 'platform = "plain"\nshape = "long"'),
        ('sex = "Kön"', 'sex = "Kön"\nquestion = "Fråga"\nanswer = "Svar"'),
    )
    assert one.shape is Shape.LONG
    assert one.columns[Role.ANSWER] == "Svar"


def test_options_joined_in_a_cell_are_items_of_one_column() -> None:
    more = """
[[item]]
code = "operation"
column = "Deltog i rond"
wording = {sv = "Operation", en = "Operation"}
scale = "ticked"
direction = "no_judgement"
comparability = "new"
spellings = {"Operation" = "yes"}
blank = "no"

[ignore]"""
    assert parsed(("\n[ignore]", more)).items[3].column == "Deltog i rond"
    without = problems(changed(("\n[ignore]", more.replace('blank = "no"\n', ""))))
    assert [one.message.split(":")[0] for one in without] == ["item 4, column"]


def test_read_options_are_kept_and_say_that_it_holds_answers() -> None:
    one = parsed(("[columns]", '[read]\ndelimiter = ";"\n\n[columns]'))
    assert (one.options.delimiter, one.options.answers) == (";", True)


def test_what_may_be_left_out() -> None:
    one = parsed(
        ("opened = 2024-04-01\n", ""),
        ("closed = 2024-05-31\n", ""),
        ('duplicates = "last"\n', ""),
        ('respondent = "Svars-ID"\n', ""),
        ('submitted = "Inskickad"\n', ""),
        ('[tests]\nProgram = ["Test"]\n', ""),
    )
    assert (one.opened, one.closed, one.tests) == (None, None, {})


def test_outside_the_scale_may_be_missing() -> None:
    one = parsed(('id = "ticked"', 'id = "ticked"\noutside = "count_as_missing"'))
    assert [item.outside for item in one.items] == [
        OutsideScale.REFUSE, OutsideScale.REFUSE, OutsideScale.COUNT_AS_MISSING,
    ]  # fmt: skip


def test_a_break_and_a_rule() -> None:
    text = '{title = {sv = "Ny metod", en = "New method"}, reason = {sv = "Webb", en = "Web"}}'
    rule = 'rule = {sv = "Egen regel", en = "Own rule"}\nexample = true\nsmallest_group = 10\n'
    one = parsed(("\n[file]", f"break = {text}\n{rule}\n[file]"))
    assert one.round.series_break is not None
    assert one.round.series_break.reason.en == "Web"
    assert one.round.rule.sv == "Egen regel"
    assert (one.round.is_example, one.round.smallest_group) == (True, 10)


# ---------------------------------------------------------------- which text it is


def test_an_instrument_is_told_by_its_table() -> None:
    assert is_instrument(WHOLE)
    assert is_instrument("survey.id = 'x'")
    assert is_instrument("[ survey ]\nid = broken")
    assert not is_instrument("format = 1\n[table]\n")
    assert not is_instrument("broken = \n[source]\n")
    assert not is_instrument('text = """\n[survey]\n"""\n')


# ---------------------------------------------------------------- one mistake, one problem

MISTAKES: Final[dict[str, tuple[tuple[str, str], str, str]]] = {
    # name: ((before, after), text of the line it is said of, part of the message)
    "format": (("format = 1", "format = 2"), "format = 2", "reads format 1 only"),
    "id_spelling": (
        ('id = "vil_stockholm_students_2024"', 'id = "VIL 2024"'),
        'id = "VIL 2024"',
        "no code",
    ),
    "id_folder": (('id = "vil_stockholm_students_2024"', 'id = "../x"'), 'id = "../x"', "no code"),
    "region": (
        ('region = "stockholm"\ngroup', 'region = "gotland"\ngroup'),
        'region = "gotland"',
        "unknown word 'gotland'",
    ),
    "nation": (
        ('region = "stockholm"\ngroup', 'region = "riket"\ngroup'),
        'region = "riket"',
        "unknown word",
    ),
    "no_region": (
        ('region = "stockholm"\ngroup', "group"),
        "[survey]",
        "survey.region: is missing",
    ),
    "two_regions": (('sex = "Kön"', 'sex = "Kön"\nregion = "Kön"'), "region =", "keep one of them"),
    "group": (('group = "students"', 'group = "student"'), 'group = "student"', "students"),
    "group_all": (('group = "students"', 'group = "all"'), 'group = "all"', "unknown word 'all'"),
    "period": (('period = "2024"', 'period = "vt24"'), 'period = "vt24"', "unparseable period"),
    "undated": (
        ('period = "2024"', 'period = "undated"'),
        'period = "undated"',
        "no place in time",
    ),
    "unit": (('unit = ["hospital", "unit"]', 'unit = "klinik"'), "unit =", "unknown word 'klinik'"),
    "unit_other": (
        ('unit = ["hospital", "unit"]', 'unit = "unit"'),
        '"Danderyds sjukhus" =',
        "is a hospital",
    ),
    "no_unit": (('unit = ["hospital", "unit"]\n', ""), "[survey]", "survey.unit: is missing"),
    "invited": (('invited = "all"', 'invited = "everyone"'), "invited =", "unknown word"),
    "minimum": (
        ("minimum_answered = 2", "minimum_answered = 4"),
        "minimum_answered",
        "between 1 and 3",
    ),
    "minimum_0": (
        ("minimum_answered = 2", "minimum_answered = 0"),
        "minimum_answered",
        "between 1 and 3",
    ),
    "minimum_text": (
        ("minimum_answered = 2", 'minimum_answered = "2"'),
        "minimum_answered",
        "whole number",
    ),
    "duplicates": (('duplicates = "last"', 'duplicates = "newest"'), "duplicates", "unknown word"),
    "no_duplicates": (('duplicates = "last"\n', ""), "[survey]", "which answer counts"),
    "no_respondent": (('respondent = "Svars-ID"\n', ""), "duplicates", "cannot be seen without"),
    "day_text": (("closed = 2024-05-31", 'closed = "2024-05-31"'), "closed", "must be a day"),
    "day_time": (
        ("closed = 2024-05-31", "closed = 2024-05-31T10:00:00"),
        "closed",
        "must be a day",
    ),
    "closed_first": (
        ("closed = 2024-05-31", "closed = 2024-03-31"),
        "closed",
        "before the survey opened",
    ),
    "keep_early": (
        ("keep_until = 2026-12-31", "keep_until = 2024-05-31"),
        "keep_until",
        "after the survey closed",
    ),
    "no_keep": (("keep_until = 2026-12-31\n", ""), "[survey]", "keep_until: is missing"),
    "small_group": (
        ("period =", "smallest_group = 2\nperiod ="),
        "smallest_group",
        "between 3 and 10",
    ),
    "example_word": (("period =", 'example = "yes"\nperiod ='), "example", "true or false"),
    "unknown_key": (
        ("period =", "perriod = 1\nperiod ="),
        "perriod",
        "unknown key; did you mean 'period'",
    ),
    "one_language": (
        (
            'title = {sv = "VIL-enkäten till studenter 2024", '
            'en = "The VIL survey of students 2024"}',
            'title = "x"',
        ),
        'title = "x"',
        "both languages",
    ),
    "platform": (
        ('platform = "plain"', 'platform = "netigate"'),
        "platform",
        "unknown word 'netigate'",
    ),
    "shape": (
        ('platform = "plain"', 'platform = "qualtrics"\nshape = "long"'),
        "shape",
        "'plain' only",
    ),
    "role": (('sex = "Kön"', 'gender = "Kön"\nsex = "Kön"'), "gender", "unknown word 'gender'"),
    "question": (('sex = "Kön"', 'sex = "Kön"\nanswer = "Svar"'), "answer", 'shape "long"'),
    "no_members": (('sex = "Kön"', 'sex = "Kön"\nterm = "Termin"'), "term", "[members.term]"),
    "members_alone": (('sex = "Kön"\n', ""), "[members.sex]", "has no column"),
    "sex": (('Man = "men"', 'Man = "man"'), "Man =", "unknown word 'man'"),
    "programme": (('"nursing_students"', '"nurse_students"'), "Sjuksköterske", "nursing_students"),
    "target_itself": (
        ('"nursing_students"', '"students"'),
        "Sjuksköterske",
        "is the target group itself",
    ),
    "organisation": (
        ('"danderyd_hospital"', '"danderyd"'),
        '"Danderyds sjukhus" =',
        "unknown word 'danderyd'",
    ),
    "other_region": (
        ('"danderyd_hospital"', '"hassleholm_hospital"'),
        '"Danderyds sjukhus" =',
        "lies in 'skane'",
    ),
    "spelled_twice": (
        ('Kvinna = "women"', 'Kvinna = "women"\n"Kvinna " = "men"'),
        '"Kvinna " =',
        "another member",
    ),
    "no_test_cell": (('Program = ["Test"]', "Program = []"), "Program =", "names no cell"),
    "test_ignored": (('Program = ["Test"]', 'Kommentar = ["Test"]'), "Kommentar =", "ignored too"),
    "scale_id": (
        ('id = "ticked"', 'id = "agreement"'),
        'id = "agreement"',
        "two scales are called",
    ),
    "unused_scale": (
        ('scale = "ticked"', 'scale = "agreement"'),
        "[[scale]]",
        "no item has the scale",
    ),
    "value_order": (("value = 2", "value = 0"), "answers = [", "must rise"),
    "value_text": (("value = 2", 'value = "2"'), 'code = "partly"', "must be a number"),
    "value_infinite": (("value = 3", "value = inf"), 'code = "fully"', "counted with"),
    "positive_word": (
        ("value = 2, positive = false", 'value = 2, positive = "no"'),
        'code = "partly"',
        "true or false",
    ),
    "no_positive": (
        ("value = 3, positive = true", "value = 3, positive = false"),
        "answers = [",
        "no answer counts",
    ),
    "all_positive": (
        ("value = 0, positive = false", "value = 0, positive = true"),
        "answers = [",
        "every answer counts",
    ),
    "middle_positive": (
        ("value = 1, positive = false", "value = 1, positive = true"),
        "answers = [",
        "those of one end",
    ),
    "answer_code": (
        ('{code = "partly"', '{code = "fully"'),
        "answers = [",
        "two answers have the code 'fully'",
    ),
    "label_twice": (
        ('{sv = "Instämmer delvis"', '{sv = "Instämmer helt"'),
        'code = "fully"',
        "a spelling of the answer 'partly'",
    ),
    "number_twice": (('en = "Disagree"}}', 'en = "Disagree"}, spellings = ["4,0"]}'), "", ""),
    "outside": (
        ('id = "ticked"', 'id = "ticked"\noutside = "ignore"'),
        "outside",
        "count_as_missing",
    ),
    "group_lacks": (
        ('answers = ["not_at_all", "partly"]', 'answers = ["partly"]'),
        "groups",
        "'not_at_all' is in no group",
    ),
    "group_unknown": (
        ('answers = ["fully"]', 'answers = ["fully", "ful"]'),
        "groups",
        "no answer 'ful'",
    ),
    "group_twice": (
        ('answers = ["fully"]', 'answers = ["partly", "fully"]'),
        "groups",
        "in two groups",
    ),
    "group_order": (
        ('answers = ["not_at_all", "partly"]', 'answers = ["partly", "not_at_all"]'),
        "groups",
        "keep the order",
    ),
    "group_code": (('{code = "agree"', '{code = "fully"'), "groups", "is the code of an answer"),
    "group_none": (('answers = ["fully"]', "answers = []"), "groups", "holds no answer"),
    "theme_code": (('code = "supervision"', 'code = "all"'), 'code = "all"', "meaning of its own"),
    "theme_least": (("minimum_items = 2", "minimum_items = 3"), "minimum_items", "between 1 and 2"),
    "item_code": (('code = "joined_round"', 'code = "sex"'), 'code = "sex"', "meaning of its own"),
    "item_twice": (
        ('code = "joined_round"', 'code = "feedback"'),
        'code = "feedback"',
        "two items have the code",
    ),
    "item_scale": (
        ('scale = "ticked"\ndirection', 'scale = "tick"\ndirection'),
        'scale = "tick"',
        "did you mean 'ticked'",
    ),
    "item_theme": (
        ('theme = "supervision"', 'theme = "superv"'),
        'theme = "superv"',
        "supervision",
    ),
    "direction": (
        ('direction = "higher"', 'direction = "lower"'),
        'direction = "lower"',
        "contradicts the scale",
    ),
    "target": (
        ('direction = "higher"', 'direction = "closer_to_target"'),
        "direction",
        "unknown word",
    ),
    "no_direction": (
        (
            'direction = "higher"\ncomparability = "same"',
            'direction = "no_judgement"\ncomparability = "same"',
        ),
        "theme =",
        "needs a direction",
    ),
    "comparability": (
        ('comparability = "new"', 'comparability = "newer"'),
        "comparability",
        "unknown word",
    ),
    "no_reason": (
        ('comparability = "new"', 'comparability = "changed_scale"'),
        "[[item]]",
        "reason: is missing",
    ),
    "reason": (
        ('comparability = "changed_wording"', 'comparability = "same"'),
        "reason =",
        "take it out",
    ),
    "blank": (('blank = "no"', 'blank = "nej"'), "blank", "unknown word 'nej'"),
    "own_spelling": (
        ('blank = "no"', 'blank = "no"\nspellings = {Deltog = "jo"}'),
        "spellings",
        "unknown word 'jo'",
    ),
    "own_empty": (
        ('blank = "no"', 'blank = "no"\nspellings = {" " = "yes"}'),
        "spellings",
        "said by `blank`",
    ),
    "column_twice": (
        ('column = "Min handledare hade tid"', 'column = "Jag fick återkoppling"'),
        "column =",
        "two items have the column",
    ),
    "two_things": (
        ('column = "Deltog i rond"', 'column = "Kön"'),
        "column =",
        "said to be two things",
    ),
    "ignored_item": (
        ('columns = ["Kommentar"]', 'columns = ["Kommentar", "Deltog i rond"]'),
        "columns =",
        "said to be two things",
    ),
    "crossing": (('by = ["organisation"]', 'by = ["region"]'), "by =", "unknown word 'region'"),
    "crossing_group": (('by = ["organisation"]', 'by = ["group"]'), "by =", "unknown word 'group'"),
    "crossing_term": (('by = ["organisation"]', 'by = ["term"]'), "by =", "has no column"),
    "crossing_twice": (
        ('by = ["organisation"]', 'by = ["sex", "organisation"]'),
        "by =",
        "stands twice",
    ),
    "crossing_empty": (('by = ["organisation"]', "by = []"), "by =", "names nothing"),
    "frame_folder": (
        ('file = "inbjudna_2024.csv"', 'file = "../inbjudna.csv"'),
        "file =",
        "without a folder",
    ),
    "frame_kind": (('kind = "counts"', 'kind = "count"'), "kind", "counts"),
    "frame_list": (('kind = "counts"', 'kind = "list"'), "count =", "its rows are counted"),
    "frame_no_count": (('count = "Antal"\n', ""), "[frame]", "frame.count: is missing"),
    "frame_role": (
        ('organisation = "Enhet"', 'organisation = "Enhet"\nterm = "T"'),
        'term = "T"',
        "told apart in the frame",
    ),
    "frame_members": (
        ("[source]", '[frame.members.sex]\nF = "women"\n\n[source]'),
        "[frame.members.sex]",
        "has no column in [frame.columns]",
    ),
    "frame_both": (
        ("[source]", "[[frame.stratum]]\nmembers = {}\ninvited = 1\n\n[source]"),
        "",
        "",
    ),
    "source": (('id = "vil_survey"\n', ""), "[source]", "source.id: is missing"),
    "organisation_known": (('code = "aby_health_centre"', 'code = "danderyd_hospital"'), "", ""),
    "organisation_kind": (('kind = "unit"', 'kind = "clinic"'), "", ""),
    "organisation_unused": (
        ('"Åby vårdcentral" = "aby_health_centre"', '"Åby vårdcentral" = "all"'),
        "code =",
        "named nowhere",
    ),
    "read": (
        ("[columns]", '[read]\ndelimeter = ";"\n\n[columns]'),
        "[read]",
        "did you mean 'delimiter'",
    ),
    "no_answers": (
        ("[columns]", "[read]\nanswers = false\n\n[columns]"),
        "[read]",
        "is about answers",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_said_with_its_place(name: str) -> None:
    pair, line, message = MISTAKES[name]
    if name == "number_twice":  # two ways of writing one number
        text = changed(pair, ('en = "Agree fully"}}', 'en = "Agree fully"}, spellings = ["4"]}'))
        line, message = 'code = "fully"', "a spelling of the answer 'not_at_all' already"
    else:
        text = changed(pair)
    found = problems(text)
    if not message:
        assert found
        return
    said = [one for one in found if message in one.message]
    assert said, [one.message for one in found]
    assert len(found) <= 5
    one = said[0]
    assert one.file == FILE
    assert one.row is not None
    assert line in text.splitlines()[one.row - 1]
    assert one.rule == "instrument" or name == "read"
    assert name == "read" or one.column is not None


def test_the_column_is_that_of_the_key() -> None:
    text = changed(("value = 2", 'value = "2"'))
    (one,) = (one for one in problems(text) if "must be a number" in one.message)
    assert one.row is not None
    assert one.column is not None
    assert text.splitlines()[one.row - 1][int(one.column) - 1 :].startswith('value = "2"')
    assert one.message.startswith("scale 1, answers 2, value: ")
    assert str(one).startswith(f"{FILE}, line {one.row}, column '{one.column}': ")


def test_all_mistakes_at_once_in_the_order_of_the_text() -> None:
    text = changed(
        ('group = "students"', 'group = "pupils"'),
        ('Man = "men"', 'Man = "man"'),
        ('blank = "no"', 'blank = "nej"'),
        ('kind = "counts"', 'kind = "heads"'),
    )
    found = problems(text)
    rows = [one.row or 0 for one in found]
    assert rows == sorted(rows)
    assert {one.message.split(":")[0] for one in found} >= {
        "survey.group", "members.sex.Man", "item 3, blank", "frame.kind",
    }  # fmt: skip


def test_what_is_no_toml_is_said_with_its_line() -> None:
    (one,) = problems(changed(('group = "students"', "group = students")))
    assert one.row == WHOLE.splitlines().index('group = "students"') + 1
    assert "is no TOML" in one.message
    assert "column" in one.message


def test_a_key_twice_is_no_toml() -> None:
    (one,) = problems(changed(('group = "students"', 'group = "students"\ngroup = "staff"')))
    assert "is no TOML" in one.message


def test_steps_must_grow_coarser() -> None:
    five = """answers = [
  {code = "a", value = 1, positive = false, label = {sv = "a", en = "a"}},
  {code = "b", value = 2, positive = false, label = {sv = "b", en = "b"}},
  {code = "c", value = 3, positive = false, label = {sv = "c", en = "c"}},
  {code = "d", value = 4, positive = true, label = {sv = "d", en = "d"}},
]
"""
    start, end = WHOLE.index("answers = ["), WHOLE.index("does_not_apply")
    rest = WHOLE[WHOLE.index("[[scale.step]]") : WHOLE.index('[[scale]]\nid = "ticked"')]

    def with_steps(*steps: tuple[tuple[str, ...], ...]) -> str:
        names: dict[tuple[str, ...], str] = {}
        said = ""
        for step in steps:
            said += "[[scale.step]]\ngroups = [\n"
            for group in step:
                name = names.setdefault(group, f"g{len(names)}")
                words = ", ".join(f'"{code}"' for code in group)
                said += (
                    f'{{code = "{name}", label = {{sv = "x", en = "x"}}, answers = [{words}]}},\n'
                )
            said += "]\n"
        return WHOLE[:start] + five + WHOLE[end:].replace(rest, said + "\n")

    fine = with_steps((("a",), ("b", "c"), ("d",)), (("a", "b", "c"), ("d",)))
    assert len(parse_instrument(fine, FILE).round.scales[0].steps) == 2
    crossing = with_steps((("a", "b"), ("c",), ("d",)), (("a",), ("b", "c"), ("d",)))
    assert any("fewer groups" in one.message for one in problems(crossing))
    not_nested = with_steps((("a",), ("b",), ("c",), ("d",)), (("a", "b", "c"), ("d",)))
    assert any("fewer groups" in one.message for one in problems(not_nested))
    mixed = with_steps((("a", "b"), ("c", "d")))
    assert any("holds positive answers and others" in one.message for one in problems(mixed))
    one_group = with_steps((("a", "b", "c", "d"),))
    assert any("at least two groups" in one.message for one in problems(one_group))


def test_groups_are_made_of_whole_groups() -> None:
    answers = "".join(
        f'{{code = "a{n}", value = {n}, positive = {str(n > 4).lower()}, '
        f'label = {{sv = "s{n}", en = "e{n}"}}}},\n'
        for n in range(1, 6)
    )
    step = '{{code = "{0}", label = {{sv = "x", en = "x"}}, answers = [{1}]}}'
    first = [("p", '"a1", "a2"'), ("q", '"a3", "a4"'), ("r", '"a5"')]
    second = [("s", '"a1", "a2", "a3"'), ("t", '"a4"')]
    groups = [
        "[[scale.step]]\ngroups = [" + ", ".join(step.format(*one) for one in part) + "]\n"
        for part in (first, [*second[:1], ("u", '"a4", "a5"')])
    ]
    start, end = WHOLE.index("answers = ["), WHOLE.index('[[scale]]\nid = "ticked"')
    text = WHOLE[:start] + f"answers = [\n{answers}]\n" + "".join(groups) + "\n" + WHOLE[end:]
    messages = [one.message for one in problems(text)]
    assert any("made of whole groups" in message for message in messages)


def test_categories_of_two_scales_must_differ() -> None:
    text = changed(
        ('id = "ticked"', 'id = "agreement_fully"'),
        ('scale = "ticked"', 'scale = "agreement_fully"'),
        ('{code = "fully"', '{code = "fully_yes"'),
        ('answers = ["fully"]', 'answers = ["fully_yes"]'),
    )
    assert any("'agreement_fully_yes' would be a category" in one.message for one in problems(text))


def test_a_term_lies_within_the_period() -> None:
    text = changed(
        ('sex = "Kön"', 'sex = "Kön"\nterm = "Termin"'),
        ("[tests]", '[members.term]\nV = "VT2025"\nH = "ht 2024"\n\n[tests]'),
    )
    (one,) = problems(text)
    assert "'VT2025' does not lie within '2024'" in one.message


def test_strata_tell_the_same_apart_and_once() -> None:
    frame = WHOLE[WHOLE.index("[frame]") : WHOLE.index("[source]")]
    stratum = "[[frame.stratum]]\nmembers = {{{0}}}\ninvited = {1}\n{2}\n"
    strata = [
        ('sex = "women"', "5", ""),
        ('sex = "women"', "6", ""),
        ('programme = "medical_students"', "-1", ""),
        ('sex = "men"', "3", "ineligible = 4"),
        ('sex = "men", colour = "red"', "2", ""),
    ]
    text = changed((frame, "".join(stratum.format(*one) for one in strata)))
    messages = " ".join(one.message for one in problems(text))
    for said in (
        "this stratum stands twice", "tell the same apart", "cannot be below 0",
        "cannot be more than invited", "unknown word 'colour'",
    ):  # fmt: skip
        assert said in messages


def test_strata_and_a_file_exclude_each_other() -> None:
    text = changed(("[source]", "[[frame.stratum]]\nmembers = {}\ninvited = 1\n\n[source]"))
    assert any("keep one of them" in one.message for one in problems(text))


def test_a_missing_table_is_said_once() -> None:
    start, end = WHOLE.index("[survey]"), WHOLE.index("[file]")
    found = problems(WHOLE[:start] + WHOLE[end:])
    assert found[0].message == "survey: is missing"
    assert not any(one.message.startswith("survey.id") for one in found)


def test_a_question_that_stands_is_asked_again() -> None:
    text = changed(
        ('group = "students"', '# QUESTION: who were asked?\ngroup = ""'),
        ("keep_until = 2026-12-31", 'keep_until = ""'),
    )
    (one,) = problems(text)
    assert one.rule == "question"
    assert "who were asked?" in one.message
    without = problems(text.replace("# QUESTION: who were asked?\n", ""))
    assert [problem.message for problem in without] == [
        "survey.group: says nothing: fill it in",
        "survey.keep_until: says nothing: fill it in",
    ]


@pytest.mark.parametrize(
    ("cell", "same"),
    [
        ("4,0", "4"), ("4.0", "4"), (" 10 ", "10"), ("Instämmer\u00a0 helt", "Instämmer helt"),
        ("A\u030ar", "År"), ("0,50", "0.5"), ("ja", "ja"), ("Ja", "Ja"),
    ],
)  # fmt: skip
def test_spellings_of_one_cell(cell: str, same: str) -> None:
    assert normal_spelling(cell) == same
