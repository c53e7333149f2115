"""Other windows and other eyes: sizes, dark, high contrast, little motion. Pictures are kept."""

import pytest
from playwright.sync_api import expect

from tests.browser import expected, seen
from tests.browser.conftest import Enter
from tests.browser.expected import Address
from tests.browser.watching import Visitor
from warehouse.queries import Release
from warehouse.text import LANGUAGES, Language

pytestmark = [pytest.mark.browser, pytest.mark.slow]

START = Address("/", "sv")
PHONE = {"width": 390, "height": 844}


def opens(visitor: Visitor, release: Release, address: str) -> None:
    visitor.go(address)
    visitor.settles(*expected.cards(release, address))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1024, 768), (390, 844)])
def test_the_start_page_fits_every_window(
    enter: Enter, served_release: Release, language: Language, width: int, height: int
) -> None:
    address = Address("/", language)
    visitor = enter(viewport={"width": width, "height": height})
    opens(visitor, served_release, str(address))
    visitor.photograph(f"{address.name}-{width}")
    assert seen.sideways(visitor.page) == 0
    assert seen.small_texts(visitor.page) == []


def test_every_page_can_be_reached_on_a_phone(enter: Enter, served_release: Release) -> None:
    visitor = enter(viewport=PHONE, has_touch=True)
    opens(visitor, served_release, str(START))
    links = visitor.page.locator(".nav a")
    for number in range(links.count()):
        links.nth(number).tap()
        expect(links.nth(number)).to_have_attribute("aria-current", "page")
        expect(links.nth(number)).to_be_in_viewport(ratio=0.9)


def test_a_matrix_scrolls_in_a_region_of_its_own(enter: Enter, served_release: Release) -> None:
    visitor = enter(viewport=PHONE)
    opens(visitor, served_release, "/view/evaluation_grades?region=skane")
    region = visitor.page.locator(".matrix-scroll")
    assert region.evaluate("(e) => e.scrollWidth > e.clientWidth")
    assert seen.sideways(visitor.page) == 0
    region.focus()
    visitor.page.keyboard.press("ArrowRight")
    visitor.page.wait_for_function("() => document.querySelector('.matrix-scroll').scrollLeft > 0")


@pytest.mark.parametrize("path", ["/", "/funding", "/evaluations", "/sources", "/report"])
def test_in_the_dark_everything_can_be_read(
    enter: Enter, served_release: Release, path: str
) -> None:
    address = Address(path, "sv")
    visitor = enter(color_scheme="dark")
    opens(visitor, served_release, str(address))
    visitor.photograph(f"{address.name}-dark")
    assert seen.accessibility_violations(visitor.page, "color-contrast") == []
    seen.open_tabs(visitor.page, "table")
    assert seen.accessibility_violations(visitor.page, "color-contrast") == []


@pytest.mark.parametrize(
    ("name", "option"),
    [
        ("forced-colors", {"forced_colors": "active"}),
        ("reduced-motion", {"reduced_motion": "reduce"}),
    ],
)
def test_it_stands_with_the_readers_own_settings(
    enter: Enter, served_release: Release, name: str, option: dict[str, str]
) -> None:
    visitor = enter(**option)
    opens(visitor, served_release, str(START))
    visitor.photograph(f"{START.name}-{name}")
    for card in expected.cards(served_release, str(START)):
        expect(visitor.page.locator(f"#card-{card.view}-headline")).to_have_text(card.headline)
