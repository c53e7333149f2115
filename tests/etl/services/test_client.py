"""One question: what is repeated, what is refused, how long it may take; all over real sockets."""

import gzip
import itertools
import socket
import socketserver
import time
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st
from urllib3 import HTTPResponse, PoolManager, ProxyManager

from etl.services.client import Client
from etl.services.declared import address_fault
from etl.services.question import NoAnswer, Question
from etl.services.wire import next_address, pool_for
from tests.etl.services.conftest import SHORT
from tests.etl.services.replay import Answered, Replay

ANY = Question(address="https://api.scb.se/x")
OK = Answered({"fine": True}, headers={"ETag": '"1"', "Last-Modified": "Mon, 02 Jan 2023"})


@contextmanager
def raw_service(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """Its address. Answers each question in a way that no library for servers would."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.recv(65536)
            with suppress(OSError):
                answer(self.request)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/a"
        server.shutdown()


def refused(client: Client, replay: Replay, path: str = "/a") -> NoAnswer:
    with pytest.raises(NoAnswer) as found:
        client.ask(Question(address=f"{replay.address}{path}"))
    assert str(found.value).startswith(f"{replay.address}{path}: ")
    assert "\n" not in str(found.value)
    return found.value


def asked(client: Client, replay: Replay, path: str = "/a") -> str:
    return client.ask(Question(address=f"{replay.address}{path}")).text


def test_an_answer_with_its_marks(replay: Replay, client: Client) -> None:
    replay.on("/a", OK)
    reply = client.ask(Question(address=f"{replay.address}/a"))
    assert (reply.status, reply.text) == (200, '{"fine": true}')
    assert (reply.etag, reply.modified) == ('"1"', "Mon, 02 Jan 2023")
    assert replay.asked[0].headers["accept"] == "application/json"


def test_a_question_with_a_body_is_posted_as_json(replay: Replay, client: Client) -> None:
    replay.on("/a", OK)
    client.ask(Question(address=f"{replay.address}/a", body=b'{"query":[]}'))
    assert replay.asked[0].method == "POST"
    assert replay.asked[0].json() == {"query": []}
    assert replay.asked[0].headers["content-type"] == "application/json"


def test_an_unchanged_answer_is_not_sent_again(replay: Replay, client: Client) -> None:
    replay.on("/a", Answered(status=304))
    question = Question(address=f"{replay.address}/a", known_etag='"1"', known_modified="x")
    assert client.ask(question).status == 304
    assert replay.asked[0].headers["if-none-match"] == '"1"'
    assert replay.asked[0].headers["if-modified-since"] == "x"


def test_304_without_having_asked_for_it_is_no_answer(replay: Replay, client: Client) -> None:
    replay.on("/a", Answered(status=304))
    assert "HTTP 304" in refused(client, replay).words


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_what_passes_is_asked_again(replay: Replay, client: Client, status: int) -> None:
    replay.on("/a", Answered(status=status), Answered(status=status), OK)
    assert asked(client, replay) == '{"fine": true}'
    assert len(replay.asked) == 3


def test_the_service_says_how_long_to_wait(replay: Replay) -> None:
    client = Client(patience=replace(SHORT, longest_wait=5.0))
    replay.on("/a", Answered(status=429, headers={"Retry-After": "1"}), OK)
    asked(client, replay)
    assert 1.0 <= replay.asked[1].at - replay.asked[0].at < 5.0


@pytest.mark.parametrize("said", ["3600", "Fri, 31 Dec 2100 23:59:59 GMT", "99999999999999"])
def test_a_very_long_wait_is_capped(replay: Replay, client: Client, said: str) -> None:
    replay.on("/a", Answered(status=503, headers={"Retry-After": said}), OK)
    begun = time.monotonic()
    asked(client, replay)
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize(
    "said",
    ["soon", "-5", "", "1e3", "9" * 5000, "Fri, 31 Dec 99999 23:59:59 GMT",
     "Fri, 31 Dec 1999 23:59:59 GMT", "Fri, 31 Dec 2020 23:59:59 +99999999999999999999"],
)  # fmt: skip
def test_a_senseless_wait_is_no_wait_of_theirs(replay: Replay, client: Client, said: str) -> None:
    replay.on("/a", Answered(status=503, headers={"Retry-After": said}), OK)
    assert asked(client, replay) == '{"fine": true}'


def test_a_service_that_stays_down_is_given_up(replay: Replay, client: Client) -> None:
    replay.on("/a", Answered(status=503))
    failure = refused(client, replay)
    assert failure.words == "the service is down for the moment (HTTP 503) (asked 4 times)"
    assert failure.is_unreachable
    assert len(replay.asked) == 4


def test_pauses_grow(replay: Replay) -> None:
    client = Client(patience=replace(SHORT, first_wait=0.1, longest_wait=5.0))
    replay.on("/a", Answered(status=503))
    refused(client, replay)
    times = [one.at for one in replay.asked]
    pauses = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert pauses[0] >= 0.1
    assert pauses[1] >= 0.2
    assert pauses[2] >= 0.4


def test_all_repetitions_together_have_a_limit(replay: Replay) -> None:
    patience = replace(SHORT, whole=0.5, repetitions=100, first_wait=0.1)
    replay.on("/a", Answered(status=503))
    begun = time.monotonic()
    failure = refused(Client(patience=patience), replay)
    assert "given up after 0.5 seconds" in failure.words
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 414, 418, 500])
def test_a_refusal_is_not_asked_again(replay: Replay, client: Client, status: int) -> None:
    replay.on("/a", Answered("Bad query", status=status, kind="text/plain"))
    failure = refused(client, replay)
    assert f"HTTP {status}" in failure.words
    assert failure.evidence == "Bad query"
    assert len(replay.asked) == 1


@pytest.mark.parametrize(
    "broken",
    [
        Answered({"fine": True}, cut=3),
        Answered('{"fine": tr'),
        Answered({"fine": True}, chunked=True, cut=1),
        Answered(""),
        Answered('{"fine": true} rest'),
        Answered('{"fine": NaN}'),
        Answered(gzip.compress(b'{"fine": true}')[:-12], headers={"Content-Encoding": "gzip"}),
        Answered(b"\x1f\x8bnonsense", headers={"Content-Encoding": "gzip"}),
    ],
    ids=["shorter than said", "not closed", "no last chunk", "empty", "more behind", "NaN",
         "gzip cut", "no gzip"],
)  # fmt: skip
def test_a_broken_answer_is_asked_for_again_and_then_refused(
    replay: Replay, client: Client, broken: Answered
) -> None:
    replay.on("/a", broken, OK)
    assert asked(client, replay) == '{"fine": true}'
    replay.on("/a", broken)
    assert refused(client, replay).words == "the answer is not whole (asked 4 times)"


def test_a_whole_answer_in_pieces_or_packed_is_read(replay: Replay, client: Client) -> None:
    replay.on("/a", Answered({"fine": True}, chunked=True))
    assert asked(client, replay) == '{"fine": true}'
    packed = gzip.compress(b'{"fine": true}')
    replay.on("/a", Answered(packed, headers={"Content-Encoding": "gzip"}))
    assert asked(client, replay) == '{"fine": true}'


def test_a_service_that_is_too_slow(replay: Replay) -> None:
    replay.on("/a", Answered({"fine": True}, delay=0.4))
    client = Client(patience=replace(SHORT, read=0.15, repetitions=1))
    failure = refused(client, replay)
    assert "does not answer in time" in failure.words
    assert failure.is_unreachable


def test_an_answer_that_drips_for_ever_is_given_up(replay: Replay) -> None:
    client = Client(patience=replace(SHORT, whole=0.6))
    replay.on("/a", Answered({"fine": "x" * 5000}, drip=0.02))
    begun = time.monotonic()
    failure = refused(client, replay)
    assert failure.words == "the answer took longer than 0.6 seconds"
    # All of it would take 100 seconds.
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"])
def test_headers_that_drip_for_ever_are_given_up(start: bytes) -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(start)
        for _ in range(2000):
            connection.sendall(start if b"100" in start else b"X")
            time.sleep(0.02)

    client = Client(patience=replace(SHORT, whole=0.6))
    begun = time.monotonic()
    with raw_service(drip) as address, pytest.raises(NoAnswer) as found:
        client.ask(Question(address=address))
    assert found.value.words == "the answer took longer than 0.6 seconds"
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize(
    "nonsense",
    [
        b"hello\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: a\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 2\r\n\r\n{}",
    ],
    ids=["no HTTP", "no status", "huge header", "many headers", "two lengths"],
)
def test_what_is_no_answer_of_http_is_said_to_be_none(nonsense: bytes, client: Client) -> None:
    with (
        raw_service(lambda connection: connection.sendall(nonsense)) as address,
        pytest.raises(NoAnswer) as found,
    ):
        client.ask(Question(address=address))
    assert found.value.words == "the service does not answer as it should (asked 4 times)"


def test_a_mark_that_cannot_be_sent_back_is_not_kept(replay: Replay, client: Client) -> None:
    for mark in ("a" * 5000, "å" * 5):
        replay.on("/a", Answered({"fine": True}, headers={"ETag": mark}))
        assert client.ask(Question(address=f"{replay.address}/a")).etag is None


def test_what_a_service_says_cannot_speak_to_the_terminal(replay: Replay, client: Client) -> None:
    replay.on("/a", Answered("\x1b[31mNo\nway", status=400, kind="text/plain"))
    assert refused(client, replay).evidence == "[31mNo way"


def test_a_password_in_an_address_is_never_repeated(replay: Replay, client: Client) -> None:
    for status in (302, 307):
        location = "https://me:secret@elsewhere.example/\x1b[31m"
        replay.on("/a", Answered(status=status, headers={"Location": location}))
        words = refused(client, replay).words
        assert "elsewhere.example" in words
        assert "secret" not in words
        assert words.isprintable()
    with pytest.raises(NoAnswer) as found:
        client.ask(Question(address="https://me:secret@api.scb.se/x"))
    assert "secret" not in str(found.value)


def test_a_redirect_to_the_same_place_with_its_port_said_is_followed() -> None:
    response = HTTPResponse(status=301, headers={"Location": "https://api.scb.se:443/y"})
    target = next_address(ANY, ANY.address, response)
    assert target == "https://api.scb.se:443/y"


def test_a_web_page_is_no_data(replay: Replay, client: Client) -> None:
    replay.on("/a", Answered("<html>Driftstopp</html>", kind="text/html"))
    assert refused(client, replay).words == "the service answers with text/html, not with data"
    assert len(replay.asked) == 1


def test_encodings_are_honoured(replay: Replay, client: Client) -> None:
    text = '{"län": "Örebro"}'
    replay.on("/a", Answered(text.encode("latin-1"), kind="application/json; charset=ISO-8859-1"))
    assert asked(client, replay) == text
    replay.on("/a", Answered(b"\xef\xbb\xbf" + text.encode(), kind=None))
    assert asked(client, replay) == text
    replay.on("/a", Answered(text.encode("latin-1")))
    assert "not in the encoding that it states (utf-8)" in refused(client, replay).words
    for charset in ("klingon", "hex", "rot13", "a\tb"):
        replay.on("/a", Answered(text, kind=f'application/json; charset="{charset}"'))
        assert f"unknown encoding ({charset})" in refused(client, replay).words


def test_too_large_an_answer_is_stopped_also_when_packed(replay: Replay) -> None:
    client = Client(patience=replace(SHORT, largest=100_000))
    bomb = gzip.compress(b'"' + b" " * 50_000_000 + b'"')
    for answer in (
        Answered(b'"' + b"x" * 200_000 + b'"'),
        Answered(bomb, headers={"Content-Encoding": "gzip"}),
    ):
        replay.on("/a", answer)
        assert refused(client, replay).words == "the answer is larger than 100,000 bytes"


def test_a_redirect_on_the_same_host_is_followed(replay: Replay, client: Client) -> None:
    replay.on("/a", Answered(status=301, headers={"Location": "/b"}))
    replay.on("/b", OK)
    assert asked(client, replay) == '{"fine": true}'


def test_a_redirect_in_a_circle_ends(replay: Replay, client: Client) -> None:
    replay.on("/a", Answered(status=302, headers={"Location": "/b"}))
    replay.on("/b", Answered(status=302, headers={"Location": "/a"}))
    assert refused(client, replay).words == "it sends us on more than 3 times"
    assert len(replay.asked) == 4


@pytest.mark.parametrize(
    "target",
    [
        "http://localhost:1/",
        "https://127.0.0.1/x",
        "file:///etc/passwd",
        "//elsewhere.example/",
        "http://[",
        "http://127.0.0.1:99999/",
    ],
)
def test_a_redirect_elsewhere_is_not_followed(replay: Replay, client: Client, target: str) -> None:
    replay.on("/a", Answered(status=302, headers={"Location": target}))
    assert "sends us to another host" in refused(client, replay).words
    assert len(replay.asked) == 1


def test_a_query_is_only_posted_again_where_the_service_says_so(
    replay: Replay, client: Client
) -> None:
    replay.on("/b", OK)
    question = Question(address=f"{replay.address}/a", body=b"{}")
    replay.on("/a", Answered(status=307, headers={"Location": "/b"}))
    assert client.ask(question).status == 200
    assert replay.asked[-1].method == "POST"
    replay.on("/a", Answered(status=302, headers={"Location": "/b"}))
    with pytest.raises(NoAnswer, match="it has moved to"):
        client.ask(question)


def test_nobody_listens(client: Client) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with pytest.raises(NoAnswer, match="cannot be reached \\(asked 2 times\\)") as found:
        client.ask(Question(address=f"http://127.0.0.1:{port}/"))
    assert found.value.is_unreachable


def test_a_host_where_nobody_answers_is_asked_once_for_a_whole_load() -> None:
    """As it is set: a person waits for this."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
    client = Client()
    begun = time.monotonic()
    for path in ("a", "b", "c"):
        with pytest.raises(NoAnswer, match="cannot be reached") as found:
            client.ask(Question(address=f"{address}/{path}"))
        assert found.value.is_unreachable
        assert str(found.value).startswith(f"{address}/{path}: ")
    assert time.monotonic() - begun < 10


def test_what_speaks_no_tls_is_not_asked_in_the_clear(replay: Replay, client: Client) -> None:
    address = replay.address.replace("http:", "https:")
    with pytest.raises(NoAnswer, match="no secure connection can be made") as found:
        client.ask(Question(address=address))
    assert found.value.is_unreachable
    assert not replay.asked


def test_the_proxy_of_the_machine_is_used_except_to_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://proxy.example:3128")
    monkeypatch.setenv("no_proxy", "inside.example")
    direct = PoolManager()
    through = pool_for(ANY, "https://api.scb.se/x", direct)
    assert isinstance(through, ProxyManager)
    assert through.proxy is not None
    assert through.proxy.host == "proxy.example"
    assert pool_for(ANY, "https://inside.example/x", direct) is direct
    assert pool_for(ANY, "http://127.0.0.1:8000/x", direct) is direct


def test_a_proxy_may_be_without_a_scheme_and_with_a_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.setenv("https_proxy", "me:sec%40ret@proxy.example:3128")
    through = pool_for(ANY, ANY.address, PoolManager())
    assert isinstance(through, ProxyManager)
    assert through.proxy is not None
    assert (through.proxy.scheme, through.proxy.host, through.proxy.auth) == (
        "http", "proxy.example", None,
    )  # fmt: skip
    sent = through.proxy_headers["proxy-authorization"]
    assert b64decode(sent.removeprefix("Basic ")) == b"me:sec@ret"


def test_a_proxy_for_everything_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("no_proxy", "https_proxy", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("all_proxy", "http://proxy.example:3128")
    assert isinstance(pool_for(ANY, ANY.address, PoolManager()), ProxyManager)


@pytest.mark.parametrize("proxy", ["socks5://me:secret@proxy.example:1", "http://[me:secret"])
def test_a_proxy_that_is_none_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, proxy: str, client: Client
) -> None:
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.setenv("https_proxy", proxy)
    with pytest.raises(NoAnswer, match="no address of a proxy") as found:
        client.ask(ANY)
    assert "secret" not in str(found.value)


def test_a_proxy_that_nobody_listens_at_is_named_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{port}")
    begun = time.monotonic()
    with pytest.raises(NoAnswer, match="the proxy that this machine is set up with"):
        Client().ask(ANY)
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("https://api.scb.se/x\n", "is no address"),
        ("https://api.scb\n.se/x", "is no address"),
        ("https://api.scb.se/x y", "is no address"),
        ("https://api.scb.se/\x1b[31m", "is no address"),
        ("http://api.scb.se/x", "does not begin with https://"),
        ("ftp://127.0.0.1/x", "does not begin with https://"),
        ("api.scb.se/x", "is no address"),
        ("https://", "is no address"),
        ("https://x:99999/", "is no address"),
        ("https://[::1", "is no address"),
        ("https://user:secret@api.scb.se/", "holds a user's name or a password"),
        ("http://127.0.0.1.example.com/", "does not begin with https://"),
        ("https://api.scb.se/#a", "holds a '#'"),
    ],
)
def test_what_is_not_asked(client: Client, address: str, fault: str) -> None:
    assert address_fault(address) == fault
    with pytest.raises(NoAnswer):
        client.ask(Question(address=address))


@pytest.mark.parametrize(
    "address",
    ["https://api.scb.se/x", "http://127.0.0.1:80/", "http://localhost/", "http://[::1]/"],
)
def test_what_is_asked(address: str) -> None:
    assert address_fault(address) is None


@given(st.text(max_size=40))
def test_any_text_is_an_address_or_has_a_fault(text: str) -> None:
    assert address_fault(text) is None or isinstance(address_fault(text), str)
