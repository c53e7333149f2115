"""One digest of everything a release depends on: equal means that a load has nothing to do."""

import hashlib
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import warehouse
from etl.inputs import InputFile

_PROGRAM: Final = (Path(__file__).parent, Path(warehouse.__path__[0]))
_SUFFIXES: Final = (".py", ".csv", ".toml", ".sql")


def program_version() -> str:
    """As installed; a copy that runs without being installed says so."""
    try:
        return version("alf-atlas")
    except PackageNotFoundError:
        return "not installed"


def fingerprint(bundle: Path | None, accepted: Iterable[InputFile]) -> str:
    """Of the program, the registry, the bundle and the accepted files with their declarations."""
    digest = hashlib.sha256(program_version().encode())
    for part in (*_PROGRAM, bundle) if bundle else _PROGRAM:
        for path in _files(part):
            name = path.relative_to(part).as_posix()
            digest.update(f"\n{part.name}/{name} {_digest(path)}".encode())
    for mark in sorted(f"{file.id} {' '.join(filter(None, file.mark))}" for file in accepted):
        digest.update(f"\n{mark}".encode())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    return iter(sorted(path for path in folder.rglob("*") if path.suffix in _SUFFIXES))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
