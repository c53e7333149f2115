"""Keeps to what a service allows: so many calls within so many seconds, counted on our side."""

import time
from collections import deque
from collections.abc import Callable
from threading import Lock


class Pace:
    """One for all threads; hosts without a limit are not held back."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._limits: dict[str, tuple[int, float]] = {}
        self._calls: dict[str, deque[float]] = {}
        self._lock = Lock()

    def limit(self, host: str, calls: int, seconds: float) -> None:
        """At most `calls` within `seconds`; none of either means no limit."""
        with self._lock:
            if calls > 0 and seconds > 0:
                self._limits[host.casefold()] = (calls, seconds)
            else:
                self._limits.pop(host.casefold(), None)

    def wait(self, host: str) -> None:
        """Returns once a call may be made. Who waits holds the lock, so that others queue."""
        host = host.casefold()
        with self._lock:
            made = self._calls.setdefault(host, deque())
            calls, seconds = self._limits.get(host, (0, 0.0))
            # Calls made before the limit was known count as well.
            while calls and len(made) >= calls:
                left = made[-calls] + seconds - self._clock()
                if left <= 0:
                    break
                self._sleep(left)
            made.append(self._clock())
            while len(made) > max(calls, 100):
                made.popleft()
