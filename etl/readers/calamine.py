"""The values of xlsx, xlsm, xlsb and ods sheets, as calamine reads them; their marks beside."""

import io
from types import TracebackType
from typing import Final, cast

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from etl.readers.content import Content
from etl.readers.marks import Damaged, Encrypted, Marked, Marks, Values
from etl.readers.model import Value

# Pairs, since the library's enumerations cannot be keys.
_NO_CELLS: Final = (
    (SheetTypeEnum.DialogSheet, "a dialogue"),
    (SheetTypeEnum.MacroSheet, "macros"),
    (SheetTypeEnum.ChartSheet, "a chart"),
    (SheetTypeEnum.Vba, "a program"),
)
_HIDDEN: Final = (
    (SheetVisibleEnum.Hidden, "hidden"),
    (SheetVisibleEnum.VeryHidden, "hidden so that only a macro can show it"),
)


class _Guard:
    """What calamine raises becomes damage of the file; its words may quote a cell.

    The exception of a failed assertion in it stands beside `Exception` and cannot be imported,
    so it is known by its name.
    """

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        _: TracebackType | None,
    ) -> None:
        if isinstance(problem, PasswordError):
            raise Encrypted from None
        if isinstance(problem, CalamineError | OSError | ValueError | OverflowError):
            raise Damaged(str(problem)) from None
        if kind is not None and kind.__name__ == "PanicException":
            raise Damaged("its bytes are none that calamine expects") from None


def opened_workbook(content: Content) -> CalamineWorkbook:
    """Raises Encrypted or Damaged. An ods is read whole by this, the others sheet by sheet."""
    with _Guard():
        if content.path is not None:
            return CalamineWorkbook.from_path(content.path)
        return CalamineWorkbook.from_filelike(io.BytesIO(content.all()))


class WorkbookSheet:
    """One sheet of a workbook, not read before it is asked for."""

    def __init__(self, workbook: CalamineWorkbook, sheet: SheetMetadata, marked: Marked) -> None:
        self._workbook = workbook
        self._marked = marked
        self.name = sheet.name
        self.holds = next((what for kind, what in _NO_CELLS if kind == sheet.typ), None)
        self.hidden = next((how for kind, how in _HIDDEN if kind == sheet.visible), None)

    def is_surely_dense(self) -> bool:
        return self._marked.is_surely_dense(self.name)

    def marks(self) -> Marks:
        return self._marked.marks(self.name)

    def values(self) -> Values:
        with _Guard():
            sheet = self._workbook.get_sheet_by_name(self.name)
            # The lists are made by this call, and nobody else holds them.
            rows = cast("list[list[Value]]", sheet.to_python(skip_empty_area=True))
            merged = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
            return Values(rows, sheet.start or (0, 0), merged)
