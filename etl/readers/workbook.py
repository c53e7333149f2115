"""Workbooks: xlsx, xlsm, xls, xlsb and ods. Every sheet of cells becomes a grid, then a table.

The values are read by calamine, those of xls by xlrd. What calamine leaves out (number formats,
error cells, formulas without a value, the merged cells of two formats) is read beside it, see
`marks.py`. Formulas are never calculated and macros never run.
"""

from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass

from etl.problems import InputRefused, Problem
from etl.readers.archive import Archive, Bomb
from etl.readers.calamine import WorkbookSheet, opened_workbook
from etl.readers.content import Content
from etl.readers.kind import kind_of
from etl.readers.layout import lay_out
from etl.readers.marks import Damaged, Encrypted, Marked, Sheet
from etl.readers.model import FileKind, Grid, RawTable, Reading
from etl.readers.ods import OdsWorkbook
from etl.readers.ooxml import OoxmlWorkbook
from etl.readers.options import Options
from etl.readers.sheet import SheetReader, absurd_range, damaged
from etl.readers.xls import xls_sheets
from etl.readers.xlsb import XlsbWorkbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """The sheets that hold cells, and what was found on the way to them."""

    kind: FileKind
    grids: tuple[Grid, ...]
    remarks: tuple[Problem, ...]
    problems: tuple[Problem, ...]


def read_workbook(content: Content, options: Options) -> Reading:
    """All sheets of a workbook, or the one that `options` names."""
    sheets = grids_of(content, options)
    tables: list[RawTable] = []
    problems, remarks = list(sheets.problems), list(sheets.remarks)
    for grid in sheets.grids:
        laid_out = lay_out(grid, options, file=content.name)
        tables.append(laid_out.table)
        problems += laid_out.problems
        remarks += laid_out.remarks
    return Reading(
        file=content.name,
        kind=sheets.kind,
        size=content.size,
        tables=tuple(tables),
        problems=tuple(problems),
        remarks=tuple(remarks),
    )


def grids_of(content: Content, options: Options) -> Sheets:
    """The sheets cut into cells; raises InputRefused where the workbook cannot be opened."""
    kind, _ = kind_of(content)
    with ExitStack() as stack:
        every = _sheets(content, kind, stack)
        read = [SheetReader(content.name, sheet) for sheet in _wanted(every, content, options)]
        grids = tuple(grid for sheet in read if (grid := sheet.grid()) is not None)
    return Sheets(
        kind=kind,
        grids=grids,
        remarks=tuple(remark for sheet in read for remark in sheet.remarks),
        problems=tuple(problem for sheet in read for problem in sheet.problems),
    )


# ---------------------------------------------------------------- opening


def _sheets(content: Content, kind: FileKind, stack: ExitStack) -> Sequence[Sheet]:
    """`stack` closes the files when the sheets are read."""
    try:
        if kind == FileKind.XLS:
            return xls_sheets(content)
        marked = _marked(content, kind, stack.enter_context(closing(Archive.of(content))))
        workbook = stack.enter_context(opened_workbook(content))
        return [WorkbookSheet(workbook, sheet, marked) for sheet in workbook.sheets_metadata]
    except Encrypted:
        remedy = "open it with its password and save it without one"
        message = "the workbook is protected by a password"
        raise InputRefused([Problem("encrypted", message, content.name, remedy=remedy)]) from None
    except Bomb as bomb:
        remedy = "ask its sender for a smaller file"
        raise InputRefused([Problem("zip_bomb", str(bomb), content.name, remedy=remedy)]) from None
    except Damaged as damage:
        raise InputRefused([damaged(content.name, str(damage))]) from None


def _marked(content: Content, kind: FileKind, archive: Archive) -> Marked:
    if kind == FileKind.ODS:
        return _checked(OdsWorkbook(archive), content.name)
    return XlsbWorkbook(archive) if kind == FileKind.XLSB else OoxmlWorkbook(archive)


def _checked(workbook: OdsWorkbook, file: str) -> OdsWorkbook:
    problems = [absurd_range(file, sheet, marks) for sheet, marks in workbook.absurd()]
    if problems:
        raise InputRefused(problems)
    return workbook


def _wanted(every: Sequence[Sheet], content: Content, options: Options) -> Sequence[Sheet]:
    if options.sheet is None:
        return every
    wanted = [sheet for sheet in every if sheet.name == options.sheet]
    if not wanted:
        there_are = ", ".join(f"'{sheet.name}'" for sheet in every)
        message = f"there is no sheet '{options.sheet}'"
        remedy = f"choose one with --sheet: {there_are}"
        raise InputRefused([Problem("unknown_sheet", message, content.name, remedy=remedy)])
    return wanted
