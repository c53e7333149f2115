"""A text file decoded and cut into a grid, with what was decided on the way.

Strict throughout: what cannot be decoded or cut raises InputRefused with line and column.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from etl.problems import InputRefused, Problem
from etl.readers.dialect import Decided, decide_dialect
from etl.readers.encoding import Damage, Encoding, bad_utf8, decide_encoding
from etl.readers.model import Decision, Grid, Value
from etl.readers.options import Options
from etl.readers.quotes import told_character
from etl.readers.tokens import (
    BrokenText,
    Dialect,
    Record,
    leniently,
    line_ends_in,
    lines_of,
    records,
)

_SHOWN: Final = 5
_ENDS: Final = {"\r\n": "CRLF", "\n": "LF", "\r": "CR"}
# What DOS programs write behind the last line.
_END_MARK: Final = "\x1a"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Decoded text and its dialect; `remarks` are about both."""

    text: str
    encoding: Encoding
    decided: Decided
    remarks: tuple[Problem, ...] = ()


def check_options(options: Options, file: str) -> None:
    for name, told in (("delimiter", options.delimiter), ("quote", options.quote)):
        try:
            told_character(told or "none")
        except ValueError:
            message = f"--{name} takes one character, tab, space or none, not '{told}'"
            raise InputRefused([Problem("option", message, file)]) from None


def codec_of(encoding: Encoding) -> str:
    """For the bytes behind the byte order mark."""
    return encoding.name.removesuffix("-sig")


def decode(data: bytes, options: Options, file: str) -> Text:
    decided = decide_encoding([data], options.encoding, file=file)
    if isinstance(decided, Damage):
        raise InputRefused([_with_places(decided, data, options, file)])
    try:
        text = data[decided.mark :].decode(codec_of(decided))
    except UnicodeDecodeError as error:
        raise InputRefused([_undecodable(error, data, decided, options, file)]) from None
    text = text.removesuffix(_END_MARK)
    dialect = decide_dialect(text, options, file=file)
    if "\0" in text:
        raise InputRefused([_nulls(text, dialect.dialect, file)])
    remarks = (*encoding_remarks(decided, file), *_marks_inside(text, file))
    return Text(text=text, encoding=decided, decided=dialect, remarks=remarks)


def encoding_decision(encoding: Encoding) -> Decision:
    return Decision(
        subject="encoding",
        value=encoding.name,
        reason=encoding.reason,
        is_told=encoding.is_told,
    )


def encoding_remarks(encoding: Encoding, file: str) -> tuple[Problem, ...]:
    if not encoding.is_weak:
        return ()
    message = f"the encoding is taken to be {encoding.name}, on weak evidence"
    return (Problem("weak_encoding", message, file, remedy="say --encoding if it is another"),)


def _marks_inside(text: str, file: str) -> tuple[Problem, ...]:
    if "\ufeff" not in text:
        return ()
    line = line_ends_in(text[: text.index("\ufeff")]) + 1
    message = "a byte order mark stands inside the text, as where files were joined"
    return (Problem("mark_inside", message, file, row=line, remedy="take it out of the file"),)


# ---------------------------------------------------------------- where bytes are wrong


def _with_places(damage: Damage, data: bytes, options: Options, file: str) -> Problem:
    if not damage.places:
        return damage.problem
    dialect = _dialect_of(data.decode(damage.encoding, "replace"), options, file)
    places = [
        (*place_of(data[:start].decode(damage.encoding, "replace"), dialect), data[start:end])
        for start, end in damage.places[:_SHOWN]
    ]
    return _placed(damage.problem, places, len(damage.places))


def _undecodable(
    error: UnicodeDecodeError, data: bytes, encoding: Encoding, options: Options, file: str
) -> Problem:
    codec, body = codec_of(encoding), data[encoding.mark :]
    dialect = _dialect_of(body.decode(codec, "replace"), options, file)
    found = bad_utf8(body) if codec == "utf-8" else [(error.start, error.end)]
    problem = Problem(
        "invalid_bytes",
        f"the text is no valid {encoding.name}",
        file,
        remedy="mend these bytes in the file, or say another --encoding",
    )
    places = [
        (*place_of(body[:start].decode(codec, "replace"), dialect), body[start:end])
        for start, end in found[:_SHOWN]
    ]
    return _placed(problem, places, len(found))


def _dialect_of(text: str, options: Options, file: str) -> Dialect:
    return decide_dialect(text, options, file=file).dialect


def place_of(text: str, dialect: Dialect) -> tuple[int, int]:
    """Line and column (from 1) at the end of the text."""
    rows = leniently(lines_of(text), dialect)
    column = max(len(rows[-1]), 1) if rows and not text.endswith(("\r", "\n")) else 1
    return line_ends_in(text) + 1, column


def _placed(problem: Problem, places: Sequence[tuple[int, int, bytes]], number: int) -> Problem:
    where = "; ".join(f"line {line}, column {column}" for line, column, _ in places)
    more = f" and {number - len(places)} more places" if number > len(places) else ""
    return Problem(
        problem.rule,
        f"{problem.message}: {where}{more}",
        problem.file,
        row=places[0][0],
        remedy=problem.remedy,
        evidence=tuple(
            f"line {line}, column {column}: bytes {data[:16].hex(' ')}"
            for line, column, data in places
        ),
    )


def _nulls(text: str, dialect: Dialect, file: str) -> Problem:
    number, at, places = text.count("\0"), -1, []
    for _ in range(min(number, _SHOWN)):
        at = text.index("\0", at + 1)
        places.append((*place_of(text[:at], dialect), b"\0"))
    problem = Problem(
        "null_bytes",
        f"{number} NUL characters stand in the text",
        file,
        remedy="take them out of the file, or have it exported anew",
    )
    return _placed(problem, places, number)


# ---------------------------------------------------------------- cut into a grid


def cut(text: str, decided: Decided, file: str) -> Grid:
    """Every record as a row, empty cells as None."""
    found = list(cut_records(lines_of(text), decided, file))
    return Grid(
        name="",
        rows=[_row(record.cells) for record in found],
        numbers=[record.line for record in found],
    )


def cut_records(lines: Iterable[str], decided: Decided, file: str) -> Iterator[Record]:
    """The records behind a first line that only names the delimiter."""
    behind = islice(lines, decided.skipped, None)
    try:
        yield from records(behind, decided.dialect, 1 + decided.skipped)
    except BrokenText as broken:
        raise InputRefused([broken_text(broken, file)]) from None


def _row(cells: list[str]) -> Sequence[Value]:
    return [cell or None for cell in cells]


def broken_text(broken: BrokenText, file: str) -> Problem:
    began = "" if broken.record == broken.line else f", in a record that begins on {broken.record}"
    return Problem(
        broken.rule,
        f"{broken.message} (column {broken.column}{began})",
        file,
        row=broken.line,
        remedy="mend it in the file, or say --quote none if quotes mean nothing in it",
    )


# ---------------------------------------------------------------- line ends


def line_ends(text: str, numbers: Sequence[int], file: str) -> tuple[Decision, tuple[Problem, ...]]:
    """What ends the records; `numbers` are the lines on which they begin."""
    crlf = text.count("\r\n")
    counts = {"\r\n": crlf, "\n": text.count("\n") - crlf, "\r": text.count("\r") - crlf}
    kinds = Counter({end: count for end, count in counts.items() if count})
    if len(kinds) > 1:
        kinds = _ends_of_records(text, numbers)
    names = [f"{_ENDS[end]} ({count})" for end, count in kinds.most_common()]
    if len(kinds) <= 1:
        value = _ENDS[next(iter(kinds))] if kinds else "none"
        reason = f"{kinds.total()} line ends, all alike" if kinds else "a single line without end"
        return Decision(subject="line ends", value=value, reason=reason), ()
    message = f"the line ends are mixed: {', '.join(names)}"
    decision = Decision(subject="line ends", value="mixed", reason=", ".join(names))
    return decision, (Problem("mixed_line_ends", message, file),)


def _ends_of_records(text: str, numbers: Sequence[int]) -> Counter[str]:
    """Line ends inside quotes are content."""
    last = {number - 1 for number in numbers}
    found: Counter[str] = Counter()
    final = ""
    for number, line in enumerate(lines_of(text), 1):
        final = line
        if number in last:
            found[_end(line)] += 1
    found[_end(final)] += 1
    return Counter({end: count for end, count in found.items() if end})


def _end(line: str) -> str:
    return next((end for end in _ENDS if line.endswith(end)), "")
