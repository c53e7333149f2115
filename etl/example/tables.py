"""Gender and funding series of the example: two tables with their declarations.

The figures follow from the truths here, to the last digit: nothing is drawn.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from etl.example.instruments import both
from etl.example.questionnaire import SOURCE
from etl.example.truths import FIRST_YEAR, LAST_YEAR, SIZES
from warehouse.organisations import ORGANISATIONS
from warehouse.regions import REGIONS
from warehouse.text import Text

# Women among professors in the first and the last year, in per cent, and how many professors a
# region of size 1 has.
WOMEN_AMONG_PROFESSORS: Final[Mapping[str, tuple[float, float]]] = {
    "vasterbotten": (26, 41), "uppsala": (24, 33), "stockholm": (28, 39), "orebro": (22, 44),
    "ostergotland": (23, 30), "vastra_gotaland": (27, 38), "skane": (25, 35),
}  # fmt: skip
_PROFESSORS: Final = 120
# Compensation for education and for research in the first year, in kronor, for a region of size
# 1, and by how much a year it grows.
EDUCATION: Final = 60_000_000
RESEARCH: Final = 180_000_000
GROWTH: Final = 0.02
_SHORT: Final = Text("Exempeldata", "Example data")


@dataclass(frozen=True, slots=True)
class Declared:
    """A file of figures and the declaration beside it."""

    name: str
    content: bytes
    declaration: str


def declared_tables() -> list[Declared]:
    return [_professors(), _compensation()]


def women_among_professors(region: str, year: int) -> tuple[int, int]:
    """Women and all professors, counted in persons."""
    first, last = WOMEN_AMONG_PROFESSORS[region]
    share = first + (last - first) * (year - FIRST_YEAR) / (LAST_YEAR - FIRST_YEAR)
    total = round(_PROFESSORS * SIZES[region])
    return round(total * share / 100), total


def compensation(region: str, purpose: str, year: int) -> int:
    """Whole kronor."""
    first = {"education": EDUCATION, "research": RESEARCH}[purpose] * SIZES[region]
    return round(first * (1 + GROWTH) ** (year - FIRST_YEAR))


def _professors() -> Declared:
    rows: list[Sequence[object]] = [["Lärosäte", "År", "Kön", "Andel (%)", "Antal", "Alla"]]
    for region in SIZES:
        for year in range(FIRST_YEAR, LAST_YEAR + 1):
            women, total = women_among_professors(region, year)
            for sex, count in (("Kvinnor", women), ("Män", total - women)):
                share = f"{100 * count / total:.1f}".replace(".", ",")
                rows.append([_university(region), year, sex, share, count, total])
    return Declared("exempel_professorer.csv", _csv(rows), "\n".join(_professors_declared()))


def _professors_declared() -> Iterator[str]:
    yield from _head()
    yield """[[table]]
indicator = "staff_share_by_sex"
unit = "%"
areas = "university"
[table.columns]
region = "Lärosäte"
period = "År"
sex = "Kön"
value = "Andel (%)"
numerator = "Antal"
denominator = "Alla"
[table.constants]
organisation = "from_area"
group = "professors"
item = "headcount"
estimate = "unweighted"
nature = "outcome"
"""


def _compensation() -> Declared:
    rows: list[Sequence[object]] = [["Region", "År", "Ändamål", "Kronor"]]
    words = {"education": "Utbildning", "research": "Forskning"}
    for region in SIZES:
        for year in range(FIRST_YEAR, LAST_YEAR + 1):
            amounts = {word: compensation(region, code, year) for code, word in words.items()}
            for word, amount in {**amounts, "Totalt": sum(amounts.values())}.items():
                rows.append([REGIONS[region].name.sv, year, word, amount])
    return Declared("exempel_ersattning.csv", _csv(rows), "\n".join(_compensation_declared()))


def _compensation_declared() -> Iterator[str]:
    yield from _head()
    yield """[[table]]
indicator = "alf_compensation"
unit = "kr"
[table.columns]
region = "Region"
period = "År"
item = "Ändamål"
value = "Kronor"
[table.constants]
organisation = "all"
sex = "all"
group = "all"
estimate = "unweighted"
nature = "outcome"
[table.members.item]
"Utbildning" = "education"
"Forskning" = "research"
"Totalt" = "total"
[[table.sum]]
item = "total"
of = ["education", "research"]
tolerance = 0
"""


def _head() -> Iterator[str]:
    yield "format = 1"
    yield f'[source]\nid = "{SOURCE}"\nshort = {both(_SHORT)}\npublisher = "ALF Atlas"\n'


def _university(region: str) -> str:
    code = REGIONS[region].university
    assert code is not None
    return ORGANISATIONS[code].name.sv


def _csv(rows: Sequence[Sequence[object]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerows(rows)
    return text.getvalue().encode()
