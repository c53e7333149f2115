"""Words that answers are often given in, and where each stands on its scale.

The list is `scales.csv`, in Swedish, English and Norwegian. It proposes an order and a
translation, which the draft asks to confirm; an instrument never looks at it.
"""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

_WORDS: Final = ("words_sv", "words_en", "words_no")
YES_NO: Final = "yes_no"

# "5 - Instämmer helt", "(5) Instämmer helt", "5. Instämmer helt", "5 = Instämmer helt".
_NUMBERED: Final = re.compile(r"\(?(-?\d{1,2})\)?\s*(?:[-–—.:=)]|\s)\s*(\D.*)", re.DOTALL)
_BEHIND: Final = re.compile(r"(\D.*?)\s*[(=:–-]\s*(\d{1,2})\)?", re.DOTALL)
_NUMBER: Final = re.compile(r"-?\d{1,3}")
_LETTERED: Final = re.compile(r"([A-Za-z]{1,3})0*(\d{1,2})")

NOT_APPLYING: Final = frozenset(
    {
        "vet ej", "vet inte", "ej aktuellt", "inte aktuellt", "ej relevant", "inte relevant",
        "kan ej bedöma", "kan inte bedöma", "kan ej svara", "kan inte svara", "ingen uppfattning",
        "har ingen uppfattning", "ingen åsikt", "ej tillämpligt", "inte tillämpligt",
        "vet ej/ej aktuellt", "ej aktuellt/vet ej", "vet ej / ej aktuellt", "stämmer ej på mig",
        "vill ej svara", "vill inte svara", "not applicable", "n/a", "not relevant", "don't know",
        "do not know", "dont know", "no opinion", "does not apply", "unable to judge", "unsure",
        "unfamiliar (n/a)", "not sure", "prefer not to say", "ikke aktuelt", "vet ikke",
        "ikke relevant", "ingen mening", "vil ikke svare", "har ikke grunnlag for å svare",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Position:
    """A place on a known scale. `words` are folded cell → language."""

    family: str
    code: str
    order: int
    sv: str
    en: str
    words: Mapping[str, str]


@cache
def families() -> Mapping[str, tuple[Position, ...]]:
    """Family → positions from the lowest to the highest."""
    text = files("etl.surveys.draft").joinpath("scales.csv").read_text(encoding="utf-8")
    found: dict[str, list[Position]] = {}
    for order, row in enumerate(csv.DictReader(text.splitlines())):
        words = {w: column[-2:] for column in reversed(_WORDS) for w in row[column].split("|") if w}
        found.setdefault(row["family"], []).append(
            Position(row["family"], row["code"], order, row["sv"], row["en"], words)
        )
    return {family: tuple(positions) for family, positions in found.items()}


def folded(cell: str) -> str:
    """A cell without what a person adds or leaves out: capitals, a full stop, commas."""
    return re.sub(r"[.,!]", "", " ".join(cell.split())).casefold().strip()


def number_of(cell: str) -> int | None:
    """The number that a cell is, or that stands before or behind its words."""
    if _NUMBER.fullmatch(cell):
        return int(cell)
    before = _NUMBERED.fullmatch(cell)
    if before:
        return int(before[1])
    behind = _BEHIND.fullmatch(cell)
    return int(behind[2]) if behind else None


def words_of(cell: str) -> str:
    """The words beside the number of a cell; "" where it is a number only."""
    if _NUMBER.fullmatch(cell):
        return ""
    before, behind = _NUMBERED.fullmatch(cell), _BEHIND.fullmatch(cell)
    return before[2].strip() if before else behind[1].strip() if behind else cell


def lettered(cells: Iterable[str]) -> dict[str, int] | None:
    """Codes of answers such as A1 to A5, all of one letter; None where they are something else."""
    found = {cell: _LETTERED.fullmatch(cell) for cell in cells}
    letters = {match[1] if match else "" for match in found.values()}
    if len(letters) != 1 or "" in letters:
        return None
    return {cell: int(match[2]) for cell, match in found.items() if match}


def is_not_applying(cell: str) -> bool:
    return folded(words_of(cell)) in NOT_APPLYING or folded(cell) in NOT_APPLYING


def placed(cells: Iterable[str]) -> dict[str, Position] | None:
    """Each cell's position on the one family that has them all, no two of them the same."""
    words = {cell: folded(words_of(cell)) for cell in cells}
    for positions in families().values():
        by_word = {word: position for position in positions for word in position.words}
        if words and all(word in by_word for word in words.values()):
            found = {cell: by_word[word] for cell, word in words.items()}
            if len({position.code for position in found.values()}) == len(found):
                return found
    return None


def is_known(cell: str) -> bool:
    """Whether it is a number or a word of the list: nobody's own words."""
    return (
        _NUMBER.fullmatch(cell) is not None or is_not_applying(cell) or placed([cell]) is not None
    )
