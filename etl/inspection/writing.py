"""What `alf inspect` writes beside a file: the options that were told, and a first declaration."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import tomlkit
import typer

from etl.inspection.options_toml import PART, beside, document_at, save_options, with_options
from etl.problems import InputRefused, Problem
from etl.readers.content import printable_name
from etl.readers.model import Reading
from etl.readers.options import NO_OPTIONS, Options
from etl.terminal import say

STANDARD_OUTPUT: Final = Path("-")
# A declaration that holds no more than these says nothing yet of what the tables mean.
NO_MEANING: Final = {"format", PART}


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """What is asked for; `output` None is the place beside the file."""

    draft: bool = False
    save: bool = False
    force: bool = False
    output: Path | None = None

    @property
    def prints(self) -> bool:
        """Then the standard output holds the draft alone."""
        return self.output == STANDARD_OUTPUT

    def may_write(self, file: Path, options: Options) -> None:
        """Ends with one line on how to go on, before anything is read."""
        if self.save and options == NO_OPTIONS:
            raise typer.BadParameter(
                "--save keeps the options given, and there are none: give those that decide, "
                "for example --delimiter ';' --save"
            )
        place = self._place(file)
        if self.draft and not self.prints and (place.is_dir() or not place.parent.is_dir()):
            raise typer.BadParameter(f"--output: no file can be written at '{place}'")
        if self.draft and not self.force and _has_meaning(place):
            raise typer.BadParameter(
                f"{place.name} is there already: --force overwrites it, --output PATH writes "
                "elsewhere, --output - prints it"
            )

    def write(self, reading: Reading, file: Path, options: Options) -> Iterator[str]:
        """Writes it and says what was written."""
        if self.save:
            yield f"Saved: {printable_name(save_options(file, options))}"
        if self.draft and not reading.problems:
            text = draft(reading, reading.file, options)
            if self.prints:
                say(text.rstrip("\n"))
            else:
                self._place(file).write_text(text, encoding="utf-8")
                yield f"Draft: {printable_name(self._place(file))} ({_asked(text)})"
        elif self.draft:
            yield "No draft: solve the problems first."

    def _place(self, file: Path) -> Path:
        return self.output or beside(file)


def _asked(draft: str) -> str:
    from etl.sources.declaration import QUESTION  # noqa: PLC0415  # for --draft alone

    count = draft.count(f"\n{QUESTION}")
    return f"{count} questions to answer, then `alf load`" if count else "look at it, then load it"


def _has_meaning(place: Path) -> bool:
    return place.exists() and not document_at(place).keys() <= NO_MEANING


def draft(reading: Reading, name: str, options: Options) -> str:
    """A first declaration, with the options it was read by."""
    from etl.sources.draft import draft_of  # noqa: PLC0415  # half a second, for --draft alone

    if reading.answers is not None:
        raise InputRefused([_no_draft_of_answers(reading.file)])
    text = draft_of(reading, name)
    return text if options == NO_OPTIONS else with_options(tomlkit.parse(text), options)


def _no_draft_of_answers(file: str) -> Problem:
    return Problem(
        "survey_answers",
        "seems to hold survey answers, and a declaration would show what is in its cells",
        file,
        remedy="if it holds none, say so with --not-answers",
    )
