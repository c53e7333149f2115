"""What a report has besides its views: title page, lists, and what is told once for all of them.

Contents and figures are fields of Word with what they say now: links without page numbers, which
nobody knows before Word has laid the pages out, so nothing is wrong before they are updated.
"""

from collections.abc import Iterator, Sequence

from dashboard import words
from dashboard.exports import said
from dashboard.exports.gathered import absent as absent_of
from dashboard.exports.gathered import methods, sources
from dashboard.exports.model import Document, Exhibit
from dashboard.exports.word.markup import FIELD_END, bold, field_start, link_within, run
from dashboard.exports.word.setting import FIGURE, Entry, Setting
from dashboard.exports.word.styles import Role
from dashboard.header import day
from dashboard.views.model import SourceLine


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
    yield from _listed('TOC \\o "1-1" \\h \\z', Role.ENTRY, setting.headings, setting)
    if setting.figures:
        yield setting.say(Role.CONTENTS, run(said.FIGURES.of(language)))
        instruction = f'TOC \\h \\z \\c "{FIGURE.of(language)}"'
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
    for one in absent_of(document):
        yield setting.say(Role.BULLET, bold(one.title), run(f"\n{one.reason}"))


def known_of_all(document: Document, setting: Setting) -> Iterator[str]:
    """Methods under their headings, then sources: each text once, however many views have it."""
    yield setting.heading(said.METHODS.of(setting.language), on_new_page=True)
    texts: dict[str, list[str]] = {}
    for method in methods(document):
        texts.setdefault(method.heading, []).append(method.text)
    for heading, found in texts.items():
        yield setting.say(Role.SUBHEADING, run(heading))
        yield from (setting.say(Role.NORMAL, run(text)) for text in found)
    yield setting.heading(words.SOURCES.of(setting.language))
    yield from listed_sources([source.line for source in sources(document)], setting)


def sources_heading(exhibit: Exhibit, setting: Setting) -> Iterator[str]:
    """Of a document of one view, which has nothing to list its headings."""
    if exhibit.rendered.sources:
        yield setting.say(Role.SUBHEADING, run(words.SOURCES.of(setting.language)))


def listed_sources(lines: Sequence[SourceLine], setting: Setting) -> Iterator[str]:
    """Citation with its address, and where in it the figures were read."""
    for line in lines:
        link = setting.link(line.address, line.citation) if line.address else run(line.citation)
        read_at = said.read_at(line, setting.language, said.MOST_PLACES)
        yield setting.say(
            Role.BULLET, bold(f"{line.short}. "), link, run(f"\n{read_at}") if read_at else ""
        )
