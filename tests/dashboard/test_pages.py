"""Which pages there are, what their addresses mean, and what is kept in step with the scripts."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.addresses import Site, UnknownPage, address
from dashboard.charts import theme
from dashboard.charts.geometry import Width
from dashboard.pages import PAGES
from dashboard.pages.model import Span
from dashboard.precompress import ASSETS
from dashboard.screen import LIMITS, Screen, chart_width, read_screen
from dashboard.state import BadState
from dashboard.views import VIEWS
from tests.dashboard.fake_site import FAKE_PAGES, FAKE_VIEWS
from warehouse.regions import ALF_REGION_CODES
from warehouse.text import LANGUAGES

FAKE = Site(FAKE_PAGES, FAKE_VIEWS)
REAL = Site(PAGES, VIEWS)


def test_every_page_has_an_address_and_a_title_of_its_own() -> None:
    for of_page in ("id", "path", "title", "question"):
        values = [getattr(page, of_page) for page in PAGES]
        assert len(set(values)) == len(values)


def test_every_card_of_every_page_is_a_view() -> None:
    assert {card.view_id for page in PAGES for card in page.cards} <= set(VIEWS)


def test_every_view_stands_on_a_page_where_the_reader_can_choose_or_on_the_first() -> None:
    assert set(VIEWS) == {card.view_id for page in PAGES for card in page.cards}


def test_a_bare_key_belongs_to_the_first_card_and_a_named_one_to_its_own() -> None:
    asked = FAKE.read("/both", "period=2022&other.period=2023&other.group=students&region=skane")
    first, second = (card.state for card in asked.cards)
    assert (first.period, first.group, first.region) == ("2022", None, "skane")
    assert (second.period, second.group, second.region) == ("2023", "students", "skane")


def test_a_card_opens_on_what_its_page_planned_until_the_address_says_otherwise() -> None:
    assert FAKE.read("/compare", "").cards[0].state.period == "2023"
    assert FAKE.read("/compare", "period=2022").cards[0].state.period == "2022"
    assert FAKE.read("/view/fake", "").cards[0].state.period is None


def test_a_page_of_chosen_pictures_takes_no_choices_but_leads_to_where_they_are() -> None:
    with pytest.raises(BadState):
        FAKE.read("/", "period=2022")
    card, other = FAKE.read("/", "region=skane").cards
    assert FAKE.at_home(card) == "/compare?region=skane&period=2023"
    assert FAKE.at_home(other) == "/both?region=skane&other.period=2023"


@pytest.mark.parametrize("path", ["/nowhere", "/view/nothing", "/view/", "/compare/more"])
def test_an_unknown_path_raises(path: str) -> None:
    with pytest.raises(UnknownPage):
        REAL.page(path)


@given(
    page=st.sampled_from(["/", "/compare", "/both", "/view/other"]),
    language=st.sampled_from(LANGUAGES),
    region=st.sampled_from([None, *ALF_REGION_CODES]),
    period=st.one_of(st.none(), st.text(min_size=1, max_size=12)),
)
def test_an_address_says_what_was_asked_for(
    page: str, language: str, region: str | None, period: str | None
) -> None:
    chosen = {"language": language, "region": region}
    if page != "/":
        chosen["period"] = period
    path, _, query = address(page, chosen).partition("?")
    asked = FAKE.read(path, query)
    assert (asked.state.language, asked.state.region) == (language, region)
    assert asked.address() == address(page, chosen)
    if period is not None and page != "/":
        assert asked.cards[0].state.period == period


# ---------------------------------------------------------------- kept in step


def test_the_limits_of_width_are_those_of_the_script_and_the_style_sheets() -> None:
    script = (ASSETS / "atlas.js").read_text(encoding="utf-8")
    written = re.findall(r'\["(\w+)", (\d+)\]', script)
    assert {name: int(limit) for name, limit in written} == {
        screen.value: limit for screen, limit in LIMITS.items() if limit
    }
    sheets = "".join((ASSETS / name).read_text() for name in ("layout.css", "parts.css"))
    from_width = {int(limit) for limit in re.findall(r"min-width: (\d+)px\)", sheets)}
    to_width = {int(limit) + 1 for limit in re.findall(r"max-width: (\d+)px\)", sheets)}
    assert from_width | to_width <= set(LIMITS.values())


def test_a_chart_is_drawn_for_the_room_its_card_has() -> None:
    assert chart_width(Screen.HUGE, Span.FULL, is_alone=True) is Width.FULL_ENLARGED
    assert chart_width(Screen.HUGE, Span.HALF) is Width.WIDE
    assert chart_width(Screen.LARGE, Span.FULL) is Width.FULL
    assert chart_width(Screen.LARGE, Span.HALF) is Width.HALF
    assert chart_width(Screen.BROAD, Span.HALF) is Width.MEDIUM
    assert chart_width(Screen.BROAD, Span.FULL) is Width.WIDE
    assert chart_width(Screen.WIDE, Span.HALF) is Width.WIDE
    assert chart_width(Screen.NARROW, Span.FULL) is Width.NARROW


@pytest.mark.parametrize("cookie", [None, "", "enormous", "wide; drop"])
def test_a_browser_that_does_not_say_how_wide_it_is_gets_the_widest(cookie: str | None) -> None:
    assert read_screen(cookie) is Screen.BROAD


def test_the_colours_of_the_style_sheet_are_those_of_the_charts() -> None:
    light = (ASSETS / "colours.css").read_text(encoding="utf-8").partition("@media")[0]
    written = dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6});", light))
    shared = {
        name: getattr(theme, name.upper().replace("-", "_"))
        for name in ("ink", "soft", "hairline", "page", "card", "own", "own-row", "region")
    }
    assert {name: written[name] for name in shared} == shared


@pytest.mark.parametrize("part", ["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        ("ink", "card", 7), ("soft", "card", 4.5), ("soft", "page", 4.5), ("soft", "quiet", 4.5),
        ("own", "card", 4.5), ("own", "own-row", 4.5), ("warning", "page", 4.5),
        ("focus", "card", 3),
    ],
)  # fmt: skip
def test_text_can_be_read_on_its_ground(part: str, text: str, ground: str, least: float) -> None:
    sheet = (ASSETS / "colours.css").read_text(encoding="utf-8")
    light, _, dark = sheet.partition("@media")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6});", light if part == "light" else dark))
    assert theme.contrast(colours[text], colours[ground]) >= least


def test_no_style_sheet_or_script_of_ours_fetches_anything_from_elsewhere() -> None:
    ours: list[Path] = [*ASSETS.glob("*.css"), *ASSETS.glob("*.js")]
    for path in ours:
        # The address of SVG's vocabulary is a name, not a place.
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?://|//[\w.]+\.\w{2,}/|@import", text), path.name
