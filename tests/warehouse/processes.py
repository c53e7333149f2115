"""Second processes for the tests of releases: real ones, so that they can be killed.

They are forked from a server that has imported everything, which makes forty of them quick.
"""

import itertools
import multiprocessing
import os
import resource
import signal
import time
from collections.abc import Callable
from contextlib import ExitStack
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from typing import Any
from unittest import mock

from tests.builders import contents, observation
from warehouse.release import ReleaseProblem, build, discard_leftovers, load_lock, publish
from warehouse.store import Store

NOBODY = 65534


def context() -> ForkServerContext:
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(["pytest", __name__])
    return made


def started(work: Callable[..., None], *arguments: object) -> ForkServerProcess:
    process = context().Process(target=work, args=arguments, daemon=True)
    process.start()
    return process


def answer_of(work: Callable[..., None], *arguments: object) -> Any:  # noqa: ANN401
    """What a second process sends back before it ends."""
    receiver, sender = context().Pipe(duplex=False)
    process = started(work, sender, *arguments)
    sender.close()
    answer = receiver.recv() if receiver.poll(30) else None
    process.join(30)
    return answer


def load_once(home: Path, value: float) -> str:
    """What a load does to the releases; `value` makes one release differ from another."""
    with load_lock(home):
        discard_leftovers(home)
        release_id = build(home, contents([observation(value=value)]))
        publish(home, release_id)
    return release_id


def load_for_ever(home: Path) -> None:
    for number in itertools.count():
        load_once(home, float(number % 100))


def load_until_step(home: Path, step: int) -> None:
    """Kills itself just before its n-th call that makes something lasting."""
    calls = itertools.count()

    def deadly(function: Callable[..., object]) -> Callable[..., object]:
        def wrapped(*arguments: object, **named: object) -> object:
            if next(calls) == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*arguments, **named)

        return wrapped

    with ExitStack() as patches:
        for name in ("fsync", "rename", "replace", "unlink"):
            patches.enter_context(mock.patch.object(os, name, deadly(getattr(os, name))))
        load_once(home, 50.0)


def hold_lock(ready: Connection, home: Path) -> None:
    with load_lock(home):
        ready.send(os.getpid())
        time.sleep(60)


def follow(answer: Connection, home: Path, until: str, seconds: float) -> None:
    """Asks for the release in force again and again; sends every id it saw, in order."""
    store, seen = Store(home), [""]
    deadline = time.monotonic() + seconds
    while seen[-1] != until and time.monotonic() < deadline:
        release = store.current()
        if release.id != seen[-1]:
            seen.append(release.id)
        assert release.observations("alf_survey_response_rate").height == 1
    answer.send(seen[1:])


def load_as_nobody(answer: Connection, home: Path) -> None:
    """Root may write anywhere, so a read-only folder is tried as somebody else."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    _send_problem(answer, lambda: load_once(home, 77.0))


def load_within(answer: Connection, home: Path, bytes_per_file: int) -> None:
    """A file-size limit stands in for a full disk: writing fails half-way."""
    _limit_files(bytes_per_file)
    _send_problem(answer, lambda: load_once(home, 77.0))


def publish_within(answer: Connection, home: Path, release_id: str, bytes_per_file: int) -> None:
    _limit_files(bytes_per_file)
    _send_problem(answer, lambda: publish(home, release_id))


def _limit_files(bytes_per_file: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_per_file, bytes_per_file))


def _send_problem(answer: Connection, work: Callable[[], object]) -> None:
    try:
        work()
    except ReleaseProblem as problem:
        answer.send(str(problem))
    else:
        answer.send("no problem")
