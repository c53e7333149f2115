"""/code/<CODE>: the view as it was when it was exported, and what has changed since.

Says nothing about HTTP but the status of what cannot be shown.
"""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qsl, unquote, urlencode

import orjson

from dashboard import changed_words as words
from dashboard import words as frame_words
from dashboard.addresses import Site, view_address
from dashboard.browser_components import cards, static
from dashboard.cards import Place, Way, card, empty_card
from dashboard.changed_since import AsItWas, CodeRefused, CodeReport, code_report, version, when
from dashboard.code_since import since_section
from dashboard.codes import UnknownCode, as_written
from dashboard.elements import Element, Json, element
from dashboard.header import page_address
from dashboard.pages.model import Span
from dashboard.pieces import as_json
from dashboard.problems import Problem
from dashboard.screen import Screen, chart_width
from dashboard.state import DEFAULT_LANGUAGE, State
from dashboard.stores import ReleaseGone, Stores
from warehouse.text import LANGUAGES, Language, Text

CODE_PREFIX: Final = "/code/"


def is_code(path: str) -> bool:
    return path.startswith(CODE_PREFIX)


def asked_code(path: str) -> str:
    """What was typed behind the prefix, however it was written."""
    return unquote(path.removeprefix(CODE_PREFIX)).strip("/")


def asked_language(query: str) -> Language | None:
    """None where the address says nothing: then the export's own language is spoken."""
    said = dict(parse_qsl(query.removeprefix("?"))).get("language")
    return next((language for language in LANGUAGES if language == said), None)


def title_of(path: str, language: Language) -> str:
    """For the page before anything of it is known."""
    return words.CODE_TITLE.of(language).format(code=as_written(asked_code(path)))


@dataclass(frozen=True, slots=True)
class CodePage:
    """`state` holds language, region and data of the view, for header and footer. `address` is
    its own, `other` that of the same page in the other language.
    """

    state: State
    address: str
    other: str
    title: str
    pieces: list[orjson.Fragment]


def code_address(code: str, language: Language | None = None) -> str:
    """The page of a code, in the code's own language unless another is given."""
    return f"{CODE_PREFIX}{code}" + (f"?language={language}" if language else "")


def code_page(
    site: Site, stores: Stores, typed: str, language: Language | None, screen: Screen
) -> CodePage | Problem:
    try:
        report = code_report(stores, site, typed, language)
    except (UnknownCode, CodeRefused, ReleaseGone) as error:
        return _problem(error, language or DEFAULT_LANGUAGE)
    state = report.was.asked.state
    body = cards(
        [as_json(_card(report.was, screen)), as_json(since_section(report))], "cards cards-view"
    )
    return CodePage(
        state=State(language=state.language, region=state.region, data=state.data),
        address=code_address(report.was.issued.code, language),
        other=code_address(report.was.issued.code, _other(state.language)),
        title=_title(report),
        pieces=[as_json(static(_heading(report))), as_json(body)],
    )


def _other(language: Language) -> Language:
    return next(other for other in LANGUAGES if other != language)


def code_problem(
    site: Site, stores: Stores, typed: str, language: Language | None
) -> Problem | None:
    """Why this page cannot be shown, found before any of it is sent."""
    try:
        code_report(stores, site, typed, language)
    except (UnknownCode, CodeRefused, ReleaseGone) as error:
        return _problem(error, language or DEFAULT_LANGUAGE)
    return None


def _problem(error: UnknownCode | CodeRefused | ReleaseGone, language: Language) -> Problem:
    is_unknown = isinstance(error, UnknownCode)
    title = words.NO_SUCH_CODE if is_unknown else words.CANNOT_SHOW
    start = page_address("/", State(language=language))
    return Problem(
        status=HTTPStatus.NOT_FOUND if is_unknown else HTTPStatus.GONE,
        language=language,
        title=title.of(language),
        sentence=error.words.of(language),
        lead="",
        links=((words.TO_START.of(language), start),),
    )


# ---------------------------------------------------------------- as it was


def _title(report: CodeReport) -> str:
    return words.CODE_TITLE.of(report.language).format(code=report.was.issued.code)


def _heading(report: CodeReport) -> Element:
    was, language = report.was, report.language
    said = [when(words.AS_IT_WAS, was.release, language), *_other_program(report)]
    banner = frame_words.EXAMPLE_BANNER.of(language)
    return element(
        "div",
        element("p", banner, className="example") if was.release.is_example else None,
        element("h1", _title(report)),
        *(element("p", text, className="question") for text in said),
        className="page-head",
    )


def _other_program(report: CodeReport) -> list[str]:
    """The figures are those of then, but words and drawing are of today."""
    if report.now is None:
        return []
    old, now = version(report.was.release), version(report.now)
    said = words.OTHER_PROGRAM.of(report.language).format(old=old, now=now)
    return [said] if old != now else []


def _card(was: AsItWas, screen: Screen) -> Json:
    """As on its own page; its files are written from the release that it was in."""
    state, view = was.asked.state, was.asked.view
    place = Place(
        name=f"card-{view.id}",
        span=Span.FULL,
        controls=None,
        width=chart_width(screen, Span.FULL, is_alone=True),
        export=f"/export/{view.id}",
        query="&".join(filter(None, [state.query(), urlencode({"release": was.release.id})])),
        large=code_address(was.issued.code),
        # A report is written from the release in force, so it cannot hold the view as it was.
        chosen=None,
        ways=(Way(words.SEE_NOW.of(state.language), view_address(view.id, state)),),
    )
    if isinstance(was.shown, Text):
        return empty_card(view.title, was.shown, place, state.language)
    return card(was.shown, place)
