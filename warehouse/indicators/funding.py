"""Indicators of the topic funding."""

from typing import Final

from warehouse.indicators.model import Indicator

INDICATORS: Final[tuple[Indicator, ...]] = ()
