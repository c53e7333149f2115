"""Every check of the project, in the order in which they are cheap."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tools.console import heading, say
from tools.environment import PYTHON, ROOT, VENV

# pytest comes last, so that its summary is what a reader sees at the end.
CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ruff check", ("ruff", "check", "--output-format=concise", ".")),
    ("ruff format", ("ruff", "format", "--check", "--output-format=concise", ".")),
    ("mypy", ("mypy",)),
    ("import-linter", ("lint-imports", "--no-logo")),
)


def run(pytest_arguments: list[str], programs: Mapping[str, Path]) -> int:
    """Run them all, even after one has failed; the result is the first exit code that is not 0."""
    environment = test_environment(programs)
    failed: dict[str, int] = {}
    for name, command in CHECKS:
        run_check(name, [str(VENV / "bin" / command[0]), *command[1:]], environment, failed)
    run_check("pytest", [str(PYTHON), "-m", "pytest", *pytest_arguments], environment, failed)
    if failed:
        say(f"failed: {', '.join(failed)}")
    return next(iter(failed.values()), 0)


def run_check(
    name: str, command: list[str], environment: dict[str, str], failed: dict[str, int]
) -> None:
    heading(name)
    code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    if code:
        failed[name] = code


def test_environment(programs: Mapping[str, Path]) -> dict[str, str]:
    """Tests see the environment's own programs first, and those of the machine by variables."""
    environment = os.environ | {variable: str(path) for variable, path in programs.items()}
    environment["PATH"] = f"{VENV / 'bin'}{os.pathsep}{environment.get('PATH', os.defpath)}"
    return environment
