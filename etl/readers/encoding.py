"""Which encoding a text has, told by its bytes: by marks and validity, by plausibility at last.

Where two encodings would give different text and nothing tells them apart, the file is refused;
nothing is ever decoded with errors replaced.
"""

import codecs
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from etl.problems import Problem
from etl.readers.byte_marks import marked, without_mark
from etl.readers.decoding import codec_named
from etl.readers.plausible import contexts, impossible, in_runs, score

_NAMES: Final = {
    "cp1252": "windows-1252",
    "iso8859-1": "iso-8859-1",
    "iso8859-15": "iso-8859-15",
}
# In this order of preference where several give the same text.
_EIGHT_BIT: Final = ("iso-8859-1", "windows-1252", "iso-8859-15", "mac-roman")
# Rarely met: another that reads as well goes before them.
_RARE: Final = {"iso-8859-15": 0.3, "mac-roman": 0.6}
_ASCII: Final = bytes(range(0x80))
_CONTROLS: Final = frozenset(range(0x80, 0xA0))
_MULTIBYTE: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
_LEAST_SCORE: Final = -0.5
_LEAST_MARGIN: Final = 0.2
_MOST_IMPOSSIBLE: Final = 0.3
_UNDEFINED: Final = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_MOST_UNDEFINED: Final = 0.25
_LEAST_OF_LETTERS: Final = 1.0
_REMEDY: Final = "say which it is with --encoding"


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """`mark` is the number of bytes of the byte order mark, which are no text."""

    name: str
    reason: str
    mark: int = 0
    is_told: bool = False
    is_weak: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """Bytes that the encoding does not have: `problem` says so, `places` are their offsets."""

    problem: Problem
    encoding: str
    places: tuple[tuple[int, int], ...] = ()


def decide_encoding(
    parts: Sequence[bytes], told: str | None, *, file: str, is_whole: bool = True
) -> Encoding | Damage:
    """`parts` is the whole file as one part, or samples of it, the first from its beginning."""
    mark, begun = marked(parts[0])
    if told is not None:
        return _told(told, mark, begun, file)
    if begun is not None:
        if begun.startswith("utf-32"):
            return _refused(file, f"the text is in {begun}, which is not read", "save it as UTF-8")
        return Encoding(name=begun, mark=mark, reason="it begins with a byte order mark")
    wide = without_mark(parts)
    if wide is not None:
        return _wide(wide, file)
    return _narrow(parts, file, is_whole)


def _told(told: str, mark: int, begun: str | None, file: str) -> Encoding | Damage:
    codec = codec_named(told)
    if codec is None:
        return _refused(
            file, f"no encoding is called '{told}'", "say --encoding utf-8, for example"
        )
    name = _NAMES.get(codec, codec)
    if begun is None:
        return Encoding(name=name, reason="as told", is_told=True)
    if not begun.startswith(name.removesuffix("-sig")):
        message = f"told to be {name}, but it begins with the byte order mark of {begun}"
        return _refused(file, message, "leave --encoding out")
    return Encoding(name=begun, mark=mark, reason="as told", is_told=True)


def _refused(file: str, message: str, remedy: str, evidence: tuple[str, ...] = ()) -> Damage:
    problem = Problem("encoding", message, file, remedy=remedy, evidence=evidence)
    return Damage(problem=problem, encoding="")


# ---------------------------------------------------------------- two or four bytes a character


def _wide(name: str, file: str) -> Encoding | Damage:
    if name.startswith("utf-32"):
        return _refused(file, f"the text seems to be {name}, which is not read", "save it as UTF-8")
    reason = "no byte order mark, but every other byte is zero, as in UTF-16"
    return Encoding(name=name, reason=reason)


# ---------------------------------------------------------------- one byte a character, or UTF-8


def _narrow(parts: Sequence[bytes], file: str, is_whole: bool) -> Encoding | Damage:
    if all(part.isascii() for part in parts):
        where = "" if is_whole else " in the samples"
        return Encoding(
            name="ascii" if is_whole else "utf-8",
            reason=f"every byte{where} is ASCII, which nearly all encodings share",
        )
    parts = parts if is_whole else [_inner(part) for part in parts]
    bad = [place for part in parts for place in bad_utf8(part)]
    if not bad:
        return Encoding(name="utf-8", reason="every byte above 0x7F is part of valid UTF-8")
    damaged = _damaged_utf8(parts, bad, file)
    return damaged or _eight_bit(parts, bad, file, is_whole)


def _inner(part: bytes) -> bytes:
    """A sample without the characters that are cut in two at its edges."""
    start = next((at for at, byte in enumerate(part[:3]) if byte & 0xC0 != 0x80), 0)
    # What an incremental decoder still holds is a character whose end is to come.
    decoder = codecs.getincrementaldecoder("utf-8")("ignore")
    decoder.decode(part[-4:])
    return part[start : len(part) - len(decoder.getstate()[0])]


def bad_utf8(data: bytes, most: int = 1000) -> list[tuple[int, int]]:
    """Start and end of every run of bytes that is no UTF-8, the first `most` of them."""
    places: list[tuple[int, int]] = []
    start, view = 0, memoryview(data)
    while len(places) < most:
        try:
            codecs.utf_8_decode(view[start:], "strict", True)
        except UnicodeDecodeError as error:
            begin, end = start + error.start, start + error.end
            if places and places[-1][1] == begin:
                places[-1] = (places[-1][0], end)
            else:
                places.append((begin, end))
            start = end
        else:
            break
    return places


def _damaged_utf8(
    parts: Sequence[bytes], bad: Sequence[tuple[int, int]], file: str
) -> Damage | None:
    """UTF-8 but for some bytes: told by sequences that are valid, rare in any other encoding."""
    valid = sum(len(_MULTIBYTE.findall(part)) for part in parts)
    if valid < len(bad):
        return None
    return _damage(parts, bad, file, "UTF-8", "are not")


def _damage(
    parts: Sequence[bytes], bad: Sequence[tuple[int, int]], file: str, what: str, are: str
) -> Damage:
    number = sum(end - start for start, end in bad)
    problem = Problem(
        "invalid_bytes",
        f"the text is {what}, but {number} bytes {are}",
        file,
        remedy=f"mend these bytes in the file; if it is all in another encoding, {_REMEDY}",
    )
    places = tuple(bad) if len(parts) == 1 else ()
    codec = "windows-1252" if what == "windows-1252" else "utf-8"
    return Damage(problem=problem, encoding=codec, places=places)


def _eight_bit(
    parts: Sequence[bytes], bad: Sequence[tuple[int, int]], file: str, is_whole: bool
) -> Encoding | Damage:
    high = frozenset(b"".join(_high(part) for part in parts))
    found = contexts(parts)
    damaged = _damaged_windows(parts, found, file)
    if damaged is not None:
        return damaged
    ranked = _ranked(high, found)
    if not ranked or ranked[0][0] < _LEAST_SCORE or _is_nonsense(found, ranked[0][1][0]):
        return _implausible(parts, bad, file)
    best, names = ranked[0]
    if len(ranked) > 1 and best - ranked[1][0] < _LEAST_MARGIN:
        return _undecided(file, high, ranked)
    if names[0] == "mac-roman" and score(found, names[0]) < _LEAST_OF_LETTERS:
        # It has a character for every byte: only letters where letters belong speak for it.
        return _implausible(parts, bad, file)
    margin = best - ranked[1][0] if len(ranked) > 1 else best
    is_weak = len(ranked) > 1 and (found.total() < 3 or margin < 0.75 or best < 0.5)
    return Encoding(
        name=_preferred(names, is_whole),
        reason=_why(names, found.total(), high),
        is_weak=is_weak,
    )


def _implausible(parts: Sequence[bytes], bad: Sequence[tuple[int, int]], file: str) -> Damage:
    are = f"are neither UTF-8 nor plausible in {', '.join(_EIGHT_BIT)}"
    return _damage(parts, bad, file, "ASCII", are)


def _damaged_windows(parts: Sequence[bytes], found: Counter[bytes], file: str) -> Damage | None:
    """Windows-1252 but for a few bytes that it does not have, and that read no better in another.

    Without this such a byte would leave only the rarer encodings, and turn all other letters.
    """
    good = Counter({at: n for at, n in found.items() if not _UNDEFINED.search(at)})
    if not good or found.total() - good.total() > _MOST_UNDEFINED * found.total():
        return None
    if good.total() == found.total() or score(good, "windows-1252") < _LEAST_OF_LETTERS:
        return None
    if _is_nonsense(good, "windows-1252") or score(found, "mac-roman") >= _LEAST_OF_LETTERS:
        return None
    bad = [match.span() for part in parts for match in _UNDEFINED.finditer(part)]
    are = "are none of its characters"
    return _damage(parts, bad, file, "windows-1252", are)


def _is_nonsense(found: Counter[bytes], name: str) -> bool:
    return max(impossible(found, name), in_runs(found)) > _MOST_IMPOSSIBLE


def _high(part: bytes) -> bytes:
    return bytes(set(part.translate(None, _ASCII)))


Ranked = list[tuple[float, tuple[str, ...]]]


def _ranked(high: frozenset[int], found: Counter[bytes]) -> Ranked:
    """Possible encodings, the most plausible first; those that give the same text together."""
    groups: dict[str, list[str]] = {}
    for name in _EIGHT_BIT:
        text = _decoded(high, name)
        if text is not None:
            groups.setdefault(text, []).append(name)
    ranked = [
        (score(found, names[0]) - _RARE.get(names[0], 0), tuple(names)) for names in groups.values()
    ]
    return sorted(ranked, reverse=True)


def _decoded(high: frozenset[int], name: str) -> str | None:
    """None where the encoding lacks one of the bytes, or has a control character for it."""
    try:
        text = bytes(sorted(high)).decode(name)
    except UnicodeDecodeError:
        return None
    return None if _CONTROLS & frozenset(map(ord, text)) else text


def _preferred(names: tuple[str, ...], is_whole: bool) -> str:
    """Of a sample, windows-1252: it has more characters, and some may stand further on."""
    return "windows-1252" if not is_whole and "windows-1252" in names else names[0]


def _why(names: tuple[str, ...], places: int, high: frozenset[int]) -> str:
    same = f" ({', '.join(names[1:])} would give the same text)" if len(names) > 1 else ""
    shown = " ".join(f"{byte:02x}" for byte in sorted(high)[:8])
    return (
        f"no UTF-8; {places} bytes above 0x7F (such as {shown}) give plausible letters"
        f" and signs{same}"
    )


def _undecided(file: str, high: frozenset[int], ranked: Ranked) -> Damage:
    names = [names[0] for _, names in ranked[:2]]
    shown = bytes(sorted(high)[:8])
    return _refused(
        file,
        f"the encoding cannot be told: {names[0]} and {names[1]} give different text",
        _REMEDY,
        tuple(f"{shown.hex(' ')} is '{shown.decode(name)}' in {name}" for name in names),
    )
