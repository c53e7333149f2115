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
from etl.disclosure.model import NOTHING, CountTable, Leak, Proof, Rule, Shown


def plan(table: CountTable, rule: Rule) -> Shown:
    """What may be shown of a table; raises DisclosureRefused where no plan is safe."""
    return disclose(table, rule)[0]


def disclose(table: CountTable, rule: Rule) -> tuple[Shown, Proof]:
    """What may be shown of a table, and the attack's proof of it, which was made on the way."""
    draft = Draft(table, rule)
    _settle_answers(draft)
    for name in draft.blocks:
        draft.start_item(name)
    unsettled = tuple(draft.blocks)
    while True:
        with ThreadPoolExecutor() as pool:
            list(pool.map(partial(_settle, draft), unsettled))
        shown = draft.shown
        proof = attack(table, shown, rule)
        if not proof.leaks:
            return shown, proof
        unsettled = _hide_more(draft, proof.leaks)


def _settle_answers(draft: Draft) -> None:
    while not draft.settle_answers():
        if not _hide_a_crossing(draft, None):
            break
    draft.keep_people()


def _settle(draft: Draft, name: str) -> None:
    while not draft.settle_item(name):
        if not _hide_a_crossing(draft, name):
            return


def _hide_more(draft: Draft, leaks: tuple[Leak, ...]) -> tuple[str, ...]:
    """Hides around what still leaks, or broadly; the blocks that are to be settled anew."""
    names = list(dict.fromkeys(leak.item for leak in leaks))
    hidden = [_hide_around(draft, name, leaks) or _hide_a_crossing(draft, name) for name in names]
    if not any(hidden) and not any(_hide_a_crossing(draft, name) for name in (*draft.blocks, None)):
        raise DisclosureRefused(leaks)
    if any(done for name, done in zip(names, hidden, strict=True) if name is None):
        _settle_answers(draft)
        return tuple(draft.blocks)
    return tuple(name for name in names if name is not None)


def _hide_around(draft: Draft, name: str | None, leaks: tuple[Leak, ...]) -> bool:
    atoms = [draft.atoms(leak.members) for leak in leaks if leak.item == name]
    return draft.hide_around(name, atoms, inside=True) or draft.hide_around(
        name, atoms, inside=False
    )


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
