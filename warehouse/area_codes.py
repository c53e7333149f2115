"""The lists of codes that others keep: written down once, each with where it is published.

Only the lists and their shape; what a cell means is asked in `areas.py`. A code is text: "0001"
is not 1.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from warehouse.members import ALL
from warehouse.organisations import ORGANISATIONS
from warehouse.regions import NATION, REGIONS, Region
from warehouse.text import Text


class AreaKind(StrEnum):
    """What a code stands for."""

    NATION = "nation"
    COUNTY = "county"
    REGION = "region"
    MUNICIPALITY = "municipality"
    GROUP = "group"
    INSTITUTION = "institution"


@dataclass(frozen=True, slots=True)
class Area:
    """One of the seven or the nation; `organisation` is `all` where it is the whole region."""

    region: Region
    organisation: str
    kind: AreaKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A list of codes kept by somebody else.

    `form` is what a cell looks like: its group `code` is the code, what follows is its name.
    `areas` are the codes that are ours, `others` codes of the same list that are not, with their
    names. `other_forms` tell by their look codes of another kind that stand in the same columns.
    `address` is where the list is published; `evidence` is what was read to write it down here.
    """

    id: str
    title: Text
    address: str
    evidence: str
    form: re.Pattern[str]
    areas: Mapping[str, Area]
    others: Mapping[str, str]
    kind: AreaKind
    other_forms: Mapping[AreaKind, re.Pattern[str]]


def _whole_regions(codes: Mapping[str, str], nation: str, kind: AreaKind) -> dict[str, Area]:
    regions = {code: Area(REGIONS[region], ALL, kind) for code, region in codes.items()}
    return {nation: Area(NATION, ALL, AreaKind.NATION), **regions}


def _university(code: str) -> Area:
    region = ORGANISATIONS[code].region
    assert region is not None
    return Area(REGIONS[region], code, AreaKind.INSTITUTION)


COUNTY: Final = Scheme(
    id="county",
    title=Text("Länskod (SCB)", "County code (Statistics Sweden)"),
    address="https://api.scb.se/OV0104/v1/doris/sv/ssd/BE/BE0101/BE0101A/BefolkningNy",
    evidence=(
        "the variable Region of that table, and the same codes with English names in the PX file"
        " https://github.com/statisticssweden/PxWeb PXWeb/Resources/PX/Databases/Example/"
        "Population/BE0101A1.px"
    ),
    # Exports write code and name into one cell: "01 Stockholms län".
    form=re.compile(r"(?P<code>\d{2})(?: +\D.*)?", re.ASCII),
    areas=_whole_regions(
        {
            "01": "stockholm",
            "03": "uppsala",
            "05": "ostergotland",
            "12": "skane",
            "14": "vastra_gotaland",
            "18": "orebro",
            "24": "vasterbotten",
        },
        "00",
        AreaKind.COUNTY,
    ),
    others={
        "04": "Södermanlands län",
        "06": "Jönköpings län",
        "07": "Kronobergs län",
        "08": "Kalmar län",
        "09": "Gotlands län",
        "10": "Blekinge län",
        "13": "Hallands län",
        "17": "Värmlands län",
        "19": "Västmanlands län",
        "20": "Dalarnas län",
        "21": "Gävleborgs län",
        "22": "Västernorrlands län",
        "23": "Jämtlands län",
        "25": "Norrbottens län",
    },
    kind=AreaKind.COUNTY,
    other_forms={AreaKind.MUNICIPALITY: re.compile(r"(?P<code>\d{4})(?: +\D.*)?", re.ASCII)},
)

KOLADA: Final = Scheme(
    id="kolada",
    title=Text("Kommun- och regionkod i Kolada", "Municipality and region code in Kolada"),
    address="https://api.kolada.se/v3/municipality",
    evidence=(
        "an answer of the service (0001 = Region Stockholm, type L, beside 0180 = Stockholm, type"
        " K) and Kolada's measure N79179 for all 21 regions and the nation, as quoted in public"
        " code"
    ),
    # Regions are 00 and the county code; they are never two digits.
    form=re.compile(r"(?P<code>00\d{2})", re.ASCII),
    areas=_whole_regions(
        {
            "0001": "stockholm",
            "0003": "uppsala",
            "0005": "ostergotland",
            "0012": "skane",
            "0014": "vastra_gotaland",
            "0018": "orebro",
            "0024": "vasterbotten",
        },
        "0000",
        AreaKind.REGION,
    ),
    others={
        "0004": "Sörmland",
        "0006": "Jönköpings län",
        "0007": "Kronoberg",
        "0008": "Kalmar",
        "0009": "Gotland",
        "0010": "Blekinge",
        "0013": "Halland",
        "0017": "Värmland",
        "0019": "Västmanland",
        "0020": "Dalarna",
        "0021": "Gävleborg",
        "0022": "Västernorrland",
        "0023": "Jämtland Härjedalen",
        "0025": "Norrbotten",
    },
    kind=AreaKind.REGION,
    other_forms={
        AreaKind.MUNICIPALITY: re.compile(r"(?P<code>(?!00)\d{4})", re.ASCII),
        AreaKind.GROUP: re.compile(r"(?P<code>G\d+)", re.ASCII),
    },
)

# The public list of institutions that deliver to Swepub, Sweden's register of publications.
_SWEPUB_OTHERS: Final[dict[str, str]] = {
    "cth": "Chalmers tekniska högskola",
    "kth": "Kungliga Tekniska högskolan",
    "su": "Stockholms universitet",
    "ltu": "Luleå tekniska universitet",
    "lnu": "Linnéuniversitetet",
    "slu": "Sveriges lantbruksuniversitet",
    "kau": "Karlstads universitet",
    "hj": "Jönköping University",
    "miun": "Mittuniversitetet",
    "mau": "Malmö universitet",
    "sh": "Södertörns högskola",
    "mdh": "Mälardalens universitet",
    "du": "Högskolan Dalarna",
    "hb": "Högskolan i Borås",
    "hig": "Högskolan i Gävle",
    "hh": "Högskolan i Halmstad",
    "hkr": "Högskolan Kristianstad",
    "bth": "Blekinge Tekniska Högskola",
    "his": "Högskolan i Skövde",
    "hv": "Högskolan Väst",
    "fhs": "Försvarshögskolan",
    "esh": "Ersta Sköndal Bräcke högskola",
    "gih": "Gymnastik- och idrottshögskolan",
    "rkh": "Röda Korsets Högskola",
    "shh": "Sophiahemmet Högskola",
    "konstfack": "Konstfack",
    "ths": "Enskilda Högskolan Stockholm",
    "kmh": "Kungl. Musikhögskolan",
    "uniarts": "Stockholms konstnärliga högskola",
    "kkh": "Kungl. Konsthögskolan",
}
_SWEPUB: Final[dict[str, str]] = {
    "umu": "umea_university",
    "uu": "uppsala_university",
    "ki": "karolinska_institutet",
    "oru": "orebro_university",
    "liu": "linkoping_university",
    "gu": "gothenburg_university",
    "lu": "lund_university",
}
_SWEPUB_EVIDENCE: Final = (
    "https://github.com/libris/swepub-redux service/vue3-client/cypress/fixtures/sources.json"
)

SWEPUB: Final = Scheme(
    id="swepub",
    title=Text("Lärosäteskod i Swepub", "Code of institution in Swepub"),
    address="https://bibliometri.swepub.kb.se/",
    evidence=_SWEPUB_EVIDENCE,
    form=re.compile(r"(?P<code>[a-z]+)", re.ASCII | re.IGNORECASE),
    areas={code: _university(university) for code, university in _SWEPUB.items()},
    others=_SWEPUB_OTHERS,
    kind=AreaKind.INSTITUTION,
    other_forms={},
)

# Names that the list of Swepub has otherwise or not at all:
# https://www.sunet.se/om-sunet/anslutna-organisationer
_OTHER_INSTITUTIONS: Final[tuple[str, ...]] = (
    "Chalmers",
    "Handelshögskolan i Stockholm",
    "Johannelunds teologiska högskola",
    "Jönköping university",
    "KTH",
    "Kungliga Konsthögskolan",
    "Kungliga Musikhögskolan",
    "Marie Cedershiöld högskola",
    "Mälardalens högskola",
)


def _university_names() -> dict[str, Area]:
    """Both names of the seven as `organisations.py` has them, and their codes in Swepub."""
    names: dict[str, Area] = {}
    for code, university in _SWEPUB.items():
        name = ORGANISATIONS[university].name
        names.update(dict.fromkeys((name.sv, name.en, code), _university(university)))
    return names


def _other_institutions() -> dict[str, str]:
    listed = {spelling: name for code, name in _SWEPUB_OTHERS.items() for spelling in (code, name)}
    return {**dict(zip(_OTHER_INSTITUTIONS, _OTHER_INSTITUTIONS, strict=True)), **listed}


UNIVERSITY: Final = Scheme(
    id="university",
    title=Text("Lärosätets namn", "Name of the institution"),
    address="https://bibliometri.swepub.kb.se/",
    evidence=_SWEPUB_EVIDENCE,
    form=re.compile(r"(?P<code>.+)"),
    areas=_university_names(),
    others=_other_institutions(),
    kind=AreaKind.INSTITUTION,
    other_forms={},
)

SCHEMES: Final[Mapping[str, Scheme]] = {
    scheme.id: scheme for scheme in (COUNTY, KOLADA, SWEPUB, UNIVERSITY)
}
