"""Units that a file states, as written; a source must confirm them, nothing is converted."""

import re
from collections.abc import Sequence
from typing import Final

from etl.readers.model import Aside, AsideKind, Column, FoundUnit

_MONEY: Final = (
    r"[tm]kr|mnkr|mdkr|mdr kr|[km]sek|[km]nok|[km]?eur|[km]?gbp|[km]?usd|[km]?dkk|sek|nok|chf|"
    r"tusen(?:tals?|tal)? (?:kronor|kroner|kr)|"
    r"(?:1 ?000|1000)-?(?:tals?)? ?(?:kronor|kroner|kr)|"
    r"(?:miljon(?:er|tals?)?|miljard(?:er|tals?)?|mill(?:ioner|iarder)?\.?|mrd\.?) "
    r"(?:svenska |norske )?(?:kronor|kroner|kr)|"
    r"(?:sek|nok|eur|usd|gbp|[£€$]) ?(?:thousands?|millions?|billions?|000s?|['’]000s?|mn?|bn|k)\b|"
    r"(?:thousands?|millions?|billions?)(?: of)? (?:sek|nok|euros?|eur|dollars?|pounds|kronor)|"
    r"(?:löpande|fasta) priser|kronor|kroner|euros?|[£€$]"
)
_SHARE: Final = r"procentenhet(?:er)?|procent|prosent|per ?cent|percentage points?|%|‰|promille"
_COUNT: Final = r"antal|antall|heltidsekvivalenter|helårsstudenter|årsarbetskrafter|fte|headcount"
_MEASURE: Final = (
    r"thousand (?:tonnes|persons|people)|tusental|tonnes?|ton|kg|gwh|mwh|kwh|twh|km2?|m[23²³]|"
    r"hektar|ha|index(?: ?[0-9]{4} ?= ?100)?|per (?:1 ?000|100 ?000|10 ?000) inv(?:ånare|\.)?"
)
_END: Final = r"(?![\w])"
ANYWHERE: Final = re.compile(rf"(?i)(?<!\w)(?:{_MONEY}|{_SHARE}){_END}")
IN_HEADER: Final = re.compile(rf"(?i)(?<!\w)(?:{_MONEY}|{_SHARE}|{_COUNT}|{_MEASURE}){_END}")
_BRACKETS: Final = re.compile(r"[(\[]([^()\[\]]{1,30})[)\]]")
# Brackets around all of a text; those around its last word belong to it.
_ENCLOSED: Final = re.compile(r"^[(\[]([^()\[\]]*)[)\]]$")
_ALONE: Final = re.compile(
    r"(?i)^\W*(?:(?:enhet|units?|måttenhet|belopp|all figures|figures|values)\s*"
    rf"(?:in|i|:|är|are)*\s*)?(?:(?:{_MONEY}|{_SHARE}|{_MEASURE})[^.]{{0,30}}|{_COUNT})\W*$"
)


def unit_in(name: str) -> str | None:
    """The unit that the name of a column states: one in brackets before one in words."""
    for bracket in _BRACKETS.finditer(name):
        if (match := IN_HEADER.search(bracket[1])) is not None:
            inner = bracket[1].strip()
            return inner if len(inner) <= 20 else match[0]
    match = IN_HEADER.search(name)
    return None if match is None else match[0]


def is_unit_row(text: str) -> bool:
    """Whether a row says nothing but a unit."""
    return len(text) <= 60 and _ALONE.match(text) is not None


def find_units(aside: Sequence[Aside], columns: Sequence[Column]) -> tuple[FoundUnit, ...]:
    """Units in the rows set aside, then those in the names and the formats of columns."""
    found = [
        FoundUnit(written=unit, place=row.kind.value, row=row.row)
        for row in aside
        if (unit := _unit_of(row)) is not None
    ]
    found += [
        FoundUnit(written=column.unit, place="header", column=column.name)
        for column in columns
        if column.unit is not None
    ]
    return tuple(found)


def _unit_of(row: Aside) -> str | None:
    """In running text only money and shares: words such as `antal` say little there."""
    if row.kind is AsideKind.BLANK:
        return None
    if row.kind is AsideKind.UNIT:
        return _ENCLOSED.sub(r"\1", row.text.strip(" |"))
    match = ANYWHERE.search(row.text)
    return None if match is None else match[0]
