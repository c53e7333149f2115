"""What an address shows: a page is a question and the cards that answer it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from dashboard.state import State
from warehouse.text import Text


class Span(StrEnum):
    """How much of the page's width a card takes where there is room for two."""

    FULL = "full"
    HALF = "half"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPlan:
    """One view on a page. `chosen` is what it opens on where the address says nothing."""

    view_id: str
    span: Span
    chosen: State = field(default_factory=State)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`has_controls` is False for a page of chosen pictures, whose cards lead on to their own."""

    id: str
    path: str
    title: Text
    question: Text
    cards: tuple[CardPlan, ...]
    has_controls: bool = True


VIEW_PREFIX: Final = "/view/"
