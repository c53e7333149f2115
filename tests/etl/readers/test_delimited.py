"""Delimited text of every kind: expectations are what was written, or the manifest's facts."""

import codecs
import csv
import io
import json
from collections.abc import Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from etl.problems import InputRefused
from etl.readers.content import Content
from etl.readers.delimited import grid_of, read_delimited
from etl.readers.model import Reading, whole
from etl.readers.options import NO_OPTIONS, Options
from tests.real_files import FOLDER, NEEDED, manifest


def read(data: str | bytes, options: Options = NO_OPTIONS) -> Reading:
    written = data.encode() if isinstance(data, str) else data
    return read_delimited(Content.of_bytes("file.csv", written), options)


def decision(reading: Reading, subject: str) -> str:
    return next(each.value for each in reading.decisions if each.subject == subject)


def cells(reading: Reading) -> list[tuple[object, ...]]:
    batch = whole(reading.accepted()[0])
    return list(zip(*(each.stored.to_list() for each in batch.cells), strict=True))


def names(reading: Reading) -> list[str]:
    return [column.name for column in reading.accepted()[0].columns]


def rules(reading: Reading) -> list[str]:
    return [problem.rule for problem in reading.problems]


# ---------------------------------------------------------------- delimiters


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|", "^", "~", "#"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_each_delimiter_with_each_line_end(delimiter: str, line_end: str) -> None:
    rows = [["län", "kod", "antal"], ["Skåne", "12", "5"], ["Örebro", "18", "7"]]
    text = line_end.join(delimiter.join(row) for row in rows) + line_end
    reading = read(text)
    assert names(reading) == rows[0]
    assert cells(reading) == [tuple(row) for row in rows[1:]]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a;b\n1,5;2,5\n3,25;4\n", "';'"),
        ("Rubrik, med komma\n\nlän;antal\nA;1,5\nB;2,5\nKälla: SCB, 2024\n", "';'"),
        ("id,comment\n1,bra; mycket bra\n2,nej; inte alls\n3,ok\n", "','"),
        ("namn, enhet;antal\nx;1\ny;2\n", "';'"),
        ("a|b,c|d\n1|2,5|3\n2|3,5|4\n", "'|'"),
        ("a\tb\nx, y\t1,5\nz, w\t2,5\n", "tab"),
        ('"a","b"\n"1,5","2,5"\n"3","4"\n', "','"),
        ("1,2\n3,4\n", "','"),
        ("name, note, n\na, x, 1\nb, y, 2\n", "','"),
        ('a b c\n1 "x y" 3\n4 5 6\n', "space"),
        ("a:b:c\nx:y:z\np:q:r\n", "':'"),
    ],
)
def test_the_delimiter_that_cuts_evenly_is_found(text: str, delimiter: str) -> None:
    assert decision(read(text), "delimiter") == delimiter


@pytest.mark.parametrize(
    "text",
    [
        "tid\n12:30\n13:40\n14:50\n",
        "2024-01-01 12:30:10\n2024-01-02 13:40:10\n2024-01-03 14:50:10\n",
        "http://a.se/x\nhttp://b.se/y\nhttp://c.se/z\n",
        "namn\nAnna Maria Berg\nEva Britt Dahl\nUlla Stina Ek\n",
        '"Dec 8, 2022"\n"Sep 26, 2022"\n',
        "a\n4.5\n",
    ],
)
def test_one_column_has_no_delimiter(text: str) -> None:
    reading = read(text)
    assert decision(reading, "delimiter") == "none"
    assert len(reading.accepted()[0].columns) == 1


@pytest.mark.parametrize(
    "text", ["a;b,c\nd;e,f\ng;h,i\n", "andel\n1,5\n2,5\n3,7\n"], ids=["two as even", "decimals"]
)
def test_what_could_be_either_is_refused_with_the_option_that_decides(text: str) -> None:
    reading = read(text)
    assert rules(reading) == ["ambiguous_delimiter"]
    assert "--delimiter" in (reading.problems[0].remedy or "")
    assert reading.problems[0].evidence
    assert not read(text, Options(delimiter=",")).problems


def test_one_column_of_decimal_commas_can_be_told() -> None:
    reading = read("andel\n1,5\n2,5\n", Options(delimiter="none"))
    assert cells(reading) == [("1,5",), ("2,5",)]


@pytest.mark.parametrize(
    ("first", "delimiter"), [("sep=;", ";"), ("sep=\\t", "\t"), ('"sep=,"', ",")]
)
def test_the_first_line_of_excel_is_honoured_and_is_no_row(first: str, delimiter: str) -> None:
    reading = read(f"{first}\r\na{delimiter}b\r\n1{delimiter}2\r\n")
    assert names(reading) == ["a", "b"]
    assert whole(reading.accepted()[0]).rows.to_list() == [3]


@pytest.mark.parametrize("told", ["tab", "\\t", "\t"])
def test_a_told_delimiter(told: str) -> None:
    assert names(read("a,b\tc\n1,5\t2\n", Options(delimiter=told))) == ["a,b", "c"]


def test_a_told_delimiter_of_two_characters_is_refused() -> None:
    assert rules(read("a;;b\n", Options(delimiter=";;"))) == ["option"]


# ---------------------------------------------------------------- quotes


def test_line_ends_delimiters_and_doubled_quotes_inside_quotes_are_content() -> None:
    reading = read('a,b\n1,"x, ""y""\r\nz"\n2,w\n')
    assert cells(reading) == [("1", 'x, "y"\r\nz'), ("2", "w")]
    assert whole(reading.accepted()[0]).rows.to_list() == [2, 4]


def test_single_quotes_where_the_file_uses_them() -> None:
    reading = read("'name','note'\n'a','x, y'\n'b','z'\n'c','it''s'\n")
    assert cells(reading) == [("a", "x, y"), ("b", "z"), ("c", "it's")]


def test_apostrophes_are_letters() -> None:
    reading = read("name,note,n\nO'Brien,it's,1\nd'Arc,'tis,2\n")
    assert cells(reading) == [("O'Brien", "it's", "1"), ("d'Arc", "'tis", "2")]


def test_single_quotes_beside_double_ones_are_content() -> None:
    reading = read('a,b\n1,"text"\n2,"text, more"\n3,\'text\'\n')
    assert cells(reading)[2] == ("3", "'text'")


def test_backslashes_before_quotes_where_nothing_else_can_be_cut() -> None:
    reading = read('name,note,n\n"a","say \\"hi\\", ok",1\n"b","z",2\n')
    assert cells(reading)[0] == ("a", 'say "hi", ok', "1")


def test_backslashes_of_paths_stay() -> None:
    assert cells(read('name,path,n\n"a","C:\\dir",1\n"b","z",2\n'))[0][1] == "C:\\dir"


def test_spaces_between_a_delimiter_and_a_quote() -> None:
    reading = read('name, note, n\n"a", "x, y", 1\n"b", "z", 2\n')
    assert cells(reading) == [("a", "x, y", "1"), ("b", "z", "2")]


def test_a_quote_inside_an_unquoted_cell_is_content() -> None:
    assert cells(read('a\tb\n5" pipe\t1\n6\t2\n'))[0] == ('5" pipe', "1")


def test_told_that_quotes_mean_nothing() -> None:
    reading = read('a\tb\n"x" y\t1\nz\t2\n', Options(quote="none"))
    assert cells(reading)[0] == ('"x" y', "1")


@pytest.mark.parametrize(
    ("text", "rule", "row", "column"),
    [
        ('a,b\n1,"x\n2,y\n3,z\n', "unterminated_quote", 2, 2),
        ('a,b\n1,x\n2,"y', "unterminated_quote", 3, 2),
        ('a,b\n1,"x"y\n2,y\n', "text_after_quote", 2, 2),
        ('a,b,c\n1,"x\ny"z,3\n', "text_after_quote", 3, 2),
        ("a,b\n1,x\n2,y\0z\n", "null_bytes", 3, 2),
        ("a,b\r1,x\r\0,y\r", "null_bytes", 3, 1),
        (b"a,b\n1,\xc3\xa5\n2,\xff\xff\n", "invalid_bytes", 3, 2),
        ("a,b\n1,x\n".encode("utf-16") + b"z", "invalid_bytes", 3, 1),
        ("a,b\n1,x".encode("utf-16-le") + b"\x00\xd8\x0a\x00", "invalid_bytes", 2, 2),
    ],
)
def test_what_breaks_the_text_is_named_by_line_and_column(
    text: str | bytes, rule: str, row: int, column: int
) -> None:
    reading = read(text)
    assert rules(reading) == [rule]
    problem = reading.problems[0]
    assert problem.row == row
    assert f"column {column}" in problem.message
    assert problem.remedy


def test_bad_bytes_are_shown_as_evidence_alone() -> None:
    problem = read(b"a,b\n1,\xc3\xa5\n2,\xff\xfe\n").problems[0]
    assert "ff fe" not in str(problem)
    assert problem.evidence == ("line 3, column 2: bytes ff fe",)


# ---------------------------------------------------------------- lines and widths


def test_mixed_line_ends_are_read_and_remarked() -> None:
    reading = read("a,b\r1,2\r\n3,4\n")
    assert cells(reading) == [("1", "2"), ("3", "4")]
    assert decision(reading, "line ends") == "mixed"
    assert "mixed_line_ends" in [remark.rule for remark in reading.remarks]


def test_line_ends_inside_quotes_are_not_mixed_ones() -> None:
    assert decision(read('a,b\r\n1,"x\ny"\r\n'), "line ends") == "CRLF"


def test_vertical_tabs_form_feeds_and_unicode_separators_end_no_line() -> None:
    reading = read("a,b\nx\x0b2,p\x0cq\nv\u20284,\x85z\n", Options(header=(1, 1)))
    assert cells(reading) == [("x\x0b2", "p\x0cq"), ("v\u20284", "\x85z")]


def test_leading_zeros_and_spaces_stay() -> None:
    assert cells(read("kod;namn\n0180; x \n0114;y\n"))[0] == ("0180", " x ")


@pytest.mark.parametrize(
    ("text", "lines"),
    [("a,b,c\n1,2,3\n3,4\n6,7,8\n", "3"), ("a,b,c\n1,2,3\n4,5,6,7\n8,9\n", "3")],
)
def test_ragged_rows_are_refused_with_their_lines(text: str, lines: str) -> None:
    reading = read(text)
    assert set(rules(reading)) == {"ragged_rows"}
    assert lines in reading.problems[0].message
    assert reading.problems[0].evidence


def test_short_rows_are_filled_if_told_and_long_ones_never() -> None:
    pad = Options(ragged="pad")
    assert cells(read("a,b,c\n1,2,3\n3,4\n", pad))[1] == ("3", "4", None)
    assert rules(read("a,b,c\n1,2,3\n3,4,5,6\n", pad)) == ["ragged_rows"]


def test_delimiters_behind_the_last_cell_are_no_cells() -> None:
    reading = read("a,b\n1,2,\n3,4,,\n")
    assert [row[:2] for row in cells(reading)] == [("1", "2"), ("3", "4")]


def test_titles_and_footers_are_not_ragged() -> None:
    reading = read("Titel\n\na;b;c\nx;2;3\ny;5;6\n\nKälla: SCB\n")
    assert cells(reading) == [("x", "2", "3"), ("y", "5", "6")]


def test_a_record_of_very_many_cells_is_refused_before_it_fills_the_memory() -> None:
    reading = read("a,b\n" + "1,2\n" * 1000 + "," * 100_000 + "\n")
    assert rules(reading) == ["ragged_rows"]
    assert reading.problems[0].row == 1002


@pytest.mark.parametrize("data", [b"", b"\n\n \n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_a_file_with_nothing_in_it_is_refused(data: bytes) -> None:
    assert rules(read(data)) == ["empty_file"]


def test_the_end_mark_of_old_programs_is_no_row() -> None:
    assert cells(read("a,b\n1,2\n\x1a")) == [("1", "2")]


def test_a_second_byte_order_mark_is_remarked() -> None:
    remarks = read("\ufeff\ufeffa,b\n1,2\n").remarks
    assert ("mark_inside", 1) in [(remark.rule, remark.row) for remark in remarks]


# ---------------------------------------------------------------- laws

WORDS = st.text(alphabet="abcdeåäöÅÄÖéü", min_size=1, max_size=8)
NUMBERS = st.integers(-9999, 9999).map(str)
DECIMALS = st.decimals(0, 100, places=2).map(lambda value: str(value).replace(".", ","))
PROSE = st.lists(WORDS, min_size=2, max_size=4).map(", ".join)
MULTILINE = st.tuples(WORDS, st.sampled_from(["\n", "\r\n"]), WORDS).map("".join)
QUOTED = WORDS.map(lambda word: f'say "{word}"')
CELLS = st.one_of(WORDS, NUMBERS, DECIMALS, PROSE, MULTILINE, QUOTED, st.just(""))


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    width = draw(st.integers(2, 6))
    header = draw(st.lists(WORDS, min_size=width, max_size=width))
    row = st.lists(CELLS, min_size=width, max_size=width)
    return [header, *draw(st.lists(row, min_size=2, max_size=12))]


def written(
    table: Sequence[Sequence[str]], delimiter: str, line_end: str, quotes_all: bool, encoding: str
) -> bytes:
    target = io.StringIO()
    csv.writer(
        target,
        delimiter=delimiter,
        lineterminator=line_end,
        quoting=csv.QUOTE_ALL if quotes_all else csv.QUOTE_MINIMAL,
    ).writerows(table)
    return target.getvalue().encode(encoding)


@given(
    tables(),
    st.sampled_from([";", ",", "\t", "|"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
)
def test_what_was_written_is_read_or_refused_and_never_other_cells(
    table: list[list[str]], delimiter: str, line_end: str, quotes_all: bool, encoding: str
) -> None:
    data = written(table, delimiter, line_end, quotes_all, encoding)
    content = Content.of_bytes("file.csv", data)
    try:
        grid = grid_of(content, NO_OPTIONS)
    except InputRefused:
        return
    if read_delimited(content, NO_OPTIONS).problems:
        return
    assert [[cell or "" for cell in row] for row in grid.rows] == table


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    reading = read_delimited(Content.of_bytes("file.csv", data), NO_OPTIONS)
    assert reading.tables or reading.problems


@given(st.text(alphabet="a1,;\t|\"'\\ \r\n", max_size=80))
def test_any_mix_of_the_characters_that_matter_is_read_or_refused(text: str) -> None:
    reading = read(text)
    assert reading.tables or reading.problems


@given(tables(), st.sampled_from([";", ","]))
def test_lines_are_those_of_an_editor(table: list[list[str]], delimiter: str) -> None:
    assume(all(any(row) for row in table))
    data = written(table, delimiter, "\n", False, "utf-8")
    grid = grid_of(Content.of_bytes("f", data), Options(delimiter=delimiter, quote='"'))
    starts, line = [], 1
    for row in table:
        starts.append(line)
        line += 1 + sum(cell.count("\n") for cell in row)
    assert list(grid.numbers) == starts


# ---------------------------------------------------------------- real files

TEXTS = [row for row in manifest() if row["path"].endswith((".csv", ".tsv", ".psv"))]
ENCODINGS = {"latin-1": "iso-8859-1", "utf-16-le BOM": "utf-16-le"}
# The manifest names a comma for texts of one column, where nothing is separated.
ONE_COLUMN = {
    "nasty/duckdb_latin1_all_chars.csv",
    "nasty/duckdb_dates_text_month.csv",
    "nasty/duckdb_many_empty_lines.csv",
    "nasty/csvkit_date_like_number.csv",
}
BAD_BYTES = "nasty/duckdb_invalid_utf8_one_cell.csv"


@NEEDED
@pytest.mark.parametrize("row", TEXTS, ids=lambda row: row["path"])
def test_encoding_and_delimiter_of_real_files(row: dict[str, str]) -> None:
    if row["path"] == BAD_BYTES:
        return
    reading = read_delimited(Content.of_file(FOLDER / row["path"]), NO_OPTIONS)
    stated = row["encoding"]
    expected = "windows-1252" if stated.startswith("not UTF-8") else ENCODINGS.get(stated, stated)
    assert decision(reading, "encoding") == expected
    delimiter = "tab" if row["delimiter"] == "TAB" else row["delimiter"]
    wanted = "none" if row["path"] in ONE_COLUMN else delimiter
    assert decision(reading, "delimiter") == wanted


@NEEDED
@pytest.mark.parametrize("row", TEXTS, ids=lambda row: row["path"])
def test_number_of_records_of_real_files(row: dict[str, str]) -> None:
    stated = row["rows_or_size"].split(" csv records")
    if len(stated) == 1:
        return
    grid = grid_of(Content.of_file(FOLDER / row["path"]), NO_OPTIONS)
    assert len(grid.rows) == int(stated[0])


@NEEDED
def test_the_bad_bytes_of_a_real_file() -> None:
    problem = read_delimited(Content.of_file(FOLDER / BAD_BYTES), NO_OPTIONS).problems[0]
    assert (problem.rule, problem.row) == ("invalid_bytes", 11)
    assert problem.evidence == ("line 11, column 2: bytes ff ff",)


@NEEDED
@pytest.mark.parametrize("name", ["empty", "json", "newlines", "utf8"])
def test_the_csv_spectrum(name: str) -> None:
    folder = FOLDER / "nasty"
    expected = json.loads((folder / f"spectrum_{name}.expected.json").read_text("utf-8"))
    reading = read_delimited(Content.of_file(folder / f"spectrum_{name}.csv"), NO_OPTIONS)
    found = [
        dict(zip(names(reading), (cell or "" for cell in row), strict=True))
        for row in cells(reading)
    ]
    assert found == expected


@NEEDED
def test_a_carriage_return_inside_quotes_of_a_real_file() -> None:
    path = FOLDER / "nasty/csvkit_mac_newlines.csv"
    assert cells(read_delimited(Content.of_file(path), NO_OPTIONS))[1][0] == "Once upon\ra time"


@pytest.mark.parametrize(
    "text",
    [
        "Region     Antal\nUme\u00e5         10\nLund          2\n",
        "1  2.5 3\n4  5.5 6\n7  8.5 9\n",
        "  -0.5 1e-3 2\n   1.5 2e-3 3\n  -2.5 3e+3 4\n",
    ],
)
def test_columns_of_fixed_width_are_refused_and_can_be_told(text: str) -> None:
    reading = read(text)
    assert [problem.rule for problem in reading.problems] == ["fixed_width"]
    assert "--delimiter none" in str(reading.problems[0])
    assert read(text, Options(delimiter="none")).problems == ()


def test_numbers_with_exponents_are_parted_by_single_spaces() -> None:
    reading = read("1.5e-01 2.5e+00 3\n1.0e-01 2.0e+00 4\n9.5e-03 7.5e+00 5\n")
    assert decision(reading, "delimiter") == "space"


def test_one_name_too_few_is_refused_and_can_be_told() -> None:
    text = "mpg,cyl\nMazda,21,6\nDatsun,22,4\n"
    (problem,) = read(text).problems
    assert problem.rule == "ragged_rows"
    assert "--ragged pad" in str(problem.remedy)
    table = read(text, Options(ragged="pad")).accepted()[0]
    assert [column.name for column in table.columns] == ["#1", "mpg", "cyl"]
    assert any(made.subject == "row names" and made.is_told for made in table.decisions)


@pytest.mark.parametrize("second", ["C;D;E\n1;2;3\n4;5;6\n", "\nC\n1\n4\n"])
def test_rows_of_another_width_may_be_another_table(second: str) -> None:
    (problem,) = read(f"A;B\n1;2\n3;4\n{second}").problems
    assert problem.rule in ("ragged_rows", "another_table")
    assert "--data-rows 2:3 --header 1:1" in str(problem.remedy)
    told = Options(header=(1, 1), rows=(2, 3))
    table = read(f"A;B\n1;2\n3;4\n{second}", told).accepted()[0]
    assert [column.name for column in table.columns] == ["A", "B"]
