"""Sources against each other. Two that disagree are both kept, but only when it is declared."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from typing import Final

import polars as pl

from etl.contradictions import Declared, Kind, undeclared
from etl.derive import of_the_seven
from etl.figures import Figures, Row, agree, grouped, key_of, named, problem
from etl.problems import Problem
from warehouse.indicators.model import Indicator
from warehouse.members import ALL
from warehouse.regions import NATION

_PREFER: Final = (
    "say in the declaration of one of the files which source charts draw first, with "
    "[preferred_sources]"
)
# Parts that do not sum say nothing about two figures for the same thing.
_OF_DIFFERENCES: Final = (Kind.SOURCES_DISAGREE, Kind.READINGS_DIFFER, Kind.DEFINITION_UNCLEAR)


def sources_that_disagree(
    figures: Figures, indicators: Mapping[str, Indicator], declared: Declared
) -> Iterator[Problem]:
    """The same thing with different figures in two sources; rounding is no disagreement.

    Two figures that were both computed (men as what women leave) disagree only where the printed
    ones do that they were computed from, and those are looked at themselves.
    """
    main = [row for row in figures.values() if row["status"] == "ok" and row["reading"] == "main"]
    for rows in grouped(main, apart_from=["source", "reading"]).values():
        for one, other in combinations(rows, 2):
            if _both_computed(one, other) or agree(one, other, indicators[one["indicator"]]):
                continue
            if not declared.cover([key_of(one), key_of(other)], *_OF_DIFFERENCES):
                yield _undeclared("sources_agree_or_declared", Kind.SOURCES_DISAGREE, one, other)


def _both_computed(one: Row, other: Row) -> bool:
    return {one["origin"], other["origin"]} == {"computed"}


def undeclared_readings(figures: Figures, declared: Declared) -> Iterator[Problem]:
    """Several printed figures for the same thing in one source."""
    known = [row for row in figures.values() if row["status"] == "ok"]
    for rows in grouped(known, apart_from=["reading"]).values():
        for one, other in combinations(rows, 2):
            keys = [key_of(one), key_of(other)]
            if _both_computed(one, other) or declared.cover(keys, *_OF_DIFFERENCES):
                continue
            yield _undeclared("readings_declared", Kind.READINGS_DIFFER, one, other)


def _undeclared(rule: str, kind: Kind, one: Row, other: Row) -> Problem:
    about = ", ".join(
        one[column]
        for column in ("indicator", "region", "period", "sex", "group", "item")
        if one[column] != ALL
    )
    message = f"{named(one)} and {named(other)} are for the same thing: {about}: not declared"
    # What ships comes first: the file to be mended is rather the other.
    return undeclared(problem(rule, message, other), kind, [one, other])


def without_preferred_source(
    rows: pl.DataFrame, indicators: Mapping[str, Indicator]
) -> Iterator[Problem]:
    """A chart draws one figure per region, so the registry must say which source's."""
    nation = rows.filter(pl.col("region") == NATION.code, pl.col("organisation") == ALL)
    drawn = pl.concat([of_the_seven(rows, indicators), nation])
    known = drawn.filter(pl.col("status") == "ok").iter_rows(named=True)
    for several in grouped(known, apart_from=["source", "reading"]).values():
        sources = {row["source"] for row in several}
        indicator = indicators[several[0]["indicator"]]
        if len(sources) > 1 and not sources & set(indicator.preferred_sources):
            row = several[0]
            message = (
                f"{indicator.id}, {row['region']}, {row['period']} has several sources "
                f"({', '.join(sorted(sources))}): nothing says which goes first"
            )
            found = problem("preferred_source_named", message, row, "source")
            # In the order of the files: what ships comes first, which a person may change.
            ordered = ", ".join(f'"{one}"' for one in dict.fromkeys(r["source"] for r in several))
            block = f"[preferred_sources]\n{indicator.id} = [{ordered}]"
            yield replace(found, remedy=_PREFER, block=block)
