"""Readings made by hand: what the readers give, without any of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import polars as pl

from etl.problems import InputRefused, Problem
from etl.readers.model import (
    Aside,
    AsideKind,
    Batch,
    Cells,
    Column,
    ColumnType,
    Decision,
    FileKind,
    FoundUnit,
    NumberStyle,
    RawTable,
    Reading,
    RowsInMemory,
)

PRIVATE = "HEMLIGT SVAR"


class Streamed:
    """Rows in several batches; `fails` after the last of them."""

    def __init__(self, batches: Sequence[Batch], *, fails: Problem | None = None) -> None:
        self.parts = batches
        self.fails = fails

    def batches(self) -> Iterator[Batch]:
        yield from self.parts
        if self.fails is not None:
            raise InputRefused([self.fails])


def column(position: int, name: str, type_: ColumnType, **more: object) -> Column:
    made = Column(position=position, name=name, parts=(name,), type=type_, reason="by its cells")
    return replace(made, **more)  # type: ignore[arg-type]


COLUMNS = (
    column(1, "Kommun", ColumnType.TEXT, filled=3),
    column(
        3,
        "Andel (%)",
        ColumnType.NUMBER,
        style=NumberStyle(decimal=",", thousands=" "),
        unit="%",
        filled=2,
        empty=1,
        signs={"..": 1},
        reason="'1 234,5' proves it",
    ),
)
BATCH = Batch(
    pl.Series([8, 9, 11], dtype=pl.Int64),
    (
        Cells(pl.Series(["Ale", "Alingsås", "Ängelholm"])),
        Cells(pl.Series(["1 234,5", "..", None], dtype=pl.String)),
    ),
)
TABLE = RawTable(
    name="Statistik",
    columns=COLUMNS,
    header_rows=(6, 7),
    rows=RowsInMemory(BATCH),
    row_count=3,
    aside=(
        Aside(kind=AsideKind.TITLE, row=1, text="Betyg årskurs 6"),
        Aside(kind=AsideKind.BLANK, row=2, text=""),
        Aside(kind=AsideKind.NOTE, row=3, text="Gäller läsåret"),
        Aside(kind=AsideKind.BLANK, row=10, text=""),
    ),
    units=(FoundUnit(written="%", place="header", row=7, column="Andel (%)"),),
    decisions=(Decision(subject="header", value="6–7", reason="two rows of words"),),
)
READING = Reading(
    file="betyg.csv",
    kind=FileKind.DELIMITED,
    size=53966,
    decisions=(
        Decision(subject="kind", value="delimited", reason="no other kind begins so"),
        Decision(subject="encoding", value="utf-8-sig", reason="byte order mark"),
        Decision(subject="delimiter", value="';'", reason="told so", is_told=True),
        Decision(subject="quoting", value='" doubled', reason="cells begin and end with it"),
    ),
    tables=(TABLE,),
)
PROBLEM = Problem(
    "ambiguous_numbers",
    "two readings are possible",
    "betyg.csv",
    row=8,
    column="Andel (%)",
    sheet="Statistik",
    remedy="say --decimal ,",
    evidence=("1.234", "1,5"),
)


def with_problem(reading: Reading = READING) -> Reading:
    return replace(reading, problems=(PROBLEM,))


def of_answers() -> Reading:
    """Survey answers with the same secret in every place where a cell may stand."""
    secret = Problem("x", "two readings", "svar.csv", row=2, evidence=(PRIVATE,))
    table = replace(
        TABLE,
        columns=tuple(replace(c, reason=PRIVATE, signs={PRIVATE: 1}) for c in COLUMNS),
        rows=RowsInMemory(
            Batch(BATCH.rows, tuple(Cells(pl.Series([PRIVATE] * 3)) for _ in COLUMNS))
        ),
        aside=(
            Aside(kind=AsideKind.TITLE, row=1, text=PRIVATE),
            Aside(kind=AsideKind.NOTE, row=3, text=PRIVATE),
            Aside(kind=AsideKind.FOOTER, row=12, text=PRIVATE),
        ),
        units=(FoundUnit(written=PRIVATE, place="footer", row=12),),
        decisions=(Decision(subject="header", value="6–7", reason=PRIVATE),),
    )
    return replace(
        READING,
        file="svar.csv",
        decisions=(Decision(subject="encoding", value="utf-8", reason=PRIVATE),),
        tables=(table,),
        problems=(secret,),
        remarks=(secret,),
        answers="columns 'Kommun' and 'Andel (%)' look so",
    )
