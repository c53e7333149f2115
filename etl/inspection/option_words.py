"""Each option of reading as a word: what stands on the command line and in `[read]`, both ways."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, Literal, get_args

from etl.readers.options import ColumnOptions, Options

ColumnType = Literal["text", "number", "code", "date"]
Words = Mapping[str, object]
COLUMNS: Final = "columns"
COLUMN_EXAMPLE: Final = "'Name:type=text,decimal=,'"

# A comma parts the pairs, and is itself a value: `decimal=,thousands=.`
_PAIR: Final = r"(\w+)=(,|[^,]*)(?:,|$|(?=\w+=))"


class BadWord(ValueError):
    """A value that an option does not take; the message goes on from the option's name."""


def _one_of(words: Mapping[str, str]) -> Callable[[object], str]:
    def read(word: object) -> str:
        if not isinstance(word, str) or word not in words:
            listed = ", ".join(f"'{known}'" for known in words)
            raise BadWord(f"can only be {listed}")
        return words[word]

    return read


def _text(word: object) -> str:
    if not isinstance(word, str) or not word:
        raise BadWord("must be a text that is not empty")
    return word


def _character(word: object) -> str:
    """One character; words stand for those that are hard to write, and `none` for no such."""
    text = _text(word)
    character = {"tab": "\t", "\\t": "\t", "space": " "}.get(text, text)
    if character != "none" and (len(character) != 1 or character in "\r\n\0"):
        raise BadWord("must be one character, or tab, space or none")
    return character


def _span(word: object) -> tuple[int, int]:
    """`7:8`, or `7` for one row."""
    matched = re.fullmatch(r"([1-9][0-9]{0,9})(?::([1-9][0-9]{0,9}))?", _text(word))
    if matched is None:
        raise BadWord("must be two row numbers, counted from 1, such as 7:8")
    first, last = int(matched[1]), int(matched[2] or matched[1])
    if last < first:
        raise BadWord("must be two row numbers such as 7:8, the last not before the first")
    return first, last


def _header(word: object) -> tuple[int, int]:
    return (0, 0) if word == "none" else _span(word)


def _true_or_false(word: object) -> bool:
    if not isinstance(word, bool):
        raise BadWord("must be true or false")
    return word


def _columns(word: object) -> Mapping[str, ColumnOptions]:
    if not isinstance(word, Mapping):
        raise BadWord(f'must be tables: [read.{COLUMNS}."Name"]')
    return {str(name): _column_named(str(name), part) for name, part in word.items()}


def _column_named(name: str, part: object) -> ColumnOptions:
    if not isinstance(part, Mapping):
        raise BadWord(f'must be tables: [read.{COLUMNS}."Name"]')
    try:
        return _column_of(part)
    except BadWord as bad:
        raise BadWord(f"of '{name}': {bad}") from bad


def _column_of(words: Words) -> ColumnOptions:
    if not words:
        raise BadWord(f"nothing is decided: give one of {', '.join(COLUMN_KEYS)}")
    values: dict[str, Any] = {key: _read(COLUMN_KEYS, key, word) for key, word in words.items()}
    return ColumnOptions(**values)


def _read(keys: Mapping[str, Callable[[object], object]], key: str, word: object) -> object:
    if key not in keys:
        raise BadWord(f"'{key}' is unknown; there are: {', '.join(keys)}")
    try:
        return keys[key](word)
    except BadWord as bad:
        raise BadWord(f"'{key}' {bad}") from bad


DECIMALS: Final = {",": ",", ".": "."}
THOUSANDS: Final = {"space": " ", "none": "", ".": ".", ",": ",", "'": "'"}
COLUMN_KEYS: Final[Mapping[str, Callable[[object], object]]] = {
    "type": _one_of({word: word for word in get_args(ColumnType)}),
    "decimal": _one_of(DECIMALS),
    "thousands": _one_of(THOUSANDS),
}
KEYS: Final[Mapping[str, Callable[[object], object]]] = {
    "encoding": _text,
    "delimiter": _character,
    "quote": _character,
    "sheet": _text,
    "header": _header,
    "rows": _span,
    "decimal": _one_of(DECIMALS),
    "thousands": _one_of(THOUSANDS),
    "ragged": _one_of({"pad": "pad"}),
    "language": _text,
    "answers": _true_or_false,
    COLUMNS: _columns,
}


def option_value(key: str, word: object) -> object:
    """The value of one option; raises BadWord, which names the option."""
    return _read(KEYS, key, word)


def column_option(text: str) -> tuple[str, ColumnOptions]:
    """`Name:type=text,decimal=,` → the column's name and what is decided about it.

    The name may hold colons and commas itself.
    """
    name, _, pairs = text.rpartition(":")
    if not name or not re.fullmatch(f"(?:{_PAIR})+", pairs):
        raise BadWord(f"must be like {COLUMN_EXAMPLE}")
    return name, _column_of(dict(re.findall(_PAIR, pairs)))


def words_of(options: Options) -> dict[str, object]:
    """What was decided as words; what is left to the reader is left out."""
    words = {key: _written(key, getattr(options, key)) for key in KEYS if key != COLUMNS}
    columns = {
        name: _given({key: _written(key, getattr(column, key)) for key in COLUMN_KEYS})
        for name, column in options.columns.items()
    }
    return _given(words) | ({COLUMNS: columns} if columns else {})


def _given(words: Words) -> dict[str, object]:
    return {key: word for key, word in words.items() if word is not None}


def _written(key: str, value: object) -> object:
    """The word that is read as this value."""
    for named, word in _NAMES.get(key, ()):
        if value == named:
            return word
    return f"{value[0]}:{value[1]}" if isinstance(value, tuple) else value


_NAMES: Final[Mapping[str, tuple[tuple[object, str], ...]]] = {
    "delimiter": (("\t", "tab"), (" ", "space")),
    "quote": (("\t", "tab"), (" ", "space")),
    "thousands": (("", "none"), (" ", "space")),
    "header": (((0, 0), "none"),),
}
