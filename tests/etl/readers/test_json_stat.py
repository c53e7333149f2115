"""JSON-stat: what is written in any of its shapes is read; what does not fit is refused."""

import json
from collections.abc import Callable
from itertools import product
from math import prod
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.readers import read
from etl.readers.content import Content
from etl.readers.model import ColumnType, FileKind, RawTable, Reading, whole
from etl.readers.options import NO_OPTIONS, Options

Json = dict[str, Any]


def small() -> Json:
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "Studenter",
        "note": ["Om tabellen"],
        "id": ["Region", "Tid"],
        "size": [2, 2],
        "role": {"time": ["Tid"]},
        "dimension": {
            "Region": {
                "label": "region",
                "category": {
                    "index": {"18": 1, "12": 0},
                    "label": {"12": "Skåne län", "18": "Örebro län"},
                    "unit": {"12": {"base": "antal"}, "18": {"base": "antal"}},
                    "note": {"18": ["Med sedan 2015"]},
                },
            },
            "Tid": {"category": {"index": ["2023", "2024"]}},
        },
        "value": [1, 2.5, None, 4],
        "status": {"2": ".."},
    }


def read_json(document: object, options: Options = NO_OPTIONS) -> Reading:
    return read(Content.of_bytes("small.json", json.dumps(document).encode()), options)


def cells(table: RawTable, name: str) -> list[object]:
    return list(whole(table).cells[table.column(name)].stored)


def test_codes_texts_values_and_status() -> None:
    reading = read_json(small())
    (table,) = reading.accepted()
    assert reading.kind is FileKind.JSON_STAT
    assert [column.name for column in table.columns] == [
        "Region", "Region (text)", "Tid", "Tid (text)", "value", "status",
    ]  # fmt: skip
    assert cells(table, "Region") == ["12", "12", "18", "18"]
    assert cells(table, "Region (text)") == ["Skåne län"] * 2 + ["Örebro län"] * 2
    assert cells(table, "Tid (text)") == ["2023", "2024"] * 2
    assert cells(table, "value") == [1, 2.5, None, 4]
    assert cells(table, "status") == [None, None, "..", None]
    assert table.columns[0].type is ColumnType.CODE
    assert table.columns[0].parts == ("Region", "region")
    assert table.columns[4].unit == "antal"
    assert [aside.text for aside in table.aside] == [
        "Studenter", "Om tabellen", "18: Med sedan 2015",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("e", ["e"] * 4),
        (["e"], ["e"] * 4),
        ([None, "a", "", "b"], [None, "a", None, "b"]),
        ({"0": "p"}, ["p", None, None, None]),
    ],
)
def test_status_in_each_of_its_shapes(status: object, expected: list[object]) -> None:
    (table,) = read_json({**small(), "status": status}).accepted()
    assert cells(table, "status") == expected


def test_values_as_texts_stay_and_their_signs_are_counted() -> None:
    (table,) = read_json({**small(), "value": [1, "..", 2.5, "3.25"]}).accepted()
    assert cells(table, "value") == ["1", "..", "2.5", "3.25"]
    assert dict(table.columns[4].signs) == {"..": 1}
    assert table.columns[4].type is ColumnType.NUMBER


def test_a_single_category_needs_no_index() -> None:
    document = small()
    document["dimension"]["Tid"] = {"category": {"label": {"2024": "år 2024"}}}
    document |= {"size": [2, 1], "value": [1, 2], "status": None}
    (table,) = read_json(document).accepted()
    assert cells(table, "Tid") == ["2024", "2024"]
    assert cells(table, "Tid (text)") == ["år 2024", "år 2024"]


def test_several_data_sets_are_several_tables() -> None:
    old = small()
    old["dimension"] |= {"id": old.pop("id"), "size": old.pop("size"), "role": old.pop("role")}
    del old["class"], old["version"]
    reading = read_json({"first": old, "second": old})
    assert [table.name for table in reading.accepted()] == ["first", "second"]
    (chosen,) = read_json({"first": old, "second": old}, Options(sheet="second")).accepted()
    assert chosen.name == "second"
    (problem,) = read_json({"first": old, "second": old}, Options(sheet="third")).problems
    assert "'first', 'second'" in (problem.remedy or "")


def test_a_collection_that_holds_its_data_sets_is_read() -> None:
    document = {"version": "2.0", "class": "collection", "link": {"item": [small()]}}
    (table,) = read_json(document).accepted()
    assert table.row_count == 4


def test_a_vast_cube_of_few_values_stays_small() -> None:
    document = small()
    codes = [str(number) for number in range(3000)]
    for name in ("Region", "Tid"):
        document["dimension"][name] = {"category": {"index": codes}}
    document |= {"size": [3000, 3000], "value": {"8999999": 7, "0": 1}, "status": {"5": "x"}}
    (table,) = read_json(document).accepted()
    assert cells(table, "value") == [1, None, 7]
    assert cells(table, "status") == [None, "x", None]
    assert cells(table, "Tid") == ["0", "5", "2999"]


def change(path: str, value: object) -> Callable[[Json], None]:
    def apply(document: Json) -> None:
        *outer, last = path.split(".")
        for key in outer:
            document = document[key]
        if value is None:
            del document[last]
        else:
            document[last] = value

    return apply


SPOILT = {
    "metadata only": (change("value", []), "no values"),
    "no values at all": (change("value", None), "no values"),
    "an empty object": (change("value", {}), "no values"),
    "too few values": (change("value", [1, 2, 3]), "'value' holds 3 values, 'size' makes 4"),
    "a key outside": (change("value", {"4": 1}), "0 to 3"),
    "a key that is no number": (change("value", {"x": 1}), "0 to 3"),
    "a list in a cell": (change("value", [1, 2, [3], 4]), "'value' holds lists"),
    "too few flags": (change("status", ["a", "b"]), "'status' holds 2 flags"),
    "a flag outside": (change("status", {"9": "x"}), "0 to 3"),
    "size and categories": (change("size", [2, 3]), "'Tid', which has 2 categories"),
    "sizes too few": (change("size", [2]), "'id' and 'size'"),
    "a size as text": (change("size", ["2", 2]), "'size' says \"2\""),
    "no id": (change("id", None), "'id' and 'size'"),
    "a dimension unknown": (change("id", ["Region", "Kon"]), "'Kon'"),
    "no category": (change("dimension.Tid", {"label": "år"}), "'Tid'"),
    "no index": (change("dimension.Region.category.index", None), "'Region' has no 'index'"),
    "a category twice": (change("dimension.Tid.category.index", ["1", "1"]), "category twice"),
    "positions": (change("dimension.Region.category.index", {"a": 0, "b": 2}), "'Region'"),
    "positions that are true": (change("dimension.Region.category.index", {"a": 0, "b": True}),
                                "'Region'"),
    "an index of numbers": (change("dimension.Tid.category.index", [2023, 2024]), "'Tid'"),
    "no dimension": (change("dimension", None), "no 'dimension'"),
    "a collection of links": (change("class", "collection"), "collection of 0 links"),
    "one dimension": (change("class", "dimension"), "one dimension"),
}  # fmt: skip


@pytest.mark.parametrize(("spoil", "says"), SPOILT.values(), ids=list(SPOILT))
def test_what_does_not_fit_is_refused_by_name(spoil: Callable[[Json], None], says: str) -> None:
    document = small()
    spoil(document)
    reading = read_json(document)
    (problem,) = reading.problems
    assert says in problem.message
    assert problem.rule == "json_stat"
    assert reading.kind is FileKind.JSON_STAT
    assert not reading.tables


def test_a_large_cube_is_read_in_parts_that_make_the_whole() -> None:
    """More cells than a batch holds, some of them text: the parts keep their types and places."""
    years = [str(year) for year in range(600)]
    places = [f"p{number}" for number in range(1000)]
    values: list[object] = [number % 7 for number in range(600_000)]
    values[5] = values[-5] = ".."
    document = {
        "version": "2.0", "class": "dataset", "id": ["place", "year"], "size": [1000, 600],
        "dimension": {"place": {"category": {"index": places}},
                      "year": {"category": {"index": years}}},
        "value": values,
    }  # fmt: skip
    (table,) = read_json(document).accepted()
    parts = list(table.rows.batches())
    assert len(parts) > 1
    assert [len(part.rows) for part in parts] == [part.cells[0].stored.len() for part in parts]
    batch = whole(table)
    assert list(batch.rows) == list(range(1, 600_001))
    assert list(batch.cells[0].stored) == [place for place in places for _ in years]
    assert list(batch.cells[2].stored) == years * 1000
    assert list(batch.cells[4].stored) == [str(value) for value in values]
    assert batch.cells[4].types is not None
    assert batch.cells[4].types.value_counts(sort=True)["count"].to_list() == [599_998, 2]
    assert list(whole(table).rows) == list(batch.rows)


# ---------------------------------------------------------------- what is written is read

CODES = st.lists(
    st.text("abcÅ019-+. ", min_size=1, max_size=5), min_size=1, max_size=4, unique=True
)
VALUES = st.one_of(
    st.none(),
    st.integers(-(2**40), 2**40),
    st.floats(-1e9, 1e9, allow_nan=False).map(lambda number: round(number, 3)),
)


@st.composite
def cubes(draw: st.DrawFn) -> tuple[dict[str, list[str]], list[float | None]]:
    names = draw(
        st.lists(st.text("xyzö ", min_size=1, max_size=4), min_size=1, max_size=4, unique=True)
    )
    dimensions = {name: draw(CODES) for name in names}
    size = prod(map(len, dimensions.values()))
    values = draw(st.lists(VALUES, min_size=size, max_size=size))
    # A data set of nothing but empty cells is metadata where it is written as an object.
    values[draw(st.integers(0, size - 1))] = 7
    return dimensions, values


def as_list(dimensions: dict[str, list[str]], values: list[float | None]) -> Json:
    return {
        "class": "dataset",
        "version": "2.0",
        "id": list(dimensions),
        "size": [len(codes) for codes in dimensions.values()],
        "dimension": {
            name: {"category": {"index": codes}} for name, codes in dimensions.items()
        },
        "value": values,
    }  # fmt: skip


def as_object(dimensions: dict[str, list[str]], values: list[float | None]) -> Json:
    some = {str(place): value for place, value in enumerate(values) if value is not None}
    written = as_list(dimensions, values) | {"value": some}
    for name, codes in dimensions.items():
        index = {code: place for place, code in reversed(list(enumerate(codes)))}
        written["dimension"][name]["category"]["index"] = index
    return written


def as_first_version(dimensions: dict[str, list[str]], values: list[float | None]) -> Json:
    written = as_object(dimensions, values)
    inside = {"id": written["id"], "size": written["size"]}
    return {"data": {"dimension": inside | written["dimension"], "value": values}}


@given(cubes(), st.sampled_from([as_list, as_object, as_first_version]))
def test_a_written_cube_is_read_as_it_was(
    cube: tuple[dict[str, list[str]], list[float | None]],
    written: Callable[[dict[str, list[str]], list[float | None]], Json],
) -> None:
    dimensions, values = cube
    if written is as_first_version and {"id", "size"} & dimensions.keys():
        return
    (table,) = read_json(written(dimensions, values)).accepted()
    stored = [one.stored for one in whole(table).cells]
    assert list(zip(*stored[:-1:2], strict=True)) == list(product(*dimensions.values()))
    assert list(stored[-1]) == values
