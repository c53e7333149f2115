"""New files against those that are held already: whose place one takes, what it is read by."""

from collections.abc import Iterable

import polars as pl

from etl.inputs import InputFile


def replaced_by(new: Iterable[InputFile], accepted: pl.DataFrame) -> dict[str, str]:
    """Id of each file whose place a new one takes → what to say of it.

    Answers of a service whose declaration is asked again, and the same bytes under the same name
    with another declaration: who corrects a declaration does not mean both.
    """
    found: dict[str, str] = {}
    for file in (file for file in new if file.declaration):
        assert file.declaration is not None
        is_service = file.declaration.meaning.service is not None
        same = accepted.filter(name=file.name)
        if not is_service:
            same = same.filter(sha256=file.sha256)
        what = "the new answer" if is_service else "the file with its changed declaration"
        found |= {old: f"{file.name}: {what} takes the place of {old}" for old in same["id"]}
    return found


def read_as_before(new: Iterable[InputFile], accepted: pl.DataFrame) -> list[str]:
    """New files that an earlier declaration is for, such as those of the next year."""
    known = set(accepted["declaration"])
    return [
        f"{file.name}: read as {file.declaration.name} of an earlier load declares"
        for file in new
        if file.declaration and file.declaration.sha256 in known
        if file.declaration.meaning.service is None
    ]
