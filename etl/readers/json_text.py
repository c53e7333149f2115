"""JSON from bytes, stricter than the standard library: nothing in it is lost in silence.

`json` and not orjson, since only it tells of repeated keys and leaves a number that no float can
hold as it is written.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from etl.problems import InputRefused, Problem
from etl.readers.content import Content
from etl.readers.decoding import decoded
from etl.readers.model import Decision, RawTable
from etl.readers.options import Options

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | float | bool | None"

_SURROGATE: Final = re.compile(r"\\u[dD][89a-fA-F]")
_LONGEST_INTEGER: Final = 19


@dataclass(frozen=True, slots=True)
class JsonTables:
    """What a shape of JSON gives."""

    tables: tuple[RawTable, ...]
    decisions: tuple[Decision, ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Document:
    """A parsed file. `lines` are those of its values where it is JSON lines, else None."""

    value: Json
    decision: Decision
    lines: tuple[int, ...] | None = None
    remarks: list[Problem] = field(default_factory=list)


# For what describes data without holding any.
ASK_FOR_DATA: Final = "ask the service for the data themselves"


class _RepeatedKey(ValueError):
    """An object has a key twice; JSON leaves open which of them counts."""


def refused(
    message: str,
    file: str,
    line: int | None = None,
    rule: str = "json",
    remedy: str = "ask its producer for the file again",
) -> InputRefused:
    return InputRefused([Problem(rule, message, file, line, remedy=remedy)])


def parsed(content: Content, options: Options) -> Document:
    """Raises InputRefused with the line and column of what is no JSON."""
    data = content.all()
    encoding = options.encoding or json.detect_encoding(data)
    text = decoded(data, encoding, content.name)
    reason = "told so" if options.encoding else "JSON is Unicode, by its first bytes"
    decision = Decision(
        subject="encoding", value=encoding, reason=reason, is_told=options.encoding is not None
    )
    document = _document(text, decision, content.name)
    if _SURROGATE.search(text):
        _refuse_half_characters(document.value, content.name)
    return document


def _document(text: str, decision: Decision, file: str) -> Document:
    constants: list[str] = []
    try:
        value = _loads(text, constants)
    except json.JSONDecodeError as error:
        lines = _json_lines(text, constants, error, file)
        values = [value for _, value in lines]
        document = Document(values, decision, tuple(line for line, _ in lines))
    except _RepeatedKey as error:
        raise refused(str(error), file, rule="json_repeated_key") from None
    else:
        document = Document(value, decision)
    if constants:
        document.remarks.append(_constants(constants, file))
    return document


def _loads(text: str, constants: list[str]) -> Json:
    def constant(name: str) -> str:
        constants.append(name)
        return name

    value: Json = json.loads(
        text,
        object_pairs_hook=_object,
        parse_float=_float,
        parse_int=_int,
        parse_constant=constant,
    )
    return value


def _object(pairs: list[tuple[str, Json]]) -> Mapping[str, Json]:
    made = dict(pairs)
    if len(made) != len(pairs):
        keys = [key for key, _ in pairs]
        repeated = next(key for key in keys if keys.count(key) > 1)
        raise _RepeatedKey(f"an object has the key '{repeated}' more than once")
    return made


def _float(written: str) -> float | str:
    """As it is written where it is larger than any float."""
    value = float(written)
    return written if value in {float("inf"), float("-inf")} else value


def _int(written: str) -> int | str:
    return int(written) if len(written) <= _LONGEST_INTEGER else written


def _constants(constants: list[str], file: str) -> Problem:
    names = ", ".join(sorted(set(constants)))
    message = f"{names} stands {len(constants)} times, which JSON does not have; kept as text"
    return Problem("json_constant", message, file)


def _json_lines(
    text: str, constants: list[str], whole: json.JSONDecodeError, file: str
) -> list[tuple[int, Json]]:
    """A value on each line; what is wrong with the whole text where the first line is none."""
    values: list[tuple[int, Json]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            values.append((number, _loads(line, constants)))
        except json.JSONDecodeError as error:
            if whole.msg != "Extra data" or len(values) < 2:  # not JSON lines
                raise _no_json(whole, whole.lineno, file) from None
            raise _no_json(error, number, file) from None
        except _RepeatedKey as error:
            raise refused(str(error), file, number, "json_repeated_key") from None
    return values


def _no_json(error: json.JSONDecodeError, line: int, file: str) -> InputRefused:
    return refused(f"no JSON at character {error.colno} of the line: {error.msg}", file, line)


def _refuse_half_characters(value: Json, file: str) -> None:
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        message = "a text holds half of a character (a single surrogate), which no file can hold"
        raise refused(message, file) from None
