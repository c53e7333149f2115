"""What the pieces of a document share while it is written: its styles, its room, its numbers."""

from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin, urlsplit

from dashboard.charts.grammar import Emphasis
from dashboard.charts.office.model import NativeChart, Paint
from dashboard.exports.word import markup
from dashboard.exports.word.styles import Role
from warehouse.text import Language, Text

FIGURE: Final = Text("Figur", "Figure")
TABLE: Final = Text("Tabell", "Table")
_LINKED: Final = frozenset({"http", "https", "mailto"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Of the text on a page, in points: upright, and `lying` where a page is turned."""

    width: float
    height: float
    lying: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of a table of contents: where it leads and what it says."""

    bookmark: str
    text: str


@dataclass(slots=True, kw_only=True)
class Setting:
    """Grows while a document is written: what is numbered, linked to and embedded.

    `colours` are what the paint looks like, for marks that are text.
    """

    language: Language
    room: Room
    paint: Paint
    colours: dict[Emphasis, str]
    styles: dict[Role, str]
    charts: list[NativeChart] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    headings: list[Entry] = field(default_factory=list)
    figures: list[Entry] = field(default_factory=list)
    tables: int = 0
    _bookmarks: int = 0

    def say(self, role: Role, *runs: str, layout: str = "") -> str:
        """A paragraph in the style of this role."""
        return markup.paragraph(self.styles[role], *runs, layout=layout)

    def heading(self, text: str, *, on_new_page: bool = False) -> str:
        """A heading of the first level, which the contents list."""
        entry = self._entry("_Toc", text)
        self.headings.append(entry)
        layout = "<w:pageBreakBefore/>" if on_new_page else ""
        return self.say(Role.HEADING, self._marked(entry, markup.run(text)), layout=layout)

    def subheading(self, text: str, bookmark: str) -> str:
        """A heading that links lead to by a name that is known before it is written."""
        self._bookmarks += 1
        marked = markup.bookmarked(bookmark, self._bookmarks, markup.run(text))
        return self.say(Role.SUBHEADING, marked)

    def figure_caption(self, text: str) -> str:
        """ "Figur 1. …", numbered by a field, so that Word can list figures and go on counting."""
        word = FIGURE.of(self.language)
        number = len(self.figures) + 1
        entry = self._entry("_Figure", f"{word} {number}. {text}")
        self.figures.append(entry)
        return self.say(Role.CAPTION, self._marked(entry, numbered(word, number, text)))

    def table_caption(self, text: str) -> str:
        """Stands over its table, which it keeps on its page."""
        self.tables += 1
        said = numbered(TABLE.of(self.language), self.tables, text)
        layout = '<w:keepNext/><w:spacing w:before="280" w:after="80"/>'
        return self.say(Role.CAPTION, said, layout=layout)

    def link(self, address: str, text: str, base: str = "", look: str = "") -> str:
        """Text that leads out of the document, or plain text where the address is none."""
        target = urljoin(base, address)
        if urlsplit(target).scheme not in _LINKED:
            return markup.run(text, look)
        relation = self.links.setdefault(target, f"atlasLink{len(self.links) + 1}")
        return markup.link_out(relation, text, self.styles[Role.HYPERLINK], look)

    def chart(self, chart: NativeChart) -> tuple[str, int]:
        """The relation by which the text refers to the chart, and its number."""
        self.charts.append(chart)
        return chart_relation(len(self.charts)), len(self.charts)

    def _entry(self, prefix: str, text: str) -> Entry:
        self._bookmarks += 1
        return Entry(bookmark=f"{prefix}{self._bookmarks:06}", text=text)

    def _marked(self, entry: Entry, content: str) -> str:
        return markup.bookmarked(entry.bookmark, self._bookmarks, content)


def numbered(word: str, number: int, text: str) -> str:
    counted = markup.field(f"SEQ {word} \\* ARABIC", str(number))
    return markup.run(f"{word} ") + counted + markup.run(f". {text}")


def chart_relation(number: int) -> str:
    return f"atlasChart{number}"
