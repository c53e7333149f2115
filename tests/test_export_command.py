"""`alf export` and `alf report`: files, exit codes, and never half a file."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from typer.testing import CliRunner

import alf
from dashboard.app import create_app
from dashboard.exports import EXPORTS

PROJECT = Path(__file__).parents[1]
VIEW = "/view/compare?indicator=alf_survey_response_rate&region=skane"
runner = CliRunner()

pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def module_home(release_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy, since every export writes its code."""
    home = tmp_path_factory.mktemp("export") / "data"
    shutil.copytree(release_home, home)
    return home


@pytest.fixture(autouse=True)
def home(module_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ALF_HOME", str(module_home))
    return module_home


def run(*arguments: str | Path) -> tuple[int, str, str]:
    """Exit code, output, errors."""
    result = runner.invoke(alf.app, [str(argument) for argument in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("name", EXPORTS)
def test_the_command_gives_the_bytes_of_the_button(name: str, home: Path, tmp_path: Path) -> None:
    path = tmp_path / f"out.{EXPORTS[name].extension}"
    code, said, errors = run("export", VIEW, "--format", name, "-o", path)
    assert (code, errors) == (0, "")
    assert said.startswith(str(path))
    address = urlsplit(VIEW)
    with create_app(home).server.test_client() as client:
        answer = client.get(f"/export/compare.{name}?{address.query}")
    assert answer.status_code == 200
    assert path.read_bytes() == answer.data


def test_another_process_gives_the_same_bytes(home: Path, tmp_path: Path) -> None:
    """Nothing of an export hangs on the order of a set or on when a process was started."""
    made = []
    for number in range(2):
        path = tmp_path / f"{number}.pptx"
        command = [sys.executable, "alf.py", "export", VIEW, "-o", str(path)]
        subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)  # noqa: S603
        made.append(path.read_bytes())
    assert made[0] == made[1]


def test_a_code_gives_the_view_as_it_was_and_says_what_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, again = tmp_path / "first.json", tmp_path / "again.json"
    assert run("export", VIEW, "-o", first)[0] == 0
    code = json.loads(first.read_bytes())["extension"]["code"]
    assert run("export", "--code", code, "-o", again)[0] == 0
    assert again.read_bytes() == first.read_bytes()
    named = tmp_path / "named"
    named.mkdir()
    monkeypatch.chdir(named)
    assert run("export", "--code", code, "--format", "json")[0] == 0
    assert [path.read_bytes() for path in named.iterdir()] == [first.read_bytes()]
    ended, said, _ = run("export", "--code", code)
    assert ended == 0
    assert code in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["export"], "either the address of a view or --code"),
        (["export", VIEW, "--code", "AAAA-AAAA"], "either the address of a view or --code"),
        (["export", VIEW], "--format, or -o FILE"),
        (["export", VIEW, "--format", "ppt"], "cannot be written as 'ppt'"),
        (["export", VIEW, "--format", "csv", "-o", "x.pptx"], "written to a .csv file"),
        (["export", "/compares", "--format", "csv"], "is no view"),
        (["export", "/surveys", "--format", "csv"], "address=/surveys"),
        (["export", "/report", "--format", "csv"], "address=/report"),
        (["export", "/view/nothing", "--format", "csv"], "is no view"),
        (["export", "/view/compare?regin=skane", "--format", "csv"], "regin"),
        (["export", "/view/compare?region=gotland", "--format", "csv"], "region=gotland"),
        (["export", "/view/survey_rates", "--format", "csv"], "nothing to show"),
        (["export", "/view/compare?data=example", "--format", "csv"], "no release"),
        (["export", "--code", "7777-7777"], "7777-7777"),
        (["report"], "give a deck and -o FILE"),
        (["report", "gender", "-o", "x.csv"], "cannot be written as 'csv'"),
        (["report", "gendr", "-o", "x.pptx"], "neither a file nor one of"),
        (["report", "gender", "-o", "x.pptx", "--language", "fi"], "language=fi"),
        (["report", "gender", "-o", "x.pptx", "--region", "gotland"], "region=gotland"),
        (["report", "gender", "-o", "x.pptx", "--data", "real"], "data=real"),
    ],
)
def test_wrong_use_ends_with_2_and_says_why(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, errors = run(*arguments)
    assert code == 2
    assert said in errors.replace("\n", " ")
    assert list(tmp_path.iterdir()) == []


def test_a_deck_with_mistakes_ends_with_2_and_names_them_all(tmp_path: Path) -> None:
    deck = tmp_path / "deck.toml"
    deck.write_text('title = "T"\n[[card]]\nview = "/view/x"\n[[card]]\nvies = "y"\n', "utf-8")
    code, _, errors = run("report", deck, "-o", tmp_path / "x.pptx")
    assert code == 2
    assert "there is no such view" in errors
    assert "no key 'vies'" in errors
    assert not (tmp_path / "x.pptx").exists()


@pytest.mark.parametrize("name", ["x.pptx", "x.docx"])
def test_a_damaged_template_ends_with_3_and_leaves_the_file_that_was_there(
    name: str, tmp_path: Path
) -> None:
    template, output = tmp_path / "template.zip", tmp_path / name
    template.write_bytes(b"no zip at all")
    output.write_bytes(b"what was there")
    code, _, errors = run("export", VIEW, "-o", output, "--template", template)
    assert code == 3
    assert errors.count("\n") == 1
    assert output.read_bytes() == b"what was there"


def test_a_path_that_cannot_be_written_ends_with_3(tmp_path: Path) -> None:
    code, _, errors = run("export", VIEW, "-o", tmp_path / "no" / "folder" / "x.csv")
    assert code == 3
    assert errors.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_report_takes_the_language_and_its_own_words(tmp_path: Path) -> None:
    deck = tmp_path / "gender.toml"
    assert run("report", "gender", "-o", deck, "--language", "en")[0] == 0
    text = deck.read_text("utf-8").replace("The career ladder", "Our own words, ändrade")
    deck.write_text(text, "utf-8")
    code, _, errors = run("report", deck, "-o", tmp_path / "x.pdf")
    assert (code, errors) == (0, "")
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF-")


def test_a_report_takes_the_region_of_the_command(tmp_path: Path) -> None:
    deck = tmp_path / "surveys.toml"
    assert run("report", "surveys", "-o", deck, "--region", "skane")[0] == 0
    assert 'region = "skane"' in deck.read_text("utf-8")


def test_the_ready_decks_are_listed() -> None:
    code, said, _ = run("report", "--list")
    assert code == 0
    assert said.count("\n") == 11
    assert "strategy-vastra-gotaland" in said
