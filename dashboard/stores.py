"""The two releases that a reader can look at: the real one and the example, never mixed.

The address says which (`data=example`). The example lies in a data folder of its own, with
everything that belongs to it, so that no file of one can ever become part of the other. Earlier
releases are opened by their id, for those who come back with an export's code.
"""

from functools import lru_cache
from pathlib import Path
from typing import Final

from dashboard.state import DATA
from warehouse.folder import ReleaseProblem, release_path
from warehouse.queries import Release
from warehouse.store import NoRelease, Store
from warehouse.text import Text

(EXAMPLE,) = DATA
_GONE: Final = Text(
    "Utgåva {release} finns inte kvar i datamappen.",
    "Release {release} is no longer in the data folder.",
)
_UNREADABLE: Final = Text(
    "Utgåva {release} finns kvar, men den här versionen av programmet kan inte läsa den.",
    "Release {release} is still there, but this version of the program cannot read it.",
)


class ReleaseGone(ReleaseProblem):
    """An earlier release that can no longer be shown; `words` say why in both languages."""

    def __init__(self, words: Text) -> None:
        self.words = words
        super().__init__(words.en)


def example_home(home: Path) -> Path:
    """The data folder of the example release, inside that of the real one."""
    return home / EXAMPLE


class Stores:
    """`data` is the choice of the address: None for what is real, EXAMPLE."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._real = Store(home)
        self._example = Store(example_home(home))

    def of(self, data: str | None) -> Store:
        return self._example if data == EXAMPLE else self._real

    def home(self, data: str | None) -> Path:
        """The data folder; it holds the codes of its own exports."""
        return example_home(self._home) if data == EXAMPLE else self._home

    def every(self) -> tuple[tuple[str | None, Store], ...]:
        return (None, self._real), (EXAMPLE, self._example)

    def other(self, data: str | None) -> Release | None:
        """The release that a reader could switch to; None where there is none."""
        return self.in_force(None if data == EXAMPLE else EXAMPLE)

    def in_force(self, data: str | None) -> Release | None:
        """None where there is none, or none that can be read."""
        try:
            return self.of(data).current()
        except NoRelease:
            return None

    def release(self, data: str | None, release_id: str) -> Release:
        """A release that is kept, in force or not; raises ReleaseProblem, mostly ReleaseGone."""
        current = self.in_force(data)
        if current is not None and current.id == release_id:
            return current
        path = release_path(self.home(data), release_id)
        if not path.is_file():
            raise ReleaseGone(_named(_GONE, release_id))
        try:
            return _opened(path)
        except ReleaseProblem as problem:
            raise ReleaseGone(_named(_UNREADABLE, release_id)) from problem


@lru_cache(maxsize=4)
def _opened(path: Path) -> Release:
    """Some megabytes each; the views of those that are pushed out are drawn anew."""
    return Release(path)


def _named(words: Text, release_id: str) -> Text:
    return Text(words.sv.format(release=release_id), words.en.format(release=release_id))
