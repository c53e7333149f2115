"""The command `alf survey draft`: a first instrument for an export."""

# What the libraries need a second for is imported by what uses it: `alf --help` needs none.
# ruff: noqa: PLC0415

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from etl.terminal import only_files, said_plainly, say

if TYPE_CHECKING:
    from etl.readers.options import Options
    from etl.surveys.instrument.parts import Parts

STANDARD_OUTPUT: Final = Path("-")


def _only_file(path: Path) -> Path:
    only_files([path])
    return path


def _only_file_or_none(path: Path | None) -> Path | None:
    return None if path is None else _only_file(path)


Export = Annotated[
    Path,
    typer.Argument(exists=True, dir_okay=False, readable=True, callback=_only_file,
                   metavar="FILE", show_default=False,
                   help="The export of a survey tool. Nothing is loaded."),
]  # fmt: skip
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="PATH",
                 help="Where it is written, if not to FILE.alf.toml; - prints it."),
]  # fmt: skip
Like = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, readable=True, callback=_only_file_or_none,
                 metavar="OLD.toml", help="The instrument of an earlier round, to go on from."),
]  # fmt: skip
Sheet = Annotated[str | None, typer.Option(metavar="NAME", help="The sheet with the answers.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite an instrument that is there.")]


def draft_command(
    file: Export,
    *,
    output: Output = None,
    like: Like = None,
    sheet: Sheet = None,
    force: Force = False,
) -> None:
    """Write a first instrument for an export, with questions where nobody can know.

    Labels of answers are written into it; open text and respondents never are. Options of reading
    that were saved beside the file are used. Ends with 3 where the file cannot be read.
    """
    place = _place(file, output)
    with said_plainly():
        _may_write(place, force=force)
        text = _drafted(file, like, sheet)
        if place == STANDARD_OUTPUT:
            say(text.rstrip("\n"))
            return
        place.write_text(text, encoding="utf-8")
        say(f"Draft: {place} ({_asked(text)})")


def _place(file: Path, output: Path | None) -> Path:
    from etl.inspection.options_toml import beside

    return output or beside(file)


def _may_write(place: Path, *, force: bool) -> None:
    """Ends with one line on how to go on, before anything is read."""
    if place == STANDARD_OUTPUT:
        return
    if place.is_dir() or not place.parent.is_dir():
        raise typer.BadParameter(f"--output: no file can be written at '{place}'")
    if place.exists() and not force and not _holds_options_only(place):
        raise typer.BadParameter(
            f"{place.name} is there already: --force overwrites it, --output PATH writes "
            "elsewhere, --output - prints it"
        )


def _holds_options_only(place: Path) -> bool:
    """The options of reading are taken over into the draft."""
    from etl.inspection.options_toml import document_at
    from etl.inspection.writing import NO_MEANING

    return document_at(place).keys() <= NO_MEANING


def _drafted(file: Path, like: Path | None, sheet: str | None) -> str:
    from etl.readers.content import Content
    from etl.surveys.draft import draft

    before = None if like is None else _before(like)
    return draft(Content.of_file(file), _options(file, before, sheet), before)


def _before(like: Path) -> "Parts":
    from etl.problems import InputRefused, Problem
    from etl.surveys.instrument import checked_parts

    try:
        text = like.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputRefused([Problem("instrument", "is not UTF-8", like.name)]) from error
    return checked_parts(text, like.name)


def _options(file: Path, before: "Parts | None", sheet: str | None) -> "Options":
    """What was saved beside the file, else what the earlier round was read by."""
    from dataclasses import replace

    from etl.inspection.options_toml import saved_options
    from etl.readers.options import NO_OPTIONS

    options = saved_options(file)
    if options == NO_OPTIONS and before is not None:
        options = before.options
    return options if sheet is None else replace(options, sheet=sheet)


def _asked(text: str) -> str:
    from etl.sources.declaration import QUESTION

    return f"{text.count(f'{chr(10)}{QUESTION}')} questions to answer, then `alf load`"
