"""Records of a large UTF-8 text one by one, with the exact line of each, in bounded memory.

Slower than DuckDB; used where it cannot tell the lines, and to say exactly what is wrong.
"""

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from etl.problems import InputRefused, Problem
from etl.readers.text_file import broken_text, place_of
from etl.readers.tokens import (
    LARGEST_CELL,
    BrokenText,
    Dialect,
    Record,
    line_ends_in,
    records,
)

_CHUNK: Final = 1 << 20


@dataclass(slots=True)
class Place:
    """How far a file has been read: the next byte and its line."""

    offset: int
    line: int


class _Lines:
    """The lines from a place to a stop; `taken` are the bytes of those that were handed out."""

    def __init__(self, opened: BinaryIO, place: Place, stop: int, dialect: Dialect, file: str):
        opened.seek(place.offset)
        self._opened, self._left, self._line = opened, stop - place.offset, place.line
        self._dialect, self._file = dialect, file
        self._decoder = codecs.getincrementaldecoder("utf-8")("strict")
        self.taken = 0

    def __iter__(self) -> Iterator[str]:
        rest = ""
        while self._left > 0:
            text = rest + self._more(rest)
            lines = list(io.StringIO(text, newline=""))
            # A CR at the very end may be the half of a CR LF.
            rest = "" if text.endswith("\n") or not self._left else lines.pop()
            if len(rest) > LARGEST_CELL:
                raise InputRefused([self._problem("long_line", "the line is too long", 0)])
            for line in lines:
                self.taken += len(line.encode())
                self._line += 1
                yield line

    def _more(self, rest: str) -> str:
        chunk = self._opened.read(min(_CHUNK, self._left))
        self._left = self._left - len(chunk) if chunk else 0
        try:
            text = self._decoder.decode(chunk, final=not self._left)
        except UnicodeDecodeError as error:
            good = rest + error.object[: error.start].decode("utf-8")
            bad = error.object[error.start : error.end]
            raise InputRefused([self._wrong("invalid_bytes", good, bad)]) from None
        if "\0" in text:
            good = rest + text[: text.index("\0")]
            raise InputRefused([self._wrong("null_bytes", good, b"\0")])
        return text

    def _wrong(self, rule: str, good: str, bad: bytes) -> Problem:
        line, column = place_of(good, self._dialect)
        return Problem(
            rule,
            f"column {column} holds a byte that the encoding does not have"
            if rule == "invalid_bytes"
            else f"column {column} holds a NUL character",
            self._file,
            row=self._line + line - 1,
            remedy="mend it in the file, or say another --encoding",
            evidence=(f"bytes {bad.hex(' ')}",),
        )

    def _problem(self, rule: str, message: str, ahead: int) -> Problem:
        return Problem(rule, message, self._file, row=self._line + ahead)


def exact_records(
    path: Path, place: Place, stop: int, dialect: Dialect, file: str
) -> Iterator[Record]:
    """The records from a place on, which moves along: it is behind the record last given."""
    with path.open("rb") as opened:
        lines = _Lines(opened, place, stop, dialect, file)
        begin = place.offset
        try:
            yield from records(_ended(lines, place, begin), dialect, place.line)
        except BrokenText as broken:
            raise InputRefused([broken_text(broken, file)]) from None


def _ended(lines: _Lines, place: Place, begin: int) -> Iterator[str]:
    """The place is behind the lines of the records given so far.

    The csv module asks for a line only when it needs it, never for one ahead.
    """
    for line in lines:
        place.offset = begin + lines.taken
        place.line += line_ends_in(line)
        yield line
