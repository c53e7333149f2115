"""The table of an export: its bytes read, with the header rows that its platform writes.

The readers decide by what stands in the cells, and a respondent's row may look like a header.
Here the platform is known. Nothing that is said holds the content of a cell.
"""

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from typing import Final

from etl.problems import InputRefused, Problem
from etl.readers import read
from etl.readers.content import Content
from etl.readers.model import AsideKind, RawTable, Reading, text_of
from etl.readers.options import ColumnOptions, Options
from etl.readers.streaming import THRESHOLD
from etl.sources.keys import nearest
from etl.surveys.answers.exports import EXPORTS
from etl.surveys.answers.exports.model import FirstRow
from etl.surveys.answers.spellings import folded
from etl.surveys.model import Instrument, Platform, Shape

_AS_TEXT: Final = ColumnOptions(type="text")
# What the readers say of numbers and dates: answers are compared as text.
_OF_TYPES: Final = frozenset({"ambiguous_numbers", "not_in_style", "breaks_decision"})
# A row number beyond those of any file.
_TO_THE_END: Final = 10**12
# Platforms whose exports have more than one header row.
_SEVERAL: Final = frozenset({Platform.QUALTRICS, Platform.SURVEYMONKEY})


def table_of(instrument: Instrument, content: Content) -> RawTable:
    """The one table of an export; raises InputRefused, without the content of any cell."""
    try:
        return _table_of(instrument, content)
    except InputRefused as refused:
        raise InputRefused(without_cells(refused)) from None


def without_cells(refused: InputRefused) -> list[Problem]:
    return [replace(problem, evidence=(), block=None) for problem in refused.problems]


def _table_of(instrument: Instrument, content: Content) -> RawTable:
    options = replace(instrument.options, answers=True)
    reading = read(content, options)
    if instrument.options.header is None:
        options, reading = _with_header(instrument, content, options, reading)
    told = _whole(reading, content, options)
    return _the_one(reading if told == options else read(content, told), instrument)


def _with_header(
    instrument: Instrument, content: Content, options: Options, reading: Reading
) -> tuple[Options, Reading]:
    """First where the header begins, then how many rows it has."""
    for _ in range(2):
        header = _header(instrument, reading)
        if header is None:
            break
        options = replace(options, header=header)
        reading = read(content, options)
    return options, reading


def _whole(reading: Reading, content: Content, options: Options) -> Options:
    """Every row and every cell as it is: what seems a note below a table may be a respondent who
    wrote more than she ticked, and answers are compared as text.
    """
    if options.rows is None and len(reading.tables) == 1 and _has_footer(reading.tables[0]):
        options = replace(options, rows=(reading.tables[0].header_rows[-1] + 1, _TO_THE_END))
    if content.size > THRESHOLD or any(one.rule in _OF_TYPES for one in reading.problems):
        options = replace(options, columns=_all_text(reading, options))
    return options


def _has_footer(table: RawTable) -> bool:
    return bool(table.header_rows) and any(a.kind is AsideKind.FOOTER for a in table.aside)


def _all_text(reading: Reading, options: Options) -> Mapping[str, ColumnOptions]:
    """A column that is empty or numbers in a sample may hold anything further down."""
    names = {column.name for table in reading.tables for column in table.columns}
    return {**dict.fromkeys(names, _AS_TEXT), **options.columns}


def _the_one(reading: Reading, instrument: Instrument) -> RawTable:
    tables = [table for table in reading.accepted() if table.columns]
    sheet = instrument.options.sheet
    chosen = [table for table in tables if table.name == sheet] if sheet else tables
    if len(chosen) == 1:
        return chosen[0]
    names = [table.name for table in tables]
    if not names:
        message, remedy = "there is no table in the file", "export the answers again"
    elif sheet:
        message, remedy = f"there is no sheet '{sheet}'", nearest(sheet, names)
    else:
        listed = ", ".join(f"'{name}'" for name in names)
        message = f"the file has {len(names)} tables ({listed})"
        remedy = "name the one that holds the answers: [read] sheet"
    raise InputRefused([Problem("export_table", message, reading.file, remedy=remedy)])


# ---------------------------------------------------------------- header rows


def _header(instrument: Instrument, reading: Reading) -> tuple[int, int] | None:
    """The header rows where the readers took others; None where they did not."""
    if len(reading.tables) != 1:
        return None
    table = reading.tables[0]
    if not table.header_rows:
        return _first_row_names(instrument, table)
    if instrument.platform not in _SEVERAL:
        return _one_row(instrument, table)
    first = first_row(table)
    return EXPORTS[instrument.platform].header(table, first) if first else None


def first_row(table: RawTable) -> FirstRow | None:
    """The first row of data; None where there is none."""
    batch = next((batch for batch in islice(table.rows.batches(), 1) if len(batch.rows)), None)
    if batch is None:
        return None
    return batch.rows[0], tuple(text_of(cells.part(0, 1))[0] for cells in batch.cells)


def _first_row_names(instrument: Instrument, table: RawTable) -> tuple[int, int] | None:
    """The first row where it names every column of the instrument: few rows prove little.

    Of several header rows the first may hold other names than the instrument.
    """
    first = first_row(table)
    if first is None:
        return None
    number, cells = first
    export = EXPORTS[instrument.platform]
    is_first = _wanted(instrument) <= {folded(cell or "") for cell in cells}
    if instrument.platform in _SEVERAL:
        is_first |= sum(export.is_own(cell) for cell in cells if cell) >= 2
    return (number, number) if is_first else None


def _one_row(instrument: Instrument, table: RawTable) -> tuple[int, int] | None:
    """Of several rows the only one that names every column of the instrument."""
    if len(table.header_rows) < 2:
        return None
    wanted = _wanted(instrument)
    for level, row in enumerate(table.header_rows):
        names = {folded(c.parts[level]) for c in table.columns if level < len(c.parts)}
        if wanted <= names:
            return row, row
    return None


def _wanted(instrument: Instrument) -> set[str]:
    return {folded(name) for name in named_columns(instrument)}


def named_columns(instrument: Instrument) -> list[str]:
    """Every column that the instrument reads, once."""
    is_wide = instrument.shape is Shape.WIDE
    items = [item.column for item in instrument.items] if is_wide else []
    return list(dict.fromkeys([*instrument.columns.values(), *items, *instrument.tests]))
