"""What stands around the marks of a panel: its titles, the names and notes of its rows, signs where
a figure is missing, and the labels of bands, lines and breaks.

Not for what lies behind the marks (`behind.py`), nor for axes.
"""

from collections.abc import Iterator
from itertools import accumulate
from math import floor
from typing import Final

from dashboard.charts.geometry import (
    NAME_SHIFT,
    SMALL_LINE,
    TITLE_LINE,
    Frame,
    Plan,
    Width,
    is_own,
    is_own_panel,
    share_categories,
)
from dashboard.charts.grammar import Category, Orientation
from dashboard.charts.metrics import text_width
from dashboard.charts.names import names_placed
from dashboard.charts.plan import subtitle_lines, title_lines
from dashboard.charts.rows import BAR_HEIGHT, category_lines, lines_above, note_rooms
from dashboard.charts.signs_drawn import missing_sign
from dashboard.charts.strips import StripLabel, strip_labels
from dashboard.charts.svg.writing import Anchor, Style, box, text, text_around, text_over
from dashboard.charts.theme import (
    BAND_LABEL,
    CARD,
    INK,
    OWN,
    OWN_ROW,
    SMALL_SIZE,
    SOFT,
    STAMP,
    STAMP_SIZE,
    TEXT_SIZE,
    WARNING,
)

_AT_SIDE: Final = 4
_STAMP_MARGIN: Final = 24
_NAME: Final = Style(TEXT_SIZE, INK)
_OWN_NAME: Final = Style(TEXT_SIZE, OWN, bold=True)
_QUIET: Final = Style(SMALL_SIZE, SOFT)
_SIGN: Final = Style(TEXT_SIZE, SOFT)
_STRIPS: Final = {
    "band": Style(SMALL_SIZE, BAND_LABEL, bold=True),
    "line": Style(SMALL_SIZE, INK),
    "break": Style(SMALL_SIZE, WARNING, bold=True),
}
_ANCHORS: Final[dict[str, Anchor]] = {"left": "start", "center": "middle", "right": "end"}


def furniture(plan: Plan, frame: Frame, width: Width) -> Iterator[str]:
    yield from _titles(plan, frame)
    yield from _row_names(plan, frame, width)
    yield from _notes(plan, frame)
    yield from _missing(frame)
    yield from (_strip(frame, label) for label in strip_labels(frame))
    yield from _end_names(frame, width)


def stamped(plan: Plan) -> str:
    """The word across the whole drawing, on top of it all and seen through by it all."""
    if not plan.chart.stamp:
        return ""
    wide = text_width(plan.chart.stamp, STAMP_SIZE, bold=True)
    size = floor(STAMP_SIZE * min(1.0, (plan.width - _STAMP_MARGIN) / wide))
    return stamp(plan.chart.stamp, plan.width / 2, plan.height / 2, size)


def stamp(word: str, x: float, middle: float, size: float) -> str:
    *channels, opacity = STAMP.removeprefix("rgba(").removesuffix(")").split(", ")
    style = Style(size, f"rgb({','.join(channels)})", bold=True)
    return (
        f'<g fill-opacity="{opacity}">{text_around([word], x, middle, style, anchor="middle")}</g>'
    )


def _titles(plan: Plan, frame: Frame) -> Iterator[str]:
    top = frame.top - frame.strip - frame.header
    title, subtitle = title_lines(frame), subtitle_lines(frame)
    colour = OWN if is_own_panel(plan, frame) else INK
    yield text(title, frame.left, top, Style(TEXT_SIZE, colour, bold=True, line=TITLE_LINE))
    yield text(subtitle, frame.left, top + len(title) * TITLE_LINE, _QUIET)
    if frame.panel.axis.title:
        yield _axis_title(frame)
    if frame.panel.along is not None and frame.panel.along.title:
        yield text([frame.panel.along.title], frame.left, frame.top + frame.height + 22, _QUIET)


def _axis_title(frame: Frame) -> str:
    """Under the figures of rows, over those of columns: never turned on its side."""
    rows = frame.orientation is Orientation.ROWS
    top = frame.top + frame.height + 22 if rows else frame.top - frame.strip - SMALL_LINE - 8
    left = 0.0 if not rows and frame.column == 0 else frame.left
    return text([frame.panel.axis.title], left, top, _QUIET)


def _row_names(plan: Plan, frame: Frame, width: Width) -> Iterator[str]:
    panels = [f.panel for f in plan.frames]
    if frame.orientation is Orientation.COLUMNS or (frame.column and share_categories(panels)):
        return
    for category in frame.panel.categories:
        drawn = _name_above if frame.names else _name_beside
        yield drawn(frame, category, width)


def _name_beside(frame: Frame, category: Category, width: Width) -> str:
    middle = frame.category_pixel(frame.along(category))
    return text_around(category_lines(category, width), 0, middle, _style_of(category))


def _name_above(frame: Frame, category: Category, width: Width) -> str:
    """Over its row, on a ground that hides the lines that would go through it."""
    lines, style = lines_above(category, width), _style_of(category)
    bottom = frame.category_pixel(frame.along(category)) - BAR_HEIGHT / 2 - 1
    wide = max(text_width(line, style.size, bold=style.bold) for line in lines)
    ground = OWN_ROW if is_own(category) else CARD
    high = len(lines) * style.line_height
    return box(0, bottom - high, wide, bottom, ground) + text_over(lines, 0, bottom, style)


def _style_of(category: Category) -> Style:
    return _OWN_NAME if is_own(category) else _NAME


def _notes(plan: Plan, frame: Frame) -> Iterator[str]:
    """Columns of text at the right of the rows, ranged right, under their titles."""
    rooms = note_rooms(plan.chart)
    end = plan.width - plan.right
    ends = list(accumulate(rooms, initial=end + plan.right - sum(rooms) - _AT_SIDE))[1:]
    for at, (title, x) in enumerate(zip(frame.panel.note_titles, ends, strict=False)):
        yield text_over([title], x, frame.top - 4, _QUIET, anchor="end")
        for category in frame.panel.categories:
            middle = frame.category_pixel(frame.along(category))
            style = _style_of(category)
            yield text_around([category.notes[at]], x, middle, style, anchor="end")


def _missing(frame: Frame) -> Iterator[str]:
    """The sign of why there is no figure, where the figure would have stood."""
    for category in frame.panel.categories:
        sign = missing_sign(frame.panel, category)
        if not sign:
            continue
        at = frame.category_pixel(frame.along(category))
        if frame.orientation is Orientation.ROWS:
            yield text_around([sign], frame.left + 4, at, _SIGN)
        else:
            bottom = frame.top + frame.height - 2
            yield text_over([sign], at, bottom, _SIGN, anchor="middle")


def _strip(frame: Frame, label: StripLabel) -> str:
    along_values = frame.orientation is Orientation.ROWS
    at = frame.value_pixel(label.at) if along_values else frame.category_pixel(label.at)
    style, anchor = _STRIPS[label.kind], _ANCHORS[label.anchor]
    return text_over(label.lines, at + label.shift, frame.top - label.bottom, style, anchor=anchor)


def _end_names(frame: Frame, width: Width) -> Iterator[str]:
    """Names beside what they name."""
    for name, shift in names_placed(frame, width):
        style = Style(SMALL_SIZE, name.colour, bold=name.bold)
        yield text_around(name.lines, name.x_pixel + NAME_SHIFT, name.y_pixel - shift, style)
