"""What a report has besides its views: title, contents, what was not there, sources, methods."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, groupby
from typing import Final

from dashboard import words
from dashboard.charts.grammar import Emphasis
from dashboard.charts.office.model import Rectangle
from dashboard.exports import said
from dashboard.exports.gathered import methods, sources
from dashboard.exports.model import Document, Exhibit
from dashboard.exports.slides.drawing import Drawing, titled_slide
from dashboard.exports.slides.lettering import Paragraph, Run, height, pages
from dashboard.exports.slides.prose import numbered, prose_slides
from dashboard.exports.slides.shapes import slide_link, text_frame
from dashboard.exports.slides.template import Opening, Template
from dashboard.header import day

_SUBTITLE: Final = 20.0
_SMALL: Final = 14.0
_ENTRY: Final = 14.0
_TEXT: Final = 12.0
# Room for the numbers of slides before the names in the contents.
_HANG: Final = 34.0


def title_slide(document: Document, template: Template) -> Drawing:
    opening = template.opening
    if opening is None:
        drawing, area = titled_slide(template, document.language, document.title)
        drawing.text("Subtitle", area, _under_title(document, template))
        return drawing
    drawing = Drawing(layout=opening.layout, language=document.language)
    drawing.title(opening.title, opening.style, document.title, template.wider)
    _draw_subtitle(drawing, document, template, opening)
    return drawing


def _draw_subtitle(
    drawing: Drawing, document: Document, template: Template, opening: Opening
) -> None:
    """In the place the layout has for it, or under the title where it has none."""
    under = _under_title(document, template)
    held = opening.subtitle
    if held:
        room = height(under, held.place.width, template.wider)
        place = Rectangle(left=held.place.left, top=held.place.top, width=held.place.width,
                          height=max(held.place.height, room))  # fmt: skip
        drawing.text("Subtitle", place, under, slot=held.slot)
        return
    head = opening.title.place
    top = head.top + head.height + 12
    room = template.slide.height - top - 12
    place = Rectangle(left=head.left, top=top, width=head.width, height=room)
    drawing.text("Subtitle", place, under)


def _under_title(document: Document, template: Template) -> list[Paragraph]:
    release = f"{words.RELEASE.of(document.language)} {document.release}"
    lines = [_line(document.subtitle, _SUBTITLE, 12)] if document.subtitle else []
    dated = f"{release} · {day(document.made, document.language)}"
    lines.append(_line(dated, _SMALL, 12))
    if document.is_example:
        banner = words.EXAMPLE_BANNER.of(document.language)
        warning = template.warning_box[0]
        lines.append(Paragraph(runs=(Run(banner, bold=True, colour=warning),), size=_SMALL))
    return lines


def _line(text: str, size: float, after: float) -> Paragraph:
    return Paragraph(runs=(Run(text),), size=size, after=after)


def contents_slides(
    document: Document, template: Template, views: Sequence[Sequence[Drawing]]
) -> list[Drawing]:
    """Every view with the number of the slide it begins on; each line leads there.

    `views` are the slides of each exhibit; before them stand the title and these.
    """
    title = said.CONTENTS.of(document.language)
    area = titled_slide(template, document.language, f"{title} (88 / 88)")[1]
    longest = [_entry(exhibit, 888, template) for exhibit in document.exhibits]
    sizes = [len(part) for part in pages(longest, area.width, area.height, template.wider)]
    numbers = _numbers(views, 2 + len(sizes))
    entries = [
        (slides[0], _entry(exhibit, number, template))
        for exhibit, slides, number in zip(document.exhibits, views, numbers, strict=True)
    ]
    found = []
    for part, size in enumerate(sizes, start=1):
        name = numbered(title, part, len(sizes), document.language)
        drawing, area = titled_slide(template, document.language, name)
        _draw_entries(drawing, area, entries[:size], template)
        found.append(drawing)
        entries = entries[size:]
    return found


def _draw_entries(
    drawing: Drawing, area: Rectangle, entries: list[tuple[Drawing, Paragraph]], template: Template
) -> None:
    """Each is a box of its own that leads to its slide: a link that is one wherever one looks."""
    top = area.top
    for slide, entry in entries:
        needed = height([entry], area.width, template.wider)
        place = Rectangle(left=area.left, top=top, width=area.width, height=needed)
        drawing.shapes.append(
            text_frame(
                drawing.number(),
                entry.runs[-1].text,
                place,
                [entry],
                drawing.language,
                link=slide_link(drawing.relation(slide)),
            )
        )
        top += needed


def _numbers(views: Sequence[Sequence[Drawing]], first: int) -> list[int]:
    """The number of the first slide of each view."""
    counts = accumulate((len(slides) for slides in views), initial=first)
    return list(counts)[:-1]


def _entry(exhibit: Exhibit, number: int, template: Template) -> Paragraph:
    own = template.paint.emphasis[Emphasis.OWN]
    heading = f"{exhibit.heading} · " if exhibit.heading else ""
    name = f"{heading}{exhibit.rendered.headline}"
    return Paragraph(
        runs=(Run(f"{number}\t", bold=True, colour=own), Run(name, colour=template.paint.ink)),
        size=_ENTRY,
        after=8,
        hang=_HANG,
    )


def closing_slides(document: Document, template: Template) -> list[Drawing]:
    """What was not there, then sources and methods; nothing for what a report has not."""
    language = document.language
    lists = (
        (said.NOT_SHOWN.of(language), _absent(document)),
        (words.SOURCES.of(language), _sources(document)),
        (said.METHODS.of(language), _methods(document)),
    )
    return [
        slide
        for title, paragraphs in lists
        if paragraphs
        for slide in prose_slides(template, language, title, paragraphs)
    ]


def _absent(document: Document) -> list[Paragraph]:
    """Views with the same reason together, so that it is told once."""
    titles: dict[str, list[str]] = {}
    for one in document.absent:
        titles.setdefault(one.reason, []).append(one.title)
    return [
        paragraph
        for reason, named in titles.items()
        for paragraph in (
            Paragraph(
                runs=(Run(" · ".join(named), bold=True),), size=_ENTRY, after=2, is_heading=True
            ),
            Paragraph(runs=(Run(reason),), size=_ENTRY, after=12),
        )
    ]  # fmt: skip


def _sources(document: Document) -> list[Paragraph]:
    cited = [said.cited(one.line, document.language, said.MOST_PLACES) for one in sources(document)]
    return [Paragraph(runs=(Run(text),), size=_TEXT, after=6) for text in cited]


def _methods(document: Document) -> list[Paragraph]:
    """Under the line of each view what no view before it has said."""
    found: list[Paragraph] = []
    for first, new in groupby(methods(document), key=lambda method: method.views[0]):
        overline = document.exhibits[first - 1].rendered.overline
        heading = Paragraph(runs=(Run(overline, bold=True),), size=_ENTRY, after=3, is_heading=True)
        told = [Paragraph(runs=(Run(f"{one.heading}: ", bold=True), Run(one.text)), size=_TEXT,
                          after=3) for one in new]  # fmt: skip
        found += [heading, *told[:-1], replace(told[-1], after=10)]
    return found
