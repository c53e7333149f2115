"""Indicators of the topic gender: staff, recruitment, students, research."""

from typing import Final

from warehouse.indicators.gender import recruitment, research, staff, students
from warehouse.indicators.model import Indicator

INDICATORS: Final[tuple[Indicator, ...]] = (
    *staff.INDICATORS,
    *recruitment.INDICATORS,
    *students.INDICATORS,
    *research.INDICATORS,
)
