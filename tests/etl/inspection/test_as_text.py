"""What is said of files with many tables, and of decisions without a reason."""

from dataclasses import replace
from pathlib import Path

import pytest

from etl.inspection.as_text import MOST_TABLES, Block, blocks
from etl.inspection.report import Inspection
from etl.readers.model import Reading
from tests.etl.inspection.readings import READING, TABLE, of_answers

FILE = Path("betyg.csv")


def said(reading: Reading, *, with_rows: bool = False) -> list[Block]:
    return list(blocks(Inspection(reading), FILE, with_rows=with_rows))


def many(count: int, name: str = "Blad {}") -> Reading:
    tables = (replace(TABLE, name=name.format(i)) for i in range(count))
    return replace(READING, tables=tuple(tables))


def headings(found: list[Block]) -> list[str]:
    return [block.heading for block in found]


def test_of_many_tables_a_line_each_is_said_and_how_one_is_asked_for() -> None:
    found = said(many(MOST_TABLES + 1))
    assert "Columns" not in headings(found)
    overview = next(block for block in found if block.heading == f"{MOST_TABLES + 1} tables")
    assert [row[0] for row in overview.rows] == [f"Blad {i}" for i in range(MOST_TABLES + 1)]
    assert overview.rows[0][1:] == ("6–7", "3", "2")
    assert ("alf inspect betyg.csv --sheet NAME",) in [block.lines for block in found]


@pytest.mark.parametrize(
    ("reading", "with_rows"),
    [
        (many(MOST_TABLES), False),
        (many(MOST_TABLES + 1), True),
        # Without names none could be asked for alone.
        (many(MOST_TABLES + 1, name=""), False),
    ],
)
def test_else_every_table_is_said_in_full(reading: Reading, with_rows: bool) -> None:
    found = headings(said(reading, with_rows=with_rows))
    assert found.count("Columns") == len(reading.tables)


def test_a_column_of_reasons_that_holds_none_is_not_drawn() -> None:
    """As with survey answers, whose reasons may hold cells."""
    plain = Inspection(of_answers()).reading
    without = replace(
        plain, decisions=tuple(replace(d, reason="", is_told=False) for d in plain.decisions)
    )
    decided = next(b for b in said(without) if b.heading == "Decided about the file")
    assert decided.head == ("what", "decided")
    assert {len(row) for row in decided.rows} == {2}
