"""The files a release is made of: what ships, and what users have given.

How accepted files survive a kill. Their content lies in `raw/`, named by its SHA-256, and is on
disk before anything refers to it; so does the declaration that says what a file means. The list
of them is no file of its own: it is the table `input` of the release in force. So list and
figures change in the same atomic switch of the pointer, a rollback takes both back, and content
that no release names is merely unused. A file in `inbox/` is removed once a release that holds it
is in force; until then it is offered again. Which files are taken is decided in `offered.py`.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Self

import polars as pl

from etl.problems import InputRefused, Problem
from etl.raw import raw_path
from etl.readers.content import Content
from etl.sources import BUNDLED
from etl.sources.declaration import parse_declaration
from etl.sources.declaration_model import Declaration
from etl.surveys.instrument import is_instrument, parse_instrument
from etl.surveys.model import Instrument
from etl.surveys.store.private import make_private
from warehouse.folder import file_digest

BUNDLED_KIND: Final = "bundled"
ACCEPTED_KIND: Final = "accepted"
# A declaration is called as the file that it is for, with this behind.
DECLARATION_SUFFIX: Final = ".alf.toml"
_SUFFIX: Final = ".csv"

# An accepted file is the same only with the same declaration: the SHA-256 of both.
Mark = tuple[str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class InputDeclaration:
    """The TOML that says what a file means, as given and as understood.

    Of an export of survey answers it is an instrument.
    """

    name: str
    text: bytes
    sha256: str
    meaning: Declaration | Instrument

    @classmethod
    def of(cls, name: str, text: bytes) -> Self:
        """Raises InputRefused with everything that is wrong in it."""
        try:
            words = text.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = text.count(b"\n", 0, error.start) + 1
            problem = Problem("wrong_encoding", "the declaration is not UTF-8", name, line)
            raise InputRefused([problem]) from error
        digest = hashlib.sha256(text).hexdigest()
        parse = parse_instrument if is_instrument(words) else parse_declaration
        return cls(name=name, text=text, sha256=digest, meaning=parse(words, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """One file of figures; `accepted_at` is None for what ships.

    Without a declaration it is in the project's own shape (`etl/sources/bundled.py`). With an
    instrument its content is the published table of the survey, never the answers.
    """

    id: str
    name: str
    kind: str
    content: Content
    sha256: str
    accepted_at: datetime | None
    declaration: InputDeclaration | None = None

    @property
    def mark(self) -> Mark:
        return self.sha256, self.declaration.sha256 if self.declaration else None


def digest_of(content: Content) -> str:
    """SHA-256 of the bytes; a file is read in parts."""
    if content.path is not None:
        return file_digest(content.path)
    return hashlib.sha256(content.all()).hexdigest()


def make_folders(home: Path) -> None:
    """The folders of ALF_HOME; survey answers are for their owner alone."""
    for name in ("inbox", "raw", "releases", "reports"):
        (home / name).mkdir(parents=True, exist_ok=True)
    make_private(home)


# ---------------------------------------------------------------- what ships


def bundled_inputs(bundle: Path | None) -> list[InputFile]:
    """What ships, in the order of the list of topics; nothing where the example is made."""
    return [_bundled(bundle / f"{topic}{_SUFFIX}") for topic in BUNDLED] if bundle else []


def _bundled(path: Path) -> InputFile:
    with _said_missing(path):
        content = Content.of_file(path)
        return InputFile(
            id=path.name,
            name=path.name,
            kind=BUNDLED_KIND,
            content=content,
            sha256=digest_of(content),
            accepted_at=None,
        )


def bundled_content(bundle: Path, name: str) -> bytes:
    with _said_missing(bundle / name):
        return (bundle / name).read_bytes()


@contextmanager
def _said_missing(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        message = "the file that ships with the project is missing"
        raise InputRefused([Problem("file_missing", message, path.name)]) from error


# ---------------------------------------------------------------- what users give


def accepted_now(
    name: str,
    content: Content,
    declaration: InputDeclaration | None = None,
    *,
    stem: str | None = None,
) -> InputFile:
    """A file that is accepted by this load; its id begins with `stem`, else with its name."""
    digest = digest_of(content)
    return InputFile(
        id=_id_of(stem or name, digest, declaration),
        name=name,
        kind=ACCEPTED_KIND,
        content=content,
        sha256=digest,
        accepted_at=datetime.now(UTC).replace(microsecond=0),
        declaration=declaration,
    )


def _id_of(name: str, digest: str, declaration: InputDeclaration | None) -> str:
    """From the name and what it is accepted as, so that a file may be declared in two ways."""
    stem = Path(name.removesuffix(DECLARATION_SUFFIX)).stem
    slug = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "file"
    if declaration:
        digest = hashlib.sha256(f"{digest} {declaration.sha256}".encode()).hexdigest()
    return f"{slug}-{digest[:8]}"


def accepted_before(
    home: Path, rows: pl.DataFrame, offered: Mapping[str, Content]
) -> list[InputFile]:
    """Files of a release, from rows of its table of inputs; raises InputRefused.

    `offered` is content by its SHA-256 that the user gives again: it takes the place of damage.
    """
    return [
        InputFile(
            id=row["id"],
            name=row["name"],
            kind=ACCEPTED_KIND,
            content=offered.get(row["sha256"]) or _stored(home, row, "sha256"),
            sha256=row["sha256"],
            accepted_at=row["accepted_at"].replace(tzinfo=UTC),
            declaration=_declaration_before(home, row, offered),
        )
        for row in rows.sort("accepted_at", "id").iter_rows(named=True)
    ]


def _declaration_before(
    home: Path, row: Mapping[str, Any], offered: Mapping[str, Content]
) -> InputDeclaration | None:
    if row["declaration"] is None:
        return None
    content = offered.get(row["declaration"]) or _stored(home, row, "declaration")
    name = row["name"].removesuffix(DECLARATION_SUFFIX) + DECLARATION_SUFFIX
    return InputDeclaration.of(name, content.all())


def declarations_before(home: Path, rows: pl.DataFrame) -> list[InputDeclaration]:
    """Each declaration of a release once; `rows` are of its table of inputs."""
    distinct = rows.filter(pl.col("declaration").is_not_null()).unique("declaration").sort("id")
    found = [_declaration_before(home, row, {}) for row in distinct.iter_rows(named=True)]
    return [declaration for declaration in found if declaration]


def _stored(home: Path, row: Mapping[str, Any], column: str) -> Content:
    """The bytes that were accepted: others under that name are damage, and refused."""
    path = raw_path(home, row[column])
    if not path.exists() or file_digest(path) != row[column]:
        message = (
            f"its accepted content in raw/{row[column]} is missing or damaged: load the same "
            f"file again, or take it back with `alf withdraw {row['id']}`"
        )
        raise InputRefused([Problem("raw_content_whole", message, row["name"])])
    return Content.of_file(path, row["name"])


def contents_of(files: Iterable[InputFile]) -> dict[str, Content]:
    """What lies in `raw/` for these files, by SHA-256: their bytes and their declarations."""
    found: dict[str, Content] = {}
    for file in files:
        found[file.sha256] = file.content
        if file.declaration:
            text = Content.of_bytes(file.declaration.name, file.declaration.text)
            found[file.declaration.sha256] = text
    return found


# ---------------------------------------------------------------- the list of them

_COLUMNS: Final[Mapping[str, Any]] = {
    "id": pl.String, "name": pl.String, "kind": pl.String, "sha256": pl.String,
    "size": pl.Int64, "rows": pl.Int64, "set_aside": pl.Int64, "declaration": pl.String,
    "accepted_at": pl.Datetime("us", "UTC"),
}  # fmt: skip


def inputs_frame(
    files: Iterable[InputFile], observations: pl.DataFrame, set_aside: Mapping[str, int]
) -> pl.DataFrame:
    """The table `input` of the release: each file with the number of figures it gave.

    `set_aside` is, by id, how many rows of a file gave none.
    """
    counts = dict(observations.group_by("input").len().iter_rows())
    rows = [
        (file.id, file.name, file.kind, file.sha256, file.content.size, counts.get(file.id, 0),
         set_aside.get(file.id, 0), file.mark[1], file.accepted_at)
        for file in files
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=dict(_COLUMNS), orient="row")


def accepted_rows(inputs: pl.DataFrame) -> pl.DataFrame:
    """The rows about accepted files, also of a release whose table had fewer columns."""
    missing = [
        pl.lit(None, dtype=kind).alias(name)
        for name, kind in _COLUMNS.items()
        if name not in inputs.columns
    ]
    return inputs.with_columns(missing).filter(pl.col("kind") == ACCEPTED_KIND)
