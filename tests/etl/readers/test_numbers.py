"""Numbers as text: their styles, qualifiers, signs and values."""

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.readers.model import Cells, CellType, Column, ColumnType, NumberStyle, Value, whole
from etl.readers.number_style import Ambiguous, Proved
from etl.readers.numbers import decide_style, read_numbers
from etl.readers.options import ColumnOptions, Options
from tests.etl.readers.grids import column, laid

SPACES = (" ", "\u00a0", "\u202f", "\u2009")


def read(texts: list[str | None], decimal: str = ",", thousands: str = " ") -> pl.DataFrame:
    style = NumberStyle(decimal=decimal, thousands=thousands)
    made = Column(
        position=1, name="a", parts=("a",), type=ColumnType.NUMBER, reason="", style=style
    )
    return read_numbers(Cells(pl.Series(texts, dtype=pl.String)), made)


def style(*texts: str) -> tuple[str, str] | None:
    """Decimal and thousands sign; None where it is ambiguous."""
    proved = decide_style(texts)
    if isinstance(proved, Ambiguous):
        return None
    return proved.style.decimal, proved.style.thousands


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        ("1 234,5", 1234.5, "exact"),
        ("1\u00a0234,5", 1234.5, "exact"),
        ("1\u202f234\u2009567", 1234567, "exact"),
        ("\u22125", -5, "exact"),
        ("–5", -5, "exact"),
        ("- 5", -5, "exact"),
        ("123-", -123, "exact"),
        ("(123)", -123, "exact"),
        ("(1 234,5)", -1234.5, "exact"),
        ("+5", 5, "exact"),
        ("57,9 %", 57.9, "exact"),
        ("57,9%", 57.9, "exact"),
        ("~100", 100, "about"),
        ("ca 100", 100, "about"),
        ("c:a 1 000", 1000, "about"),
        ("<5", 5, "at_most"),
        ("<=5", 5, "at_most"),
        ("≤ 5", 5, "at_most"),
        (">350", 350, "at_least"),
        (">= 350", 350, "at_least"),
        ("£1 234", 1234, "exact"),
        ("-£5", -5, "exact"),
        ("£-5", -5, "exact"),
        ("5 kr", 5, "exact"),
        ("1 000 SEK", 1000, "exact"),
        ("12 tkr", 12, "exact"),
        ("1,53e4", 15300, "exact"),
        ("1,53E+4", 15300, "exact"),
        (",5", 0.5, "exact"),
        ("  7  ", 7, "exact"),
        ("0", 0, "exact"),
    ],
)
def test_a_number_is_read(text: str, value: float, qualifier: str) -> None:
    row = read([text]).row(0, named=True)
    assert row["value"] == value
    assert row["qualifier"] == qualifier
    assert row["printed"] == text
    assert row["is_number"]
    assert row["sign"] is None
    assert row["is_percent"] == ("%" in text)


@pytest.mark.parametrize(
    "text",
    [
        "..",
        ".",
        "-",
        "–",
        "*",
        "…",
        "U",
        "x",
        ":",
        "NA",
        "n/a",
        "null",
        "#N/A",
        "n.d.",
        "1.5",
        "1 23",
        "12 34,5",
        "1 2345",
        "1,2,3",
        "--5",
        "-5-",
        "(-5)",
        "(5",
        "5)",
        "5.",
        "5,",
        "1e",
        "e5",
        "inf",
        "nan",
        "0x10",
        "1_000",
        "½",
        "٣",
        "²",
        "1 234 567,",
        "<",
        "~",
        "5 6 %",
        "10-20",
        "2024-01-01",
        "1/2",
        "3 st",
        "% 5",
        "kr",
        "100 000000",
        "1  000",
    ],
)
def test_what_is_no_number_is_a_sign(text: str) -> None:
    row = read([text]).row(0, named=True)
    assert row["value"] is None
    assert not row["is_number"]
    assert row["qualifier"] is None
    assert row["sign"] is not None
    assert row["printed"] == text


def test_empty_cells_are_neither() -> None:
    frame = read([None, "", " "])
    assert frame["value"].null_count() == 3
    assert frame["sign"].null_count() == 3
    assert not frame["is_number"].any()


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["1 234,5", "12"], (",", " ")),
        (["1.234,5"], (",", ".")),
        (["1,234.5"], (".", ",")),
        (["1.234.567"], (",", ".")),
        (["1,234,567"], (".", ",")),
        (["1'234.5"], (".", "'")),
        (["1’234’567"], ("", "'")),
        (["0,123"], (",", "")),
        (["0.123", "1.234"], (".", "")),
        (["1,5", "2,25"], (",", "")),
        (["1.5", "1234"], (".", "")),
        (["12345,678"], (",", "")),
        (["1,234", "776", "12,426"], (".", ",")),
        (["12", "13"], ("", "")),
        (["1 234", "12"], ("", " ")),
        (["1.234.567", "1,5"], (",", ".")),
        (["1,53e4", "0,25"], (",", "")),
        (["3 877", "459", "12,5"], (",", " ")),
    ],
)
def test_style_is_proved(texts: list[str], expected: tuple[str, str]) -> None:
    assert style(*texts) == expected


@pytest.mark.parametrize(
    "texts",
    [
        ["1.234", "1,5"],
        ["1,234", "1.5"],
        ["1.5", "1,5"],
        ["123,000"],
        ["123.000"],
        ["1.234", "1,234"],
        ["1,234", "1234"],
        ["1,234", "5"],
        ["1 234,5", "1.234,5"],
        ["1 234", "1,234"],
        ["1.234.567", "1.5"],
        ["1,234,567", "1 234 567"],
    ],
)
def test_style_is_ambiguous(texts: list[str]) -> None:
    assert style(*texts) is None
    assert style(*reversed(texts)) is None


def test_other_columns_decide_between_decimals_and_thousands() -> None:
    rows = [["a", "b"], ["123,456", "1,5"], ["234,567", "2,5"]]
    result = laid(rows)
    assert result.problems == ()
    assert result.table.columns[0].style == NumberStyle(decimal=",", thousands="")
    assert "every column of the file" in result.table.columns[0].reason
    rows = [["a", "b"], ["44,761", "13.9"]]
    assert column(rows, "a").style == NumberStyle(decimal=".", thousands=",")


def test_ambiguous_names_rows_and_ways_out() -> None:
    rows = [["Region", "Antal"], ["Umeå", "1.234"], ["Lund", "1,5"], ["Örebro", "7"]]
    result = laid(rows)
    (problem,) = result.problems
    assert (problem.rule, problem.row, problem.column) == ("ambiguous_numbers", 2, "Antal")
    assert problem.evidence == ("row 2: 1.234", "row 3: 1,5")
    assert '--column "Antal:decimal=,"' in str(problem.remedy)
    told = laid(rows, Options(decimal=","))
    assert told.problems == ()
    made = whole(told.table)
    values = read_numbers(made.cells[1], told.table.columns[1])["value"]
    assert values.to_list() == [1234, 1.5, 7]
    own = Options(columns={"Antal": ColumnOptions(decimal=".")})
    assert laid(rows, own).table.columns[1].style == NumberStyle(decimal=".", thousands="")
    assert {problem.rule for problem in laid(rows, own).problems} == {"not_in_style"}


def test_told_style_that_cells_break_is_a_problem_with_rows() -> None:
    rows = [["a"], ["1,5"], ["2,25"], ["3"]]
    (problem,) = laid(rows, Options(decimal=".", thousands="")).problems
    assert problem.rule == "not_in_style"
    assert "rows 2, 3" in problem.message
    assert "1,5" not in str(problem)


def test_percent_formats_of_a_workbook() -> None:
    stored = pl.Series([0.579, 0.5, 12.0, None], dtype=pl.Float64)
    formats = pl.Series(["0.0%", "0%", None, "0%"], dtype=pl.String)
    made = Column(position=1, name="a", parts=(), type=ColumnType.NUMBER, reason="")
    frame = read_numbers(Cells(stored, formats=formats), made)
    assert frame["value"].to_list() == [57.9, 50, 12, None]
    assert frame["is_percent"].to_list() == [True, True, False, False]
    assert frame["printed"].to_list() == ["0.579", "0.5", "12", None]


def test_mixed_cells_of_a_workbook() -> None:
    texts = pl.Series(["1646.26", "1\u00a0646,26", "..", "1e-07", "0.579"])
    types = pl.Series(
        [CellType.NUMBER, CellType.TEXT, CellType.TEXT, CellType.NUMBER, CellType.NUMBER],
        dtype=pl.String,
    )
    formats = pl.Series([None, None, None, None, "0.0%"], dtype=pl.String)
    made = Column(
        position=1,
        name="a",
        parts=(),
        type=ColumnType.NUMBER,
        reason="",
        style=NumberStyle(decimal=",", thousands=" "),
    )
    frame = read_numbers(Cells(texts, types, formats), made)
    assert frame["value"].to_list() == [1646.26, 1646.26, None, 1e-07, 57.9]
    assert frame["sign"].to_list() == [None, None, "..", None, None]


def test_integers_keep_their_value() -> None:
    made = Column(position=1, name="a", parts=(), type=ColumnType.NUMBER, reason="")
    frame = read_numbers(Cells(pl.Series([1, None, 445])), made)
    assert frame["value"].to_list() == [1, None, 445]
    assert frame["printed"].to_list() == ["1", None, "445"]


STYLES = [
    (decimal, thousands)
    for decimal in ".,"
    for thousands in ("", "'", "’", *SPACES, ".", ",")
    if decimal != thousands
]
DECIMALS = st.decimals(
    min_value=-(10**9), max_value=10**9, places=2, allow_nan=False, allow_infinity=False
)
QUALIFIERS = {"": "exact", "~": "about", "ca ": "about", "<": "at_most", ">=": "at_least"}
NEGATIVES = ("-{}", "\u2212{}", "{}-", "({})")


def printed(value: Decimal, decimal: str, thousands: str, negative: str = "-{}") -> str:
    """A number in a style, made by Python's own formatting."""
    size = f"{abs(value):,f}".replace(",", "\0").replace(".", decimal).replace("\0", thousands)
    return negative.format(size) if value < 0 else size


@given(
    DECIMALS,
    st.sampled_from(STYLES),
    st.sampled_from(list(QUALIFIERS)),
    st.sampled_from(NEGATIVES),
    st.sampled_from(["", " %", "%", " kr", "€"]),
)
def test_what_is_written_is_read_back(
    value: Decimal, chosen: tuple[str, str], qualifier: str, negative: str, unit: str
) -> None:
    decimal, thousands = chosen
    size = printed(abs(value), decimal, thousands) + unit
    text = qualifier + (negative.format(size) if value < 0 else size)
    if unit and value < 0 and negative == "{}-":
        text = qualifier + "-" + size
    plain = " " if thousands in SPACES else "'" if thousands == "’" else thousands
    row = read([text], decimal, plain).row(0, named=True)
    assert row["value"] == float(value)
    assert row["qualifier"] == QUALIFIERS[qualifier]
    assert row["is_percent"] == ("%" in unit)


@given(
    st.lists(DECIMALS, min_size=1, max_size=12),
    st.sampled_from(STYLES),
    st.integers(min_value=0, max_value=2),
)
def test_a_column_is_read_right_or_refused(
    values: list[Decimal], chosen: tuple[str, str], places: int
) -> None:
    """Numbers with the same two, one or no decimals are never read as other numbers."""
    rounded = [round(value, places) for value in values]
    rows: list[list[Value]] = [["x", "a"]]
    rows += [["w", printed(value, *chosen)] for value in rounded]
    result = laid(rows)
    index = 1
    made = result.table.columns[index]
    if result.problems or made.type is not ColumnType.NUMBER or result.table.row_count == 0:
        return
    if whole(result.table).rows.len() != len(values):
        assert made.type is ColumnType.NUMBER
        return
    frame = read_numbers(whole(result.table).cells[index], made)
    assert frame["value"].to_list() == [float(value) for value in rounded]


@given(st.lists(st.text(alphabet="0123456789.,' -%~<>()e", max_size=9), max_size=8))
def test_a_column_of_numbers_has_no_cell_that_is_neither_number_nor_known_sign(
    texts: list[str],
) -> None:
    result = laid([["head", "word"], *[[text, "w"] for text in texts]])
    made = result.table.columns[0]
    if made.type is not ColumnType.NUMBER or result.problems:
        return
    frame = read_numbers(whole(result.table).cells[0], made)
    signs = set(frame["sign"].drop_nulls())
    assert {sign.strip() for sign in signs} == {sign.strip() for sign in made.signs}
    count = frame["is_number"].sum() + sum(made.signs.values())
    assert count == made.filled


def test_decide_style_says_why() -> None:
    proved = decide_style(["1 234,5"])
    assert isinstance(proved, Proved)
    assert "a space" in proved.reason
    assert "','" in proved.reason
