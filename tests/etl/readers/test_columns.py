"""What columns hold, by all of their cells; and later rows that break what was decided."""

from datetime import date, datetime, time, timedelta

import polars as pl
import pytest

from etl.readers import read
from etl.readers.cells import cells_of
from etl.readers.column_types import check_batch
from etl.readers.content import Content
from etl.readers.model import (
    Batch,
    Cells,
    CellType,
    Column,
    ColumnType,
    NumberStyle,
    Value,
    text_of,
    whole,
)
from etl.readers.options import ColumnOptions, Options
from tests.etl.readers.grids import column, laid

NOON = datetime(2024, 1, 31, 12, 0)  # noqa: DTZ001


def made(values: list[Value]) -> Column:
    """The column of a table with a header, and a column of words beside it."""
    return column([["head", "word"], *[[value, "w"] for value in values]], "head")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["1", "2", ".."], ColumnType.NUMBER),
        (["1", "~2", "<5"], ColumnType.NUMBER),
        (["33%", "1034%"], ColumnType.NUMBER),
        (["4.5"], ColumnType.NUMBER),
        (["£5", "(3)"], ColumnType.NUMBER),
        (["01", "02", "10"], ColumnType.CODE),
        (["0301", "03"], ColumnType.CODE),
        (["1.006.01", "1.007.02"], ColumnType.CODE),
        (["12345678901234567", "12345678901234568"], ColumnType.CODE),
        (["2024-01-31", "2024-02-01"], ColumnType.DATE),
        (["2018-03-18 14:45:51", "NA"], ColumnType.DATE),
        (["2015-11-04T12:22:00Z"], ColumnType.DATE),
        (["08/31/2010 11:26:26"], ColumnType.DATE),
        (["03/09/2018", "28/09/2018"], ColumnType.DATE),
        (["31.12.2024"], ColumnType.DATE),
        (["Dec 8, 2022", "Jan 10, 2022"], ColumnType.DATE),
        (["8 december 2022", "1 maj 2022"], ColumnType.DATE),
        (["True", "FALSE"], ColumnType.BOOLEAN),
        (["a", "1"], ColumnType.TEXT),
        (["..", "-"], ColumnType.TEXT),
        (["10-20", "5-8", "x y"], ColumnType.TEXT),
        (["", "  "], ColumnType.EMPTY),
        ([None], ColumnType.EMPTY),
        ([1.5, 2.0, None], ColumnType.NUMBER),
        ([1, 2], ColumnType.NUMBER),
        ([1, 2.5], ColumnType.NUMBER),
        ([1.0, ".."], ColumnType.NUMBER),
        ([2200.0, "1\u00a0646,26"], ColumnType.NUMBER),
        ([20144.79, "15462.00"], ColumnType.NUMBER),
        ([1440.0, "0114"], ColumnType.CODE),
        ([True, False], ColumnType.BOOLEAN),
        ([True, "FALSE"], ColumnType.BOOLEAN),
        ([date(2024, 1, 31)], ColumnType.DATE),
        ([NOON, " 23/01/2017"], ColumnType.DATE),
        ([NOON, date(2024, 1, 31)], ColumnType.DATE),
        ([NOON, 42741.0], ColumnType.TEXT),
        ([1.0, "word"], ColumnType.TEXT),
        ([1.0, True], ColumnType.TEXT),
        ([timedelta(hours=30)], ColumnType.TEXT),
    ],
)
def test_type(values: list[Value], expected: ColumnType) -> None:
    found = made(values)
    assert found.type is expected, found.reason
    assert found.reason


def test_counts() -> None:
    found = made(["1", "..", "..", "", " ", "-", None, "2"])
    assert (found.filled, found.empty) == (5, 3)
    assert found.signs == {"..": 2, "-": 1}


def test_signs_keep_their_case_and_are_not_mapped() -> None:
    assert made(["1", "U", "u", "NA"]).signs == {"U": 1, "u": 1, "NA": 1}


def test_one_word_in_a_column_of_numbers_is_named_and_not_lost() -> None:
    rows = [["a", "b"], *[[str(n), "w"] for n in range(2, 40)], ["många", "w"]]
    result = laid(rows)
    assert result.table.columns[0].type is ColumnType.TEXT
    remark = next(r for r in result.remarks if r.rule == "not_all_numbers")
    assert remark.row == 40
    assert remark.evidence == ("row 40: många",)
    assert "många" in whole(result.table).cells[0].stored
    told = laid(rows, Options(columns={"a": ColumnOptions(type="number")}))
    assert told.table.columns[0].type is ColumnType.NUMBER
    assert told.table.columns[0].is_told


def test_told_type() -> None:
    rows = [["a"], ["1"], ["2"]]
    for kind in ("text", "code", "date"):
        found = column(rows, "a", Options(columns={"a": ColumnOptions(type=kind)}))
        assert (found.type.value, found.reason, found.is_told) == (kind, "told", True)


def test_a_large_column_of_words_is_text_and_one_of_numbers_with_a_late_word_too() -> None:
    words = [f"ord {n}" for n in range(5000)]
    assert made(list(words)).type is ColumnType.TEXT
    numbers: list[Value] = [str(n) for n in range(5000)]
    assert made(numbers).type is ColumnType.NUMBER
    assert made([*numbers, "sist"]).type is ColumnType.TEXT
    assert made([*[".."] * 5000, "7"]).type is ColumnType.NUMBER


def test_day_and_month_left_open_is_remarked() -> None:
    rows = [["d", "n"], ["03/04/2024", "1"], ["05/06/2024", "2"]]
    assert "date_order" in {remark.rule for remark in laid(rows).remarks}
    rows = [["d", "n"], ["03/04/2024", "1"], ["25/06/2024", "2"]]
    assert "date_order" not in {remark.rule for remark in laid(rows).remarks}


def test_percent_in_a_part_of_the_cells_is_remarked() -> None:
    rows = [["a", "b"], ["33%", "1"], ["0.5", "2"]]
    assert "percent_in_part" in {remark.rule for remark in laid(rows).remarks}


def test_numbers_too_long_for_a_workbook_are_remarked() -> None:
    rows: list[list[Value]] = [["a", "b"], [1234567890123456.0, "w"], [1.0, "w"]]
    assert "long_numbers" in {remark.rule for remark in laid(rows).remarks}


@pytest.mark.parametrize(
    ("values", "dtype"),
    [
        (["a", "", None], pl.String),
        ([1.5, "", None], pl.Float64),
        ([1, 2], pl.Int64),
        ([1, 2.5], pl.Float64),
        ([True, None], pl.Boolean),
        ([date(2024, 1, 31)], pl.Date),
        ([NOON], pl.Datetime),
        ([time(12)], pl.Time),
        ([None, ""], pl.String),
        ([2**70], pl.String),
        ([2**60, 0.5], pl.String),
    ],
)
def test_cells_are_stored_as_they_are(values: list[Value], dtype: pl.DataType) -> None:
    cells = cells_of(values)
    assert cells.stored.dtype == dtype
    assert cells.stored.null_count() == sum(value in (None, "") for value in values)


def test_mixed_cells_keep_text_and_type() -> None:
    cells = cells_of([1.0, "x", None, True, NOON, 2**70, 0.1, "", timedelta(hours=1)])
    assert cells.types is not None
    assert cells.types.to_list() == [
        CellType.NUMBER,
        CellType.TEXT,
        CellType.EMPTY,
        CellType.BOOLEAN,
        CellType.DATETIME,
        CellType.NUMBER,
        CellType.NUMBER,
        CellType.EMPTY,
        CellType.TIME,
    ]
    assert cells.stored.to_list()[:5] == ["1", "x", None, "true", "2024-01-31 12:00:00"]
    assert cells.stored[5] == str(2**70)


def test_floats_beside_text_are_written_as_short_as_alone() -> None:
    numbers = [445.0, 57.9, 291.90000000000003, -0.5, 1e-7, 123456789.0]
    alone = text_of(cells_of(numbers)).to_list()
    assert cells_of([*numbers, ".."]).stored.to_list()[:-1] == alone
    assert alone[:2] == ["445", "57.9"]


@pytest.mark.parametrize(
    ("first", "later", "dtype", "is_mixed"),
    [
        (1.5, 2.5, pl.Float64, False),
        ("a", "b", pl.String, False),
        (1.5, "..", pl.String, True),
        (1, 2.5, pl.Float64, False),
        (True, "x", pl.String, True),
        (NOON, NOON, pl.Datetime, False),
        (NOON, date(2024, 1, 31), pl.String, True),
        (1.5, None, pl.Float64, False),
        (None, 1.5, pl.Float64, False),
        (None, None, pl.String, False),
    ],
)
def test_blocks_of_a_long_sheet_are_as_one(
    first: Value, later: Value, dtype: pl.DataType, is_mixed: bool
) -> None:
    values = [*[first] * 3000, *[later] * 3000]
    result = laid([["head", "word"], *[[value, "w"] for value in values]])
    cells = whole(result.table).cells[0]
    alone = cells_of(values)
    if first is None and later is None:
        assert cells.stored.null_count() == len(cells.stored)
        return
    assert cells.stored.dtype == dtype
    assert cells.stored.equals(alone.stored, check_names=False)
    assert (cells.types is not None) == is_mixed
    if cells.types is not None and alone.types is not None:
        assert cells.types.to_list() == alone.types.to_list()


def decided(kind: ColumnType, decimal: str = "", thousands: str = "") -> Column:
    style = NumberStyle(decimal=decimal, thousands=thousands)
    is_number = kind is ColumnType.NUMBER
    return Column(
        position=1,
        name="a",
        parts=("a",),
        type=kind,
        reason="",
        style=style if is_number else None,
    )


@pytest.mark.parametrize(
    ("kept", "cells", "broken"),
    [
        (decided(ColumnType.NUMBER), ["1", "0", "-5", "..", None, "", "~7", "12 "], []),
        (decided(ColumnType.NUMBER), ["1", "1.5", "1,5", "1 000", "x1", "07"], [2, 3, 4, 5, 6]),
        (decided(ColumnType.NUMBER, ","), ["1,5", "0,5", "1.5", "1 000,5"], [3, 4]),
        (decided(ColumnType.NUMBER, ",", " "), ["1 234,5", "1\u00a0000", "1,234.5"], [3]),
        (decided(ColumnType.NUMBER, ",", "."), ["1.234,5", "1.234", "1.5"], [3]),
        (decided(ColumnType.NUMBER, "."), ["inf", "nan", "1e5", "1_0", "+3"], [1, 4]),
        (decided(ColumnType.EMPTY), [None, "", " ", "x"], [4]),
        (decided(ColumnType.DATE), ["2024-01-31", "NA", None, "snart"], [4]),
        (decided(ColumnType.BOOLEAN), ["true", "FALSE", "ja"], [3]),
        (decided(ColumnType.TEXT), ["1", "x", None], []),
        (decided(ColumnType.CODE), ["01", "x", None], []),
    ],
)
def test_later_rows_that_break_the_decision(
    kept: Column, cells: list[str | None], broken: list[int]
) -> None:
    rows = pl.Series(range(1, len(cells) + 1), dtype=pl.Int64)
    batch = Batch(rows, (Cells(pl.Series(cells, dtype=pl.String)),))
    problems = check_batch([kept], batch, file="f.csv", sheet=None)
    assert [problem.row for problem in problems] == broken[:1]
    for problem in problems:
        assert problem.column == "a"
        assert f"rows {', '.join(map(str, broken[:5]))})" in problem.message
        assert len(problem.evidence) == min(5, len(broken))


def test_options_for_a_column_that_is_not_there_are_a_problem() -> None:
    content = Content.of_bytes("f.csv", b"a;b\n1;2\n")
    told = Options(columns={"b": ColumnOptions(type="text"), "c": ColumnOptions(type="text")})
    (problem,) = read(content, told).problems
    assert problem.rule == "column_told"
    assert "'c'" in problem.message
    assert read(content, Options()).problems == ()
