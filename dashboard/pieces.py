"""The parts of a page as JSON, made once and kept: a request then only puts them together.

`rendering.py` keeps what a view answered; this keeps what became of it on the page.
"""

from functools import lru_cache
from typing import Final

import orjson

from dashboard import browser_components, words
from dashboard.addresses import Asked, CardAsked, Site, view_address
from dashboard.browser_components import static
from dashboard.cards import Place, Way, card, empty_card
from dashboard.controls import control_row
from dashboard.elements import Json
from dashboard.header import Shown, footer, header
from dashboard.rendering import card_controls, pinned, render_card
from dashboard.screen import Screen, chart_width
from dashboard.state import DEFAULT_LANGUAGE, State
from warehouse.queries import Release
from warehouse.text import Text

# Cards × regions × languages × screens; a card is some tens of kilobytes.
_KEPT: Final = 1024


def as_json(component: Json) -> orjson.Fragment:
    """A component as the browser gets it; pieces inside it may be JSON already."""
    return orjson.Fragment(orjson.dumps(component))


@lru_cache(maxsize=_KEPT)
def header_json(
    site: Site,
    shown: Shown,
    current: str | None,
    state: State,
    other: str,
    *,
    asks_region: bool,
) -> orjson.Fragment:
    parts = header(site.pages, current, state, shown, other, asks_region=asks_region)
    return as_json(static(*parts))


@lru_cache(maxsize=64)
def footer_json(state: State, release: Release | None) -> orjson.Fragment:
    return as_json(static(footer(state, release)))


def cards_json(site: Site, release: Release, asked: Asked, screen: Screen) -> orjson.Fragment:
    """The grid of cards, written around pieces that are JSON already."""
    pieces = [_card_json(site, release, asked.page.id, one, screen) for one in asked.cards]
    grid = browser_components.cards(pieces, f"cards cards-{asked.page.id}")
    return as_json(grid)


@lru_cache(maxsize=_KEPT)
def _card_json(
    site: Site, release: Release, page_id: str, asked: CardAsked, screen: Screen
) -> orjson.Fragment:
    shown = render_card(release, asked)
    language = asked.state.language
    controls = (
        control_row(card_controls(release, asked), dict(asked.keys), language)
        if asked.keys
        else None
    )
    place = Place(
        name=f"card-{asked.view.id}",
        span=asked.plan.span,
        controls=controls,
        width=chart_width(screen, asked.plan.span, is_alone=page_id == VIEW_PAGE),
        export=f"/export/{asked.view.id}",
        query=asked.state.query(),
        large=view_address(asked.view.id, asked.state),
        chosen=kept_address(release, asked),
        ways=_ways(site, page_id, asked),
    )
    if isinstance(shown, Text):
        return as_json(empty_card(asked.view.title, shown, place, language))
    return as_json(card(shown, place))


def kept_address(release: Release, asked: CardAsked) -> str:
    """What a report keeps of a card: every choice as it stands, also those left to the view, so
    that next year's report shows the same. Language, region and data are those of the report.
    """
    state = pinned(release, asked).state
    own = state.with_(language=DEFAULT_LANGUAGE, region=None, data=None)
    return view_address(asked.view.id, own)


def _ways(site: Site, page_id: str, asked: CardAsked) -> tuple[Way, ...]:
    """Where a card leads: from the start page on to its own, from a large one back."""
    language = asked.state.language
    large = Way(words.SHOW_LARGE.of(language), view_address(asked.view.id, asked.state))
    home = site.home_of(asked.view.id)
    if page_id == VIEW_PAGE:
        if home is None:
            return ()
        back = words.BACK.of(language).format(page=home.title.of(language))
        return (Way(back, site.at_home(asked)),)
    if home and home.id != page_id:
        return (Way(words.MORE.of(language), site.at_home(asked)), large)
    return (large,)


VIEW_PAGE: Final = "view"
