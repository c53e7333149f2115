"""What a newcomer is told: exactly two commands, and both exist."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tools import commands
from tools.console import SetupError

PROJECT = Path(__file__).parents[2]
FENCE = re.compile(r"^```(?:\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def commands_of_readme() -> list[str]:
    """The lines of its code blocks that a shell would run."""
    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    lines = [line.strip() for block in FENCE.findall(text) for line in block.splitlines()]
    return [line for line in lines if line.split()[:1] in (["python3"], ["alf"], ["pip"], ["sh"])]


def test_the_readme_has_exactly_two_commands() -> None:
    assert commands_of_readme() == ["python3 bootstrap.py up", "python3 bootstrap.py test"]


@pytest.mark.parametrize("command", ["up", "test"])
def test_both_commands_exist(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """They get as far as the set-up, which is stopped here."""
    asked: list[tuple[str, ...]] = []

    def stop(*groups: str) -> None:
        asked.append(groups)
        raise SetupError("far enough")

    monkeypatch.setattr(commands, "set_up", stop)
    assert commands.main([command]) == 1
    assert asked == [("runtime",) if command == "up" else ("runtime", "test")]


@pytest.mark.parametrize("arguments", [[], ["install"], ["up2"]])
def test_anything_else_is_wrong_usage(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.main(arguments) == 2
    assert capsys.readouterr().err == commands.USAGE


def test_the_help_names_both() -> None:
    done = subprocess.run(  # our own program
        [sys.executable, "bootstrap.py", "--help"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == commands.USAGE


def test_the_build_server_runs_the_second() -> None:
    last = (PROJECT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1]
    assert shlex.split(last)[:4] == ["exec", "python3", "bootstrap.py", "test"]
