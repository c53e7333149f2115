"""Head, middle and tail of a large text, decoded and cut where records can be told to begin.

The time it takes does not depend on the size of the file. Lines of the tail are numbered from the
end, -1 being the last: how many lines there are is only known when all were read.
"""

import codecs
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from etl.problems import InputRefused, Problem
from etl.readers.content import Content
from etl.readers.dialect import Decided, decide_dialect
from etl.readers.encoding import Damage, Encoding, decide_encoding
from etl.readers.model import Grid, Value
from etl.readers.options import Options
from etl.readers.text_file import codec_of
from etl.readers.tokens import BrokenText, Dialect, Record, line_ends_in, lines_of, records

HEAD: Final = 192 * 1024
PART: Final = 64 * 1024
_TRIED_STARTS: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples:
    """`tail` is empty where no record could be told to begin in it."""

    encoding: Encoding
    decided: Decided
    head_text: str
    tail_text: str
    head: list[Record]
    middle: list[Record]
    tail: list[Record]

    def grid(self, *, with_tail: bool) -> Grid:
        tail = self.tail if with_tail else []
        last = line_ends_in(self.tail_text) + (not self.tail_text.endswith(("\r", "\n")))
        return Grid(
            name="",
            rows=[_row(record) for record in (*self.head, *tail)],
            numbers=[
                *(record.line for record in self.head),
                *(record.line - last - 1 for record in tail),
            ],
            gap_after=len(self.head) - 1,
        )

    def bytes_from(self, index: int) -> int:
        """Bytes of UTF-8 from a record of the tail to the end of the file."""
        lines = list(lines_of(self.tail_text))
        return len("".join(lines[self.tail[index].line - 1 :]).encode())

    def bytes_before(self, line: int) -> int:
        """Bytes of UTF-8 before a line of the head, without a byte order mark."""
        sizes = (len(each.encode()) for each in lines_of(self.head_text))
        return [0, *accumulate(sizes)][line - 1]


def _row(record: Record) -> Sequence[Value]:
    return [cell or None for cell in record.cells]


def take_samples(content: Content, options: Options) -> Samples:
    """Raises InputRefused where the encoding or the dialect cannot be decided."""
    parts = _parts(content)
    encoding = decide_encoding(parts, options.encoding, file=content.name, is_whole=False)
    if isinstance(encoding, Damage):
        raise InputRefused([encoding.problem])
    head, middle, tail = _decoded(parts, encoding, content.name)
    if "\0" in head + middle + tail:
        raise InputRefused([_null(content.name)])
    decided = decide_dialect(head, options, file=content.name)
    found = _whole_records(head, decided.dialect, decided.skipped)
    width = max((len(record.cells) for record in found), default=0)
    tail_from, tail_records = _aligned(tail, decided.dialect, width, is_end=True)
    return Samples(
        encoding=encoding,
        decided=decided,
        head_text=head,
        tail_text=tail[tail_from:],
        head=found,
        middle=_aligned(middle, decided.dialect, width, is_end=False)[1],
        tail=tail_records,
    )


def _parts(content: Content) -> list[bytes]:
    """Every part begins at a multiple of four, as characters of UTF-16 may."""
    middle = content.size // 2 // 4 * 4
    end = (content.size - PART) // 4 * 4
    return [
        content.part(0, HEAD),
        content.part(middle, PART),
        content.part(end, content.size - end),
    ]


def _null(file: str) -> Problem:
    return Problem(
        "null_bytes", "NUL characters stand in the text", file, remedy="take them out of the file"
    )


def _decoded(parts: Sequence[bytes], encoding: Encoding, file: str) -> tuple[str, str, str]:
    codec, head = codec_of(encoding), parts[0][encoding.mark :]
    try:
        texts = [_text(head, codec), *(_text(_from_character(p, codec), codec) for p in parts[1:])]
    except UnicodeDecodeError:
        message = f"a sample of the text is no valid {encoding.name}"
        remedy = "say another --encoding"
        raise InputRefused([Problem("invalid_bytes", message, file, remedy=remedy)]) from None
    return texts[0], texts[1], texts[2]


def _text(part: bytes, codec: str) -> str:
    """Without the character that is cut in two at the end."""
    return codecs.getincrementaldecoder(codec)("strict").decode(part, final=False)


def _from_character(part: bytes, codec: str) -> bytes:
    if codec == "utf-8":
        return part[next((at for at in range(3) if part[at] & 0xC0 != 0x80), 0) :]
    if codec in ("utf-16-le", "utf-16-be"):
        high = part[1] if codec.endswith("le") else part[0]
        return part[2:] if high & 0xFC == 0xDC else part
    return part


def _whole_records(text: str, dialect: Dialect, skipped: int = 0) -> list[Record]:
    """The records of a text that is cut off: the last one, which may go on, is left out."""
    found: list[Record] = []
    lines = list(lines_of(text))[skipped:]
    try:
        found.extend(records(lines, dialect, 1 + skipped))
    except BrokenText:
        # What breaks in the sample is named when all of it is read.
        return found
    return found[:-1]


def _aligned(text: str, dialect: Dialect, width: int, *, is_end: bool) -> tuple[int, list[Record]]:
    """From the first line end at which a record can begin: all that follows can be cut.

    A sample may begin inside quotes, where a line end begins nothing.
    """
    lines = list(lines_of(text))
    offsets = [0, *accumulate(map(len, lines))]
    for start in range(1, min(_TRIED_STARTS, len(lines))):
        if not lines[start - 1].endswith("\n") and lines[start].startswith("\n"):
            continue
        try:
            found = list(records(lines[start:] if is_end else lines[start:-1], dialect))
        except BrokenText:
            continue
        if found and len(found[0].cells) == width:
            return offsets[start], found
    return len(text), []
