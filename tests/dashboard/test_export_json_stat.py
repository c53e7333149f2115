"""JSON-stat 2.0: held against the rules of its page, and read back with readers of others.

The rules: https://json-stat.org/full/
"""

import json
from itertools import product
from math import prod
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.exports.json_stat import METRIC, ROW, write
from dashboard.exports.typed import typed_columns
from dashboard.marked import marked_as_example
from dashboard.views.model import Cell, Column, Rendered
from etl.readers import read
from etl.readers.content import Content
from etl.readers.model import FileKind, whole
from tests.dashboard.exported import (
    ADDRESS,
    CODE,
    REGION,
    SHARE,
    document,
    everything,
    made_up,
    name,
    shares,
)

Json = dict[str, Any]

ROOT = {"version", "class", "label", "source", "updated", "note", "id", "size", "role", "dimension",
        "value", "status", "extension"}  # fmt: skip
CATEGORY = {"index", "label", "unit"}


def written(rendered: Rendered) -> Json:
    found: Json = json.loads(write(document(rendered)))
    return found


def check(one: Json) -> None:
    """What the page of the format asks of a data set, as far as ours uses it."""
    assert set(one) <= ROOT
    assert (one["version"], one["class"]) == ("2.0", "dataset")
    assert len(set(one["id"])) == len(one["id"]) == len(one["size"])
    assert set(one["dimension"]) == set(one["id"])
    for identifier, size in zip(one["id"], one["size"], strict=True):
        check_dimension(one["dimension"][identifier], size)
    check_cells(one, prod(one["size"]))
    for role, named in one["role"].items():
        assert role in {"time", "geo", "metric"}
        assert set(named) <= set(one["id"])
    assert len(set(one["note"])) == len(one["note"])
    assert all(isinstance(one[key], str) for key in ("label", "updated"))


def check_dimension(dimension: Json, size: int) -> None:
    assert isinstance(dimension["label"], str)
    category = dimension["category"]
    assert set(category) <= CATEGORY
    index = category["index"]
    assert len(set(index)) == len(index) == size
    assert all(isinstance(code, str) for code in index)
    assert set(category["label"]) == set(index)
    assert set(category.get("unit", {})) <= set(index)
    assert all(type(unit["decimals"]) is int for unit in category.get("unit", {}).values())


def check_cells(one: Json, size: int) -> None:
    value, status = one["value"], one.get("status", {})
    if isinstance(value, list):
        assert len(value) == size
    else:
        assert all(0 <= int(key) < size for key in value)
    cells = value if isinstance(value, list) else value.values()
    assert all(cell is None or isinstance(cell, str | int | float) for cell in cells)
    assert all(0 <= int(key) < size and isinstance(flag, str) for key, flag in status.items())


def facts(one: Json) -> dict[tuple[str, ...], tuple[object, str | None]]:
    """Every cell by its categories: what it holds and its status, where it has either."""
    value, status = one["value"], one.get("status", {})
    axes = [one["dimension"][i]["category"]["index"] for i in one["id"]]
    found = {}
    for number, key in enumerate(product(*axes)):
        held = value[number] if isinstance(value, list) else value.get(str(number))
        if held is not None or str(number) in status:
            found[key] = (held, status.get(str(number)))
    return found


def expected(rendered: Rendered, one: Json) -> dict[tuple[str, ...], tuple[object, str]]:
    """The same from the table: by the texts of a row and the key of a column."""
    columns = {typed.column.key: typed for typed in typed_columns(rendered.table)}
    found: dict[tuple[str, ...], tuple[object, str]] = {}
    for row in range(len(rendered.table.rows)):
        place = [
            str(row + 1) if i == ROW else columns[i].texts[row] for i in one["id"] if i != METRIC
        ]
        for metric in one["dimension"][METRIC]["category"]["index"]:
            typed = columns[metric]
            number = typed.numbers[row] if typed.is_number else None
            held = typed.texts[row] if not typed.is_number else number and float(number)
            found[*place, metric] = (
                0.0 if number is not None and number == 0 else held,
                typed.beside[row] if typed.is_number else "",
            )
    return found


def test_every_view_follows_the_rules_of_the_format() -> None:
    for rendered in everything():
        check(written(rendered))


def test_every_view_holds_what_its_table_holds() -> None:
    for rendered in everything():
        one = written(rendered)
        wanted = {key: cell for key, cell in expected(rendered, one).items() if cell != (None, "")}
        found = facts(one)
        assert set(found) == set(wanted), name(rendered)
        for key, (held, beside) in wanted.items():
            value, status = found[key]
            assert value == held, (name(rendered), key)
            assert (status or "") == beside or (status and beside.startswith(status))


def test_every_column_that_is_no_dimension_and_no_number_stands_with_its_row() -> None:
    for rendered in everything():
        one = written(rendered)
        rows = one["extension"]["rows"]
        assert len(rows) == len(rendered.table.rows)
        size = prod(one["size"])
        assert all(0 <= row["cell"] < size for row in rows)
        shown = {*one["id"], *one["dimension"][METRIC]["category"]["index"]}
        for typed in typed_columns(rendered.table):
            if typed.column.key not in shown:
                said = [row["texts"].get(typed.column.key, "") for row in rows]
                assert tuple(said) == typed.texts


def test_our_own_reader_reads_every_view_back() -> None:
    """Written here and read there without knowing of each other."""
    for rendered in everything():
        content = write(document(rendered))
        reading = read(Content.of_bytes("view.json", content))
        (table,) = reading.accepted()
        assert reading.kind is FileKind.JSON_STAT
        one = json.loads(content)
        stored = {
            column.name: list(whole(table).cells[at].stored)
            for at, column in enumerate(table.columns)
        }
        keys = zip(*(stored[identifier] for identifier in one["id"]), strict=True)
        values = stored["value"]
        found = {key: v for key, v in zip(keys, values, strict=True) if v is not None}
        assert found == {k: v for k, (v, _) in facts(one).items() if v is not None}, name(rendered)


def test_the_validator_of_others_finds_no_fault() -> None:
    validator = pytest.importorskip("jsonstat_validator", reason="not among what is installed")
    for rendered in everything():
        assert validator.validate_jsonstat(written(rendered)) is True


CELLS = (
    Cell(text="26,0", value=26.04), Cell(text="U"), Cell(text="≥350", value=350.0),
    Cell(text="räcker", value=0.0),
)  # fmt: skip


def test_what_is_hidden_has_no_value_and_a_sign_with_its_words() -> None:
    one = written(shares(*CELLS))
    assert one["value"] == [26.0, None, 350.0, 0.0]
    assert one["status"] == {"1": "U", "2": "≥", "3": "räcker"}
    assert one["extension"]["status"]["label"]["U"] == "dold för att skydda svar"


def test_it_says_what_it_is() -> None:
    rendered = marked_as_example(shares(*CELLS))
    one = written(rendered)
    assert one["label"] == "EXEMPELDATA · Enkäter · Påhittad"
    assert one["source"] == "Utgivare. Titel. 2022"
    assert one["updated"] == "2026-11-22T10:01:45Z"
    assert one["note"] == [rendered.headline, rendered.note, *rendered.warnings]
    extension = one["extension"]
    assert (extension["code"], extension["address"]) == (CODE, ADDRESS)
    assert extension["release"] == rendered.release
    assert one["role"] == {"metric": [METRIC], "geo": ["region"]}
    unit = one["dimension"][METRIC]["category"]["unit"]["share"]
    assert unit == {"decimals": 1, "label": "procent"}


def test_rows_that_nothing_tells_apart_are_numbered() -> None:
    same = (Cell(text="Skåne"), Cell(text="1", value=1.0))
    one = written(made_up((REGION, SHARE), (same, same)))
    check(one)
    assert one["id"] == [ROW, METRIC]
    assert [row["texts"] for row in one["extension"]["rows"]] == [{"region": "Skåne"}] * 2


def nearly_alike(count: int) -> Rendered:
    """Two rows that only the second column tells apart, two that only the third does."""
    columns = (*(Column(key=key, label=key) for key in ("first", "second", "third")), SHARE)
    firsts = [f"a{max(row, 1) if row < 2 else max(row, 3)}" for row in range(count)]
    seconds = [f"b{max(row, 1)}" for row in range(count)]
    rows = tuple(
        (Cell(text=firsts[row]), Cell(text=seconds[row]), Cell(text=f"c{row}"),
         Cell(text="1", value=1.0))
        for row in range(count)
    )  # fmt: skip
    return made_up(columns, rows)


def test_a_cube_that_would_be_nearly_empty_has_numbered_rows_instead() -> None:
    """18 × 19 × 20 cells for 20 rows are 342 for each; 38 × 39 × 40 for 40 are 1 482."""
    few, many = written(nearly_alike(20)), written(nearly_alike(40))
    check(few)
    check(many)
    assert few["size"] == [18, 19, 20, 1]
    assert isinstance(few["value"], dict)
    assert len(few["value"]) == 20
    assert (many["id"], many["size"]) == ([ROW, METRIC], [40, 1])
    assert many["extension"]["rows"][0]["texts"] == {"first": "a1", "second": "b1", "third": "c0"}


def test_a_table_without_numbers_has_its_texts_as_values() -> None:
    columns = (REGION, Column(key="reason", label="Skäl"))
    rows = tuple((Cell(text=place), Cell(text=f"därför {place}")) for place in ("Skåne", "Örebro"))
    one = written(made_up(columns, rows))
    check(one)
    assert facts(one) == {
        ("Skåne", "reason"): ("därför Skåne", None), ("Örebro", "reason"): ("därför Örebro", None),
    }  # fmt: skip


TEXTS = st.sampled_from(["Skåne", "Uppsala", "", "=1", "2024", "ej känt"])


@given(st.lists(st.tuples(TEXTS, TEXTS, st.one_of(st.none(), st.integers(-99, 99))), min_size=1))
def test_any_table_makes_a_sound_cube(rows: list[tuple[str, str, int | None]]) -> None:
    columns = (REGION, Column(key="period", label="Period"), SHARE)
    cells = tuple(
        (
            Cell(text=place),
            Cell(text=period),
            Cell(text="U") if n is None else Cell(text=str(n).replace("-", "−"), value=float(n)),
        )
        for place, period, n in rows
    )
    one = written(made_up(columns, cells))
    check(one)
    held = sorted(v for v, _ in facts(one).values() if isinstance(v, int | float))
    assert held == sorted(float(n) for *_, n in rows if n is not None)


def test_the_same_document_gives_the_same_bytes() -> None:
    made = document(shares(*CELLS))
    assert write(made) == write(made, None)
