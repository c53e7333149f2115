"""How long `alf load` takes: the whole bundle, and again when nothing has changed."""

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bench.measures import Measure, best
from bench.programs import run_module

# "A few seconds": what somebody waits for without wondering.
FULL_LIMIT: Final = 5.0
# Every load writes down who holds the lock; that is not work on the data.
LOCK: Final = "load.lock"


@dataclass(frozen=True, slots=True)
class Load:
    """`command` is what the user waits, `job` the part of it that is not starting Python."""

    command: float
    job: float
    unchanged: bool
    files_written: int


def measure_loads(folder: Path, runs: int) -> list[Measure]:
    """Each full load goes into a new folder, and a repeated one follows it at once."""
    full, again = [], []
    for number in range(runs):
        home = folder / f"load-{number}"
        home.mkdir()
        full.append(timed_load(home))
        again.append(timed_load(home))
    ratio = min(one.command for one in again) / min(one.command for one in full)
    repeated = "repeated load, nothing changed"
    return [
        best("load", "full load of what ships", "s", [o.command for o in full], limit=FULL_LIMIT),
        best("load", "  of it the job itself", "s", [o.job for o in full]),
        best("load", repeated, "s", [o.command for o in again]),
        best("load", "  of it the job itself", "s", [o.job for o in again]),
        Measure(part="load", name="repeated ÷ full", unit="×", value=round(ratio, 3)),
        best("load", "files written by repeated loads", "", [sum(o.files_written for o in again)],
             limit=0),
        best("load", "repeated loads that did work", "", [sum(not o.unchanged for o in again)],
             limit=0),
    ]  # fmt: skip


def timed_load(home: Path) -> Load:
    before = _files(home)
    started = time.monotonic()
    said: dict[str, Any] = json.loads(run_module(["alf", "load", "--json"], home))
    seconds = time.monotonic() - started
    written = _files(home) ^ before
    return Load(seconds, said["seconds"], said["unchanged"], len({name for name, *_ in written}))


def _files(home: Path) -> frozenset[tuple[str, int, int, int]]:
    """Every file with what changes when it is written: inode, time and size."""
    found = ((path, path.stat()) for path in home.rglob("*") if path.is_file())
    return frozenset(
        (str(path), status.st_ino, status.st_mtime_ns, status.st_size)
        for path, status in found
        if path.name != LOCK
    )
