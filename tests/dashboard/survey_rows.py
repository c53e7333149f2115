"""Surveys made by hand for tests of views: shares of chosen counts, in the made-up series.

Not for whole releases (`tests/survey_release.py`): rows are not checked against each other here.
"""

from collections.abc import Sequence
from typing import cast

from tests import builders
from tests.survey_release import SERIES, SURVEY_SOURCE, registry
from tests.view_checks import FactsRelease
from warehouse.members import ALL
from warehouse.organisations import Organisation
from warehouse.queries import Release
from warehouse.registry import SHIPPED, Registry
from warehouse.statistics import Share, wilson
from warehouse.surveys.indicators import Measure, indicator_id
from warehouse.surveys.model import SurveyRound

Row = dict[str, object]


class SurveyRows(FactsRelease):
    """A release of rows in memory, in a registry that has surveys."""

    def __init__(self, rows: Sequence[Row], known: Registry) -> None:
        super().__init__(builders.frame(rows, known), builders.table("contradiction"))
        self.registry = known

    def indicators(self) -> tuple[str, ...]:
        return tuple(sorted(set(self._rows["indicator"])))


def release_of(
    rows: Sequence[Row],
    rounds: Sequence[SurveyRound] | None = None,
    organisations: Sequence[Organisation] = (),
) -> Release:
    """Of the made-up rounds and units, or of other rounds, with more organisations."""
    return cast(Release, SurveyRows(rows, _known(rounds, tuple(organisations))))


def _known(
    rounds: Sequence[SurveyRound] | None, organisations: tuple[Organisation, ...]
) -> Registry:
    known = registry()
    if rounds is None and not organisations:
        return known
    units = [known.organisations[code] for kind, code in known.declared if kind == "organisation"]
    mine = SHIPPED.with_declared([], [known.sources[SURVEY_SOURCE]], [*units, *organisations])
    asked = known.surveys.rounds if rounds is None else rounds
    return mine.with_surveys(asked)


def share_row(positive: float | None, n: float | None, population: float | None = None,
              **key: object) -> list[Row]:  # fmt: skip
    """The share and the response rate that tells its population; a hidden one without counts."""
    place = _place(key)
    if positive is None or n is None:
        hidden: Row = {"value": None, "status": "suppressed"}
        return [_row(Measure.SHARE_POSITIVE, place, hidden), _rate(place, hidden)]
    share = Share(positive=positive, n=n, population=population)
    interval = wilson(share)
    counts: Row = {"value": 100 * positive / n, "numerator": positive, "denominator": n, "base": n}
    if interval is not None:
        counts |= {"low": 100 * interval.low, "high": 100 * interval.high}
    invited = population or 2 * n
    told: Row = {
        "value": 100 * n / invited,
        "numerator": n,
        "denominator": invited,
        "base": invited,
    }
    return [_row(Measure.SHARE_POSITIVE, place, counts), _rate(place, told)]


def _place(key: Row) -> Row:
    first: Row = {"region": "skane", "group": "students", "period": "2024", "item": "overall",
                  "organisation": ALL, "sex": ALL}  # fmt: skip
    return first | key


def _rate(place: Row, values: Row) -> Row:
    return _row(Measure.RESPONSE_RATE, place | {"item": ALL}, values)


def _row(measure: Measure, place: Row, values: Row) -> Row:
    whole: Row = {"indicator": indicator_id(SERIES, measure), "source": SURVEY_SOURCE,
             "origin": "computed", "printed": None, "locator": None, "cites": None,
             "category": ALL}  # fmt: skip
    return builders.observation(registry(), **(whole | place | values))
