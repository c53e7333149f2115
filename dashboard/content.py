"""The whole of what an address shows, ready to be sent. Says nothing about HTTP."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any, Final

import orjson

from dashboard import words
from dashboard.addresses import Asked, CardAsked, Site, UnknownPage, address
from dashboard.browser_components import static
from dashboard.code_page import asked_code, asked_language, code_page, is_code
from dashboard.elements import Element, element
from dashboard.header import Shown, page_address
from dashboard.pages.model import Span
from dashboard.pages.own import REPORT
from dashboard.pieces import as_json, cards_json, footer_json, header_json
from dashboard.problems import (
    Problem,
    bad_state,
    no_release,
    problem_component,
    readable_state,
    unknown_page,
)
from dashboard.rendering import card_controls, render_card
from dashboard.report_page import report_page
from dashboard.screen import Screen
from dashboard.state import COMMON_KEYS, DEFAULT_LANGUAGE, BadState, State
from dashboard.stores import EXAMPLE, Stores
from dashboard.views.model import Rendered
from warehouse.queries import Release
from warehouse.regions import ALF_REGIONS, REGIONS
from warehouse.store import NoRelease
from warehouse.text import LANGUAGES, Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """`facts` are for the page's script: what the address became, what is chosen, what to say."""

    header: orjson.Fragment
    page: list[orjson.Fragment]
    footer: orjson.Fragment
    facts: dict[str, Any]
    problem: Problem | None = None


def settled(site: Site, release: Release, path: str, query: str, changed: str | None) -> Asked:
    """What is asked for. A choice that no longer fits the one just changed is let go.

    Raises UnknownPage or BadState, also for what only the release can refuse.
    """
    asked = with_what_there_is(site.read(path, query), release)
    while True:
        try:
            for one in asked.cards:
                card_controls(release, one)
                render_card(release, one)
        except BadState as error:
            if changed is None or error.key == changed or error.key not in asked.choices:
                raise
            path, _, query = asked.address(**{error.key: None}).partition("?")
            asked = with_what_there_is(site.read(path, query), release)
        else:
            return asked


def with_what_there_is(asked: Asked, release: Release) -> Asked:
    """What a page opens on holds only where the release has it, as one without that measure."""
    have = release.indicators()
    return replace(asked, cards=tuple(_openable(card, have) for card in asked.cards))


def _openable(card: CardAsked, have: Collection[str]) -> CardAsked:
    chosen = card.plan.chosen.indicator
    if chosen is None or chosen in have or card.state.indicator != chosen:
        return card
    state = card.state
    said = {key: getattr(state, key) for key in COMMON_KEYS}
    return replace(card, state=State(**said))


def _with_something(asked: Asked, release: Release) -> Asked:
    """A page of chosen pictures leaves out those that have nothing to show, unless all do.

    Where no card has, and all for the same reason, it is said once.
    """
    found = [render_card(release, one) for one in asked.cards]
    if len(set(found)) == 1 and not isinstance(found[0], Rendered):
        return replace(asked, cards=filled(asked.cards[:1]))
    if asked.page.has_controls:
        return asked
    pairs = zip(asked.cards, found, strict=True)
    shown = [one for one, is_shown in pairs if isinstance(is_shown, Rendered)]
    return replace(asked, cards=filled(shown)) if shown else asked


def filled(cards: Sequence[CardAsked]) -> tuple[CardAsked, ...]:
    """A card that lost its neighbour takes the room of both: no hole is left beside it."""
    filled: list[CardAsked] = []
    waiting = False
    for one, after in zip_longest(cards, cards[1:]):
        is_half = one.plan.span is Span.HALF
        is_alone = is_half and not waiting and (after is None or after.plan.span is Span.FULL)
        waiting = is_half and not waiting and not is_alone
        plan = replace(one.plan, span=Span.FULL) if is_alone else one.plan
        filled.append(replace(one, plan=plan))
    return tuple(filled)


def content(
    site: Site, stores: Stores, path: str, query: str, *, screen: Screen, changed: str | None = None
) -> Content:
    """What to show, in words where the address cannot be shown."""
    if is_code(path):
        return _code_content(site, stores, path, query, screen)
    data = readable_state(query).data
    other = stores.other(data)
    try:
        release = stores.of(data).current()
    except NoRelease as error:
        return _problem_content(site, Shown(None, other), path, query, no_release(error, query))
    shown = Shown(release, other)
    try:
        asked = _with_something(settled(site, release, path, query, changed), release)
    except UnknownPage:
        return _problem_content(site, shown, path, query, unknown_page(path, query, site.pages))
    except BadState as error:
        return _problem_content(site, shown, path, query, bad_state(error, path, query))
    return _page_content(site, release, shown, asked, Look(screen, changed))


@dataclass(frozen=True, slots=True)
class Look:
    """How wide the reader's window is, and which choice was just changed."""

    screen: Screen
    changed: str | None


def _page_content(site: Site, release: Release, shown: Shown, asked: Asked, look: Look) -> Content:
    state = asked.state
    return Content(
        header=header_json(
            site,
            shown,
            asked.page.path,
            state,
            asked.address(language=_other(state)),
            asks_region=True,
        ),
        page=[_heading(asked, shown), _body(site, release, asked, look.screen)],
        footer=footer_json(state, release),
        facts={
            "address": asked.address(),
            "title": f"{asked.page.title.of(state.language)} – {words.PRODUCT}",
            "language": state.language,
            "region": state.region,
            "said": _announcement(release, asked, look.changed),
        },
    )


def _code_content(site: Site, stores: Stores, path: str, query: str, screen: Screen) -> Content:
    """The view that a code stands for, as it was, and what has changed since."""
    found = code_page(site, stores, asked_code(path), asked_language(query), screen)
    if isinstance(found, Problem):
        shown = Shown(stores.in_force(None), stores.other(None))
        return _problem_content(site, shown, path, query, found)
    state = found.state
    shown = Shown(stores.in_force(state.data), stores.other(state.data))
    return Content(
        header=header_json(site, shown, None, state, found.other, asks_region=False),
        page=found.pieces,
        footer=footer_json(state, shown.release),
        facts={
            "address": found.address,
            "title": f"{found.title} – {words.PRODUCT}",
            "language": state.language,
            # Somebody else's, maybe: one's own is not changed by looking at it.
            "region": None,
            "said": found.title,
        },
    )


# What stands on the pages of `pages/own.py`, which are no grid of cards.
_BODIES: Final[Mapping[str, Callable[[Site, State], orjson.Fragment]]] = {REPORT.path: report_page}


def _body(site: Site, release: Release, asked: Asked, screen: Screen) -> orjson.Fragment:
    own = _BODIES.get(asked.page.path)
    return own(site, asked.state) if own else cards_json(site, release, asked, screen)


def _problem_content(site: Site, shown: Shown, path: str, query: str, problem: Problem) -> Content:
    state = State(language=problem.language, data=readable_state(query).data)
    here = address(path, {})
    other = page_address(here, state, _other_language(state))
    return Content(
        header=header_json(site, shown, None, state, other, asks_region=True),
        page=[as_json(static(problem_component(problem)))],
        footer=footer_json(state, shown.release),
        facts={
            "address": f"{path}?{query}" if query else path,
            "title": f"{problem.title} – {words.PRODUCT}",
            "language": state.language,
            "region": None,
            "said": problem.title,
        },
        problem=problem,
    )


def _other_language(state: State) -> Language:
    return next(language for language in LANGUAGES if language != state.language)


def _other(state: State) -> str | None:
    """As the address writes it, where the default is left out."""
    other = _other_language(state)
    return None if other == DEFAULT_LANGUAGE else other


def _heading(asked: Asked, shown: Shown) -> orjson.Fragment:
    state, page = asked.state, asked.page
    is_start = page.path == "/"
    title = _start_title(state) if is_start else page.title.of(state.language)
    question = element("p", page.question.of(state.language), className="question")
    parts = [element("h1", title), question]
    if shown.release and shown.release.is_example:
        parts.insert(0, element("p", words.EXAMPLE_BANNER.of(state.language), className="example"))
    if is_start and state.region is None:
        parts.append(_region_chooser(state))
    if is_start and shown.release and not shown.release.registry.surveys.rounds:
        parts.append(_example_offer(state, has_example=shown.other is not None))
    return as_json(static(element("div", *parts, className="page-head")))


def _start_title(state: State) -> str:
    if state.region is None:
        return words.START_HEADING.of(state.language)
    region = REGIONS[state.region].short.of(state.language)
    return words.START_HEADING_OWN.of(state.language).format(region=region)


def _region_chooser(state: State) -> Element:
    links = [
        element("a", r.short.of(state.language), href=page_address("/", state.with_(region=r.code)))
        for r in ALF_REGIONS
    ]
    return element(
        "section",
        element(
            "div",
            element("h2", words.CHOOSE_REGION.of(state.language), id="choose-region"),
            element("p", words.CHOOSE_REGION_WHY.of(state.language)),
        ),
        element("ul", *(element("li", link) for link in links)),
        className="chooser",
        aria_labelledby="choose-region",
    )


def _example_offer(state: State, *, has_example: bool) -> Element:
    """For an installation that has no surveys yet, which most of the product is about."""
    see = page_address("/", state.with_(data=EXAMPLE))
    offered = [element("p", words.LITTLE_DATA_MAKE.of(state.language))]
    if has_example:
        link = element("a", words.SHOW_EXAMPLE.of(state.language), href=see)
        offered = [element("p", words.LITTLE_DATA_SEE.of(state.language)), element("p", link)]
    heading = element("h2", words.LITTLE_DATA.of(state.language), id="little-data")
    return element("section", heading, *offered, className="offer", aria_labelledby="little-data")


def _announcement(release: Release, asked: Asked, changed: str | None) -> str:
    """What changed, for those who do not see it."""
    state = asked.state
    if changed == "region":
        region = REGIONS[state.region].name if state.region else words.NO_REGION
        return words.REGION_NOW.of(state.language).format(region=region.of(state.language))
    one = next((card for card in asked.cards if changed in card.names.values()), None)
    shown = render_card(release, one) if one else None
    if isinstance(shown, Rendered):
        return words.SHOWS_NOW.of(state.language).format(headline=shown.headline)
    return asked.page.title.of(state.language)
