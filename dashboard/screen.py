"""How wide the reader's window is, in six steps, so that a chart is drawn for the room it has.

The page's script writes the step into a cookie and asks again when the window passes a limit. The
limits stand here, in `assets/atlas.js` and in `assets/layout.css`; a test compares them.
"""

from enum import StrEnum
from typing import Final

from dashboard.charts.geometry import Width
from dashboard.pages.model import Span

COOKIE: Final = "screen"


class Screen(StrEnum):
    NARROW = "narrow"
    MEDIUM = "medium"
    WIDE = "wide"
    BROAD = "broad"
    LARGE = "large"
    HUGE = "huge"


# The least width of a window for each step, in CSS pixels. From BROAD on there are two columns.
LIMITS: Final[dict[Screen, int]] = {
    Screen.NARROW: 0, Screen.MEDIUM: 600, Screen.WIDE: 940, Screen.BROAD: 1120,
    Screen.LARGE: 1280, Screen.HUGE: 1840,
}  # fmt: skip

_STACKED: Final[dict[Screen, Width]] = {
    Screen.NARROW: Width.NARROW, Screen.MEDIUM: Width.MEDIUM, Screen.WIDE: Width.WIDE,
    Screen.BROAD: Width.WIDE, Screen.LARGE: Width.FULL, Screen.HUGE: Width.FULL,
}  # fmt: skip
# Two cards beside each other.
_HALVED: Final[dict[Screen, Width]] = {
    Screen.BROAD: Width.MEDIUM,
    Screen.LARGE: Width.HALF,
    Screen.HUGE: Width.WIDE,
}
# A card alone on its page is meant for a wall.
_ALONE: Final[dict[Screen, Width]] = {
    Screen.LARGE: Width.WIDE_ENLARGED,
    Screen.HUGE: Width.FULL_ENLARGED,
}


def read_screen(cookie: str | None) -> Screen:
    """The step the browser wrote; a common one where it has not written any."""
    return Screen(cookie) if cookie in set(Screen) else Screen.BROAD


def chart_width(screen: Screen, span: Span, *, is_alone: bool = False) -> Width:
    if is_alone and screen in _ALONE:
        return _ALONE[screen]
    if span is Span.HALF and screen in _HALVED:
        return _HALVED[screen]
    return _STACKED[screen]
