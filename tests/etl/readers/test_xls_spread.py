"""Old workbooks whose cells lie far apart or are merged outside of the table.

Fuzzing found them.
"""

import io
import struct

import xlwt

from etl.readers import read
from etl.readers.content import Content
from etl.readers.model import Reading, whole

# The record of merged cells: one span, its rows, its columns.
_SPANS = struct.pack("<7H", 0xE5, 10, 1, 0, 1, 1, 2)
_LOWER_SPANS = struct.pack("<7H", 0xE5, 10, 1, 0, 2, 1, 2)


def workbook(cells: dict[tuple[int, int], float], *, is_merged: bool = False) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Blad", cell_overwrite_ok=True)
    if is_merged:
        sheet.merge(0, 1, 1, 2)
    for (row, column), value in cells.items():
        sheet.write(row, column, value)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def read_bytes(data: bytes) -> Reading:
    return read(Content.of_bytes("gammal.xls", data))


def test_a_stray_cell_far_away_is_refused_and_does_not_fill_the_memory() -> None:
    head = {(row, column): 1.5 for row in range(3) for column in range(3)}
    (problem,) = read_bytes(workbook({**head, (65_535, 255): 2.5})).problems
    assert problem.rule == "absurd_range"
    assert "10 filled cells" in problem.message
    assert "IV65536" in problem.message


def test_a_size_stated_behind_the_cells_leaves_the_table_whole() -> None:
    """xlrd then forgets the width of the table where cells are merged below its last row."""
    cells = {(row, column): row + column / 3 for row in range(2) for column in range(4)}
    data = workbook(cells, is_merged=True)
    size, spans = data.index(struct.pack("<2H", 0x200, 14)), data.index(_SPANS)
    assert size < spans
    moved = data[:size] + data[size + 18 : spans] + data[size : size + 18] + data[spans:]
    (table,) = read_bytes(moved.replace(_SPANS, _LOWER_SPANS)).accepted()
    assert [list(one.stored) for one in whole(table).cells] == [
        [cells[0, column], cells[1, column]] for column in range(4)
    ]
