"""A load or a `forget` that is killed before any lasting step: no answer lies outside `private/`,
the release in force stays whole, and the next command does the rest.

Real second processes. What ships is left out, so that a load takes a tenth of a second.
"""

import contextlib
import itertools
import json
import multiprocessing
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

import pytest

from etl.in_force import in_force
from etl.job import load
from etl.surveys.store.deliveries import forget, settle_deliveries
from etl.surveys.store.private import deliveries, has_answers
from tests.etl.conftest import silent
from tests.etl.surveys.given import frame_text, give, read_as_large, with_marker
from warehouse.folder import read_register
from warehouse.release import verify

ID = "vil_test_2024"
# A kill is no power cut: what is written is there, so before `fsync` and after it are the same.
LASTING = ("rename", "replace", "unlink", "rmdir", "mkdir")

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def load_it(home: Path) -> None:
    load(home, progress=silent, bundle=None)


def forget_it(home: Path) -> None:
    forget(home, ID)


def is_killed(work: Callable[[Path], None], home: Path, step: int) -> bool:
    """Whether work that kills itself before its n-th lasting call got that far."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pytest", __name__])
    process = context.Process(target=_until_step, args=(work, home, step))
    process.start()
    process.join(60)
    assert process.exitcode in {0, -signal.SIGKILL}
    return process.exitcode != 0


def _until_step(work: Callable[[Path], None], home: Path, step: int) -> None:
    calls = itertools.count()
    tempfile.tempdir = str(home)  # what a reader leaves elsewhere would be found there

    def deadly(function: Callable[..., object]) -> Callable[..., object]:
        def wrapped(*arguments: object, **named: object) -> object:
            if next(calls) == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*arguments, **named)

        return wrapped

    with contextlib.ExitStack() as patches:
        read_as_large(lambda *what: patches.enter_context(mock.patch.object(*what)))
        for name in LASTING:
            patches.enter_context(mock.patch.object(os, name, deadly(getattr(os, name))))
        work(home)


def homes(start: Path, folder: Path) -> Iterator[tuple[int, Path]]:
    for step in itertools.count():
        yield step, Path(shutil.copytree(start, folder / str(step)))


def outside(home: Path) -> list[str]:
    """Where answers stand that should not."""
    return [place for place in with_marker(home) if not place.startswith(("private/", "inbox/"))]


def is_in_order(home: Path) -> bool:
    """The answers are those of the release in force, and nothing is left half-way."""
    held = in_force(home)
    names = {path.name for path in (home / "private" / "surveys").iterdir()}
    return (
        deliveries(home)[ID].mark in held.marks(held.accepted_ids)
        and names == {ID}
        and not (home / "private" / "temporary").exists()
        and not list((home / "inbox").iterdir())
    )


@pytest.fixture
def empty_home(tmp_path: Path) -> Path:
    home = tmp_path / "start"
    load_it(home)
    return home


@pytest.fixture
def loaded_home(empty_home: Path) -> Path:
    give(empty_home / "inbox")
    load_it(empty_home)
    return empty_home


def test_a_first_load_that_is_killed_leaves_no_answer_outside_private(
    empty_home: Path, tmp_path: Path
) -> None:
    before = read_register(empty_home)
    give(empty_home / "inbox")
    for step, home in homes(empty_home, tmp_path):
        killed = is_killed(load_it, home, step)
        assert outside(home) == [], step
        assert verify(home, None) == [], step
        in_it = read_register(home)
        load_it(home)
        assert is_in_order(home), step
        assert with_marker(home) == [f"private/surveys/{ID}/original"], step
        if not killed:
            assert in_it != before
            break
        shutil.rmtree(home)
    assert step > 20


def test_a_corrected_delivery_that_is_killed_keeps_answers_and_release_together(
    loaded_home: Path, tmp_path: Path
) -> None:
    give(loaded_home / "inbox", frame=frame_text(330))
    for step, home in homes(loaded_home, tmp_path):
        killed = is_killed(load_it, home, step)
        assert outside(home) == [], step
        assert verify(home, None) == [], step
        held = in_force(home)
        settle_deliveries(home, held.marks(held.accepted_ids))
        # Before anything is loaded again: whichever is in force, its answers are there.
        assert deliveries(home)[ID].mark in held.marks(held.accepted_ids), step
        assert has_answers(home, ID), step
        load_it(home)
        assert is_in_order(home), step
        journal = (home / "private" / "journal.jsonl").read_text().splitlines()
        what = [json.loads(line)["what"] for line in journal]
        assert what == ["key_made", "loaded", "replaced"], step
        if not killed:
            break
        shutil.rmtree(home)
    assert step > 20


def test_forgetting_that_is_killed_is_done_by_the_next_command(
    loaded_home: Path, tmp_path: Path
) -> None:
    for step, home in homes(loaded_home, tmp_path):
        killed = is_killed(forget_it, home, step)
        assert verify(home, None) == [], step
        said = deliveries(home)[ID].forgotten_at
        load_it(home)
        assert has_answers(home, ID) == (said is None), step
        assert (with_marker(home) == []) == (said is not None), step
        journal = (home / "private" / "journal.jsonl").read_text()
        assert journal.count('"forgotten"') == (said is not None), step
        if not killed:
            break
        shutil.rmtree(home)
    assert said is not None
    assert step > 3
