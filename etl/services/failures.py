"""Why a question got no answer: what may pass when it is asked again, and in which words.

Only the words and the kinds; when to ask again is in `client.py`.
"""

from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NewConnectionError,
    ProxyError,
    SSLError,
)
from urllib3.exceptions import TimeoutError as TimedOut

from etl.services.question import NoAnswer, Question

# Where nobody answers, a person is told within seconds; one may have been in the moment of a start.
_REFUSED_AGAIN = 1


class Passing(Exception):
    """What may be over when we ask again.

    `is_silent`: there was nobody to answer, so that it is only asked `repetitions` times more.
    """

    def __init__(self, words: str, *, is_unreachable: bool, status: int | None = None,
                 wait: float | None = None, is_silent: bool = False,
                 repetitions: int = 0) -> None:  # fmt: skip
        self.words = words
        self.is_unreachable = is_unreachable
        self.status = status
        self.wait = wait
        self.is_silent = is_silent
        self.repetitions = repetitions
        super().__init__(words)


def given_up(question: Question, failure: Passing, how: str) -> NoAnswer:
    return NoAnswer(question.address, f"{failure.words} ({how})", status=failure.status,
                    is_unreachable=failure.is_unreachable)  # fmt: skip


def unsent(question: Question, error: HTTPError) -> Exception:
    """What is raised in place of an error before the answer began."""
    if isinstance(error, SSLError):
        return _insecure(question, error)
    if isinstance(error, ProxyError):
        return _silent("the proxy that this machine is set up with does not let us through")
    if isinstance(error, NewConnectionError):
        return _silent("the service cannot be reached", repetitions=_REFUSED_AGAIN)
    if isinstance(error, ConnectTimeoutError):
        return _silent("the service cannot be reached")
    if isinstance(error, TimedOut):
        return Passing("the service does not answer in time", is_unreachable=True)
    return Passing("the service does not answer as it should", is_unreachable=True)


def _silent(words: str, *, repetitions: int = 0) -> Passing:
    return Passing(words, is_unreachable=True, is_silent=True, repetitions=repetitions)


def _insecure(question: Question, error: SSLError) -> NoAnswer:
    is_untrusted = "CERTIFICATE_VERIFY_FAILED" in str(error)
    words = (
        "the service's certificate is not trusted"
        if is_untrusted
        else "no secure connection can be made"
    )
    return NoAnswer(question.address, words, is_unreachable=True, evidence=str(error))
