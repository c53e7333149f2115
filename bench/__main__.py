"""`python -m bench`: measure everything, print it and write bench/results/latest.json."""

import argparse
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench import (
    breakdown,
    browser,
    callbacks,
    clicks,
    exports,
    readers_csv,
    readers_workbook,
    surveys,
)
from bench.loading import measure_loads, timed_load
from bench.measures import best
from bench.programs import ProgramFailed, run_module, served, settle
from bench.report import Results, circumstances, say_measures, say_table, write
from dashboard.precompress import ASSETS
from tools.environment import find_program
from tools.programs import CHROMIUM
from warehouse.store import Store

PRODUCT: Final = ("alf", "serve", "--port", "0")
BARE: Final = ("bench.bare",)
PARTS: Final = ("load", "readers", "surveys", "callback", "breakdown", "browser", "exports")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How much is measured; `--quick` is for trying out a change."""

    runs: int
    states_a_page: int
    seconds: float
    visits: int
    addresses_a_view: int
    csv_megabytes: int
    workbook_rows: int
    respondents: int


THOROUGH: Final = Plan(runs=3, states_a_page=60, seconds=30, visits=9, addresses_a_view=25,
                       csv_megabytes=1000, workbook_rows=100_000, respondents=500_000)  # fmt: skip
QUICK: Final = Plan(runs=1, states_a_page=15, seconds=10, visits=3, addresses_a_view=6,
                    csv_megabytes=100, workbook_rows=20_000, respondents=50_000)  # fmt: skip


def main() -> None:
    asked = _arguments()
    plan = QUICK if asked.quick else THOROUGH
    before, results = circumstances(), Results()
    measured: dict[str, Callable[[Path, Plan, Results], None]] = {
        "load": _load,
        "readers": _readers,
        "surveys": _surveys,
        "callback": _callbacks,
        "breakdown": _break_down,
        "browser": _browser,
        "exports": _exports,
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
    parser.add_argument("--part", action="append", choices=PARTS, help="only this; may be repeated")
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


def _readers(_: Path, plan: Plan, results: Results) -> None:
    """Beside the libraries below them, in the same run."""
    results.measures += readers_csv.measure(plan.csv_megabytes, plan.runs)
    results.measures += readers_workbook.measure_all(plan.workbook_rows, plan.runs)


def _surveys(_: Path, plan: Plan, results: Results) -> None:
    results.measures += surveys.measure(plan.respondents, plan.runs)
    results.measures += surveys.measure_disclosure(plan.runs)


def _callbacks(home: Path, plan: Plan, results: Results) -> None:
    """Each run has a server of its own, so that the first answers are first ones again."""
    release, site = Store(home).current(), clicks.the_site()
    every = clicks.all_over(release, site, plan.states_a_page)
    walks = clicks.walks(release, site, callbacks.PEOPLE, 90)
    runs = []
    for _ in range(plan.runs):
        with served(PRODUCT, home, "/healthz") as server:
            runs.append(callbacks.one_run(home, server, every, walks, plan.seconds))
    results.measures += callbacks.callback_measures(runs)
    results.tables |= callbacks.callback_tables(runs[-1])


def _break_down(home: Path, plan: Plan, results: Results) -> None:
    release, site = Store(home).current(), clicks.the_site()
    every = clicks.all_over(release, site, plan.states_a_page)
    most = plan.addresses_a_view
    pages = clicks.by_page(release, site, every, most)
    views = clicks.by_view(release, site, every, most)
    with served(PRODUCT, home, "/healthz") as server:
        body = callbacks.callback_body(server.port)
    taken = breakdown.break_down(home, body, {**pages, **views})
    results.tables["where a new answer's time goes (ms of processor time, median by step)"] = (
        breakdown.breakdown_rows(taken)
    )
    opened = [round(breakdown.opening(home), 1) for _ in range(plan.runs)]
    results.measures.append(best("query", "open a release and ask everything", "ms", opened))


def _exports(home: Path, plan: Plan, results: Results) -> None:
    results.measures += exports.measure(home, plan.visits)
    every = clicks.all_over(Store(home).current(), clicks.the_site(), plan.states_a_page)
    with served(PRODUCT, home, "/healthz") as server:
        settle(server)
        results.measures += exports.measure_others(home, server, every)


def _browser(home: Path, plan: Plan, results: Results) -> None:
    chromium = find_program(*CHROMIUM.names)
    if chromium is None:
        raise ProgramFailed("no Chromium was found")
    with served(PRODUCT, home, "/healthz") as product, served(BARE, home, "/") as bare:
        settle(product)
        ours, theirs = browser.by_turns(chromium, (product.port, bare.port), "/", plan.visits)
    is_small = (ASSETS / "vendor" / "plotly-cartesian.min.js").exists()
    results.measures += browser.browser_measures(ours, theirs, is_small)
    results.tables["what a cold visit downloads"] = browser.heaviest(ours)
    results.tables["what a cold visit of the bare page downloads"] = browser.heaviest(theirs)


if __name__ == "__main__":
    main()
