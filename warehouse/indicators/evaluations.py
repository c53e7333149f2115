"""Indicators of the topic evaluations."""

from typing import Final

from warehouse.indicators.model import Indicator

INDICATORS: Final[tuple[Indicator, ...]] = ()
