"""Small tables for the tests of disclosure control, and every table that agrees with them.

The enumeration knows nothing of the attack: it takes what is shown, literally, and tries.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import numpy as np

from etl.disclosure.model import (
    NOTHING,
    Cell,
    Counts,
    CountTable,
    IndexSums,
    ItemCounts,
    Partition,
    Published,
    Shown,
)

SINGLE = (((0,), (1,)),)
COLLAPSING = (((0,), (1,), (2,)), ((0,), (1, 2)))
Parts = Sequence[Sequence[int]]


def single_dimension(persons: Parts, partitions: tuple[Partition, ...] = SINGLE) -> CountTable:
    """A total and one cell for each row of parts; the last part is "not answered"."""
    names = [(("organisation", f"o{row}"),) for row in range(len(persons))]
    cells = [Cell(members=(), atoms=tuple(range(len(persons))))]
    cells += [Cell(members=name, atoms=(row,)) for row, name in enumerate(names)]
    return table_of(cells, ("organisation",), persons, partitions)


def crossed(
    persons: Sequence[Parts], partitions: tuple[Partition, ...] = SINGLE, *, both: bool = True
) -> CountTable:
    """Organisations by sexes: `persons` is [organisation][sex][part]; `both` declares the cross."""
    rows, columns = len(persons), len(persons[0])
    atoms = {place: number for number, place in enumerate(product(range(rows), range(columns)))}
    cells = [Cell(members=(), atoms=tuple(atoms.values()))]
    for row in range(rows):
        held = tuple(atoms[row, column] for column in range(columns))
        cells.append(Cell(members=(("organisation", f"o{row}"),), atoms=held))
    for column in range(columns):
        held = tuple(atoms[row, column] for row in range(rows))
        cells.append(Cell(members=(("sex", f"s{column}"),), atoms=held))
    if both:
        for (row, column), atom in atoms.items():
            members = (("organisation", f"o{row}"), ("sex", f"s{column}"))
            cells.append(Cell(members=members, atoms=(atom,)))
    flat = [parts for row_parts in persons for parts in row_parts]
    return table_of(cells, ("organisation", "sex"), flat, partitions)


def table_of(
    cells: Sequence[Cell],
    dimensions: tuple[str, ...],
    parts: Parts,
    partitions: tuple[Partition, ...] = SINGLE,
    *,
    earlier: tuple[Published, ...] = (),
) -> CountTable:
    counts = np.array(parts, dtype=np.int64)
    substantive = sum(len(group) for group in partitions[0])
    item = ItemCounts(counts=counts, substantive=substantive, partitions=partitions)
    return CountTable(
        dimensions=dimensions,
        cells=tuple(cells),
        persons=counts.sum(axis=1),
        invited=np.full(len(cells), -1),
        items={"q1": item},
        indices={},
        earlier=earlier,
    )


def showing(
    table: CountTable,
    answers: Sequence[bool],
    items: Sequence[int],
    indices: Mapping[str, Sequence[bool]] | None = None,
) -> Shown:
    return Shown(
        answers=np.array(answers, dtype=np.bool_),
        items={"q1": np.array(items, dtype=np.int64)} if table.items else {},
        indices={name: np.array(flags) for name, flags in (indices or {}).items()},
    )


def index_of(persons: Sequence[int], sums: Sequence[float], spread: float = 0.3) -> IndexSums:
    counts = np.array(persons, dtype=np.int64)
    totals = np.array(sums, dtype=np.float64)
    squares = totals**2 / np.maximum(counts, 1) + counts * spread**2
    return IndexSums(persons=counts, sums=totals, squares=squares)


def known_sums(table: CountTable, shown: Shown) -> list[tuple[Counts, Counts, int]]:
    """(atoms, parts, sum) of everything that is shown or was."""
    item = table.items["q1"]
    everything = np.arange(item.counts.shape[1])
    found = []
    for cell, answers, code in zip(table.cells, shown.answers, shown.items["q1"], strict=True):
        atoms = np.array(cell.atoms, dtype=np.int64)
        if answers:
            found.append((atoms, everything))
        if code == len(item.partitions):
            found.append((atoms, np.arange(item.substantive)))
        elif code != NOTHING:
            found += [(atoms, np.array(group)) for group in item.partitions[code]]
    return [(atoms, parts, int(item.counts[np.ix_(atoms, parts)].sum())) for atoms, parts in found]


def every_table(table: CountTable, shown: Shown, most: int) -> Iterator[Counts]:
    """Every table of whole numbers up to `most` that agrees with what is shown."""
    shape = table.items["q1"].counts.shape
    sums = known_sums(table, shown)
    of_unknown = [
        [place for place, (atoms, parts, _) in enumerate(sums) if atom in atoms and part in parts]
        for atom in range(shape[0])
        for part in range(shape[1])
    ]
    left = [total for _, _, total in sums]
    last = {place: unknown for unknown, places in enumerate(of_unknown) for place in places}
    found = np.zeros(shape, dtype=np.int64)
    yield from _filled(found, 0, of_unknown, left, last, most)


def _filled(
    found: Counts,
    unknown: int,
    of_unknown: list[list[int]],
    left: list[int],
    last: dict[int, int],
    most: int,
) -> Iterator[Counts]:
    if unknown == found.size:
        yield found.copy()
        return
    places = of_unknown[unknown]
    ending = {left[place] for place in places if last[place] == unknown}
    if len(ending) > 1:
        return
    highest = min([most, *(left[place] for place in places)])
    for value in ending or range(highest + 1):
        if value > highest:
            continue
        found.flat[unknown] = value
        for place in places:
            left[place] -= value
        yield from _filled(found, unknown + 1, of_unknown, left, last, most)
        for place in places:
            left[place] += value
    found.flat[unknown] = 0


Hidden = tuple[tuple[tuple[str, str], ...], tuple[int, ...], Counts, Counts]


def hidden_counts(table: CountTable, shown: Shown) -> list[Hidden]:
    """(members, parts named, atoms, parts) of each declared count that does not show."""
    item = table.items["q1"]
    everything = np.arange(item.counts.shape[1])
    substantive = tuple(range(item.substantive))
    found: list[Hidden] = []
    for cell, answers, code in zip(table.cells, shown.answers, shown.items["q1"], strict=True):
        atoms = np.array(cell.atoms, dtype=np.int64)
        if answers and not table.persons[atoms].sum():
            continue
        if not answers:
            found.append((cell.members, (0,), atoms, everything))
        groups = item.partitions[code] if 0 <= code < len(item.partitions) else ()
        found += [
            (cell.members, (part,), atoms, np.array([part]))
            for part in substantive
            if (part,) not in groups
        ]
        always = answers and len(everything) == len(substantive)
        if code == NOTHING and len(substantive) > 1 and not always:
            found.append((cell.members, substantive, atoms, np.array(substantive)))
    return found
