"""Asks one address and gives back a whole answer, or says in one sentence why there is none.

Repeats what passes (too many calls, a service that is down, a broken answer) with growing pauses
and within one time limit; refuses at once what does not. Knows nothing of what it fetches beyond
that it must be whole JSON; does not keep anything: that is `cache.py`.
"""

import time
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import orjson
from urllib3 import PoolManager, Retry, Timeout
from urllib3.exceptions import (
    HTTPError,
    InvalidHeader,
    MaxRetryError,
)
from urllib3.exceptions import TimeoutError as TimedOut
from urllib3.response import BaseHTTPResponse

from etl.services.deadline import within
from etl.services.declared import address_fault, without_secrets
from etl.services.failures import Passing, given_up, unsent
from etl.services.pace import Pace
from etl.services.question import NoAnswer, Question, Reply
from etl.services.wire import (
    charset_of,
    headers_of,
    host_of,
    mark_of,
    next_address,
    pool_for,
    printable,
    status_words,
)

FRESH: Final = 200
UNCHANGED: Final = 304
_PASSING: Final = (429, 502, 503, 504)
_MOVED: Final = (301, 302, 303, 307, 308)
_PIECE: Final = 65536


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long and how often; seconds and bytes.

    `whole` is for one answer with all its repetitions. `longest_wait` also caps what the service
    itself asks us to wait: where it asks for more, it is asked again earlier or given up.
    """

    connect: float = 5.0
    read: float = 60.0
    whole: float = 600.0
    repetitions: int = 5
    first_wait: float = 1.0
    longest_wait: float = 60.0
    largest: int = 256 * 1024 * 1024
    redirects: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """May be shared by threads; `pace` keeps to the limits of each host.

    `silent` are hosts that nobody answers at, with what was said of them: the declarations of one
    load often ask the same host, and none of them waits for it again.
    """

    patience: Patience = field(default_factory=Patience)
    pace: Pace = field(default_factory=Pace)
    pool: PoolManager = field(default_factory=PoolManager)
    silent: dict[str, str] = field(default_factory=dict)

    def ask(self, question: Question) -> Reply:
        """The answer; raises NoAnswer."""
        if fault := address_fault(question.address):
            raise NoAnswer(without_secrets(question.address), fault)
        host = host_of(question.address)
        if host in self.silent:
            raise NoAnswer(question.address, self.silent[host], is_unreachable=True)
        ends = time.monotonic() + self.patience.whole
        retry = self._retry()
        while True:
            try:
                return self._once(question, ends)
            except Passing as failure:
                retry = self._next(retry, question, failure)
                wait = failure.wait
                if wait is None:
                    wait = retry.get_backoff_time() or self.patience.first_wait
                if time.monotonic() + wait >= ends:
                    limit = f"given up after {self.patience.whole:g} seconds"
                    raise given_up(question, failure, limit) from failure
                time.sleep(wait)

    def _next(self, retry: Retry, question: Question, failure: Passing) -> Retry:
        """Counts the failure; raises NoAnswer where the question is not asked again."""
        asked = len(retry.history) + 1
        times = "once" if asked == 1 else f"{asked} times"
        answer = given_up(question, failure, f"asked {times}")
        if failure.is_silent and asked > failure.repetitions:
            self.silent[host_of(question.address)] = answer.words
            raise answer from failure
        try:
            return retry.increment(question.method, question.address, error=failure)
        except MaxRetryError:
            raise answer from failure

    def _retry(self) -> Retry:
        patience = self.patience
        return Retry(
            total=patience.repetitions,
            backoff_factor=patience.first_wait,
            backoff_jitter=patience.first_wait,
            backoff_max=patience.longest_wait,
            allowed_methods=None,
        )

    def _once(self, question: Question, ends: float) -> Reply:
        address = question.address
        for _ in range(self.patience.redirects + 1):
            self.pace.wait(host_of(address))
            response = self._sent(question, address, ends)
            try:
                if response.status not in _MOVED:
                    return self._reply(question, response, ends)
                address = next_address(question, address, response)
            finally:
                response.close()
        words = f"it sends us on more than {self.patience.redirects} times"
        raise NoAnswer(question.address, words)

    def _sent(self, question: Question, address: str, ends: float) -> BaseHTTPResponse:
        left = max(0.001, ends - time.monotonic())
        timeout = Timeout(
            connect=min(self.patience.connect, left), read=min(self.patience.read, left)
        )
        request = partial(
            pool_for(question, address, self.pool).request,
            question.method,
            address,
            body=question.body,
            headers=headers_of(question),
            timeout=timeout,
            retries=False,
            redirect=False,
            preload_content=False,
        )
        try:
            return within(left, request)
        except TimeoutError as error:
            words = f"the answer took longer than {self.patience.whole:g} seconds"
            raise NoAnswer(question.address, words, is_unreachable=True) from error
        except HTTPError as error:
            raise unsent(question, error) from error

    def _reply(self, question: Question, response: BaseHTTPResponse, ends: float) -> Reply:
        status = response.status
        if status in _PASSING:
            wait = self._asked_wait(response)
            words = status_words(status)
            raise Passing(words, is_unreachable=True, status=status, wait=wait)
        is_asked_for_change = bool(question.known_etag or question.known_modified)
        text = ""
        if status == FRESH:
            text = self._text(question, response, ends)
        elif not (status == UNCHANGED and is_asked_for_change):
            raise NoAnswer(question.address, status_words(status), status=status,
                           is_unreachable=status >= 500,
                           evidence=self._beginning(response))  # fmt: skip
        headers = response.headers
        return Reply(status=status, text=text, etag=mark_of(headers.get("ETag")),
                     modified=mark_of(headers.get("Last-Modified")))  # fmt: skip

    def _asked_wait(self, response: BaseHTTPResponse) -> float | None:
        """What the service asks us to wait, capped; None where it does not say."""
        try:
            asked = self._retry().get_retry_after(response)
        except (InvalidHeader, ValueError, OverflowError):  # also a number or a year too large
            return None
        return None if asked is None else min(asked, self.patience.longest_wait)

    def _text(self, question: Question, response: BaseHTTPResponse, ends: float) -> str:
        """The body as text, once it is known to be whole JSON."""
        charset = charset_of(question, response)
        content = self._body(question, response, ends)
        try:
            text = content.decode(charset)
        except UnicodeError as error:
            words = f"the answer is not in the encoding that it states ({charset})"
            raise NoAnswer(question.address, words) from error
        text = text.removeprefix("\ufeff")
        try:
            orjson.loads(text)
        except orjson.JSONDecodeError as error:
            raise Passing("the answer is not whole", is_unreachable=False) from error
        return text

    def _body(self, question: Question, response: BaseHTTPResponse, ends: float) -> bytes:
        pieces = bytearray()
        try:
            while piece := response.read1(_PIECE, decode_content=True):
                pieces += piece
                if len(pieces) > self.patience.largest:
                    words = f"the answer is larger than {self.patience.largest:,} bytes"
                    raise NoAnswer(question.address, words)
                if time.monotonic() > ends:
                    words = f"the answer took longer than {self.patience.whole:g} seconds"
                    raise NoAnswer(question.address, words, is_unreachable=True)
        except TimedOut as error:
            raise Passing("the answer stopped coming", is_unreachable=True) from error
        except HTTPError as error:
            raise Passing("the answer is not whole", is_unreachable=False) from error
        return bytes(pieces)

    def _beginning(self, response: BaseHTTPResponse) -> str:
        """The first words of a refusal, which are the service's own."""
        try:
            beginning = response.read1(300, decode_content=True)
        except HTTPError:
            return ""
        return printable(beginning.decode("utf-8", "replace"))
