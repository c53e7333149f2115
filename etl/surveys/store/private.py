"""`private/`: where survey answers lie, for their owner alone, and how a delivery gets there whole.

`private/surveys/<id>/` holds one delivery: the pseudonymised answers, the original as it was given,
the instrument, and `about.json`, which says what they are. It is first made complete beside its
place (`<id>.part`) and takes it once a release that holds its published table is in force; `settle`
ends what a kill left half-way. Not for what the answers mean.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from etl.problems import InputRefused, Problem
from etl.surveys.store.about import ABOUT, About, Mark, read_about
from warehouse.folder import sync

ANSWERS: Final = "answers.parquet"
ORIGINAL: Final = "original"
INSTRUMENT: Final = "instrument.toml"

_FOLDER_MODE: Final = 0o700
_FILE_MODE: Final = 0o600
_OTHERS: Final = 0o077
_PART: Final = ".part"
_OLD: Final = ".old"
_TEMPORARY: Final = "temporary"
_ID: Final = re.compile(r"[a-z0-9_]+", re.ASCII)


def private_folder(home: Path) -> Path:
    return home / "private"


def surveys_folder(home: Path) -> Path:
    return private_folder(home) / "surveys"


def make_private(home: Path) -> None:
    """The folders, closed to others also where their owner made them by hand."""
    for folder in (private_folder(home), surveys_folder(home)):
        folder.mkdir(mode=_FOLDER_MODE, exist_ok=True)
        if _is_open(folder) and folder.stat().st_uid == os.geteuid():
            folder.chmod(_FOLDER_MODE)


def refuse_if_open(home: Path) -> None:
    """Where another user owns them, only that user can close them."""
    for folder in (private_folder(home), surveys_folder(home)):
        if _is_open(folder):
            message = "others may look into it, so no survey answers are stored in it"
            remedy = f"close it as its owner: chmod 700 {folder.relative_to(home)}"
            place = f"{folder.relative_to(home)}/"
            raise InputRefused([Problem("private_closed", message, place, remedy=remedy)])


def _is_open(folder: Path) -> bool:
    return bool(folder.stat().st_mode & _OTHERS)


@contextmanager
def only_private_files(home: Path) -> Iterator[None]:
    """Whatever is written meanwhile, by whichever library, is for its owner alone.

    Readers and libraries may write temporary files: these too lie in `private/`, since a kill
    leaves them behind.
    """
    folder = private_folder(home) / _TEMPORARY
    folder.mkdir(mode=_FOLDER_MODE, exist_ok=True)
    mask, before = os.umask(_OTHERS), tempfile.tempdir
    tempfile.tempdir = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before
        os.umask(mask)
        _remove(folder)


# ---------------------------------------------------------------- files


@contextmanager
def new_private_file(path: Path, *, sync: bool = True) -> Iterator[BinaryIO]:
    """A file that was never open to others, on disk when it is closed unless `sync` says no."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE_MODE)
    with os.fdopen(descriptor, "wb") as opened:
        yield opened
        opened.flush()
        if sync:
            os.fsync(opened.fileno())


def write_private(path: Path, data: bytes) -> None:
    """In one step: whoever reads sees what was there before, or all of this."""
    part = path.with_name(path.name + _PART)
    part.unlink(missing_ok=True)
    with new_private_file(part) as opened:
        opened.write(data)
    part.replace(path)
    sync(path.parent)


# ---------------------------------------------------------------- deliveries


def delivery_folder(home: Path, survey: str) -> Path:
    if not _ID.fullmatch(survey):
        raise ValueError("the id of a survey may hold only a-z, 0-9 and _")
    return surveys_folder(home) / survey


def deliveries(home: Path) -> dict[str, About]:
    """Every survey that is known here, also those whose answers were forgotten, by id."""
    folder = surveys_folder(home)
    if not folder.is_dir():
        return {}
    found = [read_about(path) for path in sorted(folder.iterdir()) if _ID.fullmatch(path.name)]
    return {about.id: about for about in found if about}


def staged_folder(home: Path, survey: str) -> Path:
    folder = delivery_folder(home, survey)
    return folder.with_name(folder.name + _PART)


def begin(home: Path, survey: str) -> Path:
    """An empty folder for a new delivery, beside the one that is there."""
    folder = staged_folder(home, survey)
    _remove(folder)
    folder.mkdir(mode=_FOLDER_MODE)
    return folder


def complete(folder: Path, about: About) -> None:
    """Its last file: a delivery with an `about.json` is whole."""
    sync(folder)
    write_private(folder / ABOUT, about.as_bytes())
    sync(folder.parent)


def commit(home: Path, survey: str) -> None:
    """The new delivery takes the place of the earlier one, whose answers are deleted."""
    final = delivery_folder(home, survey)
    old = final.with_name(final.name + _OLD)
    if final.exists():
        _remove(old)
        final.rename(old)
    staged_folder(home, survey).rename(final)
    sync(final.parent)
    _remove(old)


def discard(home: Path, survey: str) -> None:
    _remove(staged_folder(home, survey))


def delete_answers(folder: Path) -> None:
    """What a person answered, and by which pseudonym; what is about the survey stays."""
    for name in (ANSWERS, ORIGINAL):
        (folder / name).unlink(missing_ok=True)
    sync(folder)


def has_answers(home: Path, survey: str) -> bool:
    folder = delivery_folder(home, survey)
    return (folder / ANSWERS).exists() or (folder / ORIGINAL).exists()


def settle(home: Path, in_force: Collection[Mark]) -> list[About]:
    """Ends what a kill left half-way; gives the deliveries that took their place by it.

    `in_force` are the published tables and instruments that the release in force holds.
    """
    folder = surveys_folder(home)
    taken = [about for part in sorted(folder.glob(f"*{_PART}"))
             if (about := _settled(home, part, in_force))]  # fmt: skip
    for old in sorted(folder.glob(f"*{_OLD}")):
        final = old.with_name(old.name.removesuffix(_OLD))
        _remove(old) if final.exists() else old.rename(final)
    for about in deliveries(home).values():
        if about.forgotten_at and has_answers(home, about.id):
            delete_answers(delivery_folder(home, about.id))
    _remove(private_folder(home) / _TEMPORARY)
    return taken


def _settled(home: Path, part: Path, in_force: Collection[Mark]) -> About | None:
    about = read_about(part)
    if about is None or about.mark not in in_force:
        _remove(part)
        return None
    commit(home, about.id)
    return about


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
