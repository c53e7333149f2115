"""Releases: build a new file, publish it by switching a pointer, list them, go back.

A release never changes. Whatever stops a load, at whatever moment, the pointer names a file that
is whole: the new file reaches the disk and is verified before the pointer is replaced, in one
step. Only the holder of `load_lock` builds, publishes, discards or rolls back.
"""

from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import duckdb
import polars as pl

from warehouse.contents import Contents, Run, content_digest, summary, tables
from warehouse.folder import (
    PART,
    POINTER,
    Register,
    ReleaseProblem,
    file_digest,
    one_clear_line,
    read_register,
    release_path,
    releases_folder,
    sync,
    whole_files,
    write_register,
)
from warehouse.layout import CONFIG, SCHEMA_VERSION, layout, schema_statements
from warehouse.lock import LoadRunning, load_lock
from warehouse.queries import count_observations, read_inputs
from warehouse.store import NoRelease
from warehouse.verify import broken_rules, verify, verify_file

__all__ = [
    "Contents",
    "LoadRunning",
    "ReleaseInfo",
    "ReleaseProblem",
    "Run",
    "UnknownRelease",
    "build",
    "discard_leftovers",
    "inputs_in_force",
    "list_releases",
    "load_lock",
    "publish",
    "rollback",
    "verify",
]

KEPT: Final = 10
# The database before 2.0 can open the file too; small blocks, since the tables are small.
_ATTACH: Final = "ATTACH '{path}' AS release (STORAGE_VERSION 'v1.5.0', BLOCK_SIZE 16384)"
_TIME: Final = "%Y%m%dT%H%M%SZ"


class UnknownRelease(ReleaseProblem):
    """No published release has this id; the message lists those that are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseInfo:
    """A published release; `observations` is None where the file cannot be read."""

    id: str
    built_at: datetime
    size: int
    observations: int | None
    in_force: bool


def build(home: Path, contents: Contents) -> str:
    """Writes and verifies a new release, not yet published, and gives its id."""
    filled = tables(contents)
    _refuse_unless_whole(broken_rules(filled))
    content = summary(filled)
    with one_clear_line("the release could not be written"):
        releases_folder(home).mkdir(parents=True, exist_ok=True)
        built_at = datetime.now(UTC).replace(microsecond=0)
        release_id = _next_id(home, built_at, content_digest(content)[:8])
        path = release_path(home, release_id)
        part = path.with_name(path.name + PART)
        about = {"content": content, "run": _run_row(contents.run, content, release_id, built_at)}
        with ExitStack() as on_failure:
            on_failure.callback(_remove, part)
            _write(part, filled | about)
            sync(part)
            _refuse_unless_whole(verify_file(part, release_id))
            part.rename(path)
            sync(path.parent)
            on_failure.pop_all()
    return release_id


def publish(home: Path, release_id: str) -> None:
    """Puts a built release in force, and removes the oldest beyond the last ten."""
    with one_clear_line("the release could not be published"):
        published = _published(home)
        new = {release_id: _digest_of(home, release_id)}
        kept = _worth_keeping(home, published | new, in_force=release_id)
        write_register(home, Register(release_id, kept))
    # It is in force: a file that cannot be removed now is removed by the next load.
    for release in set(published) - set(kept):
        with suppress(OSError):
            release_path(home, release).unlink(missing_ok=True)


def rollback(home: Path, release_id: str) -> None:
    """Puts an earlier release in force again, after proving that it is whole."""
    with one_clear_line("the release could not be put in force"):
        published = _published(home, mend=True)
        if release_id not in published:
            known = ", ".join(sorted(published, reverse=True)) or "none"
            raise UnknownRelease(f"there is no release '{release_id}' (there are: {known})")
        if _digest_of(home, release_id) != published[release_id]:
            raise ReleaseProblem(f"release {release_id} has changed since it was published")
        _refuse_unless_whole(verify_file(release_path(home, release_id), release_id))
        write_register(home, Register(release_id, published))


def list_releases(home: Path) -> list[ReleaseInfo]:
    """The published releases, newest first."""
    register = read_register(home)
    if register is None:
        return []
    return [
        _info(home, release_id, in_force=release_id == register.in_force)
        for release_id in sorted(register.published, reverse=True)
    ]


def inputs_in_force(home: Path) -> pl.DataFrame:
    """The files that the release in force is made of; raises NoRelease before the first one."""
    register = read_register(home)
    if register is None:
        raise NoRelease("there is no release yet: run `alf load`")
    return read_inputs(release_path(home, register.in_force))


def discard_leftovers(home: Path) -> None:
    """Removes what killed loads left: unfinished files, and finished ones never published.

    Without a pointer file nothing tells a finished file from a published one, so it stays.
    """
    with one_clear_line("what an earlier load left could not be removed"):
        folder = releases_folder(home)
        for path in [*folder.glob(f"alf-*{PART}*"), *folder.glob(f"{POINTER}{PART}")]:
            path.unlink(missing_ok=True)
        register = read_register(home)
        if register is None:
            return
        for release_id, path in whole_files(home).items():
            if release_id not in register.published:
                path.unlink(missing_ok=True)


def _next_id(home: Path, now: datetime, short_digest: str) -> str:
    """Later than every release there is, so that sorted ids are in the order of building.

    Two builds within a second, or a clock that was set back, get the next free second.
    """
    latest = max((_moment(release_id) for release_id in whole_files(home)), default=None)
    moment = now if latest is None or now > latest else latest + timedelta(seconds=1)
    return f"{moment:{_TIME}}-{short_digest}"


def _moment(release_id: str) -> datetime:
    return datetime.fromisoformat(release_id.partition("-")[0])


def _run_row(run: Run, content: pl.DataFrame, release_id: str, built_at: datetime) -> pl.DataFrame:
    row = {
        "release": release_id,
        "id": run.id,
        "started_at": run.started_at.astimezone(UTC).replace(tzinfo=None),
        "built_at": built_at.replace(tzinfo=None),
        "program_version": run.program_version,
        "schema_version": SCHEMA_VERSION,
        "fingerprint": run.fingerprint,
        "is_example": run.is_example,
        "changes": run.changes,
        "content_sha256": content_digest(content),
    }
    return pl.DataFrame([row], schema=layout().tables["run"])


def _write(part: Path, filled: Mapping[str, pl.DataFrame]) -> None:
    with duckdb.connect(":memory:", config=CONFIG) as connection:
        connection.execute(_ATTACH.format(path=str(part).replace("'", "''")))
        connection.execute("USE release")
        connection.execute("BEGIN")
        connection.execute(schema_statements())
        for name in layout().tables:
            if filled[name].height:
                connection.from_arrow(filled[name].to_arrow()).insert_into(f'"{name}"')
        connection.execute("COMMIT")
        connection.execute("USE memory")
        connection.execute("CHECKPOINT release")
        connection.execute("DETACH release")


def _remove(part: Path) -> None:
    """Gives the space back at once; where even that fails, the next load does it."""
    for path in part.parent.glob(part.name + "*"):
        with suppress(OSError):
            path.unlink()


def _refuse_unless_whole(problems: list[str]) -> None:
    if problems:
        raise ReleaseProblem("not a whole release: " + "; ".join(problems))


def _published(home: Path, *, mend: bool = False) -> dict[str, str]:
    """Published releases and their digests; without a pointer file, every whole file there is."""
    try:
        register = read_register(home)
    except ReleaseProblem:
        if not mend:
            raise
        register = None
    if register is not None:
        return dict(register.published)
    return {release_id: file_digest(path) for release_id, path in whole_files(home).items()}


def _digest_of(home: Path, release_id: str) -> str:
    path = release_path(home, release_id)
    if not path.is_file():
        raise ReleaseProblem(f"there is no release '{release_id}'")
    return file_digest(path)


def _worth_keeping(home: Path, published: Mapping[str, str], *, in_force: str) -> dict[str, str]:
    """The last ten, the one in force, and every one that an export code was issued for."""
    newest = sorted(published, reverse=True)[:KEPT]
    codes = "\n".join(
        path.read_text(encoding="utf-8", errors="replace")
        for path in (home / "reports").glob("codes*")
        if path.is_file()
    )
    return {
        release_id: file_sha256
        for release_id, file_sha256 in published.items()
        if release_id in newest or release_id == in_force or release_id in codes
    }


def _info(home: Path, release_id: str, *, in_force: bool) -> ReleaseInfo:
    path = release_path(home, release_id)
    return ReleaseInfo(
        id=release_id,
        built_at=_moment(release_id),
        size=path.stat().st_size if path.is_file() else 0,
        observations=count_observations(path),
        in_force=in_force,
    )
