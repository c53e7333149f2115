"""SVG as text: numbers, escaped words, lines of text, strokes and boxes.

Not for where things stand. Everything is written by hand, since a picture has a thousand elements
and a tree of them would take longer than the drawing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from dashboard.charts.styles import quoted
from dashboard.charts.theme import SMALL_SIZE, TEXT_SIZE
from dashboard.xml_text import writable

# Where Inter is not installed, Arial is no wider.
FAMILY: Final = "Inter, Arial, Helvetica, sans-serif"
Anchor = Literal["start", "middle", "end"]

# From the middle of a line to where its letters stand: half the height of a capital.
_HALF_CAPITAL: Final = 0.36


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set; `line` is the distance between its lines."""

    size: float
    colour: str
    bold: bool = False
    line: float = 0.0

    @property
    def line_height(self) -> float:
        return self.line or _LINES.get(self.size, 1.3 * self.size)


# As measured by those who left room for them.
_LINES: Final[dict[float, float]] = {TEXT_SIZE: 17.0, SMALL_SIZE: 16.0}


def number(value: float) -> str:
    """Hundredths of a pixel are finer than any printer."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def written(words: str) -> str:
    """Words as XML holds them, in an attribute or between tags."""
    return quoted(writable(words))


def tag(name: str, inner: str = "", /, **attributes: str | float) -> str:
    """An element; in the names of attributes `_` stands for `-`."""
    said = "".join(
        f' {key.replace("_", "-")}="{value if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{said}>{inner}</{name}>" if inner else f"<{name}{said}/>"


def text(
    lines: Sequence[str], x: float, top: float, style: Style, *, anchor: Anchor = "start"
) -> str:
    """Lines of text below each other, their first line beginning at `top`."""
    if not lines:
        return ""
    at, height = number(x), style.line_height
    first = top + height / 2 + _HALF_CAPITAL * style.size
    weight = ' font-weight="700"' if style.bold else ""
    side = "" if anchor == "start" else f' text-anchor="{anchor}"'
    start = (
        f'<text x="{at}" y="{number(first)}" font-size="{number(style.size)}"'
        f' fill="{style.colour}"{weight}{side}>'
    )
    if len(lines) == 1:
        return f"{start}{written(lines[0])}</text>"
    spans = "".join(
        f'<tspan x="{at}" y="{number(first + index * height)}">{written(line)}</tspan>'
        for index, line in enumerate(lines)
    )
    return f"{start}{spans}</text>"


def text_around(
    lines: Sequence[str], x: float, middle: float, style: Style, *, anchor: Anchor = "start"
) -> str:
    """Lines of text with their middle at a height."""
    return text(lines, x, middle - len(lines) * style.line_height / 2, style, anchor=anchor)


def text_over(
    lines: Sequence[str], x: float, bottom: float, style: Style, *, anchor: Anchor = "start"
) -> str:
    """Lines of text that end at a height."""
    return text(lines, x, bottom - len(lines) * style.line_height, style, anchor=anchor)


def stroke(points: Sequence[tuple[float, float]], colour: str, width: float, dash: str = "") -> str:
    """A line through these points."""
    way = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="M{way}" fill="none" stroke="{colour}" stroke-width="{number(width)}"{dashed}/>'
    )


def box(left: float, top: float, right: float, bottom: float, fill: str, **more: str) -> str:
    return tag(
        "rect", x=left, y=top, width=max(right - left, 0.0), height=max(bottom - top, 0.0),
        fill=fill, **more,
    )  # fmt: skip


def data(said: Mapping[str, str | float | None]) -> dict[str, str]:
    """What an element says, as attributes; None is left out and floats keep every digit."""
    return {
        f"data_{name}": repr(float(value)) if isinstance(value, float | int) else written(value)
        for name, value in said.items()
        if value is not None
    }
