"""`private/journal.jsonl`: who did what with survey answers, and when. Ids and counts, no answers.

Only ever written: what the program needs to know of a delivery is in its `about.json`.
"""

import os
import pwd
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

import orjson

from etl.surveys.store.private import private_folder

JOURNAL: Final = "journal.jsonl"


class Action(StrEnum):
    """What is recorded."""

    LOADED = "loaded"
    REPLACED = "replaced"
    FORGOTTEN = "forgotten"
    KEY_MADE = "key_made"


def user() -> str:
    """Who the system says it is: the environment may be set to say anything."""
    number = os.geteuid()
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"uid {number}"


def record(
    home: Path, action: Action, *, when: datetime, who: str, about: Mapping[str, object]
) -> None:
    """Adds a line, unless the very same is there: a step that a kill stopped is done again."""
    line = orjson.dumps({"when": when, "who": who, "what": action, **about})
    path = private_folder(home) / JOURNAL
    before = path.read_bytes() if path.exists() else b""
    if line in before.splitlines():
        return
    # A kill may have left half a line.
    start = b"" if not before or before.endswith(b"\n") else b"\n"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "ab") as opened:
        opened.write(start + line + b"\n")
        opened.flush()
        os.fsync(opened.fileno())
