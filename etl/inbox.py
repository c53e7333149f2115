"""The folder `inbox/`: what lies in it, what of it is not read, and what is taken out again."""

from collections.abc import Iterable
from pathlib import Path

from etl.inputs import DECLARATION_SUFFIX, InputFile
from etl.readers.content import printable_name
from etl.surveys.store.deliveries import given_files
from warehouse.folder import file_digest


def inbox_files(home: Path) -> list[Path]:
    inbox = home / "inbox"
    if not inbox.is_dir():
        return []
    return sorted(p for p in inbox.iterdir() if p.is_file() and not p.name.startswith("."))


def not_read(home: Path) -> list[str]:
    """What lies in the inbox and is not taken: it is no file, or its name hides it."""
    return [
        f"Not read, {_why_not_read(path)}: inbox/{printable_name(path)}"
        for path in sorted((home / "inbox").iterdir())
        if not path.is_file() or path.name.startswith(".")
    ]


def _why_not_read(path: Path) -> str:
    """A folder, a pipe, a link that leads nowhere; or what programs hide for themselves."""
    return "it is no file" if not path.is_file() else "its name begins with a dot"


def remove_taken_in(home: Path, accepted: Iterable[InputFile]) -> None:
    """Takes files out of the inbox whose content a release in force now holds, or was made from.

    Declarations last: one that is left alone by a kill is known to be held, a file is not. An
    export goes before its frame, since it is refused without.
    """
    marks = {file.mark for file in accepted}
    exports, frames = given_files(home, marks)
    held = {digest for mark in marks for digest in mark}
    digests = {path: file_digest(path) for path in sorted(inbox_files(home), key=is_declaration)}
    for taken in (exports, frames, held):
        for path in [path for path, digest in digests.items() if digest in taken]:
            path.unlink()
            del digests[path]


def is_declaration(path: Path) -> bool:
    return path.name.endswith(DECLARATION_SUFFIX)
