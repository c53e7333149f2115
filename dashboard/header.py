"""What stands at the top and the foot of every page."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from babel.dates import format_date
from dash import html
from dash.development.base_component import Component

from dashboard import words
from dashboard.addresses import address
from dashboard.browser_components import named
from dashboard.controls import region_field
from dashboard.pages.model import Page
from dashboard.state import DEFAULT_LANGUAGE, State
from warehouse.queries import Release
from warehouse.text import LANGUAGES, Language

_LOCALES: Final[dict[Language, str]] = {"sv": "sv", "en": "en_GB"}


def page_address(path: str, state: State, language: Language | None = None) -> str:
    """A page's own address: language and region go along, the choices of a card do not."""
    spoken = language or state.language
    return address(
        path,
        {"language": None if spoken == DEFAULT_LANGUAGE else spoken, "region": state.region},
    )


def header(
    pages: Sequence[Page], current: str | None, state: State, release: Release | None, other: str
) -> list[Component]:
    """`current` is the path of the page shown; `other` its address in the other language."""
    return [
        html.A(
            [html.Span("ALF", className="wordmark-first"), "·atlas"],
            id="to-front",
            href=page_address("/", state),
            className="wordmark",
        ),
        html.Nav(
            [_nav_link(page, page.path == current, state) for page in pages],
            className="nav",
            **named(aria_label=words.PAGES.of(state.language)),
        ),
        html.Div(
            [region_field(state), *_release_link(release, state), _language_link(state, other)],
            className="settings",
        ),
    ]


def _nav_link(page: Page, is_current: bool, state: State) -> Component:
    marked = named(aria_current="page") if is_current else {}
    href = page_address(page.path, state)
    return html.A(page.title.of(state.language), id=f"to-{page.id}", href=href, **marked)


def _release_link(release: Release | None, state: State) -> list[Component]:
    if release is None:
        return []
    kind = (words.EXAMPLE_DATA if release.is_example else words.REAL_DATA).of(state.language)
    text = f"{kind} · {day(release.built_at, state.language)}"
    href = page_address("/sources", state)
    return [html.A(text, id="to-release", href=href, className="pill release")]


def day(moment: datetime, language: Language) -> str:
    """Such as "22 nov 2026", in both languages without the stop behind the month."""
    return format_date(moment, "d MMM y", locale=_LOCALES[language]).replace(".", "")


def _language_link(state: State, other_address: str) -> Component:
    """Leads to the same page in the other language, and says so in that language."""
    other = next(language for language in LANGUAGES if language != state.language)
    letters = [
        html.Span(language.upper(), className="chosen" if language == state.language else None)
        for language in LANGUAGES
    ]
    return html.A(
        [letters[0], html.Span(" / ", className="between"), letters[1]],
        id="to-other-language",
        href=other_address,
        className="pill language",
        hrefLang=other,
        lang=other,
        title=words.LANGUAGE_NAMES[other],
        **named(aria_label=f"SV / EN: {words.LANGUAGE_NAMES[other]}"),
    )


def footer(state: State, release: Release | None) -> list[Component]:
    named = [f"{words.RELEASE.of(state.language)} {release.id}"] if release else []
    return [html.P(" · ".join([words.PRODUCT, words.FOOTER.of(state.language), *named]))]
