"""What disclosure control works on: counts of one survey, and what of them may be shown.

Plain values. `plan.py` decides what is shown, `attack.py` proves it without knowing how it was
decided. Nothing here knows files, indicators or languages.

The words: an *atom* is the finest group of respondents there is (one organisation, programme and
sex); a *cell* is a member of a declared crossing, such as "women at one organisation", and holds
one or more atoms; a *part* is one answer to an item; a *partition* says which parts are shown
together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]

# Groups of parts, by their indices; each substantive part stands in exactly one group.
Partition = tuple[tuple[int, ...], ...]

# What `Shown.items` says of a cell that shows nothing of an item, not even its base.
NOTHING: Final = -1


@dataclass(frozen=True, slots=True)
class Rule:
    """`smallest_group` (k) is the least number of persons, `smallest_part` of a share's parts."""

    smallest_group: int = 5
    smallest_part: int = 3

    def __post_init__(self) -> None:
        if not 3 <= self.smallest_group <= 10:
            raise ValueError(f"smallest_group {self.smallest_group} is not between 3 and 10")
        if not 1 <= self.smallest_part <= self.smallest_group:
            raise ValueError(f"smallest_part {self.smallest_part} is not between 1 and k")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a declared crossing. `members` are (dimension, member), totals left out."""

    members: tuple[tuple[str, str], ...]
    atoms: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCounts:
    """`counts` is (atoms, parts). The first `substantive` parts are the answers on the scale;
    those behind them ("does not apply", not answered) are never shown as such, but are counted
    among the persons. `partitions` are finest first, over the substantive parts.
    """

    counts: Counts
    substantive: int
    partitions: tuple[Partition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexSums:
    """A theme's index: how many persons have one, and the sum of their indices (each 0 to 1)."""

    persons: Counts
    sums: NDArray[np.float64]
    squares: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What an earlier publication of the same survey showed of one cell.

    `item` None: its number of answers, as the only count. Otherwise the counts of the groups of
    `partition`, over the parts of that item; an empty partition: the base alone.
    """

    members: tuple[tuple[str, str], ...]
    item: str | None
    partition: Partition
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountTable:
    """One survey. `persons` is (atoms,): who answered at all. `invited` is (cells,), −1 where
    the frame does not tell. `earlier` is what was published of it before, and is still known.
    """

    dimensions: tuple[str, ...]
    cells: tuple[Cell, ...]
    persons: Counts
    invited: Counts
    items: Mapping[str, ItemCounts]
    indices: Mapping[str, IndexSums]
    earlier: tuple[Published, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What may be shown, for every cell of a table, in its order.

    `answers` (cells,): the number of answers, and with it the response rate. `items`: for each
    item (cells,), NOTHING, or the index of the partition that is shown, or the number of
    partitions where only the base is. `indices`: for each theme (cells,).
    """

    answers: Flags
    items: Mapping[str, Counts]
    indices: Mapping[str, Flags]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """A hidden count that what is shown gives away: where it is, never what it is.

    `kind` says by which means: `range` (bounds too narrow), `small` (both bounds under k),
    `index` (a hidden sum follows), `earlier` (an earlier publication and this one together).
    """

    members: tuple[tuple[str, str], ...]
    item: str | None
    parts: tuple[int, ...]
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The attack's result: how many hidden counts were tried, and those that leak."""

    tried: int
    leaks: tuple[Leak, ...]
