"""Forgetting a survey: answers, pseudonyms and original go, what was published stays."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import alf
from etl.job import load
from etl.surveys import intake
from etl.surveys.store.private import deliveries
from tests.etl.conftest import silent
from tests.etl.surveys.given import MARKER, give, instrument_text, people, with_marker
from warehouse.release import load_lock, verify
from warehouse.store import Store

ID = "vil_test_2024"
runner = CliRunner()

pytestmark = pytest.mark.data


@pytest.fixture(autouse=True)
def at_home(survey_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ALF_HOME", str(survey_home))
    return survey_home


def run(*arguments: str) -> tuple[int, str, str]:
    result = runner.invoke(alf.app, ["survey", *arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def answered(home: Path) -> list[float]:
    rows = Store(home).current().observations("vil_test_response_rate")
    return rows.filter(organisation="all", sex="all")["numerator"].to_list()


def test_forgetting_deletes_the_answers_and_leaves_what_was_published(survey_home: Path) -> None:
    before = answered(survey_home)
    code, said, _ = run("forget", ID)
    assert code == 0
    assert ID in said
    folder = survey_home / "private" / "surveys" / ID
    assert sorted(path.name for path in folder.iterdir()) == ["about.json", "instrument.toml"]
    assert with_marker(survey_home) == []
    assert answered(survey_home) == before == [180]
    assert verify(survey_home, None) == []
    journal = (survey_home / "private" / "journal.jsonl").read_text().splitlines()
    assert json.loads(journal[-1])["what"] == "forgotten"


def test_after_forgetting_the_release_is_built_anew_as_it_was(survey_home: Path) -> None:
    before = answered(survey_home)
    run("forget", ID)
    (survey_home / "releases" / "CURRENT").read_text()
    give(survey_home / "inbox", people(200), name="x.csv", instrument=_other())
    load(survey_home, progress=silent)
    assert before[0] in answered(survey_home)


def _other() -> str:
    text = instrument_text("vil_test_2025").replace('period = "2024"', 'period = "2025"')
    return text.replace('comparability = "new"', 'comparability = "same"')


def test_the_same_file_after_forgetting_is_not_read_again(
    survey_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("forget", ID)
    monkeypatch.setattr(intake, "read_answers", None)
    give(survey_home / "inbox")
    said: list[str] = []
    load(survey_home, progress=said.append)
    assert any("forgotten on" in line for line in said)
    assert not list((survey_home / "inbox").iterdir())
    assert with_marker(survey_home) == []


def test_an_export_that_a_kill_left_in_the_inbox_goes_too(survey_home: Path) -> None:
    give(survey_home / "inbox")
    run("forget", ID)
    assert with_marker(survey_home) == []


def test_other_files_in_the_inbox_are_left_alone(survey_home: Path) -> None:
    give(survey_home / "inbox", people(50))
    run("forget", ID)
    assert (survey_home / "inbox" / "vil.csv").exists()


def test_an_unknown_survey_is_a_mistake_of_usage(survey_home: Path) -> None:
    code, _, said = run("forget", "vil_test")
    assert code == 2
    assert ID in said
    assert with_marker(survey_home)


@pytest.mark.parametrize("survey", ["..", "../..", f"{ID}/", "."])
def test_an_id_that_is_a_path_is_unknown(survey_home: Path, survey: str) -> None:
    assert run("forget", survey)[0] == 2
    assert (survey_home / "private" / "surveys" / ID / "original").exists()


def test_forgetting_again_says_the_same(survey_home: Path) -> None:
    first = run("forget", ID)
    assert run("forget", ID) == first
    journal = (survey_home / "private" / "journal.jsonl").read_text()
    assert journal.count("forgotten") == 1


def test_nothing_is_forgotten_while_a_load_runs(survey_home: Path) -> None:
    with load_lock(survey_home):
        assert run("forget", ID)[0] == 4
    assert with_marker(survey_home)


def test_the_list_says_what_there_is_and_no_answer(survey_home: Path) -> None:
    code, said, _ = run("list")
    head, row = (line.split("\t") for line in said.splitlines())
    found = dict(zip(head, row, strict=True))
    assert code == 0
    assert (found["id"], found["answers"], found["keep until"], found["in release"]) == (
        ID, "180", "2099-12-31", "yes",
    )  # fmt: skip
    assert found["key"] == deliveries(survey_home)[ID].key
    assert MARKER not in said
    run("forget", ID)
    assert "forgotten 20" in run("list")[1]


def test_the_list_says_what_is_overdue(survey_home: Path) -> None:
    give(survey_home / "inbox", instrument=instrument_text(keep_until="2025-01-31"))
    load(survey_home, progress=silent)
    assert "2025-01-31, overdue" in run("list")[1]


def test_before_the_first_load_the_list_is_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALF_HOME", str(tmp_path / "new"))
    code, said, _ = run("list")
    assert (code, len(said.splitlines())) == (0, 1)
    assert run("forget", ID)[0] == 2


def test_a_file_of_another_delivery_after_forgetting_is_read(survey_home: Path) -> None:
    run("forget", ID)
    give(survey_home / "inbox", instrument=instrument_text(keep_until="2098-01-01"))
    load(survey_home, progress=silent)
    assert deliveries(survey_home)[ID].forgotten_at is None
    assert with_marker(survey_home) == [f"private/surveys/{ID}/original"]
