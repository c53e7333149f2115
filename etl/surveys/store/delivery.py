"""The files of one survey as they are given: its export, its instrument and its frame.

Where they lie and what they are called; what is in them is read elsewhere.
"""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from etl.inputs import InputDeclaration, InputFile, accepted_now, digest_of
from etl.problems import InputRefused, Problem
from etl.readers.content import Content, printable_name
from etl.surveys.beside import frame_path
from etl.surveys.model import Instrument
from etl.surveys.responses import Responses
from etl.surveys.store.about import About
from etl.surveys.store.private import ANSWERS, ORIGINAL, new_private_file
from warehouse.folder import file_digest, sync


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """The files of one survey as they are given, and the SHA-256 of each."""

    instrument: Instrument
    declaration: InputDeclaration
    export: Content
    export_sha256: str
    frame: Content | None
    frame_sha256: str | None

    @property
    def id(self) -> str:
        return self.instrument.round.id

    @property
    def digests(self) -> tuple[str, str, str | None]:
        return self.export_sha256, self.declaration.sha256, self.frame_sha256

    def is_that_of(self, about: About | None) -> bool:
        return about is not None and self.digests == (about.export, about.instrument, about.frame)


def delivery_of(path: Path, declaration: InputDeclaration) -> Delivery:
    assert isinstance(declaration.meaning, Instrument)
    export = Content.of_file(path, printable_name(path))
    frame = _frame(path, declaration)
    return Delivery(
        instrument=declaration.meaning,
        declaration=declaration,
        export=export,
        export_sha256=digest_of(export),
        frame=frame,
        frame_sha256=digest_of(frame) if frame else None,
    )


def _frame(path: Path, declaration: InputDeclaration) -> Content | None:
    """In memory: a list of persons is looked at and thrown away."""
    assert isinstance(declaration.meaning, Instrument)
    place = frame_path(path, declaration.meaning)
    if place is None:
        return None
    if not place.is_file():
        message = f"the frame '{printable_name(place)}' that it names is not beside the export"
        raise _refused("frame_missing", message, declaration.name)
    return Content.of_bytes(printable_name(place), place.read_bytes())


@contextmanager
def stored_original(delivery: Delivery, folder: Path) -> Iterator[Content]:
    """The original, from where it is read: what is kept is what was counted.

    While it is read it reaches the disk. Raises InputRefused in the end where it is not what was
    given, also when nobody could read it.
    """
    place = folder / ORIGINAL
    assert delivery.export.path is not None
    with delivery.export.path.open("rb") as given, new_private_file(place, sync=False) as kept:
        shutil.copyfileobj(given, kept, 1 << 20)
    with ThreadPoolExecutor(1) as beside:
        digest = beside.submit(_on_disk, place)
        try:
            yield Content.of_file(place, delivery.export.name)
        finally:
            if digest.result() != delivery.export_sha256:
                message = "the file was changed while it was loaded: load it again"
                raise _refused("file_changed", message, delivery.export.name)


def _on_disk(place: Path) -> str:
    sync(place)
    return file_digest(place)


def store_answers(responses: Responses, folder: Path) -> None:
    with new_private_file(folder / ANSWERS) as opened:
        responses.frame.write_parquet(opened)


def as_input(delivery: Delivery, table: Content) -> InputFile:
    """Called as the export, with the id of the survey."""
    named = Content(delivery.export.name, table.size, path=table.path, data=table.data)
    return accepted_now(named.name, named, delivery.declaration, stem=delivery.id)


def _refused(rule: str, message: str, file: str) -> InputRefused:
    return InputRefused([Problem(rule, message, file)])
