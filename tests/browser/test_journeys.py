"""What people do: choose a region, change a field, go back, copy, download, mistype an address."""

import csv
import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from dashboard import words
from dashboard.exports import EXPORTS
from dashboard.pages import PAGES
from tests.browser import expected, seen
from tests.browser.conftest import Enter
from tests.browser.watching import Visitor, Watch
from warehouse.queries import Release

pytestmark = [pytest.mark.browser, pytest.mark.slow]

COMPARE = "/compare?region=uppsala"
GROUP = "/compare?region=uppsala&group=doctoral_students"
HEADLINE = "#card-compare-headline"


def opens(visitor: Visitor, release: Release, address: str) -> None:
    visitor.go(address)
    visitor.settles(*expected.cards(release, address))


def headline(release: Release, address: str) -> str:
    return expected.cards(release, address)[0].headline


def choices(page: Page) -> dict[str, list[str]]:
    """What the address bar says."""
    return parse_qs(urlsplit(page.url).query)


# ---------------------------------------------------------------- own region


def test_the_region_chosen_at_the_first_visit_is_remembered(visitor: Visitor) -> None:
    page = visitor.page
    visitor.go("/")
    chooser = page.locator(".chooser")
    expect(chooser.locator("a")).to_have_count(7)
    chooser.get_by_role("link", name="Skåne").click()
    visitor.arrives("/?region=skane")
    expect(chooser).to_have_count(0)
    expect(page.locator("h1")).to_contain_text("Skåne")
    again = Visitor(page.context.new_page(), visitor.base)
    again.go("/compare")
    again.arrives("/compare?region=skane")
    expect(again.page.locator("#choice-region")).to_have_value("skane")


def test_the_region_follows_to_every_page_of_the_navigation(
    visitor: Visitor, served_release: Release
) -> None:
    opens(visitor, served_release, "/?region=orebro&language=en")
    links = visitor.page.locator(".nav a")
    for number in range(links.count()):
        links.nth(number).click()
        expect(links.nth(number)).to_have_attribute("aria-current", "page")
        assert choices(visitor.page) == {"region": ["orebro"], "language": ["en"]}


def test_the_region_of_the_address_is_stronger_than_the_remembered_one(
    visitor: Visitor, served_release: Release
) -> None:
    opens(visitor, served_release, COMPARE)
    opens(visitor, served_release, "/compare?region=skane")
    visitor.arrives("/compare?region=skane")
    assert visitor.page.locator(HEADLINE).text_content() == headline(
        served_release, "/compare?region=skane"
    )


# ---------------------------------------------------------------- choosing


def test_a_choice_becomes_the_address_and_is_said(
    visitor: Visitor, served_release: Release
) -> None:
    page = visitor.page
    opens(visitor, served_release, COMPARE)
    page.locator("#choice-group").focus()
    page.locator("#choice-group").select_option("doctoral_students")
    visitor.arrives(GROUP)
    said = headline(served_release, GROUP)
    assert said != headline(served_release, COMPARE)
    expect(page.locator(HEADLINE)).to_have_text(said)
    expect(page.locator("#choice-group")).to_be_focused()
    expect(page.locator("#said")).to_have_attribute("aria-live", "polite")
    expect(page.locator("#said")).to_contain_text(said)


def test_a_long_list_is_searched_with_the_keyboard(
    visitor: Visitor, served_release: Release
) -> None:
    page = visitor.page
    opens(visitor, served_release, COMPARE)
    field = page.get_by_role("combobox", name="Mått", exact=True)
    field.focus()
    page.keyboard.type("inbjudna till")
    expect(page.locator("#choice-indicator-list").get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("indicator=alf_survey_invited"))
    expect(page.locator(HEADLINE)).to_have_text(
        headline(served_release, "/compare?region=uppsala&indicator=alf_survey_invited")
    )
    expect(field).to_be_focused()


def test_back_and_forward_restore_what_was_shown(visitor: Visitor, served_release: Release) -> None:
    page = visitor.page
    opens(visitor, served_release, COMPARE)
    page.locator("#choice-group").select_option("doctoral_students")
    visitor.arrives(GROUP)
    page.locator("#to-gender").click()
    expect(page.locator("h1")).to_have_text("Jämställdhet")
    page.go_back()
    visitor.arrives(GROUP)
    expect(page.locator(HEADLINE)).to_have_text(headline(served_release, GROUP))
    expect(page.locator("#choice-group")).to_have_value("doctoral_students")
    page.go_back()
    visitor.arrives(COMPARE)
    expect(page.locator(HEADLINE)).to_have_text(headline(served_release, COMPARE))
    page.go_forward()
    visitor.arrives(GROUP)
    expect(page.locator(HEADLINE)).to_have_text(headline(served_release, GROUP))


def test_clicks_and_a_deep_link_show_the_same(
    visitor: Visitor, enter: Enter, served_release: Release
) -> None:
    page = visitor.page
    opens(visitor, served_release, COMPARE)
    page.locator("#choice-group").select_option("doctoral_students")
    expect(page.locator(HEADLINE)).to_have_text(headline(served_release, GROUP))
    visitor.settles(*expected.cards(served_release, GROUP))
    linked = enter()
    opens(linked, served_release, urlsplit(page.url)._replace(scheme="", netloc="").geturl())
    assert linked.page.locator("main").inner_text() == page.locator("main").inner_text()
    assert seen.marks(linked.page, "card-compare") == seen.marks(page, "card-compare") > 0


def test_tabs_are_worked_by_the_keyboard(visitor: Visitor, served_release: Release) -> None:
    page = visitor.page
    opens(visitor, served_release, COMPARE)
    chart, table, about = page.get_by_role("tab").all()
    chart.focus()
    page.keyboard.press("ArrowRight")
    expect(table).to_be_focused()
    expect(table).to_have_attribute("aria-selected", "true")
    expect(page.locator("#card-compare-panel-table table")).to_be_visible()
    expect(page.locator("#card-compare-panel-chart")).to_be_hidden()
    page.keyboard.press("End")
    expect(about).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(chart).to_be_focused()
    expect(page.locator("#card-compare-panel-chart")).to_be_visible()
    table.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#card-compare-panel-table")).to_be_visible()


def test_the_other_language_keeps_the_choices_and_writes_numbers_its_own_way(
    visitor: Visitor, served_release: Release
) -> None:
    """The nation's 67.0 per cent is printed in the survey's own table."""
    page = visitor.page
    opens(visitor, served_release, f"{COMPARE}&indicator=alf_survey_response_rate&period=2022")
    expect(page.locator("#card-compare-graph")).to_contain_text("67,0")
    page.locator("a.language").click()
    page.wait_for_url(re.compile("language=en"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#card-compare-graph")).to_contain_text("67.0")
    expect(page.locator("#card-compare-graph")).not_to_contain_text("67,0")
    assert choices(page) == {
        "language": ["en"], "region": ["uppsala"], "period": ["2022"],
        "indicator": ["alf_survey_response_rate"],
    }  # fmt: skip


def test_the_skip_link_leads_past_the_navigation(visitor: Visitor, served_release: Release) -> None:
    page = visitor.page
    opens(visitor, served_release, COMPARE)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#page")).to_be_focused()


# ---------------------------------------------------------------- taking something along


def test_a_link_is_copied(enter: Enter, served_release: Release) -> None:
    visitor = enter(permissions=["clipboard-read", "clipboard-write"])
    opens(visitor, served_release, COMPARE)
    visitor.page.get_by_role("button", name=words.COPY_LINK.sv).click()
    expect(visitor.page.locator("#said")).to_have_text(words.COPIED.sv)
    copied = str(visitor.page.evaluate("navigator.clipboard.readText()"))
    assert copied.startswith(f"{visitor.base}/view/compare?")
    assert parse_qs(urlsplit(copied).query)["region"] == ["uppsala"]


def test_the_table_is_downloaded_as_swedish_spreadsheets_expect(
    visitor: Visitor, served_release: Release
) -> None:
    opens(visitor, served_release, COMPARE)
    with visitor.page.expect_download() as started:
        visitor.page.locator(".menu summary").click()
        visitor.page.get_by_role("link", name=EXPORTS["csv"].label.sv, exact=True).click()
    content = started.value.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    empty = lines.index([])
    head = {line[0]: line[1:] for line in lines[:empty]}
    (card,) = expected.cards(served_release, COMPARE)
    assert head[words.RELEASE.sv] == [served_release.id]
    assert head[words.SOURCES.sv][0] in {source.citation for source in card.sources}
    assert lines[empty + 1] == [column.label for column in card.table.columns]
    assert len(lines) - empty - 2 == len(card.table.rows)
    assert any(re.fullmatch(r"\d+,\d+", cell) for line in lines[empty + 2 :] for cell in line)


def test_the_large_card_says_the_same(visitor: Visitor, served_release: Release) -> None:
    page = visitor.page
    opens(visitor, served_release, GROUP)
    page.get_by_role("link", name=words.SHOW_LARGE.sv).click()
    page.wait_for_url(re.compile("/view/compare"))
    expect(page.locator(".card")).to_have_count(1)
    expect(page.locator(HEADLINE)).to_have_text(headline(served_release, GROUP))


# ---------------------------------------------------------------- wrong addresses


@pytest.mark.parametrize(
    ("address", "allowed", "leads_to"),
    [
        ("/compare?region=narnia", "skane", "/compare?region=skane"),
        ("/compare?region=skane&indicator=joy", "alf_survey_response_rate",
         "/compare?region=skane&indicator=alf_survey_response_rate"),
        ("/?language=no", "sv", "/"),
        ("/view/trend?region=skane&period=2022", words.WITHOUT_CHOICE.sv,
         "/view/trend?region=skane"),
    ],
)  # fmt: skip
def test_a_wrong_address_says_what_is_allowed(
    visitor: Visitor, watch: Watch, address: str, allowed: str, leads_to: str
) -> None:
    watch.tolerated.append("status of 400")
    page = visitor.page
    assert visitor.go(address).status == 400
    expect(page.locator("h1")).to_have_text(words.BAD_ADDRESS.sv)
    assert seen.accessibility_violations(page) == []
    page.get_by_role("link", name=allowed, exact=True).click()
    page.wait_for_load_state()
    assert choices(page) == parse_qs(urlsplit(leads_to).query) | choices(page)
    expect(page.locator(".card .headline").first).to_be_visible()


def test_an_unknown_page_lists_those_there_are(visitor: Visitor, watch: Watch) -> None:
    watch.tolerated.append("status of 404")
    assert visitor.go("/no-such-page?language=en&region=skane").status == 404
    expect(visitor.page.locator("html")).to_have_attribute("lang", "en")
    links = visitor.page.locator("main a")
    assert links.count() == len(PAGES)
    links.nth(1).click()
    visitor.arrives("/compare?language=en&region=skane")
