"""Every page in both languages: whole, right, readable, accessible, and nothing from outside."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser

from dashboard import words
from dashboard.charts.grammar import Chart, Matrix, shown
from dashboard.views.model import Rendered
from tests.browser import expected, seen
from tests.browser.conftest import Running
from tests.browser.expected import Address, every_address
from tests.browser.watching import Visitor, Watch
from warehouse.queries import Release
from warehouse.regions import REGIONS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# "None chosen" and "None of …" are English.
RAW_VALUES = re.compile(
    r"\b(None(?! chosen| of)|nan|NaN|undefined|null|Infinity)\b|\[object |\{\w*\}"
)


@dataclass(frozen=True)
class Opened:
    """A page that stands in the browser, and what it has to show."""

    address: Address
    visitor: Visitor
    cards: list[Rendered]


@pytest.fixture(scope="module")
def reader(browser: Browser, server: Running, session_watch: Watch) -> Iterator[Visitor]:
    """One reader for all pages, whose browser has the scripts at hand after the first."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="sv-SE")
    session_watch.attach(context)
    yield Visitor(context.new_page(), server.base)
    context.close()


@pytest.fixture(scope="module", params=list(every_address()), ids=lambda address: address.name)
def opened(
    request: pytest.FixtureRequest, reader: Visitor, server: Running, served_release: Release
) -> Opened:
    address: Address = request.param
    release = server.example if address.is_example else served_release
    cards = expected.cards(release, str(address))
    reader.page.set_viewport_size({"width": 1440, "height": 900})
    assert reader.go(str(address)).status == 200
    reader.settles(*cards)
    if not address.is_repeated:
        reader.photograph(f"{address.name}-1440")
    return Opened(address, reader, cards)


def test_it_says_what_it_is_in_its_language(opened: Opened) -> None:
    page, address = opened.visitor.page, opened.address
    assert page.locator("html").get_attribute("lang") == address.language
    (heading,) = page.locator("h1").all_inner_texts()
    own = REGIONS[expected.OWN_REGION].short.of(address.language)
    start = words.START_HEADING_OWN.of(address.language).format(region=own)
    title = address.page.title.of(address.language)
    assert heading == (start if address.path == "/" else title)
    assert page.title() == f"{title} – {words.PRODUCT}"


def test_every_card_has_its_headline(opened: Opened) -> None:
    for card in opened.cards:
        headline = opened.visitor.page.locator(f"#card-{card.view}-headline")
        assert headline.text_content() == card.headline


def test_every_figure_of_a_chart_is_drawn(opened: Opened) -> None:
    seen.open_tabs(opened.visitor.page, "chart")
    for card in opened.cards:
        match card.chart:
            case Chart() as chart:
                assert seen.marks(opened.visitor.page, f"card-{card.view}") == expected.marks(chart)
            case Matrix() as matrix:
                cells = seen.matrix_cells(opened.visitor.page, f"card-{card.view}")
                said_by_view = [[m.category, m.series, m.label] for m in shown(matrix)]
                assert sorted(cell[:3] for cell in cells) == sorted(said_by_view)
                assert all(label in said for _, _, label, said in cells)


def test_no_text_is_too_small(opened: Opened) -> None:
    seen.open_tabs(opened.visitor.page, "chart")
    assert seen.small_texts(opened.visitor.page) == []
    seen.open_tabs(opened.visitor.page, "table")
    assert seen.small_texts(opened.visitor.page) == []


def test_the_tables_carry_the_same_figures(opened: Opened) -> None:
    seen.open_tabs(opened.visitor.page, "table")
    for card in opened.cards:
        assert seen.table(opened.visitor.page, f"card-{card.view}") == expected.table_texts(card)


def test_no_raw_value_is_written_anywhere(opened: Opened) -> None:
    for tab in ("table", "about", "chart"):
        seen.open_tabs(opened.visitor.page, tab)
    assert [text for text in seen.all_texts(opened.visitor.page) if RAW_VALUES.search(text)] == []


@pytest.mark.parametrize("tab", ["chart", "table", "about"])
def test_it_is_accessible(opened: Opened, tab: str) -> None:
    if opened.address.is_repeated:
        return
    seen.open_tabs(opened.visitor.page, tab)
    assert seen.accessibility_violations(opened.visitor.page) == []


def test_it_fits_a_wide_and_a_narrow_window(opened: Opened) -> None:
    visitor = opened.visitor
    seen.open_tabs(visitor.page, "chart")
    assert seen.sideways(visitor.page) == 0
    visitor.resizes(390, 844)
    visitor.settles(*opened.cards)
    for tab in ("table", "about", "chart"):
        seen.open_tabs(visitor.page, tab)
        assert seen.sideways(visitor.page) == 0
    assert seen.small_texts(visitor.page) == []
