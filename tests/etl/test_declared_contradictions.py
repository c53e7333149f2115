"""A user's table that disagrees with what ships: refused with a way out, and the way out works."""

import json
from pathlib import Path

import pytest

from etl.job import load, withdraw
from etl.problems import InputRefused, Problem
from etl.report import refusal_as_json, refusal_lines
from tests.etl.conftest import silent
from warehouse.release import verify
from warehouse.store import Store

pytestmark = pytest.mark.data

INDICATOR = "alf_survey_response_rate"
SHIPPED_SOURCE = "ki_vr_survey_2022"  # 61 per cent of the researchers in Skåne, round 1
DECLARATION = f"""format = 1
[source]
id = "own_office"
short = {{sv = "Kansliet", en = "The office"}}
[[table]]
indicator = "{INDICATOR}"
unit = "percent"
[table.columns]
region = "Region"
period = "År"
value = "Andel"
[table.constants]
organisation = "all"
sex = "all"
group = "researchers"
item = "round_1"
estimate = "unweighted"
nature = "outcome"
"""
DATA = "Region;År;Andel\nRegion Skåne;2022;70,5\nRegion Uppsala;2021;58,0\n"


def given(folder: Path, declaration: str, name: str = "svar.csv", data: str = DATA) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(data, encoding="utf-8")
    path.with_name(f"{name}.alf.toml").write_text(declaration, encoding="utf-8")
    return path


def refused(home: Path, *paths: Path, supersede: tuple[str, ...] = ()) -> tuple[Problem, ...]:
    with pytest.raises(InputRefused) as told:
        load(home, list(paths), progress=silent, supersede=supersede)
    return told.value.problems


def blocks(problems: tuple[Problem, ...]) -> str:
    """What the refusal offers, the questions answered as a person would."""
    offered = "\n".join(problem.block for problem in problems if problem.block)
    lines = [line for line in offered.splitlines() if not line.startswith("# QUESTION:")]
    answered = "\n".join(lines)
    for key, words in (("text_sv", "Kansliet anger 70,5."), ("text_en", "The office has 70.5.")):
        answered = answered.replace(f'{key} = ""', f'{key} = "{words}"')
    return f"\n{answered}\n"


def contradictions(home: Path) -> dict[str, dict[str, str]]:
    rows = Store(home).current().contradictions().to_dicts()
    return {row["id"]: row for row in rows}


@pytest.fixture
def whole(home: Path, tmp_path: Path) -> str:
    """The declaration with what the refusal offered."""
    return DECLARATION + blocks(refused(home, given(tmp_path / "in", DECLARATION)))


def test_an_undeclared_contradiction_is_refused_with_the_keys_that_declare_it(
    home: Path, tmp_path: Path
) -> None:
    disagree, preferred = refused(home, given(tmp_path / "in", DECLARATION))
    assert (disagree.rule, disagree.row) == ("sources_agree_or_declared", 2)
    assert disagree.file.startswith("svar.csv (")
    assert '[[contradiction]], kind = "sources_disagree"' in (disagree.remedy or "")
    assert preferred.rule == "preferred_source_named"
    assert (
        preferred.block == f'[preferred_sources]\n{INDICATOR} = ["ki_vr_survey_2022", "own_office"]'
    )


def test_the_refusal_prints_what_can_be_copied(home: Path, tmp_path: Path) -> None:
    problems = refused(home, given(tmp_path / "in", DECLARATION))
    said = "\n".join(refusal_lines(problems))
    assert disagree_block(problems) in said
    documents = json.loads(refusal_as_json(problems))["problems"]
    assert [one["block"] for one in documents] == [problem.block for problem in problems]


def disagree_block(problems: tuple[Problem, ...]) -> str:
    (block,) = [p.block for p in problems if p.rule == "sources_agree_or_declared"]
    assert block is not None
    return block


def test_many_refusals_print_a_few_blocks_and_say_where_the_others_are() -> None:
    problems = [Problem("r", "m", "f", block=f"[[contradiction]]\nid = {n}") for n in range(5)]
    said = "\n".join(refusal_lines(problems))
    assert said.count("[[contradiction]]") == 3
    assert "and 2 more such blocks" in said


def test_the_offered_block_copied_as_it_is_asks_for_its_words(home: Path, tmp_path: Path) -> None:
    block = disagree_block(refused(home, given(tmp_path / "in", DECLARATION)))
    problems = refused(home, given(tmp_path / "in", f"{DECLARATION}\n{block}\n"))
    assert [problem.rule for problem in problems] == ["question"]


def test_what_is_declared_is_published_and_shown(home: Path, tmp_path: Path, whole: str) -> None:
    before = contradictions(home)
    load(home, [given(tmp_path / "in", whole)], progress=silent)
    (new,) = [row for id_, row in contradictions(home).items() if id_ not in before]
    assert (new["kind"], new["indicator"], new["region"], new["period"]) == (
        "sources_disagree", INDICATOR, "skane", "2022",
    )  # fmt: skip
    assert new["text_sv"] == "Kansliet anger 70,5."
    members = json.loads(new["rows"])
    assert [(one["source"], one["expect"]) for one in members] == [
        (SHIPPED_SOURCE, 61.0), ("own_office", 70.5),
    ]  # fmt: skip
    registry = Store(home).current().registry
    assert registry.indicators[INDICATOR].preferred_sources == (SHIPPED_SOURCE, "own_office")
    assert list(verify(home)) == []


def test_it_goes_with_the_file_that_declares_it(home: Path, tmp_path: Path, whole: str) -> None:
    before = contradictions(home)
    preferred = Store(home).current().registry.indicators[INDICATOR].preferred_sources
    report = load(home, [given(tmp_path / "in", whole)], progress=silent)
    withdraw(home, report.accepted[0], progress=silent)
    assert contradictions(home) == before
    after = Store(home).current().registry.indicators[INDICATOR].preferred_sources
    assert after == preferred


def test_once_the_file_is_mended_the_load_stops_with_the_line_of_what_was_declared(
    home: Path, tmp_path: Path, whole: str
) -> None:
    report = load(home, [given(tmp_path / "in", whole)], progress=silent)
    mended = given(tmp_path / "in", whole, data=DATA.replace("70,5", "61,0"))
    problems = refused(home, mended, supersede=report.accepted)
    (told,) = [one for one in problems if one.rule == "contradiction_as_expected"]
    assert told.file == "svar.csv.alf.toml"
    assert told.row == 1 + whole.splitlines().index("[[contradiction]]")
    assert "take it out" in (told.remedy or "")


def test_what_two_declarations_say_alike_is_one(home: Path, tmp_path: Path, whole: str) -> None:
    before = len(contradictions(home))
    first = given(tmp_path / "in", whole)
    second = given(
        tmp_path / "in", whole.replace("[[table]]", "\n[[table]]"), "next.csv",
        "Region;År;Andel\nRegion Uppsala;2020;57,0\n",
    )  # fmt: skip
    load(home, [first, second], progress=silent)
    assert len(contradictions(home)) == before + 1


@pytest.mark.parametrize(
    ("old", "new", "rule", "says"),
    [
        ('indicator = "alf_survey_response_rate"\nregion', 'indicator = "odd"\nregion',
         "unknown_indicator", "unknown indicator 'odd'"),
        ('source = "own_office", reading', 'source = "own_ofice", reading',
         "unknown_source", "nearest: 'own_office'"),
        ("expect = 61.0", "expect = 62.0", "contradiction_as_expected", "expects 62"),
        ("expect = 70.5", "expect = 61.0", "contradiction_is_one", "do not contradict"),
        ("sources_disagree", "parts_do_not_sum", "sources_agree_or_declared", "not declared"),
        ('["ki_vr_survey_2022", "own_office"]', '["nowhere"]', "registry", "source 'nowhere'"),
        ("[preferred_sources]\nalf", "[preferred_sources]\nalv", "registry", "unknown indicator"),
    ],
)  # fmt: skip
def test_a_declared_contradiction_must_be_true(
    home: Path, tmp_path: Path, whole: str, old: str, new: str, rule: str, says: str
) -> None:
    assert old in whole
    problems = refused(home, given(tmp_path / "in", whole.replace(old, new)))
    assert any(one.rule == rule and says in one.message for one in problems), problems


def test_declarations_that_order_sources_differently_are_refused(
    home: Path, tmp_path: Path, whole: str
) -> None:
    ordered = '["ki_vr_survey_2022", "own_office"]'
    other = whole.replace(ordered, '["own_office", "ki_vr_survey_2022"]')
    first = given(tmp_path / "in", whole)
    second = given(tmp_path / "in", other, "next.csv", "Region;År;Andel\nUppsala;2020;57,0\n")
    problems = refused(home, first, second)
    assert [one.rule for one in problems] == ["registry"]
    assert "another order of the sources" in problems[0].message


def test_sources_are_ordered_also_where_nothing_else_is_declared(
    home: Path, tmp_path: Path
) -> None:
    """Of a measure that names a first source itself, that one stays first."""
    text = f"""format = 1
[source]
id = "{SHIPPED_SOURCE}"
[preferred_sources]
{INDICATOR} = ["{SHIPPED_SOURCE}"]
nursing_vfu_rank = ["vardfokus_vfu_ranking_2017"]
{DECLARATION[DECLARATION.index("[[table]]") :]}"""
    data = "Region;År;Andel\nRegion Uppsala;2021;58,0\n"
    load(home, [given(tmp_path / "in", text, data=data)], progress=silent)
    indicators = Store(home).current().registry.indicators
    assert indicators[INDICATOR].preferred_sources == (SHIPPED_SOURCE,)
    assert indicators["nursing_vfu_rank"].preferred_sources == (
        "vardforbundet_vfu_ranking_2017",
        "vardfokus_vfu_ranking_2017",
    )
