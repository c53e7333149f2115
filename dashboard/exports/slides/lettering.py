"""Text on a slide: how it is written in DrawingML, and how high it stands once it is wrapped.

PowerPoint lays text out when it opens a file and tells nobody; here it is measured beforehand, so
that nothing overflows. Measured with the metrics of Inter, which is wider than Arial; `wider` is
how much wider still the letters of a template may be.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Final

from dashboard.charts.metrics import text_width, wrapped
from dashboard.charts.office.model import LOCALES
from dashboard.xml_text import escaped
from warehouse.text import Language

LINE: Final = 1.2


@dataclass(frozen=True, slots=True)
class Run:
    """`colour` is DrawingML, empty where the template decides."""

    text: str
    bold: bool = False
    colour: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """`size`, `after` (the gap under it) and `hang` in points: what its first line begins with, up
    to a tab, stands to the left of all its lines by as much as `hang`. A heading is never parted
    from what follows it.
    """

    runs: tuple[Run, ...]
    size: float
    after: float = 0.0
    align: str = "l"
    hang: float = 0.0
    is_heading: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def line_count(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """Lines of a text in this width; a word that is wider is broken, as PowerPoint does."""
    room = width / size
    return sum(
        max(1, ceil(line / room - 1e-9))
        for part in text.split("\n")
        for line in _line_widths(part, room, bold=bold)
    )


def _line_widths(text: str, room: float, *, bold: bool) -> Iterator[float]:
    """Of each line of a text in letters of one point: as `wrapped`, a word at a time."""
    gap = word_width(" ", bold)
    line = -1.0
    for word in text.split(" "):
        width = word_width(word, bold)
        if line < 0:
            line = width
        elif line + gap + width <= room:
            line += gap + width
        else:
            yield line
            line = width
    yield line


@lru_cache(maxsize=16384)
def word_width(word: str, bold: bool) -> float:
    """Of a word in letters of one point."""
    return text_width(word, 1, bold=bold)


def paragraph_height(paragraph: Paragraph, width: float, wider: float = 1.0) -> float:
    bold = any(run.bold for run in paragraph.runs)
    text = paragraph.text.split("\t")[-1] if paragraph.hang else paragraph.text
    lines = line_count(text, (width - paragraph.hang) / wider, paragraph.size, bold=bold)
    return lines * paragraph.size * LINE + paragraph.after


def height(paragraphs: Sequence[Paragraph], width: float, wider: float = 1.0) -> float:
    return sum(paragraph_height(one, width, wider) for one in paragraphs)


def pages(
    paragraphs: Sequence[Paragraph], width: float, room: float, wider: float = 1.0
) -> list[list[Paragraph]]:
    """The paragraphs on as many slides as they need; one too long for a slide goes on."""
    found: list[list[Paragraph]] = [[]]
    left = room
    fitting = list(_no_longer_than(paragraphs, width, room, wider))
    heights = [paragraph_height(paragraph, width, wider) for paragraph in fitting]
    for index, paragraph in enumerate(fitting):
        following = (i for i, one in enumerate(fitting[index:], index) if not one.is_heading)
        if sum(heights[index : next(following, len(fitting)) + 1]) > left and found[-1]:
            found.append([])
            left = room
        found[-1].append(paragraph)
        left -= heights[index]
    return found


def _no_longer_than(
    paragraphs: Sequence[Paragraph], width: float, room: float, wider: float
) -> Iterator[Paragraph]:
    for paragraph in paragraphs:
        if paragraph_height(paragraph, width, wider) <= room:
            yield paragraph
        else:
            yield from _parts(paragraph, width / wider, int(room / (paragraph.size * LINE)) - 1)


def _parts(paragraph: Paragraph, width: float, lines: int) -> Iterator[Paragraph]:
    """A paragraph in pieces of so many lines, all written as its last run is."""
    last = paragraph.runs[-1]
    broken = wrapped(paragraph.text, width, paragraph.size, bold=last.bold)
    for start in range(0, len(broken), max(lines, 1)):
        run = Run(" ".join(broken[start : start + max(lines, 1)]), last.bold, last.colour)
        yield Paragraph(runs=(run,), size=paragraph.size, after=paragraph.after)


def body(paragraphs: Sequence[Paragraph], language: Language) -> str:
    """The paragraphs of a text frame in DrawingML."""
    return "".join(_paragraph(one, language) for one in paragraphs)


def _paragraph(paragraph: Paragraph, language: Language) -> str:
    hang = round(paragraph.hang * 12700)
    after = f'<a:spcAft><a:spcPts val="{round(paragraph.after * 100)}"/></a:spcAft>'
    return (
        f'<a:p><a:pPr marL="{hang}" indent="{-hang}" algn="{paragraph.align}">'
        '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef>'
        f"{after}<a:buNone/></a:pPr>"
        f"{''.join(_run(run, paragraph.size, language) for run in paragraph.runs)}</a:p>"
    )


def _run(run: Run, size: float, language: Language) -> str:
    fill = f"<a:solidFill>{run.colour}</a:solidFill>" if run.colour else ""
    return (
        f'<a:r><a:rPr lang="{LOCALES[language]}" sz="{round(size * 100)}" b="{int(run.bold)}"'
        f' dirty="0">{fill}</a:rPr><a:t>{escaped(run.text)}</a:t></a:r>'
    )
