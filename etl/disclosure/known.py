"""All that an attacker knows of a block: what is shown, what was, and where nobody was invited."""

import numpy as np
from scipy import sparse

from etl.disclosure.blocks import Block, codes, shown_sums
from etl.disclosure.earlier import still_known
from etl.disclosure.model import CountTable, Shown
from etl.disclosure.program import Known


def known(table: CountTable, shown: Shown, block: Block, cells: sparse.csr_matrix) -> Known:
    sums = shown_sums(block, codes(table, shown, block), cells)
    sums = sums.and_also(still_known(table, block))
    if block.item is None:
        sums = sums.and_also(cells[np.flatnonzero(table.invited == 0)])
    return Known(block, sums)
