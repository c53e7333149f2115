"""`[survey]` and `[file]` of an instrument: which survey it is, when, of whom, and its export."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from etl.sources.keys import Keys, unknown
from etl.sources.period_words import period_code
from etl.surveys.instrument.words import code_of, day, day_or_none, truth
from etl.surveys.model import Duplicates, Platform, Shape
from warehouse.members import ALL, GROUPS
from warehouse.organisations import OrganisationKind
from warehouse.period import Period, PeriodKind, UnparseablePeriod, parse_period
from warehouse.regions import ALF_REGIONS, UnknownRegion, region_for
from warehouse.surveys.model import RoundBreak
from warehouse.text import Text

# The rule of the house; by survey it may be another between these.
SMALLEST_GROUP: Final = 5
SMALLEST_GROUPS: Final = (3, 10)

SEVEN: Final = tuple(region.code for region in ALF_REGIONS)
_SURVEYED: Final = tuple(code for code in GROUPS if code != ALL)
_KINDS: Final = tuple(kind.value for kind in OrganisationKind if kind is not OrganisationKind.TOTAL)
_NO_TIME: Final = (PeriodKind.UNDATED, PeriodKind.ABOUT, PeriodKind.EDITION)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """`[survey]` as it is written; "" and None also where the faults say what is wrong."""

    id: str
    series: str
    series_title: Text
    title: Text
    region: str | None
    group: str
    period: str
    units: tuple[OrganisationKind, ...]
    everyone_invited: bool
    minimum_answered: int
    duplicates: Duplicates | None
    opened: date | None
    closed: date | None
    keep_until: date | None
    smallest_group: int
    rule: Text
    is_example: bool
    series_break: RoundBreak | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """`[file]`."""

    platform: Platform
    shape: Shape
    pattern: str | None


def about_of(keys: Keys) -> About:
    with keys:
        return About(
            id=code_of(keys, "id"),
            series=code_of(keys, "series"),
            series_title=keys.text("series_title"),
            title=keys.text("title"),
            region=_region(keys),
            group=keys.one_of("group", _SURVEYED),
            period=_period(keys),
            units=_units(keys),
            everyone_invited=keys.one_of("invited", ("all", "sample")) == "all",
            minimum_answered=keys.whole("minimum_answered"),
            duplicates=_duplicates(keys),
            opened=day_or_none(keys, "opened"),
            closed=day_or_none(keys, "closed"),
            keep_until=day(keys, "keep_until"),
            smallest_group=_smallest_group(keys),
            rule=keys.text_or_none("rule") or _house_rule(),
            is_example=_is_example(keys),
            series_break=_break(keys),
        )


def _house_rule() -> Text:
    """Imported here: scipy takes a second, which a load without surveys need not wait for."""
    from warehouse.survey_statistics import RESPONSE_RATE_RULE  # noqa: PLC0415

    return RESPONSE_RATE_RULE


def region_code(keys: Keys, key: str, word: str) -> str:
    """One of the seven; the nation and other areas have no survey of their own."""
    try:
        code = region_for(word).code
    except UnknownRegion:
        code = ""
    if word and code not in SEVEN:
        keys.fault(key, unknown(word, SEVEN))
    return code


def period_of(keys: Keys, key: str, word: str) -> Period | None:
    """A period that has its place in time."""
    try:
        period = parse_period(period_code(word))
    except UnparseablePeriod as error:
        keys.fault(key, str(error))
        return None
    if period.kind in _NO_TIME:
        keys.fault(key, f"'{word}' has no place in time: when were they asked?")
        return None
    return period


def _region(keys: Keys) -> str | None:
    word = keys.word_or_none("region")
    return region_code(keys, "region", word) if word else None


def _period(keys: Keys) -> str:
    word = keys.word("period")
    period = period_of(keys, "period", word) if word else None
    return period.code if period else ""


def _units(keys: Keys) -> tuple[OrganisationKind, ...]:
    words = keys.words("unit")
    for word in words:
        if not word:
            keys.word("unit")  # which says that it is empty
        elif word not in _KINDS:
            keys.fault("unit", unknown(word, _KINDS))
    return tuple(OrganisationKind(word) for word in words if word in _KINDS)


def _duplicates(keys: Keys) -> Duplicates | None:
    if "duplicates" in keys:
        return keys.member("duplicates", Duplicates)
    keys.any("duplicates")
    return None


def _smallest_group(keys: Keys) -> int:
    if "smallest_group" not in keys:
        keys.any("smallest_group")
        return SMALLEST_GROUP
    found = keys.whole("smallest_group")
    low, high = SMALLEST_GROUPS
    if not low <= found <= high:
        keys.fault("smallest_group", f"must lie between {low} and {high}")
    return found


def _is_example(keys: Keys) -> bool:
    if "example" in keys:
        return truth(keys, "example")
    keys.any("example")
    return False


def _break(keys: Keys) -> RoundBreak | None:
    if "break" not in keys:
        keys.any("break")
        return None
    with keys.child("break", "must be a table: {title = {…}, reason = {…}}") as found:
        return RoundBreak(title=found.text("title"), reason=found.text("reason"))


# ---------------------------------------------------------------- the export


def export_of(keys: Keys) -> Export:
    with keys:
        platform, shape = keys.member("platform", Platform), Shape.WIDE
        if "shape" in keys:
            shape = keys.member("shape", Shape)
        keys.any("shape")
        if shape is Shape.LONG and platform is not Platform.PLAIN:
            keys.fault("shape", f"'{Shape.LONG}' is read of the platform '{Platform.PLAIN}' only")
        return Export(platform=platform, shape=shape, pattern=keys.word_or_none("pattern"))
