"""The newest figures that can be set beside each other, series by series.

Not for choosing what one indicator's own view draws: that view offers older periods too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dashboard.views.figures import (
    Drawn,
    Figure,
    comparable_regions,
    drawn,
    figures,
    is_national,
    main_sex,
    newest,
    stands_for_region,
)
from dashboard.views.survey_data import measure_of
from warehouse.indicators.model import TOPIC_NAMES, Indicator
from warehouse.members import ALL
from warehouse.period import Period
from warehouse.queries import Release
from warehouse.surveys.indicators import Measure
from warehouse.surveys.model import Surveys

LEAST_REGIONS: Final = 3
_TOPICS: Final = tuple(TOPIC_NAMES)
_LISTED: Final = (Measure.RESPONSE_RATE, Measure.THEME_INDEX)

Series = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing measured in the same way in one period; `drawn` are regions and the nation."""

    indicator: Indicator
    series: Series
    sex: str
    period: Period
    drawn: tuple[Drawn, ...]

    def of_region(self, code: str) -> Drawn | None:
        return next((one for one in self.drawn if one.figure.region == code), None)

    def regions(self) -> set[str]:
        """The regions of the seven that have a figure."""
        return comparable_regions((one.figure for one in self.drawn), self.indicator)


@lru_cache(maxsize=4)
def comparisons(release: Release) -> tuple[Comparison, ...]:
    """Every series that at least three of the seven share in one period, the newest such."""
    found = [
        comparison
        for indicator in sorted(_indicators(release), key=lambda i: _TOPICS.index(i.topic))
        for comparison in _of_indicator(release, indicator)
    ]
    return tuple(found)


def _indicators(release: Release) -> Iterable[Indicator]:
    return (release.registry.indicators[id_] for id_ in release.indicators())


def _of_indicator(release: Release, indicator: Indicator) -> Iterable[Comparison]:
    found = [
        figure
        for figure in figures(release, indicator.id)
        if figure.nature == "outcome"
        and (stands_for_region(figure, indicator) or is_national(figure))
        and _is_listed(release.registry.surveys, figure)
    ]
    for series in _in_order({_series(figure) for figure in found}, indicator):
        comparison = _newest([f for f in found if _series(f) == series], indicator)
        if comparison:
            yield comparison


def _is_listed(surveys: Surveys, figure: Figure) -> bool:
    """Of a survey the response rate and the themes of those it is about: it has many questions."""
    measure = measure_of(surveys, figure.indicator)
    if measure is None:
        return True
    targets = {one.group for one in surveys.rounds}
    return measure in _LISTED and figure.group in targets


def _series(figure: Figure) -> Series:
    return (figure.group, figure.item, figure.category)


def _in_order(series: Iterable[Series], indicator: Indicator) -> list[Series]:
    """As the registry lists groups, items and categories."""
    lists = (list(indicator.groups), list(indicator.items), list(indicator.categories))
    return sorted(series, key=lambda s: [names.index(m) for names, m in zip(lists, s, strict=True)])


def _newest(found: Sequence[Figure], indicator: Indicator) -> Comparison | None:
    """The newest dated period that fits; undated figures only where no dated ones fit."""

    def fits(at: Sequence[Figure]) -> bool:
        return len(comparable_regions(_of_one_sex(at), indicator)) >= LEAST_REGIONS

    undated = [figure for figure in found if not figure.period.has_date]
    period = newest(found, fits) or (undated[0].period if fits(undated) else None)
    if period is None:
        return None
    at = _of_one_sex([figure for figure in found if figure.period == period])
    return Comparison(indicator, _series(at[0]), at[0].sex, period, drawn(at, indicator))


def _of_one_sex(at: Sequence[Figure]) -> list[Figure]:
    """All where there is a total, else women."""
    sex = main_sex(at)
    return [figure for figure in at if figure.sex == sex]


def series_name(comparison: Comparison) -> dict[str, str]:
    """What the address of the comparison's own view holds, leaving out totals."""
    group, item, _ = comparison.series
    named = {
        "indicator": comparison.indicator.id,
        "period": comparison.period.code,
        "group": group,
        "item": item,
    }
    return {key: value for key, value in named.items() if value != ALL}
