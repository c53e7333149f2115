"""Finds the columns of an export by what the instrument of an earlier round calls them."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from etl.surveys.answers.exports import EXPORTS
from etl.surveys.answers.spellings import folded
from etl.surveys.draft.headings import Heading
from etl.surveys.draft.table import Opened
from etl.surveys.instrument.items import DeclaredItem

_NEARLY: Final = 0.75


@dataclass(frozen=True, slots=True)
class Found:
    """The column of an item: is it called as before?"""

    at: int
    is_same: bool


class Places:
    """Finds columns by what an instrument calls them."""

    def __init__(self, headings: Sequence[Heading], export: Opened) -> None:
        self.headings = headings
        self._names: dict[str, list[int]] = {}
        names = EXPORTS[export.platform].names
        for at, (heading, look) in enumerate(zip(headings, export.looks, strict=True)):
            parts = [heading.name, look.name, *look.column.parts, heading.code, heading.words]
            words = {folded(word) for part in parts for word in (part, *names(part))}
            for word in words - {""}:
                self._names.setdefault(word, []).append(at)

    def named(self, name: str) -> int | None:
        found = self._names.get(folded(name), [])
        return found[0] if len(found) == 1 else None

    def item(self, one: DeclaredItem) -> Found | None:
        at = self.named(one.column.column)
        if at is not None:
            return Found(at, is_same=True)
        near = self._nearest(folded(one.column.column))
        return None if near is None else Found(near, is_same=False)

    def _nearest(self, name: str) -> int | None:
        """The one column that is called nearly so."""
        ratios = [
            (SequenceMatcher(None, name, folded(one.words or one.name)).ratio(), at)
            for at, one in enumerate(self.headings)
        ]
        ratio, at = max(ratios)
        return at if ratio >= _NEARLY else None
