"""Contradictions and sums as they are written in TOML: read whole, or refused by name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.contradictions import Declarations, Kind, undeclared
from etl.problems import InputRefused, Problem
from etl.sources.declared_contradictions import read_declarations
from tests.builders import INDICATOR, observation
from warehouse.contract import KEY

CONTRADICTION = f"""
[[contradiction]]
id = "two_rates"
kind = "readings_differ"
indicator = "{INDICATOR}"
region = "skane"
period = "2022"
text_sv = "Källan anger två tal."
text_en = "The source gives two figures."
rows = [{{ reading = "main", expect = 48 }}, {{ reading = "second", expect = 51 }}]
"""
SUM = f"""
[[sum]]
id = "invited"
indicator = "{INDICATOR}"
total = {{ region = "riket" }}
parts = [{{ region = "skane" }}, {{ region = "uppsala" }}]
column = "denominator"
tolerance = 0
"""


def read(text: str) -> Declarations:
    return read_declarations("x.toml", text.encode())


def test_a_contradiction_is_read_with_the_key_columns_that_its_rows_share() -> None:
    (found,) = read(CONTRADICTION).contradictions
    assert (found.id, found.kind) == ("two_rates", Kind.READINGS_DIFFER)
    assert [row.value for row in found.rows] == [48.0, 51.0]
    assert found.rows[1].where == {
        "indicator": INDICATOR, "region": "skane", "period": "2022", "reading": "second",
    }  # fmt: skip


def test_a_sum_is_read() -> None:
    (found,) = read(SUM).sums
    assert (found.column, found.tolerance) == ("denominator", 0.0)
    assert found.parts == ({"region": "skane"}, {"region": "uppsala"})


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (CONTRADICTION.replace("readings_differ", "odd"), 4, "unknown word 'odd'"),
        (CONTRADICTION.replace("expect = 48", "expect = '48'"), 10, "must be a number"),
        (CONTRADICTION.replace("expect = 48", "expect = true"), 10, "must be a number"),
        (CONTRADICTION.replace(", expect = 48", ""), 10, "rows 1, expect: is missing"),
        (CONTRADICTION.replace("reading = \"main\"", "page = \"4\""), 10, "page: unknown key"),
        (CONTRADICTION.replace("\"main\"", "\"first\""), 10, "unknown word 'first'"),
        (CONTRADICTION.replace("skane", "narnia"), 6, "unknown region"),
        (CONTRADICTION.replace("2022", "some day"), 7, "period"),
        (CONTRADICTION + 'text_de = "?"', 11, "text_de: unknown key"),
        (CONTRADICTION.replace('"The source gives two figures."', '""'), 9, "says nothing"),
        (CONTRADICTION.replace('period = "2022"', ""), 2, "period: is missing"),
        (CONTRADICTION.partition("rows")[0], 2, "rows: is missing"),
        (CONTRADICTION.partition("rows")[0] + "rows = []", 10, "rows: is missing"),
        (CONTRADICTION.partition("rows")[0] + "rows = 3", 10, "rows: must be a list of tables"),
        (SUM.replace("denominator", "page"), 7, "unknown word 'page'"),
        (SUM.replace("tolerance = 0", ""), 2, "tolerance: is missing"),
        (SUM.replace("[[sum]]", "[[total]]"), 2, "total: unknown key"),
        ("[[sum]", 1, "Expected"),
    ],
)  # fmt: skip
def test_what_is_not_in_its_shape_is_refused_with_the_file_the_line_and_the_reason(
    text: str, line: int, says: str
) -> None:
    with pytest.raises(InputRefused) as refused:
        read(text)
    (problem,) = refused.value.problems
    assert problem.rule in ("declaration", "says_nothing")
    assert (problem.file, problem.row) == ("x.toml", line)
    assert says in problem.message


@given(
    values=st.lists(
        st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15),
        min_size=2, max_size=4,
    ),
    kind=st.sampled_from(Kind),
    region=st.sampled_from(["skane", "riket"]),
)  # fmt: skip
def test_the_block_that_a_refusal_offers_selects_the_figures_it_is_about(
    values: list[float], kind: Kind, region: str
) -> None:
    readings = ("main", "second", "third", "main")
    rows = [
        observation(region=region if at else "skane", reading=readings[at], value=value)
        for at, value in enumerate(values)
    ]
    block = undeclared(Problem("r", "m", "f"), kind, rows).block
    assert block is not None
    assert block.count('= ""') == 2
    (found,) = read(block.replace('= ""', '= "words"')).contradictions
    assert found.kind is kind
    assert [(one.where, one.column, one.value) for one in found.rows] == [
        ({name: row[name] for name in KEY}, "value", row["value"]) for row in rows
    ]


def test_a_grade_that_is_an_interval_alone_is_expected_by_its_lower_end() -> None:
    rows = [observation(value=None, low=4.0, high=5.0), observation(value=6.0)]
    block = undeclared(Problem("r", "m", "f"), Kind.SOURCES_DISAGREE, rows).block or ""
    (found,) = read(block.replace('= ""', '= "words"')).contradictions
    assert [(one.column, one.value) for one in found.rows] == [("low", 4.0), ("value", 6.0)]
