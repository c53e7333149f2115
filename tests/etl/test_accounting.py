"""The account of the sourced facts: each cited, or left out once with a reason."""

import polars as pl
import pytest

from etl.accounting import FACTS, fact_ids, unaccounted
from tests.builders import frame, left_out, observation, table

FEW = {"a": 2, "b": 1}


def rules(cites: list[str | None], left: list[str]) -> list[str]:
    rows = frame([]) if not cites else pl.DataFrame(
        [observation() | {"cites": facts} for facts in cites], schema=frame([]).schema
    )  # fmt: skip
    without = table("left_out", [left_out(fact=fact) for fact in left])
    return [problem.rule for problem in unaccounted(rows, without, FEW)]


def test_the_first_data_row_of_a_file_is_line_two() -> None:
    assert fact_ids(FEW) == ["a:2", "a:3", "b:2"]


def test_there_are_as_many_facts_as_the_files_have_rows() -> None:
    assert len(fact_ids()) == sum(FACTS.values()) == 634


@pytest.mark.parametrize(
    ("cites", "left", "expected"),
    [
        (["a:2 a:3", "b:2"], [], []),
        (["a:2 a:3", "a:3"], ["b:2"], []),
        (["a:2"], ["b:2"], ["fact_accounted_for"]),
        (["a:2 a:3 b:2"], ["b:2"], ["fact_left_out_or_cited"]),
        (["a:2 a:3"], ["b:2", "b:2"], ["fact_left_out_once"]),
        (["a:2 a:3 b:2 c:2"], [], ["fact_exists"]),
        (["a:2 a:3 b:2 a:4"], [], ["fact_exists"]),
        (["a:2 a:3 b:2"], ["b:9"], ["fact_exists"]),
        ([None], ["a:2", "a:3", "b:2"], []),
    ],
)
def test_every_fact_is_accounted_for_exactly(
    cites: list[str | None], left: list[str], expected: list[str]
) -> None:
    assert rules(cites, left) == expected
