"""What several views of a report rest on, told once: their sources, and what is known of them."""

from dataclasses import replace

from dashboard.exports.model import Document
from dashboard.views.model import Rendered, SourceLine


def all_sources(document: Document) -> list[SourceLine]:
    """Each source once, with every place that any of the views read in it."""
    found: dict[str, SourceLine] = {}
    for line in (line for one in document.exhibits for line in one.rendered.sources):
        before = found.get(line.id, replace(line, locators=()))
        places = dict.fromkeys((*before.locators, *line.locators))
        found[line.id] = replace(before, locators=tuple(places))
    return sorted(found.values(), key=lambda line: line.citation.casefold())


def methods(document: Document) -> list[tuple[Rendered, list[tuple[str, str]]]]:
    """For each view what no view before it has said; without those that say nothing new."""
    told: set[tuple[str, str]] = set()
    found = []
    for exhibit in document.exhibits:
        new = [pair for pair in dict.fromkeys(exhibit.rendered.about) if pair not in told]
        told.update(new)
        if new:
            found.append((exhibit.rendered, new))
    return found
