"""A load that is killed, at whatever moment, leaves the release in force whole and in force."""

import random
import time
from pathlib import Path

import pytest

from tests.warehouse.processes import load_for_ever, load_once, load_until_step, started
from warehouse.folder import Register, read_register
from warehouse.release import discard_leftovers, load_lock, verify

KILLS = 20


def register_of(home: Path) -> Register:
    register = read_register(home)
    assert register is not None
    return register


def in_force(home: Path) -> str:
    return register_of(home).in_force


def leftovers(home: Path) -> set[str]:
    published = {f"alf-{release_id}.duckdb" for release_id in register_of(home).published}
    return {path.name for path in (home / "releases").iterdir()} - published - {"CURRENT"}


@pytest.mark.slow
def test_killing_a_load_at_random_moments_never_harms_the_release_in_force(loaded: Path) -> None:
    moments = random.Random(20261122)
    left_behind, seen = 0, {in_force(loaded)}
    for number in range(KILLS):
        before = in_force(loaded)
        process = started(load_for_ever, loaded)
        time.sleep(0.05 + 0.75 * (number + moments.random()) / KILLS)
        process.kill()
        process.join()
        assert process.exitcode == -9
        assert verify(loaded) == []
        assert in_force(loaded) >= before
        left_behind += bool(leftovers(loaded))
        seen.add(in_force(loaded))
    # Otherwise the kills all fell outside the work, and nothing was tried.
    assert left_behind >= KILLS // 5
    assert len(seen) > KILLS // 10
    load_once(loaded, 61.0)
    assert leftovers(loaded) == set()


@pytest.mark.slow
def test_killing_a_load_before_each_lasting_step_never_harms_the_release_in_force(
    loaded: Path,
) -> None:
    exit_codes = []
    for step in range(30):
        process = started(load_until_step, loaded, step)
        process.join()
        exit_codes.append(process.exitcode)
        assert verify(loaded) == []
        with load_lock(loaded):
            discard_leftovers(loaded)
        assert leftovers(loaded) == set()
        assert verify(loaded) == []
        if process.exitcode == 0:
            break
    # At least: the file, its name, the folder, the pointer, its name, the folder.
    assert exit_codes[-1] == 0
    assert exit_codes.count(-9) >= 6


def test_a_first_load_that_is_killed_leaves_a_folder_that_the_next_load_can_use(
    home: Path,
) -> None:
    for step in range(6):
        process = started(load_until_step, home, step)
        process.join()
        assert process.exitcode == -9
    release_id = load_once(home, 61.0)
    assert in_force(home) == release_id
    assert verify(home) == []
    assert not list((home / "releases").glob("*.part*"))
