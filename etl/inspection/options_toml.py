"""What a user decided about a file: the part `[read]` of `FILE.alf.toml`, which lies beside it.

What the other parts of that file mean is for the sources; here they are kept as they are.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Table

from etl.inspection.option_words import (
    COLUMN_KEYS,
    COLUMNS,
    KEYS,
    BadWord,
    Words,
    option_value,
    words_of,
)
from etl.problems import InputRefused, Problem
from etl.readers.options import NO_OPTIONS, ColumnOptions, Options

PART: Final = "read"
SUFFIX: Final = ".alf.toml"


def options_of_table(table: Words, file: str) -> Options:
    """`[read]` as options; every mistake in it is refused, all at once, by its key."""
    values: dict[str, Any] = {}
    problems = []
    for key, word in table.items():
        try:
            values[key] = option_value(key, word)
        except BadWord as bad:
            problems.append(Problem("read_options", f"[{PART}] {bad}{_meant(key)}", file))
    if problems:
        raise InputRefused(problems)
    return Options(**values)


def _meant(key: str) -> str:
    near = [] if key in KEYS else get_close_matches(key, KEYS, 1)
    return f"; did you mean '{near[0]}'?" if near else ""


def over(saved: Options, told: Options) -> Options:
    """What is told now wins over what was saved, option by option."""
    columns = dict(saved.columns)
    for name, column in told.columns.items():
        columns[name] = replace(columns.get(name, ColumnOptions()), **_told(column, COLUMN_KEYS))
    given = _told(told, [key for key in KEYS if key != COLUMNS])
    return replace(saved, **given, columns=columns)


def _told(
    options: Options | ColumnOptions, keys: Mapping[str, object] | list[str]
) -> dict[str, Any]:
    return {key: value for key in keys if (value := getattr(options, key)) is not None}


def beside(path: Path) -> Path:
    """Where what is decided about this file is kept."""
    return path.with_name(path.name + SUFFIX)


def saved_options(path: Path) -> Options:
    """What was saved beside the file; nothing where it has no `[read]`.

    A file that an instrument is about holds answers, or a list of persons, whatever it looks like.
    """
    place = beside(path)
    options = NO_OPTIONS
    if place.is_file():
        part = document_at(place).unwrap().get(PART, {})
        if not isinstance(part, Mapping):
            raise InputRefused([Problem("read_options", f"must be a table: [{PART}]", place.name)])
        options = options_of_table(part, place.name)
    if options.answers is None and any(_is_about(one, path) for one in _instruments(path.parent)):
        options = replace(options, answers=True)
    return options


def _instruments(folder: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Those of a folder; what cannot be read says nothing of another file."""
    for place in sorted(folder.glob(f"*{SUFFIX}")):
        try:
            document = document_at(place).unwrap()
        except InputRefused:
            continue
        if "survey" in document:
            yield place, document


def _is_about(instrument: tuple[Path, Mapping[str, Any]], path: Path) -> bool:
    place, document = instrument
    frame = document.get("frame")
    named = frame.get("file") if isinstance(frame, Mapping) else None
    return place == beside(path) or named == path.name


def save_options(path: Path, options: Options) -> Path:
    """Writes the part `[read]` beside the file and keeps what else stands there."""
    place = beside(path)
    document = document_at(place) if place.exists() else tomlkit.document()
    place.write_text(with_options(document, options), encoding="utf-8")
    return place


def with_options(document: tomlkit.TOMLDocument, options: Options) -> str:
    """The document with these options as its `[read]`."""
    document[PART] = _toml_table(words_of(options))
    return tomlkit.dumps(document)


def document_at(place: Path) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(place.read_text(encoding="utf-8"))
    except (TOMLKitError, UnicodeDecodeError) as error:
        raise InputRefused([Problem("toml", f"is no TOML: {error}", place.name)]) from error


def _toml_table(words: Words) -> Table:
    table = tomlkit.table()
    for key, word in words.items():
        table[key] = _toml_table(word) if isinstance(word, Mapping) else word
    return table
