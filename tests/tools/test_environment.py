"""The stamp of what is installed: it never says more than is true. Nothing is installed here."""

import json
from pathlib import Path

import pytest

from tools import environment
from tools.console import SetupError


@pytest.fixture
def lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment of its own, empty, with one lock file of two packages."""
    folder = tmp_path / "venv"
    monkeypatch.setattr(environment, "VENV", folder)
    monkeypatch.setattr(environment, "STAMP", folder / "installed.json")
    monkeypatch.setattr(environment, "PYTHON", folder / "bin" / "python")
    path = tmp_path / "requirements.lock"
    path.write_text("one==1 \\\n    --hash=sha256:00\ntwo==2 \\\n    --hash=sha256:11\n")
    monkeypatch.setattr(environment, "LOCKS", {"runtime": path})
    return path


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str | Path, ...]]:
    """What pip was asked for, in place of pip."""
    calls: list[tuple[str | Path, ...]] = []
    monkeypatch.setattr(environment, "pip_install", lambda *arguments: calls.append(arguments))
    return calls


def test_a_lock_is_installed_once(lock: Path, installed: list[tuple[str | Path, ...]]) -> None:
    environment.ensure_group("runtime")
    environment.ensure_group("runtime")
    assert len(installed) == 1
    assert {"--require-hashes", "--no-deps", lock} <= set(installed[0])


def test_a_changed_lock_is_installed_again(
    lock: Path, installed: list[tuple[str | Path, ...]]
) -> None:
    environment.ensure_group("runtime")
    lock.write_text(lock.read_text() + "three==3\n")
    environment.ensure_group("runtime")
    assert len(installed) == 2


def test_an_interrupted_installation_never_looks_finished(
    lock: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.mark_done("runtime", lock)
    lock.write_text("one==2\n")

    def cut_off(*_: object) -> None:
        raise SetupError("the power went")

    monkeypatch.setattr(environment, "pip_install", cut_off)
    with pytest.raises(SetupError):
        environment.ensure_group("runtime")
    assert "runtime" not in environment.read_stamp()
    # Nor is it taken for finished once the lock is what it was.
    assert environment.needs_work("runtime", lock)


def test_an_environment_is_usable_only_for_the_python_and_the_place_it_was_made_for(
    lock: Path,
) -> None:
    environment.write_stamp({"home": environment.home(), "runtime": "x"})
    assert not environment.is_usable(environment.read_stamp()), "its Python is not there"
    environment.PYTHON.parent.mkdir(parents=True)
    environment.PYTHON.touch()
    assert environment.is_usable(environment.read_stamp())
    assert not environment.is_usable({"home": environment.home()})
    assert not environment.is_usable({"home": "CPython 3.10.0 in /elsewhere", "runtime": "x"})


@pytest.mark.parametrize("content", ["", "{", "[]", '"runtime"'])
def test_a_damaged_stamp_counts_as_none(lock: Path, content: str) -> None:
    environment.STAMP.parent.mkdir()
    environment.STAMP.write_text(content)
    assert environment.read_stamp() == {}


def test_the_stamp_is_replaced_whole(lock: Path) -> None:
    environment.write_stamp({"home": "a"})
    environment.mark_done("runtime", lock)
    assert set(json.loads(environment.STAMP.read_text())) == {"home", "runtime"}
    assert [path.name for path in environment.STAMP.parent.iterdir()] == ["installed.json"]


def test_packages_are_counted_without_their_hashes(lock: Path) -> None:
    assert environment.count_packages(lock) == 2


def test_a_closed_network_is_explained() -> None:
    said = environment.explain("WARNING: retrying\nERROR: No match (from versions: none)\n")
    assert said.startswith(environment.NO_INDEX_ADVICE)
    assert said.endswith("ERROR: No match (from versions: none)")


def test_another_failure_is_not_blamed_on_the_network() -> None:
    said = environment.explain("ERROR: hashes do not match\n")
    assert environment.NO_INDEX_ADVICE not in said
    assert "hashes do not match" in said
