"""How soon the first chart is seen, and what travels for it: the product and a bare page by turns.

One Chromium; each cold visit has a profile of its own with an empty cache, and the warm visit
follows it in the same profile. What the browser asks of any other machine is counted and fails.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench.measures import Measure, middle
from bench.programs import ADDRESS

FLAGS: Final = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {ADDRESS}",
)  # fmt: skip
RATIO_LIMIT: Final = 1.2
COLD_LIMIT: Final = 1.4
FULL_BUNDLE_LIMIT: Final = 2.1
WARM_LIMIT: Final = 60.0
# Beyond this nothing more is on its way.
_REST_SECONDS: Final = 0.5
# A chart is seen one frame after its marks are in the page: that frame is painted when the next
# one is asked for.
_WATCH: Final = """
(() => {
  const look = () => {
    if (document.querySelector(".js-plotly-plot .main-svg .trace")) {
      requestAnimationFrame((now) => { document.documentElement.dataset.firstChart = now; });
    } else {
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
})();
"""


# Without slots: Playwright writes on the object whose method it calls.
@dataclass
class Traffic:
    """What one visit sends over the wire. `foreign` are addresses on other machines."""

    size: float = 0
    requests: int = 0
    foreign: list[str] = field(default_factory=list)
    sizes: dict[str, float] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def sent(self, event: dict[str, Any]) -> None:
        url = urlsplit(event["request"]["url"])
        self._names[event["requestId"]] = url.path
        self.requests += 1
        if url.scheme not in {"data", "blob"} and url.hostname != ADDRESS:
            self.foreign.append(url.geturl())

    def finished(self, event: dict[str, Any]) -> None:
        self.size += event["encodedDataLength"]
        name = self._names.get(event["requestId"], "?")
        self.sizes[name] = self.sizes.get(name, 0) + event["encodedDataLength"]


@dataclass(frozen=True, slots=True)
class Visit:
    """`milliseconds` from the start of the navigation to the first chart on the screen."""

    milliseconds: float
    traffic: Traffic


@dataclass(frozen=True, slots=True)
class Pair:
    """A first visit and the one after it."""

    cold: Visit
    warm: Visit


def by_turns(chromium: Path, ports: Sequence[int], path: str, runs: int) -> list[list[Pair]]:
    """For each port its visits; the ports take turns, and one turn before is not counted."""
    found: list[list[Pair]] = [[] for _ in ports]
    with _browser(chromium) as browser:
        for turn in range(runs + 1):
            for visits, port in zip(found, ports, strict=True):
                pair = _pair(browser, f"http://{ADDRESS}:{port}{path}")
                if turn:
                    visits.append(pair)
    return found


@contextmanager
def _browser(chromium: Path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


def _pair(browser: Browser, url: str) -> Pair:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="sv-SE")
    context.add_init_script(_WATCH)
    try:
        return Pair(cold=_visit(context, url), warm=_visit(context, url))
    finally:
        context.close()


def _visit(context: BrowserContext, url: str) -> Visit:
    page = context.new_page()
    traffic = Traffic()
    session = context.new_cdp_session(page)
    session.on("Network.requestWillBeSent", traffic.sent)
    session.on("Network.loadingFinished", traffic.finished)
    session.send("Network.enable")
    page.goto(url, wait_until="commit")
    # Read from an attribute: the product's content policy forbids evaluating text in the page.
    found = page.wait_for_selector("html[data-first-chart]", state="attached", timeout=60_000)
    seen = float((found and found.get_attribute("data-first-chart")) or "nan")
    _come_to_rest(page, traffic)
    page.close()
    return Visit(seen, traffic)


def _come_to_rest(page: Page, traffic: Traffic) -> None:
    """Wait until nothing more travels, so that everything is counted."""
    page.wait_for_load_state("networkidle")
    counted = -1
    while counted != traffic.requests:
        counted = traffic.requests
        page.wait_for_timeout(_REST_SECONDS * 1000)


def browser_measures(product: Sequence[Pair], bare: Sequence[Pair], small: bool) -> list[Measure]:
    """`small` says that the small Plotly bundle is the one that is served."""
    cold = [pair.cold for pair in product]
    warm = [pair.warm for pair in product]
    foreign = [one for pair in product for visit in (pair.cold, pair.warm)
               for one in visit.traffic.foreign]  # fmt: skip
    megabytes = [round(visit.traffic.size / 1e6, 3) for visit in cold]
    kilobytes = [round(visit.traffic.size / 1e3, 1) for visit in warm]
    limit = COLD_LIMIT if small else FULL_BUNDLE_LIMIT
    return [
        *_ratio("cold", cold, [pair.cold for pair in bare], RATIO_LIMIT),
        *_ratio("warm", warm, [pair.warm for pair in bare], None),
        middle("browser", "over the wire, cold", "MB", megabytes, limit=limit),
        middle("browser", "over the wire, warm", "KB", kilobytes, limit=WARM_LIMIT),
        middle("browser", "requests, cold", "", [visit.traffic.requests for visit in cold]),
        Measure(part="browser", name="requests that leave the machine", value=len(foreign),
                unit="", limit=0),
    ]  # fmt: skip


def _ratio(
    name: str, product: Sequence[Visit], bare: Sequence[Visit], limit: float | None
) -> list[Measure]:
    ours = [round(visit.milliseconds, 1) for visit in product]
    theirs = [round(visit.milliseconds, 1) for visit in bare]
    pairs = [round(one / other, 3) for one, other in zip(ours, theirs, strict=True)]
    return [
        middle("browser", f"first chart, {name}", "ms", ours),
        middle("browser", f"first chart of the bare page, {name}", "ms", theirs),
        Measure(part="browser", name=f"first chart ÷ bare page, {name}", unit="×", limit=limit,
                value=round(median(ours) / median(theirs), 3), spread=tuple(sorted(pairs))),
        Measure(part="browser", name="  the same of the best visits", unit="×",
                value=round(min(ours) / min(theirs), 3)),
    ]  # fmt: skip


def heaviest(pairs: Sequence[Pair], most: int = 15) -> list[dict[str, object]]:
    """What a cold visit downloads, the largest first."""
    sizes = pairs[-1].cold.traffic.sizes
    return [
        {"file": name, "KB": round(size / 1000, 1)}
        for name, size in sorted(sizes.items(), key=lambda item: -item[1])[:most]
    ]
