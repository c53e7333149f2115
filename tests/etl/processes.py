"""The command as a real second process, to be killed, starved or run as another user."""

import contextlib
import io
import itertools
import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Final
from unittest import mock

from alf import app
from etl.job import load

PROJECT: Final = Path(__file__).parents[2]
NOBODY: Final = 65534


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, str(PROJECT / "alf.py"), *map(str, arguments)]


def environment(home: Path) -> dict[str, str]:
    # No byte code is written: another user may not, and nothing else should be noticed here.
    return os.environ | {"ALF_HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}


def alf(
    home: Path,
    *arguments: str | Path,
    before: Callable[[], None] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Runs the command to its end; `before` is called in the new process first."""
    return subprocess.run(  # noqa: S603  # our own command
        command(*arguments),
        env=environment(home),
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        preexec_fn=before,
    )


def started(home: Path, *arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603  # our own command
        command(*arguments),
        env=environment(home),
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def _context() -> ForkServerContext:
    """Processes forked from one that has imported everything, which makes them quick."""
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(["pytest", __name__])
    return made


def alf_as_nobody(home: Path, *arguments: str | Path) -> tuple[int, str]:
    """Exit code and error lines of the command as another user: root may write anywhere.

    Forked rather than started anew, since that user may not be allowed to start this Python.
    """
    receiver, sender = _context().Pipe(duplex=False)
    process = _context().Process(target=_as_nobody, args=(sender, home, list(map(str, arguments))))
    process.start()
    sender.close()
    code, lines = receiver.recv() if receiver.poll(60) else (-1, "no answer")
    process.join(60)
    return code, lines


def _as_nobody(answer: Connection, home: Path, arguments: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        # Imports everything that a load imports on its way: that user may not read this Python.
        load(Path(folder), progress=lambda _: None)
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    os.environ["ALF_HOME"] = str(home)
    errors = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(errors):
        try:
            app(arguments)
        except SystemExit as end:
            answer.send((end.code or 0, errors.getvalue()))


def killed_before_step(home: Path, step: int) -> bool:
    """Whether a load that kills itself before its n-th lasting call got that far."""
    process = _context().Process(target=_until_step, args=(home, step))
    process.start()
    process.join(60)
    assert process.exitcode in {0, -signal.SIGKILL}
    return process.exitcode != 0


def _until_step(home: Path, step: int) -> None:
    calls = itertools.count()

    def deadly(function: Callable[..., object]) -> Callable[..., object]:
        def wrapped(*arguments: object, **named: object) -> object:
            if next(calls) == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*arguments, **named)

        return wrapped

    with contextlib.ExitStack() as patches:
        for name in ("fsync", "rename", "replace", "unlink"):
            patches.enter_context(mock.patch.object(os, name, deadly(getattr(os, name))))
        load(home, progress=lambda _: None)


def limit_files_to(bytes_per_file: int) -> Callable[[], None]:
    """A file-size limit stands in for a full disk: writing fails half-way."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_per_file, bytes_per_file))

    return limit
