"""Where the time of a click goes, measured inside one process: query, view, chart, components,
JSON, compression, and what is left for Dash and Flask. Not for how long anybody waits.

Each step is wrapped in a stopwatch. A step that runs inside another counts for itself alone. It
counts processor time, so that other work on the machine does not blur where it goes.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from statistics import median
from typing import Any, Final, ParamSpec, TypeVar
from unittest.mock import patch

import orjson
from werkzeug.test import Client

from bench.clients import HEADERS, PATH, wanted_value
from bench.measures import percentile
from bench.programs import ProgramFailed
from dashboard import app as app_module
from dashboard import cards, compression, pieces, rendering
from dashboard.charts import plotly
from dashboard.views import VIEWS
from dashboard.views.model import View
from warehouse.queries import Release
from warehouse.store import Store

Given = ParamSpec("Given")
Answer = TypeVar("Answer")
_OK: Final = 200

QUERIES: Final = (
    "observations", "indicators", "coverage", "sources", "contradictions", "left_out", "inputs",
    "run",
)  # fmt: skip
# Step → the functions that do it: where their callers look them up, and under which name.
STEPS: Final[Mapping[str, tuple[tuple[object, str], ...]]] = {
    "query": tuple((Release, name) for name in QUERIES),
    "chart": ((plotly, "figure"), (plotly, "height"), (cards, "matrix_component")),
    "components": (
        (pieces, "card"), (pieces, "empty_card"), (pieces, "control_row"), (pieces, "header"),
        (pieces, "footer"),
    ),
    "json": ((orjson, "dumps"),),
    "compress": ((compression, "compress"),),
}  # fmt: skip
_KEEPER: Final = type(lru_cache(len))
# The modules that keep answers; all others keep what they know of the release, or files.
ANSWERS: Final = (rendering, pieces, plotly)
NAMES: Final = ("query", "view", "chart", "components", "json", "compress", "framework")


@dataclass(slots=True)
class Stopwatch:
    """Milliseconds by step; `_running` holds what the steps inside a running one have taken."""

    spent: dict[str, float] = field(default_factory=dict)
    _running: list[float] = field(default_factory=list)

    def timed(self, step: str, work: Callable[Given, Answer]) -> Callable[Given, Answer]:
        def measured(*given: Given.args, **named: Given.kwargs) -> Answer:
            self._running.append(0.0)
            started = time.thread_time()
            try:
                return work(*given, **named)
            finally:
                took = (time.thread_time() - started) * 1000
                inside = self._running.pop()
                self.spent[step] = self.spent.get(step, 0.0) + took - inside
                if self._running:
                    self._running[-1] += took

        return measured


@dataclass(frozen=True, slots=True)
class Taken:
    """One click: by step when its answer was new, as a whole then, and as a whole once more."""

    steps: Mapping[str, float]
    new: float
    again: float
    size: int


@contextmanager
def watched_app(home: Path) -> Iterator[tuple[Client, Stopwatch]]:
    """The product's app with every step under a stopwatch."""
    watch = Stopwatch()
    with ExitStack() as stack:
        for step, places in STEPS.items():
            for owner, name in places:
                timed = watch.timed(step, getattr(owner, name))
                stack.enter_context(patch.object(owner, name, timed))
        views = {view.id: _watched(view, watch) for view in VIEWS.values()}
        made = app_module.create_app(home, views=views)
        yield made.server.test_client(), watch


def _watched(view: View, watch: Stopwatch) -> View:
    return replace(
        view,
        render=watch.timed("view", view.render),
        controls=watch.timed("view", view.controls),
    )


def break_down(
    home: Path, body: dict[str, Any], addresses: Mapping[str, Sequence[str]]
) -> dict[str, list[Taken]]:
    """Name → what each of its addresses took."""
    with watched_app(home) as (client, watch):
        for asked in addresses.values():
            for address in asked:
                _post(client, body, address)
        return {
            name: [_taken(client, watch, body, address) for address in asked]
            for name, asked in addresses.items()
        }


def _taken(client: Client, watch: Stopwatch, body: dict[str, Any], address: str) -> Taken:
    _forget_the_answers()
    watch.spent.clear()
    new, size = _post(client, body, address)
    steps = dict(watch.spent)
    again = min(_post(client, body, address)[0] for _ in range(3))
    return Taken({**steps, "framework": new - sum(steps.values())}, new, again, size)


def _post(client: Client, body: dict[str, Any], address: str) -> tuple[float, int]:
    wanted = {**body["inputs"][0], "value": wanted_value(address, None)}
    sent = orjson.dumps({**body, "inputs": [wanted]})
    started = time.thread_time()
    answer = client.post(PATH, data=sent, headers=HEADERS)
    took = (time.thread_time() - started) * 1000
    if answer.status_code != _OK:
        raise ProgramFailed(f"{address} answers {answer.status_code}")
    return took, len(answer.data)


def _forget_the_answers() -> None:
    """Empty what is kept of earlier answers. What is kept of the release stays, as it does on a
    warm server for everybody who asks for something new.
    """
    for module in ANSWERS:
        for kept in vars(module).values():
            if isinstance(kept, _KEEPER) and kept.__module__ == module.__name__:
                kept.cache_clear()


def breakdown_rows(taken: Mapping[str, Sequence[Taken]]) -> list[dict[str, object]]:
    """A row for each view or page: the median of each step, and the whole."""
    return [_row(name, clicks) for name, clicks in taken.items() if clicks]


def _row(name: str, clicks: Sequence[Taken]) -> dict[str, object]:
    steps = {step: round(median(one.steps.get(step, 0.0) for one in clicks), 2) for step in NAMES}
    return {
        "shown": name,
        "n": len(clicks),
        **steps,
        "new p50": round(median(one.new for one in clicks), 1),
        "new p95": round(percentile([one.new for one in clicks], 0.95), 1),
        "again p50": round(median(one.again for one in clicks), 2),
        "KB": round(max(one.size for one in clicks) / 1000, 1),
    }


def opening(home: Path) -> float:
    """Milliseconds to open a release and ask it everything that is kept in memory."""
    started = time.perf_counter()
    Store(home).current()
    return (time.perf_counter() - started) * 1000
