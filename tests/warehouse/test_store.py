"""Readers follow the release in force and keep what they hold."""

import threading
import time
from pathlib import Path

import pytest

from tests.builders import INDICATOR
from tests.warehouse.processes import context, follow, load_once, started
from warehouse.folder import release_path
from warehouse.layout import SCHEMA_VERSION
from warehouse.queries import Release
from warehouse.release import ReleaseProblem, list_releases, rollback
from warehouse.store import NoRelease, Store


def value_in(release: Release) -> float:
    return float(release.observations(INDICATOR)["value"].item())


def test_without_a_release_there_is_nothing_to_read(home: Path) -> None:
    with pytest.raises(NoRelease, match="run `alf load`"):
        Store(home).current()


def test_the_store_moves_on_and_the_old_release_stays_readable(loaded: Path) -> None:
    store = Store(loaded)
    old = store.current()
    assert store.current() is old
    new_id = load_once(loaded, 62.0)
    new = store.current()
    assert (new.id, value_in(new)) == (new_id, 62.0)
    assert value_in(old) == 61.0


def test_an_old_release_stays_readable_after_its_file_is_gone(loaded: Path) -> None:
    old = Store(loaded).current()
    release_path(loaded, old.id).unlink()
    assert value_in(old) == 61.0
    assert old.sources().height > 0


def test_going_back_is_followed_too(loaded: Path) -> None:
    store = Store(loaded)
    first = store.current().id
    load_once(loaded, 62.0)
    assert value_in(store.current()) == 62.0
    rollback(loaded, first)
    assert (store.current().id, value_in(store.current())) == (first, 61.0)


@pytest.mark.slow
def test_no_reader_sees_anything_but_whole_releases_while_others_are_published(
    loaded: Path,
) -> None:
    store, stop, faults = Store(loaded), threading.Event(), []
    seen: set[float] = set()

    def read() -> None:
        while not stop.is_set():
            release = store.current()
            if release.observations(INDICATOR).height != 1:
                faults.append(release.id)
            seen.add(value_in(release))
            time.sleep(0.001)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    values = [61.0, *(float(number) for number in range(6))]
    for value in values[1:]:
        load_once(loaded, value)
        wait_for(lambda value=value: value in seen)
    stop.set()
    for reader in readers:
        reader.join()
    assert faults == []
    assert seen == set(values)


def test_another_process_moves_on_while_releases_are_published(loaded: Path) -> None:
    first = list_releases(loaded)[0].id
    receiver, sender = context().Pipe(duplex=False)
    last = load_once(loaded, 1.0)
    rollback(loaded, first)
    reader = started(follow, sender, loaded, last, 20.0)
    time.sleep(0.5)
    rollback(loaded, last)
    assert receiver.poll(20)
    assert receiver.recv()[-1] == last
    reader.join()
    assert reader.exitcode == 0


def test_a_release_of_another_schema_says_what_to_do(
    loaded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warehouse.queries.SCHEMA_VERSION", SCHEMA_VERSION + 1)
    said = rf"\(schema {SCHEMA_VERSION}, this one reads {SCHEMA_VERSION + 1}\); `alf load` makes"
    with pytest.raises(ReleaseProblem, match=said) as told:
        Store(loaded).current()
    # Who shows nothing where there is no release shows nothing of this one either.
    assert isinstance(told.value, NoRelease)


def test_a_damaged_release_is_one_clear_line(loaded: Path) -> None:
    path = release_path(loaded, list_releases(loaded)[0].id)
    path.write_bytes(b"not a database")
    with pytest.raises(ReleaseProblem, match=f"the release {path.name} cannot be read") as told:
        Store(loaded).current()
    assert "\n" not in str(told.value)


def wait_for(condition: object) -> None:
    deadline = time.monotonic() + 10
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline
        time.sleep(0.005)
