"""A stretch of a document that stays on pages of one direction."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """`lies` where its pages are turned on their side."""

    content: str
    lies: bool = False
