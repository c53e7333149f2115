"""What is known beforehand of every export of one platform.

Where the answers stand and what they mean is for the instrument; nothing here looks at a cell of
an answer.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from etl.readers.model import RawTable

# The first row below what the readers took for the header: its number, and its cells as text.
FirstRow = tuple[int, tuple[str | None, ...]]


def as_read(_: RawTable, __: FirstRow) -> tuple[int, int] | None:
    """The readers have found the header rows that there are."""
    return None


def as_written(_: str) -> tuple[str, ...]:
    """A column is called by its header cells and by nothing else."""
    return ()


def is_own_name(name: str, own: Collection[str], forms: Iterable[re.Pattern[str]]) -> bool:
    """Whether a header cell is one of the names, or has one of the forms, folded."""
    word = " ".join(name.split()).casefold()
    return word in own or any(form.fullmatch(word) for form in forms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """`own` are the platform's columns about the answering, as folded names or as patterns of
    them: they need not be named anywhere. `missing` are cells that are no answer, unless the
    instrument declares them as one. `tests` are own column → cells of rows that are no real
    answers. `header` gives the first and last header row where the readers took others, None
    where they did not. `names` are other names that a header cell goes by. `no_date` is how a
    date that nobody noted begins.
    """

    own: frozenset[str]
    own_forms: tuple[re.Pattern[str], ...] = ()
    missing: frozenset[str]
    tests: Mapping[str, frozenset[str]] = field(default_factory=dict)
    header: Callable[[RawTable, FirstRow], tuple[int, int] | None] = as_read
    names: Callable[[str], tuple[str, ...]] = as_written
    no_date: str | None = None

    def is_own(self, name: str) -> bool:
        """Whether a header cell is that of a column about the answering."""
        return any(is_own_name(one, self.own, self.own_forms) for one in self.called(name))

    def called(self, cell: str) -> tuple[str, ...]:
        """A header cell, and the code in it, by which the platform itself calls the column."""
        return (cell, *self.names(cell)[:1])
