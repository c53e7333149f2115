"""Exchanges never claim more than there is: what they reach lies within the enumerated bounds."""

import numpy as np
import pytest

from etl.disclosure.attack import Attacker
from etl.disclosure.model import NOTHING, CountTable, Rule, Shown
from etl.disclosure.search import Ranges
from etl.disclosure.swaps import Exchanges
from tests.etl.disclosure.tables import crossed, every_table, showing

RULE = Rule(smallest_group=3, smallest_part=2)


def case(seed: int) -> tuple[CountTable, Shown]:
    """A small crossing with every number of persons shown, and some of the item."""
    chance = np.random.default_rng(seed)
    table = crossed(chance.integers(0, 3, size=(2, 2, 3)).tolist(), both=seed % 2 == 0)
    answers = [True] * len(table.cells)
    items = chance.integers(NOTHING, 2, size=len(answers))
    items[0] = 0
    return table, showing(table, answers, items.tolist())


def exchanged(table: CountTable, shown: Shown) -> Ranges:
    attacker = Attacker(table, shown, RULE)
    known, ranges = attacker.known[1], attacker.ranges[1]
    Exchanges(known).widen(ranges, known.block.counts.ravel(), far=True)
    return ranges


@pytest.mark.parametrize("seed", range(40))
def test_what_exchanges_reach_can_be(seed: int) -> None:
    table, shown = case(seed)
    ranges = exchanged(table, shown)
    most = int(table.items["q1"].counts.max()) + 6
    persons = table.items["q1"].counts.sum(axis=1)
    values = [
        ranges.targets.matrix @ counts.ravel()
        for counts in every_table(table, shown, most)
        if (counts.sum(axis=1) == persons).all()
    ]
    assert (ranges.low >= np.min(values, axis=0)).all()
    assert (ranges.high <= np.max(values, axis=0)).all()


def test_two_alike_organisations_exchange_their_answers() -> None:
    """Nothing of the two shows but how many they are: all of one's answers may be the other's."""
    table = crossed([[[4, 0, 0], [0, 0, 0]], [[0, 4, 0], [0, 0, 0]]], both=False)
    names = [dict(cell.members).get("organisation") for cell in table.cells]
    items = [NOTHING if name else 0 for name in names]
    ranges = exchanged(table, showing(table, [True] * len(items), items))
    width = ranges.high - ranges.low
    declared = [len(members) == 1 for members in ranges.targets.members]
    assert width[declared].max() == 4
