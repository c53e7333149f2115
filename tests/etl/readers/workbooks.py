"""Workbooks for the tests of their readers: made by other libraries, or by hand from parts."""

import io
import zipfile
from collections.abc import Callable, Mapping

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from etl.problems import Problem
from etl.readers.content import Content
from etl.readers.model import Grid
from etl.readers.options import NO_OPTIONS, Options
from etl.readers.workbook import Sheets, grids_of

SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"


def written(fill: Callable[[Workbook, Worksheet], None], **settings: object) -> bytes:
    """An xlsx by xlsxwriter with the sheet 'Blad'; `fill` may add more."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, **settings}) as workbook:
        fill(workbook, workbook.add_worksheet("Blad"))
    return made.getvalue()


def with_parts(data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The archive with some parts other than they were; None leaves one out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in dict.fromkeys([*old.namelist(), *parts]):
            part = parts[name] if name in parts else old.read(name)
            if part is not None:
                new.writestr(name, part, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def sheet_of(cells: str, *, before: str = "", after: str = "") -> bytes:
    """An xlsx whose only sheet holds these rows, written by hand."""
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{SPREADSHEET}">{before}'
        f"<sheetData>{cells}</sheetData>{after}</worksheet>"
    )
    plain = written(lambda workbook, _: _a_percent_style(workbook))
    return with_parts(plain, {SHEET: xml.encode()})


def _a_percent_style(workbook: Workbook) -> None:
    workbook.add_worksheet("Andra").write(0, 0, 1, workbook.add_format({"num_format": "0.0%"}))


def sheets_in(data: bytes, options: Options = NO_OPTIONS, name: str = "bok.xlsx") -> Sheets:
    return grids_of(Content.of_bytes(name, data), options)


def first_grid(data: bytes) -> Grid:
    return sheets_in(data).grids[0]


def rules(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.rule for problem in problems]
