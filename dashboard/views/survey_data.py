"""Surveys as views use them: cells of one series, and what is pooled from those that are shown.

Everything comes from rows of the release, so nothing here can say more than they do. Rows are
filtered before they become values, since a distribution has many. Choices are in
`survey_choices.py`, words in `survey_words.py`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, TypedDict, Unpack, cast

import polars as pl

from warehouse.indicators.model import Indicator
from warehouse.members import ALL
from warehouse.period import Period, parse_period
from warehouse.queries import Release
from warehouse.regions import ALF_REGION_CODES, REGIONS
from warehouse.robustness import pooled_share
from warehouse.statistics import Share
from warehouse.surveys.indicators import Measure, indicator_id
from warehouse.surveys.model import Item, SurveyRound, Surveys
from warehouse.text import Text

# One member, several, or None for every one.
Chosen = str | Collection[str] | None

_KEY: Final = ("region", "organisation", "group", "sex", "period", "item", "category", "estimate")
_NUMBERS: Final = (
    "value", "low", "high", "bound_low", "bound_high", "numerator", "denominator", "base",
)  # fmt: skip
_COLUMNS: Final = (*_KEY, *_NUMBERS, "status")


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyCell:
    """One row of a survey's indicator; numbers in its unit.

    `population` is how many were asked, where everybody was and the release tells: then a share
    has the finite-population correction and bounds of non-response.
    """

    region: str
    organisation: str
    group: str
    sex: str
    period: Period
    item: str
    category: str
    estimate: str
    value: float | None
    low: float | None
    high: float | None
    bound_low: float | None
    bound_high: float | None
    numerator: float | None
    denominator: float | None
    base: float | None
    status: str
    population: float | None

    @property
    def is_shown(self) -> bool:
        return self.status == "ok"

    @property
    def n(self) -> float | None:
        """How many it rests on."""
        return self.base if self.base is not None else self.denominator

    @property
    def share(self) -> Share | None:
        """What tests are made with; None where it is hidden or has no counts (weighted)."""
        if not self.is_shown or self.numerator is None or not self.denominator:
            return None
        return Share(positive=self.numerator, n=self.denominator, population=self.population)


def measure_of(surveys: Surveys, indicator: str) -> Measure | None:
    """Which measure of a series the indicator is; None where it is none of a survey."""
    found = survey_of(surveys, indicator)
    return found[1] if found else None


def survey_of(surveys: Surveys, indicator: str) -> tuple[str, Measure] | None:
    """The series and the measure that the indicator is of; None where it is none of a survey."""
    named = {
        indicator_id(series, measure): (series, measure)
        for series in surveys.series()
        for measure in Measure
    }
    return named.get(indicator)


def indicator_of(release: Release, series: str, measure: Measure) -> Indicator:
    return release.registry.indicators[indicator_id(series, measure)]


class Asked(TypedDict, total=False):
    """Which cells. What is not named is every one, but see `cells`."""

    region: Chosen
    organisation: Chosen
    group: Chosen
    sex: Chosen
    period: Chosen
    item: Chosen
    category: Chosen
    estimate: Chosen


_TOTALS: Final[Asked] = {"organisation": ALL, "sex": ALL, "estimate": "unweighted"}


def cells(
    release: Release, series: str, measure: Measure, **asked: Unpack[Asked]
) -> tuple[SurveyCell, ...]:
    """From north to south, then by time. Unless asked for otherwise: totals, unweighted.

    `organisation=None` gives the units and the total of the region, `sex=None` likewise.
    """
    rows = release.observations(indicator_id(series, measure))
    found = rows.filter(*_conditions({**_TOTALS, **asked})).select(_COLUMNS)
    invited = _invited(release, series)
    return tuple(_cell(row, invited) for row in found.iter_rows(named=True))


def _conditions(asked: Asked) -> list[pl.Expr]:
    return [
        pl.col(column) == chosen
        if isinstance(chosen, str)
        else pl.col(column).is_in(list(cast(Collection[str], chosen)))
        for column, chosen in asked.items()
        if chosen is not None
    ]


_Place = tuple[str, str, str, str, str]


# Of a row that is hidden, a view gets none of these, whatever a release should hold of it.
_OF_ANSWERS: Final = tuple(name for name in _NUMBERS if name != "denominator")


def _cell(row: dict[str, Any], invited: Mapping[_Place, float]) -> SurveyCell:
    place = (row["region"], row["organisation"], row["group"], row["sex"], row["period"])
    about = {"period": parse_period(row["period"]), "population": invited.get(place)}
    hidden = dict.fromkeys(_OF_ANSWERS) if row["status"] == "suppressed" else {}
    return SurveyCell(**{**row, **about, **hidden})


@lru_cache(maxsize=8)
def _invited(release: Release, series: str) -> Mapping[_Place, float]:
    """How many could answer in each cell of which everybody was invited, from the response rates.

    Some of them may have answered "does not apply" to one item, so of a share this is a little
    too many: the interval is then a little too wide, never too narrow.
    """
    rows = release.observations(indicator_id(series, Measure.RESPONSE_RATE))
    told = rows.filter(pl.col("denominator").is_not_null(), pl.col("estimate") == "unweighted")
    everyone = {
        (region, group, period)
        for one in rounds_of(release, series)
        if one.everyone_invited
        for region in one.regions
        for group in one.groups
        for period in (one.period, *one.terms)
    }
    columns = ("region", "organisation", "group", "sex", "period")
    return {
        place: denominator
        for *found, denominator in told.select(*columns, "denominator").iter_rows()
        for place in [(found[0], found[1], found[2], found[3], found[4])]
        if (place[0], place[2], place[4]) in everyone
    }


# ---------------------------------------------------------------- rounds


def all_series(release: Release) -> Mapping[str, Text]:
    """Id → title of every series that the release has."""
    return release.registry.surveys.series()


def rounds_of(release: Release, series: str) -> tuple[SurveyRound, ...]:
    return release.registry.surveys.of_series(series)


def round_of(release: Release, series: str, cell: SurveyCell) -> SurveyRound | None:
    return release.registry.surveys.round(series, cell.region, cell.group, cell.period.code)


def item_of(one: SurveyRound, code: str) -> Item | None:
    """The question as the round asked it; None where it did not."""
    return next((item for item in one.items if item.code == code), None)


_ASKED_THEN: Final = Text(
    "Frågan löd tidigare: ”{wording}”.", "The question used to read: “{wording}”."
)


@lru_cache(maxsize=8)
def asked_then(release: Release, series: str) -> Mapping[tuple[str, str, str, str], Text]:
    """(region, group, period, item) → what was asked there, where it is not today's wording."""
    today = indicator_of(release, series, Measure.SHARE_POSITIVE).items
    return {
        (region, group, period, item.code): Text(
            _ASKED_THEN.sv.format(wording=item.wording.sv),
            _ASKED_THEN.en.format(wording=item.wording.en),
        )
        for one in rounds_of(release, series)
        for item in one.items
        if item.wording != today[item.code]
        for region in one.regions
        for group in one.groups
        for period in (one.period, *one.terms)
    }


def regions_of(release: Release, series: str) -> tuple[str, ...]:
    """Those with a round of their own, from north to south."""
    have = {region for one in rounds_of(release, series) for region in one.regions}
    return tuple(sorted(have, key=lambda code: REGIONS[code].order))


# ---------------------------------------------------------------- pooled


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """Every answer counts the same. `left_out` are cells that are hidden or missing."""

    share: Share
    cells: tuple[SurveyCell, ...]
    left_out: tuple[SurveyCell, ...]

    @property
    def regions(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(cell.region for cell in self.cells))


def pooled(found: Iterable[SurveyCell]) -> Pooled | None:
    """One share of those that are shown: of regions, units or rounds. None where none is.

    They hold different answers: give it totals or their parts, never both.
    """
    everything = tuple(found)
    shown = tuple(cell for cell in everything if cell.share is not None)
    shares: Sequence[Share] = [cell.share for cell in shown if cell.share is not None]
    if not shares:
        return None
    left_out = tuple(cell for cell in everything if cell.share is None)
    return Pooled(share=pooled_share(shares), cells=shown, left_out=left_out)


def nation(found: Iterable[SurveyCell]) -> Pooled | None:
    """All regions of the agreement together, of what is shown of them."""
    return pooled(cell for cell in found if cell.region in ALF_REGION_CODES)


def others(found: Iterable[SurveyCell], region: str) -> Pooled | None:
    """All regions but one: what that one is compared with, since a region is part of the nation."""
    return nation(cell for cell in found if cell.region != region)
