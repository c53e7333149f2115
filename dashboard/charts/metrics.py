"""How wide a text is in the font we serve, so that labels are placed before anything is drawn.

Every backend measures with these; no browser and no font file is asked.
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Final

_FILE: Final = json.loads((Path(__file__).parent / "font_metrics.json").read_text("utf-8"))
_ADVANCES: Final[dict[str, dict[str, int]]] = _FILE["advance"]
_FIGURE: Final[dict[str, int]] = _FILE["tabular_figure"]
# Letters outside the table are as wide as a wide one: a label then has room to spare.
_UNKNOWN: Final = 760
LINE_HEIGHT: Final = 1.3


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Pixels (or points, as `size`) across the widest line of a text; figures are tabular."""
    weight = "700" if bold else "400"
    advances, figure = _ADVANCES[weight], _FIGURE[weight]
    lines = (
        sum(figure if c.isdigit() else advances.get(c, _UNKNOWN) for c in line)
        for line in text.split("\n")
    )
    return max(lines) * size / 1000


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """The text in lines that fit the width; a word that is wider stands alone."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
