"""`alf … | head`: who reads the output may stop reading, and what the command does is done."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.etl.bundles import user_file
from warehouse.store import Store

PROJECT = Path(__file__).parents[1]

pytestmark = pytest.mark.data


def with_nobody_reading(home: Path, *arguments: str | Path) -> tuple[int, str]:
    """Exit code and errors of a command whose standard output was closed at the other end."""
    read_end, write_end = os.pipe()
    os.close(read_end)
    with os.fdopen(write_end, "wb") as output:
        done = subprocess.run(  # noqa: S603  # our own program
            [sys.executable, str(PROJECT / "alf.py"), *map(str, arguments)],
            stdout=output, stderr=subprocess.PIPE, text=True, timeout=120, check=False,
            env={**os.environ, "ALF_HOME": str(home)},
        )  # fmt: skip
    return done.returncode, done.stderr


@pytest.mark.parametrize("options", [(), ("--json",), ("--rows",), ("--json", "--rows")])
def test_an_inspection_ends_without_a_word(tmp_path: Path, options: tuple[str, ...]) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a;b\n" + "".join(f"{n};{n}\n" for n in range(20_000)), encoding="utf-8")
    assert with_nobody_reading(tmp_path / "home", "inspect", path, *options) == (0, "")


def test_an_inspection_that_finds_problems_still_ends_with_three(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"PK\x03\x04 no workbook")
    code, errors = with_nobody_reading(tmp_path / "home", "inspect", path)
    assert (code, errors) == (3, "")


def test_a_load_is_done_all_the_same(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert with_nobody_reading(home, "load", user_file(tmp_path / "a.csv")) == (0, "")
    inputs = Store(home).current().inputs()
    assert "a.csv" in inputs["name"].to_list()
    assert with_nobody_reading(home, "inputs") == (0, "")
    assert with_nobody_reading(home, "verify") == (0, "")


def test_a_refusal_that_nobody_reads_ends_with_three(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("no;declaration\n1;2\n", encoding="utf-8")
    read_end, write_end = os.pipe()
    os.close(read_end)
    with os.fdopen(write_end, "wb") as both:
        done = subprocess.run(  # noqa: S603  # our own program
            [sys.executable, str(PROJECT / "alf.py"), "load", str(path)],
            stdout=both, stderr=both, timeout=120, check=False,
            env={**os.environ, "ALF_HOME": str(tmp_path / "home")},
        )  # fmt: skip
    assert done.returncode == 3
