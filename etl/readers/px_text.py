"""The bytes of a PX file as text, by its keywords CHARSET and CODEPAGE and by its bytes."""

import re
from typing import Final

from etl.problems import InputRefused, Problem
from etl.readers.byte_marks import marked
from etl.readers.decoding import REMEDY, codec_named, decoded
from etl.readers.model import Decision

_CODEPAGE: Final = re.compile(rb'^\s*CODEPAGE\s*=\s*"([^"\r\n]*)"', re.MULTILINE | re.IGNORECASE)
_CHARSET: Final = re.compile(rb'^\s*CHARSET\s*=\s*"?ANSI', re.MULTILINE | re.IGNORECASE)
_HEAD: Final = 1 << 16
_C1: Final = re.compile(rb"[\x80-\x9f]")
# Latin alphabets that leave 0x80–0x9F without a letter, where windows-1252 has signs.
_WITHOUT_C1: Final = frozenset({"iso8859-1", "iso8859-15"})


def px_text(data: bytes, file: str, told: str | None) -> tuple[str, Decision, list[Problem]]:
    """The text, how it was decoded, and remarks; raises InputRefused where it cannot be told."""
    if told is not None:
        decision = Decision(subject="encoding", value=told, reason="told so", is_told=True)
        return decoded(data, told, file), decision, []
    mark, encoding = marked(data)
    if encoding is not None:
        decision = Decision(subject="encoding", value=encoding, reason="byte order mark")
        return decoded(data[mark:], encoding, file), decision, []
    declared = _CODEPAGE.search(data[:_HEAD])
    if declared is not None:
        return _as_declared(data, declared.group(1).decode("latin-1").strip(), file)
    return _without_codepage(data, file)


def _as_declared(data: bytes, name: str, file: str) -> tuple[str, Decision, list[Problem]]:
    codec = _codec(name, file)
    if codec != "utf-8" and _is_utf8(data):
        return _otherwise(data, "utf-8", name, "its bytes are UTF-8", file)
    if codec in _WITHOUT_C1 and _C1.search(data):
        why = "it has bytes 0x80–0x9F, which are signs only in windows-1252"
        return _otherwise(data, "windows-1252", name, why, file)
    decision = Decision(subject="encoding", value=name.lower(), reason="CODEPAGE says so")
    return decoded(data, codec, file), decision, []


def _codec(name: str, file: str) -> str:
    codec = codec_named(name)
    if codec is None:
        message = f"the keyword CODEPAGE names '{name}', which is no encoding known here"
        raise InputRefused([Problem("px_codepage", message, file, remedy=REMEDY)])
    return codec


def _otherwise(
    data: bytes, encoding: str, declared: str, why: str, file: str
) -> tuple[str, Decision, list[Problem]]:
    remark = Problem(
        "px_codepage",
        f"the keyword CODEPAGE says '{declared}' but the file is read as {encoding}: {why}",
        file,
        remedy=f"to read it as declared, say --encoding {declared.lower()}",
    )
    decision = Decision(subject="encoding", value=encoding, reason=f"{why}, against CODEPAGE")
    return decoded(data, encoding, file), decision, [remark]


def _without_codepage(data: bytes, file: str) -> tuple[str, Decision, list[Problem]]:
    if data.isascii():
        decision = Decision(subject="encoding", value="ascii", reason="every byte is below 0x80")
        return decoded(data, "ascii", file), decision, []
    if _is_utf8(data):
        decision = Decision(
            subject="encoding", value="utf-8", reason="no CODEPAGE, and its bytes are UTF-8"
        )
        return decoded(data, "utf-8", file), decision, []
    if not _CHARSET.search(data[:_HEAD]) and _C1.search(data):
        message = "neither CHARSET nor CODEPAGE says how the letters beyond ASCII are stored"
        remedy = "say --encoding windows-1252, or --encoding cp850 for a file of DOS times"
        raise InputRefused([Problem("px_codepage", message, file, remedy=remedy)])
    why = "CHARSET is ANSI without CODEPAGE" if _CHARSET.search(data[:_HEAD]) else "no CODEPAGE"
    decision = Decision(subject="encoding", value="windows-1252", reason=why)
    return decoded(data, "windows-1252", file), decision, []


def _is_utf8(data: bytes) -> bool:
    """Whether there are letters beyond ASCII and all of them are UTF-8."""
    if data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
