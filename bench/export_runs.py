"""Writes exports in a process of its own and says as JSON what each took; see `exports.py`.

    python -m bench.export_runs ours|usual RUNS

`usual` is how charts become pictures elsewhere: the same figures through kaleido and Chrome.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from dashboard.addresses import Site
from dashboard.charts import plotly
from dashboard.charts.grammar import Chart
from dashboard.decks import Deck, DeckCard
from dashboard.exporting import (
    Source,
    asked_at,
    export_card,
    export_report,
    find_export,
    source_in_force,
)
from dashboard.pages import PAGES
from dashboard.rendering import render_card
from dashboard.stores import Stores
from dashboard.views import VIEWS

PICTURE: Final = "compare"
_VIEWS: Final = ("compare", "trend")
_SITE: Final = Site(PAGES, VIEWS)


def main() -> None:
    which, runs = sys.argv[1], int(sys.argv[2])
    source = source_in_force(Stores(Path(os.environ["ALF_HOME"])), None)
    taken = {"ours": ours, "usual": usual}[which](source, runs)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"taken": taken, "megabytes": memory}))


def ours(source: Source, runs: int) -> dict[str, list[float]]:
    ten, many = _deck(source, 10), _deck(source, 60)

    def report(deck: Deck, extension: str) -> Callable[[], object]:
        export = find_export(extension, is_report=True)
        return lambda: export_report(source, _SITE, deck, export)

    def picture(extension: str) -> Callable[[], object]:
        export, asked = find_export(extension), asked_at(_SITE, f"/view/{PICTURE}", "")
        return lambda: export_card(source, asked, export)

    measured = {
        "pptx": report(ten, "pptx"),
        "docx": report(ten, "docx"),
        "xlsx": report(ten, "xlsx"),
        "pdf": report(many, "pdf"),
        "svg": picture("svg"),
        "png": picture("png"),
    }
    return {name: _timed(make, runs) for name, make in measured.items()}


def usual(source: Source, runs: int) -> dict[str, list[float]]:
    """The first is cold: Chrome is started for it."""
    import kaleido  # noqa: PLC0415 - only this measurement needs it
    import plotly.graph_objects as go  # noqa: PLC0415

    shown = render_card(source.release, asked_at(_SITE, f"/view/{PICTURE}", ""))
    chart = getattr(shown, "chart", None)
    assert isinstance(chart, Chart)
    figure = go.Figure(plotly.figure(chart, "sv"))
    started = time.perf_counter()
    kaleido.start_sync_server(n=1, mathjax=False)
    try:
        options = {"format": "png", "scale": 2}
        kaleido.calc_fig_sync(figure, opts=options)
        cold = (time.perf_counter() - started) * 1000
        warm = _timed(lambda: kaleido.calc_fig_sync(figure, opts=options), runs)
    finally:
        kaleido.stop_sync_server()
    return {"cold": [cold], "png": warm}


def _timed(make: Callable[[], object], runs: int) -> list[float]:
    """Milliseconds of each run after the first, which warms up."""
    make()
    taken = []
    for _ in range(runs):
        started = time.perf_counter()
        make()
        taken.append((time.perf_counter() - started) * 1000)
    return taken


def _deck(source: Source, size: int) -> Deck:
    """Different views with native charts: so many that nothing of one is of use to another."""
    asked = (asked_at(_SITE, f"/view/{view}", f"indicator={indicator}&region=skane")
             for view in _VIEWS for indicator in source.release.indicators()
             if VIEWS[view].applies_to(source.release.registry.indicators[indicator]))  # fmt: skip
    cards = []
    for one in asked:
        shown = render_card(source.release, one)
        if isinstance(getattr(shown, "chart", None), Chart):
            chosen = (("indicator", str(one.state.indicator)), ("region", "skane"))
            cards.append(DeckCard(view_id=one.view.id, choices=chosen))
    # Once round again where there are fewer: in the other order, so that neighbours differ.
    cards = [*cards, *reversed(cards)]
    return Deck(title="Bench", cards=tuple(cards[:size]))


if __name__ == "__main__":
    main()
