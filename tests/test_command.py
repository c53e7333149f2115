"""The command `alf`: what it says, where it says it, and the exit codes that others build on."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from typer.testing import CliRunner

import alf
from etl.terminal import home as data_folder
from tests.etl.bundles import figure, user_file
from warehouse.release import load_lock

PROJECT = Path(__file__).parents[1]
runner = CliRunner()

pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def module_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("command") / "data"


@pytest.fixture(autouse=True)
def home(module_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One data folder for all the tests of this file, in order: what a user would do."""
    monkeypatch.setenv("ALF_HOME", str(module_home))
    return module_home


def run(*arguments: str | Path) -> tuple[int, str, str]:
    """Exit code, output, errors."""
    result = runner.invoke(alf.app, [str(argument) for argument in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, int]]:
    """The dashboard's server is replaced: what it was asked to serve."""
    calls: list[tuple[Path, int]] = []
    module = ModuleType("dashboard.server")
    vars(module)["serve"] = lambda home, port: calls.append((home, port))
    monkeypatch.setitem(sys.modules, "dashboard.server", module)
    return calls


def became(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The process is not replaced: the arguments of the command that it would go on as."""
    calls: list[list[str]] = []
    monkeypatch.setattr(os, "execv", lambda _, arguments: calls.append(arguments[2:]))
    return calls


# ---------------------------------------------------------------- before the first load


@pytest.mark.parametrize(
    "arguments", [["inputs"], ["serve"], ["withdraw", "x"]], ids=lambda words: words[0]
)
def test_without_a_release_a_command_says_so(arguments: list[str]) -> None:
    code, out, errors = run(*arguments)
    assert (code, out) == (2, "")
    assert errors.count("\n") == 1


def test_nothing_to_verify_is_not_whole() -> None:
    assert run("verify")[0] == 3


def test_up_loads_and_goes_on_as_serve(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = became(monkeypatch)
    code, out, _ = run("up", "--port", "0")
    assert code == 0
    assert "is in force" in out
    ((command, option, port),) = calls
    assert (command, option) == ("serve", "--port")
    assert int(port) > 0


def test_serve_says_where_it_listens(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    calls = served(monkeypatch)
    code, out, _ = run("serve", "--port", "0")
    assert code == 0
    ((folder, port),) = calls
    assert folder == home
    assert f"http://127.0.0.1:{port} " in out


# ---------------------------------------------------------------- load


def test_a_repeated_load_says_that_there_is_nothing_to_do() -> None:
    code, out, errors = run("load")
    assert (code, errors) == (0, "")
    assert out.startswith("Nothing to do: release ")


def test_the_report_as_json_is_alone_on_standard_output(tmp_path: Path) -> None:
    code, out, errors = run("load", user_file(tmp_path / "a.csv"), "--json")
    assert code == 0
    report = json.loads(out)
    assert report["changes"]["new"]["counts"] == {"alf_survey_response_rate": 1}
    assert report["unchanged"] is False
    assert report["accepted"][0].startswith("a-")
    assert "1 new: " in errors


def test_a_refusal_as_json_names_rule_file_row_and_column(tmp_path: Path) -> None:
    path = user_file(tmp_path / "b.csv", figure(period="2030", region="Narnia"))
    code, out, errors = run("load", path, "--json")
    assert code == 3
    (problem,) = json.loads(out)["problems"]
    assert (problem["rule"], problem["row"], problem["column"]) == ("unknown_region", 2, "region")
    assert problem["file"].startswith("b.csv")
    assert "Refused, nothing changed: unknown_region 1." in errors


def test_a_refusal_in_words_is_one_line_per_problem(tmp_path: Path) -> None:
    rows = [figure(period=str(2030 + n), region="Narnia") for n in range(50)]
    code, _, errors = run("load", user_file(tmp_path / "b.csv", *rows))
    assert code == 3
    lines = errors.splitlines()
    assert "line 2, column 'region': unknown region: 'Narnia'" in lines[0]
    assert lines[-2:] == ["… and 10 more", "Refused, nothing changed: unknown_region 50."]


@pytest.mark.parametrize(
    "arguments",
    [["load", "no-such-file.csv"], ["load", "."], ["load", "--fast"], ["explode"], ["rollback"],
     ["up", "--port", "70000"], ["withdraw", "nobody"], ["load", "--supersede", "nobody"]],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_ends_with_two(arguments: list[str]) -> None:
    code, _, errors = run(*arguments)
    assert code == 2
    assert errors


def test_the_inputs_are_listed_and_one_can_be_withdrawn() -> None:
    code, out, _ = run("inputs")
    assert code == 0
    head, *rows = [line.split("\t") for line in out.splitlines()]
    assert head == ["id", "file", "kind", "figures", "bytes", "accepted"]
    assert len([row for row in rows if row[2] == "bundled" and row[5] == "ships"]) == 5
    (accepted,) = [row for row in rows if row[2] == "accepted"]
    assert (accepted[1], accepted[3]) == ("a.csv", "1")
    code, out, _ = run("withdraw", accepted[0])
    assert code == 0
    assert f"Withdrawn: {accepted[0]}" in out


# ---------------------------------------------------------------- releases


def test_releases_are_listed_and_a_rollback_puts_an_earlier_one_in_force() -> None:
    newest, *_, oldest = [line.split("\t") for line in run("releases")[1].splitlines()[1:]]
    assert (newest[0], oldest[0]) == ("→", "")
    assert run("rollback", oldest[1])[0] == 0
    listed = [line.split("\t") for line in run("releases")[1].splitlines()[1:]]
    assert [row[1] for row in listed if row[0]] == [oldest[1]]
    assert run("verify") == (0, "Release in force: whole.\n", "")
    assert run("verify", newest[1])[0] == 0


def test_a_rollback_to_an_unknown_release_changes_nothing() -> None:
    before = run("releases")[1]
    code, _, errors = run("rollback", "20200101T000000Z-00000000")
    assert code == 2
    assert "there is no release" in errors
    assert run("releases")[1] == before


# ---------------------------------------------------------------- serve


def test_a_taken_port_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    calls, others = served(monkeypatch), became(monkeypatch)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        for name in ("up", "serve"):
            code, _, errors = run(name, "--port", str(port))
            assert code == 2
            assert f"Port {port} cannot be used" in errors
            assert errors.count("\n") == 1
    assert not calls
    assert not others


def test_up_serves_the_release_in_force_when_the_inbox_is_refused(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    calls = became(monkeypatch)
    path = user_file(home / "inbox" / "bad.csv", figure(region="Narnia"))
    code, _, errors = run("up", "--port", "0")
    path.unlink()
    assert code == 0
    assert "bad.csv" in errors
    assert "The release in force is served as it is." in errors
    assert len(calls) == 1


def test_serve_does_not_load(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    calls = served(monkeypatch)
    path = user_file(home / "inbox" / "later.csv", figure(period="2040"))
    assert run("serve", "--port", "0")[0] == 0
    assert len(calls) == 1
    assert path.exists()
    path.unlink()


# ---------------------------------------------------------------- the rest


def test_the_help_needs_none_of_the_libraries() -> None:
    script = (
        "import sys, alf\n"
        "try: alf.app(['--help'])\n"
        "except SystemExit: pass\n"
        "print([name for name in ('polars', 'duckdb', 'dash', 'plotly') if name in sys.modules])"
    )
    done = subprocess.run(  # noqa: S603  # our own interpreter
        [sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "name", ["up", "serve", "load", "inputs", "withdraw", "releases", "rollback", "verify"]
)
def test_every_command_says_what_it_does(name: str) -> None:
    assert name in run("--help")[1]
    assert run(name, "--help")[0] == 0


@pytest.mark.parametrize("name", ["what?", "back\\slash", "b\udce5d"])
def test_a_data_folder_that_the_database_cannot_open_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    monkeypatch.setenv("ALF_HOME", str(tmp_path / name))
    for arguments in (["load"], ["verify"], ["releases"], ["up", "--port", "0"]):
        code, out, errors = run(*arguments)
        assert (code, out) == (2, "")
        assert "Choose another with ALF_HOME" in errors
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_load_says_that_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("etl.job.prepare", stopped)
    monkeypatch.setattr("etl.job.fingerprint", lambda *_: "another")
    code, _, errors = run("load")
    assert code == 130
    assert errors.startswith("Stopped. The release in force is whole")
    assert run("verify")[0] == 0


def test_a_terminal_of_few_characters_is_no_reason_to_fail(home: Path) -> None:
    listed = subprocess.run(  # noqa: S603  # our own command
        [sys.executable, str(PROJECT / "alf.py"), "releases"],
        env=os.environ | {"PYTHONIOENCODING": "ascii", "ALF_HOME": str(home)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "\\u2192\t" in listed.stdout


def test_data_lies_in_the_working_folder_when_nothing_else_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("ALF_HOME")
    monkeypatch.chdir(tmp_path)
    assert data_folder() == tmp_path / "data"


def test_every_ending_of_a_load_is_json_when_it_is_asked_for(home: Path, tmp_path: Path) -> None:
    def problem(*arguments: object) -> tuple[int, str]:
        code, out, _ = run("load", *arguments, "--json")  # type: ignore[arg-type]
        (one,) = json.loads(out)["problems"]
        assert one["file"] is None
        return code, one["rule"]

    path = user_file(tmp_path / "j.csv", figure(period="2031"))
    with load_lock(home):
        assert problem(path) == (4, "load_running")
    assert problem(path, "--supersede", "nothing") == (2, "unknown")
    (home / "releases" / "CURRENT").write_text("nonsense", encoding="utf-8")
    assert problem(path) == (3, "release")
