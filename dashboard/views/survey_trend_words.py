"""What may be said of the trend of a survey: by its test, in both languages.

A direction is named only where five comparable rounds support it; else a change stands with its
interval. Rounds that cannot be compared are told of, never reckoned with.
"""

from collections.abc import Sequence
from typing import Final

from dashboard.charts.numbers import change, number
from dashboard.views.choices import sentence_case
from dashboard.views.survey_against_words import quoted
from dashboard.views.survey_change import Development
from dashboard.views.survey_data import SurveyCell
from dashboard.views.survey_stretches import Change, Subject
from dashboard.views.survey_trend_chart import NATION_NAME, bare_value
from dashboard.views.survey_trend_lines import Lines, RegionLine, changes_by_regions
from dashboard.views.survey_words import region_name, share_words
from dashboard.views.wording import listed
from warehouse.members import STATUSES
from warehouse.period import parse_period
from warehouse.statistics import Difference, decimals_supported
from warehouse.text import Language, Text
from warehouse.trend_tests import POINTS, TrendDirection
from warehouse.units import INDEX_POINTS, PERCENT, Unit

_WHAT: Final = {
    PERCENT: Text("andelen positiva svar", "the share of positive answers"),
    INDEX_POINTS: Text("temaindex", "the theme index"),
}
_TREND: Final = {
    TrendDirection.RISING: Text(
        "I {place} har {what} ökat under de {n} senaste jämförbara omgångarna, till {last}"
        " ({end}).",
        "In {place} {what} has risen over the {n} latest comparable rounds, to {last} ({end}).",
    ),
    TrendDirection.FALLING: Text(
        "I {place} har {what} minskat under de {n} senaste jämförbara omgångarna, till {last}"
        " ({end}).",
        "In {place} {what} has fallen over the {n} latest comparable rounds, to {last} ({end}).",
    ),
    TrendDirection.NOT_SUPPORTED: Text(
        "I {place} går det inte att säga att {what} ökat eller minskat under de {n} senaste"
        " jämförbara omgångarna; den är {last} ({end}).",
        "In {place} it cannot be said that {what} has risen or fallen over the {n} latest"
        " comparable rounds; it is {last} ({end}).",
    ),
}
_CHANGED: Final = Text(
    "I {place} är {what} {last} ({end}), {points} {way} än {start} (95 % intervall {ends}).",
    "In {place} {what} is {last} ({end}), {points} {way} than in {start} (95% interval {ends}).",
)
_HIGHER: Final = Text("högre", "higher")
_LOWER: Final = Text("lägre", "lower")
_UNSURE: Final = Text(
    "I {place} är {what} {last} ({end}); förändringen sedan {start} kan vara slump (95 % intervall"
    " {ends}).",
    "In {place} {what} is {last} ({end}); the change since {start} may be chance (95% interval"
    " {ends}).",
)
_ALONE: Final = Text(
    "I {place} är {what} {last} ({end}); ingen annan omgång går att jämföra den med.",
    "In {place} {what} is {last} ({end}); no other round can be compared with it.",
)
_HIDDEN: Final = Text(
    "I {place} visas inte {what}, för att skydda dem som svarade.",
    "In {place} {what} is not shown, to protect those who answered.",
)
_TO: Final = Text("{low} till {high}", "{low} to {high}")


def headline(found: Development | None, place: str, unit: Unit, language: Language) -> str:
    words = {"place": place, "what": _WHAT[unit].of(language)}
    if found is None:
        return _HIDDEN.of(language).format(**words)
    words |= {
        "last": value_words(found.last, unit, language),
        "end": found.last.period.label(language),
    }
    if found.trend:
        text = _TREND[found.trend.direction]
        return text.of(language).format(n=POINTS, **words)
    if found.change is None or found.earlier is None:
        return _ALONE.of(language).format(**words)
    way = (_HIGHER if found.change.value > 0 else _LOWER).of(language)
    text = _CHANGED if found.change.is_supported else _UNSURE
    return text.of(language).format(
        start=found.earlier.period.label(language),
        points=_points(found, found.change, unit, language),
        ends=_ends(found, found.change, unit, language),
        way=way,
        **words,
    )


def value_words(cell: SurveyCell, unit: Unit, language: Language) -> str:
    if cell.value is None:
        return STATUSES[cell.status].of(language)
    return number(cell.value, unit, language, decimals=decimals_supported(cell.n))


def _decimals(found: Development) -> int:
    """A difference has no more decimals than the smaller of its bases supports."""
    cells = [cell for cell in (found.last, found.earlier) if cell]
    return min(decimals_supported(cell.n) for cell in cells)


def _in_unit(value: float, unit: Unit) -> float:
    """Differences of shares are shares; those of an index are points already."""
    return 100 * value if unit is PERCENT else value


def _points(found: Development, difference: Difference, unit: Unit, language: Language) -> str:
    size = abs(_in_unit(difference.value, unit))
    return change(size, unit, language, decimals=_decimals(found)).lstrip("+")


def _ends(found: Development, difference: Difference, unit: Unit, language: Language) -> str:
    low, high = (
        number(_in_unit(end, unit), unit, language, decimals=_decimals(found), signed=True,
               with_unit=False)
        for end in (difference.interval.low, difference.interval.high)
    )  # fmt: skip
    return _TO.of(language).format(low=low, high=high)


# ---------------------------------------------------------------- what cannot be compared

_NOT_JOINED: Final = Text(
    "{where}: {title} mellan {before} och {after}, så linjen är delad där. {reason}{words}",
    "{where}: {title} between {before} and {after}, so the line is parted there. {reason}{words}",
)
_WORDINGS: Final = Text(" Före: {before} Efter: {after}", " Before: {before} After: {after}")


_PARTED: Final = Text(
    "Linjen är delad mellan {before} och {after}: {reason}",
    "The line is parted between {before} and {after}: {reason}",
)


def newest_change(own: RegionLine, language: Language) -> str:
    """For the note: why not all of one's own rounds are one line."""
    if not own.changes:
        return ""
    newest = own.changes[-1]
    return _PARTED.of(language).format(
        before=parse_period(newest.before.period).label(language),
        after=parse_period(newest.after.period).label(language),
        reason=newest.reason.of(language),
    )


def change_words(found: Lines, subject: Subject, language: Language) -> list[str]:
    """Every change once: where, between which rounds, why, and both wordings."""
    return [
        _one_change(change, regions, subject, language)
        for change, regions in changes_by_regions(found).values()
    ]


def _one_change(
    change: Change, regions: Sequence[str], subject: Subject, language: Language
) -> str:
    title = change.title.of(language)
    return _NOT_JOINED.of(language).format(
        where=listed([region_name(code, language) for code in regions], language),
        title=title[:1].lower() + title[1:],
        before=parse_period(change.before.period).label(language),
        after=parse_period(change.after.period).label(language),
        reason=change.reason.of(language),
        words=_wordings(change, subject, language),
    )


def _wordings(change: Change, subject: Subject, language: Language) -> str:
    """Both, where they differ; a theme has several and names none."""
    before, after = (
        [item.wording.of(language) for item in subject.items(one)]
        for one in (change.before, change.after)
    )
    if subject.is_theme or before == after:
        return ""
    ends = (f"{quoted(words[0], language)}." for words in (before, after))
    return _WORDINGS.of(language).format(**dict(zip(("before", "after"), ends, strict=True)))


# ---------------------------------------------------------------- the whole in words

_LINE: Final = Text("{place}: {values}.", "{place}: {values}.")


def description(found: Lines, unit: Unit, language: Language) -> str:
    """Every region with every round; stretches are parted by a semicolon."""
    said = []
    for line in found.every:
        parts = [
            listed([_told(cell, unit, language) for cell in line.of_stretch(i)], language)
            for i in range(len(line.stretches))
            if line.of_stretch(i)
        ]
        if parts:
            place = region_name(line.region, language)
            said.append(_LINE.of(language).format(place=place, values="; ".join(parts)))
    return " ".join([*said, *_pooled_in_words(found, language)])


def _pooled_in_words(found: Lines, language: Language) -> list[str]:
    values = [
        f"{share_words(spot.found.share, language)} ({parse_period(spot.period).label(language)})"
        for spot in found.nation
    ]
    place = sentence_case(NATION_NAME.of(language))
    return [_LINE.of(language).format(place=place, values=listed(values, language))] * bool(values)


def _told(cell: SurveyCell, unit: Unit, language: Language) -> str:
    return f"{bare_value(cell, unit, language)} ({cell.period.label(language)})"
