"""From answers to what is published of them: counted, disclosed, proved, and looked at once more.

The only way by which anything of answers leaves `private/`. Nothing is written here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from etl.disclosure.errors import DisclosureRefused
from etl.disclosure.model import NOTHING, CountTable, Leak, Rule, Shown
from etl.disclosure.plan import disclose
from etl.problems import InputRefused, Problem
from etl.surveys.counts import counts_of
from etl.surveys.counts.earlier import earlier_of
from etl.surveys.counts.table import count_table, is_published
from etl.surveys.figures import figures_of
from etl.surveys.frame.strata import Strata, check_fit
from etl.surveys.model import Instrument
from etl.surveys.publishing.publish_check import said_too_much
from etl.surveys.responses import Invited, Responses
from warehouse.surveys.model import SurveyRound


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PublishedSurvey:
    """`observations` are columns of the contract, without `input` and `input_row`.

    Cells are counted once for the answers, once for each item and once for each theme. Hidden
    are those that show nothing, or of an item no more than how many answered it; `proof_tried`
    is how many hidden counts the attack tried to bound.
    """

    observations: pl.DataFrame
    cells_shown: int
    cells_hidden: int
    cells_collapsed: int
    proof_tried: int


def publish_survey(
    instrument: Instrument,
    responses: Responses,
    invited: Invited | None,
    earlier: Sequence[pl.DataFrame],
) -> PublishedSurvey:
    """`earlier` are the observations of the same survey that were published before.

    Raises InputRefused where there are no answers, or more than invited, DisclosureRefused where
    nothing may be published.
    """
    one = instrument.round
    table = _table(instrument, responses, invited, earlier)
    rule = Rule(smallest_group=one.smallest_group)
    shown, proof = disclose(table, rule)
    _refuse_nothing_new(table, shown)
    observations = figures_of(one, table, shown)
    leaks = said_too_much(one, observations, table, shown)
    if leaks:
        raise DisclosureRefused(leaks)
    return _counted(one, table, shown, observations, proof.tried)


def _refuse_nothing_new(table: CountTable, shown: Shown) -> None:
    """What was published stands: a few answers more or less would be told by the difference."""
    totals = [at for at, cell in enumerate(table.cells) if len(cell.members) == 1]
    if table.earlier and not shown.answers[totals].any():
        leaks = [
            Leak(members=table.cells[at].members, item=None, parts=(0,), kind="earlier")
            for at in totals
        ]
        raise DisclosureRefused(tuple(leaks))


def _table(
    instrument: Instrument,
    responses: Responses,
    invited: Invited | None,
    earlier: Sequence[pl.DataFrame],
) -> CountTable:
    one = instrument.round
    if responses.frame.is_empty():
        remedy = "see what was not counted: `opened`, `closed`, `minimum_answered`, tests, members"
        raise InputRefused(
            [Problem("no_answers", "no answer counts", instrument.file, remedy=remedy)]
        )
    counts = counts_of(one, responses.frame)
    strata = None if invited is None else Strata(one, invited)
    if strata is not None:
        check_fit(strata, counts, instrument.file)
    return count_table(one, counts, strata, earlier_of(one, earlier))


def _counted(
    one: SurveyRound, table: CountTable, shown: Shown, observations: pl.DataFrame, tried: int
) -> PublishedSurvey:
    places = [at for at, cell in enumerate(table.cells) if is_published(one, cell)]
    codes = np.array([shown.items[item][places] for item in table.items])
    last = np.array([[len(table.items[item].partitions)] for item in table.items])
    told = (codes != NOTHING) & (codes != last)
    flags = np.array(
        [shown.answers[places], *(shown.indices[one][places] for one in table.indices)]
    )
    return PublishedSurvey(
        observations=observations,
        cells_shown=int(told.sum() + flags.sum()),
        cells_hidden=int((~told).sum() + (~flags).sum()),
        cells_collapsed=int((told & (codes > 0)).sum()),
        proof_tried=tried,
    )
