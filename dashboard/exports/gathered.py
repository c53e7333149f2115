"""What the views of a report rest on, told once: definitions and methods, and sources.

Every format takes it from here and sets it in its own way. Not for what one view alone says.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.exports.model import Absent, Document
from dashboard.views.model import SourceLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A heading with its text; `views` are the numbers, from 1, of those that say it."""

    heading: str
    text: str
    views: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source with every place that any of its `views` read in it."""

    line: SourceLine
    views: tuple[int, ...]


def absent(document: Document) -> tuple[Absent, ...]:
    """Views that are missing for the same reason are named together."""
    titles: dict[str, list[str]] = {}
    for one in document.absent:
        titles.setdefault(one.reason, []).append(one.title)
    return tuple(Absent(title=" · ".join(found), reason=why) for why, found in titles.items())


def methods(document: Document) -> tuple[Method, ...]:
    """In the order in which the views say them."""
    views: dict[tuple[str, str], list[int]] = {}
    for number, exhibit in enumerate(document.exhibits, 1):
        for pair in dict.fromkeys(exhibit.rendered.about):
            views.setdefault(pair, []).append(number)
    return tuple(
        Method(heading=heading, text=text, views=tuple(numbers))
        for (heading, text), numbers in views.items()
    )


def sources(document: Document) -> tuple[Source, ...]:
    """By the alphabet of the names that notes and tables call them by."""
    read: dict[str, list[tuple[int, SourceLine]]] = {}
    for number, exhibit in enumerate(document.exhibits, 1):
        for line in exhibit.rendered.sources:
            read.setdefault(line.id, []).append((number, line))
    found = [_source(lines) for lines in read.values()]
    return tuple(sorted(found, key=lambda source: source.line.short.casefold()))


def _source(lines: Sequence[tuple[int, SourceLine]]) -> Source:
    places = dict.fromkeys(place for _, line in lines for place in line.locators)
    views = dict.fromkeys(number for number, _ in lines)
    return Source(line=replace(lines[0][1], locators=tuple(places)), views=tuple(views))
