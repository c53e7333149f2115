"""Any text on one line of a terminal: no control characters, and cut where it is long."""

from typing import Final

LONGEST: Final = 72
# The name of a column is said as it must be written in --column.
WHOLE: Final = 500


def printable(text: str, longest: int = LONGEST) -> str:
    """On one line, every kind of space as one, control characters by their code, cut if long."""
    shown = "".join(
        mark if mark.isprintable() else " " if mark.isspace() and mark > " " else _escaped(mark)
        for mark in text[: longest + 1]
    )
    return f"{shown[: longest - 1]}…" if len(shown) > longest else shown


def _escaped(mark: str) -> str:
    return mark.encode("unicode_escape").decode("ascii")
