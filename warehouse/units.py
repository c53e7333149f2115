"""Units: one base unit is stored, and what sources print is converted to it by name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from warehouse.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A base unit. `symbol` follows a number ("%" after a space); `decimals` is the most shown."""

    id: str
    label: Text
    symbol: Text
    decimals: int


def _unit(identifier: str, label: Text, symbol: Text, decimals: int = 0) -> Unit:
    return Unit(id=identifier, label=label, symbol=symbol, decimals=decimals)


PERCENT: Final = _unit("percent", Text("procent", "percent"), Text("%", "%"), 1)
SEK: Final = _unit("sek", Text("kronor", "Swedish kronor"), Text("kr", "SEK"))
PERSONS: Final = _unit("persons", Text("personer", "persons"), Text("personer", "persons"))
FULL_TIME: Final = _unit(
    "full_time_equivalents",
    Text("heltidsekvivalenter", "full-time equivalents"),
    Text("heltidsekv.", "FTE"),
    1,
)
PLACES: Final = _unit("places", Text("platser", "places"), Text("platser", "places"), 1)
APPLICATIONS: Final = _unit(
    "applications", Text("ansökningar", "applications"), Text("ansökningar", "applications")
)
APPLICANTS_PER_PLACE: Final = _unit(
    "applicants_per_place",
    Text("sökande per plats", "applicants per place"),
    Text("per plats", "per place"),
    2,
)
COUNT: Final = _unit("count", Text("antal", "number"), Text("", ""))
MEAN_SCORE: Final = _unit("mean_score", Text("medelvärde", "mean score"), Text("", ""), 2)
GRADE: Final = _unit("grade", Text("omdöme", "grade"), Text("", ""))
RANK: Final = _unit("rank", Text("placering", "rank"), Text("", ""))
INDEX: Final = _unit("index", Text("index", "index"), Text("", ""), 2)
INDEX_POINTS: Final = _unit(
    "index_points", Text("indexpoäng, 0–100", "index points, 0–100"), Text("poäng", "points"), 1
)
RATIO: Final = _unit("ratio", Text("kvot", "ratio"), Text("", ""), 2)
AUTHORSHIPS: Final = _unit(
    "authorships", Text("författarskap", "authorships"), Text("författarskap", "authorships")
)

UNITS: Final[dict[str, Unit]] = {
    unit.id: unit
    for unit in (
        PERCENT, SEK, PERSONS, FULL_TIME, PLACES, APPLICATIONS, APPLICANTS_PER_PLACE, COUNT,
        MEAN_SCORE, GRADE, RANK, INDEX, INDEX_POINTS, RATIO, AUTHORSHIPS,
    )
}  # fmt: skip

# What sources print → (base unit, factor). A spelling that is not here raises.
PRINTED: Final[dict[str, tuple[str, float]]] = {
    **{unit: (unit, 1.0) for unit in UNITS},
    "%": ("percent", 1.0),
    "procent": ("percent", 1.0),
    "share": ("percent", 100.0),
    "kr": ("sek", 1.0),
    "tkr": ("sek", 1e3),
    "mkr": ("sek", 1e6),
    "mnkr": ("sek", 1e6),
    "miljarder kr": ("sek", 1e9),
    "personer": ("persons", 1.0),
    "studenter": ("persons", 1.0),
    "sökande": ("persons", 1.0),
    "antagna": ("persons", 1.0),
    "helårsstudenter": ("full_time_equivalents", 1.0),
    "platser": ("places", 1.0),
    "enheter": ("count", 1.0),
    "publikationer": ("count", 1.0),
    "ansökningar": ("applications", 1.0),
    "sökande/plats": ("applicants_per_place", 1.0),
}
# An index says in which year it is 100. Which year it is makes no factor: figures of one index
# share it, and what is computed from them are ratios.
_INDEX_OF_YEAR: Final = re.compile(r"index [12][0-9]{3}=100")


class UnknownUnit(ValueError):
    """Spellings of units that nobody declared."""

    def __init__(self, spellings: Iterable[str]) -> None:
        self.spellings = tuple(sorted(set(spellings)))
        known = ", ".join((*PRINTED, "index 2020=100 with any year"))
        super().__init__(f"unknown unit: {', '.join(map(repr, self.spellings))} (known: {known})")


def base_unit(printed: str) -> tuple[Unit, float]:
    """The base unit and the factor to it; raises UnknownUnit."""
    if _INDEX_OF_YEAR.fullmatch(printed):
        return INDEX, 1.0
    try:
        unit, factor = PRINTED[printed]
    except KeyError:
        raise UnknownUnit([printed]) from None
    return UNITS[unit], factor
