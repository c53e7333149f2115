"""What the first bytes of a text say of its encoding: byte order marks, and zeros between."""

import codecs
from collections.abc import Sequence
from typing import Final

_MARKS: Final = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def marked(start: bytes) -> tuple[int, str | None]:
    """How long the byte order mark is, and the encoding it is of; (0, None) without one."""
    for mark, name in _MARKS:
        if start.startswith(mark):
            return len(mark), name
    return 0, None


def without_mark(parts: Sequence[bytes]) -> str | None:
    """ASCII written with two bytes has a zero in every other place, with four in three of four."""
    start = parts[0][:65_536]
    nulls = [start[place::4].count(0) / max(len(start[place::4]), 1) for place in range(4)]
    high = [share > 0.4 for share in nulls]
    return {
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
    }.get((high[0], high[1], high[2], high[3]))
