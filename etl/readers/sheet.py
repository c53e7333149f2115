"""One sheet of a workbook on its way to a grid: its values, and beside them its marks."""

from collections.abc import Collection, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

from etl.problems import Problem
from etl.readers.marks import Cell, Damaged, Marks, Sheet, Span, Values, cell_name, is_absurd
from etl.readers.model import Grid, Value

_NAMED: Final = 10
_ANEW: Final = "open it in the program that wrote it and save it anew"


def damaged(file: str, why: str, sheet: str | None = None) -> Problem:
    """The libraries' words may quote a cell, so they are evidence."""
    what = "the workbook" if sheet is None else "the sheet"
    message = f"{what} is damaged and cannot be read"
    return Problem("damaged_file", message, file, sheet=sheet, remedy=_ANEW, evidence=(why,))


def absurd_range(file: str, sheet: str, marks: Marks) -> Problem:
    top, left, bottom, right = marks.used or (0, 0, 0, 0)
    first, last = cell_name((top, left)), cell_name((bottom, right))
    message = f"its {marks.filled} filled cells are spread from {first} to {last}"
    remedy = f"clear the stray cells, such as those near {last}, and save it"
    return Problem("absurd_range", message, file, sheet=sheet, remedy=remedy)


class SheetReader:
    """Reads one sheet; what there is to say about it stands in `remarks` and `problems`."""

    def __init__(self, file: str, sheet: Sheet) -> None:
        self._file = file
        self._sheet = sheet
        self.remarks: list[Problem] = []
        self.problems: list[Problem] = []

    def grid(self) -> Grid | None:
        """None where the sheet holds no cells or cannot be read."""
        if self._sheet.holds is not None:
            message = f"the sheet holds {self._sheet.holds} and no cells; it is left out"
            self._remark("sheet_without_cells", message)
            return None
        if self._sheet.hidden is not None:
            self._remark("hidden_sheet", f"the sheet is {self._sheet.hidden}; it is read")
        try:
            return self._read()
        except Damaged as problem:
            self.problems.append(damaged(self._file, str(problem), self._sheet.name))
            return None

    def _read(self) -> Grid | None:
        """Values and marks are read side by side, unless the values might fill the memory."""
        with ThreadPoolExecutor(1) as beside:
            marks = beside.submit(self._sheet.marks)
            if not self._sheet.is_surely_dense() and self._is_refused(marks):
                return None
            return self._complete(self._sheet.values(), marks.result())

    def _is_refused(self, reading: Future[Marks]) -> bool:
        marks = reading.result()
        if not is_absurd(marks):
            return False
        self.problems.append(absurd_range(self._file, self._sheet.name, marks))
        return True

    # ------------------------------------------------------------ the grid

    def _complete(self, values: Values, marks: Marks) -> Grid | None:
        self._say(marks)
        rows = values.rows
        start = _put(rows, values.start, marks)
        if not rows:
            self._remark("empty_sheet", "the sheet is empty; it is left out")
            return None
        top, left = start
        merged = values.merged if marks.merged is None else marks.merged
        return Grid(
            name=self._sheet.name,
            rows=rows,
            numbers=range(top + 1, top + len(rows) + 1),
            first_column=left + 1,
            formats={(row - top, at - left): code for (row, at), code in marks.formats.items()},
            errors={(row - top, at - left): code for (row, at), code in marks.errors.items()},
            merged=_inside(merged, start, rows),
            is_hidden=self._sheet.hidden is not None,
        )

    def _say(self, marks: Marks) -> None:
        if marks.errors:
            there_are = _cells_named(marks.errors, "holds an error", "hold errors")
            codes = ", ".join(sorted(set(marks.errors.values())))
            self._remark("error_cells", f"{there_are} ({codes}); no number is read")
        if marks.undated:
            there_are = _cells_named(marks.undated, "holds a number", "hold a number each")
            message = (
                f"{there_are} below what its format, of a date or a time, can show; read as it is"
            )
            remedy = "correct the number, or the format of the cell"
            self._remark("no_date", message, remedy)
        if marks.uncalculated:
            there_are = _cells_named(marks.uncalculated, "holds a formula", "hold formulas")
            message = f"{there_are} without a stored value; read as empty"
            remedy = "open it in a spreadsheet program, which calculates them, and save it"
            self._remark("formula_without_value", message, remedy)

    def _remark(self, rule: str, message: str, remedy: str | None = None) -> None:
        self.remarks.append(
            Problem(rule, message, self._file, sheet=self._sheet.name, remedy=remedy)
        )


def _cells_named(cells: Collection[Cell], one: str, several: str) -> str:
    ordered = sorted(cells)
    names = ", ".join(map(cell_name, ordered[:_NAMED]))
    rest = f" and {len(ordered) - _NAMED} more" if len(ordered) > _NAMED else ""
    return f"cell {names} {one}" if len(ordered) == 1 else f"cells {names}{rest} {several}"


def _put(rows: list[list[Value]], start: Cell, marks: Marks) -> Cell:
    """Puts in what the library left out; returns where the rows begin then."""
    put = {**marks.values, **marks.errors}
    start = _grown(rows, start, put) if put else start
    for (row, column), value in put.items():
        rows[row - start[0]][column - start[1]] = value
    return start


def _grown(rows: list[list[Value]], start: Cell, cells: Iterable[Cell]) -> Cell:
    """Cells at the rim of a sheet may lie outside of what the library gave."""
    held = [start, (start[0] + len(rows) - 1, start[1] + len(rows[0]) - 1)] if rows else []
    every_row, every_column = zip(*held, *cells, strict=True)
    top, left = min(every_row), min(every_column)
    width = max(every_column) - left + 1
    before = start[1] - left if rows else 0
    for index, row in enumerate(rows):
        rows[index] = [""] * before + row + [""] * (width - before - len(row))
    rows[:0] = [[""] * width for _ in range(start[0] - top if rows else 0)]
    rows.extend([""] * width for _ in range(max(every_row) - top + 1 - len(rows)))
    return top, left


def _inside(merged: tuple[Span, ...], start: Cell, rows: list[list[Value]]) -> tuple[Span, ...]:
    """By index in the grid; a span that lies outside of it is left out, one half outside cut."""
    bottom, right = len(rows) - 1, len(rows[0]) - 1
    moved = [
        (
            max(first - start[0], 0),
            max(left - start[1], 0),
            min(last - start[0], bottom),
            min(far - start[1], right),
        )
        for first, left, last, far in merged
    ]
    return tuple(span for span in moved if span[0] <= span[2] and span[1] <= span[3])
