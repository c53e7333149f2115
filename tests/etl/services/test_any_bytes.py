"""Whatever bytes a service sends, there is an answer or one sentence, and soon."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Thread

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.services.client import Client
from etl.services.question import NoAnswer, Question
from tests.etl.services.conftest import SHORT

WHOLE = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\n"
    b'ETag: "1"\r\nContent-Length: 8\r\n\r\n{"a": 1}'
)
MOVED = b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/x\r\nContent-Length: 0\r\n\r\n"
LATER = b"HTTP/1.1 503 No\r\nRetry-After: 0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"


@contextmanager
def saying(answer: bytes) -> Iterator[str]:
    """A service that says just this to everybody, then hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(65536)
                    connection.sendall(answer)

        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        server.shutdown(socket.SHUT_RDWR)
        thread.join(5)


@st.composite
def spoilt(draw: st.DrawFn) -> bytes:
    """A reply with a few bytes changed, taken out or put in."""
    reply = bytearray(draw(st.sampled_from([WHOLE, MOVED, LATER])))
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(reply) - 1))
        reply[place : place + draw(st.integers(0, 3))] = draw(st.binary(max_size=4))
    return bytes(reply)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=60) | spoilt())
def test_there_is_an_answer_or_one_sentence(answer: bytes) -> None:
    patience = replace(SHORT, repetitions=1, read=0.5, first_wait=0.001, longest_wait=0.001)
    with saying(answer) as address:
        try:
            reply = Client(patience=patience).ask(Question(address=address))
        except NoAnswer:
            return
        assert reply.status == 200
