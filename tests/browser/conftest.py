"""The real server in a process of its own, one real Chromium, and a watch over both."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from bench.programs import run_module, served
from dashboard.stores import example_home
from tests.browser.watching import ADDRESS, FLAGS, Visitor, Watch, chromium_path
from tests.survey_release import publish_surveys
from warehouse.queries import Release
from warehouse.store import Store


@dataclass(frozen=True, slots=True)
class Running:
    """A server with a data folder of its own."""

    home: Path
    base: str

    @property
    def release(self) -> Release:
        return Store(self.home).current()

    @property
    def example(self) -> Release:
        return Store(example_home(self.home)).current()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium_path()
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def start_server(
    tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> Iterator[Callable[[], Running]]:
    """Loads what ships and serves it, as a user does; every server is stopped at the end."""
    with ExitStack() as stack:

        def start() -> Running:
            home = tmp_path_factory.mktemp("served")
            run_module(["alf", "load"], home)
            publish_surveys(example_home(home), is_example=True)
            running = stack.enter_context(served(["alf", "serve", "--port", "0"], home, "/healthz"))
            return Running(home, f"http://{ADDRESS}:{running.port}")

        yield start


@pytest.fixture(scope="session")
def server(start_server: Callable[[], Running]) -> Running:
    return start_server()


@pytest.fixture(scope="session")
def served_release(server: Running) -> Release:
    return server.release


@pytest.fixture(scope="session")
def session_watch() -> Watch:
    return Watch()


@pytest.fixture(autouse=True)
def watch(session_watch: Watch) -> Iterator[Watch]:
    """Fails a test during which a request left this machine or the browser reported an error."""
    yield session_watch
    foreign, errors = session_watch.verdict()
    assert foreign == []
    assert errors == []


Enter = Callable[..., Visitor]


@pytest.fixture
def enter(browser: Browser, server: Running, watch: Watch) -> Iterator[Enter]:
    """Somebody new at a browser that remembers nothing; options are those of a browser context."""
    with ExitStack() as stack:

        def new_visitor(base: str = server.base, **options: Any) -> Visitor:  # noqa: ANN401
            wanted = {"viewport": {"width": 1440, "height": 900}, "locale": "sv-SE"} | options
            context = browser.new_context(**wanted)
            stack.callback(context.close)
            watch.attach(context)
            return Visitor(context.new_page(), base)

        yield new_visitor


@pytest.fixture
def visitor(enter: Enter) -> Visitor:
    return enter()
