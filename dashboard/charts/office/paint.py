"""The colours of the page as DrawingML, and what is derived from them.

A template has a `Paint` of its own, in the names of its theme. Not for which meaning a mark has:
that is in `charts/styles.py`.
"""

from typing import Final

from dashboard.charts import theme
from dashboard.charts.grammar import Emphasis
from dashboard.charts.office.model import Paint


def rgb(colour: str) -> str:
    """A colour of our theme, "#RRGGBB", whatever the template."""
    return f'<a:srgbClr val="{colour.removeprefix("#")}"/>'


ATLAS: Final = Paint(
    emphasis={meaning: rgb(colour) for meaning, colour in theme.EMPHASIS.items()},
    ink=rgb(theme.INK),
    soft=rgb(theme.SOFT),
    hairline=rgb(theme.HAIRLINE),
    band=rgb(theme.BAND),
    card=rgb(theme.CARD),
)

# How much of a colour is left in the page's BOUND, GUIDE, OWN_ROW and STAMP.
_BOUND_SHARE: Final = 0.25
_GUIDE_SHARE: Final = 0.47
_OWN_ROW_SHARE: Final = 0.08
_STAMP_SHARE: Final = 0.4
_DARKER: Final = '<a:lumMod val="75000"/>'


def paler(colour: str, share: float) -> str:
    """A colour of which so much is left, the rest being white; nothing is seen through it."""
    left = round(share * 100_000)
    # Pale colours look stronger than dark ones of the same saturation.
    change = f'<a:satMod val="40000"/><a:lumMod val="{left}"/><a:lumOff val="{100_000 - left}"/>'
    return _changed(colour, change)


def text_colour(paint: Paint, emphasis: Emphasis) -> str:
    """A meaning's colour as letters: the grey of regions would be too faint, the second pale."""
    if emphasis is Emphasis.REGION:
        return paint.ink
    colour = paint.emphasis[emphasis]
    return _changed(colour, _DARKER) if emphasis is Emphasis.SECOND else colour


def themed(paint: Paint, colour: str) -> str:
    """A colour of letters as the page names it, in this paint."""
    named = {theme.INK: paint.ink, theme.SOFT: paint.soft, theme.BAND_LABEL: paint.ink}
    if colour in named:
        return named[colour]
    meaning = next(meaning for meaning, written in theme.TEXT.items() if written == colour)
    return text_colour(paint, meaning)


def bound(paint: Paint) -> str:
    """Of the worst and the best case around a figure."""
    return paler(paint.emphasis[Emphasis.OWN], _BOUND_SHARE)


def guide(paint: Paint) -> str:
    """Of what joins the marks of a row."""
    return paler(paint.emphasis[Emphasis.REGION], _GUIDE_SHARE)


def own_row(paint: Paint) -> str:
    """Of the ground under one's own row."""
    return paler(paint.emphasis[Emphasis.OWN], _OWN_ROW_SHARE)


def stamp(paint: Paint) -> str:
    """Of the word across a chart of examples."""
    return paler(paint.emphasis[Emphasis.WARNING], _STAMP_SHARE)


def _changed(colour: str, change: str) -> str:
    """A colour element with a further change inside it, whether it has some already or none."""
    if colour.endswith("/>"):
        name = colour[1:].split(" ", maxsplit=1)[0]
        return f"{colour[:-2]}>{change}</{name}>"
    start, end = colour.rsplit("</", maxsplit=1)
    return f"{start}{change}</{end}"
