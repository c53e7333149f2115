"""One load at a time: a lock that the system frees when its holder ends, however it ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from warehouse.folder import one_clear_line

LOCK: Final = "load.lock"


class LoadRunning(RuntimeError):
    """Another load holds the lock; the message says which process and since when."""


@contextmanager
def load_lock(home: Path) -> Iterator[None]:
    """Held while a load runs; raises LoadRunning at once when another one does.

    The file stays when the lock is given back: removing it would let two loads lock two files
    of the same name.
    """
    with one_clear_line("cannot lock the data folder"):
        home.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(home / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _take(descriptor)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise LoadRunning(f"another load is running{_holder(descriptor)}") from error
    since = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    with one_clear_line("cannot lock the data folder"):
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"process {os.getpid()}, since {since}".encode(), 0)


def _holder(descriptor: int) -> str:
    """Empty in the instant before a holder has written who it is."""
    text = os.pread(descriptor, 200, 0).decode("utf-8", errors="replace")
    return f" ({text})" if text else ""
