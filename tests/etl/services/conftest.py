"""A replaying service, and a client that does not wait long."""

from collections.abc import Iterator

import pytest

from etl.services.client import Client, Patience
from tests.etl.services.replay import Replay, replaying

# Pauses are short; time limits are not, since the machine may be busy. Tests of a time limit set
# their own.
SHORT = Patience(
    connect=5.0, read=10.0, whole=30.0, repetitions=3, first_wait=0.02, longest_wait=0.2
)


@pytest.fixture
def replay() -> Iterator[Replay]:
    with replaying() as service:
        yield service


@pytest.fixture
def client() -> Client:
    return Client(patience=SHORT)
