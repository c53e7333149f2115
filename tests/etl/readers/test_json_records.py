"""JSON of no known shape, and what can be wrong with JSON as such."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.readers import read
from etl.readers.content import Content
from etl.readers.model import ColumnType, FileKind, RawTable, Reading, whole
from etl.readers.options import NO_OPTIONS, ColumnOptions, Options
from tests.real_files import FOLDER, NEEDED

SECRET = "Kalle"  # noqa: S105 - a cell that no message may hold


def read_text(text: str, options: Options = NO_OPTIONS, encoding: str = "utf-8") -> Reading:
    return read(Content.of_bytes("small.json", text.encode(encoding)), options)


def rows(table: RawTable) -> list[tuple[object, ...]]:
    return list(zip(*(one.stored for one in whole(table).cells), strict=True))


def names(table: RawTable) -> list[str]:
    return [column.name for column in table.columns]


# ---------------------------------------------------------------- where the table lies


def test_an_array_of_objects_with_different_keys() -> None:
    (table,) = read_text('[{"a": 1, "b": {"c": "x"}}, {"a": 2.5, "d": true}]').accepted()
    assert names(table) == ["a", "b.c", "d"]
    assert rows(table) == [(1, "x", None), (2.5, None, True)]
    assert [column.type for column in table.columns] == [
        ColumnType.NUMBER, ColumnType.TEXT, ColumnType.BOOLEAN,
    ]  # fmt: skip


def test_names_that_meet_when_they_are_joined_stay_apart() -> None:
    (table,) = read_text('[{"a.b": 1, "a": {"b": 2}}]').accepted()
    assert names(table) == ["a.b", "a.b (2)"]
    assert rows(table) == [(1, 2)]


def test_arrays_of_different_records_are_tables_of_their_own() -> None:
    reading = read_text('{"made": "idag", "x": {"places": [{"id": "0180"}]}, "years": [{"y": 1}]}')
    places, years = reading.accepted()
    assert (places.name, years.name) == ("x.places", "years")
    assert places.columns[0].type is ColumnType.CODE
    assert [aside.text for aside in places.aside] == ["made: idag"]
    (chosen,) = read_text('{"x": [{"a": 1}], "y": [{"b": 1}]}', Options(sheet="y")).accepted()
    assert names(chosen) == ["b"]


def test_arrays_of_the_same_records_are_one_table() -> None:
    text = '{"boys": [{"v": "1,5"}, {"v": "2,5"}], "girls": [{"v": ".."}], "none": []}'
    (table,) = read_text(text).accepted()
    assert names(table) == ["list", "v"]
    assert rows(table) == [("boys", "1,5"), ("boys", "2,5"), ("girls", "..")]
    assert table.columns[1].type is ColumnType.NUMBER
    assert table.columns[1].style is not None
    assert table.columns[1].style.decimal == ","


def test_a_list_in_a_record_stays_as_text_and_becomes_a_table() -> None:
    text = '[{"id": "0180", "k": [{"n": 1}, {"n": 2}], "t": ["x"]}, {"id": "1480", "k": []}]'
    outer, inner = read_text(text).accepted()
    assert rows(outer) == [("0180", '[{"n": 1}, {"n": 2}]', '["x"]'), ("1480", "[]", None)]
    assert inner.name == "k"
    assert names(inner) == ["id", "k.n"]
    assert rows(inner) == [("0180", 1), ("0180", 2)]


@pytest.mark.parametrize(
    ("text", "expected_names", "expected"),
    [
        ('{"a": [1, 2], "b": ["x", "y"]}', ["a", "b"], [(1, "x"), (2, "y")]),
        ('{"columns": ["a", "b"], "data": [[1, 2], [3, 4]]}', ["a", "b"], [(1, 2), (3, 4)]),
        ('[["a", "b"], [1, 2], [3, 4]]', ["a", "b"], [(1, 2), (3, 4)]),
        ("[[1, 2], [3, 4]]", ["#1", "#2"], [(1, 2), (3, 4)]),
        ('[["lan", "n"], ["01", "5"]]', ["lan", "n"], [("01", "5")]),
        ('[["a", "b"], ["c", "d"]]', ["#1", "#2"], [("a", "b"), ("c", "d")]),
        ('[{"pages": 1}, [{"a": 1}, {"a": 2}]]', ["a"], [(1,), (2,)]),
        ("[1, 2, null]", ["value"], [(1,), (2,), (None,)]),
        ('{"a": 1, "b": "x"}', ["a", "b"], [(1, "x")]),
        ('{"SE": {"n": 1}, "NO": {"n": 2}}', ["key", "n"], [("SE", 1), ("NO", 2)]),
    ],
)
def test_other_ways_to_write_a_table(
    text: str, expected_names: list[str], expected: list[tuple[object, ...]]
) -> None:
    (table,) = read_text(text).accepted()
    assert names(table) == expected_names
    assert rows(table) == expected


SDMX: dict[str, object] = {"dataSets": [{"series": {"0:0": {"observations": {"0": [1.5]}}}}]}


@pytest.mark.parametrize(
    ("document", "rule"),
    [
        ({**SDMX, "structure": {"dimensions": {}}}, "sdmx_json"),
        ({"meta": {}, "data": {**SDMX, "structures": []}}, "sdmx_json"),
        ({"error": SECRET}, "service_error"),
        ({"jsonrpc": "2.0", "error": {"code": -32602, "message": SECRET}}, "service_error"),
        ({"type": SECRET, "title": "Non-existent table", "status": 404}, "service_error"),
    ],
)
def test_what_is_no_table_is_refused_by_its_name(document: object, rule: str) -> None:
    reading = read_text(json.dumps(document))
    assert [one.rule for one in reading.problems] == [rule]
    assert not reading.tables
    assert SECRET not in str(reading.problems[0])


@pytest.mark.parametrize("said", ['"status": 200', '"error": 0.5', '"error": null'])
def test_a_record_with_a_status_or_an_error_is_a_record(said: str) -> None:
    (table,) = read_text(f'{{"title": "x", {said}}}').accepted()
    assert table.row_count == 1


@pytest.mark.parametrize(
    "beside",
    ['"nasta_sida": "x"', '"@odata.nextLink": "x"', '"next": "x"', '"_links": {"next": {"h": 1}}'],
)
def test_a_page_of_several_says_so(beside: str) -> None:
    (remark,) = read_text(f'{{"data": [{{"a": 1}}], {beside}}}').remarks
    assert remark.rule == "json_page"
    assert not read_text('{"data": [{"a": 1}], "next": null, "_links": {"self": "x"}}').remarks


def test_objects_with_few_keys_in_common_are_refused_before_they_fill_the_memory() -> None:
    text = "[" + ",".join(f'{{"k{n % 16000}": 1}}' for n in range(20_000)) + "]"
    (problem,) = read_text(text).problems
    assert problem.rule == "json_too_wide"
    wide = json.dumps([{f"k{n}": 1 for n in range(16_385)}])
    assert [one.rule for one in read_text(wide).problems] == ["json_too_wide"]


KEYS = st.sampled_from(["a", "b", "c.d", "list"])
INNER = st.dictionaries(KEYS, st.one_of(st.none(), st.integers(0, 9), st.text("xyz", min_size=1)))


@given(st.lists(st.dictionaries(KEYS, INNER | st.integers(0, 9), min_size=1), min_size=1))
def test_every_cell_of_every_record_is_kept(records: list[dict[str, object]]) -> None:
    """Held against the value at each path of each record."""
    found = {
        (row, path): value
        for row, record in enumerate(records)
        for path, value in _paths(record)
        if value is not None and value != "{}"
    }
    reading = read_text(json.dumps(records))
    if not reading.tables:
        assert not found
        return
    (table,) = reading.tables
    stored = whole(table).cells
    kept = {
        (row, column.parts): value
        for column, cells in zip(table.columns, stored, strict=True)
        for row, value in enumerate(cells.stored)
        if value is not None and value != "{}"
    }
    assert {place: str(value) for place, value in kept.items()} == {
        place: str(value) for place, value in found.items()
    }


def _paths(record: object, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], object]]:
    if not isinstance(record, dict):
        return [(path, record)]
    if not record:
        return [(path, "{}")] if path else []
    return [one for name, value in record.items() for one in _paths(value, (*path, name))]


def test_json_lines_keep_the_numbers_of_their_lines() -> None:
    (table,) = read_text('{"a": 1}\n\n{"a": 2, "b": "x"}\n').accepted()
    assert rows(table) == [(1, None), (2, "x")]
    assert list(whole(table).rows) == [1, 3]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_json_is_unicode(encoding: str) -> None:
    (table,) = read_text('[{"län": "Örebro"}]', encoding=encoding).accepted()
    assert (names(table), rows(table)) == (["län"], [("Örebro",)])


def test_another_encoding_must_be_told() -> None:
    (problem,) = read_text('[{"län":\n "Örebro"}]', encoding="windows-1252").problems
    assert (problem.rule, problem.row) == ("encoding", 1)
    assert "byte 5" in problem.message
    assert "0xE4" in problem.message
    told = Options(encoding="windows-1252")
    (table,) = read_text('[{"län":\n "Örebro"}]', told, "windows-1252").accepted()
    assert rows(table) == [("Örebro",)]


# ---------------------------------------------------------------- numbers


def test_a_code_of_digits_as_text_is_no_number_unless_told() -> None:
    text = '[{"school": "35136963", "pupils": "24"}, {"school": "46898596", "pupils": "115"}]'
    (table,) = read_text(text).accepted()
    assert [column.type for column in table.columns] == [ColumnType.CODE, ColumnType.NUMBER]
    told = Options(columns={"school": ColumnOptions(type="number")})
    (table,) = read_text(text, told).accepted()
    assert table.columns[0].type is ColumnType.NUMBER


def test_numbers_that_fit_nowhere_stay_as_they_are_written() -> None:
    huge = "9" * 5000
    (table,) = read_text(f'[{{"a": {huge}, "b": 1e999, "c": 9223372036854775808}}]').accepted()
    assert rows(table) == [(huge, "1e999", "9223372036854775808")]


def test_constants_that_json_does_not_have_are_told() -> None:
    reading = read_text('[{"a": NaN}, {"a": 1.5}, {"a": -Infinity}]')
    (table,) = reading.accepted()
    assert rows(table) == [("NaN",), ("1.5",), ("-Infinity",)]
    assert [one.rule for one in reading.remarks if one.rule == "json_constant"]


def test_an_ambiguous_column_is_refused() -> None:
    (problem,) = read_text('[{"a": "1.234"}, {"a": "1,5"}]').problems
    assert problem.rule == "ambiguous_numbers"


# ---------------------------------------------------------------- refused


@pytest.mark.parametrize(
    ("text", "rule", "line", "says"),
    [
        ('[{"a": 1, "a": 2}]', "json_repeated_key", None, "'a' more than once"),
        ('{"x": 1}\n{"a": 1, "a": 2}', "json_repeated_key", 2, "'a'"),
        (f'[{{"a": "{SECRET}"}},\n{{"a": ]', "json", 2, "character 7"),
        (f'[{{"a": "{SECRET}"}}] {SECRET}', "json", 1, "Extra data"),
        (f'{{"a": 1}}\n{{"a": 2}}\n{{"{SECRET}"', "json", 3, "character"),
        ("[]", "json", None, "empty list"),
        ("{}", "json", None, "empty object"),
        ("[{}, {}]", "json", None, "all empty"),
        ('[{"a": 1}, 2]', "json", None, "mixes"),
        ("[[1, 2], [3]]", "ragged_rows", None, "1, 2 values"),
        ("[" * 100_000, "json", None, "too deep"),
        ('{"a":' * 5_000 + "1" + "}" * 5_000, "json", None, "too deep"),
        ('[{"a": "\\ud800"}]', "json", None, "surrogate"),
        ('{"count": 0, "values": []}', "kolada", None, "no values"),
    ],
)
def test_what_is_no_table_is_refused(text: str, rule: str, line: int | None, says: str) -> None:
    reading = read_text(text)
    (problem,) = reading.problems
    assert problem.rule == rule
    assert problem.row == line
    assert says in problem.message
    assert SECRET not in str(problem)
    assert not reading.tables


def test_records_that_share_no_keys_are_refused() -> None:
    text = json.dumps([{f"key {number}": number} for number in range(3000)])
    (problem,) = read_text(text).problems
    assert problem.rule == "json_too_wide"


# ---------------------------------------------------------------- real files


@NEEDED
def test_schools_of_a_county() -> None:
    reading = read(Content.of_file(FOLDER / "scb_pxweb/skolverket_halland_grade9_schools.json"))
    schools = next(table for table in reading.accepted() if table.name == "schools")
    assert schools.row_count == 56
    assert names(schools)[:3] == ["schoolUnitCode", "name", "municipalityCode"]
    beside = [aside.text for table in reading.tables for aside in table.aside]
    assert "schemaVersion: 2" in beside


@NEEDED
def test_statistics_of_a_school_unit() -> None:
    path = FOLDER / "scb_pxweb/skolverket_api_unit_statistics_1.json"
    (table,) = read(Content.of_file(path)).accepted()
    found = rows(table)
    assert len(found) == 68
    kinds = [row[table.column("valueType")] for row in found]
    assert kinds.count("EXISTS") == 64
    assert kinds.count("OMITTED_DUE_TO_BASED_ON_FEW_PUPILS") == 3
    assert dict(table.columns[table.column("value")].signs) == {"..": 3}
    assert "json.body.schoolUnit: 37707717" in [aside.text for aside in table.aside]


@NEEDED
@pytest.mark.parametrize("path", sorted(FOLDER.glob("nasty/*.expected.json")), ids=lambda p: p.name)
def test_records_are_what_the_standard_library_reads(path: Path) -> None:
    (table,) = read(Content.of_file(path)).accepted()
    expected = json.loads(path.read_text(encoding="utf-8"))
    assert names(table) == list(expected[0])
    assert rows(table) == [tuple(value or None for value in one.values()) for one in expected]


# ---------------------------------------------------------------- what is written is read

KEYS = st.text("abcåäö .", min_size=1, max_size=4)
CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**53), 2**53), st.text('abc Å"\\\n0,.', max_size=5)
)


@given(st.lists(st.dictionaries(KEYS, CELLS, min_size=1, max_size=4), min_size=1, max_size=6))
def test_every_cell_of_records_is_kept(records: list[dict[str, object]]) -> None:
    reading = read_text(json.dumps(records))
    assert reading.kind is FileKind.JSON
    if reading.problems:
        assert {one.rule for one in reading.problems} == {"ambiguous_numbers"}
        return
    (table,) = reading.tables
    keys = list(dict.fromkeys(key for record in records for key in record))
    for position, key in enumerate(keys):
        stored = [row[position] for row in rows(table)]
        expected = [record.get(key) for record in records]
        assert [as_text(cell) for cell in stored] == [as_text(cell) for cell in expected]


def as_text(cell: object) -> str | None:
    """An empty text is an empty cell; cells of different kinds are written as text."""
    if cell is None or cell == "":
        return None
    return str(cell).lower() if isinstance(cell, bool) else str(cell)
