"""Groups of less than k persons that no crossing declares, but that filters can be set against.

They are the atoms, the crossings of two dimensions, and what is left of a cell without a smaller
one inside it ("all but one organisation").
"""

from collections.abc import Iterator
from itertools import combinations

from etl.disclosure.model import Cell, CountTable, Rule
from etl.disclosure.targets import Members, Place


def small_groups(table: CountTable, rule: Rule) -> list[Place]:
    """Each with its members, once, and only where nobody declared it as a cell."""
    seen = {frozenset(cell.atoms) for cell in table.cells}
    found: list[Place] = []
    for members, atoms in _candidates(table):
        if atoms in seen:
            continue
        seen.add(atoms)
        if 0 < table.persons[list(atoms)].sum() < rule.smallest_group:
            found.append((members, tuple(sorted(atoms))))
    return found


def _candidates(table: CountTable) -> Iterator[tuple[Members, frozenset[int]]]:
    singles = [cell for cell in table.cells if len(cell.members) == 1]
    for atom in range(len(table.persons)):
        members = tuple(one.members[0] for one in singles if atom in one.atoms)
        yield members, frozenset([atom])
    for first, second in combinations(singles, 2):
        if first.members[0][0] != second.members[0][0]:
            yield first.members + second.members, frozenset(first.atoms) & frozenset(second.atoms)
    yield from _left_over(table.cells)


def _left_over(cells: tuple[Cell, ...]) -> Iterator[tuple[Members, frozenset[int]]]:
    for outer, inner in _nested(cells):
        narrower = (one for one in inner.members if one not in outer.members)
        without = tuple((name, f"not {member}") for name, member in narrower)
        yield outer.members + without, frozenset(outer.atoms) - frozenset(inner.atoms)


def _nested(cells: tuple[Cell, ...]) -> Iterator[tuple[Cell, Cell]]:
    sets = [frozenset(cell.atoms) for cell in cells]
    for outer, whole in zip(cells, sets, strict=True):
        for inner, part in zip(cells, sets, strict=True):
            if part < whole:
                yield outer, inner
