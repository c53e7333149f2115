"""Starting the real programs as processes of their own, and stopping exactly those. Not for
measuring what they do.
"""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import IO, Final

ROOT: Final = Path(__file__).parents[1]
ADDRESS: Final = "127.0.0.1"
LOG: Final = "server.log"
_START_SECONDS: Final = 60
_STOP_SECONDS: Final = 10
# Less than this in half a second is what an idle server does.
_RESTING_SECONDS: Final = 0.03
_LISTENS: Final = re.compile(r"listens on http://127\.0\.0\.1:(\d+)")


class ProgramFailed(RuntimeError):
    """A program that is to be measured did not do its work."""


@dataclass(frozen=True, slots=True)
class Served:
    """A server that answers: its port, its process and how long it took to answer."""

    port: int
    process_id: int
    start_seconds: float


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "ALF_HOME": str(home), "PYTHONPATH": str(ROOT)}


def run_module(arguments: Sequence[str], home: Path, given: str = "") -> str:
    """Run a module of the project to its end; what it wrote. Raises ProgramFailed."""
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env=environment(home),
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ProgramFailed(f"{' '.join(arguments)} ended with {done.returncode}: {done.stderr}")
    return done.stdout


@contextmanager
def served(arguments: Sequence[str], home: Path, ready: str) -> Iterator[Served]:
    """Serve while the block runs; `ready` is the path that answers once the server is up."""
    log = home / LOG
    started = time.monotonic()
    with log.open("w", encoding="utf-8") as output:
        process = _start(arguments, home, output)
        try:
            port = _wait(process, log, ready)
            yield Served(port, process.pid, time.monotonic() - started)
        finally:
            _stop(process)


def _start(arguments: Sequence[str], home: Path, output: IO[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env=environment(home),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        # A group of its own, so that its workers can be stopped with it and nothing else is.
        start_new_session=True,
    )


def _wait(process: subprocess.Popen[bytes], log: Path, ready: str) -> int:
    """The port, once the server answers there."""
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        said = log.read_text(encoding="utf-8")
        if process.poll() is not None:
            raise ProgramFailed(f"the server ended at start: {said[-4000:]}")
        found = _LISTENS.search(said)
        if found and _answers(int(found[1]), ready):
            return int(found[1])
        time.sleep(0.02)
    raise ProgramFailed(f"the server did not answer within {_START_SECONDS} s: {said[-4000:]}")


def _answers(port: int, path: str) -> bool:
    try:
        return get(port, path)[0] == 200
    except OSError:
        return False


def get(port: int, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, bytes]:
    connection = HTTPConnection(ADDRESS, port, timeout=10)
    try:
        connection.request("GET", path, headers=dict(headers or {}))
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(_STOP_SECONDS)


def settle(served: Served) -> None:
    """Wait until the server rests, so that what it does after its start is not measured."""
    until = time.monotonic() + _START_SECONDS
    before, now = -1.0, processor_seconds(served.process_id)
    while now - before > _RESTING_SECONDS and time.monotonic() < until:
        time.sleep(0.5)
        before, now = now, processor_seconds(served.process_id)


def processor_seconds(process_id: int) -> float:
    """What a process and all below it have computed so far (Linux only)."""
    return sum(_computed(one) for one in _family(process_id))


def _computed(process_id: int) -> float:
    # The name of the program stands in brackets and may hold anything.
    fields = Path(f"/proc/{process_id}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def slowed() -> float:
    """How many times longer a fixed task takes by the clock than by the processor."""
    started, computed = time.perf_counter(), time.thread_time()
    sum(number * number for number in range(2_000_000))
    return (time.perf_counter() - started) / (time.thread_time() - computed)


def memory(process_id: int) -> tuple[float, float]:
    """Resident and proportional memory of a process and all below it, in MiB (Linux only).

    Resident counts what processes share once for each of them; proportional counts it once.
    """
    family = _family(process_id)
    return sum(_kept(one, "Rss:") for one in family), sum(_kept(one, "Pss:") for one in family)


def _family(process_id: int) -> list[int]:
    listed = Path(f"/proc/{process_id}/task/{process_id}/children").read_text(encoding="ascii")
    return [process_id, *(one for child in listed.split() for one in _family(int(child)))]


def _kept(process_id: int, field: str) -> float:
    lines = Path(f"/proc/{process_id}/smaps_rollup").read_text(encoding="ascii").splitlines()
    kilobytes = next(line.split()[1] for line in lines if line.startswith(field))
    return int(kilobytes) / 1024
