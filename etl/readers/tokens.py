"""Text cut into records and cells by a given dialect; strictly, so that nothing slips through.

The cutting itself is the csv module's. It does not decide on the dialect.
"""

import csv
import io
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import _csv

# The largest cell: whatever is larger is the rest of a file behind a quote that never ends.
LARGEST_CELL: Final = 16 * 1024 * 1024
# The csv module needs a delimiter; this one separates nothing in a text of one column.
_NONE: Final = "\x1f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """`delimiter` None: one column. `quote` None: a quote is a character like any other."""

    delimiter: str | None
    quote: str | None = '"'
    escape: str | None = None
    skips_spaces: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of a record, and the line on which it begins."""

    line: int
    cells: list[str]


class BrokenText(ValueError):
    """The text cannot be cut; `line` and `column` (from 1) are where what breaks it begins."""

    def __init__(self, rule: str, message: str, line: int, column: int, record: int) -> None:
        super().__init__(message)
        self.rule, self.message = rule, message
        self.line, self.column, self.record = line, column, record


def lines_of(text: str) -> Iterator[str]:
    """Lines with their ends: CR LF, LF or CR, and nothing else (no VT, FF or U+2028)."""
    return io.StringIO(text, newline="")


def line_ends_in(text: str) -> int:
    """How many, each kind counted once."""
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def records(lines: Iterable[str], dialect: Dialect, first_line: int = 1) -> Iterator[Record]:
    """Every record, an empty line as one without cells; raises BrokenText."""
    pending: deque[str] = deque()
    reader = _reader(_kept(lines, pending), dialect, strict=True)
    before = 0
    try:
        for cells in reader:
            yield Record(first_line + before, cells)
            before = reader.line_num
            pending.clear()
    except csv.Error as error:
        raise _explained(error, "".join(pending), dialect, first_line + before) from None


def leniently(lines: Iterable[str], dialect: Dialect) -> list[list[str]]:
    """As `records`, but whatever breaks is put up with: to compare dialects on a sample."""
    try:
        return list(_reader(lines, dialect, strict=False))
    except csv.Error:
        return []


def _reader(lines: Iterable[str], dialect: Dialect, *, strict: bool) -> "_csv.Reader":
    csv.field_size_limit(LARGEST_CELL)
    return csv.reader(
        lines,
        delimiter=dialect.delimiter or _NONE,
        quotechar=dialect.quote,
        quoting=csv.QUOTE_NONE if dialect.quote is None else csv.QUOTE_MINIMAL,
        doublequote=dialect.escape is None,
        escapechar=dialect.escape,
        skipinitialspace=dialect.skips_spaces,
        strict=strict,
    )


def _kept(lines: Iterable[str], pending: deque[str]) -> Iterator[str]:
    """The lines of the record that is being cut stay at hand, to say where it breaks."""
    for line in lines:
        pending.append(line)
        yield line


# ---------------------------------------------------------------- where it breaks


def _explained(error: csv.Error, text: str, dialect: Dialect, line: int) -> BrokenText:
    opened, junk = _last_quote(text, dialect)
    if junk is not None:
        at, column = junk
        return BrokenText(
            "text_after_quote",
            "something stands between a closing quote and the next delimiter",
            line + line_ends_in(text[:at]),
            column,
            line,
        )
    at, column = opened
    message = "a quote is opened and never closed"
    if "field limit" in str(error):
        message = f"a cell is larger than {LARGEST_CELL // 2**20} MB, as behind a quote left open"
    return BrokenText("unterminated_quote", message, line + line_ends_in(text[:at]), column, line)


Place = tuple[int, int]


def _last_quote(text: str, dialect: Dialect) -> tuple[Place, Place | None]:
    """(offset, column) of the quote opened last, and of what follows a closing quote wrongly."""
    quote, at, column = dialect.quote or '"', 0, 1
    opened = (0, 1)
    while at < len(text):
        if dialect.skips_spaces:
            at += len(text[at:]) - len(text[at:].lstrip(" "))
        if text[at : at + 1] != quote:
            at = _next_delimiter(text, at, dialect)
        else:
            opened = (at, column)
            end = _closing(text, at + 1, quote, dialect.escape)
            if end is None:
                return opened, None
            if end < len(text) and text[end] not in (dialect.delimiter, "\r", "\n"):
                return opened, (end, column)
            at = end
        at, column = at + 1, column + 1
    return opened, None


def _next_delimiter(text: str, at: int, dialect: Dialect) -> int:
    found = text.find(dialect.delimiter or _NONE, at)
    return len(text) if found < 0 else found


def _closing(text: str, at: int, quote: str, escape: str | None) -> int | None:
    """Offset behind the closing quote; a doubled or escaped quote closes nothing."""
    harmless = re.escape(quote * 2) if escape is None else re.escape(escape) + "."
    for match in re.compile(f"{harmless}|({re.escape(quote)})", re.DOTALL).finditer(text, at):
        if match[1]:
            return match.end()
    return None
