"""The lines of a comma-separated UTF-8 file as dictionaries, each with its line number.

Only for files in a shape of the project's own: nothing is detected and nothing is guessed.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence

from etl.problems import InputRefused, Problem

Line = tuple[int, dict[str, str]]


def read_lines(file: str, content: bytes, columns: Sequence[str]) -> list[Line]:
    """Every line below the header; raises InputRefused where a line cannot be read."""
    text = _decoded(file, content)
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    lines: list[Line] = []
    try:
        _check_header(file, reader.fieldnames or (), columns)
        lines.extend((reader.line_num, row) for row in reader)
    except csv.Error as error:
        problem = Problem("unreadable_line", str(error), file, reader.line_num)
        raise InputRefused([problem]) from error
    problems = [_misfit(file, number) for number, row in lines if None in (*row, *row.values())]
    if problems:
        raise InputRefused(problems)
    return lines


def _decoded(file: str, content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = _column_at(content, error.start)
        message = f"byte {content[error.start]:#04x} is not UTF-8: save the file as UTF-8"
        raise InputRefused([Problem("wrong_encoding", message, file, line, column)]) from error
    if "\0" in text:  # a text never holds one: another kind of file, or UTF-16 without its mark
        line = text.count("\n", 0, text.index("\0")) + 1
        message = "the file holds NUL characters: save it as a text file in UTF-8"
        raise InputRefused([Problem("wrong_encoding", message, file, line)])
    return text


def _column_at(content: bytes, position: int) -> str | None:
    """The name of the column that holds the byte; None where the line cannot be told apart."""
    header = content.split(b"\n", 1)[0].decode("utf-8-sig", errors="replace")
    begun = content[content.rfind(b"\n", 0, position) + 1 : position]
    try:
        names = next(csv.reader([header]), [])
        cells = next(csv.reader([begun.decode("utf-8", errors="replace")]), [])
    except csv.Error:  # UTF-16, for example, is no comma-separated line at all
        return None
    index = max(len(cells) - 1, 0)
    return names[index] if index < len(names) else None


def _check_header(file: str, found: Sequence[str], columns: Sequence[str]) -> None:
    names = f"expected {', '.join(columns)}; found {', '.join(found) or 'nothing'}"
    if len(found) < 2:  # one sentence instead of the same one for every column
        other = any(mark in cell for cell in found for mark in ";\t")
        why = "the file is not separated by commas: save it so" if other else "there is no header"
        raise InputRefused([Problem("header_unreadable", f"{why}; {names}", file, 1)])
    problems = [
        Problem(rule, message, file, 1, column)
        for rule, column, message in _header_faults(found, columns, names)
    ]
    if problems:
        raise InputRefused(problems)


def _header_faults(
    found: Sequence[str], columns: Sequence[str], names: str
) -> Iterator[tuple[str, str, str]]:
    """Rule, column and message of each."""
    for column in columns:
        if column not in found:
            yield "column_missing", column, f"no column '{column}': {names}"
    for column, times in Counter(found).items():
        if column not in columns:
            yield "column_unknown", column, f"column '{column}' is not one of ours: {names}"
        if times > 1:
            yield "column_twice", column, f"column '{column}' stands {times} times: keep one"


def _misfit(file: str, number: int) -> Problem:
    message = "the line has more or fewer cells than the header"
    return Problem("wrong_number_of_cells", message, file, number)
