"""What a browser asks for and complains of while tests drive it. Not for what a page shows."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, WebError

from bench.browser import FLAGS
from bench.programs import ADDRESS
from dashboard.views.model import Rendered

__all__ = ["ADDRESS", "FLAGS", "OUTPUT", "Visitor", "Watch", "chromium_path"]

OUTPUT: Final = Path(__file__).parent / "output"
_LOCAL_SCHEMES: Final = frozenset({"data", "blob", "about"})
# Every card stands, every chart is drawn, and no answer is awaited.
_SETTLED: Final = """([cards, charts]) => !document.querySelector(".waiting")
  && document.querySelectorAll(".cards > .card").length === cards
  && [...charts].every((id) => document.querySelector(`#${id} .js-plotly-plot .main-svg`))"""


def chromium_path() -> Path:
    """The browser to test with; without one the test is skipped, or fails where CI asks for all."""
    named = os.environ.get("ALF_CHROMIUM")
    if named:
        return Path(named)
    reason = "ALF_CHROMIUM names no browser; `python3 bootstrap.py test` finds or installs one"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@dataclass
class Watch:
    """What all pages of one test asked for. `tolerated` are complaints that the test provokes.

    The browser is started so that it finds no other machine; what it asks of one is counted here.
    """

    requests: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    tolerated: list[str] = field(default_factory=list)

    def attach(self, context: BrowserContext) -> None:
        context.on("request", self._asked)
        context.on("console", self._said)
        context.on("weberror", self._broke)

    def verdict(self) -> tuple[list[str], list[str]]:
        """Requests that left the machine, and errors; then forgets everything."""
        errors = [
            text for text in self.complaints if not any(re.search(t, text) for t in self.tolerated)
        ]
        foreign = list(self.foreign)
        for seen in (self.requests, self.foreign, self.complaints, self.tolerated):
            seen.clear()
        return foreign, errors

    def _asked(self, request: Request) -> None:
        url = urlsplit(request.url)
        self.requests.append(request.url)
        if url.scheme not in _LOCAL_SCHEMES and url.hostname != ADDRESS:
            self.foreign.append(request.url)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{message.type}: {message.text} ({message.location})")

    def _broke(self, error: WebError) -> None:
        self.complaints.append(f"uncaught: {error.error}")


@dataclass(frozen=True)
class Visitor:
    """Somebody at a browser, who opens addresses of the running server."""

    page: Page
    base: str

    def go(self, address: str) -> Response:
        response = self.page.goto(self.base + address)
        assert response is not None
        return response

    def arrives(self, address: str) -> None:
        """Wait until the address bar says so."""
        self.page.wait_for_url(self.base + address)

    def settles(self, *shown: Rendered | None) -> None:
        """Wait until a page of these cards is whole; None stands for any card without a chart."""
        charts = [f"card-{one.view}" for one in shown if one and has_plot(one)]
        self.page.wait_for_function(_SETTLED, arg=[len(shown), charts])

    def resizes(self, width: int, height: int) -> None:
        """Make the window so wide that the server is asked to draw for another step."""
        with self.page.expect_response(lambda response: "_dash-update" in response.url):
            self.page.set_viewport_size({"width": width, "height": height})

    def photograph(self, name: str) -> None:
        OUTPUT.mkdir(exist_ok=True)
        self.page.screenshot(path=OUTPUT / f"{name}.png", full_page=True)


def has_plot(rendered: Rendered) -> bool:
    return hasattr(rendered.chart, "panels")
