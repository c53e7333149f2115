"""What an instrument says: the survey it is about, and how its export and its frame are read.

Plain values. `instrument.py` reads them from TOML; nothing here looks at a file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from etl.readers.options import NO_OPTIONS, Options
from warehouse.organisations import Organisation, OrganisationKind
from warehouse.sources import Source
from warehouse.surveys.model import SurveyRound


class Platform(StrEnum):
    """Who wrote the export: it decides the header rows and the columns about the answering."""

    LIMESURVEY = "limesurvey"
    QUALTRICS = "qualtrics"
    SURVEYMONKEY = "surveymonkey"
    GOOGLE_FORMS = "google_forms"
    PLAIN = "plain"


class Shape(StrEnum):
    """WIDE: a row for each respondent. LONG: a row for each answer."""

    WIDE = "wide"
    LONG = "long"


class Role(StrEnum):
    """What a column is, other than an item. QUESTION and ANSWER are those of a LONG export."""

    RESPONDENT = "respondent"
    SUBMITTED = "submitted"
    REGION = "region"
    ORGANISATION = "organisation"
    PROGRAMME = "programme"
    TERM = "term"
    SEX = "sex"
    QUESTION = "question"
    ANSWER = "answer"


# The roles whose cells are members of a list, with the dimension that they become.
DIMENSION_OF: Final[Mapping[Role, str]] = {
    Role.REGION: "region",
    Role.ORGANISATION: "organisation",
    Role.PROGRAMME: "group",
    Role.SEX: "sex",
    Role.TERM: "term",
}
# The dimensions of a survey, in their order. Without a column, or where a person has none, the
# member is `all` (of `group` the target group, of `term` the period).
DIMENSIONS: Final = ("region", "organisation", "group", "sex", "term")

# Instead of a member: such a row counts as no answer, and is counted and reported.
LEFT_OUT: Final = "left_out"


class Duplicates(StrEnum):
    """Which answer counts where one respondent answered several times."""

    FIRST = "first"
    LAST = "last"
    MOST_COMPLETE = "most_complete"
    REFUSE = "refuse"


class OutsideScale(StrEnum):
    """What becomes of an answer that the scale does not have."""

    REFUSE = "refuse"
    COUNT_AS_MISSING = "count_as_missing"


class FrameKind(StrEnum):
    """COUNTS: a number of invited for each stratum. LIST: a row for each of those invited."""

    COUNTS = "counts"
    LIST = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemColumn:
    """Where the answers to an item stand: a column, or of a LONG export the word in QUESTION.

    `spellings` are cell → code of an answer of its scale, or of "does not apply". `blank` is the
    code that an empty cell means where the respondent answered anything (one column per ticked
    option), None where an empty cell is no answer.
    """

    item: str
    column: str
    spellings: Mapping[str, str]
    blank: str | None
    outside: OutsideScale


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """Invited in one stratum. `members` are dimension → member; `ineligible` are known not to
    belong to the target group.
    """

    members: Mapping[str, str]
    invited: int
    ineligible: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameDeclaration:
    """Who was invited: in `strata`, or in a file whose name is `file` beside the export.

    `columns` are role → column of that file, `members` role → spelling → member; where a role has
    no members of its own, those of the export hold. `count` and `ineligible` are columns of
    numbers (COUNTS only). `only` are column → cells of the rows that count.
    """

    strata: tuple[Stratum, ...] = ()
    file: str | None = None
    kind: FrameKind | None = None
    options: Options = NO_OPTIONS
    columns: Mapping[Role, str] = field(default_factory=dict)
    members: Mapping[Role, Mapping[str, str]] = field(default_factory=dict)
    count: str | None = None
    ineligible: str | None = None
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One TOML. `round` is what readers may know of the survey; the rest is for reading it.

    `members` are role → spelling in the export → member of its dimension, or LEFT_OUT. `ignored`
    are columns that are not read (open text, metadata); a column that is named nowhere is refused.
    `tests` are column → cells of rows that are no real answers. `minimum_answered` is how many
    items a row must answer to count, else it is partial. Answers before `opened` or after `closed`
    do not count. After `keep_until` answers are to be forgotten. `units` are the kinds of its
    organisations, none where it tells none apart.
    """

    file: str
    pattern: str | None
    options: Options
    platform: Platform
    shape: Shape
    round: SurveyRound
    columns: Mapping[Role, str]
    members: Mapping[Role, Mapping[str, str]]
    items: tuple[ItemColumn, ...]
    ignored: tuple[str, ...]
    tests: Mapping[str, tuple[str, ...]]
    minimum_answered: int
    duplicates: Duplicates
    opened: date | None
    closed: date | None
    keep_until: date
    frame: FrameDeclaration | None
    units: tuple[OrganisationKind, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    sources: tuple[Source, ...] = ()
