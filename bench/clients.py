"""People who click, in a process of their own so that they take no time from the bench.

Reads a plan as JSON from standard input, plays it against the loopback address and writes what
each click took as JSON. The number of clicks and the seconds are bounded by the plan. Nothing but
the standard library, so that it is light.
"""

import json
import random
import sys
import threading
import time
from dataclasses import asdict, dataclass
from http.client import HTTPConnection
from typing import Any, Final

ADDRESS: Final = "127.0.0.1"
PATH: Final = "/_dash-update-component"
# What a browser sends; the cookie is the one of a window of 1440 pixels.
HEADERS: Final = {
    "Content-Type": "application/json",
    "Accept": "application/json",
    "Accept-Encoding": "gzip, deflate, br, zstd",
    "Cookie": "screen=large",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One click, as the one who clicked saw it."""

    page: str
    address: str
    milliseconds: float
    size: int
    status: int


class Person:
    """Clicks along a walk over one connection, with pauses; `think` is None for no pause."""

    def __init__(self, plan: dict[str, Any], number: int) -> None:
        self.clicks: list[list[Any]] = plan["walks"][number]
        self.think: list[float] | None = plan["think"]
        self.seconds: float = plan["seconds"]
        self.body: dict[str, Any] = plan["body"]
        self.connection = HTTPConnection(ADDRESS, plan["port"], timeout=30)
        self.chance = random.Random(number)
        self.answers: list[Answer] = []

    def read(self) -> None:
        until = time.monotonic() + self.seconds
        # Nobody starts at the same moment.
        self._pause()
        for page, address, changed in self.clicks:
            if time.monotonic() > until:
                break
            self.answers.append(self._click(page, address, changed))
            self._pause()
        self.connection.close()

    def _pause(self) -> None:
        if self.think:
            time.sleep(self.chance.uniform(*self.think))

    def _click(self, page: str, address: str, changed: str | None) -> Answer:
        wanted = {**self.body["inputs"][0], "value": wanted_value(address, changed)}
        sent = json.dumps({**self.body, "inputs": [wanted]}).encode()
        started = time.perf_counter()
        self.connection.request("POST", PATH, sent, HEADERS)
        answer = self.connection.getresponse()
        received = answer.read()
        took = (time.perf_counter() - started) * 1000
        return Answer(page, address, took, len(received), answer.status)


def wanted_value(address: str, changed: str | None) -> dict[str, str | None]:
    """As `assets/atlas.js` writes it in a window of 1440 pixels."""
    return {"address": address, "changed": changed, "screen": "large"}


def main() -> None:
    plan = json.load(sys.stdin)
    people = [Person(plan, number) for number in range(len(plan["walks"]))]
    threads = [threading.Thread(target=person.read) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    json.dump([asdict(answer) for person in people for answer in person.answers], sys.stdout)


if __name__ == "__main__":
    main()
