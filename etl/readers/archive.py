"""A workbook that is a zip archive: its parts, and never more of them than is sane."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final, Self

from etl.readers.content import Content
from etl.readers.marks import Damaged
from etl.readers.markup import walk

# Above what the largest real workbooks unpack to, and below what a machine here can hold.
MOST_UNPACKED: Final = 2 << 30
# The XML of a sheet is packed 5 to 50 times; the bound is only looked at above 64 MiB.
MOST_PACKED: Final = 200
SMALL: Final = 64 << 20

# NotImplementedError and RuntimeError: a compression or an encryption that zipfile lacks.
BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


class Bomb(ValueError):
    """The archive would unpack to more than is sane; the message gives the sizes."""


class Archive:
    """The parts by name, whatever the writer's slashes and capitals."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self._zip = opened
        self._parts = {_plain(entry.filename): entry for entry in opened.infolist()}

    @classmethod
    def of(cls, content: Content) -> Self:
        """Raises Damaged or Bomb."""
        try:
            archive = cls(zipfile.ZipFile(content.path or io.BytesIO(content.all())))
        except BROKEN as problem:
            raise Damaged(f"its zip archive cannot be read ({problem})") from None
        try:
            archive.refuse_bomb()
        except Bomb:
            archive.close()
            raise
        return archive

    def close(self) -> None:
        self._zip.close()

    def refuse_bomb(self) -> None:
        unpacked = sum(entry.file_size for entry in self._parts.values())
        packed = sum(entry.compress_size for entry in self._parts.values())
        is_too_large = unpacked > MOST_UNPACKED
        if is_too_large or (unpacked > SMALL and unpacked > MOST_PACKED * packed):
            raise Bomb(
                f"it would unpack from {packed} to {unpacked} bytes "
                f"(at most {MOST_UNPACKED}, and {MOST_PACKED} times its size, are read)"
            )

    def names(self) -> list[str]:
        return list(self._parts)

    def has(self, name: str) -> bool:
        return _plain(name) in self._parts

    def size(self, name: str) -> int:
        return self._parts[_plain(name)].file_size

    def head(self, name: str, size: int) -> bytes:
        return self._read(name, size)

    def part(self, name: str) -> bytes:
        """The whole part, checked by its checksum; raises Damaged."""
        return self._read(name, -1)

    def _read(self, name: str, size: int) -> bytes:
        if not self.has(name):
            raise Damaged(f"its part '{name}' is missing")
        try:
            with self._zip.open(self._parts[_plain(name)]) as opened:
                return opened.read(size)
        except BROKEN as problem:
            raise Damaged(f"its part '{name}' cannot be unpacked ({problem})") from None

    def targets(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part refers to, by id: the kind of relation and the part meant."""
        folder, name = posixpath.split(part)
        found: dict[str, tuple[str, str]] = {}

        def opened(element: str, attributes: Mapping[str, str]) -> None:
            if element == "Relationship" and attributes.get("TargetMode") != "External":
                kind = attributes.get("Type", "").rpartition("/")[2]
                target = posixpath.join("/", folder, attributes.get("Target", ""))
                found[attributes.get("Id", "")] = kind, posixpath.normpath(target).lstrip("/")

        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if self.has(relations):
            walk(self.part(relations), opened)
        return found

    def related(self, part: str, wanted: str) -> bytes | None:
        """The first part of a kind that a part refers to; None where there is none."""
        for kind, name in self.targets(part).values():
            if kind == wanted and self.has(name):
                return self.part(name)
        return None

    def main_part(self, usual: str) -> str:
        """The part that describes the workbook, as the archive's own relations name it."""
        for kind, part in self.targets("").values():
            if kind == "officeDocument":
                return part
        return usual


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
