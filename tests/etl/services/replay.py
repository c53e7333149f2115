"""A statistics service on this machine: replays answers, also the ways in which they go wrong."""

import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from urllib.parse import unquote

JSON = "application/json; charset=utf-8"


@dataclass(frozen=True)
class Asked:
    """A request as it arrived; `address` is path and query, unquoted."""

    method: str
    address: str
    headers: dict[str, str]
    body: bytes
    at: float

    def json(self) -> object:
        return json.loads(self.body)


@dataclass(frozen=True)
class Answered:
    """What is sent. `cut`: so many bytes less than Content-Length says. `drip`: seconds between
    single bytes. `chunked`: without a length. `delay`: seconds before the first byte."""

    body: bytes | str | object = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    kind: str | None = JSON
    cut: int = 0
    delay: float = 0.0
    drip: float = 0.0
    chunked: bool = False

    def content(self) -> bytes:
        if isinstance(self.body, bytes):
            return self.body
        text = self.body if isinstance(self.body, str) else json.dumps(self.body)
        return text.encode()


Reply = Answered | Callable[[Asked], Answered]


class Replay:
    """Answers by path, in turn; the last one is repeated."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self._replies: dict[str, list[Reply]] = defaultdict(list)
        self._lock = Lock()
        self.address = ""

    def on(self, address: str, *replies: Reply) -> None:
        """What is answered at this address, or at this path whatever the query."""
        self._replies[address] = list(replies)

    def reply(self, asked: Asked) -> Answered:
        with self._lock:
            self.asked.append(asked)
            path = asked.address.partition("?")[0]
            replies = self._replies.get(asked.address) or self._replies.get(path)
            if not replies:
                return Answered({"title": "Not Found"}, status=404)
            reply = replies.pop(0) if len(replies) > 1 else replies[0]
        return reply if isinstance(reply, Answered) else reply(asked)

    def addresses(self) -> list[str]:
        return [asked.address for asked in self.asked]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    replay: Replay

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["Content-Length"])))

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def _answer(self, body: bytes) -> None:
        headers = {name.casefold(): value for name, value in self.headers.items()}
        asked = Asked(self.command, unquote(self.path), headers, body, time.monotonic())
        answer = self.replay.reply(asked)
        time.sleep(answer.delay)
        self.close_connection = True
        try:
            self._send(answer)
        except (BrokenPipeError, ConnectionResetError):
            """Who asked has given up: that is what some tests want."""

    def _send(self, answer: Answered) -> None:
        content = answer.content()
        self.send_response(answer.status)
        if answer.kind is not None:
            self.send_header("Content-Type", answer.kind)
        if answer.chunked:
            self.send_header("Transfer-Encoding", "chunked")
        elif answer.status != 304:
            self.send_header("Content-Length", str(len(content)))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        if answer.chunked:
            self.wfile.write(f"{len(content):x}\r\n".encode() + content + b"\r\n")
            self.wfile.write(b"" if answer.cut else b"0\r\n\r\n")
        elif answer.drip:
            for byte in content:
                self.wfile.write(bytes([byte]))
                time.sleep(answer.drip)
        else:
            self.wfile.write(content[: len(content) - answer.cut])


@contextmanager
def replaying() -> Iterator[Replay]:
    """The service, on a free port of this machine."""
    replay = Replay()
    handler = type("Handler", (_Handler,), {"replay": replay})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    replay.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield replay
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
