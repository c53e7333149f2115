"""What an export is: from what a reader sees, to bytes that travel alone.

An `Exhibit` is one view as it was rendered, with what lets its reader come back to it. A
`Document` is one or several of them: a file from a card holds one, a report holds many, with a
title page and a list of contents. Writers get a Document and give bytes: the same Document, the
same bytes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dashboard.views.model import Rendered
from warehouse.text import Language, Text


class ExportRefused(ValueError):
    """What was asked for cannot be written; `words` say why and what to do.

    As a string it is English, for the command.
    """

    def __init__(self, words: Text) -> None:
        self.words = words
        super().__init__(words.en)


class TemplateRefused(ExportRefused):
    """The user's own template cannot be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """One view with its way back: `address` is public and whole, `code` is short and is written
    on it. `heading` and `comment` are the user's own words, empty where there are none.
    """

    rendered: Rendered
    address: str
    code: str
    heading: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """A view that a report asks for and that has nothing to show, with the reason in words."""

    title: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """`made` is when its release was built: it stands in for the date of writing, so that the same
    release gives the same bytes. `is_report` where it has a title page and contents.
    """

    title: str
    subtitle: str
    language: Language
    release: str
    made: datetime
    is_example: bool
    is_report: bool
    exhibits: tuple[Exhibit, ...]
    absent: tuple[Absent, ...] = ()

    @property
    def only(self) -> Exhibit:
        """The one exhibit of a format that holds one; raises ExportRefused."""
        if len(self.exhibits) != 1:
            raise ExportRefused(_not_one(len(self.exhibits)))
        return self.exhibits[0]


def _not_one(count: int) -> Text:
    return Text(
        f"Formatet rymmer en bild, och det här dokumentet har {count}: välj en av dem, eller ett"
        " format som rymmer flera, såsom pdf.",
        f"the format holds one view, and this document has {count}: choose one of them, or a"
        " format that holds many, such as pdf",
    )


Write = Callable[[Document, bytes | None], bytes]


class Holds(StrEnum):
    """ONE exhibit alone, or MANY: whether a report can be written in a format."""

    ONE = "one"
    MANY = "many"


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """`id` is what addresses and commands call it; several may share a file `extension`.

    `write` takes the document and the bytes of the user's own template, which it gets only where
    it `takes_template`. It raises ExportRefused.
    """

    id: str
    extension: str
    media_type: str
    label: Text
    write: Write
    holds: Holds = Holds.ONE
    takes_template: bool = False
