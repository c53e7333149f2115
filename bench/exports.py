"""How long exports take, beside Chrome through kaleido, and what others wait for meanwhile."""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bench.callbacks import play
from bench.clicks import Click
from bench.measures import Measure, best, percentile
from bench.programs import Served, get, run_module

PART: Final = "exports"
# Name, what it is, its limit in milliseconds.
_LIMITS: Final = (
    ("pptx", "ten slides with native charts", 500),
    ("docx", "a document with ten native charts", 600),
    ("xlsx", "a workbook with ten native charts", None),
    ("pdf", "a PDF of forty pages", 1000),
    ("svg", "one SVG", 5),
    ("png", "one PNG, 2560 × 1440", 80),
)


def measure(home: Path, runs: int) -> list[Measure]:
    """Each kind by turns with the usual way, in processes of their own."""
    ours = json.loads(run_module(["bench.export_runs", "ours", str(runs)], home))
    usual = json.loads(run_module(["bench.export_runs", "usual", str(runs)], home))
    times = [
        best(PART, f"{what}, warm", "ms", ours["taken"][kind], limit=limit)
        for kind, what, limit in _LIMITS
    ]
    png, chrome = min(ours["taken"]["png"]), min(usual["taken"]["png"])
    return [
        *times,
        _one("peak memory of all of these", "MB", ours["megabytes"]),
        best(PART, "one PNG by kaleido and Chrome, warm", "ms", usual["taken"]["png"]),
        best(PART, "one PNG by kaleido and Chrome, cold", "ms", usual["taken"]["cold"]),
        _one("our PNG ÷ kaleido's, both warm", "×", png / chrome),
        _one("ten slides ÷ ten pictures of kaleido, warm", "×",
             min(ours["taken"]["pptx"]) / (10 * chrome)),
    ]  # fmt: skip


def measure_others(home: Path, server: Served, clicks: Sequence[Click]) -> list[Measure]:
    """What one who clicks waits for, alone and while somebody else exports without a pause."""
    play(home, server.port, [clicks], think=None, seconds=60)
    alone = _waits(home, server, clicks)
    with _exporting(server.port):
        meanwhile = _waits(home, server, clicks)
    return [
        _one("a click seen before, alone, p95", "ms", alone),
        _one("a click seen before, while another exports slides, p95", "ms", meanwhile),
    ]


def _waits(home: Path, server: Served, clicks: Sequence[Click]) -> float:
    answers = play(home, server.port, [clicks], think=None, seconds=60)
    return percentile([answer.milliseconds for answer in answers], 0.95)


@contextmanager
def _exporting(port: int) -> Iterator[None]:
    """Another reader takes slides, one file after another, while the block runs."""
    done = threading.Event()

    def take() -> None:
        while not done.is_set():
            get(port, "/export/trend.pptx")

    taker = threading.Thread(target=take)
    taker.start()
    try:
        yield
    finally:
        done.set()
        taker.join()


def _one(name: str, unit: str, value: float) -> Measure:
    return Measure(part=PART, name=name, value=round(value, 3), unit=unit)
