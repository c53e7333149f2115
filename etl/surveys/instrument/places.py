"""Where each key, table and element of a TOML stands: its line and its column, from 1.

For a text that tomllib has read already; what is no TOML is not looked at here.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from etl.sources.keys import Faults, Path

_TOKEN: Final = re.compile(
    r"""
    (?P<aside>\#[^\n]*|[^\S\n]+)
    |(?P<string>\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')
    |(?P<newline>\n)
    |(?P<mark>[\[\]{}=,.])
    |(?P<bare>[^\s\[\]{}=,.\#"']+)
    """,
    re.VERBOSE | re.DOTALL,
)


class Place(NamedTuple):
    """Both count from 1."""

    line: int
    column: int


class _Token(NamedTuple):
    kind: str
    text: str
    start: int


def places_of(text: str) -> dict[Path, Place]:
    """Path → place; an array of tables has the place of its first one too."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    found = _Scan(text).found
    return {path: _place(start, starts) for path, start in found.items()}


def _place(start: int, starts: list[int]) -> Place:
    line = bisect_right(starts, start)
    return Place(line, start - starts[line - 1] + 1)


class _Scan:
    """One pass over the tokens."""

    def __init__(self, text: str) -> None:
        self.found: dict[Path, int] = {}
        self._tokens = [
            _Token(str(match.lastgroup), match[0], match.start())
            for match in _TOKEN.finditer(text)
            if match.lastgroup != "aside"
        ]
        self._at = 0
        self._counts: dict[Path, int] = {}
        self._document()

    def _document(self) -> None:
        here: Path = ()
        while (token := self._next()) is not None:
            if token.text == "[" and token.kind == "mark":
                here = self._header()
            elif token.kind != "newline":
                self._pair(here)
            else:
                self._at += 1

    def _next(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _is_mark(self, marks: str) -> bool:
        token = self._next()
        return token is not None and token.kind == "mark" and token.text in marks

    def _note(self, path: Path, start: int) -> None:
        self.found.setdefault(path, start)

    def _header(self) -> Path:
        start = self._tokens[self._at].start
        is_array = self._tokens[self._at + 1].text == "["
        self._at += 2 if is_array else 1
        parts = self._key()
        self._at += 2 if is_array else 1
        path = self._resolved(parts, is_array=is_array)
        for length in range(1, len(path) + 1):
            self._note(path[:length], start)
        return path

    def _resolved(self, parts: tuple[str, ...], *, is_array: bool) -> Path:
        """With the index of each array of tables that the header is in."""
        path: Path = ()
        for at, part in enumerate(parts, 1):
            path = (*path, part)
            if is_array and at == len(parts):
                self._counts[path] = self._counts.get(path, 0) + 1
            if path in self._counts:
                path = (*path, self._counts[path] - 1)
        return path

    def _key(self) -> tuple[str, ...]:
        parts = []
        while not self._is_mark("=]"):
            token = self._tokens[self._at]
            self._at += 1
            if token.kind != "mark":
                parts.append(_name(token))
        return tuple(parts)

    def _pair(self, here: Path) -> None:
        start = self._tokens[self._at].start
        parts = self._key()
        self._at += 1
        for length in range(1, len(parts) + 1):
            self._note((*here, *parts[:length]), start)
        self._value((*here, *parts))

    def _value(self, path: Path) -> None:
        if self._is_mark("["):
            self._array(path)
        elif self._is_mark("{"):
            self._inline(path)
        else:
            self._scalar()

    def _array(self, path: Path) -> None:
        self._at += 1
        index = 0
        while not self._is_mark("]"):
            token = self._tokens[self._at]
            if token.kind == "newline" or self._is_mark(","):
                self._at += 1
                continue
            self._note((*path, index), token.start)
            self._value((*path, index))
            index += 1
        self._at += 1

    def _inline(self, path: Path) -> None:
        self._at += 1
        while not self._is_mark("}"):
            if self._tokens[self._at].kind == "newline" or self._is_mark(","):
                self._at += 1
                continue
            self._pair(path)
        self._at += 1

    def _scalar(self) -> None:
        """A string is one token; a number or a date goes on to what ends a value."""
        if self._tokens[self._at].kind == "string":
            self._at += 1
            return
        while (token := self._next()) is not None and token.kind != "newline":
            if self._is_mark(",]}"):
                return
            self._at += 1


def _name(token: _Token) -> str:
    if token.kind != "string":
        return token.text
    return str(tomllib.loads(f"name = {token.text}")["name"])


class InstrumentFaults(Faults):
    """Mistakes with line and column. `text` is known to be TOML."""

    def __init__(self, text: str, file: str) -> None:
        super().__init__(text, file)
        self._places: Mapping[Path, Place] = places_of(text)

    def add(self, path: Path, message: str, rule: str = "instrument") -> None:
        super().add(path, message, rule)
        place = self._place(path)
        if place is not None:
            last = self.problems[-1]
            self.problems[-1] = replace(last, row=place.line, column=str(place.column))

    def line(self, path: Path) -> int | None:
        place = self._place(path)
        return None if place is None else place.line

    def _place(self, path: Path) -> Place | None:
        """Of the key, or of the nearest table around it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._places:
                return self._places[path[:length]]
        return None
