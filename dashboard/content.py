"""The whole of what an address shows, ready to be sent. Says nothing about HTTP."""

from dataclasses import dataclass
from typing import Any

import orjson

from dashboard import words
from dashboard.addresses import Asked, Site, UnknownPage, address
from dashboard.browser_components import static
from dashboard.elements import Element, element
from dashboard.header import page_address
from dashboard.pieces import as_json, cards_json, footer_json, header_json
from dashboard.problems import Problem, bad_state, no_release, problem_component, unknown_page
from dashboard.rendering import card_controls, render_card
from dashboard.screen import Screen
from dashboard.state import DEFAULT_LANGUAGE, BadState, State
from dashboard.views.model import Rendered
from warehouse.queries import Release
from warehouse.regions import ALF_REGIONS, REGIONS
from warehouse.store import NoRelease, Store
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
    asked = site.read(path, query)
    while True:
        try:
            for one in asked.cards:
                card_controls(release, one)
                render_card(release, one)
        except BadState as error:
            if changed is None or error.key == changed or error.key not in asked.choices:
                raise
            path, _, query = asked.address(**{error.key: None}).partition("?")
            asked = site.read(path, query)
        else:
            return asked


def content(
    site: Site, store: Store, path: str, query: str, *, screen: Screen, changed: str | None = None
) -> Content:
    """What to show, in words where the address cannot be shown."""
    try:
        release = store.current()
    except NoRelease as error:
        return _problem_content(site, None, path, query, no_release(error, query))
    try:
        asked = settled(site, release, path, query, changed)
    except UnknownPage:
        return _problem_content(site, release, path, query, unknown_page(path, query, site.pages))
    except BadState as error:
        return _problem_content(site, release, path, query, bad_state(error, path, query))
    return _page_content(site, release, asked, screen, changed)


def _page_content(
    site: Site, release: Release, asked: Asked, screen: Screen, changed: str | None
) -> Content:
    state = asked.state
    return Content(
        header=header_json(
            site, release, asked.page.path, state, asked.address(language=_other(state))
        ),
        page=[_heading(asked, release), cards_json(site, release, asked, screen)],
        footer=footer_json(state, release),
        facts={
            "address": asked.address(),
            "title": f"{asked.page.title.of(state.language)} – {words.PRODUCT}",
            "language": state.language,
            "region": state.region,
            "said": _announcement(release, asked, changed),
        },
    )


def _problem_content(
    site: Site, release: Release | None, path: str, query: str, problem: Problem
) -> Content:
    state = State(language=problem.language)
    here = address(path, {})
    other = page_address(here, state, _other_language(state))
    return Content(
        header=header_json(site, release, None, state, other),
        page=[as_json(static(problem_component(problem)))],
        footer=footer_json(state, release),
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


def _heading(asked: Asked, release: Release) -> orjson.Fragment:
    state, page = asked.state, asked.page
    is_start = page.path == "/"
    title = _start_title(state) if is_start else page.title.of(state.language)
    question = element("p", page.question.of(state.language), className="question")
    parts = [element("h1", title), question]
    if release.is_example:
        parts.insert(0, element("p", words.EXAMPLE_BANNER.of(state.language), className="example"))
    if is_start and state.region is None:
        parts.append(_region_chooser(state))
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
