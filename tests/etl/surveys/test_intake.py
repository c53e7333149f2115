"""A survey from the inbox to the release: what is published, what is kept, what is said."""

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

import alf
from etl.disclosure.errors import DisclosureRefused
from etl.disclosure.model import Leak
from etl.job import load, withdraw
from etl.problems import InputRefused
from etl.report import report_as_json, report_lines
from etl.surveys import intake
from etl.surveys.instrument import parse_instrument
from etl.surveys.publishing.publish import publish_survey
from etl.surveys.publishing.table import as_bytes, published_before
from etl.surveys.store.delivery import delivery_of
from etl.surveys.store.private import deliveries
from tests.etl.bundles import user_file
from tests.etl.conftest import silent
from tests.etl.surveys.given import (
    EXPORT,
    FRAME,
    HEADER,
    MARKER,
    UNITS,
    export_text,
    frame_text,
    give,
    instrument_text,
    people,
    with_marker,
)
from warehouse.release import list_releases, rollback, verify
from warehouse.store import Store

ID = "vil_test_2024"
DELIVERY = f"private/surveys/{ID}"
runner = CliRunner()

pytestmark = pytest.mark.data


def said_by(home: Path, *files: Path, supersede: Sequence[str] = ()) -> list[str]:
    said: list[str] = []
    report = load(home, files, progress=said.append, supersede=supersede)
    return [*said, *report_lines(report)]


def accepting(home: Path, *files: Path) -> list[str]:
    """Loads again with the code of the report on what a corrected delivery no longer shows."""
    try:
        return said_by(home, *files)
    except InputRefused as stopped:
        (code,) = re.findall(r"--accept (\w{8})", str(stopped))
        said: list[str] = []
        load(home, files, progress=said.append, accept=code)
        return said


def with_pattern(pattern: str) -> str:
    platform = 'platform = "plain"'
    return instrument_text().replace(platform, f'{platform}\npattern = "{pattern}"')


def survey_inputs(home: Path) -> list[str]:
    inputs = Store(home).current().inputs()
    return inputs.filter(pl.col("id").str.starts_with("vil-"))["id"].to_list()


def figures(home: Path, indicator: str) -> pl.DataFrame:
    return Store(home).current().observations(indicator)


def reads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("the export was read again")

    monkeypatch.setattr(intake, "read_answers", forbidden)


def state_of(home: Path) -> dict[str, bytes]:
    """All that lasts, but for the key of pseudonyms, which the first survey makes."""
    lasting = ("raw", "releases", "private/surveys")
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for folder in lasting
        for path in (home / folder).rglob("*")
        if path.is_file()
    }


# ---------------------------------------------------------------- what becomes of a survey


def test_what_is_published_are_the_counts_of_the_export(survey_home: Path) -> None:
    answered = Counter(unit for _, unit, *_ in people())
    rates = figures(survey_home, "vil_test_response_rate").filter(sex="all", group="students")
    got = {row["organisation"]: (row["numerator"], row["denominator"])
           for row in rates.iter_rows(named=True)}  # fmt: skip
    expected = {f"unit_{unit[-1].lower()}": (answered[unit], 100) for unit in UNITS}
    assert got == expected | {"all": (180, 300)}
    positive = sum(feedback == "Ja" for *_, feedback, _, _ in people())
    share = figures(survey_home, "vil_test_share_positive").filter(
        organisation="all", sex="all", item="feedback", estimate="unweighted"
    )
    assert share.select("numerator", "denominator").rows() == [(positive, 180)]
    assert verify(survey_home, None) == []


def test_the_answers_stand_nowhere_but_in_private(survey_home: Path) -> None:
    assert with_marker(survey_home) == [f"{DELIVERY}/original"]
    assert not list((survey_home / "inbox").iterdir())


def test_a_list_of_persons_is_kept_nowhere(survey_home: Path) -> None:
    assert with_marker(survey_home, "example.org") == []


def test_respondents_are_pseudonyms_and_rows_tell_them_apart(survey_home: Path) -> None:
    answers = pl.read_parquet(survey_home / DELIVERY / "answers.parquet")
    assert answers.height == answers["respondent"].n_unique() == 180
    assert not answers["respondent"].str.contains(MARKER).any()


def test_only_their_owner_may_look_at_them(survey_home: Path) -> None:
    for path in [survey_home / "private", *(survey_home / "private").rglob("*")]:
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_what_is_said_counts_and_names_no_answer(home: Path) -> None:
    rows = [*people(), people()[0]]
    give(home / "inbox", rows)
    said = said_by(home)
    assert any(
        line.startswith(f"Survey {ID}: 180 answers count, of 181 rows in {EXPORT}") for line in said
    )
    assert any("Not counted: 1, again by the same respondent" in line for line in said)
    assert MARKER not in "\n".join(said)
    assert any(line.startswith("Accepted: vil-test-2024-") for line in said)


def test_the_report_as_json_counts_too(home: Path) -> None:
    give(home / "inbox")
    report = load(home, progress=silent)
    said = json.loads(report_as_json(report))
    (found,) = said["surveys"]
    assert (found["id"], found["read"], found["counted"], found["known"]) == (ID, 180, 180, False)
    assert found["not_counted"] == []
    assert (found["cells"]["hidden"], found["proof"]["leaks"]) == (0, 0)
    assert said["overdue"] == []
    assert MARKER not in report_as_json(report)


def test_an_export_may_be_named_where_it_lies(home: Path, tmp_path: Path) -> None:
    export = give(tmp_path / "elsewhere")
    load(home, [export], progress=silent)
    assert len(survey_inputs(home)) == 1
    assert sorted(path.name for path in export.parent.iterdir()) == sorted(
        (EXPORT, f"{EXPORT}.alf.toml", FRAME)
    )


def test_all_three_files_may_be_named(home: Path, tmp_path: Path) -> None:
    export = give(tmp_path / "elsewhere")
    load(home, sorted(export.parent.iterdir()), progress=silent)
    assert len(survey_inputs(home)) == 1
    assert with_marker(home) == [f"{DELIVERY}/original"]


def test_an_instrument_finds_its_export_by_the_pattern(home: Path) -> None:
    text = with_pattern("vil*.csv")
    export = give(home / "inbox", instrument=text)
    export.with_name(f"{EXPORT}.alf.toml").rename(export.with_name("survey.alf.toml"))
    load(home, progress=silent)
    assert len(survey_inputs(home)) == 1
    assert not list((home / "inbox").iterdir())


def test_a_workbook_is_an_export_too(home: Path) -> None:
    export = give(home / "inbox", name="vil.xlsx")
    frame = pl.DataFrame(people(), schema=list(HEADER), orient="row")
    frame.write_excel(export)
    load(home, progress=silent)
    rates = figures(home, "vil_test_response_rate").filter(organisation="all", sex="all")
    assert rates["numerator"].to_list() == [180]


# ---------------------------------------------------------------- the same again


def test_the_same_again_is_no_work(survey_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads_nothing(monkeypatch)
    before = state_of(survey_home)
    give(survey_home / "inbox")
    assert any(line.startswith("Nothing to do") for line in said_by(survey_home))
    assert state_of(survey_home) == before
    assert not list((survey_home / "inbox").iterdir())


def test_the_same_under_another_name_is_no_work(
    survey_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads_nothing(monkeypatch)
    report = load(survey_home, [give(tmp_path / "x", name="again.csv")], progress=silent)
    assert report.unchanged


def test_another_frame_is_another_delivery(survey_home: Path) -> None:
    give(survey_home / "inbox", frame=frame_text(330))
    load(survey_home, progress=silent)
    rates = figures(survey_home, "vil_test_response_rate").filter(organisation="all", sex="all")
    assert rates["denominator"].to_list() == [330]
    assert len(survey_inputs(survey_home)) == 1


# ---------------------------------------------------------------- a corrected delivery


def test_a_corrected_delivery_takes_the_place_of_the_earlier(survey_home: Path) -> None:
    (old,) = survey_inputs(survey_home)
    give(survey_home / "inbox", people(240), name="corrected.csv")
    said = accepting(survey_home)
    assert any("1 earlier tables" in line for line in said)
    assert any(f"takes the place of {old}" in line for line in said)
    (new,) = survey_inputs(survey_home)
    assert new != old
    assert deliveries(survey_home)[ID].rows == 240
    assert pl.read_parquet(survey_home / DELIVERY / "answers.parquet").height == 240
    journal = (survey_home / "private" / "journal.jsonl").read_text().splitlines()
    assert [json.loads(line)["what"] for line in journal] == ["key_made", "loaded", "replaced"]


def test_disclosure_is_told_what_was_published_before(
    survey_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []

    def spying(*arguments: object) -> object:
        told.append(len(arguments[3]))  # type: ignore[arg-type]
        return publish_survey(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(intake, "publish_survey", spying)
    give(survey_home / "inbox", people(240))
    accepting(survey_home)
    # Also what was withdrawn is still known to whoever has read it.
    withdraw(survey_home, survey_inputs(survey_home)[0], progress=silent)
    give(survey_home / "inbox", people(270))
    load(survey_home, progress=silent)
    assert set(told) == {1, 2}


def test_what_was_published_is_found_by_its_survey_and_by_what_it_is_about(
    survey_home: Path,
) -> None:
    raw, one = survey_home / "raw", parse_instrument(instrument_text(), "x").round
    rows = pl.read_parquet(raw / deliveries(survey_home)[ID].published)

    def found(survey: str, **changed: str) -> int:
        table = rows.with_columns(pl.lit(word).alias(name) for name, word in changed.items())
        (raw / ("1" * 64)).write_bytes(as_bytes(survey, table))
        return len(published_before(survey_home, one)) - 1

    (raw / ("0" * 64)).write_bytes(b"PAR1 is how this text begins")
    rows.write_parquet(raw / ("2" * 64))  # a user's own table
    (earlier,) = published_before(survey_home, one)
    assert earlier.equals(rows)
    assert found(ID, period="2023") == 1
    assert found("under_another_id") == 1
    assert found("another", period="2023") == 0
    assert found("another", region="skane") == 0
    assert found("another", group="managers") == 0
    assert found("another", indicator="another_response_rate") == 0


def test_a_corrected_instrument_takes_the_place_of_the_earlier(survey_home: Path) -> None:
    text = instrument_text().replace("Were you given feedback?", "Did you get feedback?")
    give(survey_home / "inbox", instrument=text)
    load(survey_home, progress=silent)
    assert len(survey_inputs(survey_home)) == 1
    found = Store(survey_home).current().registry.indicators["vil_test_share_positive"]
    assert found.items["feedback"].en == "Did you get feedback?"


def test_a_next_round_stands_beside_the_first(survey_home: Path) -> None:
    text = instrument_text("vil_test_2025").replace('period = "2024"', 'period = "2025"')
    text = text.replace('comparability = "new"', 'comparability = "same"')
    give(survey_home / "inbox", people(150, seed=7), name="next.csv", instrument=text)
    load(survey_home, progress=silent)
    assert len(survey_inputs(survey_home)) == 2
    periods = figures(survey_home, "vil_test_response_rate")["period"].unique().sort().to_list()
    assert periods == ["2024", "2025"]


# ---------------------------------------------------------------- back


def test_withdrawing_takes_the_figures_and_says_that_the_answers_stay(survey_home: Path) -> None:
    said: list[str] = []
    withdraw(survey_home, survey_inputs(survey_home)[0], progress=said.append)
    assert figures(survey_home, "vil_test_response_rate").is_empty()
    assert (survey_home / DELIVERY / "answers.parquet").exists()
    assert any(f"alf survey forget {ID}" in line for line in said)


def test_what_was_withdrawn_comes_back_without_being_read(
    survey_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inputs = survey_inputs(survey_home)
    withdraw(survey_home, inputs[0], progress=silent)
    reads_nothing(monkeypatch)
    give(survey_home / "inbox")
    load(survey_home, progress=silent)
    assert survey_inputs(survey_home) == inputs


def test_a_rollback_takes_the_survey_back_and_forth(survey_home: Path) -> None:
    new, old = (release.id for release in list_releases(survey_home))
    rollback(survey_home, old)
    assert survey_inputs(survey_home) == []
    rollback(survey_home, new)
    assert len(survey_inputs(survey_home)) == 1
    assert load(survey_home, progress=silent).unchanged


def test_an_empty_example_is_whole(tmp_path: Path) -> None:
    load(tmp_path / "x", progress=silent, bundle=None, is_example=True)
    assert verify(tmp_path / "x", None) == []


def test_a_rebuild_needs_no_answers(survey_home: Path) -> None:
    shutil.rmtree(survey_home / "private")
    user_file(survey_home / "inbox" / "more.csv")
    load(survey_home, progress=silent)
    rates = figures(survey_home, "vil_test_response_rate").filter(organisation="all", sex="all")
    assert rates["numerator"].to_list() == [180]


def test_a_damaged_table_is_made_anew_from_the_same_files(survey_home: Path) -> None:
    path = survey_home / "raw" / deliveries(survey_home)[ID].published
    path.write_bytes(path.read_bytes()[:-9])
    user_file(survey_home / "inbox" / "more.csv")
    with pytest.raises(InputRefused, match="raw_content_whole"):
        load(survey_home, progress=silent)
    give(survey_home / "inbox")
    load(survey_home, progress=silent)
    assert len(survey_inputs(survey_home)) == 1
    assert verify(survey_home, None) == []


# ---------------------------------------------------------------- refused


def refused(home: Path, *files: Path, rule: str) -> str:
    """The message of a load that is refused, and has changed nothing."""
    before = state_of(home)
    with pytest.raises(InputRefused) as caught:
        load(home, files, progress=silent)
    assert {problem.rule for problem in caught.value.problems} == {rule}, str(caught.value)
    assert state_of(home) == before
    assert with_marker(home / "private") == with_marker(home / "raw") == []
    assert not list((home / "private").rglob("*.part"))
    assert MARKER not in str(caught.value) + repr(caught.value) + repr(caught.value.problems)
    return str(caught.value)


def test_an_export_without_instrument_says_how_to_write_one(home: Path) -> None:
    export = give(home / "inbox")
    export.with_name(f"{EXPORT}.alf.toml").unlink()
    (home / "inbox" / FRAME).unlink()
    assert f"alf survey draft {EXPORT}" in refused(home, rule="survey_answers")


def test_looking_at_an_export_says_the_way_to_load_it(home: Path) -> None:
    export = give(home / "inbox")
    with_instrument = runner.invoke(alf.app, ["inspect", str(export)]).stdout
    assert "alf survey draft" not in with_instrument
    assert f"alf load {export}" in with_instrument
    export.with_name(f"{EXPORT}.alf.toml").unlink()
    without = runner.invoke(alf.app, ["inspect", str(export)]).stdout
    assert f"alf survey draft {export}" in without
    assert MARKER not in with_instrument + without


def test_a_frame_that_is_missing_is_named(home: Path) -> None:
    export = give(home / "inbox")
    (home / "inbox" / FRAME).unlink()
    message = refused(home, rule="frame_missing")
    assert FRAME in message
    assert export.exists()


def test_two_deliveries_of_one_survey_at_once_contradict(home: Path) -> None:
    give(home / "inbox")
    give(home / "inbox", people(90), name="other.csv")
    assert ID in refused(home, rule="survey_once")


def test_a_pattern_that_fits_two_exports_is_refused(home: Path, tmp_path: Path) -> None:
    export = give(tmp_path / "x", instrument=with_pattern("*.csv"))
    shutil.copy(export, export.with_name("second.csv"))
    instrument = export.with_name(f"{EXPORT}.alf.toml").rename(export.with_name("s.alf.toml"))
    message = refused(home, instrument, rule="one_export")
    assert EXPORT in message
    assert "second.csv" in message
    assert FRAME not in message


def test_an_instrument_with_mistakes_says_nothing_of_its_frame(home: Path) -> None:
    text = instrument_text().replace('scale = "three"', 'scale = "four"', 1)
    give(home / "inbox", instrument=text)
    assert "four" in refused(home, rule="instrument")


def test_an_instrument_that_is_no_toml_is_one_problem(home: Path) -> None:
    export = give(home / "inbox", instrument=instrument_text() + "\n[survey\n")
    (home / "inbox" / FRAME).unlink()
    with pytest.raises(InputRefused) as caught:
        load(home, progress=silent)
    assert len(caught.value.problems) == 1
    assert export.exists()


def test_a_frame_that_is_the_export_is_refused(home: Path) -> None:
    give(home / "inbox", instrument=instrument_text(frame=EXPORT))
    (home / "inbox" / FRAME).unlink()
    refused(home, rule="frame_is_export")


def _without_column(text: str) -> str:
    return text.replace("Hade du en plan?", "Något annat", 1)


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda text: text.replace("Ja;", "Jo då;", 1), id="unknown label"),
        pytest.param(lambda text: text.replace("Enhet A", "Enhet Ö", 1), id="unknown unit"),
        pytest.param(_without_column, id="missing column"),
        pytest.param(lambda text: text.replace("Kvinna", "Annat", 1), id="unknown sex"),
        pytest.param(lambda text: text.replace(";frit", ';"frit', 1), id="a missing quote"),
        pytest.param(lambda text: text[: len(text) - 40], id="half a last row"),
        pytest.param(lambda _: "", id="empty"),
        pytest.param(lambda _: "<html><body>Logga in</body></html>", id="a page"),
        pytest.param(lambda text: text.replace(";", "\t"), id="delimiter other than declared"),
    ],
)
def test_an_export_with_a_mistake_publishes_nothing(
    home: Path, spoil: Callable[[str], str]
) -> None:
    text = instrument_text() + '\n[read]\ndelimiter = ";"\n'
    export = give(home / "inbox", instrument=text)
    export.write_text(spoil(export_text(people())), encoding="windows-1252")
    before = state_of(home)
    with pytest.raises(InputRefused) as caught:
        load(home, progress=silent)
    assert MARKER not in str(caught.value) + repr(caught.value.problems[0].message)
    assert state_of(home) == before
    assert with_marker(home / "private") == with_marker(home / "raw") == []
    assert export.exists()


@pytest.mark.parametrize(("saved", "declared"), [("utf-16", "utf-8"), ("windows-1252", "utf-8")])
def test_an_export_in_another_encoding_than_declared_publishes_nothing(
    home: Path, saved: str, declared: str
) -> None:
    text = instrument_text() + f'\n[read]\nencoding = "{declared}"\n'
    give(home / "inbox", instrument=text, encoding=saved)
    before = state_of(home)
    with pytest.raises(InputRefused) as caught:
        load(home, progress=silent)
    assert MARKER not in str(caught.value)
    assert state_of(home) == before


def test_more_answers_than_invited_is_refused(home: Path) -> None:
    give(home / "inbox", frame=frame_text(30))
    before = state_of(home)
    with pytest.raises(InputRefused, match="invited") as caught:
        load(home, progress=silent)
    assert "unit_a" in str(caught.value)
    assert state_of(home) == before


def test_the_problems_of_export_and_frame_are_said_at_once(home: Path) -> None:
    rows = people()
    rows[3][3] = f"{MARKER} nej"
    give(home / "inbox", rows, frame=frame_text().replace("Enhet B", f"{MARKER} B"))
    with pytest.raises(InputRefused) as caught:
        load(home, progress=silent)
    assert {problem.file for problem in caught.value.problems} >= {EXPORT, FRAME}
    assert MARKER not in str(caught.value)


def test_a_file_that_is_changed_while_it_is_loaded_is_refused(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = give(home / "inbox")

    def changing(*arguments: object) -> object:
        found = delivery_of(*arguments)  # type: ignore[arg-type]
        export.write_text(export_text(people(90)), encoding="windows-1252")
        return found

    monkeypatch.setattr(intake, "delivery_of", changing)
    refused(home, rule="file_changed")


def test_what_disclosure_refuses_changes_nothing_and_ends_with_five(
    survey_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leaking(*_: object) -> None:
        cell = (("organisation", "unit_a"), ("sex", "women"))
        raise DisclosureRefused((Leak(members=cell, item="plan", parts=(0,), kind="range"),))

    monkeypatch.setattr(intake, "publish_survey", leaking)
    monkeypatch.setenv("ALF_HOME", str(survey_home))
    before = state_of(survey_home)
    give(survey_home / "inbox", people(240))
    result = runner.invoke(alf.app, ["load"])
    assert result.exit_code == 5
    assert "organisation unit_a, sex women: plan" in result.stderr
    assert MARKER not in result.stdout + result.stderr
    assert state_of(survey_home) == before
    as_json = runner.invoke(alf.app, ["load", "--json"])
    assert as_json.exit_code == 5
    assert [one["rule"] for one in json.loads(as_json.stdout)["problems"]] == ["disclosure"]


def test_a_file_that_is_wrong_besides_is_a_refused_input(
    survey_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leaking(*_: object) -> None:
        raise DisclosureRefused((Leak(members=(), item=None, parts=(), kind="range"),))

    monkeypatch.setattr(intake, "publish_survey", leaking)
    monkeypatch.setenv("ALF_HOME", str(survey_home))
    give(survey_home / "inbox", people(240))
    (survey_home / "inbox" / "other.csv").write_text("a;b\n1;2\n")
    assert runner.invoke(alf.app, ["load"]).exit_code == 3


# ---------------------------------------------------------------- the example, and what is overdue


def test_a_survey_of_the_example_is_refused_among_real_data(home: Path) -> None:
    give(home / "inbox", instrument=instrument_text(more="example = true"))
    refused(home, rule="example_apart")


def test_a_real_survey_is_refused_in_the_example(tmp_path: Path) -> None:
    home = tmp_path / "example"
    export = give(tmp_path / "files")
    with pytest.raises(InputRefused, match="real survey"):
        load(home, [export], progress=silent, bundle=None, is_example=True)
    assert with_marker(home) == []


def test_the_example_is_made_without_what_ships_and_is_marked(tmp_path: Path) -> None:
    home = tmp_path / "example"
    export = give(tmp_path / "files", instrument=instrument_text(more="example = true"))
    report = load(home, [export], progress=silent, bundle=None, is_example=True)
    assert report.inputs == 1
    assert Store(home).current().is_example
    with pytest.raises(InputRefused, match="holds the example"):
        load(home, progress=silent)
    withdraw(home, survey_inputs(home)[0], progress=silent, bundle=None)
    assert Store(home).current().is_example


def test_the_example_is_refused_where_there_is_real_data(home: Path) -> None:
    with pytest.raises(InputRefused, match="holds real data"):
        load(home, progress=silent, bundle=None, is_example=True)
    assert load(home, progress=silent).unchanged


def test_answers_that_are_kept_too_long_are_said_at_every_load(home: Path) -> None:
    give(home / "inbox", instrument=instrument_text(keep_until="2025-01-31"))
    warning = f"alf survey forget {ID}"
    assert any(warning in line and "2025-01-31" in line for line in said_by(home))
    assert any(warning in line for line in said_by(home))
    assert load(home, progress=silent).overdue == (ID,)


def test_a_day_before_it_is_over_nothing_is_said(home: Path) -> None:
    today = datetime.now(UTC).date().isoformat()
    give(home / "inbox", instrument=instrument_text(keep_until=today))
    assert not any("forget" in line for line in said_by(home))
