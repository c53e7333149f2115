"""An inspection for people: what was decided and why, what it looks like then, what to do next.

Blocks of lines and of tables; how a table is drawn on a terminal is for `etl/terminal.py`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from shlex import quote
from typing import Final

from etl.inspection.next_steps import next_steps
from etl.inspection.one_line import WHOLE, printable
from etl.inspection.report import FIRST_ROWS, Cell, Inspection
from etl.problems import Problem
from etl.readers.marks import column_letters
from etl.readers.model import AsideKind, Column, Decision, RawTable, Reading

MOST_ASIDE: Final = 20
MOST_EVIDENCE: Final = 5
# With more tables than this a line each is said first: in full they are hundreds of lines.
MOST_TABLES: Final = 5
# Decisions whose value is a first and a last row.
ROWS: Final = ("header", "rows")
QUALIFIERS: Final = {"about": "about ", "at_least": "at least ", "at_most": "at most "}


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with lines, or with a table under it; only a title is said without either."""

    heading: str
    lines: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    is_title: bool = False


def blocks(inspection: Inspection, path: Path, *, with_rows: bool) -> Iterator[Block]:
    """Everything there is to say of one file, in the order in which it is read."""
    reading = inspection.reading
    yield Block(_title(reading), _answers_lines(reading), is_title=True)
    yield _decision_block("Decided about the file", reading.decisions)
    if _is_long(reading.tables) and not with_rows:
        yield from _overview(reading.tables, path)
    else:
        for table in reading.tables:
            yield from _table_blocks(inspection, table, with_rows=with_rows)
    yield _problem_block("Problems", reading.problems)
    yield _problem_block("Remarks", reading.remarks)
    yield Block("What to do next", tuple(next_steps(reading, path)))


def spans(numbers: Iterable[int]) -> str:
    """1, 2, 3, 7 → 1–3, 7."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ", ".join(f"{a}" if a == b else f"{a}–{b}" for a, b in found)


# ---------------------------------------------------------------- the file


def _title(reading: Reading) -> str:
    kind = "not readable" if reading.kind is None else reading.kind
    return f"{printable(reading.file)}: {kind}, {_count(reading.size)} bytes"


def _answers_lines(reading: Reading) -> tuple[str, ...]:
    if reading.answers is None:
        return ()
    return (
        f"It seems to hold survey answers ({printable(reading.answers, 400)}).",
        "Columns, row numbers and counts are shown, and no cell. If it holds none: --not-answers",
    )


def _decision_block(heading: str, decisions: Sequence[Decision]) -> Block:
    rows = tuple(
        (d.subject, printable(_decided(d)), "told so" if d.is_told else printable(d.reason, 300))
        for d in decisions
    )
    if not any(reason for _, _, reason in rows):
        return Block(heading, head=("what", "decided"), rows=tuple(row[:2] for row in rows))
    return Block(heading, head=("what", "decided", "because"), rows=rows)


def _decided(decision: Decision) -> str:
    """Rows in words: `4:-4` is 4 to the 4th from the end."""
    found = re.fullmatch(r"(-?[0-9]+):(-?[0-9]+)", decision.value)
    if found is None or decision.subject not in ROWS:
        return decision.value
    first, last = int(found[1]), int(found[2])
    return _row(first) if first == last else f"{_row(first)} to {_row(last)}"


def _row(number: int) -> str:
    """The number of a row; of a large file the last ones are counted from its end."""
    if number >= 0:
        return str(number)
    return "the last" if number == -1 else f"{-number} from the end"


def _count(number: int) -> str:
    return f"{number:,}".replace(",", " ")


# ---------------------------------------------------------------- many tables


def _is_long(tables: Sequence[RawTable]) -> bool:
    """Only where each has a name by which it can be asked for alone."""
    return len(tables) > MOST_TABLES and all(table.name for table in tables)


def _overview(tables: Sequence[RawTable], path: Path) -> Iterator[Block]:
    rows = tuple(
        (
            printable(table.name, WHOLE) + (", hidden" if table.is_hidden else ""),
            spans(table.header_rows) or "none",
            "?" if table.row_count is None else _count(table.row_count),
            str(len(table.columns)),
        )
        for table in tables
    )
    yield Block(
        f"{len(tables)} tables", head=("table", "header rows", "rows of data", "columns"), rows=rows
    )
    one = f"alf inspect {printable(quote(str(path)), WHOLE)} --sheet"
    yield Block("How one of them is read", (f"{one} NAME",))


# ---------------------------------------------------------------- a table


def _table_blocks(inspection: Inspection, table: RawTable, *, with_rows: bool) -> Iterator[Block]:
    yield Block(_table_title(table), (_header_line(table),))
    yield _decision_block("Decided about the table", table.decisions)
    yield Block(
        "Columns",
        head=("column", "name", "read as", "filled", "empty", "signs"),
        rows=tuple(map(_column_row, table.columns)),
    )
    yield Block("Why they are read so", tuple(_why(table.columns)))
    yield Block("Set aside", tuple(_aside_lines(table)))
    yield Block("Units that the file states (a source must confirm them)", _unit_lines(table))
    if inspection.shows_cells:
        yield _row_block(inspection, table, with_rows=with_rows)


def _table_title(table: RawTable) -> str:
    name = f"Table '{printable(table.name)}'" if table.name else "Table"
    hidden = ", hidden" if table.is_hidden else ""
    rows = "?" if table.row_count is None else _count(table.row_count)
    return f"{name}{hidden}: {rows} rows of data, {len(table.columns)} columns"


def _header_line(table: RawTable) -> str:
    if table.header_rows:
        return f"Header: row {spans(table.header_rows)}"
    if all(column.name == f"#{column.position}" for column in table.columns):
        return "No header: the columns are numbered."
    return "The columns are named by the file itself."


def _column_row(column: Column) -> tuple[str, ...]:
    signs = ", ".join(f"{printable(sign)} {count}×" for sign, count in column.signs.items())
    return (
        column_letters(column.position),
        printable(column.name, WHOLE),
        _read_as(column),
        _count(column.filled),
        _count(column.empty),
        signs,
    )


def _why(columns: Iterable[Column]) -> Iterator[str]:
    """Columns that are read so for the same reason stand together."""
    letters: dict[str, list[str]] = {}
    for column in columns:
        reason = "told so" if column.is_told else printable(column.reason, 300)
        letters.setdefault(reason, []).append(column_letters(column.position))
    for reason, places in letters.items():
        if reason:
            yield f"{', '.join(places)}: {reason}"


def _read_as(column: Column) -> str:
    words = [str(column.type)]
    if column.style is not None and column.style.decimal:
        words.append(f"decimal {column.style.decimal}")
    if column.style is not None and column.style.thousands:
        words.append(
            f"thousands {'space' if column.style.thousands == ' ' else column.style.thousands}"
        )
    if column.number_format is not None:
        words.append(f"shown as {printable(column.number_format)}")
    if column.unit is not None:
        words.append(f"in {printable(column.unit)}")
    return "; ".join(words)


def _aside_lines(table: RawTable) -> Iterator[str]:
    aside_rows = sorted(table.aside, key=lambda aside: (aside.row < 0, aside.row))
    said = [aside for aside in aside_rows if aside.kind != AsideKind.BLANK]
    for aside in said[:MOST_ASIDE]:
        text = f": {printable(aside.text)}" if aside.text else ""
        yield f"row {_row(aside.row)}, {aside.kind}{text}"
    if len(said) > MOST_ASIDE:
        yield f"… and {len(said) - MOST_ASIDE} more, up to row {_row(said[-1].row)}"
    yield from _blank_line([aside.row for aside in aside_rows if aside.kind == AsideKind.BLANK])


def _blank_line(rows: Sequence[int]) -> Iterator[str]:
    if rows:
        ends = [_row(row) for row in rows if row < 0]
        places = ", ".join(filter(None, [spans(row for row in rows if row >= 0), *ends]))
        yield f"{_count(len(rows))} blank: row {printable(places)}"


def _unit_lines(table: RawTable) -> tuple[str, ...]:
    return tuple(
        f"{printable(unit.written)} in {unit.place}"
        + ("" if unit.row is None else f", row {unit.row}")
        + ("" if unit.column is None else f", column '{printable(unit.column, WHOLE)}'")
        for unit in table.units
    )


def _row_block(inspection: Inspection, table: RawTable, *, with_rows: bool) -> Block:
    """Columns downwards and rows across: a wide table stays readable, a name is never cut off."""
    if with_rows:
        return _all_rows(inspection, table)
    first = list(islice(inspection.rows(table), FIRST_ROWS))
    head = ("column", *(f"row {number}" for number, _ in first))
    rows = tuple(
        (printable(column.name, 24), *(printable(shown(cells[index]), 24) for _, cells in first))
        for index, column in enumerate(table.columns)
    )
    return Block("First rows as they will be read", head=head, rows=rows if first else ())


def _all_rows(inspection: Inspection, table: RawTable) -> Block:
    rows = tuple(
        (str(number), *(printable(shown(cell), 10_000) for cell in cells))
        for number, cells in inspection.rows(table)
    )
    return Block(
        "Rows", head=("row", *(printable(c.name, WHOLE) for c in table.columns)), rows=rows
    )


def shown(cell: Cell) -> str:
    """A number as it is understood; anything else as it is stored; a sign is named so."""
    if "value" in cell:
        percent = " %" if cell.get("percent") else ""
        return f"{QUALIFIERS.get(str(cell.get('qualifier')), '')}{_number(cell['value'])}{percent}"
    if "sign" in cell:
        return f"{cell['sign']} (sign)"
    return "" if cell["text"] is None else str(cell["text"])


def _number(value: object) -> str:
    is_whole = isinstance(value, float) and value.is_integer() and abs(value) < 2**53
    return f"{value:.0f}" if is_whole else str(value)


# ---------------------------------------------------------------- problems, and what to do


def _problem_block(heading: str, problems: Sequence[Problem]) -> Block:
    lines = [line for number, one in enumerate(problems, 1) for line in _problem_lines(number, one)]
    return Block(heading, tuple(lines))


def _problem_lines(number: int, problem: Problem) -> Iterator[str]:
    places = (
        ("sheet '{}'", problem.sheet),
        ("row {}", problem.row),
        ("column '{}'", problem.column),
    )
    place = ", ".join(words.format(part) for words, part in places if part is not None)
    message = f"{place}: {problem.message}" if place else problem.message
    yield f"{number}. {printable(message, 2000)} [{problem.rule}]"
    for text in problem.evidence[:MOST_EVIDENCE]:
        yield f"   seen: {printable(text, 200)}"
    if problem.remedy is not None:
        yield f"   solve: {printable(problem.remedy, 500)}"
