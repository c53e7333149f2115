"""Programs that only tests use: asked for in one go, skipped or demanded. Nothing is installed."""

from pathlib import Path

import pytest

from tools import checks, commands, programs
from tools.console import SetupError
from tools.programs import CHROMIUM, NEEDED, OFFICE, POPPLER, Needed


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine of its own: a folder of programs, root on Debian, all packages missing."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(programs, "may_install", lambda: True)
    monkeypatch.setattr(programs, "dpkg_query", lambda *_: "")
    monkeypatch.setattr(programs, "apt_get", lambda _: False)
    return tmp_path


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, machine: Path) -> list[list[str]]:
    """What apt-get was asked for, in place of apt-get, which succeeds and brings everything."""
    calls: list[list[str]] = []

    def apt_get(arguments: list[str]) -> bool:
        calls.append(arguments)
        if arguments[0] == "install":
            for needed in NEEDED:
                put(machine, needed)
        return True

    monkeypatch.setattr(programs, "apt_get", apt_get)
    return calls


def put(folder: Path, needed: Needed) -> Path:
    path = folder / needed.names[0]
    path.touch(mode=0o755)
    return path


def test_all_that_is_missing_is_installed_in_one_go(asked: list[list[str]], machine: Path) -> None:
    found = programs.find_or_install()
    assert [arguments[0] for arguments in asked] == ["update", "install"]
    assert set(asked[1]) >= {package for needed in NEEDED for package in needed.packages}
    assert found == {needed.variable: machine / needed.names[0] for needed in NEEDED}


def test_what_is_there_is_not_asked_for(asked: list[list[str]], machine: Path) -> None:
    """Programs that no package owns are somebody's own choice."""
    for needed in (CHROMIUM, OFFICE, POPPLER):
        put(machine, needed)
    programs.find_or_install()
    assert asked == []


def test_a_part_of_debians_own_libreoffice_is_completed(
    asked: list[list[str]], machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(machine, OFFICE)
    has = {"libreoffice-calc", "chromium", "poppler-utils", "fonts-liberation"}

    def dpkg_query(*arguments: str) -> str:
        return "installed" if arguments[0] == "--search" or arguments[-1] in has else ""

    monkeypatch.setattr(programs, "dpkg_query", dpkg_query)
    programs.find_or_install()
    options = ["install", "-y", "--no-install-recommends"]
    assert asked[1] == [*options, "libreoffice-impress", "libreoffice-writer"]


def test_without_leave_to_install_what_is_missing_is_said_and_skipped(
    asked: list[list[str]],
    machine: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(programs, "may_install", lambda: False)
    put(machine, POPPLER)
    assert list(programs.find_or_install()) == [POPPLER.variable]
    said = capsys.readouterr().out
    assert asked == []
    assert "apt-get install libreoffice-impress libreoffice-writer" in said
    assert said.count("They will be skipped.") == 2


def test_a_failed_installation_leaves_what_is_there(machine: Path) -> None:
    path = put(machine, CHROMIUM)
    assert programs.find_or_install() == {CHROMIUM.variable: path}


def test_a_full_run_stops_and_names_all_that_is_missing(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    put(machine, CHROMIUM)
    with pytest.raises(SetupError) as stopped:
        programs.find_or_install()
    said = str(stopped.value)
    assert "No LibreOffice was found" in said
    assert "No Poppler was found" in said
    assert "Chromium" not in said


def test_tests_are_told_where_the_programs_are() -> None:
    environment = checks.test_environment({OFFICE.variable: Path("/opt/office/soffice")})
    assert environment["ALF_SOFFICE"] == "/opt/office/soffice"


def test_bootstrap_test_hands_over_what_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {CHROMIUM.variable: Path("/usr/bin/chromium")}
    handed: list[object] = []
    monkeypatch.setattr(commands, "set_up", lambda *_: None)
    monkeypatch.setattr(programs, "find_or_install", lambda: found)

    def run(arguments: list[str], given: object) -> int:
        handed.extend((arguments, given))
        return 0

    monkeypatch.setattr(checks, "run", run)
    assert commands.main(["test", "-q"]) == 0
    assert handed == [["-q"], found]
