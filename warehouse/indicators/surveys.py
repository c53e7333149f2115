"""Indicators of the topic surveys."""

from typing import Final

from warehouse.indicators.model import Indicator

INDICATORS: Final[tuple[Indicator, ...]] = ()
