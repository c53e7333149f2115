"""Asks through the cache: unchanged answers are not sent again, and `--offline` asks nobody.

Every kind of service asks through this, and only through this. Turns a missing answer into a
refusal with what to do about it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

import orjson

from etl.problems import InputRefused, Problem
from etl.services.cache import AnswerCache, Stored, question_key
from etl.services.client import UNCHANGED, Client
from etl.services.question import NoAnswer, Question

Json = Mapping[str, object] | list[object]

_ONLINE: Final = "run it once without --offline, where the service can be reached"
_OFFLINE: Final = "an earlier answer is stored: --offline takes it"
# How services say that there is no such address, in place of an answer.
_ABSENT: Final = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.GONE,
    HTTPStatus.NOT_IMPLEMENTED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One raw answer; `is_new` where it differs from what was stored, or nothing was."""

    address: str
    text: str
    is_new: bool

    def json(self) -> object:
        return orjson.loads(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One fetch: `file` is the declaration that it is done for, `remarks` what was noticed.

    `unkept` are new answers by their question, and None where there is none any more. They are
    kept when all have come: a fetch that ends half-way leaves the earlier answers as they were,
    so that `--offline` still finds all of them.
    """

    file: str
    cache: AnswerCache
    client: Client
    offline: bool
    remarks: list[Problem] = field(default_factory=list)
    unkept: dict[str, Stored | None] = field(default_factory=dict)

    def keep(self) -> None:
        """Stores what is new: what was asked last first, since the first answers lead to it."""
        for key, stored in reversed(self.unkept.items()):
            if stored is None:
                self.cache.forget(key)
            else:
                self.cache.store(key, stored)

    def get(self, address: str) -> Answer:
        """The answer of an address; raises InputRefused."""
        return self._answer(address, None)

    def post(self, address: str, query: object) -> Answer:
        """The answer to a query; raises InputRefused."""
        return self._answer(address, orjson.dumps(query))

    def get_if_any(self, address: str) -> Answer | None:
        """The answer of an address that not every installation has."""
        key = question_key("GET", address, None)
        if self.offline and not self.cache.holds(key):
            return None
        try:
            return self._known_or_asked(address, None)
        except NoAnswer as failure:
            if failure.status in _ABSENT:
                # An earlier answer would make other questions of the same load offline.
                self.unkept[key] = None
                return None
            raise self._unanswered(failure, None) from failure

    def limit(self, address: str, calls: int, seconds: float) -> None:
        """The service at this address allows so many calls within so many seconds."""
        self.client.pace.limit(urlsplit(address).netloc, calls, seconds)

    def remark(self, message: str) -> None:
        self.remarks.append(Problem("service_remark", message, self.file))

    def refused(self, rule: str, message: str, remedy: str | None = None) -> InputRefused:
        return InputRefused([Problem(rule, message, self.file, remedy=remedy)])

    def _answer(self, address: str, body: bytes | None) -> Answer:
        try:
            return self._known_or_asked(address, body)
        except NoAnswer as failure:
            raise self._unanswered(failure, body) from failure

    def _known_or_asked(self, address: str, body: bytes | None) -> Answer:
        key = question_key("GET" if body is None else "POST", address, body)
        stored = self.cache.load(key)
        if not self.offline:
            return self._asked(key, address, body, stored)
        if stored is None:
            raise self._not_stored(key, address)
        return Answer(address=address, text=stored.text, is_new=False)

    def _asked(self, key: str, address: str, body: bytes | None, stored: Stored | None) -> Answer:
        known = stored if body is None else None
        reply = self.client.ask(
            Question(
                address=address,
                body=body,
                known_etag=known.etag if known else None,
                known_modified=known.modified if known else None,
            )
        )
        if known is not None and reply.status == UNCHANGED:
            return Answer(address=address, text=known.text, is_new=False)
        fresh = Stored(address=address, text=reply.text, etag=reply.etag, modified=reply.modified)
        if fresh != stored:
            self.unkept[key] = fresh
        is_new = stored is None or stored.text != reply.text
        return Answer(address=address, text=reply.text, is_new=is_new)

    def _not_stored(self, key: str, address: str) -> InputRefused:
        is_damaged = self.cache.holds(key)
        state = "the stored answer is damaged" if is_damaged else "no answer is stored"
        return self.refused("service_not_stored", f"{address}: {state}", _ONLINE)

    def _unanswered(self, failure: NoAnswer, body: bytes | None) -> InputRefused:
        key = question_key("GET" if body is None else "POST", failure.address, body)
        has_earlier = failure.is_unreachable and self.cache.load(key) is not None
        rule = "service_unreachable" if failure.is_unreachable else "service_refused"
        problem = Problem(
            rule,
            str(failure),
            self.file,
            remedy=_OFFLINE if has_earlier else None,
            evidence=(failure.evidence,) if failure.evidence else (),
        )
        return InputRefused([problem])
