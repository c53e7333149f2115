"""The whole of what an address shows, ready to be sent. Says nothing about HTTP.

A card is turned into JSON once and kept: what a request costs is then to put the pieces together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import orjson
from dash import html
from dash.development.base_component import Component
from plotly.io.json import to_json_plotly

from dashboard import words
from dashboard.addresses import Asked, CardAsked, Site, UnknownPage, address, view_address
from dashboard.cards import Frame, card, empty_card
from dashboard.controls import control_row
from dashboard.header import footer, header, page_address
from dashboard.problems import Problem, bad_state, no_release, problem_component, unknown_page
from dashboard.rendering import card_controls, render_card
from dashboard.screen import Screen, chart_width
from dashboard.state import DEFAULT_LANGUAGE, BadState, State
from dashboard.views.model import Rendered
from warehouse.queries import Release
from warehouse.regions import ALF_REGIONS, REGIONS
from warehouse.store import NoRelease, Store
from warehouse.text import LANGUAGES

# Cards × regions × languages × screens, several times over; a card is some tens of kilobytes.
_KEPT: Final = 1024
Pieces = list[orjson.Fragment]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """`facts` are for the page's script: what the address became, what is chosen, what to say."""

    header: orjson.Fragment
    page: Pieces
    footer: orjson.Fragment
    facts: dict[str, Any]
    problem: Problem | None = None


def as_json(component: Component | Sequence[Component]) -> orjson.Fragment:
    return orjson.Fragment(to_json_plotly(component))


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
    except NoRelease:
        return _problem_content(site, None, path, query, no_release(query))
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
        header=_header(site, release, asked.page.path, state, asked.address(language=_other(state))),
        page=[_heading(asked, release), _cards(site, release, asked, screen)],
        footer=_footer(state, release),
        facts={
            "address": asked.address(),
            "title": f"{asked.page.title.of(state.language)} – {words.PRODUCT}",
            "language": state.language,
            "region": state.region,
            "chosen": _chosen(release, asked),
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
        header=_header(site, release, None, state, other),
        page=[as_json(problem_component(problem))],
        footer=_footer(state, release),
        facts={
            "address": f"{path}?{query}" if query else path,
            "title": f"{problem.title} – {words.PRODUCT}",
            "language": state.language,
            "region": None,
            "chosen": {},
            "said": problem.title,
        },
        problem=problem,
    )


def _other_language(state: State) -> str:
    return next(language for language in LANGUAGES if language != state.language)


def _other(state: State) -> str | None:
    """As the address writes it, where the default is left out."""
    other = _other_language(state)
    return None if other == DEFAULT_LANGUAGE else other


@lru_cache(maxsize=_KEPT)
def _header(
    site: Site, release: Release | None, current: str | None, state: State, other: str
) -> orjson.Fragment:
    return as_json(header(site.pages, current, state, release, other))


@lru_cache(maxsize=64)
def _footer(state: State, release: Release | None) -> orjson.Fragment:
    return as_json(footer(state, release))


def _heading(asked: Asked, release: Release) -> orjson.Fragment:
    state, page = asked.state, asked.page
    is_start = page.path == "/"
    title = _start_title(state) if is_start else page.title.of(state.language)
    parts = [html.H1(title), html.P(page.question.of(state.language), className="question")]
    if release.is_example:
        parts.insert(0, html.P(words.EXAMPLE_BANNER.of(state.language), className="example"))
    if is_start and state.region is None:
        parts.append(_region_chooser(state))
    return as_json(html.Div(parts, className="page-head"))


def _start_title(state: State) -> str:
    if state.region is None:
        return words.START_HEADING.of(state.language)
    region = REGIONS[state.region].short.of(state.language)
    return words.START_HEADING_OWN.of(state.language).format(region=region)


def _region_chooser(state: State) -> Component:
    links = [
        html.A(r.short.of(state.language), href=page_address("/", state.with_(region=r.code)))
        for r in ALF_REGIONS
    ]
    return html.Section(
        [
            html.Div(
                [
                    html.H2(words.CHOOSE_REGION.of(state.language), id="choose-region"),
                    html.P(words.CHOOSE_REGION_WHY.of(state.language)),
                ]
            ),
            html.Ul([html.Li(link) for link in links]),
        ],
        className="chooser",
        **{"aria-labelledby": "choose-region"},
    )


def _cards(site: Site, release: Release, asked: Asked, screen: Screen) -> orjson.Fragment:
    """The grid of cards, written around pieces that are JSON already."""
    pieces = [_card_json(site, release, _hashable(one), screen, asked.page.has_controls)
              for one in asked.cards]  # fmt: skip
    single = " single" if asked.page.id == "view" else ""
    props = {"children": pieces, "className": f"cards{single}"}
    grid = {"type": "Div", "namespace": "dash_html_components", "props": props}
    return orjson.Fragment(orjson.dumps(grid))
