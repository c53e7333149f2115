"""What stands around a chart on its slide: the line over it, the user's comment, the notes below.

They take the room they need, measured; what is left between them is the chart's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dashboard import words
from dashboard.charts.metrics import text_width
from dashboard.charts.office.model import Paint, Rectangle
from dashboard.exports import said
from dashboard.exports.model import Exhibit
from dashboard.exports.slides.drawing import Drawing
from dashboard.exports.slides.lettering import LINE, Paragraph, Run, height
from dashboard.exports.slides.rooms import between, bottom, right
from dashboard.exports.slides.shapes import outward_link, text_frame
from dashboard.exports.slides.template import Template
from dashboard.marked import EXAMPLE_WORD
from warehouse.text import Language, Text

OVERLINE_SIZE: Final = 11.0
NOTE_SIZE: Final = 10.0
WAY_BACK_SIZE: Final = 9.0
COMMENT_SIZE: Final = 14.0
GAP: Final = 8.0
_BACK: Final = WAY_BACK_SIZE * LINE + 3
# Notes and remarks may take so much of the slide; the rest of them is in the speaker notes.
_MOST_BELOW: Final = 0.3
_MOST_SOURCES: Final = 4
SOURCE: Final = Text("Källa", "Source")
MORE_SOURCES: Final = Text("Fler källor", "More sources")
AND_MORE: Final = Text("och {count} till, se anteckningarna", "and {count} more, see the notes")
MORE_NOTES: Final = Text("Mer står i anteckningarna.", "More is in the notes.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The line over the chart, and the word of example data."""

    overline: Paragraph
    stamp: str


def around(exhibit: Exhibit, template: Template) -> Around:
    return Around(
        overline=_overline(exhibit, template.paint),
        stamp=_stamp(exhibit),
    )


def _overline(exhibit: Exhibit, paint: Paint) -> Paragraph:
    """The user's own heading first, and then what the view says it is about."""
    about = Run(exhibit.rendered.overline, colour=paint.soft)
    if not exhibit.heading:
        return Paragraph(runs=(about,), size=OVERLINE_SIZE)
    heading = Run(f"{exhibit.heading} · ", bold=True, colour=paint.ink)
    return Paragraph(runs=(heading, about), size=OVERLINE_SIZE)


def _stamp(exhibit: Exhibit) -> str:
    """The word of example data, where its overline begins with it."""
    word = EXAMPLE_WORD.of(exhibit.rendered.state.language)
    return word if exhibit.rendered.overline.startswith(word) else ""


def comment(exhibit: Exhibit, paint: Paint) -> list[Paragraph]:
    lines = [line.strip() for line in exhibit.comment.splitlines() if line.strip()]
    return [
        Paragraph(runs=(Run(line, colour=paint.ink),), size=COMMENT_SIZE, after=4) for line in lines
    ]


def draw_overline(
    drawing: Drawing, given: Around, area: Rectangle, template: Template
) -> Rectangle:
    """The line over the chart, in the layout's own place for it, and what is left of the area."""
    held = template.stage.overline
    tag = _tag_width(given.stamp, template.wider)
    width = (held.place.width if held else area.width) - tag
    lines = height([given.overline], width, template.wider)
    if held:
        top = max(held.place.top + held.place.height - lines, 4)
        place = Rectangle(left=held.place.left, top=top, width=width, height=lines)
        left = area
    else:
        place = Rectangle(left=area.left, top=area.top, width=width, height=lines)
        left = between(area.left, area.top + max(lines, 16) + GAP, right(area), bottom(area))
    drawing.text("Overline", place, [given.overline], slot=held.slot if held else None)
    if given.stamp:
        _draw_tag(drawing, given.stamp, place, tag, template)
    return left


def _tag_width(stamp: str, wider: float) -> float:
    return text_width(stamp, OVERLINE_SIZE, bold=True) * wider + 26 if stamp else 0.0


def _draw_tag(
    drawing: Drawing, stamp: str, beside: Rectangle, width: float, template: Template
) -> None:
    """EXEMPELDATA in a box that nobody overlooks, at the end of the overline."""
    place = Rectangle(
        left=right(beside) + 10,
        top=beside.top - 1,
        width=width - 10,
        height=OVERLINE_SIZE * LINE + 3,
    )
    colour, letters = template.warning_box
    words_ = Paragraph(
        runs=(Run(stamp, bold=True, colour=letters),), size=OVERLINE_SIZE, align="ctr"
    )
    drawing.shapes.append(
        text_frame(drawing.number(), stamp, place, [words_], drawing.language, anchor="ctr",
                   background=colour)
    )  # fmt: skip


def below(
    exhibit: Exhibit, template: Template, area: Rectangle, extra: str, *, has_remark: bool
) -> list[Paragraph]:
    """What stands under the chart: `extra`, a remark, note, signs, sources."""
    paint = template.paint
    rendered = exhibit.rendered
    language = rendered.state.language
    first = [_small(extra, paint.ink)] if extra else []
    note = [_small(text, paint.soft) for text in (rendered.note, said.signs_line(rendered),
                                                  _sources(exhibit)) if text]  # fmt: skip
    found = [*first, *note]
    if rendered.warnings and has_remark:
        remark = _remark(rendered.warnings, words.REMARKS.of(language), language, paint)
        room = _MOST_BELOW * area.height
        if height([*first, remark, *note], area.width, template.wider) <= room:
            found = [*first, remark, *note]
    return found


def _remark(warnings: Sequence[str], heading: str, language: Language, paint: Paint) -> Paragraph:
    more = f" {MORE_NOTES.of(language)}" if len(warnings) > 1 else ""
    return Paragraph(
        runs=(Run(f"{heading}: ", bold=True, colour=paint.ink),
              Run(f"{warnings[0]}{more}", colour=paint.ink)),
        size=NOTE_SIZE, after=3,
    )  # fmt: skip


def _small(text: str, colour: str) -> Paragraph:
    return Paragraph(runs=(Run(text, colour=colour),), size=NOTE_SIZE, after=2)


def _sources(exhibit: Exhibit) -> str:
    """The sources that the note does not name already."""
    rendered = exhibit.rendered
    language = rendered.state.language
    shorts = [source.short for source in rendered.sources if source.short not in rendered.note]
    if not shorts:
        return ""
    named = "; ".join(dict.fromkeys(shorts[:_MOST_SOURCES]))
    left = len(shorts) - _MOST_SOURCES
    more = f" {AND_MORE.of(language).format(count=left)}" if left > 0 else ""
    heading = SOURCE if len(shorts) == 1 else words.SOURCES
    if len(shorts) < len(rendered.sources):
        heading = MORE_SOURCES
    return f"{heading.of(language)}: {named}{more}"


def below_height(paragraphs: Sequence[Paragraph], width: float, wider: float) -> float:
    return height(paragraphs, width, wider) + _BACK


def draw_below(
    drawing: Drawing, paragraphs: list[Paragraph], exhibit: Exhibit, area: Rectangle,
    template: Template,
) -> None:  # fmt: skip
    """At the bottom of the area, the way back last: a box of its own that leads to the view."""
    floor = bottom(area) - _BACK
    needed = height(paragraphs, area.width, template.wider)
    if paragraphs:
        place = Rectangle(left=area.left, top=floor - needed, width=area.width, height=needed)
        drawing.text("Note", place, paragraphs, slot=template.stage.note)
    back = said.way_back(exhibit)
    words_ = Paragraph(runs=(Run(back, colour=template.paint.soft),), size=WAY_BACK_SIZE)
    place = Rectangle(left=area.left, top=floor + 2, width=area.width, height=_BACK - 2)
    link = outward_link(drawing.relation(exhibit.address))
    drawing.shapes.append(
        text_frame(drawing.number(), back, place, [words_], drawing.language, link=link)
    )
