"""Checks of facts about delimited text. Each takes the words of the manifest as they are."""

import ast
import json
import re
from collections import Counter
from datetime import datetime

import pytest

from etl.readers.model import ColumnType
from tests.etl.readers.subject import Subject, Table, is_named

TEXT = r'"((?:[^"\\]|\\.)*)"'
NUMBER = r"(-?\d+(?:\.\d+)?)"


def written(text: str) -> str:
    """The text behind the manifest's quotes, where a newline is written as two characters."""
    return text.replace("\\n", "\n").replace("\\r", "\r").replace('\\"', '"')


def about(value: str) -> object:
    """Floats add up differently in another order."""
    return pytest.approx(float(value), rel=1e-12, abs=1e-9)


# ---------------------------------------------------------------- rows and header


def data_rows(subject: Subject, fact: re.Match[str]) -> None:
    assert len(subject.table.rows) == int(fact[1])


def header_columns(subject: Subject, fact: re.Match[str]) -> None:
    """Columns that are left out are blank in the header and in every row of data."""
    table = subject.table
    width = int(fact[1])
    kept = {column.position for column in table.raw.columns}
    assert kept <= set(range(1, width + 1))
    first, last = table.rows[0], table.rows[-1]
    begin = min(table.raw.header_rows, default=first)
    used = [cells for line, cells in subject.records if begin <= line <= last]
    header = next(cells for line, cells in subject.records if line == begin)
    assert len(header) >= width
    assert not any(header[width:])
    for position in set(range(1, width + 1)) - kept:
        assert not any("".join(cells[position - 1 : position]).strip() for cells in used)


def header_record(subject: Subject, fact: re.Match[str]) -> None:
    number, before = int(fact[1]), int(fact[2])
    assert before == number - 1
    assert subject.table.raw.header_rows[0] == subject.records[number - 1][0]


def header_records(subject: Subject, fact: re.Match[str]) -> None:
    assert len(subject.table.raw.header_rows) == int(fact[1])


def footer_records(subject: Subject, fact: re.Match[str]) -> None:
    assert len(subject.table.aside_after()) == int(fact[1])


def records(subject: Subject, fact: re.Match[str]) -> None:
    if subject.reading.tables:
        assert len(subject.table.records) == int(fact[1])
    else:
        assert len(subject.bytes.splitlines()) == int(fact[1])


def header_line(subject: Subject, fact: re.Match[str]) -> None:
    assert subject.table.raw.header_rows == (int(fact[1]),)
    assert [column.name for column in subject.table.raw.columns] == fact[2].split(",")


def header_names(subject: Subject, fact: re.Match[str]) -> None:
    assert [column.name for column in subject.table.raw.columns] == fact[1].split(",")
    assert len(subject.table.raw.header_rows) == 1


def columns(subject: Subject, fact: re.Match[str]) -> None:
    assert len(subject.table.raw.columns) == int(fact[1])


def columns_last_empty(subject: Subject, fact: re.Match[str]) -> None:
    """The last has neither name nor content: it may be left out."""
    width = int(fact[1])
    positions = [column.position for column in subject.table.raw.columns]
    assert positions in (list(range(1, width)), list(range(1, width + 1)))
    assert subject.records[0][1][width - 1 :] == [""]


def total_row(subject: Subject, fact: re.Match[str]) -> None:
    """It stays a row of data, and the reading says that it looks like a total."""
    table = subject.table
    assert table.texts(0)[-1] == fact[1]
    remarks = [remark for remark in subject.reading.remarks if "total" in remark.rule]
    assert any(
        remark.row == table.rows[-1] or str(table.rows[-1]) in str(remark) for remark in remarks
    )


# ---------------------------------------------------------------- cells


def cell(subject: Subject, fact: re.Match[str]) -> None:
    row, position, name, value = int(fact[1]), int(fact[2]), written(fact[3]), written(fact[4])
    table = subject.table
    text = table.texts(table.index(position))[row - 1]
    assert is_named(table.column(position), name)
    if fact[5]:  # cut off: the whole length is stated
        assert text.startswith(value)
        assert len(text) == int(fact[5])
    else:
        assert text == value


def cells_counted(subject: Subject, fact: re.Match[str]) -> None:
    """How often some cells stand anywhere in the data."""
    table = subject.table
    counts = sum((Counter(table.texts(i)) for i in range(len(table.raw.columns))), Counter[str]())
    for text, count in re.findall(r'(?:"([^"]*)"|empty)=(\d+)', fact[0]):
        assert counts[text] == int(count)


def column_counted(subject: Subject, fact: re.Match[str]) -> None:
    """One column has just these counts; `blank` is an empty cell."""
    stated = Counter(
        {
            ("" if word == "blank" else word): int(n)
            for word, n in re.findall(r"(\w+)=(\d+)", fact[0])
        }
    )
    assert any(_counts(subject.table, i) == stated for i in range(len(subject.table.raw.columns)))


def named_column_counted(subject: Subject, fact: re.Match[str]) -> None:
    assert Counter(subject.table.named(fact[1])) == Counter(ast.literal_eval(fact[2]))


def _counts(table: Table, index: int) -> Counter[str]:
    return Counter(table.texts(index))


def answers_in_column(subject: Subject, fact: re.Match[str]) -> None:
    table = subject.table
    assert table.texts(table.index(int(fact[2]))).count(fact[1]) == int(fact[3])


def blank_in_first_header_row(subject: Subject, fact: re.Match[str]) -> None:
    """Blank in the file; in the columns' parts they are filled from the left."""
    table = subject.table
    begin = table.raw.header_rows[0]
    header = next(cells for line, cells in subject.records if line == begin)
    assert header.count("") == int(fact[1])
    assert all(column.parts[0] or column.position == 1 for column in table.raw.columns) or (
        sum(not column.parts[0] for column in table.raw.columns) < int(fact[1])
    )


def bytes_beyond_ascii(subject: Subject, fact: re.Match[str]) -> None:
    found = Counter(hex(byte) for byte in subject.bytes if byte > 0x7F)
    assert found == Counter(ast.literal_eval(fact[1]))


def rows_with_only(subject: Subject, fact: re.Match[str]) -> None:
    filled = sum(column.filled for column in subject.table.raw.columns)
    rows = list(zip(*_all_texts(subject.table), strict=True))
    few = [row for row in rows if sum(map(bool, row)) == int(fact[1])]
    assert len(few) == int(fact[2])
    assert filled == sum(sum(map(bool, row)) for row in rows)


def _all_texts(table: Table) -> list[list[str]]:
    return [table.texts(index) for index in range(len(table.raw.columns))]


def completed(subject: Subject, fact: re.Match[str]) -> None:
    values = subject.table.named(fact[1])
    assert sum(value not in ("", "NA") for value in values) == int(fact[2])


def rows_per(subject: Subject, fact: re.Match[str]) -> None:
    assert Counter(subject.table.named(fact[1].capitalize())) == Counter(ast.literal_eval(fact[2]))


def rows_with_value(subject: Subject, fact: re.Match[str]) -> None:
    assert subject.table.named(fact[2]).count(fact[1]) == int(fact[3])


def rows_with_blank(subject: Subject, fact: re.Match[str]) -> None:
    assert subject.table.named(fact[1]).count("") == int(fact[2])


def rows_filled(subject: Subject, fact: re.Match[str]) -> None:
    values = subject.table.named(fact[1])
    assert sum(value != "" for value in values) == int(fact[2])


def fylker_and_postcodes(subject: Subject, fact: re.Match[str]) -> None:
    """The first column holds counties; in some column the leading noughts are kept."""
    texts = _all_texts(subject.table)
    assert len(set(texts[0])) == int(fact[1])
    codes = [sum(bool(re.fullmatch(r"0\d{3}", v)) for v in values) for values in texts]
    assert int(fact[2]) in codes


def row_says(subject: Subject, fact: re.Match[str]) -> None:
    row = [texts[int(fact[1]) - 1] for texts in _all_texts(subject.table)]
    assert row[0] == fact[2]
    assert subject.table.named(fact[3])[int(fact[1]) - 1] == fact[4]


def last_record_blank(subject: Subject, fact: re.Match[str]) -> None:
    """The last record begins with a blank cell: it is data or set aside, but not lost."""
    line, cells = next(record for record in reversed(subject.records) if record[1])
    assert cells[0] == fact[1]
    asides = {aside.row for aside in subject.table.raw.aside}
    assert line in {*subject.table.rows, *asides}


# ---------------------------------------------------------------- sums


def total(subject: Subject, fact: re.Match[str]) -> None:
    name, position, value, count = fact[1], int(fact[2]), fact[3], int(fact[4])
    table = subject.table
    index = table.index(position)
    assert is_named(table.column(position), name)
    numbers = table.exact(index)
    assert numbers.sum() == about(value)
    assert len(numbers) == count
    others = ast.literal_eval(fact[6]) if fact[6] else {}
    assert table.others(index) == Counter(others)
    assert sum(others.values()) == int(fact[5] or 0)


def total_of(subject: Subject, fact: re.Match[str]) -> None:
    numbers = subject.table.exact(subject.table.index_of(fact[1]))
    assert numbers.sum() == about(fact[2])


def total_of_terms(subject: Subject, fact: re.Match[str]) -> None:
    """The terms are printed one by one, so each of them is looked for."""
    numbers = subject.table.exact(subject.table.index_of(fact[1])).to_list()
    terms = [float(term) for term in fact[2].split("+")]
    assert sorted(numbers) == pytest.approx(sorted(terms), rel=1e-12)
    assert sum(numbers) == about(fact[3])


def total_of_both(subject: Subject, fact: re.Match[str]) -> None:
    terms = [float(term) for term in re.findall(r"[-+]?[\d.]+", fact[1])]
    for index in range(len(subject.table.raw.columns)):
        numbers = subject.table.exact(index).to_list()
        assert numbers == pytest.approx(terms, rel=1e-12)
        assert sum(numbers) == about(fact[2])


def total_of_all(subject: Subject, fact: re.Match[str]) -> None:
    """Also of a first row of numbers, be it taken as header or as data."""
    table = subject.table
    header = [float(part) for column in table.raw.columns for part in column.parts]
    data = [number for i in range(len(table.raw.columns)) for number in table.exact(i).to_list()]
    assert sum(header) + sum(data) == about(fact[1])


def counties_and_nation(subject: Subject, fact: re.Match[str]) -> None:
    table = subject.table
    numbers = table.numbers(table.index_of("value"))["value"].to_list()
    columns = _all_texts(table)
    is_nation = ["Riket" in row for row in zip(*columns, strict=True)]
    pairs = list(zip(numbers, is_nation, strict=True))
    assert sum(number for number, nation in pairs if not nation) == about(fact[1])
    assert sum(number for number, nation in pairs if nation) == about(fact[2])


# ---------------------------------------------------------------- single values


def only_value(subject: Subject, fact: re.Match[str]) -> None:
    """`value 4.5`: the only cell is that number, and no date."""
    assert subject.table.raw.columns[0].type == ColumnType.NUMBER
    assert subject.table.exact(0).to_list() == [about(fact[1])]


def first_value(subject: Subject, fact: re.Match[str]) -> None:
    numbers = subject.table.exact(subject.table.index_of(fact[1]))
    assert numbers.to_list()[0] == about(fact[2])


def empty_column(subject: Subject, fact: re.Match[str]) -> None:
    assert set(subject.table.named(fact[1])) == {""}


def first_text(subject: Subject, fact: re.Match[str]) -> None:
    assert subject.table.named(fact[1])[0] == fact[2]
    assert subject.table.raw.columns[subject.table.index_of(fact[1])].type in (
        ColumnType.CODE,
        ColumnType.TEXT,
    )


def first_date(subject: Subject, fact: re.Match[str]) -> None:
    assert _date(subject.table.texts(0)[0]) == fact[1]


def last_date(subject: Subject, fact: re.Match[str]) -> None:
    assert _date(subject.table.texts(0)[-1]) == fact[1]
    assert subject.table.raw.columns[0].type == ColumnType.DATE


def _date(text: str) -> str:
    return f"{datetime.strptime(text, '%b %d, %Y'):%Y-%m-%d}"  # noqa: DTZ007  # a date, no time


def distinct(subject: Subject, fact: re.Match[str]) -> None:
    stated = set(ast.literal_eval(fact[1]))
    assert stated in [set(texts) for texts in _all_texts(subject.table)]


def last_column(subject: Subject, fact: re.Match[str]) -> None:
    table = subject.table
    assert table.texts(len(table.raw.columns) - 1) == fact[1].split(",")


def record_field(subject: Subject, fact: re.Match[str]) -> None:
    assert subject.table.records[int(fact[1]) - 1][int(fact[2]) - 1] == fact[3]


def row_text(subject: Subject, fact: re.Match[str]) -> None:
    assert subject.table.named(fact[2])[int(fact[1]) - 1] == fact[3]


def row_text_in_single_quotes(subject: Subject, fact: re.Match[str]) -> None:
    assert subject.table.named(fact[2])[int(fact[1]) - 1] == f"'{fact[3]}'"


def row_character(subject: Subject, fact: re.Match[str]) -> None:
    assert subject.table.named(fact[2])[int(fact[1]) - 1] == chr(int(fact[3], 16))


def row_blank(subject: Subject, fact: re.Match[str]) -> None:
    assert subject.table.named(fact[2])[int(fact[1]) - 1] == ""


def first_cell_of_row(subject: Subject, fact: re.Match[str]) -> None:
    """Where a line end stands in the text it is kept as it is in the file."""
    assert subject.table.texts(0)[int(fact[1]) - 1] == written(fact[2])


def last_cell(subject: Subject, fact: re.Match[str]) -> None:
    table = subject.table
    assert table.texts(len(table.raw.columns) - 1)[-1] == fact[1]


def cleaned_name(subject: Subject, fact: re.Match[str]) -> None:
    assert subject.table.raw.columns[0].name == fact[1]


# ---------------------------------------------------------------- encodings and broken files


def record_is_quote(subject: Subject, fact: re.Match[str]) -> None:
    assert subject.table.records[int(fact[1]) - 1] == ['"']


def comma_record(subject: Subject, fact: re.Match[str]) -> None:
    assert subject.table.texts(0).count(fact[1]) == 1
    assert len(subject.table.raw.columns) == 1


def not_utf8(subject: Subject, _: re.Match[str]) -> None:
    encodings = [d.value for d in subject.reading.decisions if d.subject == "encoding"]
    assert encodings
    assert not any("utf" in encoding.lower() for encoding in encodings)


def bad_record(subject: Subject, fact: re.Match[str]) -> None:
    lines = {problem.row for problem in subject.reading.problems if problem.rule == "invalid_bytes"}
    assert len(lines) == int(fact[1])
    assert lines == {int(fact[2])}


def bytes_counted(subject: Subject, fact: re.Match[str]) -> None:
    assert subject.bytes.count(bytes([int(fact[1], 16)])) == int(fact[2])
    assert " ".join([fact[1].removeprefix("0x").lower()] * int(fact[2])) in subject.said()


def widths(subject: Subject, fact: re.Match[str]) -> None:
    """Padded as told: the cells that the file has are where they were, the rest is empty."""
    rows = zip(*_all_texts(subject.table), strict=True)
    assert [len("\t".join(row).rstrip("\t").split("\t")) for row in rows] == [
        int(width) for width in fact[1].split(",")
    ]


def column_all(subject: Subject, fact: re.Match[str]) -> None:
    assert set(subject.table.texts(int(fact[1]) - 1)) == {fact[2]}


def size(subject: Subject, fact: re.Match[str]) -> None:
    assert subject.reading.size == int(fact[1])


def lines_with_content(subject: Subject, fact: re.Match[str]) -> None:
    assert sum(any(record) for record in subject.table.records) == int(fact[1])


# ---------------------------------------------------------------- twins


def equals_json(subject: Subject, fact: re.Match[str]) -> None:
    expected = json.loads((subject.path.parent / fact[1]).read_text("utf-8"))
    names = [column.name for column in subject.table.raw.columns]
    rows = zip(*_all_texts(subject.table), strict=True)
    assert [dict(zip(names, row, strict=True)) for row in rows] == expected


def equals_px(subject: Subject, fact: re.Match[str]) -> None:
    twin = Subject(
        subject.folder, {"path": f"scb_pxweb/{fact[2]}", "encoding": "", "delimiter": ""}
    )
    values = subject.table.numbers(subject.table.index_of("DATA"))["value"].to_list()
    others = twin.table.numbers(twin.table.index_of("value"))["value"].to_list()
    assert len(values) == int(fact[1])
    assert values == others


def missing(subject: Subject, fact: re.Match[str]) -> None:
    assert subject.table.named("DATA").count("") == int(fact[1])


PATTERNS = (
    (r"data_rows=(\d+)", data_rows),
    (r"header_is_record#(\d+) \((\d+) preamble records incl\. blank\)", header_record),
    (r"(\d+) non-blank footer/definition records to drop", footer_records),
    (r"footer records=(\d+)", footer_records),
    (r"header_records=(\d+)", header_records),
    (r"header_columns=(\d+)", header_columns),
    (r"header is line (\d+): ([\w,]+)", header_line),
    (r"header line (\d+): ([\w,]+)", header_line),
    (r"header ([\w,]+)", header_names),
    (r"header columns=(\d+) \(last empty\)", columns_last_empty),
    (r"columns=(\d+)", columns),
    (r"records=(\d+)", records),
    (r'the last data row "(.+?)" is a total: exclude from sums', total_row),
    (rf"cell\[data row (\d+), col (\d+) {TEXT}\]={TEXT}(?:\.\.\.\((\d+) chars\))?", cell),
    (rf'sum\("([^"]*)" col (\d+)\)={NUMBER} over (\d+) numeric(?:, (\d+) non-numeric (\{{.*?\}}))?',
     total),
    (rf"sum\((\w+)\)=([\d.+]+\+[\d.]+)={NUMBER}", total_of_terms),
    (rf"sum\((\w+)\)={NUMBER}", total_of),
    (rf"both columns sum to ([-+.\d]+)={NUMBER}", total_of_both),
    (rf"sum of all={NUMBER}", total_of_all),
    (rf"counties only={NUMBER}, Riket={NUMBER}", counties_and_nation),
    (r"answers (\w+) in col (\d+)=(\d+)", answers_in_column),
    (r"blank cells in header row 1=(\d+)", blank_in_first_header_row),
    (r"non-ASCII bytes: (\{.*?\})", bytes_beyond_ascii),
    (r"Male=\d+ Female=\d+ blank=\d+", column_counted),
    (r"rows with only (\d+) answers=(\d+)", rows_with_only),
    (r"completed \((\w+) not NA\)=(\d+)", completed),
    (r"rows per (\w+)=(\{.*?\})", rows_per),
    (r"rows with (NA) in (\w+)=(\d+)", rows_with_value),
    (r"rows with blank (\w+)=(\d+)", rows_with_blank),
    (r"rows with (Kapitel/Titel)=(\d+)", rows_filled),
    (r"distinct fylker=(\d+), postcodes starting with 0=(\d+)", fylker_and_postcodes),
    (r'cells "null"=\d+, empty=\d+, "0"=\d+', cells_counted),
    (r'cells "<=5"=\d+', cells_counted),
    (r"(prosjektleder_kjonn)=(\{.*?\})", named_column_counted),
    (r"row (\d+) = ([A-Z]+), (TOTAL)=([\d,]+)", row_says),
    (r"last record first cell='(.*?)'", last_record_blank),
    (rf"(number)={NUMBER}", first_value),
    (rf"value {NUMBER}", only_value),
    (rf"([ab])={NUMBER}", first_value),
    (r"(c) empty", empty_column),
    (r'first (\w+)="(\d+)"', first_text),
    (r"first (\d{4}-\d\d-\d\d)", first_date),
    (r"last (\d{4}-\d\d-\d\d)", last_date),
    (r"distinct values=(\[.*?\])", distinct),
    (r"last column values ([\w,]+)", last_column),
    (r"record (\d+) is a single double quote", record_is_quote),
    (r'the comma record is one field "(,)"', comma_record),
    (r"must not be detected as UTF-8", not_utf8),
    (r"record (\d+) field (\d+) = (.+?)", record_field),
    (rf"row (\d+) (textcol)={TEXT}", row_text),
    (r"row (\d+) (textcol) is '(\w+)' with single quotes as data", row_text_in_single_quotes),
    (r"row (\d+) (\w+) = U\+([0-9A-F]+)", row_character),
    (r"row (\d+) (\w+) blank", row_blank),
    (rf"row (\d+) first cell = {TEXT}", first_cell_of_row),
    (rf"last cell = {TEXT}", last_cell),
    (rf"cleaned name {TEXT}", cleaned_name),
    (r"(\d+) bad record: line (\d+)", bad_record),
    (r"bytes (0x[0-9A-F]+)=(\d+)", bytes_counted),
    (r"widths ([\d,]+)", widths),
    (r"column (\d+) all (\d+)", column_all),
    (r"bytes=(\d+)", size),
    (r"non-blank lines=(\d+)", lines_with_content),
    (r"equals (\S+\.json): True", equals_json),
    (r"all (\d+) cells equal to (\S+\.px) in file order: True", equals_px),
    (r"missing in csv=(\d+)", missing),
)  # fmt: skip
