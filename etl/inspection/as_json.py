"""An inspection for machines: one JSON document a file, on one line. docs/readers.md describes it.

The rows are written as they are read: a large file is never one document in memory.
"""

from collections.abc import Callable, Iterable, Sequence

import orjson

from etl.inspection.report import Inspection
from etl.problems import Problem
from etl.readers.marks import column_letters
from etl.readers.model import AsideKind, Column, Decision, RawTable

Write = Callable[[str], object]


def write_json(inspection: Inspection, write: Write, *, with_rows: bool) -> None:
    """The document; `rows` of each table only where they are asked for and may be shown."""
    head, tail = _head(inspection), _tail(inspection)
    write(f'{_dumped(head)[:-1]},"tables":[')
    for index, table in enumerate(inspection.reading.tables):
        write("," if index else "")
        if with_rows and inspection.shows_cells:
            write(f'{_dumped(table_document(table))[:-1]},"rows":[')
            _write_rows(inspection, table, write)
            write("]}")
        else:
            write(_dumped(table_document(table)))
    write(f"],{_dumped(tail)[1:]}\n")


def _write_rows(inspection: Inspection, table: RawTable, write: Write) -> None:
    for index, (number, cells) in enumerate(inspection.rows(table)):
        write(("," if index else "") + _dumped({"row": number, "cells": cells}))


def _dumped(value: object) -> str:
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode()


def _head(inspection: Inspection) -> dict[str, object]:
    reading = inspection.reading
    decided = {decision.subject: decision.value for decision in reading.decisions}
    return {
        "file": reading.file,
        "kind": reading.kind,
        "size": reading.size,
        "encoding": decided.get("encoding"),
        "delimiter": _character(decided.get("delimiter")),
        "quote": _character(decided.get("quoting")),
        "line_ends": decided.get("line ends"),
        "answers": reading.answers,
        "decisions": _decisions(reading.decisions),
    }


def _character(decided: str | None) -> str | None:
    """`';'`, `tab`, `" doubled`: the character itself, null where there is none."""
    if decided is None or decided == "none":
        return None
    if decided in {"tab", "space"}:
        return {"tab": "\t", "space": " "}[decided]
    return decided[1] if decided.startswith("'") and decided.endswith("'") else decided[0]


def _tail(inspection: Inspection) -> dict[str, object]:
    reading = inspection.reading
    return {"problems": _problems(reading.problems), "remarks": _problems(reading.remarks)}


def _decisions(decisions: Iterable[Decision]) -> list[dict[str, object]]:
    return [
        {"subject": one.subject, "value": one.value, "reason": one.reason, "told": one.is_told}
        for one in decisions
    ]


def _problems(problems: Sequence[Problem]) -> list[dict[str, object]]:
    return [
        {
            "rule": problem.rule,
            "message": problem.message,
            "sheet": problem.sheet,
            "row": problem.row,
            "column": problem.column,
            "evidence": problem.evidence,
            "remedy": problem.remedy,
        }
        for problem in problems
    ]


def table_document(table: RawTable) -> dict[str, object]:
    return {
        "sheet": table.name,
        "hidden": table.is_hidden,
        "header_rows": table.header_rows,
        "columns": [_column(column) for column in table.columns],
        "data_rows": table.row_count,
        "set_aside": [{"kind": one.kind, "row": one.row, "text": one.text} for one in table.aside],
        "notes": _notes(table),
        "units": [
            {"written": one.written, "place": one.place, "row": one.row, "column": one.column}
            for one in table.units
        ],
        "decisions": _decisions(table.decisions),
    }


def _notes(table: RawTable) -> list[str]:
    return [one.text for one in table.aside if one.kind == AsideKind.NOTE and one.text]


def _column(column: Column) -> dict[str, object]:
    return {
        "position": column.position,
        "letter": column_letters(column.position),
        "name": column.name,
        "parts": column.parts,
        "type": column.type,
        "decimal": None if column.style is None else column.style.decimal,
        "thousands": None if column.style is None else column.style.thousands,
        "unit": column.unit,
        "number_format": column.number_format,
        "filled": column.filled,
        "empty": column.empty,
        "signs": dict(column.signs),
        "reason": column.reason,
        "told": column.is_told,
    }
