"""Every sourced fact is cited by a figure, or left out once with the reason: none is forgotten.

A fact's id is the stem of its file and its line there, the header being line 1. The files
themselves do not ship; how many rows each has is what completeness is measured against.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

import polars as pl

from etl.problems import Problem

FACTS: Final[Mapping[str, int]] = {
    "documents_2019_2026": 29,
    "evaluation_a": 53,
    "evaluation_b": 72,
    "funding_public_pages": 49,
    "gender_public_pages": 198,
    "kpi_1980_100": 18,
    "students_public_pages": 62,
    "survey_public_pages": 121,
    "vr_alf_survey_2022": 32,
}


def fact_ids(facts: Mapping[str, int] = FACTS) -> list[str]:
    """Every id there is: the first data row of a file is line 2."""
    return [f"{stem}:{line}" for stem, rows in facts.items() for line in range(2, rows + 2)]


def cited_facts(rows: pl.DataFrame) -> pl.DataFrame:
    """One line per citation: fact, input, input_row."""
    return (
        rows.filter(pl.col("cites").is_not_null())
        .select("input", "input_row", fact=pl.col("cites").str.split(" "))
        .explode("fact")
    )


def unaccounted(
    rows: pl.DataFrame, left_out: pl.DataFrame, facts: Mapping[str, int] = FACTS
) -> Iterator[Problem]:
    """What is wrong with the account of the facts; nothing when it is complete."""
    known = set(fact_ids(facts))
    cited = cited_facts(rows)
    for file, line, fact in cited.select("input", "input_row", "fact").iter_rows():
        if fact not in known:
            yield Problem("fact_exists", f"there is no fact '{fact}'", file, line, "cites")
    left = Counter(left_out["fact"])
    topics = dict(left_out.select("fact", "topic").iter_rows())
    for fact, times in left.items():
        yield from _left_out_wrongly(fact, times, topics[fact], known, set(cited["fact"]))
    for fact in sorted(known - set(cited["fact"]) - set(left)):
        message = f"'{fact}' is neither cited by a figure nor left out with a reason"
        yield Problem("fact_accounted_for", message, "the bundle")


def _left_out_wrongly(
    fact: str, times: int, topic: str, known: set[str], cited: set[str]
) -> Iterator[Problem]:
    file = f"{topic}_left_out.csv"
    if fact not in known:
        yield Problem("fact_exists", f"there is no fact '{fact}'", file, None, "fact")
    if times > 1:
        yield Problem("fact_left_out_once", f"'{fact}' stands {times} times", file, None, "fact")
    if fact in cited:
        message = f"'{fact}' is left out, but a figure cites it"
        yield Problem("fact_left_out_or_cited", message, file, None, "fact")
