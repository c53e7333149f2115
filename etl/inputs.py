"""The files a release is made of: what ships, and what users have given.

How accepted files survive a kill. Their content lies in `raw/`, named by its SHA-256, and is on
disk before anything refers to it. The list of them is no file of its own: it is the table `input`
of the release in force. So list and figures change in the same atomic switch of the pointer, a
rollback takes both back, and content that no release names is merely unused. A file in `inbox/`
is removed once a release that holds it is in force; until then it is offered again.
"""

import hashlib
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import polars as pl

from etl.problems import InputRefused, Problem
from etl.sources import BUNDLED
from etl.sources.bundled import COLUMNS
from warehouse.folder import file_digest, sync

BUNDLED_KIND: Final = "bundled"
ACCEPTED_KIND: Final = "accepted"
_PART: Final = ".part"
_SUFFIX: Final = ".csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """One file of figures; `accepted_at` is None for what ships."""

    id: str
    name: str
    kind: str
    content: bytes
    accepted_at: datetime | None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def make_folders(home: Path) -> None:
    """The folders of ALF_HOME; survey answers are for their owner alone."""
    for name in ("inbox", "raw", "releases", "reports"):
        (home / name).mkdir(parents=True, exist_ok=True)
    (home / "private").mkdir(mode=0o700, exist_ok=True)


def bundled_inputs(bundle: Path) -> list[InputFile]:
    """What ships, in the order of the list of topics."""
    return [
        InputFile(
            id=f"{topic}{_SUFFIX}",
            name=f"{topic}{_SUFFIX}",
            kind=BUNDLED_KIND,
            content=bundled_content(bundle, f"{topic}{_SUFFIX}"),
            accepted_at=None,
        )
        for topic in BUNDLED
    ]


def bundled_content(bundle: Path, name: str) -> bytes:
    try:
        return (bundle / name).read_bytes()
    except FileNotFoundError as error:
        message = "the file that ships with the project is missing"
        raise InputRefused([Problem("file_missing", message, name)]) from error


def offered_inputs(home: Path, files: Sequence[Path]) -> list[InputFile]:
    """The files that were named and those in the inbox, each content once."""
    offered = {file.sha256: file for file in map(_offered, [*files, *inbox_files(home)])}
    return list(offered.values())


def inbox_files(home: Path) -> list[Path]:
    inbox = home / "inbox"
    if not inbox.is_dir():
        return []
    return sorted(p for p in inbox.iterdir() if p.is_file() and not p.name.startswith("."))


def not_read(home: Path) -> list[str]:
    """What lies in the inbox and is no file: a folder, or a link that leads nowhere."""
    inbox = home / "inbox"
    left = sorted(p for p in inbox.iterdir() if not p.is_file() and not p.name.startswith("."))
    return [f"Not read, it is no file: inbox/{_printable(path.name)}" for path in left]


def _printable(name: str) -> str:
    """A name in another encoding than UTF-8 cannot be stored or printed as it is."""
    return os.fsencode(name).decode("utf-8", errors="replace")


def _offered(path: Path) -> InputFile:
    if path.suffix.lower() != _SUFFIX:
        columns = ", ".join(COLUMNS)
        message = f"files of this kind are not read; a .csv file with these columns is: {columns}"
        raise InputRefused([Problem("unreadable_kind", message, _printable(path.name))])
    content = path.read_bytes()
    return InputFile(
        id=f"{_slug(path.stem)}-{hashlib.sha256(content).hexdigest()[:8]}",
        name=_printable(path.name),
        kind=ACCEPTED_KIND,
        content=content,
        accepted_at=datetime.now(UTC).replace(microsecond=0),
    )


def _slug(stem: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "file"


# ---------------------------------------------------------------- raw/


def raw_path(home: Path, sha256: str) -> Path:
    return home / "raw" / sha256


def store_raw(home: Path, files: Iterable[InputFile]) -> None:
    """Puts content on disk under its own name; content that lies there already stays."""
    folder = home / "raw"
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        path = raw_path(home, file.sha256)
        if path.exists() and file_digest(path) == file.sha256:
            continue
        part = path.with_name(path.name + _PART)
        with part.open("wb") as opened:
            opened.write(file.content)
            opened.flush()
            os.fsync(opened.fileno())
        part.replace(path)
    sync(folder)


def discard_raw_leftovers(home: Path) -> None:
    for part in (home / "raw").glob(f"*{_PART}"):
        part.unlink(missing_ok=True)


def accepted_inputs(
    home: Path, rows: pl.DataFrame, offered: Mapping[str, bytes]
) -> list[InputFile]:
    """Files of a release, from rows of its table of inputs; raises InputRefused.

    `offered` is content by its SHA-256 that the user gives again: it takes the place of damage.
    """
    return [
        InputFile(
            id=row["id"],
            name=row["name"],
            kind=ACCEPTED_KIND,
            content=offered.get(row["sha256"]) or _stored(home, row),
            accepted_at=row["accepted_at"].replace(tzinfo=UTC),
        )
        for row in rows.sort("accepted_at", "id").iter_rows(named=True)
    ]


def _stored(home: Path, row: Mapping[str, str]) -> bytes:
    """The bytes that were accepted: others under that name are damage, and refused."""
    path = raw_path(home, row["sha256"])
    content = path.read_bytes() if path.exists() else b""
    if hashlib.sha256(content).hexdigest() != row["sha256"]:
        message = (
            f"its accepted content in raw/{row['sha256']} is missing or damaged: load the same "
            f"file again, or take it back with `alf withdraw {row['id']}`"
        )
        raise InputRefused([Problem("raw_content_whole", message, row["name"])])
    return content


def remove_taken_in(home: Path, accepted: Iterable[InputFile]) -> None:
    """Takes files out of the inbox whose content a release in force now holds."""
    held = {file.sha256 for file in accepted}
    for path in inbox_files(home):
        if hashlib.sha256(path.read_bytes()).hexdigest() in held:
            path.unlink()


def inputs_frame(files: Iterable[InputFile], observations: pl.DataFrame) -> pl.DataFrame:
    """The table `input` of the release: each file with the number of figures it gave."""
    counts = dict(observations.group_by("input").len().iter_rows())
    columns: dict[str, pl.DataType | type[pl.DataType]] = {
        "id": pl.String, "name": pl.String, "kind": pl.String, "sha256": pl.String,
        "size": pl.Int64, "rows": pl.Int64, "accepted_at": pl.Datetime("us", "UTC"),
    }  # fmt: skip
    return pl.DataFrame(
        [
            (f.id, f.name, f.kind, f.sha256, len(f.content), counts.get(f.id, 0), f.accepted_at)
            for f in files
        ],
        schema=columns,
        orient="row",
    )
