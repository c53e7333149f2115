"""What the server answers: wrong addresses, files, exports, the API, headers. Not how it looks."""

import csv
import gzip
import io
import re
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import brotli
import orjson
import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.port import PortTaken, free_port
from dashboard.precompress import ASSETS
from dashboard.security import secret_key
from tests.dashboard.fake_site import FAKE_PAGES, FAKE_VIEWS, published
from warehouse.layout import SCHEMA_VERSION
from warehouse.store import Store


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    published(folder)
    return folder


@pytest.fixture(scope="module")
def client(home: Path) -> Iterator[FlaskClient]:
    with create_app(home, FAKE_PAGES, FAKE_VIEWS).server.test_client() as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/compare", "/both", "/view/fake", "/compare?period=2022"])
def test_a_page_answers_200_in_the_language_of_its_address(client: FlaskClient, path: str) -> None:
    joint = "&" if "?" in path else "?"
    for language, address in (("sv", path), ("en", f"{path}{joint}language=en")):
        answer = client.get(address)
        assert answer.status_code == 200
        assert f'<html lang="{language}">' in answer.text


@pytest.mark.parametrize(
    ("address", "said", "link"),
    [
        ("/compare?region=atlantis", "region = ”atlantis”", "/compare?region=skane"),
        ("/compare?period=1066", "period = ”1066”", "/compare?period=2022"),
        ("/both?other.period=1066", "other.period = ”1066”", "/both?other.period=2023"),
        ("/compare?colour=red", "”colour”", "/compare"),
        ("/?period=2022", "”period”", "/"),
        ("/compare?language=de", "language = ”de”", "/compare?language=en"),
        ("/compare?period=2022&period=2023", "2022 and 2023", "/compare?period=2022"),
    ],
)
def test_a_wrong_choice_answers_400_with_what_is_allowed_as_links(
    client: FlaskClient, address: str, said: str, link: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert said in answer.text
    assert f'href="{link}"' in answer.text
    assert client.get(link).status_code == 200


def test_a_wrong_choice_is_said_in_english_to_those_who_ask_in_english(client: FlaskClient) -> None:
    answer = client.get("/compare?language=en&region=atlantis")
    assert answer.status_code == 400
    assert '<html lang="en">' in answer.text
    assert "The address says region = “atlantis”" in answer.text


def test_what_an_address_says_is_never_html(client: FlaskClient) -> None:
    answer = client.get("/compare?region=<script>alert(1)</script>")
    assert answer.status_code == 400
    assert "<script" not in answer.text


def test_an_unknown_page_answers_404_and_lists_those_there_are(client: FlaskClient) -> None:
    answer = client.get("/nowhere?region=skane")
    assert answer.status_code == 404
    for page in FAKE_PAGES:
        assert f'href="{page.path}?region=skane"' in answer.text


def test_without_a_release_every_page_says_so_and_is_not_healthy(tmp_path: Path) -> None:
    client = create_app(tmp_path, FAKE_PAGES, FAKE_VIEWS).server.test_client()
    answer = client.get("/")
    assert answer.status_code == 503
    assert "alf load" in answer.text
    assert client.get("/healthz").status_code == 503
    assert client.get("/api/v1/indicators").status_code == 503
    assert client.get("/export/fake.csv").status_code == 503


def test_a_release_of_another_program_is_said_on_every_page_and_the_server_starts(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an upgrade, before the next load: the workers may not fall over one after the other."""
    monkeypatch.setattr("warehouse.queries.SCHEMA_VERSION", SCHEMA_VERSION + 1)
    client = create_app(home, FAKE_PAGES, FAKE_VIEWS).server.test_client()
    for query, said in (("", "Utgåvan kan inte läsas"), ("?language=en", "cannot be read")):
        answer = client.get(f"/{query}")
        assert answer.status_code == 503
        assert said in answer.text
        assert "alf load" in answer.text
    for path in ("/healthz", "/api/v1/indicators", "/export/fake.csv"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert "another version of the program made it" in answer.text


def test_healthz_names_the_release_in_force(home: Path, client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json == {"status": "ok", "release": Store(home).current().id}


# ---------------------------------------------------------------- who is answered, and how


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8050"])
def test_names_of_this_machine_are_answered(client: FlaskClient, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


def test_another_name_that_points_here_is_refused(client: FlaskClient) -> None:
    assert client.get("/healthz", headers={"Host": "evil.example"}).status_code == 400


def test_a_name_can_be_allowed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALF_HOSTS", "atlas.example, other.example")
    client = create_app(home, FAKE_PAGES, FAKE_VIEWS).server.test_client()
    assert client.get("/healthz", headers={"Host": "atlas.example"}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/nowhere", "/healthz", "/assets/layout.css"])
def test_every_answer_carries_the_headers_that_protect_it(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    script = next(p for p in policy.split("; ") if p.startswith("script-src"))
    assert "'self'" in script
    assert "unsafe" not in script
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_the_key_is_made_once_and_only_its_owner_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ALF_SECRET_KEY", raising=False)
    first = secret_key(tmp_path)
    assert secret_key(tmp_path) == first
    assert len(first) >= 32
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600
    monkeypatch.setenv("ALF_SECRET_KEY", "from outside")
    assert secret_key(tmp_path) == "from outside"


def test_a_port_in_use_is_said_before_anything_starts() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match=str(port)):
            free_port(port)


# ---------------------------------------------------------------- files


@pytest.mark.parametrize(
    ("accepted", "unpacked"), [("br, gzip", brotli.decompress), ("gzip", gzip.decompress)]
)
def test_a_file_comes_as_the_smallest_the_browser_takes(
    client: FlaskClient, accepted: str, unpacked: object
) -> None:
    answer = client.get("/assets/layout.css", headers={"Accept-Encoding": accepted})
    assert answer.content_encoding == accepted.split(",", maxsplit=1)[0]
    assert callable(unpacked)
    assert unpacked(answer.data) == (ASSETS / "layout.css").read_bytes()


def test_a_browser_that_unpacks_nothing_gets_the_file_as_it_is(client: FlaskClient) -> None:
    answer = client.get("/assets/layout.css", headers={"Accept-Encoding": "identity"})
    assert answer.data == (ASSETS / "layout.css").read_bytes()


def test_a_file_with_its_version_in_the_address_is_kept_and_others_are_asked_for_again(
    client: FlaskClient,
) -> None:
    assert "immutable" in client.get("/assets/layout.css?m=1").headers["Cache-Control"]
    plain = client.get("/assets/layout.css")
    assert plain.headers["Cache-Control"] == "no-cache"
    again = client.get("/assets/layout.css", headers={"If-None-Match": plain.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "path",
    [
        "/assets/nothing.css",
        "/assets/../app.py",
        "/assets/%2e%2e/app.py",
        "/_dash-component-suites/os/path.py",
        "/_dash-component-suites/dash/dash.py",
        "/_dash-component-suites/dash/../flask/app.py",
    ],
)
def test_nothing_but_what_is_meant_to_be_served_is_served(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_every_script_of_the_page_is_there_and_comes_from_here(client: FlaskClient) -> None:
    page = client.get("/").text
    scripts = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert scripts
    for address in scripts:
        assert address.startswith("/")
        assert client.get(address).status_code == 200, address


# ---------------------------------------------------------------- exports


def test_the_csv_opens_in_swedish_excel_and_says_what_it_is(client: FlaskClient) -> None:
    answer = client.get("/export/fake.csv?region=skane")
    assert answer.status_code == 200
    assert answer.data.startswith("\ufeff".encode())
    lines = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    assert ["Definition", "Andel som svarade."] in lines
    assert ["Källor", "Utgivare. Titel. 2022", "tabell 1"] in lines
    table = lines.index(["Region", "Andel"])
    assert lines[table + 1] == ["Skåne", "1141,5"]
    # A cell that begins as a formula would be run by a spreadsheet.
    assert lines[table + 2] == ["'=SUM(A1)", ".."]
    assert "attachment" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/export/nothing.csv", 404),
        ("/export/fake.exe", 404),
        ("/export/fake.csv?period=1066", 400),
        ("/export/fake.csv?colour=red", 400),
    ],
)
def test_a_wrong_export_says_what_is_allowed(
    client: FlaskClient, address: str, status: int
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert orjson.loads(answer.data)["allowed"]


# ---------------------------------------------------------------- the API


def test_the_api_gives_the_observations_of_an_indicator(client: FlaskClient) -> None:
    known = orjson.loads(client.get("/api/v1/indicators").data)
    (indicator,) = known["indicators"]
    address = f"/api/v1/observations?indicator={indicator['id']}&region=skane"
    answer = orjson.loads(client.get(address).data)
    assert answer["release"] == known["release"]
    (row,) = answer["observations"]
    assert (row["region"], row["period"], row["value"]) == ("skane", "2022", 61.0)


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("/api/v1/observations", "indicator"),
        ("/api/v1/observations?indicator=nothing", "indicator"),
        ("/api/v1/observations?indicator=alf_survey_response_rate&region=atlantis", "region"),
        ("/api/v1/observations?colour=red", "key"),
        ("/api/v1/indicators?colour=red", "key"),
    ],
)
def test_a_wrong_question_to_the_api_answers_400_with_what_is_allowed(
    client: FlaskClient, address: str, key: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    said = orjson.loads(answer.data)
    assert said["key"] == key
    assert isinstance(said["allowed"], list)
