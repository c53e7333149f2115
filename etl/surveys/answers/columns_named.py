"""The columns that an instrument names, found in an export by their header cells.

A name is the whole header, one of its cells or the code in it; it must lead to one column. A
column that is named nowhere is refused, so that open text is left out on purpose. Where the
instrument's names are not in the header, the header may be a respondent's row: then none of its
cells is said.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from etl.problems import InputRefused
from etl.readers.model import Column, ColumnType, RawTable
from etl.surveys.answers.export_file import named_columns
from etl.surveys.answers.exports import EXPORTS
from etl.surveys.answers.exports.model import Export
from etl.surveys.answers.spellings import folded, tidy
from etl.surveys.answers.tally import Tally, many
from etl.surveys.model import Instrument, ItemColumn, Role, Shape

_DRAFT: Final = "`alf survey draft` writes the names of all columns"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """Indices of the columns: of the roles, of the items (none of a LONG export), and of those
    whose cells say that a row is a test.
    """

    file: str
    table: RawTable
    export: Export
    roles: Mapping[Role, int]
    items: tuple[tuple[ItemColumn, int], ...]
    tests: tuple[tuple[int, frozenset[str]], ...]

    def name(self, index: int) -> str:
        return self.table.columns[index].name


def bind(instrument: Instrument, table: RawTable, file: str) -> Bound:
    """Raises InputRefused with every column that is missing, ambiguous or named nowhere."""
    export, tally = EXPORTS[instrument.platform], Tally(file)
    found = {name: _find(name, table.columns, export) for name in named_columns(instrument)}
    if not _is_header(found):
        _no_header(found, table, tally)
        raise InputRefused(tally.problems)
    for name, hits in found.items():
        _check(name, hits, table, tally)
    at = {name: hits[0] for name, hits in found.items() if len(hits) == 1}
    _named_nowhere(instrument, table, export, set(at.values()), tally)
    _shared(instrument, at, tally)
    if tally.problems:
        raise InputRefused(tally.problems)
    return _bound(instrument, table, at, file)


def _bound(instrument: Instrument, table: RawTable, at: Mapping[str, int], file: str) -> Bound:
    export = EXPORTS[instrument.platform]
    is_wide = instrument.shape is Shape.WIDE
    declared = [(at[name], frozenset(cells)) for name, cells in instrument.tests.items()]
    return Bound(
        file=file,
        table=table,
        export=export,
        roles={role: at[name] for role, name in instrument.columns.items()},
        items=tuple((one, at[one.column]) for one in instrument.items) if is_wide else (),
        tests=(*declared, *_own_tests(table.columns, export)),
    )


def _own_tests(columns: Sequence[Column], export: Export) -> list[tuple[int, frozenset[str]]]:
    """The platform's own columns that tell a test, where the export has them."""
    return [
        (index, cells)
        for index, column in enumerate(columns)
        for name, cells in export.tests.items()
        if name in {folded(part) for part in column.parts}
    ]


# ---------------------------------------------------------------- one name


def _find(name: str, columns: Sequence[Column], export: Export) -> list[int]:
    """The columns that a name may mean, by the nearest way of comparing that finds any."""
    exact = [index for index, column in enumerate(columns) if column.name == name]
    if exact:
        return exact
    wanted = [(tidy, tidy(name)), (folded, folded(name))]
    for way, word in wanted:
        hits = [i for i, column in enumerate(columns) if word in _names(column, way)]
        if hits:
            return hits
    for other in (*export.names(name), name):
        word = folded(other)
        hits = [i for i, column in enumerate(columns) if word in _every_name(column, export)]
        if hits:
            return hits
    return []


def _names(column: Column, way: Callable[[str], str]) -> set[str]:
    return {way(part) for part in (column.name, *column.parts) if part.strip()}


def _every_name(column: Column, export: Export) -> set[str]:
    others = {folded(name) for part in column.parts for name in export.names(part)}
    return _names(column, folded) | others


def _check(name: str, hits: Sequence[int], table: RawTable, tally: Tally) -> None:
    headers = [column.name for column in table.columns]
    if not hits:
        close = get_close_matches(name, headers, n=3, cutoff=0.5)
        near = f"; did you mean {' or '.join(map(repr, close))}?" if close else ""
        message = f"there is no column '{name}', which the instrument names{near}"
        tally.problem("column_missing", message, remedy=f"correct the name: {_DRAFT}")
    elif len(hits) > 1:
        listed = ", ".join(f"'{headers[index]}'" for index in hits)
        message = f"'{name}' may be any of {len(hits)} columns: {listed}"
        tally.problem("column_ambiguous", message, remedy="name one of them in full")


# ---------------------------------------------------------------- the header as a whole


def _is_header(found: Mapping[str, Sequence[int]]) -> bool:
    return 2 * sum(map(bool, found.values())) >= len(found)


def _no_header(found: Mapping[str, Sequence[int]], table: RawTable, tally: Tally) -> None:
    missing = [name for name, hits in found.items() if not hits]
    rows = "–".join(map(str, dict.fromkeys([*table.header_rows[:1], *table.header_rows[-1:]])))
    where = f"row {rows}, taken for the header," if rows else "the file, which has no header,"
    listed = ", ".join(f"'{name}'" for name in missing)
    message = (
        f"{len(missing)} of the {len(found)} columns that the instrument names are not in "
        f"{where} and its cells are not shown, since they may be answers; missing: {listed}"
    )
    remedy = (
        "see whether it is the right file, and all of it; else say which rows are the header "
        "([read] header), or how the text is encoded ([read] encoding)"
    )
    tally.problem("column_missing", message, remedy=remedy)


def _named_nowhere(
    instrument: Instrument, table: RawTable, export: Export, used: set[int], tally: Tally
) -> None:
    ignored = {folded(name) for name in instrument.ignored}
    unnamed = [
        column.name
        for index, column in enumerate(table.columns)
        if index not in used
        and not _is_known(column, index, export)
        and not ignored & _every_name(column, export)
    ]
    if unnamed:
        listed = ", ".join(f"'{name}'" for name in unnamed)
        said = many(len(unnamed), "column is", "columns are")
        message = f"{said} named nowhere in the instrument: {listed}"
        remedy = "make items of them, or list them in [ignore] columns (open text is not read)"
        tally.problem("column_unnamed", message, remedy=remedy)


def _is_known(column: Column, index: int, export: Export) -> bool:
    """A column about the answering, one without name and cells, or the names of R's rows."""
    parts = [part for part in column.parts if part.strip()]
    if not parts:
        return column.type is ColumnType.EMPTY or (index == 0 and export.is_own(""))
    return any(export.is_own(part) for part in parts)


def _shared(instrument: Instrument, at: Mapping[str, int], tally: Tally) -> None:
    """Items of one column are the options that a cell may join; each can be left out of it."""
    if instrument.shape is Shape.LONG:
        return
    found: dict[int, list[ItemColumn]] = {}
    for item in instrument.items:
        if item.column in at:
            found.setdefault(at[item.column], []).append(item)
    for items in found.values():
        without = [item.item for item in items if item.blank is None]
        if len(items) > 1 and without:
            message = (
                f"{len(items)} items stand in one column, and {', '.join(without)} say not what "
                "it means that a cell does not name them"
            )
            remedy = "give each of them `blank`, or a column of its own"
            tally.problem("column_shared", message, column=items[0].column, remedy=remedy)
