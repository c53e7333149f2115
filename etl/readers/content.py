"""The bytes of a file, whole or in parts: a large file is never taken into memory to look at it."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self


def printable_name(path: Path) -> str:
    """A name in another encoding than UTF-8 cannot be stored or printed as it is."""
    return os.fsencode(path.name).decode("utf-8", errors="replace")


@dataclass(frozen=True, slots=True)
class Content:
    """Bytes under a name. Exactly one of `path` and `data` is there."""

    name: str
    size: int
    path: Path | None = None
    data: bytes | None = None

    @classmethod
    def of_file(cls, path: Path, name: str | None = None) -> Self:
        return cls(name or printable_name(path), path.stat().st_size, path=path)

    @classmethod
    def of_bytes(cls, name: str, data: bytes) -> Self:
        return cls(name, len(data), data=data)

    def part(self, start: int, size: int) -> bytes:
        """At most `size` bytes from `start` on."""
        if self.data is not None:
            return self.data[start : start + size]
        assert self.path is not None
        with self.path.open("rb") as opened:
            opened.seek(start)
            return opened.read(size)

    def all(self) -> bytes:
        return self.part(0, self.size)
