"""Never more calls than a service allows, in any window; by a clock that the test turns."""

from itertools import pairwise
from threading import Thread

from hypothesis import given
from hypothesis import strategies as st

from etl.services.pace import Pace


class _Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@given(
    calls=st.integers(1, 5),
    seconds=st.floats(0.5, 20),
    gaps=st.lists(st.floats(0, 10), min_size=1, max_size=40),
)
def test_no_window_holds_more_calls_than_allowed(
    calls: int, seconds: float, gaps: list[float]
) -> None:
    clock = _Clock()
    pace = Pace(clock.time, clock.sleep)
    pace.limit("Host", calls, seconds)
    made = []
    for gap in gaps:
        clock.now += gap
        pace.wait("host")
        made.append(clock.now)
    for first, later in zip(made, made[calls:], strict=False):
        assert later - first >= seconds * (1 - 1e-9)


def test_hosts_without_a_limit_and_other_hosts_are_not_held_back() -> None:
    clock = _Clock()
    pace = Pace(clock.time, clock.sleep)
    pace.limit("one", 1, 10)
    for _ in range(5):
        pace.wait("other")
    assert clock.now == 0
    pace.limit("one", 0, 0)
    for _ in range(5):
        pace.wait("one")
    assert clock.now == 0


def test_calls_made_before_the_limit_was_known_count() -> None:
    clock = _Clock()
    pace = Pace(clock.time, clock.sleep)
    pace.wait("host")
    pace.wait("host")
    pace.limit("host", 2, 10)
    pace.wait("host")
    assert clock.now == 10


def test_threads_share_one_limit() -> None:
    pace, made = Pace(), []

    def call() -> None:
        for _ in range(3):
            pace.wait("host")
            made.append(pace._clock())

    pace.limit("host", 1, 0.03)
    threads = [Thread(target=call) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(later - first >= 0.025 for first, later in pairwise(sorted(made)))
