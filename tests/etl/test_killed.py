"""A load that is killed, at whatever moment, leaves the release in force whole and in force.

Real second processes of the real command. The first test kills at a random moment of each part
of the work, the second before each call that makes something lasting. What is in force afterwards
is the earlier release or the new one, never something in between, and the list of accepted files
is the one of that release.
"""

import itertools
import random
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from etl.job import load
from tests.etl.bundles import figure, user_file
from tests.etl.conftest import silent
from tests.etl.processes import alf, killed_before_step, started
from warehouse.folder import read_register
from warehouse.release import load_lock, verify
from warehouse.store import Store

KILLS = 8


def year_file(folder: Path, number: int) -> Path:
    return user_file(folder / f"year-{number}.csv", figure(period=str(2030 + number)))


def accepted(home: Path) -> set[str]:
    inputs = Store(home).current().inputs()
    return {row["name"] for row in inputs.iter_rows(named=True) if row["kind"] == "accepted"}


def in_force(home: Path) -> str:
    register = read_register(home)
    assert register is not None
    return register.in_force


def wait_until_working(process: subprocess.Popen[str]) -> None:
    """The first line is said when all is imported and the work begins."""
    assert process.stdout is not None
    assert process.stdout.readline().startswith("Reading")


def seconds_of_work(home: Path, path: Path) -> float:
    process = started(home, "load", path)
    wait_until_working(process)
    begun = time.monotonic()
    process.communicate(timeout=60)
    assert process.returncode == 0
    return time.monotonic() - begun


@pytest.mark.slow
@pytest.mark.data
@pytest.mark.timeout(300)
def test_killing_the_load_at_random_moments_leaves_a_whole_release_in_force(
    home: Path, tmp_path: Path
) -> None:
    work = seconds_of_work(home, year_file(tmp_path, 0))
    chance = random.Random(20261122)
    outcomes: list[str] = []
    for number in range(1, KILLS + 1):
        held, earlier = accepted(home), in_force(home)
        path = year_file(tmp_path, number)
        process = started(home, "load", path)
        wait_until_working(process)
        time.sleep((number - 1 + chance.random()) / KILLS * work)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
        assert verify(home, None) == []
        assert accepted(home) == (held if in_force(home) == earlier else held | {path.name})
        outcomes.append("earlier" if in_force(home) == earlier else "new")
    assert "earlier" in outcomes
    load(home, [year_file(tmp_path, KILLS + 1)], progress=silent)
    assert verify(home, None) == []
    assert f"year-{KILLS + 1}.csv" in accepted(home)
    assert not list((home / "releases").glob("*.part*"))
    assert not list((home / "raw").glob("*.part"))


@pytest.mark.slow
@pytest.mark.data
def test_killing_the_load_before_each_lasting_step_loses_nothing(
    shipped_home: Path, tmp_path: Path
) -> None:
    steps = itertools.count()
    for step in steps:
        home = Path(shutil.copytree(shipped_home, tmp_path / str(step)))
        user_file(home / "inbox" / "a.csv")
        killed = killed_before_step(home, step)
        assert verify(home, None) == []
        load(home, progress=silent)
        assert accepted(home) == {"a.csv"}
        assert not list((home / "inbox").iterdir())
        if not killed:
            break
    assert next(steps) > 8


@pytest.mark.data
def test_a_killed_load_leaves_the_inbox_to_the_next_one(home: Path) -> None:
    path = user_file(home / "inbox" / "a.csv")
    process = started(home, "load")
    wait_until_working(process)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    if "a.csv" not in accepted(home):
        assert path.exists()
    assert alf(home, "load").returncode == 0
    assert "a.csv" in accepted(home)
    assert not path.exists()


@pytest.mark.data
def test_a_second_load_at_once_says_so_and_stops(home: Path, tmp_path: Path) -> None:
    with load_lock(home):
        second = alf(home, "load", year_file(tmp_path, 0))
    assert second.returncode == 4
    assert "another load is running (process" in second.stderr
    assert second.stderr.count("\n") == 1
    assert accepted(home) == set()


@pytest.mark.data
def test_of_two_loads_at_once_one_is_done_and_the_other_says_so(home: Path, tmp_path: Path) -> None:
    first = started(home, "load", year_file(tmp_path, 0))
    wait_until_working(first)
    second = alf(home, "load", year_file(tmp_path, 1))
    first.communicate(timeout=60)
    # On a slow machine the first may be done before the second has started.
    assert first.returncode == 0
    assert second.returncode in {0, 4}
    done = {"year-0.csv"} | ({"year-1.csv"} if second.returncode == 0 else set())
    assert accepted(home) == done
