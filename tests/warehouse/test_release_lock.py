"""One load at a time."""

import os
import re
from pathlib import Path

import pytest

from tests.warehouse.processes import context, hold_lock, started
from warehouse.release import LoadRunning, load_lock


def test_a_second_load_in_another_process_is_told_which_one_runs_and_since_when(
    home: Path,
) -> None:
    home.mkdir()
    receiver, sender = context().Pipe(duplex=False)
    holder = started(hold_lock, sender, home)
    process_id = receiver.recv()
    with pytest.raises(LoadRunning) as refused, load_lock(home):
        pass
    moment = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC"
    expected = rf"another load is running \(process {process_id}, since {moment}\)"
    assert re.fullmatch(expected, str(refused.value))
    holder.kill()
    holder.join()


def test_the_lock_is_free_once_its_holder_is_killed(home: Path) -> None:
    home.mkdir()
    receiver, sender = context().Pipe(duplex=False)
    holder = started(hold_lock, sender, home)
    receiver.recv()
    holder.kill()
    holder.join()
    with load_lock(home):
        assert f"process {os.getpid()}" in (home / "load.lock").read_text(encoding="utf-8")


def test_a_second_load_in_the_same_process_is_refused_too(home: Path) -> None:
    with load_lock(home), pytest.raises(LoadRunning), load_lock(home):
        pass


def test_the_lock_is_free_after_a_load_that_failed(home: Path) -> None:
    with pytest.raises(ZeroDivisionError), load_lock(home):
        raise ZeroDivisionError
    with load_lock(home):
        pass
