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
from etl.readers.collector import Uncollected
from etl.readers.content import Content
from etl.readers.kind import kind_of
from etl.readers.layout import lay_out
from etl.readers.marks import Damaged, Encrypted, Marked, Sheet
from etl.readers.model import FileKind, Grid, Reading
from etl.readers.ods import OdsWorkbook
from etl.readers.ooxml import OoxmlWorkbook
from etl.readers.options import Options
from etl.readers.sheet import SheetReader, absurd_range, damaged
from etl.readers.wanted_sheets import wanted_sheets
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
    with Uncollected():
        sheets = grids_of(content, options)
        laid_out = [lay_out(grid, options, file=content.name) for grid in sheets.grids]
    return Reading(
        file=content.name,
        kind=sheets.kind,
        size=content.size,
        tables=tuple(made.table for made in laid_out),
        problems=(*sheets.problems, *(said for made in laid_out for said in made.problems)),
        remarks=(*sheets.remarks, *(said for made in laid_out for said in made.remarks)),
    )


def grids_of(content: Content, options: Options) -> Sheets:
    """The sheets cut into cells; raises InputRefused where the workbook cannot be opened."""
    kind, _ = kind_of(content)
    with ExitStack() as stack:
        every = _sheets(content, kind, stack)
        wanted = wanted_sheets(every, options, "sheet", content.name)
        read = [SheetReader(content.name, sheet) for sheet in wanted]
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
