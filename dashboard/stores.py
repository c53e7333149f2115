"""The two releases that a reader can look at: the real one and the example, never mixed.

The address says which (`data=example`). The example lies in a data folder of its own, with
everything that belongs to it, so that no file of one can ever become part of the other.
"""

from pathlib import Path

from dashboard.state import DATA
from warehouse.queries import Release
from warehouse.store import NoRelease, Store

(EXAMPLE,) = DATA


def example_home(home: Path) -> Path:
    """The data folder of the example release, inside that of the real one."""
    return home / EXAMPLE


class Stores:
    """`data` is the choice of the address: None for what is real, EXAMPLE."""

    def __init__(self, home: Path) -> None:
        self._real = Store(home)
        self._example = Store(example_home(home))

    def of(self, data: str | None) -> Store:
        return self._example if data == EXAMPLE else self._real

    def every(self) -> tuple[tuple[str | None, Store], ...]:
        return (None, self._real), (EXAMPLE, self._example)

    def other(self, data: str | None) -> Release | None:
        """The release that a reader could switch to; None where there is none."""
        try:
            return self.of(None if data == EXAMPLE else EXAMPLE).current()
        except NoRelease:
            return None
