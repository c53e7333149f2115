"""What of a survey is shown: the primary rule, what depends on it, and what the attack demands.

First the numbers of answers, then item by item: what stands alone may show, then more is hidden
until nothing hidden follows. At the end the attack looks at all of it together; what it still
finds is hidden more broadly, crossing by crossing, or nothing is published.
"""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np

from etl.disclosure.attack import attack
from etl.disclosure.errors import DisclosureRefused
from etl.disclosure.hiding import Draft
from etl.disclosure.model import NOTHING, CountTable, Leak, Rule, Shown


def plan(table: CountTable, rule: Rule) -> Shown:
    """What may be shown of a table; raises DisclosureRefused where no plan is safe."""
    draft = Draft(table, rule)
    _settle_answers(draft)
    with ThreadPoolExecutor() as pool:
        list(pool.map(partial(_settle, draft), draft.blocks))
    while True:
        leaks = attack(table, draft.shown, rule).leaks
        if not leaks:
            return draft.shown
        if not _hide_broadly(draft, leaks):
            raise DisclosureRefused(leaks)


def _settle_answers(draft: Draft) -> None:
    while not draft.settle_answers():
        if not _hide_a_crossing(draft, None):
            return
    draft.keep_people()


def _settle(draft: Draft, name: str) -> None:
    draft.start_item(name)
    while not draft.settle_item(name):
        if not _hide_a_crossing(draft, name):
            return


def _hide_broadly(draft: Draft, leaks: tuple[Leak, ...]) -> bool:
    """A crossing of each item that still leaks, and of the answers where those do."""
    changed = [_hide_a_crossing(draft, name) for name in dict.fromkeys(one.item for one in leaks)]
    if not any(changed):
        changed = [_hide_a_crossing(draft, name) for name in (*draft.blocks, None)]
    return any(changed)


def _hide_a_crossing(draft: Draft, name: str | None) -> bool:
    """Hides the finest crossing that shows anything; False when nothing is shown any more."""
    shows = draft.answers if name is None else draft.codes[name] != NOTHING
    crossings = [tuple(dimension for dimension, _ in cell.members) for cell in draft.table.cells]
    left = {crossings[cell] for cell in np.flatnonzero(shows)}
    if not left:
        return False
    finest = max(left, key=lambda crossing: (len(crossing), crossing))
    cells = np.array([one for one, crossing in enumerate(crossings) if crossing == finest])
    if name is None:
        draft.hide_answers(cells)
    else:
        draft.codes[name][cells] = NOTHING
    return True
