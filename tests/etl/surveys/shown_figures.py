"""Figures of a made-up survey with a chosen `Shown`, for the tests of figures."""

from typing import Any

import numpy as np
import polars as pl

from etl.disclosure.model import CountTable, Shown
from etl.surveys.counts import counts_of
from etl.surveys.counts.table import count_table
from etl.surveys.figures import figures_of
from etl.surveys.frame.strata import Strata
from etl.surveys.responses import Invited
from warehouse.surveys.model import SurveyRound

Row = dict[str, Any]


def everything(table: CountTable) -> Shown:
    """As if no rule were: every answer of every cell."""
    size = len(table.cells)
    return Shown(
        answers=np.ones(size, dtype=np.bool_),
        items={item: np.zeros(size, dtype=np.int64) for item in table.items},
        indices={theme: np.ones(size, dtype=np.bool_) for theme in table.indices},
    )


def table_of(one: SurveyRound, frame: pl.DataFrame, invited: Invited | None) -> CountTable:
    strata = None if invited is None else Strata(one, invited)
    return count_table(one, counts_of(one, frame), strata)


def figures(one: SurveyRound, frame: pl.DataFrame, invited: Invited | None = None) -> pl.DataFrame:
    table = table_of(one, frame, invited)
    return figures_of(one, table, everything(table))


def one_row(rows: pl.DataFrame, measure: str, **key: str) -> Row:
    """The unweighted row of a region's total, unless the key says otherwise."""
    wanted = {"indicator": f"vil_{measure}", "organisation": "all", "sex": "all",
              "estimate": "unweighted", **key}  # fmt: skip
    found = rows.filter(*(pl.col(name) == member for name, member in wanted.items())).to_dicts()
    assert len(found) == 1, (wanted, len(found))
    return found[0]
