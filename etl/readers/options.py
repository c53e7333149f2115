"""What a user may decide instead of the readers: one list for the command, the file and the help.

Each option overrides one decision. They are saved beside a file as the part `[read]` of
`FILE.alf.toml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnOptions:
    """What is decided about one column."""

    type: Literal["text", "number", "code", "date"] | None = None
    decimal: str | None = None
    thousands: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """None leaves a decision to the reader.

    `header` are the first and last header row as numbered in the file, (0, 0) where there is
    none. `rows` are the first and last row of data. `sheet` also names one data set of a file
    that holds several. `language` chooses among those of a PX file. `ragged` "pad" fills short
    rows with empty cells, and leaves the first column without a name where only one is missing.
    `answers` says whether the file holds survey answers.
    """

    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    sheet: str | None = None
    header: tuple[int, int] | None = None
    rows: tuple[int, int] | None = None
    decimal: str | None = None
    thousands: str | None = None
    ragged: Literal["pad"] | None = None
    language: str | None = None
    answers: bool | None = None
    columns: Mapping[str, ColumnOptions] = field(default_factory=dict)


NO_OPTIONS = Options()
