"""`raw/`: the content of accepted files, each under its own SHA-256. Written once, never changed.

Never survey answers: those are for `private/`.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from etl.problems import InputRefused, Problem
from etl.readers.content import Content
from warehouse.folder import file_digest, sync

_PART: Final = ".part"
_PIECE: Final = 1 << 20


def raw_path(home: Path, sha256: str) -> Path:
    return home / "raw" / sha256


def store_raw(home: Path, contents: Mapping[str, Content]) -> None:
    """Puts content on disk under its SHA-256; content that lies there already stays.

    Raises InputRefused where a file is no longer the one that was read, also where that one lies
    here from an earlier load.
    """
    folder = home / "raw"
    folder.mkdir(parents=True, exist_ok=True)
    for sha256, content in contents.items():
        path = raw_path(home, sha256)
        if not path.exists() or file_digest(path) != sha256:
            _store(content, path)
        elif content.path not in (None, path) and file_digest(content.path) != sha256:
            raise _changed(content)
    sync(folder)


def _store(content: Content, path: Path) -> None:
    part = path.with_name(path.name + _PART)
    digest = hashlib.sha256()
    with part.open("wb") as opened:
        for piece in _pieces(content):
            digest.update(piece)
            opened.write(piece)
        opened.flush()
        os.fsync(opened.fileno())
    if digest.hexdigest() != path.name:
        part.unlink()
        raise _changed(content)
    part.replace(path)


def _changed(content: Content) -> InputRefused:
    message = "the file was changed while it was loaded: load it again"
    return InputRefused([Problem("file_changed", message, content.name)])


def _pieces(content: Content) -> Iterator[bytes]:
    start = 0
    while piece := content.part(start, _PIECE):
        yield piece
        start += len(piece)


def discard_raw_leftovers(home: Path) -> None:
    for part in (home / "raw").glob(f"*{_PART}"):
        part.unlink(missing_ok=True)
