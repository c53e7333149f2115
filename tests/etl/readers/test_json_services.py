"""PxWeb's own JSON, Kolada, and the file that keeps the answers of a service.

The answers of Kolada are made by hand after the shapes that the package koladapy 1.0.1 reads.
"""

import json
from typing import Any

import pytest

from etl.readers import read
from etl.readers.content import Content
from etl.readers.model import ColumnType, FileKind, RawTable, Reading, whole
from etl.readers.options import NO_OPTIONS, Options
from etl.readers.service_answers import line_of
from tests.real_files import FOLDER, NEEDED

Json = dict[str, Any]


def read_json(document: object) -> Reading:
    return read(Content.of_bytes("small.json", json.dumps(document).encode()))


def rows(table: RawTable) -> list[tuple[object, ...]]:
    return list(zip(*(one.stored for one in whole(table).cells), strict=True))


def names(table: RawTable) -> list[str]:
    return [column.name for column in table.columns]


# ---------------------------------------------------------------- PxWeb


def pxweb() -> Json:
    return {
        "columns": [
            {"code": "Region", "text": "region", "type": "d"},
            {"code": "N1", "text": "Antal", "type": "c"},
            {"code": "Tid", "text": "år", "type": "t"},
        ],
        "comments": [{"variable": "Region", "value": "12", "comment": "En not"}],
        "data": [
            {"key": ["12", "2023"], "values": ["1.5"]},
            {"key": ["18", "2024"], "values": [".."]},
        ],
        "metadata": [{"label": "Titel", "source": "SCB"}],
    }


def test_keys_and_values_of_pxweb() -> None:
    reading = read_json(pxweb())
    (table,) = reading.accepted()
    assert reading.kind is FileKind.PXWEB_JSON
    assert names(table) == ["Region", "Tid", "N1"]
    assert rows(table) == [("12", "2023", "1.5"), ("18", "2024", "..")]
    assert [column.type for column in table.columns] == [
        ColumnType.CODE, ColumnType.CODE, ColumnType.NUMBER,
    ]  # fmt: skip
    assert table.columns[2].parts == ("N1", "Antal")
    assert dict(table.columns[2].signs) == {"..": 1}
    assert [aside.text for aside in table.aside] == ["Titel", "SCB", "Region 12: En not"]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"key": ["12"], "values": ["1"]}, "1 keys and 1 values"),
        ({"key": ["12", "2023"], "values": []}, "2 keys and 0 values"),
        ({"key": ["12", "2023"]}, "2 keys and 0 values"),
        ([], "0 keys"),
        ({"key": ["12", {}], "values": ["1"]}, "lists or objects"),
    ],
)
def test_a_row_that_does_not_fit_its_columns_is_refused(row: object, says: str) -> None:
    document = pxweb()
    document["data"].append(row)
    (problem,) = read_json(document).problems
    assert "row 3" in problem.message
    assert says in problem.message


def test_what_is_said_of_a_column_is_kept() -> None:
    document = pxweb()
    document["columns"][0]["comment"] = "Sedan 1998.\r\n"
    (table,) = read_json(document).accepted()
    assert "Region: Sedan 1998." in [aside.text for aside in table.aside]


@pytest.mark.parametrize("is_saved", [False, True])
def test_a_question_to_pxweb_is_no_data(is_saved: bool) -> None:
    asked = {
        "query": [{"code": "Region", "selection": {"filter": "item", "values": ["00"]}}],
        "response": {"format": "json"},
    }
    (problem,) = read_json({"queryObj": asked} if is_saved else asked).problems
    assert problem.rule == "pxweb_json"
    assert "question" in problem.message


@NEEDED
def test_a_real_answer_of_pxweb() -> None:
    path = FOLDER / "scb_pxweb/scb_v1_befolkning_civilstand_post.json"
    (table,) = read(Content.of_file(path)).accepted()
    found = rows(table)
    assert names(table) == ["Civilstand", "Tid", "BE0101N1"]
    assert (found[0], found[-1]) == (("OG", "2015", "5157443"), ("ÄNKL", "2017", "435643"))
    assert sum(int(str(row[2])) for row in found) == 29966412


@NEEDED
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("scb_v1_table_variables", "'Region' with 312 values, 'Kon' with 3 values"),
        ("scb_TAB6471_metadata_jsonstat2", "2006784 cells but holds no values"),
        ("jsonstat_collection", "collection of 8 links"),
    ],
)
def test_descriptions_without_data_are_refused(name: str, says: str) -> None:
    (problem,) = read(Content.of_file(FOLDER / f"scb_pxweb/{name}.json")).problems
    assert says in problem.message


# ---------------------------------------------------------------- Kolada


def kolada(**more: object) -> Json:
    inner = [
        {"gender": "T", "value": 48.9, "status": "", "count": 1, "isdeleted": False},
        {"gender": "K", "value": None, "status": "Privacy", "count": 1, "isdeleted": False},
    ]
    record = {"municipality": "0180", "period": 2023, "kpi": "N00945", "values": inner}
    empty = {"municipality": "1480", "period": 2023, "kpi": "N00945", "values": []}
    return {"count": 2, "values": [record, empty], **more}


def test_values_of_kolada_are_rows() -> None:
    reading = read_json(kolada())
    (table,) = reading.accepted()
    assert reading.kind is FileKind.KOLADA
    assert names(table) == [
        "kpi", "municipality", "period", "gender", "value", "status", "count", "isdeleted",
    ]  # fmt: skip
    assert [row[:5] for row in rows(table)] == [
        ("N00945", "0180", 2023, "T", 48.9),
        ("N00945", "0180", 2023, "K", None),
        ("N00945", "1480", 2023, None, None),
    ]
    assert table.columns[1].type is ColumnType.CODE
    assert table.columns[4].type is ColumnType.NUMBER
    assert not reading.remarks


def test_values_without_a_count_are_kolada_too() -> None:
    document = kolada()
    del document["count"]
    reading = read_json(document)
    assert reading.kind is FileKind.KOLADA
    assert reading.accepted()[0].row_count == 3


@pytest.mark.parametrize("key", ["next_url", "next_page"])
def test_a_page_of_several_says_so(key: str) -> None:
    reading = read_json(kolada(**{key: "the next"}))
    assert [one.rule for one in reading.remarks] == ["kolada_page"]


def test_a_list_of_kolada_keeps_its_codes() -> None:
    (table,) = read_json(
        {"count": 1, "values": [{"id": "1480", "title": "Göteborg", "type": "K"}]}
    ).accepted()
    assert rows(table) == [("1480", "Göteborg", "K")]
    assert table.columns[0].type is ColumnType.CODE


def test_inner_values_that_are_none_are_refused() -> None:
    document = kolada()
    document["values"][0]["values"] = [1]
    (problem,) = read_json(document).problems
    assert problem.rule == "kolada"


@NEEDED
def test_a_real_list_of_kolada() -> None:
    path = FOLDER / "kolada/kolada_v2_municipality_title_stockholm.json"
    (table,) = read(Content.of_file(path)).accepted()
    assert rows(table) == [("0001", "Region Stockholm", "L"), ("0180", "Stockholm", "K")]


# ---------------------------------------------------------------- answers of a service


def kept(*bodies: str, options: Options = NO_OPTIONS) -> Reading:
    lines = [line_of(f"https://example.org/{number}", body) for number, body in enumerate(bodies)]
    return read(Content.of_bytes("answers.jsonl", "\n".join(lines).encode()), options)


def test_answers_are_one_table() -> None:
    second = pxweb()
    second["data"] = [{"key": ["14", "2024"], "values": ["1200"]}]
    second["comments"] = [{"comment": "Annan"}]
    reading = kept(json.dumps(pxweb()), json.dumps(second))
    (table,) = reading.accepted()
    assert reading.kind is FileKind.PXWEB_JSON
    assert rows(table)[2] == ("14", "2024", "1200")
    assert list(whole(table).rows) == [1, 2, 1]
    assert table.row_count == 3
    assert table.columns[2].filled == 3
    assert dict(table.columns[2].signs) == {"..": 1}
    assert "Annan" in [aside.text for aside in table.aside]
    assert not [one for one in reading.remarks if one.rule == "name_and_content_differ"]


def test_numbers_of_different_kinds_meet() -> None:
    def one(value: object) -> str:
        return json.dumps([{"kpi": "N1", "value": value}])

    (table,) = kept(one(1), one(2.5), one(None), one("..")).accepted()
    assert [row[1] for row in rows(table)] == ["1", "2.5", None, ".."]
    column = table.columns[1]
    assert (column.type, column.filled, column.empty) == (ColumnType.NUMBER, 3, 1)
    (table,) = kept(one(1), one(2.5), one(None)).accepted()
    assert [row[1] for row in rows(table)] == [1, 2.5, None]


def test_answers_may_be_text_of_any_kind() -> None:
    (table,) = kept("a;b\n1;2\n3;4\n", "a;b\n5;6\n7;8\n").accepted()
    assert rows(table) == [("1", "2"), ("3", "4"), ("5", "6"), ("7", "8")]


def test_styles_of_numbers_that_differ_are_refused() -> None:
    (problem,) = kept('[{"a": "1,5"}]', '[{"a": "1.5"}]').problems
    assert problem.rule == "ambiguous_numbers"


@pytest.mark.parametrize(
    ("lines", "line", "says"),
    [
        ([line_of("x", '[{"a": 1}]'), line_of("x", '[{"b": 1}]')], 2, "other tables or columns"),
        ([line_of("x", '[{"a": 1}]'), "{"], 2, "no JSON"),
        ([line_of("x", '[{"a": 1}]'), '{"alf_answer": 2}'], 2, "no answer of a service"),
        ([line_of("x", '[{"a": 1}]'), '{"alf_answer": 1, "body": 3}'], 2, "'address' and 'body'"),
        ([line_of("x", "")], 1, "the file is empty"),
        ([line_of("x", '[{"a": 1}]'), line_of("x", '[{"a": 1},\n]')], 2, "line 2 of it"),
        ([line_of("x", "<html>Too many requests</html>")], 1, "web page"),
        ([line_of("x", line_of("y", "[]"))], 1, "service-answers"),
        (['{"alf_answer": 1, "address": "x", "body": "\\ud800"}'], 1, "half of a character"),
    ],
)
def test_a_line_that_does_not_fit_is_named(lines: list[str], line: int, says: str) -> None:
    (problem,) = read(Content.of_bytes("a.jsonl", "\n".join(lines).encode())).problems
    assert problem.row == line
    assert says in problem.message
