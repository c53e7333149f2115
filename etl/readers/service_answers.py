"""Raw answers of a statistics service, one on each line of a file, read as one table.

Each line is an object with `alf_answer` (1), the `address` that was asked and the `body` as it
came. Every body is read as a file of its own kind; the row numbers begin anew in each.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from etl.problems import InputRefused, Problem
from etl.readers.content import Content
from etl.readers.delimited import read_delimited
from etl.readers.joined import join
from etl.readers.json_file import read_json
from etl.readers.kind import kind_of
from etl.readers.model import (
    Decision,
    FileKind,
    RawTable,
    Reading,
)
from etl.readers.options import Options
from etl.readers.px import read_px

VERSION: Final = 1
_READERS: Final = {
    FileKind.JSON: read_json,
    FileKind.PX: read_px,
    FileKind.DELIMITED: read_delimited,
}
_RULE: Final = "service_answers"
# `alf load` writes such files itself; nobody mends one by hand.
_REMEDY: Final = "ask the service again"


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of the file."""

    line: int
    address: str
    body: str


def line_of(address: str, body: str) -> str:
    """The line that holds an answer, without its line end."""
    return json.dumps({"alf_answer": VERSION, "address": address, "body": body}, ensure_ascii=False)


def read_answers(content: Content, options: Options) -> Reading:
    """Raises InputRefused where a line is no answer or an answer is of another shape."""
    answers = list(_answers(content))
    readings = [_read(answer, content, options) for answer in answers]
    problems = tuple(problem for one in readings for problem in one.problems)
    if problems:
        raise InputRefused(problems)
    tables = _joined(readings, answers, content.name)
    decision = Decision(
        subject="answers", value=str(len(answers)), reason="one on each line, by 'alf_answer'"
    )
    return Reading(
        file=content.name,
        kind=readings[0].kind,
        size=content.size,
        decisions=(decision, *readings[0].decisions),
        tables=tables,
        remarks=tuple(remark for one in readings for remark in one.remarks),
    )


def _answers(content: Content) -> Iterator[Answer]:
    try:
        text = content.all().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refused("the file is not UTF-8", content.name) from None
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _answer(line, number, content.name)


def _answer(line: str, number: int, file: str) -> Answer:
    try:
        value = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        raise _refused("the line is no JSON", file, number) from None
    if not isinstance(value, Mapping) or value.get("alf_answer") != VERSION:
        message = f"the line is no answer of a service ('alf_answer' must be {VERSION})"
        raise _refused(message, file, number)
    address, body = value.get("address"), value.get("body")
    if not isinstance(address, str) or not isinstance(body, str):
        raise _refused("'address' and 'body' must be texts", file, number)
    return Answer(number, address, body)


def _refused(message: str, file: str, line: int | None = None) -> InputRefused:
    return InputRefused([Problem(_RULE, message, file, line, remedy=_REMEDY)])


def _read(answer: Answer, content: Content, options: Options) -> Reading:
    """The body as a file; what is wrong in it is said with the line of the answer."""
    try:
        body = Content.of_bytes(content.name, answer.body.encode("utf-8"))
        kind, _ = kind_of(body)
        if kind not in _READERS:
            raise _refused(f"the answer is {kind}, which none is", content.name)
        return _READERS[kind](body, replace(options, encoding="utf-8"))
    except UnicodeEncodeError:
        raise _refused("the body holds half of a character", content.name, answer.line) from None
    except InputRefused as refused:
        problems = [replace(one, row=answer.line, message=_inside(one)) for one in refused.problems]
        raise InputRefused(problems) from None


def _inside(problem: Problem) -> str:
    where = "" if problem.row is None else f" (line {problem.row} of it)"
    return f"the answer on this line{where}: {problem.message}"


# ---------------------------------------------------------------- one table


def _joined(
    readings: Sequence[Reading], answers: Sequence[Answer], file: str
) -> tuple[RawTable, ...]:
    first = readings[0].tables
    for reading, answer in zip(readings, answers, strict=True):
        if [_shape(one) for one in reading.tables] != [_shape(one) for one in first]:
            message = "the answer on this line has other tables or columns than the first"
            raise _refused(message, file, answer.line)
    return tuple(
        join([reading.tables[index] for reading in readings], file) for index in range(len(first))
    )


def _shape(table: RawTable) -> tuple[str, tuple[str, ...]]:
    return table.name, tuple(column.name for column in table.columns)
