"""How wide the reader's window is, in four steps, so that a chart is drawn for the room it has.

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


# The least width of a window for each step, in CSS pixels. Only a BROAD one has two columns.
LIMITS: Final[dict[Screen, int]] = {
    Screen.NARROW: 0, Screen.MEDIUM: 600, Screen.WIDE: 940, Screen.BROAD: 1120,
}  # fmt: skip

_STACKED: Final[dict[Screen, Width]] = {
    Screen.NARROW: Width.NARROW, Screen.MEDIUM: Width.MEDIUM, Screen.WIDE: Width.WIDE,
    Screen.BROAD: Width.WIDE,
}  # fmt: skip


def read_screen(cookie: str | None) -> Screen:
    """The step the browser wrote; the widest for one that has not written any."""
    return Screen(cookie) if cookie in set(Screen) else Screen.BROAD


def chart_width(screen: Screen, span: Span) -> Width:
    halved = screen is Screen.BROAD and span is Span.HALF
    return Width.MEDIUM if halved else _STACKED[screen]
