"""An export with a row for each answer, seen as if each question were a column.

Rows are counted by respondent, so that what one person answered often is no more than one.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import polars as pl

from etl.readers.model import Column, ColumnType, RawTable, text_of
from etl.surveys.answers.spellings import folded
from etl.surveys.draft.roles import RESPONDENTS
from etl.surveys.draft.table import FEWEST_ROWS, Look, Opened, look_of
from etl.surveys.model import Platform, Role

_QUESTION: Final = frozenset(
    {"fråga", "frågetext", "question", "question text", "item", "spørsmål", "variabel"}
)
_ANSWER: Final = frozenset(
    {"svar", "svarstext", "svarsalternativ", "answer", "answer text", "response", "värde", "value"}
)
_WORDS: Final = {Role.RESPONDENT: RESPONDENTS, Role.QUESTION: _QUESTION, Role.ANSWER: _ANSWER}


def as_wide(export: Opened) -> Opened:
    """Itself where it is no such export."""
    if export.platform is not Platform.PLAIN:
        return export
    at = {
        role: index
        for role, words in _WORDS.items()
        for index, column in enumerate(export.table.columns)
        if folded(column.name) in words
    }
    if len(at) < len(_WORDS):
        return export
    frame = _frame(export.table)
    respondent, question, answer = (str(index) for index in at.values())
    if 2 * frame[respondent].n_unique() > frame.height:
        return export
    columns = [index for index in range(frame.width) if str(index) not in (question, answer)]
    looks = [_column(frame, respondent, export.table.columns[index], index) for index in columns]
    return replace(
        export,
        looks=(*looks, *_questions(frame, (respondent, question, answer))),
        long={role: export.table.columns[at[role]].name for role in (Role.QUESTION, Role.ANSWER)},
    )


def _frame(table: RawTable) -> pl.DataFrame:
    """All cells as text; a column is called by its index."""
    return pl.concat(
        pl.DataFrame({str(at): text_of(cells) for at, cells in enumerate(batch.cells)})
        for batch in table.rows.batches()
    )


def _column(frame: pl.DataFrame, respondent: str, column: Column, index: int) -> Look:
    pairs = frame.select(respondent, cell=pl.col(str(index))).unique(maintain_order=True)
    return look_of(column, pairs["cell"], frame[respondent].n_unique(), Platform.PLAIN)


def _questions(frame: pl.DataFrame, names: tuple[str, str, str]) -> Iterator[Look]:
    """A question that few respondents have is not written."""
    respondent, question, answer = names
    people = frame[respondent].n_unique()
    for (words,), rows in frame.group_by(question, maintain_order=True):
        if words is None or rows[respondent].n_unique() < FEWEST_ROWS:
            continue
        pairs = rows.select(respondent, answer).unique(maintain_order=True)
        name = str(words)
        column = Column(position=1, name=name, parts=(name,), type=ColumnType.TEXT, reason="")
        yield look_of(column, pairs[answer], people, Platform.PLAIN)
