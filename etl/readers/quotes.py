"""Whether and how the cells of a text are quoted, told by how they begin and end."""

import re
from collections.abc import Sequence

from etl.readers.options import Options
from etl.readers.tokens import BrokenText, Dialect, records


def told_character(told: str) -> str | None:
    """What `--delimiter` and `--quote` take: a character, "tab", "\\t", "space" or "none"."""
    if told.lower() == "none":
        return None
    character = {"tab": "\t", "\\t": "\t", "space": " "}.get(told.lower(), told)
    if len(character) != 1:
        raise ValueError(told)
    return character


def decide_quote(lines: Sequence[str], options: Options) -> tuple[str | None, str]:
    if options.quote is not None:
        return told_character(options.quote), "as told"
    text = "".join(lines)
    if _quoted(text, '"'):
        return '"', "cells begin and end with it"
    single = _quoted(text, "'")
    if single >= 2 and single * 4 >= len(lines) and text.count("'") >= single * 2:
        return "'", f"{single} cells begin and end with it, and none with a double quote"
    return '"', "the usual one; no cell is quoted"


def _quoted(text: str, quote: str) -> int:
    """Cells that begin and end with the quote."""
    before, behind = r"(?:^|(?<=[;,\t| #^~:]))", r"(?=[;,\t| #^~:\r\n]|\Z)"
    cell = rf"{before}{quote}(?:[^{quote}]|{quote}{quote})*{quote}{behind}"
    return len(re.findall(cell, text, re.MULTILINE))


def finish_quotes(lines: Sequence[str], dialect: Dialect) -> tuple[Dialect, str]:
    """Spaces before quotes and backslashes within: only where nothing else can be cut."""
    if dialect.quote is None:
        return dialect, ""
    if dialect.delimiter and _spaces_before_quotes(lines, dialect):
        spaced = Dialect(delimiter=dialect.delimiter, quote=dialect.quote, skips_spaces=True)
        return spaced, "; spaces between a delimiter and a quote are left out"
    escaped = Dialect(delimiter=dialect.delimiter, quote=dialect.quote, escape="\\")
    if not _can_be_cut(lines, dialect) and _is_escaped(lines, escaped):
        return escaped, "; a backslash stands before quotes within quotes"
    return dialect, ""


def _spaces_before_quotes(lines: Sequence[str], dialect: Dialect) -> bool:
    text = "".join(lines)
    assert dialect.delimiter is not None
    assert dialect.quote is not None
    delimiter, quote = re.escape(dialect.delimiter), re.escape(dialect.quote)
    spaced = len(re.findall(rf"{delimiter} +{quote}[^{quote}]*{quote}(?={delimiter}|\s)", text))
    return spaced > 0 and len(re.findall(rf"{delimiter} ", text)) == len(
        re.findall(rf"{delimiter}", text)
    )


def _can_be_cut(lines: Sequence[str], dialect: Dialect) -> bool:
    try:
        for _ in records(lines, dialect):
            pass
    except BrokenText:
        return False
    return True


def _is_escaped(lines: Sequence[str], escaped: Dialect) -> bool:
    r"""Every backslash stands before a quote or another one: \n or \t would lose its meaning."""
    text = "".join(lines)
    quote = re.escape(escaped.quote or '"')
    others = re.sub(rf"\\[\\{quote}]", "", text)
    return f"\\{escaped.quote}" in text and "\\" not in others and _can_be_cut(lines, escaped)


def quoting(dialect: Dialect) -> str:
    if dialect.quote is None:
        return "none"
    return f"{dialect.quote} escaped by \\" if dialect.escape else f"{dialect.quote} doubled"
