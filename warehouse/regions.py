"""The seven ALF regions, the nation, and how sources spell them. An unknown spelling raises."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from warehouse.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A region of the ALF agreement, or a member of the same list that is not one.

    `order` runs from north to south; `agreement_since` is the first year of the agreement
    where it began later than for the others; `spellings` are what sources write.
    """

    code: str
    name: Text
    short: Text
    order: int
    university: str | None
    spellings: tuple[str, ...]
    agreement_since: int | None = None


def _region(
    code: str, name: str, order: int, university: str, *spellings: str, since: int | None = None
) -> Region:
    return Region(
        code=code,
        name=Text(name, name),
        short=Text(spellings[0], spellings[0]),
        order=order,
        university=university,
        spellings=(name, code, *spellings),
        agreement_since=since,
    )


# What sources write, beside the name itself. Counties in Swedish and English: Statistics Sweden's
# tables (https://api.scb.se/OV0104/v1/doris/sv/ssd/BE/BE0101/BE0101A/BefolkningNy and
# .../en/ssd/...); regions by the name they carry themselves: the list of regions in Kolada
# (https://api.kolada.se/v3/municipality) and, for VGR, Västra Götalandsregionen's
# own surveys (see sources.csv).
ALF_REGIONS: Final[tuple[Region, ...]] = (
    _region(
        "vasterbotten",
        "Västerbotten",
        1,
        "umea_university",
        "Västerbotten",
        "Västerbottens län",
        "Region Västerbotten",
        "Västerbotten county",
    ),
    _region(
        "uppsala",
        "Uppsala",
        2,
        "uppsala_university",
        "Uppsala",
        "Uppsala län",
        "Region Uppsala",
        "Uppsala county",
    ),
    _region(
        "stockholm",
        "Stockholm",
        3,
        "karolinska_institutet",
        "Stockholm",
        "Stockholms län",
        "Region Stockholm",
        "Stockholm county",
    ),
    _region(
        "orebro",
        "Örebro län",
        4,
        "orebro_university",
        "Örebro",
        "Region Örebro län",
        "Örebro county",
        since=2015,
    ),
    _region(
        "ostergotland",
        "Östergötland",
        5,
        "linkoping_university",
        "Östergötland",
        "Östergötlands län",
        "Region Östergötland",
        "Östergötland county",
    ),
    _region(
        "vastra_gotaland",
        "Västra Götaland",
        6,
        "gothenburg_university",
        "Västra Götaland",
        "Västra Götalands län",
        "Västra Götalandsregionen",
        "Region Västra Götaland",
        "Västra Götaland county",
        "VGR",
    ),
    _region(
        "skane",
        "Skåne",
        7,
        "lund_university",
        "Skåne",
        "Skåne län",
        "Region Skåne",
        "Skåne county",
    ),
)

NATION: Final = Region(
    code="riket",
    name=Text("Riket", "Sweden"),
    short=Text("Riket", "Sweden"),
    order=8,
    university=None,
    spellings=("riket", "Riket", "Sverige", "Sverige (riket)", "Sweden"),
)

# Neither a region nor the nation: always named by its organisation, never drawn as the nation.
OTHER: Final = Region(
    code="other",
    name=Text("Annat område", "Other area"),
    short=Text("Annat", "Other"),
    order=9,
    university=None,
    spellings=("other",),
)

REGIONS: Final[dict[str, Region]] = {r.code: r for r in (*ALF_REGIONS, NATION, OTHER)}
ALF_REGION_CODES: Final[tuple[str, ...]] = tuple(r.code for r in ALF_REGIONS)

_BY_SPELLING: Final[dict[str, Region]] = {
    spelling.casefold(): region for region in REGIONS.values() for spelling in region.spellings
}


class UnknownRegion(ValueError):
    """Spellings that no region has; the message names each with the nearest known ones."""

    def __init__(self, spellings: Iterable[str]) -> None:
        self.spellings = tuple(sorted(set(spellings)))
        super().__init__("unknown region: " + "; ".join(map(_with_nearest, self.spellings)))


def _with_nearest(spelling: str) -> str:
    nearest = get_close_matches(spelling.casefold(), _BY_SPELLING, n=2)
    names = sorted({_BY_SPELLING[match].name.sv for match in nearest})
    return f"'{spelling}' (nearest: {', '.join(names)})" if names else f"'{spelling}'"


def region_for(spelling: str) -> Region:
    """The region that a source means by this spelling; raises UnknownRegion."""
    region = _BY_SPELLING.get(spelling.strip().casefold())
    if region is None:
        raise UnknownRegion([spelling])
    return region
