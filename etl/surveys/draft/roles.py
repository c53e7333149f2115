"""Which column of an export has which role, by its header and by what its cells are."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from etl.readers.model import ColumnType
from etl.surveys.answers.exports import EXPORTS
from etl.surveys.answers.exports.model import Export
from etl.surveys.draft.headings import Heading
from etl.surveys.draft.members import is_sex, member_for
from etl.surveys.draft.table import FEWEST_ROWS, Look
from etl.surveys.model import Platform, Role

# The longest header that a word alone decides; a longer one is a question about something else.
_SHORT: Final = 60

# What a column of respondents is called, best first.
RESPONDENTS: Final = (
    "svars-id", "svarsid", "svars id", "respondent", "respondentid", "respondent id",
    "respondent-id", "respondentnr", "respondentnummer", "svarandeid", "deltagar-id",
    "deltagarid", "deltagare", "id", "löpnr", "löpnummer", "response id", "responseid",
    "participant id", "besvarelse-id", "enkät-id", "kod",
)  # fmt: skip

_PLATFORM: Final[Mapping[Platform, Mapping[Role, tuple[str, ...]]]] = {
    Platform.LIMESURVEY: {
        Role.RESPONDENT: ("token", "id", "response id", "svars-id"),
        Role.SUBMITTED: ("submitdate", "date submitted", "datum inskickat"),
    },
    Platform.QUALTRICS: {
        Role.RESPONDENT: ("responseid", "response id"),
        Role.SUBMITTED: ("recordeddate", "recorded date", "enddate", "end date"),
    },
    Platform.SURVEYMONKEY: {
        Role.RESPONDENT: ("respondent id", "respondentid", "respondent_id"),
        Role.SUBMITTED: ("date modified", "date_modified", "end date", "enddate"),
    },
    Platform.GOOGLE_FORMS: {Role.SUBMITTED: ("timestamp", "tidstämpel", "tidsstempel")},
    Platform.PLAIN: {
        Role.RESPONDENT: RESPONDENTS,
        Role.SUBMITTED: (
            "inskickad", "inskickat", "besvarad", "besvarat", "slutförd", "slutfört", "svarsdatum",
            "svarstid", "datum", "completion time", "slutförandetid", "submitted", "submitted at",
            "submission date", "tidpunkt", "innsendt", "levert", "besvart", "completed",
            "end time", "sluttid",
        ),
    },
}  # fmt: skip
_WORDS: Final[Mapping[Role, re.Pattern[str]]] = {
    Role.REGION: re.compile(r"(?i)\b(?:region|regionen|län|landsting|fylke|county)\b"),
    Role.SEX: re.compile(
        r"(?i)\b(?:kön|könsidentitet|kjønn|gender|sex)\b|är du (?:man|kvinna)|"
        r"are you (?:a )?(?:man|woman|male|female)"
    ),
    Role.PROGRAMME: re.compile(
        r"(?i)\b(?:program|programmet|utbildning|utbildningsprogram|studieprogram|programme|"
        r"course of study|utdanning|yrke|yrkesgrupp|profession|yrkeskategori|occupation)\b"
    ),
    Role.TERM: re.compile(r"(?i)\b(?:termin|terminen|semester|term|vt/ht)\b"),
    Role.ORGANISATION: re.compile(
        r"(?i)\b(?:placering|placeringsort|vfu-?plats|vil-?plats|klinik|kliniken|sjukhus|"
        r"sjukhuset|enhet|enheten|arbetsplats|arbetsställe|verksamhet|verksamhetsområde|"
        r"avdelning|mottagning|organisation|hospital|clinic|unit|ward|department|placement|"
        r"sykehus|avdeling|helseforetak|vårdcentral|vårdenhet|förvaltning)\b"
    ),
}
# How many different members there may be; a term and a sex have few.
_MOST: Final = {Role.TERM: 12, Role.SEX: 8, Role.REGION: 30, Role.PROGRAMME: 60}


def roles_of(
    headings: Sequence[Heading], looks: Sequence[Look], platform: Platform
) -> dict[Role, int]:
    """Role → index of its column; no column has two."""
    found: dict[Role, int] = {}
    for role, words in _PLATFORM[platform].items():
        at = _by_name(looks, words, role, EXPORTS[platform])
        if at is not None:
            found[role] = at
    for role, pattern in _WORDS.items():
        for at, (heading, look) in enumerate(zip(headings, looks, strict=True)):
            if at not in found.values() and _is_role(role, pattern, heading, look):
                found[role] = at
                break
    return found


def _by_name(looks: Sequence[Look], words: Sequence[str], role: Role, export: Export) -> int | None:
    """The first of the words that is a column; of respondents one with a cell in each row."""
    names = [
        {name.strip().casefold() for part in look.column.parts for name in export.called(part)}
        for look in looks
    ]
    for word in words:
        for at, look in enumerate(looks):
            if word in names[at] and look.filled and not _is_no_id(role, look):
                return at
    return None


def _is_no_id(role: Role, look: Look) -> bool:
    """A respondent answers once or a few times, so most cells differ, and few rows lack one."""
    if role is not Role.RESPONDENT:
        return look.column.type is ColumnType.NUMBER
    return look.filled * 2 < look.rows or (not look.has_many and len(look.cells) * 3 < look.filled)


def _is_role(role: Role, pattern: re.Pattern[str], heading: Heading, look: Look) -> bool:
    words = heading.words or heading.code or heading.name
    if heading.is_open or heading.stem or look.has_many or not look.cells:
        return False
    if role is Role.SEX:
        return is_sex(look.cells) and (
            pattern.search(words) is not None or is_sex(look.cells, strictly=True)
        )
    if not pattern.search(words) or len(words) > _SHORT:
        return False
    if role is Role.REGION and not any(member_for(role, cell) for cell in look.cells):
        return False  # regions of another country
    often = [cell for cell, rows in look.cells.items() if rows >= FEWEST_ROWS]
    is_list = 2 * sum(look.cells[cell] for cell in often) >= look.filled
    return is_list and 1 <= len(look.cells) <= _MOST.get(role, len(look.cells))
