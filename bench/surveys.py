"""`python -m bench.surveys [--respondents N]`: a large survey, from the export to the release.

Ours is the whole command `alf load` in a data folder that holds what ships: reading, pseudonyms,
the private store, aggregates, disclosure control with its proof, checks, build and publication.
Beside it in the same run DuckDB reads the same answers as UTF-8 and does the same group-bys once.
And the cost of disclosure alone, for 50 organisations × 20 items × 4 groups × 3 sexes.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import duckdb

from bench.loading import timed_load
from bench.measures import Measure, best
from bench.programs import ProgramFailed, environment
from bench.report import say_measures
from bench.survey_files import items, write_survey

RESPONDENTS: Final = 500_000
MOST: Final = 3.0
MOST_MEMORY: Final = 2_000.0
MOST_DISCLOSURE: Final = 30.0
# Few enough that some thousand counts must be hidden. What costs is thinness: with 6 000 answers it
# takes many minutes (docs/disclosure.md).
DISCLOSED_RESPONDENTS: Final = 100_000
CROSSINGS: Final = '(), ("Enhet"), ("Program"), ("Kön"), ("Enhet", "Kön"), ("Program", "Kön")'


def group_by_with_duckdb(path: Path) -> int:
    """Reads the file and counts the answers to every item in every crossing."""
    cells = 0
    with duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false")
        connection.execute("CREATE TEMP TABLE answers AS FROM read_csv(?)", [str(path)])
        for item in items():
            counted = connection.execute(
                f'SELECT "Enhet", "Program", "Kön", "{item}", count(*) FROM answers '  # noqa: S608
                f'GROUP BY GROUPING SETS ({CROSSINGS}), "{item}"'
            ).fetchall()
            cells += len(counted)
    return cells


def _task(path: Path) -> None:
    start = time.perf_counter()
    cells = group_by_with_duckdb(path)
    print(json.dumps({"seconds": time.perf_counter() - start, "cells": cells}))


def _duckdb_seconds(path: Path) -> float:
    """In a process of its own, as ours is."""
    command = [sys.executable, "-m", "bench.surveys", "--task", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(json.loads(done.stdout)["seconds"])


def _loaded(home: Path, files: Sequence[Path]) -> tuple[float, float]:
    """Seconds of `alf load` and its peak memory in MB; raises ProgramFailed."""
    command = [sys.executable, "-m", "alf", "load", *map(str, files)]
    start = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, env=environment(home), stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - start
        if process.returncode:
            said.seek(0)
            raise ProgramFailed(f"alf load ended with {process.returncode}: {said.read().decode()}")
    return seconds, usage.ru_maxrss / 1024


def measure(respondents: int, runs: int) -> list[Measure]:
    ours, peers, memory, again = [], [], [], []
    with tempfile.TemporaryDirectory(prefix="alf-bench-") as made:
        folder = Path(made)
        export = write_survey(folder, respondents)
        _duckdb_seconds(folder / "utf8.csv")  # The file comes into the system's cache.
        for run in range(runs):
            home = folder / f"home-{run}"
            home.mkdir()
            timed_load(home)
            peers.append(_duckdb_seconds(folder / "utf8.csv"))
            seconds, peak = _loaded(home, [export])
            ours.append(seconds)
            memory.append(peak)
            again.append(_loaded(home, [export])[0])
    name = f"survey of {respondents * len(items()):_} answers".replace("_", "\u00a0")
    return [
        best("surveys", f"{name}, export to release", "s", ours),
        best("surveys", f"{name}, DuckDB reads and groups", "s", peers),
        Measure(part="surveys", name=f"{name}, ours ÷ DuckDB", unit="×",
                value=round(min(ours) / min(peers), 2), limit=MOST),
        best("surveys", f"{name}, peak memory", "MB", memory, limit=MOST_MEMORY),
        best("surveys", f"{name}, the same again", "s", again),
    ]  # fmt: skip


def measure_disclosure(runs: int) -> list[Measure]:
    """50 organisations, 20 items, 4 groups, 3 sexes; the third sex is small everywhere."""
    seconds = []
    with tempfile.TemporaryDirectory(prefix="alf-bench-") as made:
        folder = Path(made)
        export = write_survey(folder, DISCLOSED_RESPONDENTS)
        for run in range(runs):
            home = folder / f"home-{run}"
            home.mkdir()
            timed_load(home)
            seconds.append(_loaded(home, [export])[0])
    return [
        best("surveys", "50 × 20 × 4 × 3, disclosed, proved and published", "s", seconds,
             limit=MOST_DISCLOSURE),
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.surveys", description=__doc__)
    parser.add_argument("--respondents", type=int, default=RESPONDENTS)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--task", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.task is not None:
        _task(asked.task)
    else:
        say_measures([*measure(asked.respondents, asked.runs), *measure_disclosure(asked.runs)])


if __name__ == "__main__":
    main()
