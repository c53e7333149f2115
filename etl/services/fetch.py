"""Fetches what a declaration asks a statistics service for: raw answers, as one file's bytes.

Nothing is read here. The answers are kept in `ALF_HOME/answers/`, so that the same declaration
gives the same bytes again with `offline`.
"""

from dataclasses import dataclass
from pathlib import Path

from etl.problems import Problem
from etl.services import SERVICES
from etl.services.asking import Asking
from etl.services.cache import AnswerCache
from etl.services.client import Client
from etl.services.container import container
from etl.services.declared import ServiceDeclaration


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """`from_cache`: all of it was known already; what the service adds in words is no part."""

    content: bytes
    answers: int
    from_cache: bool
    remarks: tuple[Problem, ...]


def fetch(
    service: ServiceDeclaration, home: Path, *, file: str, offline: bool, client: Client
) -> Fetched:
    """The answers to a declaration; `file` is its name. Raises InputRefused."""
    cache = AnswerCache(home)
    cache.discard_leftovers()
    asking = Asking(file=file, cache=cache, client=client, offline=offline)
    answers = list(SERVICES[service.kind](service, asking))
    asking.keep()
    return Fetched(
        content=container(answers),
        answers=len(answers),
        from_cache=not any(answer.is_new for answer in answers),
        remarks=tuple(asking.remarks),
    )
