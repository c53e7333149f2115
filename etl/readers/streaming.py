"""Large texts: what is decided on samples of head, middle and tail; `stream_rows` reads by it.

Never in memory as a whole; how long it takes does not depend on the size.
"""

from collections import Counter
from dataclasses import replace
from typing import Final

from etl.problems import Problem
from etl.readers.column_types import check_batch
from etl.readers.content import Content
from etl.readers.fast_rows import FastPlan
from etl.readers.layout import LaidOut
from etl.readers.model import Batch, Decision, FileKind, Grid, Reading
from etl.readers.options import Options
from etl.readers.ragged import expected_width, filled_width, ragged_rows
from etl.readers.row_names import lay_out_text
from etl.readers.sampling import Samples, take_samples
from etl.readers.stream_rows import Plan, StreamedRows, batch_of
from etl.readers.text_file import encoding_decision, encoding_remarks, line_ends

THRESHOLD: Final = 32 * 1024 * 1024
_BATCH_BYTES: Final = 16 * 1024 * 1024
_MOST_ROWS: Final = 122_880
# Where the records end in one way, which is known by name.
_FAST_ENDS: Final = {"LF": "\n", "CRLF": "\r\n"}


def read_streamed(content: Content, options: Options) -> Reading:
    """The decisions, on samples; the rows are read, and verified, when they are asked for."""
    file = content.name
    samples = take_samples(content, options)
    decisions = (encoding_decision(samples.encoding), *samples.decided.decisions, _sampled(samples))
    reading = Reading(
        file=file,
        kind=FileKind.DELIMITED,
        size=content.size,
        decisions=decisions,
        problems=samples.decided.problems,
        remarks=(*encoding_remarks(samples.encoding, file), *samples.decided.remarks),
    )
    if samples.decided.problems or not samples.head:
        return reading if samples.head else _no_record(reading)
    return _laid_out(content, options, samples, reading)


def _sampled(samples: Samples) -> Decision:
    counts = f"{len(samples.head)}, {len(samples.middle)} and {len(samples.tail)} records"
    reason = "a large file: decided on these, every row is verified while it is read"
    return Decision(subject="samples of head, middle and tail", value=counts, reason=reason)


def _no_record(reading: Reading) -> Reading:
    message = "no record ends in the first part of the file, as behind a quote left open"
    problem = Problem("no_record", message, reading.file, row=1, remedy="say --quote none")
    return replace(reading, problems=(problem,))


def _laid_out(content: Content, options: Options, samples: Samples, reading: Reading) -> Reading:
    file = content.name
    grid = samples.grid(with_tail=options.rows is None)
    grid, laid = lay_out_text(grid, options, file=file)
    ends, mixed = line_ends(samples.head_text, [r.line for r in samples.head], file)
    plan = _plan(options, samples, grid, laid, _FAST_ENDS.get(ends.value))
    middle = check_batch(laid.table.columns, _middle(samples, plan), file=file, sheet=None)
    ragged = ragged_rows(grid, laid, options, file)
    table = replace(laid.table, name="", rows=StreamedRows(content, plan), row_count=None)
    return replace(
        reading,
        decisions=(*reading.decisions, ends),
        tables=(table,),
        problems=(*ragged, *laid.problems, *(_near_middle(each, file) for each in middle)),
        remarks=(*reading.remarks, *mixed, *laid.remarks),
    )


def _near_middle(problem: Problem, file: str) -> Problem:
    message = f"{problem.message} (in the sample from the middle of the file)"
    return replace(problem, message=message, file=file, row=None)


def _middle(samples: Samples, plan: Plan) -> Batch:
    fitting = [r for r in samples.middle if plan.least <= len(r.cells) <= plan.most]
    return batch_of(fitting, plan)


def _plan(
    options: Options, samples: Samples, grid: Grid, laid: LaidOut, line_end: str | None
) -> Plan:
    first = min(laid.first, len(samples.head) - 1)
    line = grid.numbers[first]
    least, most = expected_width(grid, laid)
    widths = Counter(len(r.cells) for r in samples.head[first:] if filled_width(r.cells))
    average = len(samples.head_text.encode()) / len(samples.head)
    rows = max(1000, min(_MOST_ROWS, int(_BATCH_BYTES / average)))
    behind = laid.last + 1 - len(samples.head)
    has_footer = options.rows is None and behind < len(samples.tail) and samples.tail
    plan = Plan(
        encoding=samples.encoding,
        dialect=samples.decided.dialect,
        columns=laid.table.columns,
        start=samples.bytes_before(line),
        line=line,
        behind=samples.bytes_from(max(behind, 0)) if has_footer else 0,
        stop_line=None if options.rows is None else options.rows[1],
        least=least,
        most=most,
        pads=options.ragged == "pad",
        fast=None,
        batch_rows=rows,
    )
    width = widths.most_common(1)[0][0] if widths else 0
    if line_end is None or not _can_be_fast(plan, width):
        return plan
    skip = first + samples.decided.skipped
    fast = FastPlan(
        dialect=plan.dialect, width=width, skip=skip, line_end=line_end, batch_rows=rows
    )
    return replace(plan, fast=fast)


def _can_be_fast(plan: Plan, width: int) -> bool:
    last = max((column.position for column in plan.columns), default=0)
    dialect = plan.dialect
    is_plain = dialect.escape is None and not dialect.skips_spaces and dialect.delimiter is not None
    return is_plain and dialect.quote in ('"', None) and width >= max(last, 2)
