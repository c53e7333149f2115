"""Indicators of the topic education."""

from typing import Final

from warehouse.indicators.model import Indicator

INDICATORS: Final[tuple[Indicator, ...]] = ()
