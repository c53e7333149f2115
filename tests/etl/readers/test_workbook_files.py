"""Real workbooks, cell by cell against readers that share no code with ours."""

import re
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from etl.readers.content import Content
from etl.readers.marks import cell_name
from etl.readers.model import Grid
from etl.readers.number_formats import says_more
from etl.readers.options import NO_OPTIONS
from etl.readers.workbook import grids_of
from tests.real_files import FOLDER, NEEDED, manifest

# openpyxl warns of what it would lose by saving.
pytestmark = [NEEDED, pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")]


def _paths(ending: str) -> list[Path]:
    return [FOLDER / row["path"] for row in manifest() if row["path"].endswith(ending)]


def _cells(grid: Grid) -> Iterator[tuple[tuple[int, int], object]]:
    for number, cells in zip(grid.numbers, grid.rows, strict=True):
        for column, value in enumerate(cells, start=grid.first_column):
            if _is_filled(value):
                yield (number, column), value


def _is_filled(value: object) -> bool:
    """White space that the XML does not ask to keep is no text for ours."""
    return value is not None and str(value).strip() != ""


def _ours(path: Path) -> dict[str, Grid]:
    sheets = grids_of(Content.of_file(path), NO_OPTIONS)
    assert sheets.problems == ()
    return {grid.name: grid for grid in sheets.grids}


@pytest.mark.parametrize("path", _paths(".xlsx"), ids=lambda path: path.stem)
def test_every_cell_as_openpyxl_reads_it(path: Path) -> None:
    ours = _ours(path)
    for sheet in openpyxl.load_workbook(path, data_only=True).worksheets:
        theirs = {
            (cell.row, cell.column): cell
            for row in sheet.iter_rows()
            for cell in row
            if _is_filled(cell.value)
        }
        if not theirs:
            assert sheet.title not in ours
            continue
        grid = ours[sheet.title]
        cells = dict(_cells(grid))
        assert cells.keys() == theirs.keys()
        for place, cell in theirs.items():
            assert _alike(cells[place], cell.value), cell_name((place[0] - 1, place[1] - 1))
        assert _formats(grid) == {
            place: cell.number_format
            for place, cell in theirs.items()
            if cell.data_type == "n" and says_more(cell.number_format)
        }
        assert sorted(_merged(grid)) == sorted(map(str, sheet.merged_cells.ranges))


def _alike(ours: object, theirs: object) -> bool:
    """openpyxl has no dates, only moments, and keeps white space that the XML gives up."""
    if isinstance(theirs, datetime) and not isinstance(ours, datetime):
        return theirs == datetime.combine(ours, time(0))  # type: ignore[arg-type]
    if isinstance(theirs, str) and isinstance(ours, str):
        return _plain(ours) in {_plain(theirs), _plain(theirs).strip()}
    return ours == theirs and isinstance(ours, bool) == isinstance(theirs, bool)


def _plain(text: str) -> str:
    text = re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _formats(grid: Grid) -> dict[tuple[int, int], str]:
    return {
        (grid.numbers[row], grid.first_column + column): code
        for (row, column), code in grid.formats.items()
    }


def _merged(grid: Grid) -> Iterator[str]:
    for top, left, bottom, right in grid.merged:
        first = get_column_letter(grid.first_column + left)
        last = get_column_letter(grid.first_column + right)
        yield f"{first}{grid.numbers[top]}:{last}{grid.numbers[bottom]}"


@pytest.mark.parametrize("path", _paths(".xls"), ids=lambda path: path.stem)
def test_every_cell_as_calamine_reads_it(path: Path) -> None:
    ours = _ours(path)
    with CalamineWorkbook.from_path(path) as theirs:
        assert set(ours) <= set(theirs.sheet_names)
        for grid in ours.values():
            sheet = theirs.get_sheet_by_name(grid.name)
            assert [list(row) for row in grid.rows] == sheet.to_python()
            assert (grid.numbers[0] - 1, grid.first_column - 1) == sheet.start
            spans = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
            assert len(grid.merged) == len(spans)


def test_a_real_ods_as_its_content_says() -> None:
    """Read off content.xml of that file by eye: percent, two currencies and a time beyond a day."""
    grid = _ours(FOLDER / "nasty" / "messy_ods_formats.ods")["Sheet1"]
    assert grid.formats == {(1, 4): "[$GBP] 0", (1, 5): "0.00%", (2, 4): "[$GBP] 0"}
    assert str(grid.rows[4][1]) == "1 day, 3:17:54"
    assert grid.rows[1][2] is True
