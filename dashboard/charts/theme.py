"""Colours and sizes once, by what they mean. Style sheets repeat them; a test compares.

Not for where things are placed (`layout.py`) and not for how a backend writes a colour.
"""

from math import floor
from typing import Final

from dashboard.charts.grammar import Emphasis, Mark

INK: Final = "#1B2126"
SOFT: Final = "#56616B"
HAIRLINE: Final = "#E3E6E8"
PAGE: Final = "#F4F5F3"
CARD: Final = "#FFFFFF"
OWN: Final = "#12436D"
REGION: Final = "#8C959E"
OWN_ROW: Final = "#ECF1F5"
BAND: Final = "#EAF3F1"
BAND_LABEL: Final = "#1F6352"
WARNING: Final = "#801650"
GUIDE: Final = "#C9CED3"
BOUND: Final = "#C3D0DC"
# Seen through by every mark and label, and read by everybody.
STAMP: Final = "rgba(128, 22, 80, 0.17)"

EMPHASIS: Final[dict[Emphasis, str]] = {
    Emphasis.OWN: OWN,
    Emphasis.REGION: REGION,
    Emphasis.NATION: INK,
    # Purple and green: neither the pink and blue of habit nor red against green, and told
    # apart by a filled and an open mark as well.
    Emphasis.WOMEN: "#5B3A8C",
    Emphasis.MEN: "#1B7F6B",
    Emphasis.FIRST: OWN,
    Emphasis.SECOND: "#28A197",
    Emphasis.THIRD: "#3D3D3D",
    Emphasis.WARNING: WARNING,
}

# Names and figures in the colour of a region's grey would be too faint to read.
TEXT: Final[dict[Emphasis, str]] = {
    **EMPHASIS,
    Emphasis.REGION: INK,
    Emphasis.SECOND: "#1A6F68",
}

# From the least to the most; text on each is white or ink, whichever reads better.
SHADES: Final[tuple[str, ...]] = (
    "#E6EDF3", "#BFD0DF", "#8FADC8", "#6F97B8", "#33658F", OWN,
)  # fmt: skip

# Of a two-sided scale, from the faintest to the strongest on each side of its middle. Brown and
# blue are told apart by those who see red and green alike; text is white or ink, as above.
LOW_SHADES: Final[tuple[str, ...]] = ("#F3E6D2", "#E6CBA1", "#D2A768", "#9C6518", "#6E430B")
HIGH_SHADES: Final[tuple[str, ...]] = ("#DFE9F1", "#BFD0DF", "#8FADC8", "#33658F", "#10395D")
MIDDLE_SHADE: Final = "#DADEE1"

FONT: Final = "Inter, system-ui, sans-serif"
TEXT_SIZE: Final = 13
SMALL_SIZE: Final = 12
STAMP_SIZE: Final = 40
DIAMONDS: Final = frozenset({Mark.DIAMOND, Mark.OPEN_DIAMOND})
OPEN_MARKS: Final = frozenset({Mark.OPEN_DOT, Mark.OPEN_SQUARE, Mark.OPEN_DIAMOND})


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2, from "#RRGGBB"."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2, between 1 and 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def text_on(background: str) -> str:
    """White or ink, whichever reads better on this background."""
    return max((CARD, INK), key=lambda colour: contrast(colour, background))


def strength(place: float) -> int:
    """How strong the shade of a place on a two-sided scale is: 0 in the middle, 5 at its ends."""
    if not -1 <= place <= 1:
        raise ValueError(f"{place} lies outside a scale from -1 to 1")
    return max(1, floor(abs(place) * len(LOW_SHADES) + 0.5)) if place else 0


def two_sided(place: float) -> str:
    """The colour of a place on a two-sided scale, -1 being its lowest end."""
    if place == 0:
        return MIDDLE_SHADE
    return (LOW_SHADES if place < 0 else HIGH_SHADES)[strength(place) - 1]


def two_sided_name(place: float) -> str:
    """What style sheets call it."""
    return "middle" if place == 0 else f"{'low' if place < 0 else 'high'}-{strength(place)}"


def shade(step: int, steps: int) -> int:
    """The index in SHADES of a step; the first and the last step take the ends of the scale."""
    if not 0 <= step < steps:
        raise ValueError(f"step {step} lies outside {steps} steps")
    return 1 if steps == 1 else round(step * (len(SHADES) - 1) / (steps - 1))
