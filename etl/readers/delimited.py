"""Delimited text → a table: encoding, delimiter, quotes and line ends, then its layout.

Texts that fit into memory; larger ones are handed to `streaming`.
"""

from dataclasses import replace

from etl.problems import InputRefused, Problem
from etl.readers.content import Content
from etl.readers.model import Decision, FileKind, Grid, Reading
from etl.readers.options import Options
from etl.readers.ragged import ragged_rows, too_wide
from etl.readers.row_names import lay_out_text
from etl.readers.streaming import THRESHOLD, read_streamed
from etl.readers.text_file import Text, check_options, cut, decode, encoding_decision, line_ends


def read_delimited(content: Content, options: Options) -> Reading:
    """The table of a text; what is wrong with it stands in the reading's problems."""
    try:
        check_options(options, content.name)
        if content.size > THRESHOLD and content.path is not None:
            return read_streamed(content, options)
        return _read(content, options)
    except InputRefused as refused:
        return Reading(
            file=content.name,
            kind=FileKind.DELIMITED,
            size=content.size,
            problems=refused.problems,
        )


def grid_of(content: Content, options: Options) -> Grid:
    """The cells of a text before its layout; raises InputRefused."""
    text = decode(content.all(), options, content.name)
    return cut(text.text, text.decided, content.name)


def _read(content: Content, options: Options) -> Reading:
    file = content.name
    text = decode(content.all(), options, file)
    if not text.text.strip():
        raise InputRefused([_empty(file)])
    decisions = (encoding_decision(text.encoding), *text.decided.decisions)
    if text.decided.problems:
        return Reading(
            file=file,
            kind=FileKind.DELIMITED,
            size=content.size,
            decisions=decisions,
            problems=text.decided.problems,
            remarks=text.remarks,
        )
    return _laid_out(content, options, text, decisions)


def _laid_out(
    content: Content, options: Options, text: Text, decisions: tuple[Decision, ...]
) -> Reading:
    file = content.name
    grid = cut(text.text, text.decided, file)
    ends, mixed = line_ends(text.text, grid.numbers, file)
    wide = too_wide(grid, content.size, file)
    if wide is not None:
        raise InputRefused([wide])
    grid, laid = lay_out_text(grid, options, file=file)
    return Reading(
        file=file,
        kind=FileKind.DELIMITED,
        size=content.size,
        decisions=(*decisions, ends),
        tables=(replace(laid.table, name=""),),
        problems=(*ragged_rows(grid, laid, options, file), *laid.problems),
        remarks=(*text.remarks, *text.decided.remarks, *mixed, *laid.remarks),
    )


def _empty(file: str) -> Problem:
    return Problem("empty_file", "there is nothing in the file", file, remedy="have it sent again")
