"""Hand-made figures for the rules of views: valid as they are, a test names what it is about."""

from collections.abc import Mapping
from typing import Any

from dashboard.views.figures import Drawn, Figure
from dashboard.views.wording import Wording
from warehouse.indicators import INDICATORS
from warehouse.members import ALL
from warehouse.organisations import ORGANISATIONS
from warehouse.period import parse_period
from warehouse.sources import SOURCES
from warehouse.text import Language

# One indicator for each kind of uncertainty.
COUNTED = INDICATORS["alf_survey_response_rate"]
ANSWERS = INDICATORS["new_physician_positive_share"]
ESTIMATED = INDICATORS["authorship_share_by_sex"]
RANKED = INDICATORS["alf_rank_by_amount"]


def figure(indicator: str = COUNTED.id, /, **overrides: object) -> Figure:
    """Skåne's figure of 2022: 61, as printed by a source that exists."""
    meant = INDICATORS[str(overrides.get("indicator", indicator))]
    values: dict[str, Any] = {
        "indicator": meant.id,
        "region": "skane",
        "organisation": ALL,
        "period": "2022",
        "sex": ALL,
        "group": meant.groups[0],
        "item": next(iter(meant.items)),
        "category": next(iter(meant.categories)),
        "estimate": "unweighted",
        "nature": "outcome",
        "source": "ki_vr_survey_2022",
        "reading": "main",
        "value": 61.0,
        **dict.fromkeys(("low", "high", "bound_low", "bound_high"), None),
        **dict.fromkeys(("numerator", "denominator", "base"), None),
        "qualifier": "exact",
        "status": "ok",
        "origin": "printed",
        "printed": str(overrides.get("value", 61)).removesuffix(".0"),
        "locator": "table 1",
        "note": None,
        **overrides,
    }
    about = {
        "period": parse_period(values["period"]),
        "publication": SOURCES[values["source"]],
        "body": ORGANISATIONS[values["organisation"]],
    }
    return Figure(**{**values, **about})


def each_region(
    values: Mapping[str, float], indicator: str = COUNTED.id, **overrides: object
) -> tuple[Drawn, ...]:
    """One figure for each region named."""
    return tuple(
        Drawn(figure(indicator, region=region, value=value, **overrides), ())
        for region, value in values.items()
    )


def over_time(values: Mapping[str, float], **overrides: object) -> tuple[Drawn, ...]:
    """One figure for each period named."""
    return tuple(
        Drawn(figure(period=period, value=value, **overrides), ())
        for period, value in values.items()
    )


def wording(indicator: str = COUNTED.id, language: Language = "sv") -> Wording:
    return Wording.for_figures(INDICATORS[indicator], [], language)
