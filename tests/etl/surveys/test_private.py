"""`private/`: who may look into it, whose key it is, and what a kill leaves there."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import alf
from etl.job import load
from etl.problems import InputRefused
from etl.readers import stream_rows
from etl.surveys import intake
from etl.surveys.answers import read_answers
from etl.surveys.store.about import About, now, read_about
from etl.surveys.store.journal import Action, record
from etl.surveys.store.key import key_for, make_key
from etl.surveys.store.private import (
    begin,
    commit,
    complete,
    deliveries,
    make_private,
    only_private_files,
    settle,
    staged_folder,
    write_private,
)
from tests.etl.conftest import silent
from tests.etl.surveys.given import give, people, read_as_large, with_marker

ID = "vil_test_2024"
runner = CliRunner()


def about(survey: str = ID, **changed: object) -> About:
    made = About(
        id=survey, title_sv="Enkät", title_en="Survey", export_name="x.csv", export="e" * 64,
        instrument="i" * 64, frame=None, published="p" * 64, key="k" * 16, rows=1,
        keep_until=date(2030, 1, 1), loaded_at=now(), loaded_by="somebody", program_version="1",
    )  # fmt: skip
    return replace(made, **changed)  # type: ignore[arg-type]


def delivered(home: Path, one: About, answers: bytes = b"x", *, is_complete: bool = True) -> None:
    folder = begin(home, one.id)
    write_private(folder / "answers.parquet", answers)
    write_private(folder / "original", answers)
    if is_complete:
        complete(folder, one)


@pytest.fixture
def private_home(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    make_private(tmp_path / "data")
    return tmp_path / "data"


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


# ---------------------------------------------------------------- for its owner alone


@pytest.mark.data
@pytest.mark.parametrize("mask", [0, 0o022])
def test_whatever_the_umask_only_the_owner_may_read(
    tmp_path: Path, mask: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also while it is written: every file is looked at when it is put on disk."""
    home, seen = tmp_path / "data", list[int]()
    fsync = os.fsync

    def looking(descriptor: int) -> None:
        fsync(descriptor)
        for path in (home / "private").rglob("*"):
            if path.exists():
                seen.append(path.stat().st_mode & 0o077)

    monkeypatch.setattr(os, "fsync", looking)
    export = give(tmp_path / "files")
    with umask(mask):
        load(home, [export], progress=silent)
        assert os.umask(mask) == mask
    for path in [home / "private", *(home / "private").rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path
    assert seen
    assert not any(seen)


def test_a_folder_that_others_may_look_into_is_closed(private_home: Path) -> None:
    (private_home / "private").chmod(0o755)
    make_private(private_home)
    assert (private_home / "private").stat().st_mode & 0o777 == 0o700


@pytest.mark.data
def test_answers_are_not_stored_where_others_may_look(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(home / "inbox")
    (home / "private").chmod(0o755)
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)  # it belongs to somebody else
    with pytest.raises(InputRefused, match="private_closed"):
        load(home, progress=silent)
    assert with_marker(home / "private") == []


def test_temporary_files_of_readers_lie_in_private_too(private_home: Path) -> None:
    outside = tempfile.gettempdir()
    with only_private_files(private_home), tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.csv"
        path.write_text("x")
        assert path.is_relative_to(private_home / "private")
        assert path.stat().st_mode & 0o077 == 0
    assert tempfile.gettempdir() == outside


@pytest.mark.data
def test_what_a_reader_writes_anew_is_written_in_private(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large export in an older encoding is read from a copy, which a kill would leave behind."""
    places: list[Path] = []
    transcode = stream_rows._transcode

    def looking(*arguments: Any) -> None:  # noqa: ANN401
        transcode(*arguments)
        places.append(Path(tempfile.gettempdir()))

    monkeypatch.setattr(stream_rows, "_transcode", looking)
    read_as_large(monkeypatch.setattr)
    give(home / "inbox")
    load(home, progress=silent)
    assert places
    assert all(place.is_relative_to(home / "private") for place in places)
    assert not any(place.exists() for place in places)


# ---------------------------------------------------------------- the key


def test_a_key_is_made_once(private_home: Path) -> None:
    first = key_for(private_home)
    assert len(first.secret) == 32
    assert key_for(private_home) == first
    assert (private_home / "private" / "key").stat().st_mode & 0o777 == 0o600
    journal = (private_home / "private" / "journal.jsonl").read_text()
    assert json.loads(journal)["what"] == "key_made"
    assert first.secret.hex() not in journal + repr(first)


@pytest.mark.parametrize("with_answers", [True, False])
def test_a_lost_key_is_said_and_not_replaced(private_home: Path, with_answers: bool) -> None:
    key = key_for(private_home)
    if with_answers:
        delivered(private_home, about(key=key.id))
        commit(private_home, ID)
        (private_home / "private" / "key-id").unlink()
    (private_home / "private" / "key").unlink()
    for _ in range(2):
        with pytest.raises(InputRefused, match=r"lost.*alf survey new-key"):
            key_for(private_home)
    assert not (private_home / "private" / "key").exists()


@pytest.mark.parametrize("damage", [b"", b"x" * 31, b"x" * 32, b"x" * 33])
def test_a_damaged_key_is_said_and_not_replaced(private_home: Path, damage: bytes) -> None:
    key_for(private_home)
    (private_home / "private" / "key").write_bytes(damage)
    with pytest.raises(InputRefused, match="not the key that was made here"):
        key_for(private_home)
    assert (private_home / "private" / "key").read_bytes() == damage


def test_a_key_whose_id_a_kill_kept_from_disk_is_known(private_home: Path) -> None:
    key = key_for(private_home)
    (private_home / "private" / "key-id").unlink()
    assert key_for(private_home) == key
    assert (private_home / "private" / "key-id").read_text() == key.id


def test_another_key_than_that_of_the_answers_is_damage(private_home: Path) -> None:
    key_for(private_home)
    delivered(private_home, about(key="another"))
    commit(private_home, ID)
    (private_home / "private" / "key-id").unlink()
    with pytest.raises(InputRefused, match="not the key that was made here"):
        key_for(private_home)


def test_after_a_new_key_there_is_one_again(private_home: Path) -> None:
    old = key_for(private_home)
    delivered(private_home, about(key=old.id))
    commit(private_home, ID)
    (private_home / "private" / "key").unlink()
    new = make_key(private_home)
    assert key_for(private_home) == new != old


@pytest.mark.data
def test_a_load_without_its_key_is_refused_with_three(
    survey_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALF_HOME", str(survey_home))
    (survey_home / "private" / "key").unlink()
    give(survey_home / "inbox", people(200))
    result = runner.invoke(alf.app, ["load"])
    assert result.exit_code == 3
    assert "private/key: it is lost" in result.stderr
    (survey_home / "inbox" / "vil.csv").unlink()
    made = runner.invoke(alf.app, ["survey", "new-key"])
    assert made.exit_code == 0
    assert f"Lost: {'whoever'}" in made.stdout
    assert ID in made.stdout


@pytest.mark.data
def test_a_whole_key_is_replaced_only_when_that_is_said(
    survey_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALF_HOME", str(survey_home))
    before = (survey_home / "private" / "key").read_bytes()
    refused = runner.invoke(alf.app, ["survey", "new-key"])
    assert (refused.exit_code, "--replace" in refused.stderr) == (3, True)
    assert (survey_home / "private" / "key").read_bytes() == before
    assert runner.invoke(alf.app, ["survey", "new-key", "--replace"]).exit_code == 0
    assert (survey_home / "private" / "key").read_bytes() != before


@pytest.mark.data
def test_pseudonyms_are_those_of_the_key(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[bytes] = []

    def spying(instrument: object, content: object, key: bytes, **named: object) -> object:
        used.append(key)
        return read_answers(instrument, content, key, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(intake, "read_answers", spying)
    give(home / "inbox")
    load(home, progress=silent)
    assert used == [(home / "private" / "key").read_bytes()]


# ---------------------------------------------------------------- what a kill leaves


def test_a_delivery_whose_table_is_in_force_takes_its_place(private_home: Path) -> None:
    one = about()
    delivered(private_home, one)
    assert settle(private_home, {one.mark}) == [one]
    assert deliveries(private_home) == {ID: one}
    assert not staged_folder(private_home, ID).exists()


@pytest.mark.parametrize("is_complete", [True, False])
def test_a_delivery_that_is_not_in_force_is_removed(private_home: Path, is_complete: bool) -> None:
    delivered(private_home, about(), is_complete=is_complete)
    assert settle(private_home, {("p" * 64, "other instrument")}) == []
    assert not list((private_home / "private" / "surveys").iterdir())


def test_between_the_two_renames_the_earlier_or_the_new_one_is_there(private_home: Path) -> None:
    old, new = about(published="a" * 64), about(published="b" * 64)
    delivered(private_home, old)
    commit(private_home, ID)
    surveys = private_home / "private" / "surveys"
    for in_force in (old, new):
        delivered(private_home, new)
        (surveys / ID).rename(surveys / f"{ID}.old")
        settle(private_home, {in_force.mark})
        assert deliveries(private_home)[ID] == in_force
        assert [path.name for path in surveys.iterdir()] == [ID]


def test_what_was_forgotten_half_way_is_forgotten(private_home: Path) -> None:
    delivered(private_home, about(forgotten_at=now(), forgotten_by="somebody"))
    commit(private_home, ID)
    settle(private_home, ())
    assert [path.name for path in (private_home / "private/surveys" / ID).iterdir()] == [
        "about.json"
    ]


def test_what_is_known_of_a_delivery_comes_back_as_it_was(private_home: Path) -> None:
    one = about(frame="f" * 64, forgotten_at=now(), forgotten_by="somebody", replaces="q" * 64)
    delivered(private_home, one)
    assert read_about(staged_folder(private_home, ID)) == one


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"id": "x"}', "null", "\x00"])
def test_a_damaged_about_is_said(private_home: Path, text: str) -> None:
    delivered(private_home, about())
    commit(private_home, ID)
    (private_home / "private" / "surveys" / ID / "about.json").write_text(text)
    with pytest.raises(InputRefused, match=r"about\.json.*damaged"):
        deliveries(private_home)


@pytest.mark.parametrize("survey", ["", "..", "a/b", "a.part", "Å", "a b"])
def test_an_id_that_is_no_folder_is_never_one(private_home: Path, survey: str) -> None:
    with pytest.raises(ValueError, match="only a-z"):
        begin(private_home, survey)


def test_the_journal_has_each_line_once_and_survives_half_a_line(private_home: Path) -> None:
    journal = private_home / "private" / "journal.jsonl"
    when = now()
    for _ in range(2):
        record(private_home, Action.LOADED, when=when, who="a", about={"survey": "x"})
    journal.write_bytes(journal.read_bytes() + b'{"when": "20')
    record(private_home, Action.FORGOTTEN, when=when, who="a", about={"survey": "x"})
    lines = journal.read_text().splitlines()
    assert [json.loads(line)["what"] for line in (lines[0], lines[2])] == ["loaded", "forgotten"]
    assert len(lines) == 3
    assert journal.stat().st_mode & 0o777 == 0o600


def test_a_private_folder_somewhere_else_is_no_matter(tmp_path: Path) -> None:
    make_private(tmp_path)
    shutil.rmtree(tmp_path / "private")
    assert deliveries(tmp_path) == {}
