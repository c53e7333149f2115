"""Numbers as they are read on a page, and what tells the rows of a table apart."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts import numbers
from dashboard.exports.telling_apart import columns_apart, key_of
from dashboard.exports.typed import bare_number, no_formula, qualifier_of, typed_columns
from dashboard.views.model import Cell
from tests.dashboard.exported import everything, shares
from warehouse.text import LANGUAGES, Language
from warehouse.units import PERCENT


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("41,5", "41.5"), ("41.5", "41.5"), ("26,0", "26.0"), ("1\u00a0141", "1141"),
        ("12\u00a0345\u00a0678,9", "12345678.9"), ("−13,3", "-13.3"), ("+8", "8"), ("0", "0"),
    ],
)  # fmt: skip
def test_a_number_is_read_with_its_decimals(text: str, number: str) -> None:
    assert str(bare_number(text)) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "U",
        "..",
        "–",
        "≥350",
        "7 av 25",
        "12 %",
        "60,1–79,7",
        "1 141",
        "142\u00a0mkr",
        "1\u00a01",
    ],
)
def test_what_is_more_or_less_than_a_number_is_not_read_as_one(text: str) -> None:
    assert bare_number(text) is None


@given(st.decimals(-(10**9), 10**9, places=1), st.sampled_from(LANGUAGES))
def test_what_the_formatter_writes_is_read_back(value: Decimal, language: Language) -> None:
    written = numbers.number(float(value), PERCENT, language, decimals=1, with_unit=False)
    assert bare_number(written) == value


def test_signs_and_words_stand_beside_and_the_number_is_the_one_that_is_read() -> None:
    table = shares(
        Cell(text="48,0", value=47.973958),
        Cell(text="≥350", value=350.0),
        Cell(text="U"),
        Cell(text="–", value=0.0),
        Cell(text="räcker", value=0.0),
    ).table
    region, share = typed_columns(table)
    assert not region.is_number
    assert [None if n is None else str(n) for n in share.numbers] == ["48.0", "350", None, "0", "0"]
    assert share.beside == ("", "≥350", "U", "–", "räcker")


def test_in_a_column_of_millions_words_have_no_number() -> None:
    """Their number would be in kronor, a million times as much as those around it."""
    table = shares(
        Cell(text="727,5", value=727_500_000.0), Cell(text="cirka 103 mkr", value=103_000_000.0)
    ).table
    share = typed_columns(table)[1]
    assert share.numbers == (Decimal("727.5"), None)
    assert share.beside == ("", "cirka 103 mkr")


def test_no_number_of_any_view_is_other_than_it_is_read() -> None:
    """By the rounding of what is shown, or, where words are shown, by the value itself."""
    seen = 0
    for rendered in everything():
        for typed, at in zip(
            typed_columns(rendered.table), range(len(rendered.table.columns)), strict=True
        ):
            for row, number in enumerate(typed.numbers):
                cell = rendered.table.rows[row][at]
                if number is None:
                    assert typed.beside[row] == cell.text
                    continue
                seen += 1
                assert cell.value is not None, "a number that the view does not have"
                if typed.beside[row]:
                    assert typed.beside[row] == cell.text
                else:
                    assert f"{number:f}" in cell.text.replace("\u00a0", "").replace(
                        "−", "-"
                    ).replace(",", ".")
    assert seen > 5000


@pytest.mark.parametrize(
    ("text", "sign"), [("≥350", "≥"), ("≈57,9", "≈"), ("U", "U"), ("≈ ja", "≈ ja")]
)
def test_a_sign_before_a_number_is_told_from_words(text: str, sign: str) -> None:
    assert qualifier_of(text) == sign


@pytest.mark.parametrize("text", ["=1+1", "+46", "-x", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_run_is_neutralised(text: str) -> None:
    assert no_formula(text) == f"'{text}"
    assert no_formula(f"a{text}") == f"a{text}"


ROWS = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.tuples(*[st.sampled_from("abc")] * width), max_size=12)
)


@given(ROWS)
def test_the_columns_tell_apart_whatever_all_columns_do(rows: list[tuple[str, ...]]) -> None:
    chosen = columns_apart(rows)
    assert list(chosen) == sorted(set(chosen))
    assert len({key_of(row, chosen) for row in rows}) == len(set(rows))


@given(ROWS)
def test_no_column_is_taken_once_all_rows_are_told_apart(rows: list[tuple[str, ...]]) -> None:
    chosen = columns_apart(rows)
    if len(chosen) > 1:
        assert len({key_of(row, chosen[:-1]) for row in rows}) < len(rows)


def test_the_leftmost_columns_are_taken() -> None:
    rows = [("Skåne", "2024", "a"), ("Skåne", "2025", "b"), ("Uppsala", "2024", "c")]
    assert columns_apart(rows) == (0, 1)
    assert columns_apart([("x", "1"), ("x", "2")]) == (0, 1)
    assert columns_apart([]) == ()
