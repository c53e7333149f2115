"""Records of a large UTF-8 text by DuckDB, with a proof of the line on which each stands.

DuckDB tells no lines and leaves out empty ones. Every byte of a record is either part of a cell,
or a delimiter, a line end or a quote; so the bytes of a batch of records say how far in the file
they reach, and the line ends in that part of it must be as many as the records have.
"""

from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

import duckdb
import numpy as np
import polars as pl
import pyarrow as pa

from etl.readers.exact_rows import Place
from etl.readers.tokens import Dialect

# Small enough for the processor's cache.
_PIECE: Final = 1024 * 1024
_LINE_END: Final = ord("\n")
# Enough for its buffers; it streams, and nothing has to be kept.
_SETTINGS: Final[dict[str, str | bool | int | float | list[str]]] = {
    "memory_limit": "1GB",
    # None: a file may hold survey answers, which are written nowhere.
    "temp_directory": "",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FastPlan:
    """`skip` are the records before the data, `width` the cells of each record."""

    dialect: Dialect
    width: int
    skip: int
    line_end: str
    batch_rows: int


class CannotBeRead(ValueError):
    """DuckDB refuses a record. Its own message holds content of the file and is left behind."""


def read_fast(path: Path, plan: FastPlan) -> Generator[pa.RecordBatch]:
    """All records behind the skipped ones, an empty cell as null; raises CannotBeRead."""
    query, parameters = _query(path, plan)
    with duckdb.connect(config=_SETTINGS) as connection:
        # The bar would be drawn among what a command prints.
        connection.execute("SET enable_progress_bar = false")
        try:
            relation = connection.sql(query, params=parameters)
            yield from relation.to_arrow_reader(plan.batch_rows)
        except (duckdb.Error, pa.ArrowException, OSError):
            # What DuckDB raises inside Arrow's reader comes as an OSError.
            raise CannotBeRead from None


def _query(path: Path, plan: FastPlan) -> tuple[str, list[object]]:
    names = ", ".join(f"'c{number}': 'VARCHAR'" for number in range(plan.width))
    query = f"""
        from read_csv(
            ?, auto_detect = false, all_varchar = true, header = false, strict_mode = true,
            compression = 'none', nullstr = '', delim = ?, quote = ?, escape = ?,
            skip = ?, max_line_size = 16000000, columns = {{{names}}}
        )"""
    quote = plan.dialect.quote or ""
    # No `new_line`: DuckDB 2.0.0 told that it is CR LF finds no record at all in strict mode.
    return query, [str(path), plan.dialect.delimiter, quote, quote, plan.skip]


def one_ahead(batches: Generator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The same batches; the next one is made while the one before is looked at."""
    with closing(batches), ThreadPoolExecutor(1) as pool:
        ahead = pool.submit(next, batches, None)
        while (batch := ahead.result()) is not None:
            ahead = pool.submit(next, batches, None)
            yield batch


def lines_of_batch(
    batch: pa.RecordBatch, opened: BinaryIO, place: Place, stop: int, plan: FastPlan
) -> pl.Series | None:
    """The line of each record, and the place moved behind them; None where they cannot be told."""
    counted = _reached(batch, opened, place, stop, plan)
    if counted is None:
        return None
    end, inner = counted
    lines = _numbers(batch, place.line, inner)
    place.offset, place.line = end, place.line + batch.num_rows + inner
    return lines


def _reached(
    batch: pa.RecordBatch, opened: BinaryIO, place: Place, stop: int, plan: FastPlan
) -> tuple[int, int] | None:
    """Where the batch ends in the file, and how many line ends stand inside its cells."""
    size = sum(map(_content_size, batch.columns))
    size += batch.num_rows * (plan.width - 1 + len(plan.line_end))
    quote = (plan.dialect.quote or "").encode()
    end = place.offset + size
    found = _count(opened, place.offset, min(end, stop), quote)
    if found is None:
        return None
    quotes, ends = found
    inner = 0
    if quotes:
        contents = [_content(column) for column in batch.columns]
        if any(b"\r" in content for content in contents):
            return None
        inner = sum(content.count(b"\n") for content in contents)
        literal = sum(content.count(quote) for content in contents)
        # Further quotes may stand in the bytes by which the quotes push the end away.
        counted, target = end, end + quotes - literal
        while counted < target:
            more = _count(opened, counted, min(target, stop), quote)
            if more is None:
                return None
            counted, target = target, target + more[0]
            ends += more[1]
        end = target
    is_open = end == stop + len(plan.line_end)
    if end > stop and not is_open:
        return None
    wanted = batch.num_rows + inner - is_open
    if ends != wanted or not (is_open or _ends_line(opened, end)):
        return None
    return min(end, stop), inner


def _count(opened: BinaryIO, start: int, end: int, quote: bytes) -> tuple[int, int] | None:
    """Quotes and line ends in a part of the file; None where it holds a NUL."""
    opened.seek(start)
    quotes = ends = 0
    while start < end:
        piece = opened.read(min(_PIECE, end - start))
        if not piece or b"\0" in piece:
            return None
        quotes += piece.count(quote) if quote else 0
        ends += int(np.count_nonzero(np.frombuffer(piece, np.uint8) == _LINE_END))
        start += len(piece)
    return quotes, ends


def _ends_line(opened: BinaryIO, end: int) -> bool:
    opened.seek(end - 1)
    return opened.read(1) == b"\n"


def _edges(column: pa.Array) -> tuple[int, int]:
    """Where the text of a column begins and ends in its buffer: the first and last offset."""
    offsets = memoryview(column.buffers()[1]).cast("i")
    return offsets[column.offset], offsets[column.offset + len(column)]


def _content_size(column: pa.Array) -> int:
    first, last = _edges(column)
    return last - first


def _content(column: pa.Array) -> bytes:
    first, last = _edges(column)
    if first == last:
        return b""
    return bytes(memoryview(column.buffers()[2])[first:last])


def _numbers(batch: pa.RecordBatch, line: int, inner: int) -> pl.Series:
    """Consecutive lines, pushed on by line ends inside cells."""
    numbers = pl.int_range(line, line + batch.num_rows, eager=True, dtype=pl.Int64)
    if not inner:
        return numbers
    frame = columns_of(batch)
    inside: pl.Series = sum(
        (column.str.count_matches("\n", literal=True).fill_null(0) for column in frame),
        start=pl.zeros(batch.num_rows, dtype=pl.UInt32, eager=True),
    )
    return numbers + inside.cast(pl.Int64).cum_sum().shift(1, fill_value=0)


def columns_of(batch: pa.RecordBatch) -> Sequence[pl.Series]:
    frame = pl.from_arrow(batch)
    assert isinstance(frame, pl.DataFrame)
    return frame.get_columns()
