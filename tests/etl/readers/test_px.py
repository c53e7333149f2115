"""PX files: real ones by their verified facts, and one small file spoilt keyword by keyword."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import product
from math import prod

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.readers import read
from etl.readers.content import Content
from etl.readers.model import AsideKind, ColumnType, FileKind, RawTable, Reading, whole
from etl.readers.numbers import read_numbers
from etl.readers.options import NO_OPTIONS, Options
from tests.etl.readers.px_files import SMALL, written
from tests.real_files import FOLDER, NEEDED, manifest

REAL = [row for row in manifest() if row["path"].endswith(".px")]
WHOLE = [row for row in REAL if "dims " in row["expected_facts"]]


def read_small(
    text: str = SMALL, options: Options = NO_OPTIONS, encoding: str = "windows-1252"
) -> Reading:
    return read(Content.of_bytes("small.px", text.encode(encoding)), options)


def cells(table: RawTable, name: str) -> list[object]:
    return list(whole(table).cells[table.column(name)].stored)


def names(table: RawTable) -> list[str]:
    return [column.name for column in table.columns]


# ---------------------------------------------------------------- real files


@NEEDED
@pytest.mark.parametrize("row", WHOLE, ids=lambda row: row["path"])
def test_verified_facts_of_real_files(row: dict[str, str]) -> None:
    facts = row["expected_facts"]
    reading = read(Content.of_file(FOLDER / row["path"]))
    (table,) = reading.accepted()
    assert reading.kind is FileKind.PX
    _has_dimensions(table, facts)
    _has_cells(table, facts)


def _has_dimensions(table: RawTable, facts: str) -> None:
    found = re.search(r"dims (.+?);", facts)
    assert found is not None
    # A name may hold a comma, never " x ".
    expected = [one.rsplit("=", 1) for one in found.group(1).split(" x ")]
    assert names(table)[: 2 * len(expected) : 2] == [name for name, _ in expected]
    assert names(table)[2 * len(expected)] == "value"
    sizes = [len(set(cells(table, name))) for name, _ in expected]
    assert sizes == [int(size) for _, size in expected]


def _has_cells(table: RawTable, facts: str) -> None:
    stored = [str(cell) for cell in cells(table, "value")]
    value = table.columns[table.column("value")]
    numbers = [float(cell) for cell in stored if re.fullmatch(r"-?[0-9.]*[0-9]", cell)]
    if found := re.search(r"cells=(\d+)", facts):
        assert len(stored) == table.row_count == int(found.group(1))
    if found := re.search(r"numeric=(\d+) sum=([0-9.]*[0-9])", facts):
        assert len(numbers) == int(found.group(1))
        assert sum(numbers) == pytest.approx(float(found.group(2)), rel=1e-12)
    special = {sign: int(count) for sign, count in re.findall(r'"([.-]+)":(\d+)', facts)}
    if "special cells" in facts:
        assert dict(value.signs) == special
    if found := re.search(r'cell#[^;]*\]="?([^";]+)', facts):
        assert stored[-1] == found.group(1)


@NEEDED
def test_keys_begin_the_rows() -> None:
    reading = read(Content.of_file(FOLDER / "scb_pxweb/BE0101F1_symbnot_keys.px"))
    (table,) = reading.accepted()
    assert cells(table, "value")[:4] == ["456", ".", "223", "327"]
    assert cells(table, "value")[-4:] == ["20", "23", "33", "35"]
    assert cells(table, "region (text)")[-1] == "0115 Vallentuna"


@NEEDED
def test_a_file_without_data_is_refused() -> None:
    reading = read(Content.of_file(FOLDER / "scb_pxweb/err_missingData.px"))
    (problem,) = reading.problems
    assert problem.rule == "px_missing_keyword"
    assert "DATA" in problem.message


@NEEDED
def test_a_quotation_mark_inside_a_text_is_told_and_the_cells_are_read() -> None:
    reading = read(Content.of_file(FOLDER / "scb_pxweb/err_unterminatedQuote_Contact.px"))
    (table,) = reading.accepted()
    assert table.row_count == 48
    (told,) = (one for one in reading.remarks if one.rule == "px_quote")
    assert told.row == 45
    assert "CONTACT" in told.message


@NEEDED
def test_the_csv_of_the_same_producer_has_the_same_cells() -> None:
    (table,) = read(Content.of_file(FOLDER / "scb_pxweb/ine_2184_house_prices.px")).accepted()
    expected = pl.read_csv(FOLDER / "scb_pxweb/ine_2184_expected.csv", infer_schema=False)
    values = [None if cell == ".." else float(str(cell)) for cell in cells(table, "value")]
    assert values == [float(cell) if cell else None for cell in expected["DATA"]]


@NEEDED
def test_another_language_of_a_real_file() -> None:
    content = Content.of_file(FOLDER / "scb_pxweb/BE0101F1_multilang_en_sv_fi.px")
    (table,) = read(content, Options(language="sv")).accepted()
    assert names(table)[:-1:2] == ["region", "ålder", "tid", "typ", "kön"]
    assert cells(table, "kön (text)")[:2] == ["män", "kvinnor"]
    assert {unit.written for unit in table.units} == {"antal"}


# ---------------------------------------------------------------- the small file


def test_codes_texts_and_values() -> None:
    reading = read_small()
    (table,) = reading.accepted()
    assert names(table) == ["region", "region (text)", "år", "år (text)", "value"]
    assert cells(table, "region") == ["12", "12", "18", "18"]
    assert cells(table, "region (text)") == ["Skåne län", "Skåne län"] + ["Region Örebro"] * 2
    assert cells(table, "value") == ["1", "2.50", "..", "-4"]
    assert table.columns[0].type is ColumnType.CODE
    assert table.columns[-1].type is ColumnType.NUMBER
    assert dict(table.columns[-1].signs) == {"..": 1}
    assert table.columns[-1].unit == "antal"
    assert [unit.place for unit in table.units] == ["UNITS"]


def test_titles_and_notes_are_set_aside_with_their_lines() -> None:
    (table,) = read_small().accepted()
    said = {(aside.kind, aside.row): aside.text for aside in table.aside}
    assert said[AsideKind.TITLE, 9] == "Studenter efter region och år"
    assert said[AsideKind.NOTE, 25] == "Första raden.\nAndra raden."
    assert ("sign '..'", "uppgift saknas") in [(d.subject, d.value) for d in table.decisions]


def test_the_other_language_takes_its_names_and_keeps_the_codes() -> None:
    (table,) = read_small(options=Options(language="en")).accepted()
    assert names(table) == ["county", "county (text)", "year", "year (text)", "value"]
    assert cells(table, "county") == ["12", "12", "18", "18"]
    assert cells(table, "county (text)")[-1] == "Orebro"
    assert table.units[0].written == "number"


def test_an_unknown_language_is_refused_with_those_there_are() -> None:
    (problem,) = read_small(options=Options(language="fi")).problems
    assert problem.rule == "px_language"
    assert "'sv', 'en'" in problem.message


SPOILT = {
    "no stub and heading": (r'(STUB|HEADING)="[^"]*";\n', "", "STUB", None),
    "no values": (r'VALUES\("år"\)="2023","2024";\n', "", "VALUES", None),
    "no data": (r"DATA=[\s\S]*", "", "DATA", None),
    "too few cells": (r"-4 ;", ";", "DATA", 28),
    "too many cells": (r"-4 ;", "-4 5 ;", "DATA", 28),
    "codes too few": (r'CODES\("region"\)="12","18"', 'CODES("region")="12"', "CODES", 24),
    "values of a language": (r'="Skane","Orebro"', '="Skane"', "VALUES[en]", 20),
    "values twice": (r'(VALUES\("år"\)=)', r'\1"2020","2021";\n\1', "VALUES", 22),
    "quote never closed": (r'"12","18";', '"12,"18";', "CODES", 24),
    "no semicolon": (r'CODES\("region"\)="12","18";', 'CODES("region")="12","18"', "CODES", 24),
    "no semicolon in a text": (r'UNITS="antal";', 'UNITS="antal"', "UNITS", 11),
    "the last cell cut off": (r" -4 ;\n", " -4", "DATA", 28),
    "a word among the cells": (r"-4 ;", "abc ;", "DATA", 28),
    "a quote open in the cells": (r'"\.\."', '"..', "DATA", 28),
    "a variable twice": (r'HEADING="år"', 'HEADING="region"', "HEADING", 16),
    "keys of what is not there": (r"DATA=\n", 'KEYS("region")=CODES;\nDATA=\n', "DATA", 29),
    "keys of neither": (r"DATA=\n", 'KEYS("region")=YES;\nDATA=\n', "KEYS", 28),
    "rubbish instead of a keyword": (r"DECIMALS=0;", "12345;", "keyword", 13),
    "codes twice": (r'CODES\("region"\)="12","18"', 'CODES("region")="12","12"', "CODES", 24),
    "a stub that lacks a variable": (r'STUB="region";\n', "", "'region', which STUB", 27),
    "a quote inside a subkey": (r'VALUES\("år"\)', 'VALUES("å"r")', "VALUES", 21),
    "brackets not closed": (r'CODES\("region"\)', 'CODES("region', "CODES", 24),
    "no semicolon before TIMEVAL": (r'(VALUES\("år"\)="2023","2024");', r"\1", "semicolon", 21),
    "texts behind the structure": (r'HEADING="år";', 'HEADING="år";\n"x";', "HEADING", 17),
    "an unknown codepage": (r"(AXIS)", r'CODEPAGE="klingon";\n\1', "CODEPAGE", None),
}  # fmt: skip


@pytest.mark.parametrize("spoilt", SPOILT.values(), ids=list(SPOILT))
def test_a_spoilt_file_is_refused_with_the_keyword_and_its_line(
    spoilt: tuple[str, str, str, int | None],
) -> None:
    pattern, replacement, keyword, line = spoilt
    text, count = re.subn(pattern, replacement, SMALL)
    assert count
    options = Options(language="en") if "[" in keyword else NO_OPTIONS
    (problem,) = read_small(text, options).problems
    assert keyword in problem.message
    if line is not None:
        assert problem.row == line
    assert problem.rule.startswith("px_")
    assert not read_small(text, options).tables


TOLD = {
    "a quote in the times": ('TLIST(A1),"2023"', 'TLIST(A1)","2023"', "px_quote", 23),
    "texts behind another language": ('HEADING[en]="year";', 'HEADING[en]="year";\n"x","y";',
                                      "px_stray", 18),
    "codes of no variable": ('CODES("region")', 'CODES("regionx")', "px_unknown_variable", 24),
    "times of no variable": ('TIMEVAL("år")', 'TIMEVAL("tid")', "px_unknown_variable", 23),
    "other times": ('TLIST(A1),"2023","2024"', 'TLIST(A1),"2023"', "px_time", 23),
    "texts twice": ('VALUES("år")="2023","2024"', 'VALUES("år")="2023","2023"',
                    "px_repeated_value", None),
    "a language of none": ("NOTE[en]", "NOTE[eng]", "px_language", 26),
}  # fmt: skip


@pytest.mark.parametrize("told", TOLD.values(), ids=list(TOLD))
def test_what_does_not_fit_but_leaves_the_cells_whole_is_told(
    told: tuple[str, str, str, int | None],
) -> None:
    written_as, instead, rule, line = told
    assert written_as in SMALL
    reading = read_small(SMALL.replace(written_as, instead))
    assert reading.accepted()[0].row_count == 4
    assert [(one.rule, one.row) for one in reading.remarks] == [(rule, line)]


def test_paragraphs_of_a_note_that_each_end_with_a_semicolon_are_one_note() -> None:
    text = SMALL.replace('raden.#Andra raden.";', 'raden.";\n"Andra";\n"Tredje";')
    reading = read_small(text)
    (table,) = reading.accepted()
    assert "Första raden. Andra Tredje" in [aside.text for aside in table.aside]
    assert [(one.rule, one.row) for one in reading.remarks] == [("px_stray", 26), ("px_stray", 27)]


def test_a_number_larger_than_any_float_is_no_number() -> None:
    text = SMALL.replace("2.50", "9" * 400)
    (table,) = read_small(text).accepted()
    value = table.column("value")
    read_as = read_numbers(whole(table).cells[value], table.columns[value])
    assert read_as["value"].to_list() == [1.0, None, None, -4.0]
    assert read_as["sign"].to_list() == [None, "9" * 400, "..", None]


# ---------------------------------------------------------------- marks


def marked(*statements: str) -> Reading:
    return read_small(
        SMALL.replace("DATA=\n", "".join(f"{one};\n" for one in statements) + "DATA=\n")
    )


def test_the_marks_of_cells_stand_beside_them() -> None:
    """By code or by text; a star is every value; two marks of a cell stand side by side."""
    (table,) = marked(
        'DATANOTECELL("12","*")="A"', 'DATANOTECELL("Region Örebro","2024")="B"',
        'DATANOTECELL("*","2023")="C"',
    ).accepted()  # fmt: skip
    assert names(table)[-2:] == ["value", "status"]
    assert cells(table, "status") == ["A, C", "A", "C", "B"]
    assert table.columns[-2].unit == "antal"


def test_the_marks_of_sparse_rows_follow_them() -> None:
    rows = 'KEYS("region")=CODES;\nDATANOTECELL("18","2024")="A";\nDATA=\n"18",".." -4 ;'
    (table,) = read_small(re.sub(r"DATA=[\s\S]*", rows, SMALL)).accepted()
    assert cells(table, "status") == [None, "A"]


@pytest.mark.parametrize("of", ['"99","2024"', '"12"', '"12","2023","2024"'])
def test_marks_of_no_cell_are_told(of: str) -> None:
    reading = marked(f'DATANOTECELL({of})="A"', 'DATANOTECELL("12","2023")="B"')
    (remark,) = reading.remarks
    assert (remark.rule, remark.row) == ("px_cell_notes", 28)
    assert "1 of 2 DATANOTECELL" in remark.message
    assert cells(reading.accepted()[0], "status") == ["B", None, None, None]


def test_marks_of_all_cells_over_and_over_do_not_fill_the_memory() -> None:
    values = ",".join(f'"{number}"' for number in range(2000))
    text = SMALL.replace('"2023","2024"', values).replace('STUB="region";\n', "")
    text = re.sub(r'(VALUES|CODES)\("region"\)=[^;]*;', "", text.replace("TLIST(A1)," + values, ""))
    text = re.sub(r"TIMEVAL[^;]*;", "", text)
    many = "".join('DATANOTECELL("*")="A";\n' for _ in range(10_001))
    text = re.sub(r"DATA=[\s\S]*", many + "DATA=" + "1 " * 2000 + ";", text)
    reading = read_small(text)
    assert names(reading.accepted()[0])[-1] == "value"
    assert [one.rule for one in reading.remarks] == ["px_cell_notes"]


def test_keys_leave_out_rows_and_say_so() -> None:
    text = SMALL.replace("DATA=\n1 2.50\n", 'KEYS("region")=CODES;\nDATA=\n')
    text = text.replace('".." -4 ;', '"18",".." -4 ;')
    reading = read_small(text)
    (table,) = reading.accepted()
    assert cells(table, "region") == ["18", "18"]
    assert cells(table, "value") == ["..", "-4"]
    assert [one.rule for one in reading.remarks] == ["px_keys"]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ('"99",1 2 ;', "KEYS does not know"),
        ("12,1 2 ;", "KEYS does not know"),
        ('"12",1 2\n"12",3 4 ;', "two rows with the same keys"),
        ('"12",1 2 3 ;', "no multiple"),
    ],
)
def test_wrong_keys_are_refused(rows: str, says: str) -> None:
    text = re.sub(r"DATA=[\s\S]*", f'KEYS("region")=CODES;\nDATA=\n{rows}', SMALL)
    (problem,) = read_small(text).problems
    assert says in problem.message


@pytest.mark.parametrize("between", [" ", ",", "\t", ";", "\n", "\r\n", ", "])
def test_cells_may_be_separated_in_every_way_of_the_format(between: str) -> None:
    cells_as_written = between.join(["1", "2.50", '".."', "-4"])
    text = re.sub(r"DATA=[\s\S]*", f"DATA={cells_as_written};", SMALL)
    (table,) = read_small(text).accepted()
    assert cells(table, "value") == ["1", "2.50", "..", "-4"]


def test_bare_signs_and_a_control_z_at_the_end() -> None:
    text = re.sub(r"DATA=[\s\S]*", "DATA=\n.. - ...... 7;\n\x1a", SMALL)
    (table,) = read_small(text).accepted()
    assert dict(table.columns[-1].signs) == {"..": 1, "-": 1, "......": 1}


def test_lines_may_end_in_any_way() -> None:
    for ends in ("\r\n", "\r"):
        (table,) = read_small(SMALL.replace("\n", ends)).accepted()
        assert cells(table, "region (text)")[-1] == "Region Örebro"


def test_missing_mandatory_keywords_that_matter_little_are_remarks() -> None:
    text = SMALL.replace('SUBJECT-AREA="Utbildning";\n', "").replace("DECIMALS=0;\n", "")
    reading = read_small(text)
    assert reading.accepted()
    assert {word for one in reading.remarks for word in ("SUBJECT-AREA", "DECIMALS")
            if word in one.message} == {"SUBJECT-AREA", "DECIMALS"}  # fmt: skip


# ---------------------------------------------------------------- encodings


@pytest.mark.parametrize(
    ("declared", "stored", "said", "remarks"),
    [
        (None, "windows-1252", "windows-1252", 0),
        (None, "utf-8", "utf-8", 0),
        (None, "utf-8-sig", "utf-8-sig", 0),
        ("iso-8859-1", "iso-8859-1", "iso-8859-1", 0),
        ("utf-8", "utf-8", "utf-8", 0),
        ("iso-8859-15", "utf-8", "utf-8", 1),
        ("cp850", "cp850", "cp850", 0),
    ],
)
def test_encodings(declared: str | None, stored: str, said: str, remarks: int) -> None:
    text = SMALL if declared is None else SMALL.replace("AXIS", f'CODEPAGE="{declared}";\nAXIS', 1)
    reading = read_small(text, encoding=stored)
    (table,) = reading.accepted()
    assert cells(table, "region (text)")[0] == "Skåne län"
    assert [one.value for one in reading.decisions if one.subject == "encoding"] == [said]
    assert len(reading.remarks) == remarks


def test_signs_of_windows_are_read_though_latin_1_is_declared() -> None:
    text = SMALL.replace("AXIS", 'CODEPAGE="iso-8859-15";\nAXIS', 1).replace("Första", "För – sta")
    reading = read_small(text)
    (table,) = reading.accepted()
    assert any("För – sta" in aside.text for aside in table.aside)
    assert [one.rule for one in reading.remarks] == ["px_codepage"]


def test_letters_of_dos_times_are_never_guessed() -> None:
    text = SMALL.replace('CHARSET="ANSI";\n', "")
    (problem,) = read_small(text, encoding="cp850").problems
    assert problem.rule == "px_codepage"
    (table,) = read_small(text, Options(encoding="cp850"), encoding="cp850").accepted()
    assert cells(table, "region (text)")[0] == "Skåne län"


def test_bytes_that_are_not_of_the_declared_encoding_are_named() -> None:
    text = SMALL.replace("AXIS", 'CODEPAGE="utf-8";\nAXIS', 1)
    (problem,) = read_small(text, encoding="windows-1252").problems
    assert (problem.rule, problem.row) == ("encoding", 10)
    assert "0xE5" in problem.message


# ---------------------------------------------------------------- what is written is read

WORDS = st.text("abcÅäö 019-.:;,=()[]#%&", min_size=1, max_size=8)
NUMBERS = st.one_of(
    st.integers(-(10**12), 10**12).map(str),
    st.decimals(-1000, 1000, places=3).map(str),
    st.sampled_from(['".."', '"."', '"-"', '"......"']),
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]], list[str], int]:
    variables = draw(st.lists(WORDS, min_size=1, max_size=4, unique=True))
    codes = [
        draw(st.lists(WORDS, min_size=1, max_size=4, unique=True)) for _ in range(len(variables))
    ]
    size = prod(map(len, codes))
    values = draw(st.lists(NUMBERS, min_size=size, max_size=size))
    return variables, codes, values, draw(st.integers(0, len(variables)))


@given(tables())
def test_a_written_table_is_read_as_it_was(
    table: tuple[list[str], list[list[str]], list[str], int],
) -> None:
    variables, codes, values, stub = table
    text = written(variables, codes, values, stub)
    (found,) = read_small(text, encoding="utf-8").accepted()
    stored = whole(found).cells
    read_codes = list(zip(*(one.stored for one in stored[:-1:2]), strict=True))
    assert read_codes == list(product(*codes))
    assert list(stored[-1].stored) == [value.strip('"') for value in values]
    assert sum(found.columns[-1].signs.values()) == _signs(values)


def _signs(values: Sequence[str]) -> int:
    return sum(count for value, count in Counter(values).items() if value.startswith('"'))
