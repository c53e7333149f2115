"""PX files (PC-Axis): statements that describe a table, then its cells.

The format: https://www.pxtools.net/px-file-format/px-2013 and
https://www.scb.se/en/services/statistical-programs-for-px-files/px-file-format/
"""

from dataclasses import replace
from typing import Final

import polars as pl

from etl.problems import Problem
from etl.readers.content import Content
from etl.readers.cube import cube_columns, size_of
from etl.readers.model import (
    Aside,
    AsideKind,
    Cells,
    Column,
    Decision,
    FileKind,
    FoundUnit,
    RawTable,
    Reading,
)
from etl.readers.options import Options
from etl.readers.px_data import PxCells, px_cells
from etl.readers.px_keywords import Keywords, Statement, parse
from etl.readers.px_marks import px_marks
from etl.readers.px_structure import Structure, structure_of
from etl.readers.px_text import px_text

_NOTES: Final = (
    "NOTE",
    "NOTEX",
    "VALUENOTE",
    "VALUENOTEX",
    "CELLNOTE",
    "CELLNOTEX",
    "DATANOTE",
    "DATANOTESUM",
)
# What a file is said to hold, and tolerably may leave out; the format asks for them.
_WANTED: Final = ("SUBJECT-AREA", "MATRIX", "CONTENTS", "UNITS", "DECIMALS")
# DATASYMBOL1 is what a single point means, and so on to six; DATASYMBOLNIL is what a dash means.
_SYMBOLS: Final = (
    *((f"DATASYMBOL{count}", "." * count) for count in range(1, 7)),
    ("DATASYMBOLNIL", "-"),
)


def read_px(content: Content, options: Options) -> Reading:
    """The one table of a PX file; raises InputRefused naming the keyword that is wrong."""
    text, encoding, remarks = px_text(content.all(), content.name, options.encoding)
    found = parse(text, content.name)
    structure = structure_of(found, content.name, options.language)
    cells = px_cells(found, structure, content.name)
    marks, of_marks = px_marks(found, structure, cells.numbers, content.name)
    table = _table(found, structure, cells, marks)
    return Reading(
        file=content.name,
        kind=FileKind.PX,
        size=content.size,
        decisions=(encoding, *structure.decisions),
        tables=(table,),
        remarks=(
            *remarks,
            *found.remarks,
            *structure.remarks,
            *cells.remarks,
            *of_marks,
            *_lacking(found, content.name),
        ),
    )


def _table(
    found: Keywords, structure: Structure, cells: PxCells, marks: pl.Series | None
) -> RawTable:
    measures = [("value", Cells(cells.values))]
    if marks is not None:
        measures.append(("status", Cells(marks)))
    made = cube_columns(structure.dimensions, cells.numbers, measures)
    units = _units(found, structure.language)
    index = 2 * len(structure.dimensions)
    value = made.columns[index]
    return RawTable(
        name="",
        columns=(*made.columns[:index], _with_unit(value, units), *made.columns[index + 1 :]),
        header_rows=(),
        rows=made.rows(),
        row_count=made.height(),
        aside=_asides(found, structure.language),
        units=tuple(replace(unit, column=value.name) for unit in units),
        decisions=(*_size_decision(structure, cells), *_sign_decisions(found, value, structure)),
    )


def _with_unit(value: Column, units: list[FoundUnit]) -> Column:
    written = {unit.written for unit in units}
    return replace(value, unit=written.pop()) if len(written) == 1 else value


def _said(found: Keywords, keyword: str, language: str | None) -> list[Statement]:
    """In the language, else in the file's own."""
    return found.all([keyword], language) or found.all([keyword], None)


def _units(found: Keywords, language: str | None) -> list[FoundUnit]:
    """UNITS, for the whole table or for one value of the contents."""
    return [
        FoundUnit(written=one.values[0].strip(), place=_place(one), row=one.line)
        for one in _said(found, "UNITS", language)
        if one.values and one.values[0].strip()
    ]


def _place(one: Statement) -> str:
    of = ", ".join(f'"{subkey}"' for subkey in one.subkeys)
    return f"{one.keyword}({of})" if of else one.keyword


def _asides(found: Keywords, language: str | None) -> tuple[Aside, ...]:
    titles = _said(found, "DESCRIPTION", language) or _said(found, "TITLE", language)
    asides = [_aside(AsideKind.TITLE, one) for one in titles]
    asides += [_aside(AsideKind.UNIT, one) for one in _said(found, "UNITS", language)]
    for keyword in _NOTES:
        asides += [_aside(AsideKind.NOTE, one) for one in _said(found, keyword, language)]
    asides += [_aside(AsideKind.FOOTER, one) for one in _said(found, "SOURCE", language)]
    return tuple(aside for aside in asides if aside.text)


def _aside(kind: AsideKind, one: Statement) -> Aside:
    """A "#" in a text of the format begins a new line."""
    text = " ".join(one.values).replace("#", "\n").strip()
    of = ", ".join(subkey for subkey in one.subkeys if subkey != "*")
    return Aside(kind=kind, row=one.line, text=f"{of}: {text}" if of and text else text)


def _size_decision(structure: Structure, cells: PxCells) -> tuple[Decision, ...]:
    sizes = " × ".join(str(len(one.codes)) for one in structure.dimensions)
    reason = f"{sizes} by VALUES; DATA holds {cells.values.len()}"
    size = str(size_of(structure.dimensions))
    return (Decision(subject="cells", value=size, reason=reason),)


def _sign_decisions(found: Keywords, value: Column, structure: Structure) -> tuple[Decision, ...]:
    """What the file itself says of the signs in it; what they mean is still for the source."""
    return tuple(
        Decision(subject=f"sign '{sign}'", value=said[0].values[0], reason=f"{keyword} says so")
        for keyword, sign in _SYMBOLS
        if sign in value.signs
        if (said := _said(found, keyword, structure.language)) and said[0].values
    )


def _lacking(found: Keywords, file: str) -> list[Problem]:
    return [
        Problem("px_missing_keyword", f"the keyword {keyword} is not there; read without it", file)
        for keyword in _WANTED
        if not any(one.keyword == keyword for one in found.statements)
    ] + _without_title(found, file)


def _without_title(found: Keywords, file: str) -> list[Problem]:
    if any(one.keyword in {"TITLE", "DESCRIPTION"} for one in found.statements):
        return []
    message = "neither TITLE nor DESCRIPTION is there; read without a title"
    return [Problem("px_missing_keyword", message, file)]
