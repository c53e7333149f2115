"""Raw answers on disk, so that a load can be repeated without the network: `ALF_HOME/answers/`.

A body lies under its own SHA-256, a small file for each question says which body answered it. A
body is on disk before a question refers to it, so a kill leaves either the old or the new answer.
Whatever does not fit its hash counts as not there. Not for survey answers: those never come from
a service.
"""

import hashlib
import os
import re
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

import orjson

from warehouse.folder import PART, one_clear_line, sync

FOLDER: Final = "answers"
_QUESTIONS: Final = "questions"
_BODIES: Final = "bodies"
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
# A part file that old belongs to a load that was killed.
_LEFT_OVER_SECONDS: Final = 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """An answer as it was kept; the two marks are what the service told us to ask with again."""

    address: str
    text: str
    etag: str | None
    modified: str | None


class AnswerCache:
    """The answers of one data folder; made by itself where it is missing."""

    def __init__(self, home: Path) -> None:
        self._folder = home / FOLDER

    def load(self, question: str) -> Stored | None:
        """The answer to a question; None where there is none, or where it is damaged."""
        note = self._note(question)
        if note is None:
            return None
        try:
            content = (self._folder / _BODIES / note["sha256"]).read_bytes()
            text = content.decode("utf-8")
        except (OSError, UnicodeDecodeError):
            return None
        if hashlib.sha256(content).hexdigest() != note["sha256"]:
            return None
        return Stored(address=note["address"], text=text,
                      etag=note["etag"] or None, modified=note["modified"] or None)  # fmt: skip

    def holds(self, question: str) -> bool:
        """Whether something lies under this question, be it whole or damaged."""
        return self._note_path(question).exists()

    def store(self, question: str, stored: Stored) -> None:
        content = stored.text.encode("utf-8")
        digest = hashlib.sha256(content).hexdigest()
        note = {
            "address": stored.address,
            "sha256": digest,
            "etag": stored.etag or "",
            "modified": stored.modified or "",
        }
        with one_clear_line("The answer of a statistics service cannot be stored"):
            _write(self._folder / _BODIES / digest, content)
            _write(self._note_path(question), orjson.dumps(note, option=orjson.OPT_INDENT_2))

    def forget(self, question: str) -> None:
        """The service has no such answer any more."""
        with one_clear_line("The answer of a statistics service cannot be removed"):
            self._note_path(question).unlink(missing_ok=True)

    def discard_leftovers(self) -> None:
        """Part files of loads that were killed a day ago or earlier."""
        for path in self._folder.glob(f"*/*{PART}"):
            try:
                if time.time() - path.stat().st_mtime > _LEFT_OVER_SECONDS:
                    path.unlink()
            except FileNotFoundError:
                continue

    def _note_path(self, question: str) -> Path:
        return self._folder / _QUESTIONS / f"{question}.json"

    def _note(self, question: str) -> dict[str, str] | None:
        try:
            note = orjson.loads(self._note_path(question).read_bytes())
        except (OSError, orjson.JSONDecodeError):
            return None
        keys = ("address", "sha256", "etag", "modified")
        if not isinstance(note, dict) or not all(isinstance(note.get(key), str) for key in keys):
            return None
        return note if _DIGEST.fullmatch(note["sha256"]) else None


def question_key(method: str, address: str, body: bytes | None) -> str:
    """The name of a question: its hash."""
    parts = (method.encode(), address.encode("utf-8"), body or b"")
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _write(path: Path, content: bytes) -> None:
    """The whole file or nothing of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, suffix=PART, delete=False) as part:
        try:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
        except OSError:
            Path(part.name).unlink(missing_ok=True)
            raise
    Path(part.name).replace(path)
    sync(path.parent)
