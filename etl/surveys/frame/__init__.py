"""The frame of the invited: strata of the instrument, or a file beside the export, as counts.

A list of persons is counted and thrown away. Whether it fits the answers is looked at in
`frame_strata.py`.
"""

from collections.abc import Sequence
from typing import Final

import polars as pl

from etl.problems import InputRefused, Problem
from etl.readers.content import Content
from etl.surveys.counts import totals
from etl.surveys.frame.file import FrameFile
from etl.surveys.model import DIMENSION_OF, DIMENSIONS, Instrument, Stratum
from etl.surveys.responses import Counted, Invited
from warehouse.surveys.model import SurveyRound

REGION: Final = "region"
_SUMS: Final = ("invited", "ineligible")


def read_frame(instrument: Instrument, content: Content | None) -> Invited | None:
    """None where the instrument has no frame; raises InputRefused with all that is wrong."""
    declared = instrument.frame
    if declared is None:
        return None
    if declared.file is None:
        return _of_strata(instrument.round, declared.strata)
    if content is None:
        message = f"the frame '{declared.file}' is not there"
        remedy = "put it beside the export, or take [frame] out of the instrument"
        raise InputRefused([Problem("frame_missing", message, instrument.file, remedy=remedy)])
    found = FrameFile(instrument, declared, content).read()
    told = {DIMENSION_OF[role] for role in declared.columns if role in DIMENSION_OF}
    return _summed(instrument.round, told, found.rows, found.counted)


def _of_strata(one: SurveyRound, strata: Sequence[Stratum]) -> Invited:
    told = {name for stratum in strata for name in stratum.members}
    total = totals(one)
    rows = [
        {name: stratum.members.get(name, total.get(name)) for name in told}
        | {"invited": stratum.invited, "ineligible": stratum.ineligible}
        for stratum in strata
    ]
    schema = {**dict.fromkeys(told, pl.String), **dict.fromkeys(_SUMS, pl.Int64)}
    return _summed(one, told, pl.DataFrame(rows, schema=schema))


def _summed(
    one: SurveyRound, told: set[str], rows: pl.DataFrame, counted: Sequence[Counted] = ()
) -> Invited:
    """One stratum for each group of members; a survey of one region need not say it."""
    if REGION not in told:
        if len(one.regions) > 1:
            message = "the frame does not say in which of several regions the invited are"
            remedy = "tell the region of each stratum, or its column"
            raise InputRefused([Problem("frame_region", message, one.id, remedy=remedy)])
        rows = rows.with_columns(pl.lit(one.regions[0]).alias(REGION))
    dimensions = tuple(name for name in DIMENSIONS if name in {REGION, *told})
    sums = rows.group_by(dimensions).agg(pl.col(_SUMS).sum()).sort(dimensions)
    return Invited(
        dimensions=dimensions,
        strata=sums.select(*dimensions, pl.col(_SUMS).cast(pl.Int64)),
        counted=tuple(counted),
    )
