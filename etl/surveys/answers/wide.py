"""An export with a row for each respondent, batch by batch, as codes."""

import polars as pl

from etl.readers.model import Batch, text_of
from etl.surveys.answers.coding import columns_of, noted
from etl.surveys.answers.columns_named import Bound
from etl.surveys.answers.pseudonym import pseudonyms
from etl.surveys.answers.rows_read import (
    RESPONDENT,
    ROW,
    SUBMITTED,
    Coders,
    Progress,
    RowsRead,
    members_of,
    respondents_of,
    submitted_of,
    with_blanks,
    without_tests,
)
from etl.surveys.model import Instrument
from etl.surveys.responses import NotCounted


def read_wide(
    instrument: Instrument, bound: Bound, coders: Coders, key: bytes, progress: Progress
) -> RowsRead:
    """Raises InputRefused where a row breaks what the readers decided."""
    frames, read = [], 0
    for batch in bound.table.rows.batches():
        read += batch.rows.len()
        kept, tests = without_tests(batch, coders)
        coders.test_rows.add(tests)
        frames.append(_coded(kept, instrument, bound, coders, key))
        progress(read)
    tests_found = coders.test_rows
    return RowsRead(
        frame=pl.concat(frames),
        read=read,
        counted=(tests_found.counted(NotCounted.TEST),) if tests_found.count else (),
    )


def _coded(
    batch: Batch, instrument: Instrument, bound: Bound, coders: Coders, key: bytes
) -> pl.DataFrame:
    at = columns_of(bound)
    texts = [text_of(batch.cells[at[one.item]]) for one in coders.items]
    codes = noted(coders.items, texts, batch.rows)
    items, answered = with_blanks(codes, coders)
    hashed = pseudonyms(instrument.round.series, respondents_of(batch, bound), key)
    return pl.DataFrame(
        [
            batch.rows.alias(ROW),
            hashed.alias(RESPONDENT),
            submitted_of(batch, bound).alias(SUBMITTED),
            answered,
            *members_of(batch, bound, coders),
            *items,
        ]
    )
