"""Members that spellings in an export seem to mean; "" where a person must say."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from etl.sources.period_words import period_code
from etl.surveys.draft.known import folded
from etl.surveys.model import Role
from warehouse.members import ALL, GROUPS
from warehouse.organisations import ORGANISATIONS
from warehouse.period import UnparseablePeriod
from warehouse.regions import ALF_REGIONS, UnknownRegion, region_for

_SEXES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("kvinna", "kvinnor", "kvinnlig", "kvinne"), "women"),
    **dict.fromkeys(("female", "woman", "women"), "women"),
    **dict.fromkeys(("man", "män", "manlig", "male", "men", "mann", "menn"), "men"),
    **dict.fromkeys(
        (
            "annat", "annan", "annan könsidentitet", "annat kön", "annat alternativ", "other",
            "non-binary", "nonbinary", "icke-binär", "ickebinär", "annet", "ikke-binær",
            "non-binary / third gender", "third gender", "prefer to self-describe",
        ),
        "other",
    ),
    **dict.fromkeys(
        (
            "vill ej ange", "vill inte ange", "vill ej uppge", "vill inte uppge", "vill ej svara",
            "vill inte svara", "uppgift saknas", "okänt", "okänd", "vet ej", "unknown",
            "prefer not to say", "prefer not to answer", "ønsker ikke å svare", "vil ikke oppgi",
            "ej angivet", "ej svar",
        ),
        "unknown",
    ),
}  # fmt: skip
_LETTERS: Final[Mapping[str, str]] = {"f": "women", "k": "women", "m": "men", "w": "women"}

_PROGRAMMES: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), group)
    for pattern, group in (
        (r"special\w*\W*sjuk?sköterske|specialist nurs", "specialist_nursing_students"),
        (r"barnmorske|midwifery|jordmorutdanning", "midwifery_students"),
        (r"röntgen|radiograph|radiografi", "radiography_students"),
        (r"sjuksköterske|nursing|sykepleierutdanning", "nursing_students"),
        (r"tandläkar|dentistry|dental surg", "dental_students"),
        (r"tandhygien|dental hygien", "dental_hygiene_students"),
        (
            r"läkarpro|läkarut|läkarstud|^läkare?$|^medicine$|medical pro|medisin",
            "medical_students",
        ),
        (r"fysioterap|sjukgymn|physiotherap", "physiotherapy_students"),
        (r"arbetsterap|occupational therap|ergoterap", "occupational_therapy_students"),
        (r"biomedicinsk|biomedical lab|bioingeniør", "biomedical_science_students"),
        (r"logoped|speech", "speech_therapy_students"),
        (r"audionom|audiolog", "audiology_students"),
        (r"dietist|dietet", "dietetics_students"),
        (r"psykolog|psycholog", "psychology_students"),
        (r"apotekar|receptarie|pharmac", "pharmacy_students"),
        (r"socionom|social work", "social_work_students"),
    )
)


def is_sex(cells: Iterable[str], *, strictly: bool = False) -> bool:
    """Whether cells are words for sex; strictly: without single letters, and with both of them."""
    words = {folded(cell) for cell in cells}
    known = set(_SEXES) if strictly else {*_SEXES, *_LETTERS}
    if not words or not words <= known:
        return False
    return not strictly or {_SEXES[word] for word in words} >= {"women", "men"}


def member_for(role: Role, cell: str) -> str:
    """The member, where the words leave little doubt; the draft asks to confirm it all the same."""
    word = folded(cell)
    match role:
        case Role.SEX:
            return _SEXES.get(word, _LETTERS.get(word, ""))
        case Role.PROGRAMME:
            return _programme(cell, word)
        case Role.REGION:
            return _region(cell)
        case Role.TERM:
            return _term(cell)
        case _:
            return _ORGANISATIONS.get(word.removesuffix(" ab"), "")


def _programme(cell: str, word: str) -> str:
    for code, text in GROUPS.items():
        if code != ALL and word in (folded(text.sv), folded(text.en)):
            return code
    return next((group for pattern, group in _PROGRAMMES if pattern.search(cell)), "")


def _region(cell: str) -> str:
    try:
        code = region_for(cell).code
    except UnknownRegion:
        return ""
    return code if code in {region.code for region in ALF_REGIONS} else ""


def _term(cell: str) -> str:
    try:
        return period_code(cell)
    except UnparseablePeriod:
        return ""


_ORGANISATIONS: Final[Mapping[str, str]] = {
    folded(name).removesuffix(" ab"): code
    for code, one in ORGANISATIONS.items()
    if code != ALL
    for name in (one.name.sv, one.name.en)
}
