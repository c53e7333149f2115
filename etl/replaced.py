"""New files against those that are held already: whose place one takes, what it is read by."""

from collections.abc import Callable, Iterable, Sequence

import polars as pl

from etl.inputs import InputDeclaration, InputFile
from etl.surveys.model import Instrument

# The declarations of the files that are held.
Kept = Callable[[], Sequence[InputDeclaration]]


def replaced_by(new: Iterable[InputFile], accepted: pl.DataFrame, kept: Kept) -> dict[str, str]:
    """Id of each file whose place a new one takes → what to say of it.

    Answers of a service whose declaration is asked again, the same bytes under the same name
    with another declaration (who corrects a declaration does not mean both), and another delivery
    of the same survey.
    """
    found: dict[str, str] = {}
    for file in new:
        same, what = _same(file, accepted, kept)
        found |= {old: f"{file.name}: {what} takes the place of {old}" for old in same["id"]}
    return found


def _same(file: InputFile, accepted: pl.DataFrame, kept: Kept) -> tuple[pl.DataFrame, str]:
    """The files whose place a file takes, and what it is called that takes it."""
    if file.declaration is None:
        return accepted.clear(), ""
    meaning = file.declaration.meaning
    if isinstance(meaning, Instrument):
        same = [one.sha256 for one in kept() if _survey_of(one) == meaning.round.id]
        what = f"the new delivery of the survey '{meaning.round.id}'"
        return accepted.filter(pl.col("declaration").is_in(same)), what
    named = accepted.filter(name=file.name)
    if meaning.service is not None:
        return named, "the new answer"
    return named.filter(sha256=file.sha256), "the file with its changed declaration"


def _survey_of(declaration: InputDeclaration) -> str | None:
    meaning = declaration.meaning
    return meaning.round.id if isinstance(meaning, Instrument) else None


def read_as_before(new: Iterable[InputFile], accepted: pl.DataFrame) -> list[str]:
    """New files that an earlier declaration is for, such as those of the next year."""
    known = set(accepted["declaration"])
    return [
        f"{file.name}: read as {file.declaration.name} of an earlier load declares"
        for file in new
        if file.declaration and file.declaration.sha256 in known
        if not isinstance(file.declaration.meaning, Instrument)
        if file.declaration.meaning.service is None
    ]
