"""What the server answers a report page: files, decks, headlines; and what it refuses, in words."""

import io
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
import tomlkit
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from dashboard import exporting, report_words
from dashboard.app import create_app
from dashboard.decks import MOST_CARDS
from dashboard.export_routes import WRITING
from dashboard.exports.model import Document, Export, ExportRefused, Holds
from dashboard.ready_decks import READY
from dashboard.report_page import LARGEST_TEMPLATE
from dashboard.report_routes import LARGEST_DECK
from dashboard.views import VIEWS
from tests.dashboard.fake_site import FAKE_PAGES, FAKE_VIEWS, published
from warehouse.text import Text

Json = dict[str, Any]

DECK: Json = {
    "title": "Strategidag",
    "subtitle": "Den 3 maj",
    "language": "sv",
    "region": "skane",
    "card": [
        {"view": "/view/other", "heading": "Först", "comment": "Å, ä och ö"},
        {"view": "/view/fake?period=2023"},
    ],
}


class Writer:
    """An export that keeps what it was given."""

    def __init__(self) -> None:
        self.document: Document | None = None
        self.template: bytes | None = None

    def write(self, document: Document, template: bytes | None) -> bytes:
        if template == b"refuse":
            raise ExportRefused(Text("Mallen har makron.", "the template has macros"))
        self.document, self.template = document, template
        return b"the file"

    def export(self, name: str, *, holds: Holds = Holds.MANY) -> Export:
        return Export(
            id=name,
            extension=name,
            media_type="application/x-made-up",
            label=Text(name, name),
            write=self.write,
            holds=holds,
            takes_template=name == "slides",
        )


@pytest.fixture
def writer(monkeypatch: pytest.MonkeyPatch) -> Writer:
    writer = Writer()
    exports = [
        writer.export("slides"),
        writer.export("sheet"),
        writer.export("picture", holds=Holds.ONE),
    ]
    monkeypatch.setattr(exporting, "EXPORTS", {export.id: export for export in exports})
    return writer


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    published(folder)
    return folder


@pytest.fixture(scope="module")
def client(home: Path) -> Iterator[FlaskClient]:
    with create_app(home, FAKE_PAGES, FAKE_VIEWS).server.test_client() as client:
        yield client


def ask(
    client: FlaskClient,
    name: str = "slides",
    deck: object = DECK,
    template: bytes | None = None,
    **options: Any,  # noqa: ANN401 - of the client
) -> TestResponse:
    form: Json = {"deck": deck if isinstance(deck, str) else orjson.dumps(deck).decode()}
    if template is not None:
        form["template"] = FileStorage(io.BytesIO(template), "region.pptx")
    # The client's own encoder leaves a file open behind a large form.
    boundary, body = encode_multipart(form)
    kind = f"multipart/form-data; boundary={boundary}"
    return client.post(f"/report/file.{name}", data=body, content_type=kind, **options)


# ---------------------------------------------------------------- files


def test_a_report_has_the_cards_in_their_order_with_their_words(
    client: FlaskClient, writer: Writer
) -> None:
    answer = ask(client)
    assert (answer.status_code, answer.data) == (200, b"the file")
    assert answer.headers["Content-Disposition"].startswith(
        'attachment; filename="alf-report-skane-'
    )
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    document = writer.document
    assert document is not None
    assert (document.title, document.subtitle, document.is_report) == (
        "Strategidag",
        "Den 3 maj",
        True,
    )
    first, second = document.exhibits
    assert (first.heading, first.comment) == ("Först", "Å, ä och ö")
    assert (second.heading, second.comment) == ("", "")
    assert (second.rendered.state.period, second.rendered.state.region) == ("2023", "skane")


def test_a_template_goes_along(client: FlaskClient, writer: Writer) -> None:
    assert ask(client, template=b"of the region").status_code == 200
    assert writer.template == b"of the region"
    assert ask(client).status_code == 200
    assert writer.template is None


def test_nothing_that_was_sent_is_kept(
    client: FlaskClient, writer: Writer, home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    card = {"view": "/view/fake", "heading": "rubrik-7f3a", "comment": "kommentar-7f3a"}
    deck = DECK | {"title": "titel-7f3a", "card": [card]}
    with caplog.at_level("DEBUG"):
        assert ask(client, deck=deck, template=b"mall-7f3a").status_code == 200
    kept = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
    assert kept
    assert not any(b"7f3a" in content for content in kept)
    assert "7f3a" not in caplog.text


@pytest.mark.parametrize(("name", "deck", "template", "said"), [
    ("picture", DECK, None, "En rapport kan inte skrivas som ”picture”"),
    ("nonsense", DECK, None, "slides, sheet"),
    ("sheet", DECK, b"x", "En mall hör till PowerPoint och Word"),
    ("slides", DECK, b"refuse", "Mallen har makron."),
    ("slides", "{", None, report_words.NOT_JSON.sv),
    ("slides", {}, None, report_words.BAD_DECK.sv),
    ("slides", DECK | {"region": "orebro"}, None, "Örebro var inte med."),
    ("slides", DECK | {"card": [{"view": "/view/fake?period=1066"}]}, None, "1066"),
])  # fmt: skip
def test_what_cannot_be_written_is_said(
    client: FlaskClient, writer: Writer, name: str, deck: object, template: bytes | None, said: str
) -> None:
    answer = ask(client, name, deck, template)
    assert 400 <= answer.status_code < 500
    assert answer.json is not None
    assert said in answer.json["error"]
    assert writer.document is None


@pytest.mark.parametrize(("language", "said"), [
    ("sv", "Mallen har makron."), ("en", "the template has macros"),
])  # fmt: skip
def test_a_refusal_of_a_writer_is_said_in_the_language_of_the_page(
    client: FlaskClient, writer: Writer, language: str, said: str
) -> None:
    answer = ask(client, template=b"refuse", query_string={"language": language})
    assert answer.json == {"error": said, "problems": []}
    assert writer.document is None


def test_a_bad_deck_is_told_everything_that_is_wrong_with_it(
    client: FlaskClient, writer: Writer
) -> None:
    cards = [{"view": "/view/joy"}, {"view": "/view/fake", "colour": "red"}]
    answer = ask(client, deck={"titel": "T", "card": cards}, query_string={"language": "en"})
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["error"] == report_words.BAD_DECK.en
    said = "\n".join(answer.json["problems"])
    for wrong in ("titel", "/view/joy", "/view/fake", "colour"):
        assert wrong in said


def test_a_form_without_a_deck_is_refused(client: FlaskClient, writer: Writer) -> None:
    answer = client.post("/report/file.slides", data={})
    assert answer.status_code == 400
    assert answer.json == {"error": report_words.NO_DECK.sv, "problems": []}


@pytest.mark.parametrize("field", ["template", "colour"])
def test_a_field_that_there_is_not_is_named(
    client: FlaskClient, writer: Writer, field: str
) -> None:
    """A template as a text is none: the report would come without it."""
    answer = client.post("/report/file.slides", data={"deck": "{}", field: "x"})
    assert answer.status_code == 400
    assert answer.json is not None
    assert f"”{field}”" in answer.json["error"]


def test_without_a_release_it_says_so(tmp_path: Path, writer: Writer) -> None:
    client = create_app(tmp_path, FAKE_PAGES, FAKE_VIEWS).server.test_client()
    for answer in (ask(client), client.post("/report/shown.json", json=DECK)):
        assert answer.status_code == 503
        assert answer.json == {"error": report_words.NO_RELEASE.sv, "problems": []}


def test_while_a_file_is_written_another_is_told_to_ask_again(
    client: FlaskClient, writer: Writer
) -> None:
    asked = time.monotonic()
    with WRITING:
        answer = ask(client)
    # It waits neither for the lock nor for a file: the thread is left for pages.
    assert time.monotonic() - asked < 1
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
    assert answer.json == {"error": report_words.BUSY.sv, "problems": []}
    assert ask(client).status_code == 200


# ---------------------------------------------------------------- limits


def test_no_more_cards_than_a_report_holds(client: FlaskClient, writer: Writer) -> None:
    card = {"view": "/view/fake"}
    assert ask(client, deck=DECK | {"card": [card] * MOST_CARDS}).status_code == 200
    answer = ask(client, deck=DECK | {"card": [card] * (MOST_CARDS + 1)})
    assert answer.status_code == 400
    assert answer.json is not None
    assert str(MOST_CARDS) in answer.json["problems"][0]


@pytest.mark.parametrize("path", ["/report/deck.toml", "/report/deck.json", "/report/shown.json"])
def test_too_large_a_deck_is_refused_unread(client: FlaskClient, path: str) -> None:
    answer = client.post(path, data=b" " * (LARGEST_DECK + 1))
    assert answer.status_code == 413
    assert answer.json is not None
    assert "256 kB" in answer.json["error"]


def test_too_large_a_deck_or_template_is_refused_in_a_form(
    client: FlaskClient, writer: Writer
) -> None:
    large = DECK | {"subtitle": "x" * (LARGEST_DECK + 1)}
    for answer in (
        ask(client, deck=large),
        client.post("/report/file.slides", data={"deck": orjson.dumps(large).decode()}),
        ask(client, template=b"x" * (LARGEST_TEMPLATE + LARGEST_DECK + 65536)),
    ):
        assert answer.status_code == 413
        assert answer.json is not None
        assert "30 MB" in answer.json["error"]
    assert ask(client, template=b"x" * LARGEST_TEMPLATE).status_code == 200


# ---------------------------------------------------------------- who may ask


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:81"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
    ],
)
@pytest.mark.parametrize("path", ["file.slides", "deck.toml", "deck.json", "shown.json"])
def test_other_sites_are_refused(
    client: FlaskClient, writer: Writer, headers: dict[str, str], path: str
) -> None:
    answer = client.post(f"/report/{path}", data={"deck": "{}"}, headers=headers)
    assert answer.status_code == 403
    assert answer.json == {"error": report_words.NOT_FROM_HERE.sv, "problems": []}


def test_the_page_itself_and_programs_may_ask(client: FlaskClient, writer: Writer) -> None:
    own = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    for headers in (own, {"Origin": "http://localhost"}, {}):
        assert ask(client, headers=headers).status_code == 200


# ---------------------------------------------------------------- decks


def test_a_deck_is_saved_as_toml_and_opened_again(client: FlaskClient) -> None:
    saved = client.post("/report/deck.toml", json=DECK)
    assert saved.status_code == 200
    assert 'filename="alf-report.toml"' in saved.headers["Content-Disposition"]
    assert tomlkit.parse(saved.text).unwrap()["card"] == DECK["card"]
    opened = client.post("/report/deck.json", data=saved.data)
    assert opened.json == DECK | {"periods": "as_chosen"}


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"\xff\xfe\x00", report_words.NOT_TEXT.sv), (b"title =", report_words.BAD_DECK.sv),
     (b"", report_words.BAD_DECK.sv)],
)  # fmt: skip
def test_a_file_that_is_no_deck_is_refused(client: FlaskClient, content: bytes, said: str) -> None:
    answer = client.post("/report/deck.json", data=content)
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["error"] == said


def test_the_list_is_told_what_each_card_says(client: FlaskClient) -> None:
    cards = [*DECK["card"], {"view": "/view/fake?period=1066"}]
    deck = DECK | {"language": "en", "card": cards}
    answer = client.post("/report/shown.json", json=deck)
    first, second, third = answer.json or []
    assert first == second == {"headline": "The headline says 41.5%."}
    assert "1066" in third["nothing"]
    elsewhere = client.post("/report/shown.json", json=deck | {"region": "orebro"})
    assert (elsewhere.json or [])[0] == {"nothing": "Örebro did not take part."}


def test_a_choice_that_a_view_does_not_offer_is_said(release_home: Path) -> None:
    client = create_app(release_home).server.test_client()
    deck = DECK | {"card": [{"view": "/view/trend?group=nobody"}]}
    (found,) = client.post("/report/shown.json", json=deck).json or []
    assert "group=nobody" in found["nothing"]


def test_the_decks_that_ship_are_given_in_both_languages(release_home: Path) -> None:
    client = create_app(release_home).server.test_client()
    swedish = client.get("/report/decks.json").json or {}
    english = client.get("/report/decks.json?language=en").json or {}
    assert set(swedish) == set(english) == set(READY)
    for name, ready in READY.items():
        assert swedish[name]["title"] == ready.title.sv
        assert english[name]["title"] == ready.title.en
        assert len(client.post("/report/shown.json", json=english[name]).json or []) == len(
            ready.cards
        )
    assert all(card["view"].split("?")[0].removeprefix("/view/") in VIEWS
               for deck in swedish.values() for card in deck["card"])  # fmt: skip
