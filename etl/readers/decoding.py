"""Bytes decoded strictly in an encoding that was said. Which one a file has is decided elsewhere.

`encoding` and `text_file` do the same for delimited text, where they also name the cell.
"""

import codecs
from typing import Final

from etl.problems import InputRefused, Problem

# Python counts these among its encodings of text, but they are notations of its own and of host
# names: https://docs.python.org/3/library/codecs.html#python-specific-encodings
_NOTATIONS: Final = frozenset(
    {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"}
)
REMEDY: Final = "say which encoding it is with --encoding, for example --encoding windows-1252"


def codec_named(encoding: str) -> str | None:
    """The codec that is called so; None where there is none in which a file can be written."""
    try:
        name = codecs.lookup(encoding).name
        "".encode(encoding)
    # LookupError: no such codec, or one that is not for text; ValueError: a NUL in its name.
    except (LookupError, ValueError):
        return None
    return None if name in _NOTATIONS else name


def decoded(data: bytes, encoding: str, file: str) -> str:
    """The text; raises InputRefused with the line and the byte of it that does not belong."""
    if codec_named(encoding) is None:
        message = f"'{encoding}' is no encoding known here"
        raise InputRefused([Problem("encoding", message, file, remedy=REMEDY)])
    try:
        # What is left of a byte order mark where the encoding was said without one.
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise InputRefused([_undecodable(error, data, encoding, file)]) from None


def _undecodable(error: UnicodeDecodeError, data: bytes, encoding: str, file: str) -> Problem:
    line = data.count(b"\n", 0, error.start) + 1
    place = error.start - data.rfind(b"\n", 0, error.start)
    message = f"byte {place} of the line is 0x{data[error.start]:02X}, which is not {encoding}"
    return Problem("encoding", message, file, line, remedy=REMEDY)
