"""A folder that may not be written, and a disk that is full: one clear line, and nothing lost."""

from pathlib import Path

import pytest

from tests.builders import contents, observation
from tests.warehouse.processes import (
    answer_of,
    load_as_nobody,
    load_once,
    load_within,
    publish_within,
)
from warehouse.release import build, list_releases, verify


def state_of(home: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (home / "releases").iterdir()}


@pytest.mark.parametrize("read_only", [".", "releases"])
def test_a_read_only_folder_gives_one_clear_line_and_nothing_is_lost(
    shared_home: Path, read_only: str
) -> None:
    before = state_of(shared_home)
    (shared_home / "load.lock").chmod(0o666)
    shared_home.chmod(0o777)
    (shared_home / read_only).chmod(0o555)
    if read_only == ".":
        (shared_home / "load.lock").unlink()
    problem = answer_of(load_as_nobody, shared_home)
    assert "there is no permission" in problem
    assert "\n" not in problem
    assert state_of(shared_home) == before
    assert verify(shared_home) == []


# A release of one observation takes about a megabyte: writing fails at the lock, in the middle
# of the file, and near its end.
@pytest.mark.parametrize("bytes_per_file", [0, 100, 20_000, 300_000, 900_000])
def test_a_full_disk_gives_one_clear_line_and_nothing_is_lost(
    loaded: Path, bytes_per_file: int
) -> None:
    before = state_of(loaded)
    problem = answer_of(load_within, loaded, bytes_per_file)
    assert "file-size limit" in problem
    assert "\n" not in problem
    assert state_of(loaded) == before
    assert verify(loaded) == []


def test_a_disk_that_fills_up_at_the_switch_leaves_the_earlier_release_in_force(
    loaded: Path,
) -> None:
    (earlier,) = list_releases(loaded)
    new = build(loaded, contents([observation(value=62.0)]))
    problem = answer_of(publish_within, loaded, new, 40)
    assert problem.startswith("the release could not be published: the file may not grow")
    assert list_releases(loaded) == [earlier]
    assert verify(loaded) == []


def test_a_load_works_again_once_there_is_room(loaded: Path) -> None:
    answer_of(load_within, loaded, 20_000)
    release_id = load_once(loaded, 62.0)
    assert [r.id for r in list_releases(loaded) if r.in_force] == [release_id]
