"""The short code on every export: it leads back to the view as it was, in the release it was.

A code is a digest of release and address, so button and command give the same one. Those that were
issued stand in a file of the data folder, a line each; a release that is named there is kept.
It holds addresses of views, and nothing of whoever asked. Not for what a code leads to: that is
`code_report.py`.
"""

import fcntl
import json
import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

from dashboard.exports.model import ExportRefused
from dashboard.pages.model import VIEW_PREFIX
from dashboard.stores import Stores
from warehouse.folder import ReleaseProblem, one_clear_line, sync
from warehouse.text import Text

# Crockford's base 32, which leaves out the letters that are taken for others.
# https://www.crockford.com/base32.html
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD: Final = str.maketrans("OIL", "011")
# Forty bits: among ten thousand codes, two are alike once in twenty thousand installations. The
# second of them then gets a group more.
LENGTH: Final = 8
_GROUP: Final = 4
_LONGEST: Final = 32
# What somebody typed is said back no longer than this.
_LONGEST_SAID: Final = 40
_UNKNOWN: Final = Text(
    "Koden {code} finns inte här. Den står i filen som {product} gav, som fyra tecken, streck och"
    " fyra tecken till, och gäller bara den installation som gav den.",
    "The code {code} does not exist here. It stands in the file that {product} gave, as four"
    " characters, a dash and four more, and holds only where it was given.",
)
_DAMAGED: Final = Text(
    " {count} rader i reports/codes.jsonl kan inte läsas; koden kan ha stått på en av dem.",
    " {count} lines of reports/codes.jsonl cannot be read; the code may have stood on one of them.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A code on file: the release, and the address of the view with all its choices."""

    code: str
    release: str
    address: str


class UnknownCode(LookupError):
    """No export was given this code here; `words` say so in both languages."""

    def __init__(self, words: Text) -> None:
        self.words = words
        super().__init__(words.en)


def code_of(release_id: str, address: str, length: int = LENGTH) -> str:
    """Such as "7K2M-9QXA"."""
    digest = blake2b(f"{release_id} {address}".encode(), digest_size=_LONGEST * 5 // 8).digest()
    number = int.from_bytes(digest, "big")
    characters = [ALPHABET[(number >> 5 * (_LONGEST - 1 - at)) & 31] for at in range(length)]
    return _grouped("".join(characters))


def _grouped(characters: str) -> str:
    groups = range(0, len(characters), _GROUP)
    return "-".join(characters[at : at + _GROUP] for at in groups)


def as_written(typed: str) -> str:
    """What was typed as codes are written: small letters, O for 0, with or without the dash."""
    characters = "".join(re.findall(r"[0-9A-Z]", typed.upper().translate(_MISREAD)))
    return _grouped(characters)


# ---------------------------------------------------------------- the file


def codes_path(home: Path) -> Path:
    return home / "reports" / "codes.jsonl"


class _Book:
    """What stands in the file; reads only what was added since it looked last."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._guard = threading.RLock()
        self._forget(0)

    def _forget(self, inode: int) -> None:
        self._inode, self._read_to, self.damaged = inode, 0, 0
        self._by_code: dict[str, Issued] = {}

    def find(self, code: str) -> Issued | None:
        with self._guard:
            self._follow()
            return self._by_code.get(code)

    def issue(self, release_id: str, address: str) -> str:
        with self._guard:
            self._follow()
            known = self._free_or_own(release_id, address)
            if known.code in self._by_code:
                return known.code
            with self._locked() as descriptor:
                self._follow()
                wanted = self._free_or_own(release_id, address)
                if wanted.code not in self._by_code:
                    _append(descriptor, wanted)
            return wanted.code

    def _free_or_own(self, release_id: str, address: str) -> Issued:
        """The shortest code that is not another view's."""
        for length in range(LENGTH, _LONGEST + 1, _GROUP):
            code = code_of(release_id, address, length)
            wanted = Issued(code=code, release=release_id, address=address)
            if self._by_code.get(code, wanted) == wanted:
                return wanted
        raise AssertionError("160 bits of two digests are alike")

    def _follow(self) -> None:
        """Takes in whole lines only: another process may be writing the last one."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            self._forget(0)
            return
        if found.st_ino != self._inode or found.st_size < self._read_to:
            self._forget(found.st_ino)
        if found.st_size > self._read_to:
            with self._path.open("rb") as file:
                file.seek(self._read_to)
                whole = file.read().rpartition(b"\n")
            self._take("".join(part.decode("utf-8", "replace") for part in whole[:2]))
            self._read_to += len(whole[0]) + len(whole[1])

    def _take(self, lines: str) -> None:
        for line in filter(None, lines.split("\n")):
            issued = _read(line)
            if issued is None:
                self.damaged += 1
            else:
                self._by_code.setdefault(issued.code, issued)

    @contextmanager
    def _locked(self) -> Iterator[int]:
        """The file, open at its end, while no other process writes a code."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield descriptor
        finally:
            os.close(descriptor)


def _read(line: str) -> Issued | None:
    """None for a line that is damaged, or that leads to no view."""
    try:
        issued = Issued(**json.loads(line))
        is_whole = issued.code == as_written(issued.code) and isinstance(issued.release, str)
        return issued if is_whole and issued.address.startswith(VIEW_PREFIX) else None
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None


def _append(descriptor: int, issued: Issued) -> None:
    """One line, on the disk when this returns; nothing where the disk has no room for all of it."""
    before = os.fstat(descriptor).st_size
    torn = before and os.pread(descriptor, 1, before - 1) != b"\n"
    line = ("\n" if torn else "") + json.dumps(asdict(issued)) + "\n"
    try:
        written = os.write(descriptor, line.encode())
        os.fsync(descriptor)
        if written < len(line.encode()):
            raise OSError(f"{written} of {len(line.encode())} bytes could be written")
    except OSError:
        os.ftruncate(descriptor, before)
        raise


@lru_cache(maxsize=16)
def _book(home: Path) -> _Book:
    return _Book(codes_path(home))


def issue(home: Path, release_id: str, address: str) -> str:
    """The code of a view in a release, on file when it is given; raises ExportRefused."""
    assert address.startswith(VIEW_PREFIX), "a code leads to one view"
    try:
        with one_clear_line("no code could be given"):
            is_first = not codes_path(home).exists()
            code = _book(home).issue(release_id, address)
            if is_first:
                sync(codes_path(home).parent)
    except ReleaseProblem as problem:
        raise ExportRefused(_no_code(problem)) from problem
    return code


def _no_code(problem: ReleaseProblem) -> Text:
    return Text(
        "Exporten kunde inte få någon kod, och utan den hittar ingen tillbaka till den: se till"
        f" att datamappen går att skriva i ({problem}).",
        f"{problem}; without a code nobody could come back to this export: see to it that the"
        " data folder can be written to",
    )


def find(stores: Stores, typed: str) -> Issued:
    """What a code leads to, in real data or the example; raises UnknownCode."""
    code = as_written(typed)
    books = [_book(stores.home(data)) for data, _ in stores.every()]
    issued = next((found for book in books if (found := book.find(code))), None)
    if issued is None:
        raise UnknownCode(_unknown(typed, sum(book.damaged for book in books)))
    return issued


def _unknown(typed: str, damaged: int) -> Text:
    code = (as_written(typed) or typed)[:_LONGEST_SAID]
    said = [_UNKNOWN, _DAMAGED] if damaged else [_UNKNOWN]
    sv, en = (
        "".join(text.of(language) for text in said).format(
            code=code, count=damaged, product="ALF Atlas"
        )
        for language in ("sv", "en")
    )
    return Text(sv, en)
