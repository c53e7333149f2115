"""Figures as views use them: typed rows of one indicator, and which of several a chart draws."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any, Final

import polars as pl

from dashboard.views.survey_data import asked_then, measure_of, survey_of
from warehouse.indicators.model import Indicator, RepresentedBy, SeriesBreak
from warehouse.members import ALL
from warehouse.organisations import Organisation
from warehouse.period import Period, PeriodKind, parse_period
from warehouse.queries import Release
from warehouse.regions import ALF_REGION_CODES, NATION, REGIONS
from warehouse.registry import Registry
from warehouse.sources import Source
from warehouse.surveys.indicators import Measure
from warehouse.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One observation; numbers in the indicator's base unit. See `warehouse/contract.py`.

    `publication` and `body` are what the ids in `source` and `organisation` stand for.
    """

    indicator: str
    region: str
    organisation: str
    period: Period
    sex: str
    group: str
    item: str
    category: str
    estimate: str
    nature: str
    source: str
    reading: str
    value: float | None
    low: float | None
    high: float | None
    bound_low: float | None
    bound_high: float | None
    numerator: float | None
    denominator: float | None
    base: float | None
    qualifier: str
    status: str
    origin: str
    printed: str | None
    locator: str | None
    note: Text | None
    publication: Source = field(compare=False, repr=False)
    body: Organisation = field(compare=False, repr=False)

    @property
    def place(self) -> tuple[str, ...]:
        """The key without estimate, source and reading: what is said, whoever says it."""
        return (
            self.region,
            self.organisation,
            self.period.code,
            self.sex,
            self.group,
            self.item,
            self.category,
            self.nature,
        )


@dataclass(frozen=True, slots=True)
class Drawn:
    """The figure a chart draws, and the others that sources print for the same thing."""

    figure: Figure
    others: tuple[Figure, ...]


_COPIED: Final = tuple(
    name
    for name in Figure.__dataclass_fields__
    if name not in ("period", "note", "publication", "body")
)


def _figure(
    row: dict[str, Any], registry: Registry, wordings: Mapping[tuple[str, str, str, str], Text]
) -> Figure:
    """`wordings` are those of questions that have another today: the figure then says so."""
    asked = wordings.get((row["region"], row["group"], row["period"], row["item"]))
    note = Text(row["note_sv"], row["note_en"]) if row["note_sv"] else asked
    return Figure(
        period=parse_period(row["period"]),
        note=note,
        publication=registry.sources[row["source"]],
        body=registry.organisations[row["organisation"]],
        **{name: row[name] for name in _COPIED},
    )


@lru_cache(maxsize=512)
def figures(release: Release, indicator: str) -> tuple[Figure, ...]:
    """The figures of an indicator in a release, sorted by region (north to south) and period.

    All of them, but for surveys: see `_rows`.
    """
    rows = _rows(release, indicator).iter_rows(named=True)
    survey = survey_of(release.registry.surveys, indicator)
    wordings = asked_then(release, survey[0]) if survey else {}
    found = [_figure(row, release.registry, wordings) for row in rows]
    return tuple(sorted(found, key=lambda f: (REGIONS[f.region].order, f.period.sort_key)))


# What views of one indicator show of a survey.
_OF_SURVEYS: Final = (Measure.RESPONSE_RATE, Measure.SHARE_POSITIVE, Measure.THEME_INDEX)


def _rows(release: Release, indicator: str) -> pl.DataFrame:
    """Of a survey the regions' totals of three measures: it has many more, in views of its own."""
    rows = release.observations(indicator)
    measure = measure_of(release.registry.surveys, indicator)
    if measure is None:
        return rows
    if measure not in _OF_SURVEYS:
        return rows.clear()
    totals = (pl.col("organisation") == ALL, pl.col("sex") == ALL)
    return rows.filter(*totals, pl.col("estimate") == "unweighted")


def drawn(found: Iterable[Figure], indicator: Indicator) -> tuple[Drawn, ...]:
    """One figure for each place, by the indicator's declared preference; the others beside it."""
    ordered = sorted(found, key=lambda figure: (figure.place, *_preference(figure, indicator)))
    places = (tuple(same) for _, same in groupby(ordered, key=lambda figure: figure.place))
    chosen = (Drawn(same[0], same[1:]) for same in places)
    return tuple(
        sorted(chosen, key=lambda d: (REGIONS[d.figure.region].order, d.figure.period.sort_key))
    )


_READING_ORDER: Final = ("main", "second", "third")
_ESTIMATE_ORDER: Final = ("weighted", "unweighted")


def _preference(figure: Figure, indicator: Indicator) -> tuple[int, int, int, int, str]:
    """Figures before gaps, weighted before unweighted, then the declared order of sources."""
    preferred = indicator.preferred_sources
    rank = preferred.index(figure.source) if figure.source in preferred else len(preferred)
    return (
        figure.status != "ok",
        _ESTIMATE_ORDER.index(figure.estimate),
        rank,
        _READING_ORDER.index(figure.reading),
        figure.source,
    )


def stands_for_region(figure: Figure, indicator: Indicator) -> bool:
    """Whether this is the figure that represents one of the seven in a comparison."""
    region = REGIONS[figure.region]
    if region.university is None:
        return False
    by_region = indicator.represented_by is RepresentedBy.REGION
    return figure.organisation == (ALL if by_region else region.university)


def is_national(figure: Figure) -> bool:
    return figure.region == NATION.code and figure.organisation == ALL


def main_sex(found: Sequence[Figure]) -> str:
    """`all` where there is a total, else women: shares by sex are told by the women's share.

    A total of the nation alone does not hide what the regions have by sex.
    """
    regional = [figure for figure in found if figure.region in ALF_REGION_CODES]
    sexes = {figure.sex for figure in regional or found}
    return ALL if ALL in sexes or "women" not in sexes else "women"


_NATURES_FIRST: Final = ("outcome", "decided", "plan", "preliminary", "target")


def main_nature(found: Iterable[Figure]) -> str:
    """What a comparison or a series shows where figures of several natures exist: never a mix."""
    natures = {figure.nature for figure in found}
    return next((nature for nature in _NATURES_FIRST if nature in natures), _NATURES_FIRST[0])


def comparable_regions(found: Iterable[Figure], indicator: Indicator) -> set[str]:
    return {f.region for f in found if f.status == "ok" and stands_for_region(f, indicator)}


def newest(found: Iterable[Figure], fits: Callable[[Sequence[Figure]], bool]) -> Period | None:
    """The newest dated period whose figures fit; None where no period does."""
    dated = [figure for figure in found if figure.period.has_date]
    for period in sorted({f.period for f in dated}, key=lambda p: p.sort_key, reverse=True):
        if fits([f for f in dated if f.period == period]):
            return period
    return None


def breaks_for(
    indicator: Indicator, region: str, group: str, item: str = ALL
) -> tuple[SeriesBreak, ...]:
    """Those that concern one series; a break of one item leaves the others whole."""
    return tuple(
        b
        for b in indicator.breaks
        if b.region in (None, region) and b.group in (None, group) and b.item in (None, item)
    )


def is_broken(breaks: Iterable[SeriesBreak], earlier: Period, later: Period) -> bool:
    """Whether a declared break lies between the two periods, or may do so.

    A figure from between the break's two periods may lie on either side, so it joins neither.
    """
    return any(
        earlier.sort_key < parse_period(b.after).sort_key
        and parse_period(b.before).sort_key < later.sort_key
        for b in breaks
    )


_FOLLOWING: Final = {
    PeriodKind.YEAR,
    PeriodKind.EDITION,
    PeriodKind.ACADEMIC_YEAR,
    PeriodKind.FISCAL_YEAR,
    PeriodKind.TERM,
}


def follows(earlier: Figure, later: Figure) -> bool:
    """Whether a line may join the two: next period of the same kind, from the same source."""
    if earlier.period.kind is not later.period.kind or earlier.source != later.source:
        return False
    if earlier.period.end is None or later.period.start is None:
        return False
    next_day = earlier.period.end + timedelta(days=1) == later.period.start
    return later.period.kind in _FOLLOWING and next_day


def regions_without(found: Iterable[Figure], indicator: Indicator) -> tuple[str, ...]:
    have = comparable_regions(found, indicator)
    return tuple(code for code in ALF_REGION_CODES if code not in have)
