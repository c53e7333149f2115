"""Where the releases lie and how files are written so that a crash leaves them whole.

Every write goes to a file of its own, reaches the disk, and only then takes its name; the folder
is synced after it. Not for what a release holds.
"""

import errno
import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

POINTER: Final = "CURRENT"
PART: Final = ".part"
_SUFFIX: Final = ".duckdb"
_ID: Final = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{8}")
_CAUSES: Final = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "the file may not grow any more (file-size limit)",
    errno.EROFS: "the folder is read-only",
    errno.EACCES: "there is no permission",
    errno.EPERM: "there is no permission",
}


class ReleaseProblem(RuntimeError):
    """A release cannot be written, read or found; the message is one clear line."""


@dataclass(frozen=True, slots=True)
class Register:
    """What the pointer file says: the release in force, and every published one.

    `published` gives the SHA-256 of each release's file, so that any changed byte is found.
    One file holds both, so that one atomic replace changes both.
    """

    in_force: str
    published: Mapping[str, str]


def releases_folder(home: Path) -> Path:
    return home / "releases"


def pointer_path(home: Path) -> Path:
    return releases_folder(home) / POINTER


def release_path(home: Path, release_id: str) -> Path:
    """The file of a release; raises ReleaseProblem for a text that is no release's id."""
    if not _ID.fullmatch(release_id):
        raise ReleaseProblem(f"'{release_id}' is not the id of a release")
    return releases_folder(home) / f"alf-{release_id}{_SUFFIX}"


def whole_files(home: Path) -> dict[str, Path]:
    """The finished release files by id, newest first; published or not."""
    found = {
        path.name.removeprefix("alf-").removesuffix(_SUFFIX): path
        for path in releases_folder(home).glob(f"alf-*{_SUFFIX}")
    }
    ids = sorted(filter(_ID.fullmatch, found), reverse=True)
    return {release_id: found[release_id] for release_id in ids}


def read_register(home: Path) -> Register | None:
    """None before the first publication; raises ReleaseProblem when the file is damaged."""
    pointer = pointer_path(home)
    try:
        first, *rest = pointer.read_text(encoding="utf-8").splitlines() or [""]
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise ReleaseProblem(f"{pointer} cannot be read: {error}") from error
    published = dict(_register_line(pointer, line) for line in rest)
    if first not in published:
        raise ReleaseProblem(f"{pointer} is damaged: name a release with `alf rollback`")
    return Register(first, published)


def _register_line(pointer: Path, line: str) -> tuple[str, str]:
    release_id, _, digest = line.partition(" ")
    if not (_ID.fullmatch(release_id) and re.fullmatch(r"[0-9a-f]{64}", digest)):
        raise ReleaseProblem(f"{pointer} is damaged: name a release with `alf rollback`")
    return release_id, digest


def write_register(home: Path, register: Register) -> None:
    """Replaces the pointer file in one step: a reader sees the old one or the new one."""
    lines = [f"{release_id} {register.published[release_id]}"
             for release_id in sorted(register.published, reverse=True)]  # fmt: skip
    pointer = pointer_path(home)
    part = pointer.with_name(POINTER + PART)
    with part.open("w", encoding="utf-8") as file:
        file.write("\n".join([register.in_force, *lines]) + "\n")
        file.flush()
        os.fsync(file.fileno())
    part.replace(pointer)
    sync(pointer.parent)


def sync(path: Path) -> None:
    """Makes a file's content, or a folder's names, reach the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def one_clear_line(doing: str) -> Iterator[None]:
    """Turns what the disk or the database says into one ReleaseProblem."""
    try:
        yield
    except OSError as error:
        raise ReleaseProblem(f"{doing}: {_cause(error)}") from error
    except duckdb.Error as error:
        raise ReleaseProblem(f"{doing}: {_database_cause(error)}") from error


def _cause(error: OSError) -> str:
    place = f" ({error.filename})" if error.filename else ""
    words = _CAUSES.get(error.errno or 0, error.strerror or str(error))
    return f"{words}{place}"


def _database_cause(error: duckdb.Error) -> str:
    """DuckDB gives no error number, only the system's own words inside its sentence."""
    text = str(error)
    for number, words in _CAUSES.items():
        if os.strerror(number) in text:
            return words
    return text.splitlines()[0]
