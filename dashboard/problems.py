"""What is said when an address cannot be shown: a title, a sentence and links that lead on.

Said twice with the same words: as a plain HTML page with its status, and inside the running app.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from http import HTTPStatus
from urllib.parse import parse_qsl

from dashboard import words
from dashboard.addresses import KEY, address
from dashboard.elements import Element, element
from dashboard.header import page_address
from dashboard.pages.model import Page
from dashboard.state import DATA, DEFAULT_LANGUAGE, BadState, State
from warehouse.regions import ALF_REGION_CODES
from warehouse.store import NoRelease, UnreadableRelease
from warehouse.text import LANGUAGES, Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    status: HTTPStatus
    language: Language
    title: str
    sentence: str
    lead: str
    links: tuple[tuple[str, str], ...]
    plain: tuple[str, ...] = ()


def readable_state(query: str) -> State:
    """Language, region and data of an address whose other parts may be wrong."""
    found = dict(parse_qsl(query.removeprefix("?")))
    language = found.get("language")
    region = found.get("region")
    data = found.get("data")
    return State(
        language=next((known for known in LANGUAGES if known == language), DEFAULT_LANGUAGE),
        region=region if region in ALF_REGION_CODES else None,
        data=data if data in DATA else None,
    )


def bad_state(error: BadState, path: str, query: str) -> Problem:
    state = readable_state(query)
    said = dict(parse_qsl(query.removeprefix("?"), keep_blank_values=True))
    if error.key == KEY:
        return _unknown_key(error, path, said, state.language)
    without = address(path, {**said, error.key: None})
    links = [(value, address(path, {**said, error.key: value})) for value in error.allowed]
    return Problem(
        status=HTTPStatus.BAD_REQUEST,
        language=state.language,
        title=words.BAD_ADDRESS.of(state.language),
        sentence=words.UNKNOWN_VALUE.of(state.language).format(key=error.key, value=error.value),
        lead=words.ALLOWED_VALUES.of(state.language),
        links=(*links, (words.WITHOUT_CHOICE.of(state.language), without)),
    )


def _unknown_key(
    error: BadState, path: str, said: Mapping[str, str], language: Language
) -> Problem:
    without = address(path, {key: v for key, v in said.items() if key in error.allowed})
    return Problem(
        status=HTTPStatus.BAD_REQUEST,
        language=language,
        title=words.BAD_ADDRESS.of(language),
        sentence=words.UNKNOWN_KEY.of(language).format(value=error.value),
        lead=words.ALLOWED_KEYS.of(language),
        links=((words.WITHOUT_CHOICE.of(language), without),),
        plain=error.allowed,
    )


def unknown_page(path: str, query: str, pages: Sequence[Page]) -> Problem:
    state = readable_state(query)
    return Problem(
        status=HTTPStatus.NOT_FOUND,
        language=state.language,
        title=words.NO_SUCH_PAGE.of(state.language),
        sentence="",
        lead=words.NO_SUCH_PAGE_WHY.of(state.language).format(path=path),
        links=tuple(
            (page.title.of(state.language), page_address(page.path, state)) for page in pages
        ),
    )


def no_release(error: NoRelease, query: str) -> Problem:
    state = readable_state(query)
    language = state.language
    title, sentence = words.NO_RELEASE, words.NO_RELEASE_WHY
    if state.data is not None:
        title, sentence = words.NO_EXAMPLE, words.NO_EXAMPLE_WHY
    if isinstance(error, UnreadableRelease):
        title, sentence = words.UNREADABLE_RELEASE, words.UNREADABLE_RELEASE_WHY
    return Problem(
        status=HTTPStatus.SERVICE_UNAVAILABLE,
        language=language,
        title=title.of(language),
        sentence=sentence.of(language),
        lead="",
        links=((words.SHOW_REAL.of(language), page_address("/", state.with_(data=None))),)
        if state.data
        else (),
    )


def problem_component(problem: Problem) -> Element:
    said = [element("p", text) for text in (problem.sentence, problem.lead) if text]
    plain = [element("li", element("code", text)) for text in problem.plain]
    links = [element("li", element("a", text, href=href)) for text, href in problem.links]
    return element(
        "div",
        element("h1", problem.title),
        *said,
        element("ul", *plain, *links),
        className="problem",
    )


def problem_page(problem: Problem, style_sheets: Sequence[str]) -> str:
    """The same as a page that needs no script."""
    sheets = "".join(f'<link rel="stylesheet" href="{escape(s)}">' for s in style_sheets)
    said = "".join(f"<p>{escape(text)}</p>" for text in (problem.sentence, problem.lead) if text)
    plain = "".join(f"<li><code>{escape(text)}</code></li>" for text in problem.plain)
    links = "".join(
        f'<li><a href="{escape(href)}">{escape(text)}</a></li>' for text, href in problem.links
    )
    start = page_address("/", State(language=problem.language))
    return (
        f'<!DOCTYPE html><html lang="{problem.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">'
        f"<title>{escape(problem.title)} – {words.PRODUCT}</title>{sheets}</head><body>"
        f'<header class="top"><a class="wordmark" href="{escape(start)}">'
        '<span class="wordmark-first">ALF</span>·atlas</a></header>'
        f'<main class="main"><div class="problem"><h1>{escape(problem.title)}</h1>'
        f"{said}<ul>{plain}{links}</ul></div></main></body></html>"
    )
