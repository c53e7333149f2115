"""What is asked of a service, and what comes back: an answer, or one sentence why there is none."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One request. `body` makes it a POST of JSON; nothing that is asked changes the service."""

    address: str
    body: bytes | None = None
    known_etag: str | None = None
    known_modified: str | None = None

    @property
    def method(self) -> str:
        return "GET" if self.body is None else "POST"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A whole answer; `text` is empty where the service says that ours is still right."""

    status: int
    text: str
    etag: str | None
    modified: str | None


class NoAnswer(RuntimeError):
    """There is no answer; `status` where the service gave one.

    `is_unreachable`: the service could not be asked, so that an earlier answer may serve.
    """

    def __init__(self, address: str, words: str, *, status: int | None = None,
                 is_unreachable: bool = False, evidence: str = "") -> None:  # fmt: skip
        self.address = address
        self.words = words
        self.status = status
        self.is_unreachable = is_unreachable
        self.evidence = evidence
        super().__init__(f"{address}: {words}")
