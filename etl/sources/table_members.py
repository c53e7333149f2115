"""A spelling in a file → the member of a dimension, as the declaration and the registry know it.

An unknown spelling is never guessed: it comes back as such, and all of them are said together
with the nearest known ones.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from etl.sources.declaration_model import TableDeclaration
from etl.sources.period_words import period_code
from warehouse.areas import UnknownCode, area_of
from warehouse.indicators.model import Indicator
from warehouse.members import ALL, ESTIMATES, GROUPS, NATURES, READINGS, SEXES
from warehouse.period import UnparseablePeriod
from warehouse.regions import REGIONS
from warehouse.registry import Registry
from warehouse.text import Text

# Instead of a member: a place that is none of the seven, where the declaration sets those aside.
OUTSIDE: Final = "\0outside"
_FIXED: Final[Mapping[str, Mapping[str, Text]]] = {
    "sex": SEXES,
    "group": GROUPS,
    "estimate": ESTIMATES,
    "nature": NATURES,
    "reading": READINGS,
}
# So near to a known name, a place is a misspelling rather than another place.
_MISSPELT: Final = 0.9


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a spelling stands for; None where nobody knows. `organisation` comes with some areas."""

    member: str | None
    organisation: str | None = None


UNKNOWN: Final = Meaning(None)


@dataclass(frozen=True, slots=True)
class Resolver:
    """For one dimension of one table: asks the declaration first, then what is known anyway."""

    declared: Mapping[str, str]
    known: Callable[[str], Meaning]

    def meaning(self, spelling: str) -> Meaning:
        if spelling in self.declared:
            # Mapped by hand: the region as a whole, where others stand for an organisation.
            return Meaning(self.declared[spelling], ALL)
        return self.known(spelling) if spelling else UNKNOWN


def resolver(
    dimension: str,
    table: TableDeclaration,
    registry: Registry,
    indicators: Sequence[Indicator],
) -> Resolver:
    declared = {tidy(cell): member for cell, member in table.members.get(dimension, {}).items()}
    return Resolver(declared, _known(dimension, table, registry, indicators))


def tidy(cell: str) -> str:
    """As cells are compared: spaces of every kind are one space."""
    return " ".join(cell.split())


def _known(
    dimension: str,
    table: TableDeclaration,
    registry: Registry,
    indicators: Sequence[Indicator],
) -> Callable[[str], Meaning]:
    if dimension == "period":
        return _period
    if dimension == "region":
        return _region(table)
    return _labelled(members_of(dimension, registry, indicators))


def _period(spelling: str) -> Meaning:
    try:
        return Meaning(period_code(spelling))
    except UnparseablePeriod:
        return UNKNOWN


def _region(table: TableDeclaration) -> Callable[[str], Meaning]:
    outside = OUTSIDE if table.outside else None
    return _coded(table.areas, outside) if table.areas else _named(outside)


def _coded(scheme: str, outside: str | None) -> Callable[[str], Meaning]:
    def known(spelling: str) -> Meaning:
        try:
            area = area_of(scheme, spelling)
        except UnknownCode:
            return UNKNOWN
        return Meaning(outside) if area is None else Meaning(area.region.code, area.organisation)

    return known


def _named(outside: str | None) -> Callable[[str], Meaning]:
    def known(spelling: str) -> Meaning:
        code = region_of_name(spelling)
        if code is not None:
            return Meaning(code)
        near = get_close_matches(spelling.casefold(), _region_names(), n=1, cutoff=_MISSPELT)
        return UNKNOWN if near else Meaning(outside)

    return known


@lru_cache(maxsize=1)
def _region_names() -> Mapping[str, str]:
    return {
        name.strip().casefold(): region.code
        for region in REGIONS.values()
        for name in region.spellings
    }


def region_of_name(spelling: str) -> str | None:
    """The code of a region by a name it is known by; as `region_for`, without looking for others.

    A column may hold thousands of names that are no region.
    """
    return _region_names().get(spelling.strip().casefold())


def _labelled(members: Mapping[str, Text]) -> Callable[[str], Meaning]:
    """By code or by name in either language; a name that two members have is known by none."""
    found: dict[str, set[str]] = {}
    for code, text in members.items():
        for word in {code, text.sv, text.en}:
            found.setdefault(word.casefold(), set()).add(code)
    single = {word: next(iter(codes)) for word, codes in found.items() if len(codes) == 1}

    def known(spelling: str) -> Meaning:
        return Meaning(single.get(spelling.casefold()))

    return known


def nearest_member(spelling: str, members: Mapping[str, Text]) -> str:
    """The codes of the nearest members, for a message; nothing where none is near."""
    words = {word.casefold(): code for code, t in members.items() for word in (code, t.sv, t.en)}
    near = get_close_matches(spelling.casefold(), words, n=2)
    codes = list(dict.fromkeys(words[word] for word in near))
    return f" (nearest: {', '.join(codes)})" if codes else ""


def members_of(
    dimension: str, registry: Registry, indicators: Sequence[Indicator]
) -> Mapping[str, Text]:
    """Every member that a spelling of this dimension could mean."""
    if dimension in _FIXED:
        return _FIXED[dimension]
    if dimension == "organisation":
        return {code: one.name for code, one in registry.organisations.items()}
    if dimension == "item":
        return {code: text for one in indicators for code, text in one.items.items()}
    if dimension == "category":
        return {code: text for one in indicators for code, text in one.categories.items()}
    return {}
