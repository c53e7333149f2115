"""`[[crossing]]` of an instrument: which tables of a survey are shown beside the region's total."""

from collections.abc import Collection, Iterable
from typing import Final

from etl.sources.keys import Keys, unknown
from etl.surveys.instrument.words import twice
from etl.surveys.model import DIMENSION_OF, DIMENSIONS, Role

_CROSSED: Final = (Role.ORGANISATION, Role.PROGRAMME, Role.SEX, Role.TERM)


def crossings_of(tables: Iterable[Keys], asked: Collection[Role]) -> tuple[tuple[str, ...], ...]:
    """Each as dimensions in their order; the region is in all of them and is not written."""
    found: list[tuple[str, ...]] = []
    for keys in tables:
        with keys:
            crossing = _crossing(keys, asked)
        if crossing in found:
            keys.fault("by", "this crossing stands twice")
        found.append(crossing)
    return tuple(found)


def _crossing(keys: Keys, asked: Collection[Role]) -> tuple[str, ...]:
    words = keys.words("by")
    known = [role.value for role in _CROSSED]
    if not words:
        keys.fault("by", f"names nothing: a list of {', '.join(known)}")
    for word in words:
        if word not in known:
            keys.fault("by", unknown(word, known))
        elif Role(word) not in asked:
            keys.fault("by", f"'{word}' has no column in [columns]")
    for word in twice(words):
        keys.fault("by", f"'{word}' stands twice")
    dimensions = {DIMENSION_OF[Role(word)] for word in words if word in known}
    return tuple(dimension for dimension in DIMENSIONS if dimension in dimensions)
