"""`python -m bench`: measure everything, print it and write bench/results/latest.json."""

import argparse
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench import breakdown, browser, callbacks, clicks
from bench.clients import Answer
from bench.loading import measure_loads, timed_load
from bench.measures import Measure, best
from bench.programs import ProgramFailed, Served, memory, run_module, served
from bench.report import Results, Rows, circumstances, say_measures, say_table, write
from dashboard.precompress import ASSETS
from tools.browser import CHROMIUM_NAMES
from tools.environment import find_program
from warehouse.store import Store

PRODUCT: Final = ("alf", "serve", "--port", "0")
BARE: Final = ("bench.bare",)
PARTS: Final = ("load", "callback", "breakdown", "browser")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How much is measured; `--quick` is for trying out a change."""

    runs: int
    states_a_page: int
    seconds: float
    visits: int
    addresses_a_view: int


THOROUGH: Final = Plan(runs=3, states_a_page=60, seconds=30, visits=9, addresses_a_view=25)
QUICK: Final = Plan(runs=1, states_a_page=15, seconds=10, visits=3, addresses_a_view=6)


def main() -> None:
    asked = _arguments()
    plan = QUICK if asked.quick else THOROUGH
    before, results = circumstances(), Results()
    measured: dict[str, Callable[[Path, Plan, Results], None]] = {
        "load": _load,
        "callback": _callbacks,
        "breakdown": _break_down,
        "browser": _browser,
    }
    with tempfile.TemporaryDirectory(prefix="alf-bench-") as folder:
        home = Path(folder) / "home"
        home.mkdir()
        timed_load(home)
        # What the set-up does after an installation, so that no request compresses a file.
        run_module(["dashboard.precompress"], home)
        for part in asked.part or PARTS:
            print(f"measuring: {part} ...", flush=True)
            measured[part](home, plan, results)
    _say(results)
    print(f"written to {write(results, before)}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("part", nargs="*", choices=[*PARTS, []], help="default: all of them")
    parser.add_argument("--quick", action="store_true", help="fewer runs, for trying things out")
    return parser.parse_args()


def _say(results: Results) -> None:
    for title, rows in results.tables.items():
        print(f"\n{title}")
        say_table(rows)
    print("\nmeasures (times: the best run; first chart and bytes: the median)")
    say_measures(results.measures)


def _load(home: Path, plan: Plan, results: Results) -> None:
    results.measures += measure_loads(home.parent, plan.runs)


def _callbacks(home: Path, plan: Plan, results: Results) -> None:
    """Each run has a server of its own, so that the first answers are first ones again."""
    release, site = Store(home).current(), clicks.the_site()
    every = clicks.all_over(release, site, plan.states_a_page)
    walks = clicks.walks(release, site, callbacks.PEOPLE, 90)
    started, kept, runs = [], [], _Runs([], [], [], [])
    for _ in range(plan.runs):
        with served(PRODUCT, home, "/healthz") as server:
            started.append(round(server.start_seconds, 2))
            _one_run(home, server, every, walks, plan, runs)
            kept.append(memory(server.process_id))
    results.measures += runs.measures()
    results.measures += [
        best("server", "start until it answers", "s", started),
        Measure(part="server", name="memory after a run, resident", unit="MiB",
                value=round(max(one for one, _ in kept))),
        Measure(part="server", name="memory after a run, shared counted once", unit="MiB",
                value=round(max(one for _, one in kept))),
    ]  # fmt: skip
    results.tables |= runs.tables()


@dataclass(frozen=True, slots=True)
class _Runs:
    """The answers of each run: one person first and again, twenty first and again."""

    first: list[list[Answer]]
    again: list[list[Answer]]
    together: list[list[Answer]]
    together_again: list[list[Answer]]

    def measures(self) -> list[Measure]:
        alone, together = callbacks.ALONE_LIMIT, callbacks.TOGETHER_LIMIT
        people = f"{callbacks.PEOPLE} people"
        return [
            *callbacks.quantiles("1 person, each answer new", self.first, alone),
            *callbacks.quantiles("1 person, answers seen before", self.again, alone),
            *callbacks.quantiles(f"{people}, as they come", self.together, together),
            *callbacks.quantiles(f"{people}, the same clicks again", self.together_again, together),
        ]

    def tables(self) -> dict[str, Rows]:
        return {
            "1 person by page, each answer new": callbacks.by_page(self.first[-1]),
            "1 person by page, answers seen before": callbacks.by_page(self.again[-1]),
            "slowest new answers": callbacks.slowest(self.first[-1]),
        }


def _one_run(
    home: Path,
    server: Served,
    every: Sequence[clicks.Click],
    walks: Sequence[Sequence[clicks.Click]],
    plan: Plan,
    runs: _Runs,
) -> None:
    # Two connections may reach different workers: a few clicks each, so that both have woken up.
    callbacks.play(home, server.port, [every[:3]] * 4, think=None, seconds=plan.seconds)
    first, again = _twice(home, server, every, plan)
    runs.first.append(first)
    runs.again.append(again)
    for kept in (runs.together, runs.together_again):
        kept.append(
            callbacks.play(home, server.port, walks, think=callbacks.THINK, seconds=plan.seconds)
        )


def _twice(
    home: Path, server: Served, every: Sequence[clicks.Click], plan: Plan
) -> tuple[list[Answer], list[Answer]]:
    """All clicks and then all again over one connection, which stays with one worker."""
    answers = callbacks.play(
        home, server.port, [[*every[3:], *every[3:]]], think=None, seconds=plan.seconds * 10
    )
    if len(answers) != 2 * len(every[3:]):
        raise ProgramFailed(f"only {len(answers)} of {2 * len(every[3:])} clicks in time")
    half = len(every[3:])
    return answers[:half], answers[half:]


def _break_down(home: Path, plan: Plan, results: Results) -> None:
    release, site = Store(home).current(), clicks.the_site()
    every = clicks.all_over(release, site, plan.states_a_page)
    pages: dict[str, list[str]] = {}
    for click in every:
        pages.setdefault(f"page {click.page}", []).append(click.address)
    cut = {name: asked[: plan.addresses_a_view] for name, asked in sorted(pages.items())}
    views = clicks.by_view(site, every, plan.addresses_a_view)
    with served(PRODUCT, home, "/healthz") as server:
        body = callbacks.callback_body(server.port)
    taken = breakdown.break_down(home, body, {**cut, **views})
    results.tables["where a new answer's time goes (ms of processor time, median by step)"] = (
        breakdown.breakdown_rows(taken)
    )
    opened = [round(breakdown.opening(home), 1) for _ in range(plan.runs)]
    results.measures.append(best("query", "open a release and ask everything", "ms", opened))


def _browser(home: Path, plan: Plan, results: Results) -> None:
    chromium = find_program(*CHROMIUM_NAMES)
    if chromium is None:
        raise ProgramFailed("no Chromium was found")
    with served(PRODUCT, home, "/healthz") as product, served(BARE, home, "/") as bare:
        ours, theirs = browser.by_turns(chromium, (product.port, bare.port), "/", plan.visits)
    is_small = (ASSETS / "vendor" / "plotly-cartesian.min.js").exists()
    results.measures += browser.browser_measures(ours, theirs, is_small)
    results.tables["what a cold visit downloads"] = browser.heaviest(ours)
    results.tables["what a cold visit of the bare page downloads"] = browser.heaviest(theirs)


if __name__ == "__main__":
    main()
