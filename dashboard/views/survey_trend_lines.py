"""The lines of the trend of a survey: each region's rounds in stretches, and all regions pooled.

From north to south, own region strong. Not for drawing (`survey_trend_chart.py`) or words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.views.survey_data import (
    Pooled,
    SurveyCell,
    cells,
    nation,
    regions_of,
    round_of,
    rounds_of,
)
from dashboard.views.survey_stretches import Change, Stretch, Subject, stretches
from warehouse.period import parse_period
from warehouse.queries import Release
from warehouse.surveys.indicators import Measure
from warehouse.surveys.model import SurveyRound
from warehouse.text import Language


@dataclass(frozen=True, slots=True)
class Spot:
    """A figure of a region and the stretch it belongs to, numbered from the oldest."""

    cell: SurveyCell
    stretch: int


@dataclass(frozen=True, slots=True)
class RegionLine:
    """All rounds of a region in which it was asked, oldest first, also those that are hidden."""

    region: str
    stretches: tuple[Stretch, ...]
    spots: tuple[Spot, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        return tuple(s.begins for s in self.stretches if s.begins)

    @property
    def is_shown(self) -> bool:
        return any(spot.cell.is_shown for spot in self.spots)

    def of_stretch(self, number: int) -> tuple[SurveyCell, ...]:
        return tuple(spot.cell for spot in self.spots if spot.stretch == number)

    @property
    def comparable(self) -> tuple[SurveyCell, ...]:
        """Those that can be compared with the newest."""
        return self.of_stretch(len(self.stretches) - 1)


@dataclass(frozen=True, slots=True)
class PooledSpot:
    """All regions that were asked alike in a period, and the unbroken run it belongs to."""

    period: str
    found: Pooled
    run: int


@dataclass(frozen=True, slots=True)
class Lines:
    """`nation` is empty for an index, which is not pooled.

    `has_unlike`: rounds of other regions were left out, since they asked otherwise.
    """

    own: RegionLine
    others: tuple[RegionLine, ...]
    nation: tuple[PooledSpot, ...]
    has_unlike: bool

    @property
    def every(self) -> tuple[RegionLine, ...]:
        return (self.own, *self.others)

    @property
    def periods(self) -> tuple[str, ...]:
        """In which anything is shown or hidden, oldest first."""
        found = {spot.cell.period for line in self.every for spot in line.spots}
        return tuple(p.code for p in sorted(found, key=lambda p: p.sort_key))


def lines(release: Release, series: str, group: str, subject: Subject, region: str) -> Lines:
    measure = Measure.THEME_INDEX if subject.is_theme else Measure.SHARE_POSITIVE
    found = cells(release, series, measure, group=group, item=subject.code)
    rounds = [one for one in rounds_of(release, series) if group in one.groups]
    every = {
        code: _line(code, [o for o in rounds if code in o.regions], subject, found)
        for code in regions_of(release, series)
    }
    own = every.pop(region)
    asked = {
        spot.cell.period.code: _asked(release, series, spot.cell, subject) for spot in own.spots
    }
    others = [_only_alike(line, release, series, asked, subject) for line in every.values()]
    unlike = any(
        len(kept.spots) < len(line.spots) for kept, line in zip(others, every.values(), strict=True)
    )
    pooled = () if subject.is_theme else _nation(own, found, others)
    return Lines(own, tuple(line for line in others if line.spots), pooled, unlike)


_AskedAs = tuple[tuple[str, str, str], ...]


def _asked(release: Release, series: str, cell: SurveyCell, subject: Subject) -> _AskedAs:
    """What makes a figure comparable: its questions, their words and their scales."""
    one = round_of(release, series, cell)
    items = subject.items(one) if one else ()
    return tuple(sorted((item.code, item.wording.sv, item.scale) for item in items))


def _only_alike(
    line: RegionLine,
    release: Release,
    series: str,
    asked: Mapping[str, _AskedAs],
    subject: Subject,
) -> RegionLine:
    """Without the rounds that asked otherwise than one's own did then, or ever."""
    ever = set(asked.values())
    kept = []
    for spot in line.spots:
        theirs = _asked(release, series, spot.cell, subject)
        if theirs == asked.get(spot.cell.period.code, theirs) and theirs in ever:
            kept.append(spot)
    return replace(line, spots=tuple(kept))


def _line(
    region: str, rounds: Sequence[SurveyRound], subject: Subject, found: Sequence[SurveyCell]
) -> RegionLine:
    parts = stretches(rounds, subject)
    number = {period: i for i, part in enumerate(parts) for period in part.periods}
    mine = [c for c in found if c.region == region and c.period.code in number]
    mine.sort(key=lambda cell: cell.period.sort_key)
    return RegionLine(region, parts, tuple(Spot(c, number[c.period.code]) for c in mine))


# ---------------------------------------------------------------- all regions together


def _nation(
    own: RegionLine, found: Sequence[SurveyCell], others: Sequence[RegionLine]
) -> tuple[PooledSpot, ...]:
    """At least two regions, asked as one's own was; another set of them begins another run.

    So does a change in any of them.
    """
    kept = {
        (s.cell.region, s.cell.period): s.stretch for line in (own, *others) for s in line.spots
    }
    spots: list[PooledSpot] = []
    run, before = 0, None
    for period in (spot.cell.period for spot in own.spots):
        pool = nation(c for c in found if c.period == period and (c.region, period) in kept)
        if pool is None or len(pool.regions) < 2:
            continue
        mark = tuple((region, kept[region, period]) for region in pool.regions)
        run += before not in (None, mark)
        before = mark
        spots.append(PooledSpot(period.code, pool, run))
    return tuple(spots)


def changes_by_regions(
    found: Lines,
) -> Mapping[tuple[str, str, str, str], tuple[Change, list[str]]]:
    """Every change once, with the regions it was made in; own region's first."""
    told: dict[tuple[str, str, str, str], tuple[Change, list[str]]] = {}
    for line in found.every:
        for change in line.changes:
            key = (change.before.period, change.after.period, change.title.sv, change.reason.sv)
            told.setdefault(key, (change, []))[1].append(line.region)
    return told


def label_of(stretch: Stretch, language: Language) -> str:
    """ "2019–2021"."""
    ends = [parse_period(stretch.periods[at]).label(language) for at in (0, -1)]
    return "–".join(dict.fromkeys(ends))
