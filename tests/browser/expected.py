"""What a page has to show, rendered in the test's own process from the release that is served."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dashboard.addresses import Site
from dashboard.charts.grammar import Chart, shown
from dashboard.pages import PAGES
from dashboard.pages.model import VIEW_PREFIX, Page
from dashboard.pages.own import OWN_PAGES
from dashboard.rendering import render_card
from dashboard.state import DEFAULT_LANGUAGE
from dashboard.views import VIEWS
from dashboard.views.model import Rendered
from warehouse.queries import Release
from warehouse.text import LANGUAGES, Language

SITE: Final = Site(PAGES, VIEWS)
OWN_REGION: Final = "uppsala"


@dataclass(frozen=True, slots=True)
class Address:
    """A page in a language, with own region chosen."""

    path: str
    language: Language

    def __str__(self) -> str:
        return f"{self.path}?{self.query}"

    @property
    def query(self) -> str:
        spoken = "" if self.language == "sv" else f"language={self.language}&"
        data = "&data=example" if self.is_example else ""
        return f"{spoken}region={OWN_REGION}{data}"

    @property
    def is_example(self) -> bool:
        """What ships has no surveys: their pages are opened in the example release."""
        return self.path.startswith(("/surveys", f"{VIEW_PREFIX}survey_"))

    @property
    def name(self) -> str:
        """For file names and the names of tests."""
        stem = self.path.strip("/").replace("/", "-") or "start"
        return f"{stem}-{self.language}"

    @property
    def is_repeated(self) -> bool:
        """A card alone, in the second language: the slow checks of it are done on its page."""
        return self.path.startswith(VIEW_PREFIX) and self.language != DEFAULT_LANGUAGE

    @property
    def page(self) -> Page:
        return SITE.page(self.path)


def every_address() -> Iterator[Address]:
    pages = [page.path for page in (*PAGES, *OWN_PAGES)]
    paths = [*pages, *(f"{VIEW_PREFIX}{view}" for view in VIEWS)]
    for path in paths:
        yield from (Address(path, language) for language in LANGUAGES)


def cards(release: Release, address: str) -> list[Rendered]:
    """What the cards of an address show, in their order."""
    path, _, query = address.partition("?")
    found = [render_card(release, card) for card in SITE.read(path, query).cards]
    assert all(isinstance(one, Rendered) for one in found), f"nothing to show at {address}"
    return [one for one in found if isinstance(one, Rendered)]


def marks(chart: Chart) -> int:
    """How many marks stand on a chart: one for every figure."""
    return sum(mark.value is not None for mark in shown(chart))


def table_texts(rendered: Rendered) -> list[list[str]]:
    return [[cell.text for cell in row] for row in rendered.table.rows]
