"""Files in the project's own shape: what is converted, and what is refused with its place."""

from pathlib import Path

import pytest

from etl.problems import InputRefused
from etl.sources.bundled import read_bundled, read_left_out
from tests.etl.bundles import figure, user_file
from warehouse.indicators import INDICATORS


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
    rows = read_bundled("x.csv", content(tmp_path, **cells), INDICATORS)
    assert rows.item(0, "value") == kronor
    assert rows.item(0, "denominator") == 7.0


def test_a_region_is_stored_by_its_code_with_the_line_it_was_read_from(tmp_path: Path) -> None:
    (row,) = read_bundled("x.csv", content(tmp_path, region="Örebro"), INDICATORS).to_dicts()
    assert (row["region"], row["input"], row["input_row"]) == ("orebro", "x.csv", 2)


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    assert read_bundled("x.csv", b"\xef\xbb\xbf" + content(tmp_path), INDICATORS).height == 1


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
        read_bundled("x.csv", content(tmp_path, **cells), INDICATORS)
    (problem,) = refused.value.problems
    assert (problem.file, problem.row, problem.column, problem.rule) == ("x.csv", 2, column, rule)


def test_a_column_of_the_users_own_is_refused(tmp_path: Path) -> None:
    text = content(tmp_path).decode()
    header, row, *_ = text.split("\n")
    with pytest.raises(InputRefused, match="column 'mood' is not one of ours"):
        read_bundled("x.csv", f"{header},mood\n{row},good\n".encode(), INDICATORS)


def test_a_quotation_mark_that_never_ends_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="unreadable_line"):
        read_bundled("x.csv", content(tmp_path) + b'"never\n', INDICATORS)


@pytest.mark.parametrize("line", ["a:2,merged,,Same fact.", "a:2,forgotten,Samma.,Same."])
def test_a_fact_is_left_out_with_a_kind_and_a_reason_in_both_languages(line: str) -> None:
    with pytest.raises(InputRefused, match=r"x\.csv, line 2"):
        read_left_out("x.csv", f"fact,kind,reason_sv,reason_en\n{line}\n".encode(), "surveys")


def header_and_row(tmp_path: Path) -> tuple[str, str]:
    header, row, *_ = content(tmp_path).decode().split("\n")
    return header, row


def refused_rules(file_content: bytes) -> list[str]:
    with pytest.raises(InputRefused) as refused:
        read_bundled("x.csv", file_content, INDICATORS)
    return [problem.rule for problem in refused.value.problems]


@pytest.mark.parametrize("value", ["6_4", "64e0", "+64", " 64", "٦٤", "9" * 400])
def test_a_number_is_digits_and_a_decimal_point(tmp_path: Path, value: str) -> None:
    assert refused_rules(content(tmp_path, value=value)) == ["not_a_number"]


def test_a_column_that_stands_twice_is_refused(tmp_path: Path) -> None:
    header, row = header_and_row(tmp_path)
    assert refused_rules(f"{header},value\n{row},99\n".encode()) == ["column_twice"]


@pytest.mark.parametrize("text", ["", "\ufeff"])
def test_an_empty_file_is_refused_in_one_sentence(text: str) -> None:
    assert refused_rules(text.encode()) == ["header_unreadable"]


def test_a_file_with_a_header_and_no_figures_is_refused(tmp_path: Path) -> None:
    header, _ = header_and_row(tmp_path)
    assert refused_rules(f"{header}\n".encode()) == ["no_figures"]


@pytest.mark.parametrize("mark", [";", "\t"])
def test_a_file_with_another_separator_is_refused_in_one_sentence(
    tmp_path: Path, mark: str
) -> None:
    other = content(tmp_path).decode().replace(",", mark).encode()
    with pytest.raises(InputRefused, match="not separated by commas: save it so") as refused:
        read_bundled("x.csv", other, INDICATORS)
    assert len(refused.value.problems) == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_text_of_more_bytes_per_letter_is_refused_by_its_encoding(
    tmp_path: Path, encoding: str
) -> None:
    # As a spreadsheet on Windows writes it; without «å» every byte by itself is valid UTF-8.
    text = content(tmp_path, region="stockholm").decode().replace("\n", "\r\n")
    assert refused_rules(text.encode(encoding)) == ["wrong_encoding"]


def test_line_ends_and_line_breaks_in_cells_are_kept_apart(tmp_path: Path) -> None:
    noted = content(tmp_path, note_sv='En "rad";\nen till', note_en="One\r\nline")
    (row,) = read_bundled("x.csv", noted, INDICATORS).to_dicts()
    assert (row["note_sv"], row["note_en"]) == ('En "rad";\nen till', "One\r\nline")
    windows = content(tmp_path).replace(b"\n", b"\r\n")
    assert read_bundled("x.csv", windows, INDICATORS).equals(
        read_bundled("x.csv", content(tmp_path), INDICATORS)
    )
