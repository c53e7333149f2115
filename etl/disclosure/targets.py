"""What an attacker would like to know: every hidden count, and how uncertain it has to stay.

A count that is shown is none, nor one of nobody: in a cell that shows that nobody answered, or
where the frame tells that nobody was invited. What an earlier publication shows as it still is,
is not hidden any more either; what follows from it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from etl.disclosure.blocks import Block, Numbers, incidence
from etl.disclosure.earlier import told_before
from etl.disclosure.model import NOTHING, Counts, CountTable, Rule, Shown

Members = tuple[tuple[str, str], ...]
Place = tuple[Members, tuple[int, ...]]


@dataclass(frozen=True, eq=False)
class Targets:
    """(targets, unknowns) of a block; `width` is how far apart the bounds of each must be."""

    matrix: sparse.csr_matrix
    width: Numbers
    members: tuple[Members, ...]
    parts: tuple[tuple[int, ...], ...]

    @property
    def nearby(self) -> Counts:
        """A number for each target that those in one neighbourhood share."""
        return _numbered([place[:1] for place in self.members])

    @cached_property
    def kinds(self) -> Counts:
        """A number for each target that those of one crossing share, but for one dimension."""
        return _numbered([place[1:] for place in self.members])

    def __len__(self) -> int:
        return len(self.width)


def targets(
    table: CountTable, shown: Shown, block: Block, given: Counts, rule: Rule, small: list[Place]
) -> Targets:
    """The hidden counts of a block in the declared cells, then in small groups that are not.

    A declared count stays uncertain by k. Of a small group nothing may follow exactly.
    """
    told = told_before(table, block)
    hidden: list[tuple[Place, tuple[int, ...], float]] = []
    for position, cell in enumerate(table.cells):
        if _holds_nobody(table, shown, position):
            continue
        hidden += [
            ((cell.members, cell.atoms), parts, float(rule.smallest_group))
            for parts in _hidden_parts(block, int(given[position]), shown.answers[position])
            if (frozenset(cell.atoms), parts) not in told
        ]
    # That nobody of a few persons gave an answer tells of none of them what they did answer.
    hidden += [
        (place, (part,), 1.0)
        for place in small
        for part in range(block.substantive)
        if block.counts[list(place[1]), part].sum() > 0
    ]
    return _assembled(block, hidden, len(table.persons))


def _assembled(
    block: Block, hidden: list[tuple[Place, tuple[int, ...], float]], atoms: int
) -> Targets:
    cells = incidence([place[1] for place, _, _ in hidden], atoms)
    kinds = sorted({parts for _, parts, _ in hidden})
    rows = [sparse.csr_matrix((0, atoms * block.parts))]
    order: list[int] = []
    for parts in kinds:
        where = [one for one, (_, its, _) in enumerate(hidden) if its == parts]
        rows.append(sparse.kron(cells[where], block.indicator(parts)))
        order += where
    return Targets(
        sparse.vstack(rows).tocsr(),
        np.array([hidden[one][2] for one in order], dtype=np.float64),
        tuple(hidden[one][0][0] for one in order),
        tuple(hidden[one][1] for one in order),
    )


def _hidden_parts(block: Block, code: int, answers: np.bool_) -> Iterator[tuple[int, ...]]:
    """The base where it does not show, and each part that does not show on its own."""
    groups = block.groups(code)
    yield from ((part,) for part in range(block.substantive) if (part,) not in groups)
    always_answered = block.parts == block.substantive and answers
    if code == NOTHING and block.substantive > 1 and not always_answered:
        yield tuple(range(block.substantive))


def _holds_nobody(table: CountTable, shown: Shown, position: int) -> bool:
    cell = table.cells[position]
    persons = table.persons[list(cell.atoms)].sum()
    told = bool(shown.answers[position]) or table.invited[position] == 0
    return not cell.atoms or (told and persons == 0)


def _numbered(names: list[Members]) -> Counts:
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return np.array([numbers[name] for name in names], dtype=np.int64)
