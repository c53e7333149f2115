"""`about.json`: what one delivery of a survey is, without anything that anybody answered."""

from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import orjson

from etl.problems import InputRefused, Problem

ABOUT: Final = "about.json"

# A published table with the instrument that it was made by: the SHA-256 of both, as a release
# names them.
Mark = tuple[str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """`rows` is how many answers count. `key` is the id of the key of the pseudonyms.

    The digests are of the files as they were given; `published` is that of the table in `raw/`.
    """

    id: str
    title_sv: str
    title_en: str
    export_name: str
    export: str
    instrument: str
    frame: str | None
    published: str
    key: str
    rows: int
    keep_until: date
    loaded_at: datetime
    loaded_by: str
    program_version: str
    replaces: str | None = None
    forgotten_at: datetime | None = None
    forgotten_by: str | None = None

    @property
    def mark(self) -> Mark:
        return self.published, self.instrument

    def is_overdue(self, today: date) -> bool:
        return self.forgotten_at is None and today > self.keep_until

    def as_bytes(self) -> bytes:
        return orjson.dumps(asdict(self), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def read_about(folder: Path) -> About | None:
    """None where a delivery is not complete; raises InputRefused where it is damaged."""
    try:
        data = (folder / ABOUT).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    try:
        return _about(orjson.loads(data))
    except (TypeError, ValueError, KeyError) as error:
        message = "it is damaged: put it back from a copy, or remove the folder it lies in"
        place = f"private/surveys/{folder.name}/{ABOUT}"
        raise InputRefused([Problem("about_survey", message, place)]) from error


def _about(row: object) -> About:
    """Keys of a later program are left alone; one that is missing raises."""
    if not isinstance(row, dict):
        raise TypeError("no table of keys")
    known = {field.name for field in fields(About)}
    found = {key: value for key, value in row.items() if key in known}
    forgotten = found["forgotten_at"]
    return About(
        **found
        | {
            "keep_until": date.fromisoformat(found["keep_until"]),
            "loaded_at": datetime.fromisoformat(found["loaded_at"]),
            "forgotten_at": datetime.fromisoformat(forgotten) if forgotten else None,
        }
    )


def now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
