"""`python -m bench.readers_csv [--size MB]`: a large plain CSV by us and by DuckDB alone.

In the same run and by turns. DuckDB's own `read_csv`, which finds dialect and types by itself, is
consumed in three ways: as text in Arrow batches turned into polars columns, which is what ours
gives; the same with the types that it finds; and into a table of a database file. Ours is the
whole reading: detection, every cell as stored, verification, and the line of each record.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import duckdb
import polars as pl

from bench.measures import Measure, best
from bench.report import say_measures
from etl.readers.content import Content
from etl.readers.delimited import read_delimited
from etl.readers.options import NO_OPTIONS

REGIONS: Final = ("Skåne", "Stockholm", "Uppsala", "Västra Götaland", "Örebro", "Östergötland")
_ROWS_A_BLOCK: Final = 50_000
_BATCH_ROWS: Final = 122_880
MOST: Final = 1.5


def write_plain(path: Path, megabytes: int) -> None:
    """Plain: one delimiter, no quotes, LF; numbers, decimals, words and codes."""
    drawn = random.Random(1)
    block = "".join(_line(drawn, number) for number in range(_ROWS_A_BLOCK)).encode()
    with path.open("wb") as opened:
        opened.write(b"id,region,year,sex,count,value,note\n")
        for _ in range(max(1, megabytes * 1_000_000 // len(block))):
            opened.write(block)


def _line(drawn: random.Random, number: int) -> str:
    year, sex = 2000 + number % 25, drawn.choice("KM")
    count, value = drawn.randrange(1_000_000), drawn.random() * 1000
    note = drawn.randrange(10_000)
    return f"{number},{drawn.choice(REGIONS)},{year},{sex},{count},{value:.2f},note {note}\n"


def read_typed(path: Path) -> int:
    return _batches("from read_csv(?)", path)


def read_as_text(path: Path) -> int:
    return _batches("from read_csv(?, all_varchar = true)", path)


def into_a_table(path: Path) -> int:
    with (
        tempfile.TemporaryDirectory(prefix="alf-bench-") as folder,
        duckdb.connect(Path(folder) / "table.duckdb") as connection,
    ):
        connection.execute("SET enable_progress_bar = false")
        connection.execute("CREATE TABLE t AS FROM read_csv(?)", [str(path)])
        counted = connection.execute("SELECT count(*) FROM t").fetchone()
    assert counted is not None
    return int(counted[0])


def _batches(query: str, path: Path) -> int:
    rows = 0
    with duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false")
        relation = connection.sql(query, params=[str(path)])
        for batch in relation.to_arrow_reader(_BATCH_ROWS):
            rows += len(pl.DataFrame(pl.from_arrow(batch)))
    return rows


def read_by_us(path: Path) -> int:
    reading = read_delimited(Content.of_file(path), NO_OPTIONS)
    return sum(len(batch.rows) for batch in reading.accepted()[0].rows.batches())


def detect(path: Path) -> int:
    return len(read_delimited(Content.of_file(path), NO_OPTIONS).accepted())


TASKS: Final[dict[str, Callable[[Path], int]]] = {
    "as text": read_as_text,
    "typed": read_typed,
    "into a table": into_a_table,
    "ours": read_by_us,
    "detection": detect,
}


def _timed(task: str, path: Path) -> dict[str, float]:
    """In a process of its own, since memory once taken is not given back."""
    command = [sys.executable, "-m", "bench.readers_csv", "--task", task, "--file", str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(run.stdout)
    return found


def _do(task: str, path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    rows = TASKS[task](path)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        json.dumps(
            {"seconds": seconds, "rows": rows, "MB": (peak - before) / 1024, "peak": peak / 1024}
        )
    )


def measure(megabytes: int, runs: int) -> list[Measure]:
    with tempfile.TemporaryDirectory(prefix="alf-bench-") as folder:
        path = Path(folder) / "plain.csv"
        write_plain(path, megabytes)
        _timed("typed", path)  # The file comes into the system's cache.
        turns = [{task: _timed(task, path) for task in TASKS} for _ in range(runs)]
    if any(turn["ours"]["rows"] != turn["typed"]["rows"] for turn in turns):
        raise ValueError("the readers do not give the same number of rows")
    return _measures(megabytes, turns)


def _measures(megabytes: int, turns: Sequence[dict[str, dict[str, float]]]) -> list[Measure]:
    def of(task: str, key: str) -> list[float]:
        return [round(turn[task][key], 3) for turn in turns]

    name = f"CSV of {megabytes} MB"
    ours = min(of("ours", "seconds"))
    peers = [task for task in TASKS if task not in ("ours", "detection")]
    return [
        best("readers", f"{name}, read and verified", "s", of("ours", "seconds")),
        *(best("readers", f"{name}, DuckDB {peer}", "s", of(peer, "seconds")) for peer in peers),
        *(
            Measure(part="readers", name=f"{name}, ours ÷ DuckDB {peer}", unit="×",
                    value=round(ours / min(of(peer, "seconds")), 2), limit=MOST)
            for peer in peers
        ),
        best("readers", f"{name}, detection", "s", of("detection", "seconds"), limit=0.3),
        best("readers", f"{name}, peak memory of DuckDB's", "MB", of("typed", "peak")),
        best("readers", f"{name}, peak memory of ours", "MB", of("ours", "peak")),
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.readers_csv", description=__doc__)
    parser.add_argument("--size", type=int, default=1000, help="megabytes")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--task", choices=tuple(TASKS), help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.task is not None:
        _do(asked.task, asked.file)
    else:
        say_measures(measure(asked.size, asked.runs))


if __name__ == "__main__":
    main()
