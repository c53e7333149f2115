"""Observations from a file, as its declaration says what its tables mean. No code for a source.

Reading is done by `etl/readers/`; the contract and the checks over several files come after.
Nothing is guessed here: what the declaration does not say is refused, all of it at once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import polars as pl

from etl.problems import InputRefused, Problem
from etl.readers import read
from etl.readers.content import Content
from etl.readers.model import ColumnType, RawTable, Reading
from etl.sources.bundled import SCHEMA
from etl.sources.declaration_model import Declaration, TableDeclaration
from etl.sources.table_bind import Bound, bind, choose
from etl.sources.table_cells import Carried
from etl.sources.table_members import members_of, nearest_member, tidy
from etl.sources.table_period import dated
from etl.sources.table_rows import observations
from etl.sources.table_same_key import check_adds_up, one_for_each_key
from etl.sources.table_sums import sum_problems
from etl.sources.table_tally import SetAside, Tally, listed
from warehouse.indicators.model import Indicator
from warehouse.period import EXAMPLES
from warehouse.regions import UnknownRegion
from warehouse.registry import Registry

__all__ = ["SetAside", "TableResult", "observations_of", "result_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableResult:
    """Figures in the columns of SCHEMA (`etl/sources/bundled.py`), and what gave none."""

    observations: pl.DataFrame
    set_aside: tuple[SetAside, ...]


def observations_of(
    declaration: Declaration, content: Content, registry: Registry, *, input_id: str
) -> TableResult:
    """Raises InputRefused with everything that is wrong, each with sheet, row and column.

    `registry` already holds what the declaration adds (`Declaration.additions`).
    """
    reading = read(content, declaration.options)
    return result_of(declaration, reading, registry, input_id=input_id)


def result_of(
    declaration: Declaration, reading: Reading, registry: Registry, *, input_id: str
) -> TableResult:
    """The same for a file that was read already."""
    _refuse_answers(reading)
    tables = reading.accepted()
    results = [
        _table(declaration, table, tables, reading, registry, input_id)
        for table in declaration.tables
    ]
    problems = [problem for _, tally in results for problem in tally.problems]
    figures = pl.concat([frame for frame, _ in results]) if results else pl.DataFrame(schema=SCHEMA)
    if not problems and not figures.height:
        message = "no row gives a figure: all were set aside, or there are none"
        problems = [Problem("no_figures", message, reading.file)]
    if problems:
        raise InputRefused(problems)
    aside = [one for _, tally in results for one in tally.aside()]
    return TableResult(observations=figures, set_aside=(*aside, *_unused(declaration, tables)))


def _refuse_answers(reading: Reading) -> None:
    if reading.answers is not None:
        message = f"the file seems to hold survey answers ({reading.answers})"
        remedy = "a table source reads statistics only; say `answers = false` in [read] if it does"
        raise InputRefused([Problem("survey_answers", message, reading.file, remedy=remedy)])


def _unused(declaration: Declaration, tables: Sequence[RawTable]) -> Iterator[SetAside]:
    """Tables of the file that the declaration does not name: said, since nothing reads them."""
    if len(tables) < 2:
        return
    used = {table.sheet for table in declaration.tables}
    left = [raw for raw in tables if raw.name not in used]
    if left:
        count = sum(raw.row_count or 0 for raw in left)
        names = tuple(raw.name for raw in left)
        yield SetAside(reason="in tables that are not declared", count=count, names=names)


def _table(
    declaration: Declaration,
    table: TableDeclaration,
    tables: Sequence[RawTable],
    reading: Reading,
    registry: Registry,
    input_id: str,
) -> tuple[pl.DataFrame, Tally]:
    """The figures of one table, and everything that was counted on the way."""
    place = Problem("", "", reading.file)
    raw = choose(table, tables, place)
    nothing = pl.DataFrame(schema=SCHEMA)
    if isinstance(raw, Problem):
        return nothing, Tally(place, [raw])
    place = replace(place, sheet=raw.name or None)
    said = dated(table, raw, place)
    if isinstance(said, Problem):
        return nothing, Tally(place, [said])
    table = said
    tally = Tally(place)
    bound = bind(table, raw, reading.kind, declaration.source or "", registry, tally)
    check_adds_up(bound)
    if tally.problems or not bound.values:
        return nothing, tally
    carried = Carried()
    frames = [observations(bound, batch, carried, input_id) for batch in raw.rows.batches()]
    figures = pl.concat([nothing, *frames])
    _count_unread(declaration, table, bound, tally)
    tally.problems += [
        *_unknown(tally, registry, bound.indicators, outside=table.outside is not None),
        *tally.unmapped_signs(),
    ]
    if not tally.problems:  # a spelling that nobody knows has no key yet
        figures = one_for_each_key(bound, figures)
    if not tally.problems:
        tally.problems += sum_problems(bound, figures)
    return figures, tally


def _count_unread(
    declaration: Declaration, table: TableDeclaration, bound: Bound, tally: Tally
) -> None:
    """Columns of numbers that the declaration does not name: said, since nothing reads them.

    Several of its tables may read the same one of the file: what any of them names is read, and
    the rest is said once.
    """
    same = [one for one in declaration.tables if one.sheet in (None, bound.raw.name)]
    if same and table is not same[0]:
        return
    named = {tidy(name) for one in same for name in _names(one)}
    for index, column in enumerate(bound.raw.columns):
        is_read = index in bound.indexes.values() or tidy(column.name) in named
        if column.type is ColumnType.NUMBER and not is_read:
            tally.count_aside("in columns of numbers that are not declared", column.name,
                              column.filled)  # fmt: skip


def _names(table: TableDeclaration) -> Iterator[str]:
    yield from table.columns.values()
    yield from (value.name for value in table.values)


# ---------------------------------------------------------------- unknown spellings


def _unknown(
    tally: Tally, registry: Registry, indicators: Sequence[Indicator], *, outside: bool
) -> Iterator[Problem]:
    """One problem for each dimension, with all of its unknown spellings."""
    for (dimension, column), cells in tally.unknown_spellings().items():
        spellings = sorted(cells)
        rows = sum(seen.count for seen in cells.values())
        first = min(seen.rows[0] for seen in cells.values())
        members = members_of(dimension, registry, indicators)
        said = (
            str(UnknownRegion(spellings)).removeprefix("unknown region: ")
            if dimension == "region"
            else listed(f"'{word}'{nearest_member(word, members)}" for word in spellings)
        )
        forms = f" (forms: {', '.join(EXAMPLES)})" if dimension == "period" else ""
        yield Problem(
            rule=f"unknown_{dimension}",
            message=f"unknown {dimension} in {rows} rows: {said}{forms}",
            file=tally.place.file,
            row=first,
            column=column,
            sheet=tally.place.sheet,
            remedy=_remedy(dimension, is_said=outside),
        )


def _remedy(dimension: str, *, is_said: bool) -> str:
    """A misspelling, or a code that the scheme lacks, is refused although others are set aside."""
    outside = (
        ', or say outside = "set_aside" for all that are none of the seven'
        if dimension == "region" and not is_said
        else ""
    )
    return f'map each in [table.members.{dimension}] to a member, or to "left_out"{outside}'
