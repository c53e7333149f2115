"""Bytes become raw tables: what a file is, read by the one reader of its kind."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Final

from etl.problems import InputRefused, Problem
from etl.readers.answers import holds_answers
from etl.readers.content import Content
from etl.readers.delimited import read_delimited
from etl.readers.json_file import read_json
from etl.readers.kind import kind_of, name_remark
from etl.readers.model import Decision, FileKind, Reading
from etl.readers.options import NO_OPTIONS, Options
from etl.readers.px import read_px
from etl.readers.service_answers import read_answers
from etl.readers.workbook import read_workbook

Reader = Callable[[Content, Options], Reading]

# One entry for every kind that `kind_of` can give; the shapes of JSON are listed in json_file.py.
READERS: Final[Mapping[FileKind, Reader]] = {
    FileKind.DELIMITED: read_delimited,
    FileKind.XLSX: read_workbook,
    FileKind.XLSM: read_workbook,
    FileKind.XLS: read_workbook,
    FileKind.XLSB: read_workbook,
    FileKind.ODS: read_workbook,
    FileKind.JSON: read_json,
    FileKind.PX: read_px,
    FileKind.SERVICE_ANSWERS: read_answers,
}


def read(content: Content, options: Options = NO_OPTIONS) -> Reading:
    """The file as it is understood; what is wrong with it stands in `problems`.

    Only the rows of a file too large for the memory may still raise InputRefused, as they come.
    """
    try:
        kind, reason = kind_of(content)
    except InputRefused as refused:
        return Reading(file=content.name, kind=None, size=content.size, problems=refused.problems)
    try:
        reading = READERS[kind](content, options)
    except InputRefused as refused:
        reading = Reading(
            file=content.name, kind=kind, size=content.size, problems=refused.problems
        )
    return _completed(reading, kind, reason, options)


def _completed(reading: Reading, kind: FileKind, reason: str, options: Options) -> Reading:
    known = reading.kind or kind
    remark = name_remark(reading.file, kind)
    return replace(
        reading,
        kind=known,
        decisions=(Decision(subject="kind", value=known, reason=reason), *reading.decisions),
        problems=(*reading.problems, *_told_of_nothing(reading, options)),
        remarks=(*reading.remarks, *(() if remark is None else (remark,))),
        answers=_answers_in(reading, options),
    )


def _told_of_nothing(reading: Reading, options: Options) -> Iterator[Problem]:
    """An option about something that the file does not have decides nothing: it is a mistake."""
    if not reading.tables:
        return
    there = {column.name for table in reading.tables for column in table.columns}
    for name in options.columns:
        if name not in there:
            near = "".join(f"; did you mean '{one}'?" for one in get_close_matches(name, there, 1))
            message = f"there is no column '{name}' to decide about{near}"
            yield Problem("column_told", message, reading.file, remedy="correct --column")
    if options.sheet is not None and not any(table.name for table in reading.tables):
        message = "the file has no sheets or data sets to choose from"
        yield Problem("sheet_told", message, reading.file, remedy="leave out --sheet")


def _answers_in(reading: Reading, options: Options) -> str | None:
    """Why the file seems to hold survey answers; what the user says goes before what is found."""
    if options.answers is not None:
        return "told so" if options.answers else None
    return reading.answers or holds_answers(reading.tables)
