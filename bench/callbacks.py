"""How long a click waits for its answer: one who clicks at once, and twenty who think."""

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any, Final

from bench.clicks import Click
from bench.clients import Answer
from bench.measures import Measure, best, percentile
from bench.programs import (
    ProgramFailed,
    Served,
    get,
    memory,
    processor_seconds,
    run_module,
    settle,
)
from bench.report import Rows

ALONE_LIMIT: Final = 15.0
TOGETHER_LIMIT: Final = 40.0
PEOPLE: Final = 20
THINK: Final = (0.5, 1.5)
_OK: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one server answered: one person, the same again, twenty, the same again.

    `computed` is the processor time that a click of the twenty cost the server, in milliseconds.
    """

    start_seconds: float
    new: list[Answer]
    seen: list[Answer]
    together: list[Answer]
    together_again: list[Answer]
    computed: float
    resident: float
    proportional: float


def one_run(
    home: Path,
    server: Served,
    every: Sequence[Click],
    walks: Sequence[Sequence[Click]],
    seconds: float,
) -> Run:
    settle(server)
    # Connections may reach different workers: a few clicks each, so that all have woken up.
    play(home, server.port, [every[:3]] * 4, think=None, seconds=seconds)
    new, seen = _alone(home, server.port, every[3:], seconds * 10)
    before = processor_seconds(server.process_id)
    first, again = (play(home, server.port, walks, think=THINK, seconds=seconds) for _ in range(2))
    computed = processor_seconds(server.process_id) - before
    resident, proportional = memory(server.process_id)
    return Run(
        start_seconds=round(server.start_seconds, 2),
        new=new,
        seen=seen,
        together=first,
        together_again=again,
        computed=round(computed * 1000 / (len(first) + len(again)), 2),
        resident=round(resident),
        proportional=round(proportional),
    )


def _alone(
    home: Path, port: int, every: Sequence[Click], seconds: float
) -> tuple[list[Answer], list[Answer]]:
    """All clicks and then all again over one connection, which stays with one worker."""
    answers = play(home, port, [[*every, *every]], think=None, seconds=seconds)
    if len(answers) != 2 * len(every):
        raise ProgramFailed(f"only {len(answers)} of {2 * len(every)} clicks in {seconds} s")
    return answers[: len(every)], answers[len(every) :]


def play(
    home: Path,
    port: int,
    walks: Sequence[Sequence[Click]],
    *,
    think: tuple[float, float] | None,
    seconds: float,
) -> list[Answer]:
    """The answers that the people of these walks got; raises where one was not a page."""
    plan = {
        "port": port,
        "walks": [[astuple(click) for click in walk] for walk in walks],
        "think": think,
        "seconds": seconds,
        "body": callback_body(port),
    }
    said = run_module(["bench.clients"], home, given=json.dumps(plan))
    answers = [Answer(**one) for one in json.loads(said)]
    failed = [answer for answer in answers if answer.status != _OK]
    if failed:
        example = f"{failed[0].address} (status {failed[0].status})"
        raise ProgramFailed(f"{len(failed)} of {len(answers)} clicks failed, such as {example}")
    return answers


def callback_body(port: int) -> dict[str, Any]:
    """What the browser sends when a choice is made, built from what the server says of itself."""
    status, said = get(port, "/_dash-dependencies")
    if status != _OK:
        raise ProgramFailed(f"/_dash-dependencies answers {status}")
    asked = [one for one in json.loads(said) if not one["clientside_function"]]
    if len(asked) != 1 or len(asked[0]["inputs"]) != 1 or asked[0]["state"]:
        raise ProgramFailed("the page asks the server otherwise than by one callback of one input")
    (only,) = asked
    (given,) = only["inputs"]
    outputs = [one.rsplit(".", 1) for one in only["output"].strip(".").split("...")]
    return {
        "output": only["output"],
        "outputs": [{"id": name, "property": key} for name, key in outputs],
        "inputs": [{"id": given["id"], "property": given["property"]}],
        "changedPropIds": [f"{given['id']}.{given['property']}"],
        "parsedChangedPropsIds": [f"{given['id']}.{given['property']}"],
    }


def callback_measures(runs: Sequence[Run]) -> list[Measure]:
    people = f"{PEOPLE} people"
    return [
        *_quantiles("1 person, each answer new", [run.new for run in runs], ALONE_LIMIT),
        *_quantiles("1 person, answers seen before", [run.seen for run in runs], ALONE_LIMIT),
        *_quantiles(f"{people}, as they come", [run.together for run in runs], TOGETHER_LIMIT),
        *_quantiles(f"{people}, the same again", [run.together_again for run in runs],
                    TOGETHER_LIMIT),
        best("callback", "server's processor time for a click of the 20", "ms",
             [run.computed for run in runs]),
        best("server", "start until it answers", "s", [run.start_seconds for run in runs]),
        best("server", "memory after a run, resident", "MiB", [run.resident for run in runs]),
        best("server", "memory after a run, shared counted once", "MiB",
             [run.proportional for run in runs]),
    ]  # fmt: skip


def _quantiles(name: str, runs: Sequence[Sequence[Answer]], limit: float) -> list[Measure]:
    """The best run's p50 and p95; the limit is that of p95."""
    half = [round(percentile(_waited(run), 0.50), 2) for run in runs]
    most = [round(percentile(_waited(run), 0.95), 2) for run in runs]
    return [
        best("callback", f"{name}: p50 of {len(runs[0])}", "ms", half),
        best("callback", f"{name}: p95 of {len(runs[0])}", "ms", most, limit=limit),
    ]


def _waited(answers: Sequence[Answer]) -> list[float]:
    return [answer.milliseconds for answer in answers]


def callback_tables(run: Run) -> dict[str, Rows]:
    return {
        "1 person by page, each answer new": _by_page(run.new),
        "1 person by page, answers seen before": _by_page(run.seen),
        "slowest new answers": _slowest(run.new),
    }


def _slowest(answers: Sequence[Answer], most: int = 12) -> Rows:
    listed = sorted(answers, key=lambda answer: -answer.milliseconds)[:most]
    return [
        {"address": one.address, "ms": round(one.milliseconds, 1), "bytes": one.size}
        for one in listed
    ]


def _by_page(answers: Sequence[Answer]) -> Rows:
    pages = dict.fromkeys(answer.page for answer in answers)
    return [_page_row(page, [one for one in answers if one.page == page]) for page in pages]


def _page_row(page: str, answers: Sequence[Answer]) -> dict[str, object]:
    waited = _waited(answers)
    return {
        "page": page,
        "clicks": len(answers),
        "p50 ms": round(percentile(waited, 0.5), 1),
        "p95 ms": round(percentile(waited, 0.95), 1),
        "largest KB": round(max(one.size for one in answers) / 1000, 1),
    }
