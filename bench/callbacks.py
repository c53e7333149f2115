"""How long a click waits for its answer: one who clicks at once, and twenty who think."""

import json
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any, Final

from bench.clicks import Click
from bench.clients import Answer
from bench.measures import Measure, best, percentile
from bench.programs import ProgramFailed, get, run_module

ALONE_LIMIT: Final = 15.0
TOGETHER_LIMIT: Final = 40.0
PEOPLE: Final = 20
THINK: Final = (0.5, 1.5)
SECONDS: Final = 30.0
_OK: Final = 200


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one server answered: one person, the same again, twenty, the same again.

    `computed` are the milliseconds of processor time that a click of the one person cost.
    """

    start_seconds: float
    new: list[Answer]
    seen: list[Answer]
    together: list[Answer]
    together_again: list[Answer]
    computed: tuple[float, float]
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
    # Two connections may reach different workers: a few clicks each, so that both have woken up.
    play(home, server.port, [every[:3]] * 4, think=None, seconds=seconds)
    start = processor_seconds(server.process_id)
    # Once per worker at most: what one has not seen before is new on its own connection.
    new = _alone(home, server, every, seconds)
    half = processor_seconds(server.process_id)
    seen = _alone(home, server, every, seconds)
    end = processor_seconds(server.process_id)
    together = [play(home, server.port, walks, think=THINK, seconds=seconds) for _ in range(2)]
    resident, proportional = memory(server.process_id)
    return Run(
        start_seconds=round(server.start_seconds, 2),
        new=new,
        seen=seen,
        together=together[0],
        together_again=together[1],
        computed=((half - start) * 1000 / len(new), (end - half) * 1000 / len(seen)),
        resident=resident,
        proportional=proportional,
    )

def times(answers: Sequence[Answer]) -> list[float]:
    return [answer.milliseconds for answer in answers]


def quantiles(
    name: str, runs: Sequence[Sequence[Answer]], limit: float | None = None
) -> list[Measure]:
    """The best run's p50 and p95; the limit is that of p95."""
    half = [round(percentile(times(run), 0.50), 2) for run in runs]
    most = [round(percentile(times(run), 0.95), 2) for run in runs]
    return [
        best("callback", f"{name}: p50 of {len(runs[0])}", "ms", half),
        best("callback", f"{name}: p95 of {len(runs[0])}", "ms", most, limit=limit),
    ]


def slowest(answers: Sequence[Answer], most: int = 12) -> list[dict[str, object]]:
    """The clicks that waited longest, for whoever mends them."""
    listed = sorted(answers, key=lambda answer: -answer.milliseconds)[:most]
    return [
        {"address": one.address, "ms": round(one.milliseconds, 1), "bytes": one.size}
        for one in listed
    ]


def by_page(answers: Sequence[Answer]) -> list[dict[str, object]]:
    pages = dict.fromkeys(answer.page for answer in answers)
    return [_page_row(page, [one for one in answers if one.page == page]) for page in pages]


def _page_row(page: str, answers: Sequence[Answer]) -> dict[str, object]:
    waited = times(answers)
    return {
        "page": page,
        "clicks": len(answers),
        "p50 ms": round(percentile(waited, 0.5), 1),
        "p95 ms": round(percentile(waited, 0.95), 1),
        "largest KB": round(max(one.size for one in answers) / 1000, 1),
    }
