"""Checks that need several figures: sums, sources that disagree, the nation, coverage.

The first file gives the order; each of the others holds one kind of check. What one row alone
can break is in `warehouse/contract.py`.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from etl.checks.nation import undeclared_means
from etl.checks.sources import (
    sources_that_disagree,
    undeclared_readings,
    without_preferred_source,
)
from etl.checks.sums import broken_sums, sexes_that_do_not_sum
from etl.contradictions import Declarations, declare
from etl.figures import by_key
from etl.problems import Problem
from warehouse.indicators.model import Indicator


def find_problems(
    rows: pl.DataFrame, declarations: Declarations, indicators: Mapping[str, Indicator]
) -> Sequence[Problem]:
    """Everything that stops publication, in all figures as they were read (none derived)."""
    declared, problems = declare(rows, declarations.contradictions)
    figures = by_key(rows)
    return [
        *problems,
        *broken_sums(figures, declarations.sums, declared),
        *sexes_that_do_not_sum(figures, indicators, declared),
        *sources_that_disagree(figures, indicators, declared),
        *undeclared_readings(figures, declared),
        *without_preferred_source(rows, indicators),
        *undeclared_means(rows, indicators, declared),
    ]
