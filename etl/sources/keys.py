"""The keys of a TOML, read one by one so that every mistake is named with its path and line.

A reading method gives an empty value where it found a fault, and the fault is kept: who reads
looks at `Faults` before using anything. Not for what a key means.
"""

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, Final, Self, TypeVar

from etl.problems import InputRefused, Problem
from warehouse.text import Text

Path = tuple[str | int, ...]
Member = TypeVar("Member", bound=StrEnum)

# The rule of a key that is there and says nothing.
EMPTY: Final = "says_nothing"
ASKED: Final = "question"

_PART: Final = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_KEY: Final = re.compile(rf"\s*({_PART}(?:\s*\.\s*{_PART})*)\s*=")
_HEADER: Final = re.compile(rf"\s*(\[\[?)\s*({_PART}(?:\s*\.\s*{_PART})*)\s*\]")
_LINE: Final = re.compile(r"\(at line (\d+)")


class Faults:
    """What is wrong in one TOML, in the order found."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._lines = _lines_of(text)

    def __len__(self) -> int:
        return len(self.problems)

    def add(self, path: Path, message: str, rule: str = "declaration") -> None:
        where = written(path)
        said = f"{where}: {message}" if where else message
        self.problems.append(Problem(rule, said, self.file, self.line(path)))

    def ask(self, line: int, question: str) -> None:
        """A question of a draft that still stands."""
        message = f"a question of the draft stands: {question}"
        remedy = "answer it below, then take this line out"
        self.problems.append(Problem(ASKED, message, self.file, line, remedy=remedy))

    def take_over(self, path: Path, problems: Iterable[Problem]) -> None:
        """What another reader found wrong in the table at this path."""
        line = self.line(path)
        self.problems += [replace(one, row=one.row or line) for one in problems]

    def line(self, path: Path) -> int | None:
        """The line of the key, or of the nearest table around it."""
        for length in range(len(path), 0, -1):
            for place in (path[:length], (*path[:length], 0)):  # of [[tables]] the first
                if place in self._lines:
                    return self._lines[place]
        return None


def written(path: Path) -> str:
    """A path as a person writes it: `table 2, columns.region`; tables count from 1."""
    said = ""
    for part in path:
        if isinstance(part, int):
            said += f" {part + 1},"
        else:
            bare = part if re.fullmatch(r"[A-Za-z0-9_-]+", part, re.ASCII) else f'"{part}"'
            said += f" {bare}" if said.endswith(",") else f".{bare}" if said else bare
    return said.rstrip(",")


def parsed(text: str, file: str) -> dict[str, Any]:
    """The TOML as plain values; raises InputRefused with the line of what cannot be read."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _LINE.search(str(error))
        line = int(at[1]) if at else None
        message = f"is no TOML: {error}{_hint(text, line)}"
        raise InputRefused([Problem("declaration", message, file, line)]) from error


def _hint(text: str, line: int | None) -> str:
    """What most often goes wrong for people who write å, ä and ö."""
    lines = text.splitlines()
    wrong = lines[line - 1] if line and line <= len(lines) else ""
    if re.match(r"\s*\[*[\w .-]*[^\x00-\x7f][\w .-]*[=\]]", wrong):
        return '; a key with other letters than a-z needs quotes: "Län"'
    return ""


def _lines_of(text: str) -> dict[Path, int]:
    """Path of each key and table that begins a line → that line. Enough to point at it."""
    found: dict[Path, int] = {}
    here: Path = ()
    count: dict[Path, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            here = _resolved(_parts(header[2]), count, is_array=header[1] == "[[")
            found.setdefault(here, number)
        elif key := _KEY.match(line):
            found.setdefault((*here, *_parts(key[1])), number)
    return found


def _parts(dotted: str) -> tuple[str, ...]:
    parts: list[str] = []
    try:
        table = tomllib.loads(f"{dotted} = 0")
    except tomllib.TOMLDecodeError:  # a line inside a longer text that only looks like a key
        return (dotted,)
    inner: Any = table
    while isinstance(inner, dict):
        ((key, inner),) = inner.items()
        parts.append(key)
    return tuple(parts)


def _resolved(parts: Sequence[str], count: dict[Path, int], *, is_array: bool) -> Path:
    path: Path = ()
    for at, part in enumerate(parts, 1):
        path = (*path, part)
        if is_array and at == len(parts):
            count[path] = count.get(path, 0) + 1
        if path in count:
            path = (*path, count[path] - 1)
    return path


class Keys:
    """One table of the TOML; `close` names the keys that nobody asked for."""

    def __init__(self, table: Mapping[str, Any], path: Path, faults: Faults) -> None:
        self.table, self.path, self.faults = table, path, faults
        self._asked: list[str] = []

    def __contains__(self, key: str) -> bool:
        return key in self.table

    def fault(self, key: str, message: str) -> None:
        self.faults.add((*self.path, key), message)

    def any(self, key: str) -> Any:  # noqa: ANN401  # whatever TOML holds
        self._asked.append(key)
        return self.table.get(key)

    # ------------------------------------------------------------ one value

    def word(self, key: str) -> str:
        """A text that says something; numbers and dates are taken as they are written."""
        value = self.any(key)
        if isinstance(value, int | date) and not isinstance(value, bool):
            return str(value)
        if not isinstance(value, str):
            self.fault(key, "is missing" if value is None else "must be a text")
        elif not value.strip():
            self.faults.add((*self.path, key), "says nothing: fill it in", EMPTY)
        else:
            return value
        return ""

    def word_or_none(self, key: str) -> str | None:
        return self.word(key) or None if self._has(key) else None

    def one_of(self, key: str, known: Collection[str]) -> str:
        word = self.word(key)
        if word and word not in known:
            self.fault(key, unknown(word, known))
        return word

    def member(self, key: str, kind: type[Member]) -> Member:
        word = self.one_of(key, [member.value for member in kind])
        known = [member for member in kind if member.value == word]
        return known[0] if known else next(iter(kind))

    def number(self, key: str) -> float:
        value = self.any(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fault(key, "is missing" if value is None else "must be a number")
            return 0.0
        return value

    def number_or_none(self, key: str) -> float | None:
        return self.number(key) if self._has(key) else None

    def whole(self, key: str) -> int:
        value = self.any(key)
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault(key, "is missing" if value is None else "must be a whole number")
            return 0
        return value

    def text(self, key: str) -> Text:
        """A table with both languages: `title = {sv = "…", en = "…"}`."""
        keys = self.child(key, 'must be a text in both languages: {sv = "…", en = "…"}')
        return keys.both()

    def text_or_none(self, key: str) -> Text | None:
        return self.text(key) if self._has(key) else None

    def both(self) -> Text:
        text = Text(self.word("sv"), self.word("en"))
        self.close()
        return text

    # ------------------------------------------------------------ several values

    def words(self, key: str) -> tuple[str, ...]:
        """A list of texts, or one text alone; none where the key is absent."""
        value = self.any(key)
        listed = value if isinstance(value, list) else [] if value is None else [value]
        wrong = [one for one in listed if isinstance(one, bool) or not isinstance(one, str | int)]
        if wrong:
            self.fault(key, "must be a list of texts")
            return ()
        return tuple(map(str, listed))

    def pairs(self, key: str) -> dict[str, str]:
        """A table of texts; none where the key is absent."""
        keys = self.child_or_empty(key)
        return {name: keys.word(name) for name in keys.table}

    def child(self, key: str, otherwise: str = "must be a table") -> "Keys":
        value = self.any(key)
        if not isinstance(value, Mapping):
            self.fault(key, "is missing" if value is None else otherwise)
            return _Silent({}, (*self.path, key), self.faults)
        return Keys(value, (*self.path, key), self.faults)

    def child_or_empty(self, key: str) -> "Keys":
        if self._has(key):
            return self.child(key)
        return Keys({}, (*self.path, key), self.faults)

    def children(self, key: str, otherwise: str | None = None) -> Iterator["Keys"]:
        """Each table of an array of tables."""
        value = self.any(key)
        if value is None:
            return
        if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
            self.fault(key, otherwise or f"must be written [[{key}]], once for each")
            return
        for index, one in enumerate(value):
            yield Keys(one, (*self.path, key, index), self.faults)

    # ------------------------------------------------------------ the end

    def _has(self, key: str) -> bool:
        if key not in self.table:
            self._asked.append(key)
        return key in self.table

    def close(self) -> None:
        """Names each key that nobody asked for, with the nearest that somebody did."""
        for key in self.table:
            if key not in self._asked:
                self.fault(key, f"unknown key; {nearest(key, self._asked)}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Silent(Keys):
    """Stands for a table that is not there: that fault is said once, not for each of its keys."""

    def fault(self, key: str, message: str) -> None:
        pass


def unknown(word: str, known: Collection[str]) -> str:
    return f"unknown word '{word}'; {nearest(word, known)}"


def nearest(word: str, known: Collection[str]) -> str:
    """The nearest known words, and all of them where they are few."""
    close = get_close_matches(word, list(known), n=3, cutoff=0.5)
    listed = ", ".join(f"'{one}'" for one in known)
    if len(known) <= 24:
        near = f"did you mean '{close[0]}'? " if close else ""
        return f"{near}known: {listed}"
    if close:
        return "nearest: " + ", ".join(f"'{one}'" for one in close)
    return f"known are {len(known)}, such as {', '.join(map(repr, list(known)[:5]))}"
