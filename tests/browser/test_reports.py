"""Taking things along: the menu of a card, an image on the clipboard, and a report from its first
card to the file.
"""

import base64
import io
import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs

import pikepdf
import pytest
from docx import Document as WordDocument
from openpyxl import load_workbook
from playwright.sync_api import Download, Locator, Page, expect
from pptx import Presentation

from dashboard import report_words, words
from dashboard.exports import EXPORTS
from dashboard.exports.model import Holds
from dashboard.ready_decks import READY
from tests.browser import expected, seen
from tests.browser.conftest import Enter
from tests.browser.watching import Visitor, Watch
from warehouse.queries import Release

pytestmark = [pytest.mark.browser, pytest.mark.slow]

COMPARE: Final = "/compare?region=uppsala"
TREND: Final = "/trend?region=uppsala"
REPORT: Final = "/report?region=uppsala"
PHONE: Final = {"width": 390, "height": 844}
ADD: Final = report_words.ADD.sv
PAGE: Final = {name: text.sv for name, text in report_words.PAGE.items()}
# What a picture on the clipboard begins with (the PNG specification, 5.2), and its first chunk.
PNG: Final = b"\x89PNG\r\n\x1a\n"


def opens(visitor: Visitor, release: Release, address: str) -> None:
    visitor.go(address)
    visitor.settles(*expected.cards(release, address))


def adds(visitor: Visitor, release: Release, *addresses: str) -> list[str]:
    """Put the first card of each address into the report; their headlines."""
    for address in addresses:
        opens(visitor, release, address)
        visitor.page.get_by_role("button", name=ADD).first.click()
    return [expected.cards(release, address)[0].headline for address in addresses]


def report(visitor: Visitor, address: str = REPORT) -> Page:
    visitor.go(address)
    expect(visitor.page.locator("#report-list-name")).to_be_visible()
    return visitor.page


def cards(page: Page) -> Locator:
    return page.locator(".report-card h3")


def said(page: Page) -> Locator:
    return page.locator("#said")


def kept(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(str(page.evaluate("localStorage.getItem('alf-report')")))
    return found


def kept_paths(page: Page) -> list[str]:
    return [card["view"].partition("?")[0] for card in kept(page)["cards"]]


def downloaded(page: Page, button: str) -> Download:
    with page.expect_download() as started:
        page.get_by_role("button", name=button, exact=True).click()
    return started.value


def chooses_deck(page: Page, name: str) -> None:
    page.get_by_role("button", name=READY[name].title.sv).click()


# ---------------------------------------------------------------- on a card


def test_a_card_is_added_once_and_the_number_is_shown(
    visitor: Visitor, served_release: Release
) -> None:
    page = visitor.page
    adds(visitor, served_release, COMPARE)
    expect(said(page)).to_have_text(report_words.ADDING["added"].sv.format(count=1))
    expect(page.locator("#to-report")).to_have_text("Rapport (1)")
    page.get_by_role("button", name=ADD).click()
    expect(said(page)).to_have_text(report_words.ADDING["already"].sv)
    expect(page.locator("#to-report")).to_have_text("Rapport (1)")
    assert kept_paths(page) == ["/view/compare"]
    adds(visitor, served_release, TREND)
    expect(page.locator("#to-report")).to_have_text("Rapport (2)")
    page.locator("#to-report").click()
    visitor.arrives(REPORT)
    expect(cards(page)).to_have_count(2)


def test_the_choices_of_a_card_go_along_but_not_those_of_the_report(
    visitor: Visitor, served_release: Release
) -> None:
    address = "/compare?region=uppsala&language=en&group=doctoral_students"
    opens(visitor, served_release, address)
    visitor.page.get_by_role("button", name=report_words.ADD.en).click()
    (card,) = kept(visitor.page)["cards"]
    path, _, query = card["view"].partition("?")
    choices = parse_qs(query)
    assert (path, choices["group"]) == ("/view/compare", ["doctoral_students"])
    assert not choices.keys() & {"language", "region", "data"}


def test_another_window_of_the_browser_counts_along(
    visitor: Visitor, served_release: Release
) -> None:
    other = Visitor(visitor.page.context.new_page(), visitor.base)
    opens(other, served_release, COMPARE)
    adds(visitor, served_release, TREND)
    expect(other.page.locator("#to-report")).to_have_text("Rapport (1)")


def test_the_menu_of_files_opens_and_closes_as_menus_do(
    visitor: Visitor, served_release: Release
) -> None:
    page = visitor.page
    opens(visitor, served_release, COMPARE)
    menu = page.locator("#card-compare .menu")
    name = menu.locator("summary")
    name.focus()
    page.keyboard.press("Enter")
    links = menu.get_by_role("link")
    assert sorted(links.all_inner_texts()) == sorted(one.label.sv for one in EXPORTS.values())
    expect(links.last).to_be_in_viewport(ratio=1)
    assert seen.accessibility_violations(page) == []
    page.keyboard.press("Tab")
    expect(links.first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(name).to_be_focused()
    name.click()
    page.locator("h1").click()
    expect(menu).not_to_have_attribute("open", "")


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_the_menu_is_never_cut(enter: Enter, served_release: Release, width: int) -> None:
    visitor = enter(viewport={"width": width, "height": 800})
    start = "/?region=uppsala"
    opens(visitor, served_release, start)
    for card in expected.cards(served_release, start):
        menu = visitor.page.locator(f"#card-{card.view} .menu")
        menu.locator("summary").click()
        expect(menu.locator(".menu-panel")).to_be_in_viewport(ratio=0.99)
        assert seen.sideways(visitor.page) == 0
    visitor.photograph(f"menu-{width}")


def test_a_file_of_the_menu_is_the_file_of_its_address(
    visitor: Visitor, served_release: Release
) -> None:
    page = visitor.page
    opens(visitor, served_release, COMPARE)
    menu = page.locator("#card-compare .menu")
    menu.locator("summary").click()
    with page.expect_download() as started:
        menu.get_by_role("link", name=EXPORTS["csv"].label.sv, exact=True).click()
    expect(menu).not_to_have_attribute("open", "")
    expect(said(page)).to_have_text(report_words.DOWNLOADING.sv)
    answer = page.request.get(f"{visitor.base}/export/compare.csv?region=uppsala")
    assert started.value.path().read_bytes() == answer.body()


def test_the_image_of_a_card_is_put_on_the_clipboard(enter: Enter, served_release: Release) -> None:
    visitor = enter(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.page
    opens(visitor, served_release, COMPARE)
    page.get_by_role("button", name=report_words.COPY_PICTURE.sv).click()
    expect(said(page)).to_have_text(report_words.COPYING["copied"].sv)
    picture = base64.b64decode(str(page.evaluate(_READ_PICTURE)))
    assert picture.startswith(PNG)
    width, height = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
    assert width > height > 300


_READ_PICTURE: Final = """async () => {
  const [item] = await navigator.clipboard.read();
  const bytes = new Uint8Array(await (await item.getType("image/png")).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""


def test_where_the_clipboard_is_closed_it_is_said_and_the_image_is_downloaded(
    visitor: Visitor, served_release: Release
) -> None:
    """As on a page without https, where browsers have no clipboard for pictures."""
    page = visitor.page
    page.add_init_script("delete window.ClipboardItem; delete Navigator.prototype.clipboard;")
    opens(visitor, served_release, COMPARE)
    with page.expect_download() as started:
        page.get_by_role("button", name=report_words.COPY_PICTURE.sv).click()
    expect(said(page)).to_have_text(report_words.COPYING["refused"].sv)
    assert started.value.path().read_bytes().startswith(PNG)
    page.once("dialog", lambda dialog: dialog.dismiss())
    with page.expect_event("dialog") as offered:
        page.get_by_role("button", name=words.COPY_LINK.sv).click()
    assert "/view/compare?region=uppsala" in offered.value.default_value


def test_an_image_that_cannot_be_made_is_said(
    visitor: Visitor, served_release: Release, watch: Watch
) -> None:
    watch.tolerated.append("status of 500")
    page = visitor.page
    opens(visitor, served_release, COMPARE)
    page.route("**/export/**", lambda route: route.fulfill(status=500))
    page.get_by_role("button", name=report_words.COPY_PICTURE.sv).click()
    expect(said(page)).to_have_text(report_words.COPYING["failed"].sv)


# ---------------------------------------------------------------- the report


def test_a_report_is_put_in_order_commented_and_written(
    visitor: Visitor, served_release: Release
) -> None:
    """What python-pptx reads in the file is what stood on the page."""
    first, second = adds(visitor, served_release, COMPARE, TREND)
    page = report(visitor)
    expect(cards(page)).to_have_text([first, second])
    page.get_by_role("button", name=f"{PAGE['down']}: {first}").click()
    expect(cards(page)).to_have_text([second, first])
    page.locator("#report-heading-1").fill("Svarar våra forskare?")
    page.locator("#report-comment-1").fill("Frågan till mötet: varför?")
    page.get_by_label(PAGE["title"], exact=True).fill("Strategidag i Uppsala")
    page.get_by_label(PAGE["subtitle"], exact=True).fill("Den 3 maj")
    file = downloaded(page, EXPORTS["pptx"].label.sv)
    expect(page.get_by_text(PAGE["written"].format(file=file.suggested_filename))).to_be_visible()
    written = "\n".join(slide_texts(file.path()))
    at = [written.index(text) for text in (
        "Strategidag i Uppsala", "Den 3 maj", second, "Svarar våra forskare?", "varför?",
    )]  # fmt: skip
    assert at[0] < at[1] < min(at[2:])
    last = written.rindex
    assert last(second) < last("Svarar våra forskare?") < last("varför?")


def slide_texts(path: Path) -> list[str]:
    """Every text of every slide, slide by slide; not those of the list of contents."""
    deck = Presentation(io.BytesIO(path.read_bytes()))
    return [
        shape.text_frame.text
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]


@pytest.mark.parametrize("name", [e.id for e in EXPORTS.values() if e.holds is Holds.MANY])
def test_every_format_holds_the_report_in_its_order(
    visitor: Visitor, served_release: Release, name: str
) -> None:
    """As libraries read it that did not write it."""
    first, second = adds(visitor, served_release, COMPARE, TREND)
    page = report(visitor)
    page.get_by_role("button", name=f"{PAGE['down']}: {first}").click()
    expect(cards(page)).to_have_text([second, first])
    page.locator("#report-heading-0").fill("Först utvecklingen")
    page.locator("#report-heading-1").fill("Sedan jämförelsen")
    page.locator("#report-comment-1").fill("Frågan till mötet: varför?")
    page.get_by_label(PAGE["title"], exact=True).fill("Strategidag")
    file = downloaded(page, EXPORTS[name].label.sv)
    assert file.suggested_filename.startswith("alf-report-uppsala-")
    assert file.suggested_filename.endswith(f".{EXPORTS[name].extension}")
    read = READERS[name](file.path())
    assert "Strategidag" in read
    assert read.index("Först utvecklingen") < read.index("Sedan jämförelsen")
    # Bookmarks, which is what is read of a PDF here, name the views alone.
    assert ("Frågan till mötet: varför?" in read) is (name != "pdf")


def slide_words(path: Path) -> str:
    return "\n".join(slide_texts(path))


def document_words(path: Path) -> str:
    document = WordDocument(str(path))
    return "\n".join([str(document.core_properties.title), *(p.text for p in document.paragraphs)])


def workbook_words(path: Path) -> str:
    with path.open("rb") as file:
        sheets = load_workbook(file).worksheets
    cells = (cell for sheet in sheets for row in sheet.iter_rows() for cell in row)
    return "\n".join(str(cell.value) for cell in cells if cell.value is not None)


def bookmarks(path: Path) -> str:
    """The title and the bookmarks of a PDF."""
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        pending, found = list(outline.root), [str(pdf.docinfo.get("/Title"))]
        while pending:
            item = pending.pop(0)
            found.append(str(item.title))
            pending[:0] = item.children
    return "\n".join(found)


READERS: Final[dict[str, Callable[[Path], str]]] = {
    "pptx": slide_words,
    "docx": document_words,
    "pdf": bookmarks,
    "xlsx": workbook_words,
}


def test_what_was_written_is_there_after_a_reload(
    visitor: Visitor, served_release: Release
) -> None:
    adds(visitor, served_release, COMPARE, TREND)
    page = report(visitor)
    page.locator("#report-heading-0").fill("Egen")
    page.get_by_label(PAGE["newest"]).check()
    page.reload()
    expect(page.locator("#report-heading-0")).to_have_value("Egen")
    expect(page.get_by_label(PAGE["newest"])).to_be_checked()
    expect(cards(page)).to_have_count(2)


def test_a_report_is_saved_emptied_and_opened_again(
    visitor: Visitor, served_release: Release, tmp_path: Path
) -> None:
    headlines = adds(visitor, served_release, COMPARE, TREND)
    page = report(visitor)
    page.locator("#report-comment-0").fill('Hon sa: "så här" \\ = 1')
    page.get_by_label(PAGE["title"], exact=True).fill("Rapporten")
    file = downloaded(page, PAGE["save"])
    saved = tmp_path / file.suggested_filename
    file.save_as(saved)
    deck = tomllib.loads(saved.read_text(encoding="utf-8"))
    assert (deck["title"], deck["language"], deck["region"]) == ("Rapporten", "sv", "uppsala")
    paths = [card["view"].partition("?")[0] for card in deck["card"]]
    assert paths == ["/view/compare", "/view/trend"]

    page.get_by_role("button", name=PAGE["clear"], exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text(PAGE["askClear"])
    assert seen.accessibility_violations(page) == []
    page.keyboard.press("Escape")
    expect(cards(page)).to_have_count(2)
    page.get_by_role("button", name=PAGE["clear"], exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name=PAGE["clear"]).click()
    expect(cards(page)).to_have_count(0)
    expect(page.locator("#report-list-name")).to_be_focused()
    expect(page.locator("#to-report")).to_have_text("Rapport")

    page.locator("#report-open").set_input_files(saved)
    expect(cards(page)).to_have_text(headlines)
    expect(page.locator("#report-comment-0")).to_have_value('Hon sa: "så här" \\ = 1')
    expect(page.get_by_text(PAGE["opened"].format(title="Rapporten", count=2))).to_be_visible()


def test_a_ready_deck_fills_the_list_and_asks_before_it_replaces(visitor: Visitor) -> None:
    page = report(visitor)
    expect(page.get_by_text(PAGE["emptyHow"])).to_be_visible()
    chooses_deck(page, "gender")
    expect(cards(page)).to_have_count(len(READY["gender"].cards))
    assert page.url == visitor.base + REPORT
    page.locator(".report-decks summary").click()
    chooses_deck(page, "strategy-skane")
    expect(page.get_by_role("dialog")).to_contain_text(PAGE["askReplace"])
    page.get_by_role("dialog").get_by_role("button", name=PAGE["replace"]).click()
    visitor.arrives("/report?region=skane")
    ready = READY["strategy-skane"]
    expect(cards(page)).to_have_count(len(ready.cards))
    opened = PAGE["opened"].format(title=ready.title.sv, count=len(ready.cards))
    expect(page.get_by_text(opened)).to_be_visible()
    expect(page.locator("#report-list-name")).to_be_focused()
    expect(page.locator("#report-heading-0")).to_have_value(ready.cards[0][1].sv)


def test_a_ready_deck_is_for_the_data_one_looks_at(visitor: Visitor) -> None:
    address = f"{REPORT}&data=example"
    page = report(visitor, address)
    chooses_deck(page, "surveys")
    expect(cards(page)).to_have_count(len(READY["surveys"].cards))
    assert page.url == visitor.base + address


def test_the_list_says_what_the_views_say_where_one_is(
    visitor: Visitor, served_release: Release
) -> None:
    """A headline that was kept from another region is not what is written, and the choices of a
    card may not be in the example data.
    """
    (here,) = adds(visitor, served_release, COMPARE)
    (there,) = expected.cards(served_release, "/compare?region=skane")
    assert here != there.headline
    page = report(visitor, "/report?region=skane")
    expect(cards(page)).to_have_text([there.headline])
    report(visitor, "/report?region=skane&data=example")
    expect(page.locator(".report-nothing")).to_contain_text(PAGE["nothing"].format(reason=""))
    expect(page.locator("#report-front").locator("..")).to_contain_text(words.EXAMPLE_DATA.sv)


def test_a_view_with_nothing_to_show_says_why(visitor: Visitor) -> None:
    page = report(visitor)
    chooses_deck(page, "surveys")
    nothing = page.locator(".report-nothing")
    expect(nothing.first).to_contain_text(PAGE["nothing"].format(reason=""))


# ---------------------------------------------------------------- with the keyboard, by ear


def test_all_of_it_is_done_with_the_keyboard(visitor: Visitor, served_release: Release) -> None:
    page = visitor.page
    for address in (COMPARE, TREND):
        opens(visitor, served_release, address)
        page.get_by_role("button", name=ADD).focus()
        page.keyboard.press("Enter")
    page.locator("#to-report").focus()
    page.keyboard.press("Enter")
    visitor.arrives(REPORT)
    expect(said(page)).to_have_text(report_words.REPORT.sv)
    first, second = (expected.cards(served_release, a)[0].headline for a in (COMPARE, TREND))
    page.locator("#report-down-0").focus()
    page.keyboard.press("Enter")
    # At the end of the list the button that was pressed can be pressed no more.
    expect(page.locator("#report-up-1")).to_be_focused()
    expect(said(page)).to_have_text(PAGE["moved"].format(place=2, count=2, headline=first))
    page.keyboard.press("Tab")
    expect(page.locator("#report-remove-1")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#report-undo")).to_be_focused()
    expect(said(page)).to_have_text(PAGE["removed"].format(headline=first))
    expect(cards(page)).to_have_text([second])
    page.keyboard.press("Enter")
    expect(page.locator("#report-remove-1")).to_be_focused()
    expect(said(page)).to_have_text(PAGE["undone"].format(place=2, headline=first))
    page.keyboard.press("Tab")
    page.keyboard.type("Skriven rubrik")
    expect(page.locator("#report-heading-1")).to_have_value("Skriven rubrik")
    with page.expect_download():
        page.get_by_role("button", name=EXPORTS["pptx"].label.sv).focus()
        page.keyboard.press("Enter")


def test_moving_keeps_the_hand_on_the_button(visitor: Visitor) -> None:
    page = report(visitor)
    chooses_deck(page, "gender")
    views = [card["view"] for card in kept(page)["cards"]]
    page.locator("#report-up-2").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#report-up-1")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#report-down-0")).to_be_focused()
    moved = [views[2], views[0], views[1], *views[3:]]
    assert [card["view"] for card in kept(page)["cards"]] == moved


# ---------------------------------------------------------------- what goes wrong


@pytest.mark.parametrize(
    "damaged",
    ["{", "null", "[]", '{"version": 0, "cards": []}',
     '{"version": 1, "title": "", "subtitle": "", "periods": "x", "cards": []}',
     '{"version": 1, "title": "", "subtitle": "", "periods": "newest", "cards": [{"view": 1}]}'],
)  # fmt: skip
def test_a_damaged_report_is_begun_anew_and_it_is_said(visitor: Visitor, damaged: str) -> None:
    page = report(visitor)
    page.evaluate("(text) => localStorage.setItem('alf-report', text)", damaged)
    page.reload()
    expect(page.get_by_role("alert")).to_have_text(PAGE["damaged"])
    expect(page.get_by_text(PAGE["empty"])).to_be_visible()
    assert kept(page)["cards"] == []


def test_a_damaged_report_is_said_on_any_page(visitor: Visitor, served_release: Release) -> None:
    opens(visitor, served_release, COMPARE)
    visitor.page.evaluate("localStorage.setItem('alf-report', '{')")
    opens(visitor, served_release, COMPARE)
    expect(said(visitor.page)).to_have_text(report_words.DAMAGED.sv)


def test_a_browser_that_keeps_nothing_has_a_report_while_the_page_stands(
    visitor: Visitor,
) -> None:
    page = visitor.page
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } });"
    )
    report(visitor)
    chooses_deck(page, "gender")
    expect(cards(page)).to_have_count(len(READY["gender"].cards))
    expect(page.get_by_text(PAGE["notKept"])).to_be_visible()


def test_a_view_that_is_no_more_is_named(visitor: Visitor, watch: Watch) -> None:
    watch.tolerated.append("status of 400")
    page = report(visitor)
    chooses_deck(page, "gender")
    changed = kept(page) | {"cards": [{"view": "/view/joy", "headline": "Joy", "heading": "",
                                       "comment": ""}]}  # fmt: skip
    page.evaluate("(text) => localStorage.setItem('alf-report', text)", json.dumps(changed))
    page.reload()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(report_words.BAD_DECK.sv)
    expect(alert).to_contain_text("/view/joy")
    page.get_by_role("button", name=EXPORTS["pptx"].label.sv).click()
    expect(page.locator(".report-side").get_by_role("alert")).to_contain_text("/view/joy")


def test_a_file_that_is_no_deck_is_refused_in_words(
    visitor: Visitor, watch: Watch, tmp_path: Path
) -> None:
    watch.tolerated.append("status of 400")
    page = report(visitor)
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('titel = "T"\n', encoding="utf-8")
    page.locator("#report-open").set_input_files(wrong)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(PAGE["notOpened"])
    expect(alert).to_contain_text("titel")
    assert seen.accessibility_violations(page) == []


def test_a_template_is_named_used_and_refused_in_words(
    visitor: Visitor, served_release: Release, watch: Watch, tmp_path: Path
) -> None:
    watch.tolerated.append("status of 4")
    adds(visitor, served_release, COMPARE)
    page = report(visitor)
    for name, text in (
        ("bild.png", PAGE["templateWrong"].format(file="bild.png")),
        ("region.pptx", PAGE["templateFor"].format(
            file="region.pptx", format=EXPORTS["pptx"].label.sv)),
    ):  # fmt: skip
        (tmp_path / name).write_bytes(b"no template at all")
        page.locator("#report-template").set_input_files(tmp_path / name)
        expect(page.get_by_text(text)).to_be_visible()
    page.get_by_role("button", name=EXPORTS["pptx"].label.sv).click()
    wrong = PAGE["notWritten"].format(format=EXPORTS["pptx"].label.sv)
    expect(page.get_by_role("alert")).to_contain_text(wrong)
    expect(page.get_by_role("alert")).to_contain_text("ingen PowerPoint-fil")
    page.get_by_role("button", name=PAGE["templateDrop"]).click()
    assert downloaded(page, EXPORTS["pptx"].label.sv).suggested_filename.endswith(".pptx")


def test_while_the_server_writes_another_file_it_is_asked_again(
    visitor: Visitor, served_release: Release, watch: Watch
) -> None:
    watch.tolerated.append("status of 503")
    adds(visitor, served_release, COMPARE)
    page = report(visitor)
    tries: list[str] = []

    def busy(route: Any) -> None:  # noqa: ANN401 - playwright's own
        tries.append(route.request.url)
        if len(tries) > 1:
            route.continue_()
            return
        headers = {"Retry-After": "1", "Content-Type": "application/json"}
        route.fulfill(status=503, headers=headers, body='{"error": "busy", "problems": []}')

    page.route("**/report/file.*", busy)
    with page.expect_download():
        page.get_by_role("button", name=EXPORTS["pptx"].label.sv).click()
        button = page.get_by_role("button", name=EXPORTS["xlsx"].label.sv)
        expect(button).to_have_attribute("aria-disabled", "true")
        expect(page.get_by_text(re.compile(PAGE["writing"].split("{")[0]))).to_be_visible()
    assert len(tries) == 2


# ---------------------------------------------------------------- for every window and eye


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_the_page_fits_every_window_and_is_accessible(
    enter: Enter, language: str, width: int
) -> None:
    visitor = enter(viewport={"width": width, "height": 900})
    page = report(visitor, f"{REPORT}&language={language}")
    assert seen.accessibility_violations(page) == []
    visitor.photograph(f"report-empty-{language}-{width}")
    title = READY["strategy-uppsala"].title
    page.get_by_role("button", name=title.sv if language == "sv" else title.en).click()
    expect(cards(page)).to_have_count(len(READY["strategy-uppsala"].cards))
    expect(page.locator(".report-nothing").first).to_be_visible()
    page.locator("#report-remove-1").click()
    assert seen.accessibility_violations(page) == []
    assert seen.sideways(page) == 0
    assert seen.small_texts(page) == []
    visitor.photograph(f"report-{language}-{width}")


def test_in_the_dark_everything_can_be_read(enter: Enter) -> None:
    visitor = enter(color_scheme="dark")
    page = report(visitor)
    chooses_deck(page, "strategy-uppsala")
    expect(page.locator(".report-nothing").first).to_be_visible()
    assert seen.accessibility_violations(page, "color-contrast") == []
    visitor.photograph("report-dark")
