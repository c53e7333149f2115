"""Colours of a template's theme as numbers: what a name with its changes looks like.

Needed to know that a mark can be seen and a text read on the template's own background. Not for
which colour has which meaning: that is `theme_paint.py`.
"""

from collections.abc import Mapping
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass
from typing import Final

from lxml import etree

A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
THEME_NAMES: Final = (
    "dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hue:
    """A colour by its name in the theme, or by itself where `name` is empty.

    `kept` and `added` change its lightness as lumMod and lumOff do; `base` is "#RRGGBB".
    """

    name: str
    base: str
    kept: float = 1.0
    added: float = 0.0

    @property
    def xml(self) -> str:
        tag = "a:schemeClr" if self.name else "a:srgbClr"
        value = self.name or self.base.removeprefix("#")
        changes = ""
        if self.kept != 1:
            changes += f'<a:lumMod val="{round(self.kept * 100_000)}"/>'
        if self.added:
            changes += f'<a:lumOff val="{round(self.added * 100_000)}"/>'
        return f'<{tag} val="{value}">{changes}</{tag}>' if changes else f'<{tag} val="{value}"/>'

    @property
    def seen(self) -> str:
        """What it looks like, "#RRGGBB"."""
        hue, lightness, saturation = _hls(self.base)
        changed = min(max(lightness * self.kept + self.added, 0.0), 1.0)
        channels = hls_to_rgb(hue, changed, saturation)
        return "#" + "".join(f"{round(channel * 255):02X}" for channel in channels)

    @property
    def is_grey(self) -> bool:
        red, green, blue = _channels(self.seen)
        return max(red, green, blue) - min(red, green, blue) < 0.14

    @property
    def turn(self) -> float:
        """Where on the circle of colours it stands, in degrees."""
        return _hls(self.seen)[0] * 360


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def _hls(colour: str) -> tuple[float, float, float]:
    return rgb_to_hls(*_channels(colour))


def apart(one: Hue, other: Hue) -> float:
    """Degrees between two colours on the circle, from 0 to 180."""
    distance = abs(one.turn - other.turn)
    return min(distance, 360 - distance)


def theme_colours(theme: etree._Element) -> dict[str, str]:
    """The ten colours of a theme that it names as red, green and blue."""
    scheme = theme.find(f".//{A}clrScheme")
    found: dict[str, str] = {}
    for name in THEME_NAMES if scheme is not None else ():
        given = scheme.find(f"{A}{name}") if scheme is not None else None
        colour = _given(given[0]) if given is not None and len(given) else ""
        if colour:
            found[name] = colour
    return found


def _given(colour: etree._Element) -> str:
    written = colour.get("val") if colour.tag == f"{A}srgbClr" else colour.get("lastClr")
    return f"#{written.upper()}" if written and len(written) == 6 else ""


def read_colour(element: etree._Element, colours: Mapping[str, str]) -> Hue | None:
    """A solid fill's colour; None where it is written in a way that is not read here."""
    if element.tag == f"{A}srgbClr":
        base = f"#{element.get('val', '').upper()}"
        return Hue("", base, *_changes(element)) if len(base) == 7 else None
    name = element.get("val", "")
    if element.tag == f"{A}schemeClr" and name in colours:
        return Hue(name, colours[name], *_changes(element))
    return None


def _changes(element: etree._Element) -> tuple[float, float]:
    kept, added = element.find(f"{A}lumMod"), element.find(f"{A}lumOff")
    return (
        1.0 if kept is None else int(kept.get("val", "100000")) / 100_000,
        0.0 if added is None else int(added.get("val", "0")) / 100_000,
    )
