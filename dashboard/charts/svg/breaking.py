"""Words in lines that never leave their box: broken at hyphens, soft ones too, and where there is
none at the last letter that fits.

Not for charts: their names are short, and their plan has left room for each.
"""

import re
from collections.abc import Callable
from typing import Final

from dashboard.charts.metrics import text_width

SOFT_HYPHEN: Final = "\u00ad"
# The hyphen of a word that is broken, until it is known whether the next part fits after all.
_BREAK: Final = "\ue000"


def lines_in(words: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    def fits(line: str) -> bool:
        return text_width(line, size, bold=bold) <= width

    lines: list[str] = []
    for word in words.split(" "):
        plain = word.replace(SOFT_HYPHEN, "")
        longer = f"{lines[-1]} {plain}" if lines else plain
        if lines and fits(longer):
            lines[-1] = longer
        else:
            lines += [plain] if fits(plain) else _broken(word, fits)
    return lines


def _broken(word: str, fits: Callable[[str], bool]) -> list[str]:
    """A word that is wider than a line: as few lines as its parts allow."""
    lines = [""]
    for part in _parts(word):
        is_last = not part.endswith(SOFT_HYPHEN)
        seen = part.removesuffix(SOFT_HYPHEN)
        start = lines[-1].removesuffix(_BREAK)
        if lines[-1] and fits(start + seen + ("" if is_last else "-")):
            lines[-1] = start + seen + ("" if is_last else _BREAK)
        elif fits(seen + "-"):
            lines.append(seen + ("" if is_last else _BREAK))
        else:
            lines += _cut(seen, fits)
    return [line.replace(_BREAK, "-") for line in lines if line]


def _parts(word: str) -> list[str]:
    """What may stand on lines of its own: each ends in its hyphen, soft or not, but the last."""
    return [part for part in re.split(f"(?<=[-{SOFT_HYPHEN}])", word) if part]


def _cut(part: str, fits: Callable[[str], bool]) -> list[str]:
    pieces = [""]
    for letter in part:
        if pieces[-1] and not fits(pieces[-1] + letter):
            pieces.append("")
        pieces[-1] += letter
    return pieces


def least_width(words: str, size: float, *, bold: bool = False) -> float:
    """The widest part of a text that should not be cut."""
    parts = [
        part.replace(SOFT_HYPHEN, "-") for word in words.split(" ") for part in _parts(word)
    ]  # fmt: skip
    return max((text_width(part, size, bold=bold) for part in parts), default=0.0)
