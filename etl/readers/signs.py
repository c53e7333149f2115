"""The signs that stand in a table instead of a number, and the words for yes and no.

Candidates only: a sign is counted and shown, and what it means is declared by the source, never
here. The same `-` is nought in one table and "no data" in the next.
"""

from typing import Final

SIGNS: Final = frozenset(
    {
        "..", ".", "...", "....", ".....", "......", "…",
        "-", "–", "—", "−", "*", "**", "***", ":", "/", "?",
        "u", "x", "s", "c", "z",
        "na", "n/a", "n.a.", "n.d.", "nd", "null", "none", "#n/a", "#null!", "#div/0!", "#value!",
        "#ref!", "#name?", "#num!", "nan", "i.u.", "e.t.",
    }
)  # fmt: skip

BOOLEANS: Final = frozenset({"true", "false", "sant", "falskt"})


def is_sign(text: str) -> bool:
    """Whether a cell may be a sign instead of a number; its case does not matter."""
    return text.strip().lower() in SIGNS
