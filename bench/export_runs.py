"""Writes exports in a process of its own and says as JSON what each took; see `exports.py`.

    python -m bench.export_runs ours|usual RUNS

`usual` is how charts become pictures elsewhere: the same figures through kaleido and Chrome.
"""

import io
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pikepdf

from dashboard.addresses import Site
from dashboard.charts import plotly
from dashboard.charts.grammar import Chart
from dashboard.decks import MOST_CARDS, Deck, DeckCard
from dashboard.exporting import (
    Source,
    asked_at,
    export_card,
    export_report,
    find_export,
    source_in_force,
)
from dashboard.pages import PAGES
from dashboard.rendering import card_controls, render_card
from dashboard.stores import Stores
from dashboard.views import VIEWS

PICTURE: Final = "compare"
_PAGES: Final = 40
_VIEWS: Final = ("compare", "trend")
_SITE: Final = Site(PAGES, VIEWS)


def main() -> None:
    which, runs = sys.argv[1], int(sys.argv[2])
    source = source_in_force(Stores(Path(os.environ["ALF_HOME"])), None)
    taken = {"ours": ours, "usual": usual}[which](source, runs)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"taken": taken, "megabytes": memory}))


def ours(source: Source, runs: int) -> dict[str, list[float]]:
    ten, forty = _deck(source, 10), _forty_pages(source)

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
        "pdf": report(forty, "pdf"),
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


def _forty_pages(source: Source) -> Deck:
    """The fewest views that fill forty pages."""
    export = find_export("pdf", is_report=True)
    for size in range(8, MOST_CARDS):
        deck = _deck(source, size)
        made = export_report(source, _SITE, deck, export).content
        with pikepdf.open(io.BytesIO(made)) as pages:
            if len(pages.pages) >= _PAGES:
                return deck
    raise ValueError(f"no deck has {_PAGES} pages")


def _deck(source: Source, size: int) -> Deck:
    """Different views with native charts: so many that nothing of one is of use to another."""
    cards = []
    for view in _VIEWS:
        for indicator in _offered(source, view):
            asked = asked_at(_SITE, f"/view/{view}", f"indicator={indicator}&region=skane")
            if isinstance(getattr(render_card(source.release, asked), "chart", None), Chart):
                chosen = (("indicator", indicator), ("region", "skane"))
                cards.append(DeckCard(view_id=view, choices=chosen))
    # Once round again where there are fewer: in the other order, so that neighbours differ.
    cards = [*cards, *reversed(cards)]
    return Deck(title="Bench", cards=tuple(cards[:size]))


def _offered(source: Source, view: str) -> list[str]:
    """The measures that a view can show."""
    controls = card_controls(source.release, asked_at(_SITE, f"/view/{view}", ""))
    found = next(control for control in controls if control.key == "indicator")
    return [option.value for option in found.options]


if __name__ == "__main__":
    main()
