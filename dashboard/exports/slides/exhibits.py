"""A view as slides: one, or as many as its chart or table needs to be read.

Shapes stand in the order they are read aloud in: title, line over the chart, comment, key, chart,
note. Not for charts and tables themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, assert_never

from dashboard.charts.fitting import Fitted, Room, fitted
from dashboard.charts.grammar import Chart, Matrix
from dashboard.charts.office.model import Rectangle
from dashboard.charts.office.native import native_charts
from dashboard.charts.theme import TEXT_SIZE
from dashboard.exports import said
from dashboard.exports.model import Exhibit
from dashboard.exports.slides.drawing import Drawing, titled_slide
from dashboard.exports.slides.grid_sizes import Grid, Part, parted
from dashboard.exports.slides.grids import draw_grid
from dashboard.exports.slides.keys import draw_key, key_height
from dashboard.exports.slides.lettering import Paragraph, height
from dashboard.exports.slides.matrices import matrix_grid
from dashboard.exports.slides.matrix_keys import draw_matrix_key, matrix_key_height
from dashboard.exports.slides.prose import numbered, prose_slides
from dashboard.exports.slides.rooms import between, bottom, right
from dashboard.exports.slides.shapes import chart_content, graphic_frame, mark
from dashboard.exports.slides.surroundings import (
    GAP,
    around,
    below,
    below_height,
    comment,
    draw_below,
    draw_overline,
)
from dashboard.exports.slides.tables import left_out_line, table_grid
from dashboard.exports.slides.template import Template
from warehouse.text import Language, Text

CHART: Final = Text("Diagram", "Chart")
_LEAST_TEXT: Final = 10.0
_MOST_TEXT: Final = 16.0
# Wider than this the text of every drawing would be larger than the most.
_WIDEST: Final = 1270.0
_LEAST_EFFORT: Final = (False, 1)
# A comment that takes more of the slide than this has a slide of its own.
_MOST_COMMENT: Final = 0.3
_CARD_EDGE: Final = 10.0
# A long list is for a workbook; so many slides of it show what is in it.
_MOST_TABLES: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A slide with all that stands above its chart or table; `room` is for these, `under` is
    still to be drawn below them.
    """

    drawing: Drawing
    area: Rectangle
    room: Rectangle
    under: list[Paragraph]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is drawn, on what; `has_comment` where the user's words stand beside the chart, and
    `has_remark` where the first remark does if there is room.
    """

    exhibit: Exhibit
    template: Template
    has_comment: bool
    has_remark: bool = True

    @property
    def wider(self) -> float:
        return self.template.wider

    @property
    def language(self) -> Language:
        return self.exhibit.rendered.state.language


def slides_of(exhibit: Exhibit, template: Template) -> list[Drawing]:
    """The user's comment stands beside the chart; where it is long, or leaves too little room for
    the chart, it has slides of its own before.
    """
    alone = Subject(exhibit=exhibit, template=template, has_comment=False)
    if not exhibit.comment.strip():
        return _drawn(alone)
    beside = replace(alone, has_comment=True)
    if not _is_long(exhibit, template) and _fits(beside):
        return _drawn(beside)
    return [*_comment_slides(exhibit, template), *_drawn(alone)]


def _fits(subject: Subject) -> bool:
    """Whether it is one slide whose letters can be read."""
    chart = subject.exhibit.rendered.chart
    if isinstance(chart, Chart):
        return _effort(_laid_out(subject, chart)) == _LEAST_EFFORT
    return len(_drawn(subject)) == 1


def _drawn(subject: Subject) -> list[Drawing]:
    chart, paint = subject.exhibit.rendered.chart, subject.template.paint
    match chart:
        case Chart():
            return _chart_slides(subject, chart)
        case Matrix():
            return _grid_slides(subject, matrix_grid(chart, subject.exhibit, paint))
        case None:
            return _grid_slides(subject, table_grid(subject.exhibit.rendered, paint))
        case _:
            assert_never(chart)


def _is_long(exhibit: Exhibit, template: Template) -> bool:
    area = template.stage.area
    needed = height(comment(exhibit, template.paint), area.width, template.wider)
    return needed > _MOST_COMMENT * area.height


def _comment_slides(exhibit: Exhibit, template: Template) -> list[Drawing]:
    """The user's words alone, where there are too many to stand beside a chart."""
    title = exhibit.heading or exhibit.rendered.headline
    language = exhibit.rendered.state.language
    return prose_slides(template, language, title, comment(exhibit, template.paint))


def _begun(subject: Subject, title: str, extra: str = "") -> Begun:
    exhibit, template = subject.exhibit, subject.template
    rendered = exhibit.rendered
    notes = said.speaker_notes(exhibit)
    drawing, area = titled_slide(template, rendered.state.language, title, notes)
    area = draw_overline(drawing, around(exhibit, template), area, template)
    if subject.has_comment:
        area = _draw_comment(drawing, subject, area)
    under = below(exhibit, template, area, extra, has_remark=subject.has_remark)
    floor = bottom(area) - below_height(under, area.width, template.wider) - GAP
    room = between(area.left, area.top, right(area), floor)
    if isinstance(rendered.chart, Chart):
        room = _draw_chart_ground(drawing, rendered.chart, room, template)
    return Begun(drawing=drawing, area=area, room=room, under=under)


def _draw_comment(drawing: Drawing, subject: Subject, area: Rectangle) -> Rectangle:
    paragraphs = comment(subject.exhibit, subject.template.paint)
    needed = height(paragraphs, area.width, subject.wider)
    place = Rectangle(left=area.left, top=area.top, width=area.width, height=needed)
    drawing.text("Comment", place, paragraphs)
    return between(area.left, area.top + needed + GAP, right(area), bottom(area))


def _draw_chart_ground(
    drawing: Drawing, chart: Chart, room: Rectangle, template: Template
) -> Rectangle:
    """The key, on a light sheet where the template is dark; what is left for the chart."""
    if template.card:
        drawing.shapes.append(mark(drawing.number(), "rect", room, template.card, ""))
        room = between(
            room.left + _CARD_EDGE, room.top + _CARD_EDGE,
            right(room) - _CARD_EDGE, bottom(room) - _CARD_EDGE,
        )  # fmt: skip
    return _draw_key(drawing, chart, room, template) if chart.key else room


def _draw_key(drawing: Drawing, chart: Chart, room: Rectangle, template: Template) -> Rectangle:
    needed = key_height(chart, room.width, template.wider)
    place = Rectangle(left=room.left, top=room.top, width=room.width, height=needed)
    draw_key(drawing, chart, place, template.chart_paint, template.wider)
    return between(room.left, room.top + needed + GAP, right(room), bottom(room))


def _finished(begun: Begun, subject: Subject) -> Drawing:
    draw_below(begun.drawing, begun.under, subject.exhibit, begun.area, subject.template)
    return begun.drawing


def _chart_slides(subject: Subject, chart: Chart) -> list[Drawing]:
    """The remark gives way to the chart: it is in the notes as well."""
    sheets = _laid_out(subject, chart)
    if _effort(sheets) != _LEAST_EFFORT:
        quiet = replace(subject, has_remark=False)
        options = ((subject, sheets), (quiet, _laid_out(quiet, chart)))
        subject, sheets = min(options, key=lambda option: _effort(option[1]))
    title = subject.exhibit.rendered.headline
    return [
        _with_charts(
            _begun(subject, numbered(title, number, len(sheets), subject.language)), sheet, subject
        )
        for number, sheet in enumerate(sheets, start=1)
    ]


def _laid_out(subject: Subject, chart: Chart) -> tuple[Fitted, ...]:
    """On one slide, or on several, whose longer title may leave less room."""
    title = subject.exhibit.rendered.headline
    sheets = fitted(chart, _room(_begun(subject, title).room))
    if len(sheets) == 1:
        return sheets
    longest = numbered(title, 88, 88, subject.language)
    return fitted(chart, _room(_begun(subject, longest).room))


def _effort(sheets: tuple[Fitted, ...]) -> tuple[bool, int]:
    """What is asked of the reader: letters that are too small, then many slides."""
    least = min(TEXT_SIZE * sheet.scale for sheet in sheets)
    return least < _LEAST_TEXT - 0.01, len(sheets)


def _room(place: Rectangle) -> Room:
    return Room(
        width=min(place.width, _WIDEST),
        height=place.height,
        least_text=_LEAST_TEXT,
        most_text=_MOST_TEXT,
    )


def _with_charts(begun: Begun, sheet: Fitted, subject: Subject) -> Drawing:
    drawing, room = begun.drawing, begun.room
    rendered = subject.exhibit.rendered
    charts = native_charts(sheet, subject.template.chart_paint, drawing.language)
    slot = subject.template.stage.content if len(charts) == 1 else None
    for number, chart in enumerate(charts):
        place = Rectangle(
            left=room.left + chart.place.left, top=room.top + chart.place.top,
            width=chart.place.width, height=chart.place.height,
        )  # fmt: skip
        spoken = _spoken(chart.title, rendered.description, is_first=number == 0)
        name = f"{CHART.of(drawing.language)}: {chart.title or rendered.headline}"
        content = chart_content(drawing.relation(chart))
        drawing.shapes.append(graphic_frame(drawing.number(), name, spoken, place, content, slot))
    return _finished(begun, subject)


def _spoken(title: str, description: str, *, is_first: bool) -> str:
    """The first chart of a slide says the whole, the others what they are a part of."""
    if not is_first:
        return title
    return f"{title}. {description}" if title else description


def _grid_slides(subject: Subject, grid: Grid) -> list[Drawing]:
    title = subject.exhibit.rendered.headline
    whole = _parts(subject, grid, _begun(subject, title))
    if len(whole) > 1:
        extra = _left_out(whole, subject)
        whole = _parts(
            subject, grid, _begun(subject, numbered(title, 88, 88, subject.language), extra)
        )
    shown = whole if _is_matrix(subject) else whole[:_MOST_TABLES]
    extra = _left_out(whole, subject)
    return [
        _with_grid(
            _begun(subject, numbered(title, number, len(shown), subject.language),
                   extra if number == len(shown) else ""),
            part, subject,
        )
        for number, part in enumerate(shown, start=1)
    ]  # fmt: skip


def _is_matrix(subject: Subject) -> bool:
    return isinstance(subject.exhibit.rendered.chart, Matrix)


def _parts(subject: Subject, grid: Grid, begun: Begun) -> list[Part]:
    room = begun.room
    chart = subject.exhibit.rendered.chart
    key = 0.0
    if isinstance(chart, Matrix):
        key = matrix_key_height(chart, room.width, subject.wider) + GAP
    most = None if _is_matrix(subject) else _MOST_TABLES
    return parted(grid, room.width, room.height - key, subject.wider, most)


def _left_out(parts: Sequence[Part], subject: Subject) -> str:
    """How many rows the slides do not show; empty where they show all."""
    if _is_matrix(subject):
        return ""
    rows = subject.exhibit.rendered.table.rows
    left = len(rows) - sum(len(part.rows) for part in parts[:_MOST_TABLES])
    return left_out_line(left, subject.language) if left else ""


def _with_grid(begun: Begun, part: Part, subject: Subject) -> Drawing:
    drawing, room = begun.drawing, begun.room
    chart = subject.exhibit.rendered.chart
    slot = subject.template.stage.content
    table = draw_grid(drawing, part, room.left, room.top, subject.wider, slot)
    if isinstance(chart, Matrix):
        needed = matrix_key_height(chart, room.width, subject.wider)
        place = Rectangle(left=room.left, top=bottom(table) + GAP, width=room.width, height=needed)
        draw_matrix_key(drawing, chart, place, subject.template.paint, subject.wider)
    return _finished(begun, subject)
