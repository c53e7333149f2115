"""What a report has besides its views: title page, lists, and what is told once for all of them.

Contents and figures are fields of Word with what they say now: links without page numbers, which
nobody knows before Word has laid the pages out, so nothing is wrong before they are updated.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dashboard import words
from dashboard.exports import said
from dashboard.exports.model import Document, Exhibit
from dashboard.exports.pdf_exhibit import sources
from dashboard.exports.word.markup import FIELD_END, bold, field_start, link_within, run
from dashboard.exports.word.setting import FIGURE, Entry, Setting
from dashboard.exports.word.styles import Role
from dashboard.header import day
from dashboard.views.model import SourceLine

_PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'


def title_page(document: Document, setting: Setting) -> Iterator[str]:
    language = setting.language
    yield setting.say(Role.TITLE, run(document.title))
    if document.subtitle:
        yield setting.say(Role.SUBTITLE, run(document.subtitle))
    if stamp := said.stamp(document):
        yield setting.say(Role.STAMP, run(stamp))
    release = f"{words.RELEASE.of(language)} {document.release} · {day(document.made, language)}"
    yield setting.say(Role.NOTE, run(release))


def lists(setting: Setting) -> Iterator[str]:
    """Contents and figures, for which the rest of the document has to be written first."""
    language = setting.language
    heading = run(said.CONTENTS.of(language))
    yield setting.say(Role.CONTENTS, heading, layout="<w:pageBreakBefore/>")
    yield from _listed('TOC \\o "1-1" \\n \\h \\z', Role.ENTRY, setting.headings, setting)
    if setting.figures:
        yield setting.say(Role.CONTENTS, run(said.FIGURES.of(language)))
        instruction = f'TOC \\n \\h \\z \\c "{FIGURE.of(language)}"'
        yield from _listed(instruction, Role.FIGURE_ENTRY, setting.figures, setting)


def _listed(
    instruction: str, role: Role, entries: Sequence[Entry], setting: Setting
) -> Iterator[str]:
    """The field begins in the first of its lines and ends in the last."""
    for number, entry in enumerate(entries):
        start = field_start(instruction) if number == 0 else ""
        end = FIELD_END if number == len(entries) - 1 else ""
        yield setting.say(role, start, link_within(entry.bookmark, entry.text), end)


def absent(document: Document, setting: Setting) -> Iterator[str]:
    if document.absent:
        yield setting.heading(said.NOT_SHOWN.of(setting.language), on_new_page=True)
    for one in document.absent:
        yield setting.say(Role.BULLET, bold(f"{one.title}. "), run(one.reason))


def known_of_all(document: Document, setting: Setting) -> Iterator[str]:
    """Methods under their headings, then sources: each text once, however many views have it."""
    yield setting.heading(said.METHODS.of(setting.language), on_new_page=True)
    texts: dict[str, dict[str, None]] = {}
    for exhibit in document.exhibits:
        for heading, text in exhibit.rendered.about:
            texts.setdefault(heading, {})[text] = None
    for heading, found in texts.items():
        yield setting.say(Role.SUBHEADING, run(heading))
        yield from (setting.say(Role.NORMAL, run(text)) for text in found)
    yield setting.heading(words.SOURCES.of(setting.language))
    yield from listed_sources(_all_sources(document.exhibits), setting)


def sources_heading(exhibit: Exhibit, setting: Setting) -> Iterator[str]:
    """Of a document of one view, which has nothing to list its headings."""
    if exhibit.rendered.sources:
        yield setting.say(Role.SUBHEADING, run(words.SOURCES.of(setting.language)))


def listed_sources(lines: Sequence[SourceLine], setting: Setting) -> Iterator[str]:
    """Citation with its address, and where in it the figures were read."""
    for item in sources(lines, setting.language)["items"]:
        address = item["address"]
        citation = setting.link(address, item["citation"]) if address else run(item["citation"])
        read_at = run(f" {item['read_at']}") if item["read_at"] else ""
        yield setting.say(Role.BULLET, citation, read_at)


def _all_sources(exhibits: Iterable[Exhibit]) -> list[SourceLine]:
    """Each source once, with every place that any of the views read in it."""
    found: dict[str, SourceLine] = {}
    for line in (line for one in exhibits for line in one.rendered.sources):
        before = found.get(line.id, replace(line, locators=()))
        locators = tuple(dict.fromkeys((*before.locators, *line.locators)))
        found[line.id] = replace(before, locators=locators)
    return sorted(found.values(), key=lambda line: line.citation.casefold())
