"""Contradictions and sums as they are written in TOML: read whole, or refused by name."""

import pytest

from etl.contradictions import Declarations, Kind, read_declarations
from etl.problems import InputRefused
from tests.builders import INDICATOR

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
    ("text", "says"),
    [
        (CONTRADICTION.replace("readings_differ", "odd"), "unknown kind 'odd'"),
        (CONTRADICTION.replace(INDICATOR, "odd"), "unknown measure 'odd'"),
        (CONTRADICTION.replace("expect = 48", "expect = '48'"), "needs expect, a number"),
        (CONTRADICTION.replace("expect = 48", "expect = true"), "needs expect, a number"),
        (CONTRADICTION.replace("reading = \"main\"", "page = \"4\""), "only key columns"),
        (CONTRADICTION.replace("text_en", "text_de"), "unknown fields"),
        (CONTRADICTION.replace('period = "2022"', ""), "'period' is missing"),
        (CONTRADICTION.partition("rows")[0], "'rows' is a list of tables"),
        (SUM.replace("denominator", "page"), "no number column"),
        (SUM.replace("tolerance = 0", ""), "tolerance is a number"),
        (SUM.replace("[[sum]]", "[[total]]"), "unknown tables"),
        ("[[sum]", "Expected"),
    ],
)  # fmt: skip
def test_what_is_not_in_its_shape_is_refused_with_the_file_and_the_reason(
    text: str, says: str
) -> None:
    with pytest.raises(InputRefused) as refused:
        read(text)
    (problem,) = refused.value.problems
    assert (problem.rule, problem.file) == ("unreadable_declaration", "x.toml")
    assert says in problem.message
