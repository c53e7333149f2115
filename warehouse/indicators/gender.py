"""Indicators of the topic gender."""

from typing import Final

from warehouse.indicators.model import Indicator

INDICATORS: Final[tuple[Indicator, ...]] = ()
