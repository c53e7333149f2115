"""The registry: every indicator by id. A double id fails at import."""

from collections.abc import Iterable
from typing import Final

from warehouse.indicators import (
    education,
    evaluations,
    funding,
    gender,
    regional_budgets,
    surveys,
)
from warehouse.indicators.model import Indicator


def _by_id(indicators: Iterable[Indicator]) -> dict[str, Indicator]:
    registry: dict[str, Indicator] = {}
    for indicator in indicators:
        if indicator.id in registry:
            raise ValueError(f"two indicators are called '{indicator.id}'")
        registry[indicator.id] = indicator
    return registry


INDICATORS: Final[dict[str, Indicator]] = _by_id(
    (
        *surveys.INDICATORS,
        *gender.INDICATORS,
        *education.INDICATORS,
        *evaluations.INDICATORS,
        *funding.INDICATORS,
        *regional_budgets.INDICATORS,
    )
)
