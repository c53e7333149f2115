"""What a cell may show when only it is looked at: the primary rule. Reads no other cell."""

import math

import numpy as np

from etl.disclosure.blocks import Block, Numbers
from etl.disclosure.model import NOTHING, Flags, Partition, Rule


def may_show_answers(persons: Numbers, rule: Rule) -> Flags:
    """0 < n < k is hidden; that nobody answered tells of nobody."""
    return np.asarray((persons == 0) | (persons >= rule.smallest_group), dtype=np.bool_)


def first_code(block: Block, counts: Numbers, rule: Rule, start: int = 0) -> int:
    """The finest that a cell with these counts of its parts may show, from `start` on."""
    parts = counts[: block.substantive]
    for code in range(start, len(block.partitions)):
        if _may_show(parts, block.partitions[code], rule):
            return code
    # Where there is only one part, its base is nothing less than itself.
    if block.is_index or block.substantive == 1 or parts.sum() < rule.smallest_group:
        return NOTHING
    return len(block.partitions)


def _may_show(parts: Numbers, partition: Partition, rule: Rule) -> bool:
    """Each group is large enough, and so are the others together; a merged one holds k."""
    base = parts.sum()
    if base < rule.smallest_group:
        return False
    for group in partition:
        count = parts[list(group)].sum()
        least = rule.smallest_part if len(group) == 1 else rule.smallest_group
        if count < least or (len(partition) > 1 and base - count < rule.smallest_part):
            return False
    return True


def index_may_show(persons: float, total: float, squares: float, rule: Rule) -> bool:
    """Twice k persons, a sum and a rest of the least part, and a spread that hides somebody.

    With mean and spread known, the sum of k of n persons can vary by no more than
    2·SD·√(k(n − k)): it must be one person's whole way from 0 to 1 at least.
    """
    k = rule.smallest_group
    if persons < 2 * k or min(total, persons - total) < rule.smallest_part:
        return False
    variance = max(squares / persons - (total / persons) ** 2, 0.0)
    return 2 * math.sqrt(variance * k * (persons - k)) >= 1
