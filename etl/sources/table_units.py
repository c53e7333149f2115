"""The declared unit of a column against the units that the file states.

A unit that the file states must be the declared one, or be confirmed as the file writes it:
nothing is converted by what a footer seems to say.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from etl.readers.model import AsideKind, Column, FoundUnit, RawTable
from etl.sources.declaration_model import TableDeclaration
from warehouse.units import PERCENT, PRINTED, SEK, Unit, UnknownUnit, base_unit

# How files write units, beside the spellings of `warehouse/units.py` → one of those.
_WRITTEN: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("tusentals kronor", "tusental kronor", "tusen kronor", "1000 kr", "1 000 kr",
         "1000 kronor", "1 000 kronor", "1000-tal kr", "1000-tals kr", "1000-tal kronor",
         "1000-tals kronor", "ksek", "tsek"), "tkr"),
    **dict.fromkeys(
        ("miljoner kronor", "miljontals kronor", "milj. kr", "milj kr", "msek", "miljoner kr"),
        "mkr"),
    **dict.fromkeys(("miljarder kronor", "mdkr", "mdr kr"), "miljarder kr"),
    **dict.fromkeys(("kronor", "sek", "svenska kronor"), "kr"),
    **dict.fromkeys(("per cent", "percent", "andel %", "andel i %", "andel (%)", "andel i (%)"),
                    "%"),
    **dict.fromkeys(("indextal", "indexvärde", "indeks", "index number"), "index"),
}  # fmt: skip
# "1980=100", "Index (1980 = 100)", "indextal, 2020=100": an index with the year in which it is 100.
_INDEX_OF_YEAR: Final = re.compile(
    r"(?:index|indextal|indeks)?[ ,:]*\(?(?P<year>[12][0-9]{3}) ?= ?100\)?"
)
_BASE: Final = re.compile(r"([12][0-9]{3}) ?= ?100")
# "Alla belopp anges i tkr", "Belopp, tkr": words that bring in the unit.
_INTRODUCED: Final = re.compile(
    r"^(?:(?:alla|samtliga) )?(?:belopp(?:en)?|uppgifter(?:na)?|siffror(?:na)?|tal(?:en)?|amounts?)"
    r"(?:,? (?:är |anges |anges genomgående |redovisas |are )?(?:i|in) |, |: )"
)
# Said of anything that is counted, without saying what.
COUNTED: Final = ("antal", "antall", "number", "count")

Meaning = tuple[Unit, float]


def meaning_of(written: str) -> Meaning | None:
    """The unit and factor that a file's own words mean; None where nobody has said."""
    words = re.sub(r"\s+", " ", written).strip().casefold()
    words = _INTRODUCED.sub("", words)
    meanings = {_meaning(part.strip()) for part in (words, *re.split(r"[()]", words)) if part}
    known = meanings - {None}  # "Tusentals kronor (tkr)" says it twice
    return known.pop() if len(known) == 1 else None


def _meaning(words: str) -> Meaning | None:
    if of_year := _INDEX_OF_YEAR.fullmatch(words):
        return base_unit(f"index {of_year['year']}=100")
    spellings = {spelling.casefold(): spelling for spelling in PRINTED}
    spelling = _WRITTEN.get(words) or spellings.get(words)
    return None if spelling is None else base_unit(spelling)


def spelling_of(written: str) -> str | None:
    """The declared spelling for a file's own words, for a draft; None where nobody has said."""
    meaning = meaning_of(written)
    known = [spelling for spelling in PRINTED if meaning and base_unit(spelling) == meaning]
    preferred = [one for one in ("%", "kr", "tkr", "mkr", "miljarder kr") if one in known]
    return next(iter((*preferred, *known)), None)


def unit_faults(
    table: TableDeclaration, raw: RawTable, column: Column, declared: str
) -> Iterator[tuple[str, str, int | None]]:
    """Rule, message and row of each statement of the file that the declaration does not meet."""
    try:
        meant = base_unit(declared)
    except UnknownUnit:
        return
    for stated in _about(raw, column, meant, declared):
        if _confirmed(stated.written, table) or not _is_read(stated, table):
            continue
        yield from _fault(stated, declared, meant)


def _about(raw: RawTable, column: Column, meant: Meaning, declared: str) -> list[FoundUnit]:
    """What the file states about this column: its own unit wins over one for the whole table."""
    own = [unit for unit in raw.units if unit.column == column.name]
    if not own and column.unit is not None:
        own = [FoundUnit(written=column.unit, place="header", column=column.name)]
    if own:
        return own
    shared = [unit for unit in raw.units if unit.column is None]
    if any(_agrees(unit.written, meant, declared) and not _is_footer(unit) for unit in shared):
        return []
    return [unit for unit in shared if not _is_footer(unit) or _may_concern(unit, meant)]


def _is_read(unit: FoundUnit, table: TableDeclaration) -> bool:
    """Not where it is stated of rows that are left: a data set has one for each of its contents."""
    for is_only, chosen in ((True, table.only), (False, table.skip)):
        for name, cells in chosen.items():
            if unit.place.startswith(f"{name} '"):
                listed = {f"{name} '{cell}'" for cell in cells}
                return (unit.place in listed) is is_only
    return True


def _is_footer(unit: FoundUnit) -> bool:
    return unit.place == AsideKind.FOOTER.value


def _may_concern(unit: FoundUnit, meant: Meaning) -> bool:
    """A footer that speaks of another kind of unit speaks of something else."""
    found = meaning_of(unit.written)
    return found is not None and found[0] is meant[0]


def _agrees(written: str, meant: Meaning, declared: str) -> bool:
    if _has_other_base(written, declared):
        return False
    if written.strip().casefold() in COUNTED:
        return meant[0] not in (SEK, PERCENT)
    return meaning_of(written) == meant


def _has_other_base(written: str, declared: str) -> bool:
    """Two indices that are 100 in different years are two series, in the same unit."""
    found, said = (_BASE.search(text) for text in (written, declared))
    return found is not None and said is not None and found[1] != said[1]


def _confirmed(written: str, table: TableDeclaration) -> bool:
    return written.strip().casefold() in {one.strip().casefold() for one in table.unit_confirmed}


def _fault(
    stated: FoundUnit, declared: str, meant: Meaning
) -> Iterator[tuple[str, str, int | None]]:
    confirm = f'unit_confirmed = "{stated.written}"'
    if _is_footer(stated):
        message = (
            f"the unit is declared as '{declared}', and the file states '{stated.written}' in a "
            f"footer only: confirm it with {confirm}"
        )
        yield "unit_to_confirm", message, stated.row
    elif not _agrees(stated.written, meant, declared):
        known = "" if meaning_of(stated.written) else ", which is no unit known here"
        message = (
            f"the unit is declared as '{declared}', but the file states '{stated.written}' "
            f"({stated.place}){known}: correct `unit`, or say {confirm} if the file means the same "
            "or speaks of something else"
        )
        yield "unit_disagrees", message, stated.row
