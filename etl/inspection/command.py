"""The command `alf inspect`: its options, what it writes where, and how it ends."""

# What the libraries need a second for is imported by what uses it: `alf --help` needs none.
# ruff: noqa: PLC0415

import shutil
import sys
import textwrap
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from etl.terminal import (
    REFUSED,
    ReaderGone,
    only_files,
    said_plainly,
    say,
    say_problem,
    say_table,
    warn,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from etl.inspection.as_text import Block
    from etl.inspection.report import Inspection
    from etl.inspection.writing import Writing
    from etl.readers.options import Options

Files = Annotated[
    list[Path],
    typer.Argument(exists=True, dir_okay=False, readable=True, callback=only_files,
                   metavar="FILE…", show_default=False,
                   help="Files to look at. Nothing is loaded."),
]  # fmt: skip
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document a file, on one line.")]
WithRows = Annotated[bool, typer.Option("--rows", help="With every row, not only the first.")]
Draft = Annotated[
    bool, typer.Option("--draft", help="Write a first declaration of what the tables mean.")
]
Save = Annotated[
    bool, typer.Option("--save", help="Keep these options in FILE.alf.toml, for `alf load` too.")
]
Force = Annotated[bool, typer.Option("--force", help="--draft may overwrite a declaration.")]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="PATH", help="Where --draft writes; - prints it."),
]
Word = str | None
Encoding = Annotated[Word, typer.Option(metavar="NAME", help="As windows-1252.")]
Delimiter = Annotated[
    Word, typer.Option(metavar="CHARACTER", help="As ';', tab, space; none for one column.")
]
Quote = Annotated[
    Word, typer.Option(metavar="CHARACTER", help="As '; none where quotes mean nothing.")
]
Sheet = Annotated[Word, typer.Option(metavar="NAME", help="The only sheet or data set to read.")]
Header = Annotated[Word, typer.Option(metavar="FIRST:LAST", help="Header rows as 7:8, or none.")]
DataRows = Annotated[
    Word, typer.Option("--data-rows", metavar="FIRST:LAST", help="Rows of data, as 9:100.")
]
Decimal = Annotated[Word, typer.Option(metavar="SIGN", help="Decimal sign: , or .")]
Thousands = Annotated[Word, typer.Option(metavar="SIGN", help="space, none, '.', ',' or \"'\".")]
Ragged = Annotated[Word, typer.Option(metavar="pad", help="Fill short rows with empty cells.")]
Language = Annotated[Word, typer.Option(metavar="CODE", help="One of those of a PX file.")]
Answers = Annotated[
    bool | None,
    typer.Option("--answers/--not-answers", help="Whether the file holds survey answers."),
]
Columns = Annotated[
    list[str] | None,
    typer.Option("--column", metavar="NAME:KEY=VALUE,…",
                 help="About one column: type, decimal, thousands; as 'Antal:type=text'."),
]  # fmt: skip


def inspect(  # noqa: PLR0913  # one parameter for each option: that is what typer reads
    files: Files,
    *,
    as_json: AsJson = False,
    with_rows: WithRows = False,
    draft: Draft = False,
    save: Save = False,
    force: Force = False,
    output: Output = None,
    encoding: Encoding = None,
    delimiter: Delimiter = None,
    quote: Quote = None,
    sheet: Sheet = None,
    header: Header = None,
    data_rows: DataRows = None,
    decimal: Decimal = None,
    thousands: Thousands = None,
    ragged: Ragged = None,
    language: Language = None,
    answers: Answers = None,
    column: Columns = None,
) -> None:
    """Show how a file is understood, before anything is loaded.

    What was saved in FILE.alf.toml is used too; an option given here wins. Ends with 3 where
    problems remain.
    """
    words = {
        "encoding": encoding, "delimiter": delimiter, "quote": quote, "sheet": sheet,
        "header": header, "rows": data_rows, "decimal": decimal, "thousands": thousands,
        "ragged": ragged, "language": language, "answers": answers,
    }  # fmt: skip
    told = _told(words, column or [])
    if output is not None and (not draft or len(files) > 1):
        raise typer.BadParameter("--output says where --draft of one file is written")
    from etl.inspection.writing import Writing

    with said_plainly(as_json=as_json):
        writing = Writing(draft=draft, save=save, force=force, output=output)
        is_whole = [
            _is_whole(file, told, as_json=as_json, with_rows=with_rows, writing=writing)
            for file in files
        ]
    if not all(is_whole):
        raise typer.Exit(REFUSED)


def _told(words: "Mapping[str, object]", columns: list[str]) -> "Options":
    from etl.inspection.option_words import BadWord, column_option, option_value
    from etl.inspection.options_toml import over
    from etl.readers.options import NO_OPTIONS, Options

    try:
        values = {key: option_value(key, word) for key, word in words.items() if word is not None}
        told = over(NO_OPTIONS, Options(**values))  # type: ignore[arg-type]
        for text in columns:
            name, decided = column_option(text)
            told = over(told, Options(columns={name: decided}))
    except BadWord as bad:
        raise typer.BadParameter(str(bad)) from bad
    return told


def _is_whole(
    file: Path, told: "Options", *, as_json: bool, with_rows: bool, writing: "Writing"
) -> bool:
    """What is refused of one file keeps the others from nothing."""
    from etl.problems import InputRefused
    from etl.report import refusal_as_json

    try:
        return _inspect_one(file, told, as_json=as_json, with_rows=with_rows, writing=writing)
    except InputRefused as refused:
        if as_json:
            say(refusal_as_json(refused.problems))
        say_problem(refused)
        return False


def _inspect_one(
    file: Path, told: "Options", *, as_json: bool, with_rows: bool, writing: "Writing"
) -> bool:
    """Whether the file can be read without problems; it is said in any case."""
    from etl.inspection.options_toml import over, saved_options
    from etl.inspection.report import inspected
    from etl.readers.content import Content

    options = over(saved_options(file), told)
    writing.may_write(file, options)
    inspection = inspected(Content.of_file(file), options)
    if not writing.prints:
        _say_inspection(inspection, file, as_json=as_json, with_rows=with_rows)
    for line in writing.write(inspection.reading, file, options):
        (warn if as_json or writing.prints else say)(line)
    return not inspection.reading.problems


def _say_inspection(
    inspection: "Inspection", file: Path, *, as_json: bool, with_rows: bool
) -> None:
    from etl.inspection.as_json import write_json
    from etl.inspection.as_text import blocks

    if as_json:
        with suppress(ReaderGone):
            write_json(inspection, write, with_rows=with_rows)
        return
    for block in blocks(inspection, file, with_rows=with_rows):
        _say_block(block)


def _say_block(block: "Block") -> None:
    """Nothing for a heading without anything under it, but for those that stand alone."""
    if not (block.lines or block.rows or block.is_title):
        return
    say(f"\n{block.heading}")
    for line in block.lines:
        for part in _wrapped(line):
            say(part)
    if block.rows:
        say_table(block.head, block.rows)


def _wrapped(line: str) -> list[str]:
    """To the width of the terminal; programs get the line whole."""
    if not sys.stdout.isatty():
        return [f"  {line}"]
    indent = " " * (len(line) - len(line.lstrip()))
    width = shutil.get_terminal_size().columns
    return textwrap.wrap(
        line.strip(), width, initial_indent=f"  {indent}", subsequent_indent=f"  {indent}   "
    )
