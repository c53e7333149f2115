"""The counts of a survey as the table that disclosure control works on: cells and partitions.

Beside the cells that are published stand some that never are, but from which people follow all
the same: those who lack a member ("no programme"), and cells of an earlier publication.
"""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from etl.disclosure.model import Cell, Counts, CountTable, ItemCounts, Partition, Published
from etl.surveys.counts import SurveyCounts, totals
from etl.surveys.frame.strata import Members, Strata, invited_in
from etl.surveys.model import DIMENSIONS
from warehouse.surveys.model import Scale, SurveyRound


def count_table(
    one: SurveyRound,
    counts: SurveyCounts,
    strata: Strata | None,
    earlier: tuple[Published, ...] = (),
) -> CountTable:
    """Every cell of the declared crossings, and the total of each region."""
    cells = _cells(one, counts, strata, earlier)
    return CountTable(
        dimensions=DIMENSIONS,
        cells=cells,
        persons=counts.persons,
        invited=invited_in(strata, cells),
        items={item.code: _item(one, item.code, counts) for item in one.items},
        indices={index_name(theme): sums for theme, sums in counts.themes.items()},
        earlier=earlier,
    )


def index_name(theme: str) -> str:
    """What a table calls a theme: an item may have the same code."""
    return f"theme {theme}"


def is_published(one: SurveyRound, cell: Cell) -> bool:
    """A cell of a declared crossing, or a region's total, in which nobody lacks a member."""
    total = totals(one)
    dimensions = {name for name, _ in cell.members} - {"region"}
    declared = not dimensions or any(dimensions == set(crossing) for crossing in one.crossings)
    return declared and not any(total.get(name) == member for name, member in cell.members)


# ---------------------------------------------------------------- cells


def _cells(
    one: SurveyRound, counts: SurveyCounts, strata: Strata | None, earlier: Iterable[Published]
) -> tuple[Cell, ...]:
    found: dict[Members, Cell] = {}
    for members, atoms in _declared(one, counts, strata):
        cell = Cell(members=members, atoms=atoms)
        if is_published(one, cell) or _is_news(cell, found.values()):
            found.setdefault(members, cell)
    for members in (before.members for before in earlier):
        found.setdefault(members, Cell(members=members, atoms=_atoms_in(counts, members)))
    return tuple(found.values())


def _is_news(cell: Cell, others: Iterable[Cell]) -> bool:
    """Those who lack a member are a cell only if they are some, and not all of another."""
    return bool(cell.atoms) and all(cell.atoms != other.atoms for other in others)


def _declared(
    one: SurveyRound, counts: SurveyCounts, strata: Strata | None
) -> Iterator[tuple[Members, tuple[int, ...]]]:
    by_region = _grouped(counts, ("region",))
    for region in one.regions:
        total: Members = (("region", region),)
        yield total, by_region.get(total, ())
    for crossing in one.crossings:
        dimensions = tuple(name for name in DIMENSIONS if name in {"region", *crossing})
        answered = _grouped(counts, dimensions)
        for members in sorted({*answered, *_invited(strata, dimensions)}):
            yield members, answered.get(members, ())


def _grouped(counts: SurveyCounts, dimensions: tuple[str, ...]) -> dict[Members, tuple[int, ...]]:
    """Members → the atoms that have them."""
    places = [DIMENSIONS.index(name) for name in dimensions]
    found: dict[Members, list[int]] = {}
    for number, atom in enumerate(counts.atoms):
        members = tuple((name, atom[at]) for name, at in zip(dimensions, places, strict=True))
        found.setdefault(members, []).append(number)
    return {members: tuple(atoms) for members, atoms in found.items()}


def _invited(strata: Strata | None, dimensions: tuple[str, ...]) -> Iterator[Members]:
    """Cells in which somebody was asked, though perhaps nobody answered."""
    if strata is None or not set(dimensions) <= set(strata.dimensions):
        return
    for stratum in strata.told():
        members = tuple((name, stratum[name]) for name in dimensions)
        if all(strata.tells(name, member) for name, member in members):
            yield members


def _atoms_in(counts: SurveyCounts, members: Members) -> tuple[int, ...]:
    wanted = [(DIMENSIONS.index(name), member) for name, member in members]
    return tuple(
        number
        for number, atom in enumerate(counts.atoms)
        if all(atom[at] == member for at, member in wanted)
    )


# ---------------------------------------------------------------- items


def _item(one: SurveyRound, code: str, counts: SurveyCounts) -> ItemCounts:
    """ "Does not apply" and not answered are one part: neither is shown."""
    found, scale = counts.items[code], one.scale_of[code]
    size = len(scale.answers)
    no_answer: Counts = found[:, size:].sum(axis=1, keepdims=True)
    return ItemCounts(
        counts=np.hstack([found[:, :size], no_answer]),
        substantive=size,
        partitions=tuple(partitions(scale)),
    )


def partitions(scale: Scale) -> Mapping[Partition, tuple[str, ...] | None]:
    """What may be shown of an item, finest first → the codes that its groups are called by.

    Behind the declared steps stands positive or not, which has no names: it is a share, and not
    a distribution.
    """
    place = {answer.code: at for at, answer in enumerate(scale.answers)}
    found: dict[Partition, tuple[str, ...] | None] = {
        tuple((at,) for at in place.values()): tuple(place)
    }
    for step in scale.steps:
        groups = tuple(tuple(place[answer] for answer in merged.answers) for merged in step)
        found.setdefault(groups, tuple(merged.code for merged in step))
    sides = positive_sides(scale)
    if all(sides):
        found.setdefault(tuple(sorted(sides)), None)
    return found


def positive_sides(scale: Scale) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The places of the answers that do not count as positive, and of those that do."""
    sides: tuple[list[int], list[int]] = ([], [])
    for at, answer in enumerate(scale.answers):
        sides[answer.is_positive].append(at)
    return tuple(sides[0]), tuple(sides[1])
