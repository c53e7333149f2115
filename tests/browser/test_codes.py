"""From a file that somebody kept to the page of its code: the view as it was, and what has changed.

A server of its own, where a newer release was published after the file was written.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.request import urlopen

import pytest
from playwright.sync_api import Locator, Page, expect

from bench.programs import run_module, served
from dashboard import changed_words, report_words, words
from dashboard.codes import find
from dashboard.exports import EXPORTS
from dashboard.header import day
from dashboard.stores import Stores
from tests.browser import expected, seen
from tests.browser.conftest import Enter, Running
from tests.browser.watching import ADDRESS, Visitor, Watch
from tests.etl.bundles import figure, user_file
from warehouse.queries import Release
from warehouse.text import LANGUAGES, Language

pytestmark = [pytest.mark.browser, pytest.mark.slow]

COMPARE: Final = "/view/compare?region=skane"
# The same year twice: two figures are mended and a region is new in the second file.
FIRST: Final = {"Skåne": "60", "Uppsala": "61", "Stockholm": "62", "Örebro": "63"}
SECOND: Final = FIRST | {"Skåne": "72", "Uppsala": "55", "Västerbotten": "70"}
CODE: Final = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")
NO_CODE: Final = "ABCD-0000"


@dataclass(frozen=True, slots=True)
class Kept:
    """A server whose release has changed since a file was taken from it."""

    running: Running
    file: bytes
    then: Release
    now: Release

    @property
    def code(self) -> str:
        return code_in(self.file)

    @property
    def page(self) -> str:
        return f"/code/{self.code}"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    """Without the example release, which takes longer than all that is asked here."""
    home, folder = tmp_path_factory.mktemp("codes"), tmp_path_factory.mktemp("figures")
    first = figures(folder / "first.csv", FIRST)
    report = run_module(["alf", "load", str(first)], home)
    (accepted,) = re.findall(r"Accepted: (\S+)", report)
    with served(["alf", "serve", "--port", "0"], home, "/healthz") as server:
        running = Running(home, f"http://{ADDRESS}:{server.port}")
        then, file = running.release, exported(running, COMPARE)
        second = figures(folder / "second.csv", SECOND)
        run_module(["alf", "load", str(second), "--supersede", accepted], home)
        assert running.release.id != then.id
        yield Kept(running, file, then, running.release)


def figures(path: Path, values: dict[str, str]) -> Path:
    rows = [figure(period="2023", region=r, value=v, printed=v) for r, v in values.items()]
    return user_file(path, *rows)


def exported(running: Running, address: str) -> bytes:
    path = address.replace("/view/compare", "/export/compare.csv")
    with urlopen(running.base + path) as answer:  # noqa: S310 - our own server
        content: bytes = answer.read()
    return content


def code_in(file: bytes) -> str:
    """As its reader finds it, in the lines above the table."""
    rows = csv.reader(io.StringIO(file.decode("utf-8-sig")), delimiter=";")
    (code,) = (row[1] for row in rows if len(row) > 1 and row[0] in {"Kod", "Code"})
    assert CODE.fullmatch(code)
    return code


def opens(visitor: Visitor, kept: Kept, language: Language | None = None) -> Page:
    """The page of the code, whole."""
    said = visitor.go(kept.page + (f"?language={language}" if language else ""))
    assert said.status == 200
    stands(visitor.page)
    return visitor.page


def stands(page: Page) -> None:
    expect(page.locator("#card-compare .js-plotly-plot .main-svg").first).to_be_visible()
    expect(since(page)).to_be_visible()


def since(page: Page) -> Locator:
    return page.locator("#code-since")


def headline(page: Page) -> Locator:
    return page.locator("#card-compare-headline")


# ---------------------------------------------------------------- the way there


@pytest.mark.parametrize("written", ["as it is", "in small letters without the dash"])
def test_the_field_at_the_foot_leads_to_the_view_as_it_was(
    enter: Enter, kept: Kept, written: str
) -> None:
    visitor = enter(kept.running.base)
    page = visitor.page
    visitor.go("/sources?region=uppsala")
    typed = kept.code if written == "as it is" else kept.code.lower().replace("-", "")
    page.get_by_label(changed_words.OPEN_CODE.sv).fill(typed)
    page.keyboard.press("Enter")
    visitor.arrives(kept.page)
    stands(page)
    expect(page.locator("h1")).to_have_text(f"Kod {kept.code}")
    (then,) = expected.cards(kept.then, COMPARE)
    (now,) = expected.cards(kept.now, COMPARE)
    assert then.headline != now.headline
    expect(headline(page)).to_have_text(then.headline)
    seen.open_tabs(page, "table")
    assert seen.table(page, "card-compare") == expected.table_texts(then)


def test_the_english_page_has_an_english_field(enter: Enter, kept: Kept) -> None:
    visitor = enter(kept.running.base)
    visitor.go("/sources?language=en")
    visitor.page.get_by_label(changed_words.OPEN_CODE.en).fill(kept.code)
    visitor.page.get_by_role("button", name=changed_words.OPEN.en, exact=True).click()
    visitor.arrives(f"{kept.page}?language=en")
    stands(visitor.page)
    (then,) = expected.cards(kept.then, f"{COMPARE}&language=en")
    expect(headline(visitor.page)).to_have_text(then.headline)


def test_a_code_that_there_is_not_is_said(enter: Enter, kept: Kept, watch: Watch) -> None:
    watch.tolerated.append("status of 404")
    visitor = enter(kept.running.base)
    page = visitor.page
    visitor.go("/sources")
    page.get_by_label(changed_words.OPEN_CODE.sv).fill(NO_CODE)
    with page.expect_response(f"**/code/{NO_CODE}") as answer:
        page.keyboard.press("Enter")
    assert answer.value.status == 404
    expect(page.locator("h1")).to_have_text(changed_words.NO_SUCH_CODE.sv)
    expect(page.locator("main")).to_contain_text(f"Koden {NO_CODE} finns inte här")
    assert seen.accessibility_violations(page) == []
    page.get_by_role("link", name=changed_words.TO_START.sv).click()
    expect(page.locator("h1")).to_have_text(words.START_HEADING.sv)


# ---------------------------------------------------------------- what has changed


def test_every_figure_that_changed_is_listed_with_the_files_that_changed_it(
    enter: Enter, kept: Kept
) -> None:
    page = opens(enter(kept.running.base), kept)
    rows = page.locator("#code-since tbody tr")
    told = [row.locator("th, td").all_inner_texts() for row in rows.all()]
    assert {(row[0], row[2], row[3]) for row in told} == {
        (region, FIRST[region], SECOND[region])
        for region in FIRST
        if FIRST[region] != SECOND[region]
    }
    said = since(page)
    expect(said).to_contain_text(f"{changed_words.ROWS_NEW.sv}")
    expect(said).to_contain_text(re.compile(rf"Västerbotten · 2023 · {SECOND['Västerbotten']}"))
    for name in ("first.csv", "second.csv"):
        expect(said).to_contain_text(name)
    for release in (kept.then, kept.now):
        expect(page.locator("#page")).to_contain_text(
            f"{release.id} ({day(release.built_at, 'sv')})"
        )


def test_a_view_of_the_release_in_force_has_not_changed(enter: Enter, kept: Kept) -> None:
    visitor = enter(kept.running.base)
    code = code_in(exported(kept.running, COMPARE))
    assert code != kept.code
    visitor.go(f"/code/{code}")
    stands(visitor.page)
    expect(since(visitor.page)).to_contain_text(changed_words.STILL_IN_FORCE.sv)


# ---------------------------------------------------------------- the ways on


def test_the_files_of_the_page_are_those_of_then(enter: Enter, kept: Kept) -> None:
    page = opens(enter(kept.running.base), kept)
    page.locator("#card-compare .menu summary").click()
    with page.expect_download() as started:
        page.get_by_role("link", name=EXPORTS["csv"].label.sv, exact=True).click()
    assert started.value.path().read_bytes() == kept.file


def test_the_view_as_it_is_now_is_one_click_away(enter: Enter, kept: Kept) -> None:
    visitor = enter(kept.running.base)
    page = opens(visitor, kept)
    page.get_by_role("link", name=changed_words.SEE_NOW.sv).click()
    visitor.arrives(COMPARE)
    (now,) = expected.cards(kept.now, COMPARE)
    expect(headline(page)).to_have_text(now.headline)
    page.go_back()
    visitor.arrives(kept.page)
    (then,) = expected.cards(kept.then, COMPARE)
    expect(headline(page)).to_have_text(then.headline)


def test_the_other_language_shows_the_same_code(enter: Enter, kept: Kept) -> None:
    visitor = enter(kept.running.base)
    page = opens(visitor, kept)
    page.locator("#to-other-language").click()
    visitor.arrives(f"{kept.page}?language=en")
    (then,) = expected.cards(kept.then, f"{COMPARE}&language=en")
    expect(headline(page)).to_have_text(then.headline)
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_what_can_only_be_chosen_for_the_view_of_now_is_not_offered(
    enter: Enter, kept: Kept
) -> None:
    """Nor does somebody else's code change one's own region, or the region the code."""
    visitor = enter(kept.running.base)
    visitor.go("/sources?region=uppsala")
    expect(visitor.page.locator("#choice-region")).to_be_attached()
    page = opens(visitor, kept)
    assert page.url == visitor.base + kept.page
    assert page.evaluate("localStorage.getItem('alf-region')") == "uppsala"
    expect(page.locator("#choice-region")).to_have_count(0)
    expect(page.get_by_role("button", name=report_words.ADD.sv)).to_have_count(0)
    expect(page.get_by_role("button", name=words.COPY_LINK.sv)).to_have_attribute(
        "data-copy", kept.page
    )


def test_the_code_holds_the_address_and_nothing_of_the_reader(kept: Kept) -> None:
    issued = find(Stores(kept.running.home), kept.code)
    assert (issued.release, issued.address) == (kept.then.id, COMPARE)


# ---------------------------------------------------------------- for every window and eye


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_the_page_fits_every_window_and_is_accessible(
    enter: Enter, kept: Kept, language: Language, width: int
) -> None:
    visitor = enter(kept.running.base, viewport={"width": width, "height": 900})
    page = opens(visitor, kept, language)
    visitor.photograph(f"code-{language}-{width}")
    for tab in ("table", "about", "chart"):
        seen.open_tabs(page, tab)
        assert seen.accessibility_violations(page) == []
        assert seen.sideways(page) == 0
        assert seen.small_texts(page) == []


def test_in_the_dark_everything_can_be_read(enter: Enter, kept: Kept) -> None:
    visitor = enter(kept.running.base, color_scheme="dark")
    page = opens(visitor, kept)
    assert seen.accessibility_violations(page, "color-contrast") == []
    visitor.photograph("code-dark")
