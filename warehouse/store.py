"""The release in force, for a process that lives longer than one release."""

import threading
from pathlib import Path
from typing import Final

from warehouse.folder import ReleaseProblem, pointer_path, read_register, release_path
from warehouse.queries import Release

_ATTEMPTS: Final = 5
_Signature = tuple[int, int, int]


class NoRelease(LookupError):
    """There is nothing to show: nothing has been published yet."""


class UnreadableRelease(NoRelease, ReleaseProblem):
    """There is a release in force, but this program cannot read it; the message says why."""


class Store:
    """Follows the pointer file. A `Release` that was handed out stays usable for ever."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._opening = threading.Lock()
        self._current: tuple[_Signature, Release] | None = None

    def current(self) -> Release:
        """The release in force; asks the file system only whether the pointer has moved.

        Raises NoRelease, also as UnreadableRelease.
        """
        signature = self._signature()
        current = self._current
        if current is None or current[0] != signature:
            current = self._open(signature)
        return current[1]

    def _signature(self) -> _Signature:
        try:
            found = pointer_path(self._home).stat()
        except FileNotFoundError as error:
            raise NoRelease("there is no release yet: run `alf load`") from error
        return found.st_mtime_ns, found.st_ino, found.st_size

    def _open(self, signature: _Signature) -> tuple[_Signature, Release]:
        """The signature is taken before the pointer is read: a later change is seen next time."""
        with self._opening:
            current = self._current
            if current is None or current[0] != signature:
                try:
                    release = self._read(current[1] if current else None)
                except ReleaseProblem as problem:
                    raise UnreadableRelease(str(problem)) from problem
                current = self._current = (signature, release)
            return current

    def _read(self, known: Release | None) -> Release:
        """Tries again when a release goes between reading its name and opening it."""
        for attempt in range(1, _ATTEMPTS + 1):
            register = read_register(self._home)
            if register is None:
                raise NoRelease("there is no release yet: run `alf load`")
            if known and known.id == register.in_force:
                return known
            try:
                return Release(release_path(self._home, register.in_force))
            except ReleaseProblem:
                if attempt == _ATTEMPTS or read_register(self._home) == register:
                    raise
        raise AssertionError("unreachable: the last attempt returns or raises")
