"""The period of a table that stands in its title or in the name of its file, not in a column.

So the declaration of this year is also that of next year's file. Where no period stands there, or
several, the file is refused: which of them it would be is not guessed.
"""

import re
from dataclasses import replace

from etl.problems import Problem
from etl.readers.model import AsideKind, RawTable
from etl.sources.declaration_model import FROM_NAME, FROM_TITLE, TableDeclaration
from etl.sources.draft_guess import periods_in

_TITLES = (AsideKind.TITLE, AsideKind.NOTE, AsideKind.UNIT)


def dated(table: TableDeclaration, raw: RawTable, place: Problem) -> TableDeclaration | Problem:
    """The table with its period said; itself where it says the period in another way."""
    said = table.constants.get("period")
    if said not in (FROM_NAME, FROM_TITLE):
        return table
    where, text = _text(said, raw, place.file)
    found = sorted(periods_in(text))
    if len(found) == 1:
        return replace(table, constants={**table.constants, "period": found[0]})
    listed = f"{len(found)} different ones ({', '.join(found)})" if found else "none"
    message = f'{table.path}: the period is "{said}", and {where} hold {listed}'
    remedy = "say the period itself in [table.constants]"
    return replace(place, rule="period_of_file", message=message, remedy=remedy)


def _text(said: str, raw: RawTable, file: str) -> tuple[str, str]:
    if said == FROM_NAME:
        return "the words of the file's name", re.sub(r"[_.]", " ", file)
    rows = [aside.text for aside in raw.aside if aside.kind in _TITLES]
    return "the rows above the table", " ".join(rows)
