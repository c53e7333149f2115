"""Files of JSON: parsed once, then read by the one shape that knows what it is."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from etl.problems import InputRefused
from etl.readers.content import Content
from etl.readers.json_records import record_tables
from etl.readers.json_stat import json_stat_reason, json_stat_tables
from etl.readers.json_text import Document, Json, JsonTables, parsed, refused
from etl.readers.kolada import kolada_reason, kolada_tables
from etl.readers.model import Decision, FileKind, Reading
from etl.readers.options import Options
from etl.readers.pxweb_json import pxweb_reason, pxweb_tables
from etl.readers.wanted_sheets import wanted_sheets

Tables = Callable[[Json, Options, str], JsonTables]


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of JSON: `reason` says why a document is of it, None where it is not."""

    kind: FileKind
    reason: Callable[[Json], str | None]
    tables: Tables


# Asked in this order; a document that is none of them is read as records.
SHAPES: Final = (
    Shape(FileKind.JSON_STAT, json_stat_reason, json_stat_tables),
    Shape(FileKind.PXWEB_JSON, pxweb_reason, pxweb_tables),
    Shape(FileKind.KOLADA, kolada_reason, kolada_tables),
)


def read_json(content: Content, options: Options) -> Reading:
    """The tables of a JSON file; raises InputRefused where it is no JSON."""
    try:
        return _read(content, options)
    except RecursionError:
        raise refused("lists and objects lie in each other too deep", content.name) from None


def _read(content: Content, options: Options) -> Reading:
    document = parsed(content, options)
    kind, reason, tables = _shape(document)
    reading = Reading(
        file=content.name,
        kind=kind,
        size=content.size,
        decisions=(document.decision, Decision(subject="shape", value=kind, reason=reason)),
        remarks=tuple(document.remarks),
    )
    try:
        found = tables(document.value, options, content.name)
        wanted = wanted_sheets(found.tables, options, "data set", content.name)
    except InputRefused as problem:
        return replace(reading, problems=problem.problems)
    return replace(
        reading,
        decisions=(*reading.decisions, *found.decisions),
        tables=tuple(wanted),
        problems=found.problems,
        remarks=(*reading.remarks, *found.remarks),
    )


def _shape(document: Document) -> tuple[FileKind, str, Tables]:
    for shape in SHAPES:
        reason = shape.reason(document.value)
        if reason is not None:
            return shape.kind, reason, shape.tables
    reason = "JSON lines" if document.lines is not None else "none of the known shapes: records"
    return FileKind.JSON, reason, partial(record_tables, lines=document.lines)
