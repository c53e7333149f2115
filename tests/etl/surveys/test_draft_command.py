"""`alf survey draft`: where it writes, and how it ends."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from etl.surveys.draft_command import draft_command
from etl.surveys.instrument import is_instrument
from tests.etl.surveys.answering import answered
from tests.etl.surveys.exports_to_draft import MARKER, nordic

APP = typer.Typer()
APP.command()(draft_command)


def run(*words: object) -> Result:
    return CliRunner().invoke(APP, list(map(str, words)))


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "vil.csv"
    path.write_bytes(nordic())
    return path


def test_it_writes_beside_the_file(export: Path) -> None:
    result = run(export)
    assert result.exit_code == 0, result.output
    written = export.with_name("vil.csv.alf.toml")
    assert "questions to answer, then `alf load`" in result.output
    assert str(written) in result.output.replace("\n", "")
    assert is_instrument(written.read_text("utf-8"))


def test_it_overwrites_only_when_told(export: Path) -> None:
    place = export.with_name("vil.csv.alf.toml")
    assert run(export).exit_code == 0
    place.write_text("[survey]\n", "utf-8")
    assert run(export).exit_code == 2
    assert place.read_text("utf-8") == "[survey]\n"
    assert run(export, "--force").exit_code == 0
    assert place.read_text("utf-8") != "[survey]\n"


def test_options_that_were_saved_are_used_and_kept(export: Path) -> None:
    place = export.with_name("vil.csv.alf.toml")
    place.write_text('[read]\nencoding = "windows-1252"\n', "utf-8")
    assert run(export).exit_code == 0
    text = place.read_text("utf-8")
    assert 'encoding = "windows-1252"' in text
    assert is_instrument(text)


def test_it_prints_and_writes_elsewhere(export: Path, tmp_path: Path) -> None:
    printed = run(export, "-o", "-")
    assert is_instrument(printed.stdout)
    assert run(export, "-o", tmp_path / "other.toml").exit_code == 0
    assert (tmp_path / "other.toml").read_text("utf-8").rstrip() == printed.stdout.rstrip()
    assert not export.with_name("vil.csv.alf.toml").exists()
    assert run(export, "-o", tmp_path / "none" / "x.toml").exit_code == 2


def test_it_goes_on_from_an_earlier_round(export: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.toml"
    old.write_text(answered(run(export, "-o", "-").stdout), "utf-8")
    result = run(export, "-o", "-", "--like", old)
    assert result.exit_code == 0, result.output
    assert 'comparability = "same"' in result.stdout


def test_an_earlier_round_with_mistakes_is_refused(export: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.toml"
    old.write_text("[survey]\nid = 'x'\n", "utf-8")
    assert run(export, "-o", "-", "--like", old).exit_code == 3
    old.write_bytes(b"\xff\xfe\x00")
    assert run(export, "-o", "-", "--like", old).exit_code == 3


def test_what_cannot_be_read_ends_with_3_and_shows_no_cell(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b'Fr\xc3\xa5ga;Kommentar\n1;"' + MARKER.encode() + b"\n2;x\n")
    result = run(path, "-o", "-")
    assert MARKER not in result.output
    path.write_bytes(b"")
    assert run(path).exit_code == 3
    assert not path.with_name("x.csv.alf.toml").exists()


def test_a_file_that_is_not_there_is_usage(tmp_path: Path) -> None:
    assert run(tmp_path / "none.csv").exit_code == 2
