"""/report/…: a report as a file, and decks as TOML and JSON. The page itself is `report_page.py`.

Nothing of what is sent is kept or logged: a report lies in its reader's browser. Only pages from
here may ask, since a file takes the server half a second.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

import orjson
from flask import Blueprint, Flask, Request, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from dashboard import report_words
from dashboard.addresses import Site
from dashboard.decks import BadDeck, Deck, DeckCard, as_json, deck_from, read_deck, write_deck
from dashboard.elements import Json
from dashboard.export_routes import WRITING, file_response, json_response
from dashboard.exporting import (
    File,
    asked_at,
    export_report,
    find_export,
    source_in_force,
    view_path,
)
from dashboard.exports.model import ExportRefused
from dashboard.problems import readable_state
from dashboard.ready_decks import READY, ready_deck
from dashboard.rendering import card_controls, render_card
from dashboard.report_page import LARGEST_TEMPLATE
from dashboard.state import BadState
from dashboard.stores import Stores
from dashboard.views.model import Rendered
from warehouse.queries import Release
from warehouse.store import NoRelease
from warehouse.text import Language, Text

LARGEST_DECK: Final = 256 * 1024
# What multipart writes around a deck and a template.
_AROUND: Final = 64 * 1024
READY_PATH: Final = "/report/decks.json"
FILE_PATH: Final = "/report/file."
# While a worker writes one file, its other thread is left for pages: whoever comes second does not
# wait here but is told to ask again, and the page does.
SECONDS_TO_WAIT: Final = 1


class Busy(Exception):
    """This worker is writing another file."""


class Refused(Exception):
    """A request that is not carried out, with the reason in words."""

    def __init__(self, reason: Text, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> None:
        self.reason = reason
        self.status = status
        super().__init__(reason.en)


def add_reports(server: Flask, site: Site, stores: Stores) -> None:
    reports = Blueprint("reports", __name__)
    reports.before_request(_guard)
    _add_answers(reports, site, stores)
    _add_refusals(reports)
    server.register_blueprint(reports)


def _guard() -> None:
    """Refuses other sites and sets how much may be sent, before anything of it is read."""
    if request.method == "POST" and not is_from_here(request):
        raise Refused(report_words.NOT_FROM_HERE, HTTPStatus.FORBIDDEN)
    is_file = request.path.startswith(FILE_PATH)
    request.max_content_length = LARGEST_DECK + (LARGEST_TEMPLATE + _AROUND if is_file else 0)
    request.max_form_memory_size = LARGEST_DECK


def is_from_here(asking: Request) -> bool:
    """By what browsers say of where a request comes from; programs say nothing and may ask."""
    site = asking.headers.get("Sec-Fetch-Site")
    if site is not None and site != "same-origin":
        return False
    origin = asking.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == asking.host


def _add_answers(reports: Blueprint, site: Site, stores: Stores) -> None:
    @reports.get(READY_PATH)
    def ready() -> Response:
        language = _language()
        decks = {name: as_json(ready_deck(name, language, site.views)) for name in READY}
        return json_response(decks)

    @reports.post(f"{FILE_PATH}<name>")
    def file(name: str) -> Response:
        export = find_export(name, is_report=True)
        deck = deck_from(_json(_deck_sent()), site.views)
        template = _template_sent()
        with _alone():
            source = source_in_force(stores, deck.data)
            return _not_kept(export_report(source, site, deck, export, template))

    @reports.post("/report/shown.json")
    def shown() -> Response:
        """What the cards of a deck say just now: for the list, before any file is made."""
        deck = deck_from(_json(request.get_data()), site.views)
        release = stores.of(deck.data).current()
        return json_response([_shown(release, site, deck, card) for card in deck.cards])

    @reports.post("/report/deck.toml")
    def saved() -> Response:
        text = write_deck(deck_from(_json(request.get_data()), site.views))
        return _not_kept(File("alf-report.toml", "application/toml", text.encode()))

    @reports.post("/report/deck.json")
    def opened() -> Response:
        return json_response(as_json(read_deck(_text(request.get_data()), site.views)))


def _add_refusals(reports: Blueprint) -> None:
    def add(kind: type[Exception], said: Callable[..., Response]) -> None:
        reports.register_error_handler(kind, said)

    add(Refused, lambda error: _refusal(error.reason, error.status))
    add(Busy, lambda _: _ask_again())
    add(BadDeck, lambda error: _refusal(report_words.BAD_DECK, problems=error.problems))
    add(BadState, lambda error: _refusal(error.words()))
    add(
        RequestEntityTooLarge, lambda _: _refusal(_too_large(), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    )
    add(NoRelease, lambda _: _refusal(report_words.NO_RELEASE, HTTPStatus.SERVICE_UNAVAILABLE))
    add(ExportRefused, lambda error: _refusal(error.words))


def _too_large() -> Text:
    sizes = {"deck": LARGEST_DECK // 1024, "template": LARGEST_TEMPLATE // 1024**2}
    text = report_words.TOO_LARGE
    return Text(text.sv.format(**sizes), text.en.format(**sizes))


def _refusal(
    reason: Text, status: HTTPStatus = HTTPStatus.BAD_REQUEST, problems: tuple[str, ...] = ()
) -> Response:
    response = json_response({"error": reason.of(_language()), "problems": problems}, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _ask_again() -> Response:
    response = _refusal(report_words.BUSY, HTTPStatus.SERVICE_UNAVAILABLE)
    response.headers["Retry-After"] = str(SECONDS_TO_WAIT)
    return response


def _language() -> Language:
    """As the address says, since what was sent may be unreadable."""
    return readable_state(request.query_string.decode("utf-8", "replace")).language


def _deck_sent() -> bytes:
    unknown = [*(request.form.keys() - {"deck"}), *(request.files.keys() - {"template"})]
    if unknown:
        raise Refused(report_words.unknown_field(unknown[0]))
    sent = request.form.get("deck")
    if sent is None:
        raise Refused(report_words.NO_DECK)
    deck = sent.encode()
    # A form that is not multipart has no limit for a field.
    if len(deck) > LARGEST_DECK:
        raise RequestEntityTooLarge
    return deck


def _template_sent() -> bytes | None:
    sent = request.files.get("template")
    return sent.read() if sent else None


def _json(content: bytes) -> object:
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise Refused(report_words.NOT_JSON) from error


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(report_words.NOT_TEXT) from error


def _shown(release: Release, site: Site, deck: Deck, card: DeckCard) -> Json:
    """The headline of a card, or why it has none."""
    asked = asked_at(site, view_path(card.view_id), deck.state(card).query())
    try:
        card_controls(release, asked)
        found = render_card(release, asked)
    except BadState as error:
        return {"nothing": error.words().of(deck.language)}
    if isinstance(found, Rendered):
        return {"headline": found.headline}
    return {"nothing": found.of(deck.language)}


@contextmanager
def _alone() -> Iterator[None]:
    """Raises Busy where this worker writes another file."""
    if not WRITING.acquire(blocking=False):
        raise Busy
    try:
        yield
    finally:
        WRITING.release()


def _not_kept(file: File) -> Response:
    response = file_response(file)
    response.headers["Cache-Control"] = "no-store"
    return response
