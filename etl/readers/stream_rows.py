"""The rows of a large text in batches, each verified against what was decided on samples.

By DuckDB where its records can be proved to stand where they should, else one by one. A later row
that breaks a decision stops the reading by its line.
"""

import codecs
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

import polars as pl
import pyarrow as pa

from etl.problems import InputRefused, Problem
from etl.readers.column_types import check_batch
from etl.readers.content import Content
from etl.readers.encoding import Encoding
from etl.readers.exact_rows import Place, exact_records
from etl.readers.fast_rows import (
    CannotBeRead,
    FastPlan,
    columns_of,
    lines_of_batch,
    one_ahead,
    read_fast,
)
from etl.readers.model import Batch, Cells, Column
from etl.readers.plain_numbers import needs_no_look
from etl.readers.ragged import filled_width
from etl.readers.text_file import codec_of
from etl.readers.tokens import Dialect, Record

_PIECE: Final = 1 << 20
_PREFIX: Final = "alf-text-"
# Linux reaches open files here. What others have (/dev/fd) shares one position among all readers.
_BY_NUMBER: Final = Path("/proc/self/fd")

# Some rows, and the indices of the columns whose cells are still to be held to the decisions.
Looked = tuple[Batch, tuple[int, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What was decided on the samples; offsets count bytes of the text in UTF-8.

    `behind` are the bytes behind the last row of data. `stop_line` is the last line of data where
    the user says so. A record has `least` to `most` cells; `fast` is None where only the exact
    way can tell the records.
    """

    encoding: Encoding
    dialect: Dialect
    columns: tuple[Column, ...]
    start: int
    line: int
    behind: int
    stop_line: int | None
    least: int
    most: int
    pads: bool
    fast: FastPlan | None
    batch_rows: int


@dataclass(frozen=True, slots=True)
class StreamedRows:
    """The rows of a large text, read anew by each call."""

    content: Content
    plan: Plan

    def batches(self) -> Iterator[Batch]:
        """Raises InputRefused where a row breaks what was decided on the samples."""
        file = self.content.name
        with _as_utf8(self.content, self.plan.encoding) as (path, mark):
            for batch, doubtful in _batches(path, mark, self.plan, file):
                columns = [self.plan.columns[index] for index in doubtful]
                cells = tuple(batch.cells[index] for index in doubtful)
                problems = check_batch(columns, Batch(batch.rows, cells), file=file, sheet=None)
                if problems:
                    raise InputRefused(problems)
                yield batch


@contextmanager
def _as_utf8(content: Content, encoding: Encoding) -> Iterator[tuple[Path, int]]:
    """A path to the text in UTF-8 and the bytes of its mark; its name holds no pattern."""
    assert content.path is not None
    if codec_of(encoding) in ("utf-8", "ascii"):
        with _plainly_named(content.path) as path:
            yield path, encoding.mark
    else:
        with _nameless_copy() as copy:
            _transcode(content, encoding, copy)
            yield _reached(copy), 0


@contextmanager
def _plainly_named(path: Path) -> Iterator[Path]:
    if _BY_NUMBER.is_dir():
        with path.open("rb") as opened:
            yield _reached(opened)
    else:
        with tempfile.TemporaryDirectory(prefix=_PREFIX) as folder:
            link = Path(folder) / "text.csv"
            link.symlink_to(path.resolve())
            yield link


def _nameless_copy() -> IO[bytes]:
    """A file without a name, so that no kill leaves survey answers behind; with a name, which goes
    when it is closed, where an open file cannot be reached without one.
    """
    if _BY_NUMBER.is_dir():
        return tempfile.TemporaryFile()
    return tempfile.NamedTemporaryFile(prefix=_PREFIX)


def _reached(opened: IO[bytes]) -> Path:
    """A path by which it can be opened once more, with a position of its own."""
    return _BY_NUMBER / str(opened.fileno()) if _BY_NUMBER.is_dir() else Path(opened.name)


def _transcode(content: Content, encoding: Encoding, target: IO[bytes]) -> None:
    """In pieces, strictly; the line of a byte that does not belong is named."""
    assert content.path is not None
    decoder, line = codecs.getincrementaldecoder(codec_of(encoding))("strict"), 1
    with content.path.open("rb") as source:
        source.seek(encoding.mark)
        while piece := source.read(_PIECE):
            try:
                text = decoder.decode(piece)
            except UnicodeDecodeError as error:
                raise InputRefused([_bad_byte(error, line, content.name, encoding)]) from None
            line += text.count("\n") or text.count("\r")
            target.write(text.encode())
        if decoder.getstate()[0]:
            problem = Problem("invalid_bytes", "the last character is cut off", content.name)
            raise InputRefused([problem])
        target.flush()


def _bad_byte(error: UnicodeDecodeError, line: int, file: str, encoding: Encoding) -> Problem:
    good = error.object[: error.start].decode(codec_of(encoding))
    return Problem(
        "invalid_bytes",
        f"a byte that {encoding.name} does not have",
        file,
        row=line + (good.count("\n") or good.count("\r")),
        remedy="mend it in the file, or say another --encoding",
        evidence=(f"bytes {error.object[error.start : error.end].hex(' ')}",),
    )


def _batches(path: Path, mark: int, plan: Plan, file: str) -> Iterator[Looked]:
    """By DuckDB where its records can be proved to stand where they should, else one by one."""
    stop = path.stat().st_size - plan.behind
    place = Place(mark + plan.start, plan.line)
    if plan.fast is not None:
        yield from _fast_batches(path, place, stop, plan, file)
    for batch in _exact_batches(path, place, stop, plan, file):
        yield batch, _every(plan)


def _fast_batches(path: Path, place: Place, stop: int, plan: Plan, file: str) -> Iterator[Looked]:
    """As far as it goes; `place` says how far that was, and the exact way goes on from there."""
    assert plan.fast is not None
    is_proved = False
    try:
        for found in one_ahead(read_fast(path, plan.fast)):
            if not is_proved and not _begins_alike(found, path, place, stop, plan):
                return
            lines = _lines(found, path, place, stop, plan)
            is_proved = lines is not None
            batch = (
                _exact_batch(path, place, stop, plan, file, found.num_rows)
                if lines is None
                else _batch(found, lines, plan)
            )
            if len(batch.rows):
                yield batch, _every(plan) if lines is None else _doubtful(found, plan)
            if plan.stop_line is not None and place.line > plan.stop_line:
                place.offset = stop
            if place.offset >= stop:
                return
    except CannotBeRead:
        # The exact way goes on from there, and says what is wrong.
        return


def _every(plan: Plan) -> tuple[int, ...]:
    return tuple(range(len(plan.columns)))


def _doubtful(found: pa.RecordBatch, plan: Plan) -> tuple[int, ...]:
    return tuple(
        index
        for index, column in enumerate(plan.columns)
        if not needs_no_look(column, found.column(column.position - 1))
    )


def _begins_alike(found: pa.RecordBatch, path: Path, place: Place, stop: int, plan: Plan) -> bool:
    """Whether the first record is the one that stands at the place."""
    here = exact_records(path, Place(place.offset, place.line), stop, plan.dialect, "")
    try:
        record = next((record for record in here if record.cells), None)
    except InputRefused:
        return False
    cells = [column[0].as_py() for column in found.columns]
    return record is not None and [cell or None for cell in record.cells] == cells


def _lines(
    found: pa.RecordBatch, path: Path, place: Place, stop: int, plan: Plan
) -> pl.Series | None:
    assert plan.fast is not None
    with path.open("rb") as opened:
        return lines_of_batch(found, opened, place, stop, plan.fast)


def _batch(found: pa.RecordBatch, lines: pl.Series, plan: Plan) -> Batch:
    columns = columns_of(found)
    cells = tuple(Cells(columns[column.position - 1]) for column in plan.columns)
    return _filled(_until(Batch(lines, cells), plan.stop_line))


def _until(batch: Batch, stop_line: int | None) -> Batch:
    if stop_line is None or batch.rows[-1] <= stop_line:
        return batch
    keep = int((batch.rows <= stop_line).sum())
    return Batch(batch.rows.head(keep), tuple(Cells(c.stored.head(keep)) for c in batch.cells))


def _filled(batch: Batch) -> Batch:
    """Without the rows of empty cells alone, which are blank and no data."""
    if any(not cells.stored.null_count() for cells in batch.cells):
        return batch
    frame = pl.DataFrame([cells.stored.alias(str(n)) for n, cells in enumerate(batch.cells)])
    is_filled = frame.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
    if is_filled.all():
        return batch
    cells = tuple(Cells(each.stored.filter(is_filled)) for each in batch.cells)
    return Batch(batch.rows.filter(is_filled), cells)


def _exact_batches(path: Path, place: Place, stop: int, plan: Plan, file: str) -> Iterator[Batch]:
    while place.offset < stop:
        batch = _exact_batch(path, place, stop, plan, file, plan.batch_rows)
        if len(batch.rows):
            yield batch


def _exact_batch(path: Path, place: Place, stop: int, plan: Plan, file: str, number: int) -> Batch:
    """The next `number` records; empty lines are none, as they are to DuckDB."""
    rows: list[Record] = []
    for record in exact_records(path, place, stop, plan.dialect, file):
        if plan.stop_line is not None and record.line > plan.stop_line:
            place.offset = stop
            break
        if record.cells:
            rows.append(record)
        if len(rows) == number:
            break
    filled = [record for record in rows if filled_width(record.cells)]
    problems = [problem for record in filled for problem in _ragged(record, plan, file)]
    if problems:
        raise InputRefused(problems[:20])
    return batch_of(filled, plan)


def _ragged(record: Record, plan: Plan, file: str) -> list[Problem]:
    width = len(record.cells)
    if filled_width(record.cells) > plan.most:
        what, remedy = f"more than the {plan.most} columns", "mend it in the file"
    elif width < plan.least and not plan.pads:
        what, remedy = f"fewer than the {plan.least} columns", "say --ragged pad, or mend it"
    else:
        return []
    message = f"the record has {width} cells, {what}"
    return [Problem("ragged_rows", message, file, row=record.line, remedy=remedy)]


def batch_of(found: list[Record], plan: Plan) -> Batch:
    """Columns of text, null where a cell is empty or missing."""
    columns = []
    for column in plan.columns:
        at = column.position - 1
        cells = [(r.cells[at] or None) if at < len(r.cells) else None for r in found]
        columns.append(Cells(pl.Series(cells, dtype=pl.String)))
    lines = pl.Series([record.line for record in found], dtype=pl.Int64)
    return Batch(lines, tuple(columns))
