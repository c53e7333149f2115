"""Files in the project's own shape: what is converted, and what is refused with its place."""

from pathlib import Path

import pytest

from etl.problems import InputRefused
from etl.sources.bundled import read_bundled, read_left_out
from tests.etl.bundles import figure, user_file


def content(tmp_path: Path, **cells: str) -> bytes:
    return user_file(tmp_path / "x.csv", figure(**cells)).read_bytes()


@pytest.mark.parametrize(
    ("printed", "unit", "kronor"),
    [("82.8", "mkr", 82_800_000.0), ("4.1", "mkr", 4_100_000.0), ("1.7", "miljarder kr", 1.7e9),
     ("8013", "tkr", 8_013_000.0)],
)  # fmt: skip
def test_money_is_stored_in_kronor_to_the_last_digit(
    tmp_path: Path, printed: str, unit: str, kronor: float
) -> None:
    cells = {"indicator": "alf_compensation", "value": printed, "unit": unit, "denominator": "7"}
    rows = read_bundled("x.csv", content(tmp_path, **cells))
    assert rows.item(0, "value") == kronor
    assert rows.item(0, "denominator") == 7.0


def test_a_region_is_stored_by_its_code_with_the_line_it_was_read_from(tmp_path: Path) -> None:
    (row,) = read_bundled("x.csv", content(tmp_path, region="Örebro")).to_dicts()
    assert (row["region"], row["input"], row["input_row"]) == ("orebro", "x.csv", 2)


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    assert read_bundled("x.csv", b"\xef\xbb\xbf" + content(tmp_path)).height == 1


@pytest.mark.parametrize(
    ("cells", "column", "rule"),
    [
        ({"value": "nan"}, "value", "not_a_number"),
        ({"value": "1 234"}, "value", "not_a_number"),
        ({"base": "many"}, "base", "not_a_number"),
        ({"unit": "mkr"}, "unit", "unit_of_another_kind"),
        ({"unit": ""}, "unit", "unknown_unit"),
        ({"period": ""}, "period", "unparseable_period"),
    ],
)
def test_a_cell_that_cannot_be_read_is_refused_with_its_place(
    tmp_path: Path, cells: dict[str, str], column: str, rule: str
) -> None:
    with pytest.raises(InputRefused) as refused:
        read_bundled("x.csv", content(tmp_path, **cells))
    (problem,) = refused.value.problems
    assert (problem.file, problem.row, problem.column, problem.rule) == ("x.csv", 2, column, rule)


def test_a_column_of_the_users_own_is_refused(tmp_path: Path) -> None:
    text = content(tmp_path).decode()
    header, row, *_ = text.split("\n")
    with pytest.raises(InputRefused, match="column 'mood' is not one of ours"):
        read_bundled("x.csv", f"{header},mood\n{row},good\n".encode())


def test_a_quotation_mark_that_never_ends_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="unreadable_line"):
        read_bundled("x.csv", content(tmp_path) + b'"never\n')


@pytest.mark.parametrize("line", ["a:2,merged,,Same fact.", "a:2,forgotten,Samma.,Same."])
def test_a_fact_is_left_out_with_a_kind_and_a_reason_in_both_languages(line: str) -> None:
    with pytest.raises(InputRefused, match=r"x\.csv, line 2"):
        read_left_out("x.csv", f"fact,kind,reason_sv,reason_en\n{line}\n".encode(), "surveys")
