"""What stands at the top and the foot of every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from babel.dates import format_date

from dashboard import browser_components, report_words, words
from dashboard.addresses import address
from dashboard.code_form import open_code_form
from dashboard.controls import region_field
from dashboard.elements import Element, Json, element
from dashboard.pages.model import Page
from dashboard.pages.own import REPORT
from dashboard.state import DEFAULT_LANGUAGE, State
from dashboard.stores import EXAMPLE
from warehouse.queries import Release
from warehouse.text import LANGUAGES, Language

_LOCALES: Final[dict[Language, str]] = {"sv": "sv", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class Shown:
    """The release that is shown, and the one that a reader could switch to."""

    release: Release | None
    other: Release | None


def page_address(path: str, state: State, language: Language | None = None) -> str:
    """A page's own address: language, region and data go along, the choices of a card do not."""
    spoken = language or state.language
    return address(
        path,
        {
            "language": None if spoken == DEFAULT_LANGUAGE else spoken,
            "region": state.region,
            "data": state.data,
        },
    )


def header(
    pages: Sequence[Page],
    current: str | None,
    state: State,
    shown: Shown,
    other: str,
    *,
    asks_region: bool,
) -> list[Element]:
    """`current` is the path of the page shown; `other` its address in the other language. Not
    every page can be shown for another region.
    """
    links = [_nav_link(page, page.path == current, state) for page in pages]
    return [
        element(
            "a",
            element("span", "ALF", className="wordmark-first"),
            "·atlas",
            id="to-front",
            href=page_address("/", state),
            className="wordmark",
        ),
        element("nav", *links, className="nav", aria_label=words.PAGES.of(state.language)),
        element(
            "div",
            region_field(state) if asks_region else None,
            _release_link(shown.release, state),
            _data_link(shown, state),
            _report_link(state, is_current=current == REPORT.path),
            _language_link(state, other),
            className="settings",
        ),
    ]


def _nav_link(page: Page, is_current: bool, state: State) -> Element:
    return element(
        "a",
        page.title.of(state.language),
        id=f"to-{page.id}",
        href=page_address(page.path, state),
        aria_current="page" if is_current else None,
    )


def _release_link(release: Release | None, state: State) -> Element | None:
    if release is None:
        return None
    kind = (words.EXAMPLE_DATA if release.is_example else words.REAL_DATA).of(state.language)
    text = f"{kind} · {day(release.built_at, state.language)}"
    href = page_address("/sources", state)
    return element("a", text, id="to-release", href=href, className="pill release")


def _data_link(shown: Shown, state: State) -> Element | None:
    """Leads to the start page of the other release: what is chosen in one may not be in it."""
    if state.data is None and shown.other is None:
        return None
    text = words.SHOW_REAL if state.data == EXAMPLE else words.SHOW_EXAMPLE
    href = page_address("/", state.with_(data=None if state.data == EXAMPLE else EXAMPLE))
    return element(
        "a", text.of(state.language), id="to-other-data", href=href, className="pill data"
    )


def _report_link(state: State, *, is_current: bool) -> Json:
    """The browser, which keeps the report, writes how many views are in it behind the name."""
    return browser_components.report_link(
        id="to-report",
        href=page_address(REPORT.path, state),
        label=report_words.REPORT.of(state.language),
        damaged=report_words.DAMAGED.of(state.language),
        isCurrent=is_current,
    )


def day(moment: datetime, language: Language) -> str:
    """Such as "22 nov 2026", in both languages without the stop behind the month."""
    return format_date(moment, "d MMM y", locale=_LOCALES[language]).replace(".", "")


def _language_link(state: State, other_address: str) -> Element:
    """Leads to the same page in the other language, and says so in that language."""
    other = next(language for language in LANGUAGES if language != state.language)
    first, second = (
        element("span", one.upper(), className="chosen" if one == state.language else None)
        for one in LANGUAGES
    )
    return element(
        "a",
        first,
        element("span", " / ", className="between"),
        second,
        id="to-other-language",
        href=other_address,
        className="pill language",
        hrefLang=other,
        lang=other,
        title=words.LANGUAGE_NAMES[other],
        aria_label=f"SV / EN: {words.LANGUAGE_NAMES[other]}",
    )


def footer(state: State, release: Release | None) -> Element:
    named = [f"{words.RELEASE.of(state.language)} {release.id}"] if release else []
    said = " · ".join([words.PRODUCT, words.FOOTER.of(state.language), *named])
    return element("div", element("p", said), open_code_form(state), className="foot-parts")
