"""The published table of a survey: the figures that disclosure control let through, as a file.

The same figures give the same bytes. The file says of which survey it is, so that everything that
was ever published of one can be found in `raw/`. Not for what is shown: `etl/disclosure/` decides.
"""

import io
from pathlib import Path
from typing import Final

import polars as pl

from etl.inputs import InputFile
from warehouse.contract import Observation
from warehouse.surveys.indicators import Measure, indicator_id
from warehouse.surveys.model import SurveyRound

SURVEY: Final = "alf-survey"
_MAGIC: Final = b"PAR1"
_OF_THE_RELEASE: Final = ("input", "input_row")


def as_bytes(survey: str, observations: pl.DataFrame) -> bytes:
    written = io.BytesIO()
    columns = [name for name in Observation.column_names() if name not in _OF_THE_RELEASE]
    rows = observations.select(columns)
    rows.write_parquet(written, compression="zstd", metadata={SURVEY: survey})
    return written.getvalue()


def rows_of(file: InputFile) -> pl.DataFrame:
    """The rows of the contract; a table of an earlier program lacks what it did not know."""
    rows = pl.read_parquet(file.content.all())
    whole = pl.concat([Observation.create_empty(), rows], how="diagonal_relaxed")
    numbers = pl.int_range(1, pl.len() + 1, dtype=pl.Int64)
    return whole.with_columns(input=pl.lit(file.id), input_row=numbers).select(
        Observation.column_names()
    )


def published_before(home: Path, one: SurveyRound) -> list[pl.DataFrame]:
    """Every table of the survey that `raw/` still holds: whoever has read one still knows it.

    Also where it had another id then, as long as it was about the same region, group and period.
    """
    found = (_table(path, one) for path in sorted((home / "raw").iterdir()))
    return [table for table in found if table is not None]


def _table(path: Path, one: SurveyRound) -> pl.DataFrame | None:
    if not _is_parquet(path):
        return None
    try:
        survey = pl.read_parquet_metadata(path).get(SURVEY)
        table = pl.read_parquet(path) if survey is not None else pl.DataFrame()
    except pl.exceptions.PolarsError:
        return None  # a user's own file that begins like one; or damage, which the load finds
    return table if survey == one.id or _is_about(table, one) else None


def _is_about(table: pl.DataFrame, one: SurveyRound) -> bool:
    """Whether its respondents may be the same."""
    if table.is_empty():
        return False
    rates = table.filter(
        pl.col("indicator") == indicator_id(one.series, Measure.RESPONSE_RATE),
        pl.col("region").is_in(one.regions),
        pl.col("group") == one.group,
        pl.col("period") == one.period,
    )
    return not rates.is_empty()


def _is_parquet(path: Path) -> bool:
    with path.open("rb") as opened:
        return opened.read(len(_MAGIC)) == _MAGIC
