"""The page of the report and the ways to it from a card, as they are sent to the browser."""

import re
from pathlib import Path
from typing import Any

import orjson
import pytest

from dashboard import downloads, report_words
from dashboard.addresses import Site
from dashboard.app import create_app
from dashboard.cards import PICTURE
from dashboard.elements import Element, elements_in
from dashboard.exports import EXPORTS
from dashboard.exports.model import Holds
from dashboard.pages import PAGES
from dashboard.pages.own import OWN_PAGES
from dashboard.precompress import ASSETS
from dashboard.report_page import report_page
from dashboard.state import State
from dashboard.views import VIEWS
from warehouse.text import LANGUAGES, Language

SITE = Site(PAGES, VIEWS)
SCRIPTS = "".join((ASSETS / name).read_text("utf-8") for name in ("report.js", "report_parts.js"))


def props(**choices: str) -> dict[str, Any]:
    component = orjson.loads(orjson.dumps(report_page(SITE, State().with_(**choices))))
    found: dict[str, Any] = component["props"]
    return found


def links(menu: Element) -> dict[str, str]:
    return {one[1]["href"]: one[2] for one in elements_in(menu) if one[0] == "a"}


# ---------------------------------------------------------------- the menu of a card


def test_every_format_stands_under_one_heading() -> None:
    grouped = [name for _, names in downloads.GROUPS for name in names]
    assert len(grouped) == len(set(grouped))
    assert set(EXPORTS) <= set(grouped)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_leads_to_every_format_of_what_is_shown(language: Language) -> None:
    menu = downloads.downloads("/export/compare", "region=skane", language)
    assert links(menu) == {
        f"/export/compare.{one.id}?region=skane": one.label.of(language) for one in EXPORTS.values()
    }
    assert all("download" in one[1] for one in elements_in(menu) if one[0] == "a")
    assert "/export/compare.csv" in links(downloads.downloads("/export/compare", "", language))


def test_a_card_copies_a_picture() -> None:
    assert EXPORTS[PICTURE].media_type == "image/png"


# ---------------------------------------------------------------- the page


def test_the_page_is_found_by_its_address_and_is_not_in_the_navigation() -> None:
    (page,) = (page for page in OWN_PAGES if page.path == "/report")
    assert SITE.page("/report/") == page
    assert page not in PAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_scripts_have_every_word_they_use_and_no_other(language: Language) -> None:
    used = {*re.findall(r"\bwords\.(\w+)", SCRIPTS), *re.findall(r'\bsay\("(\w+)"', SCRIPTS)}
    # Called by the name of the button.
    used |= {"up", "down"}
    given = props(language=language)["words"]
    assert set(given) == used
    assert all(given.values())


def test_both_languages_fill_in_the_same() -> None:
    texts = [
        *report_words.PAGE.values(),
        *report_words.ADDING.values(),
        *report_words.COPYING.values(),
    ]
    for text in texts:
        places = [sorted(re.findall(r"{\w+}", one)) for one in (text.sv, text.en)]
        assert places[0] == places[1]


def test_it_offers_the_formats_of_reports_and_the_decks_that_ship() -> None:
    found = props()
    assert [one["id"] for one in found["formats"]] == [
        export.id for export in EXPORTS.values() if export.holds is Holds.MANY
    ]
    assert len(found["decks"]) == 10
    assert found["titles"]["compare"] == VIEWS["compare"].title.sv


def test_it_says_for_whom_it_is() -> None:
    found = props(language="en", region="skane", data="example")
    assert found["chosen"] == {"language": "en", "region": "skane", "data": "example"}
    assert found["spoken"] == {
        "language": "English", "region": "My region: Skåne", "data": "Example data",
    }  # fmt: skip


def test_the_address_answers_and_refuses_what_it_does_not_know(release_home: Path) -> None:
    client = create_app(release_home).server.test_client()
    assert "<title>Rapport – ALF Atlas</title>" in client.get("/report").text
    assert client.get("/report?language=en&region=skane").status_code == 200
    assert client.get("/report?period=2022").status_code == 400
    assert client.get("/report/nowhere").status_code == 404
